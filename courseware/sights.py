"""What files were when they were last read, so that one that has not been touched since need not be read again.

A file is known again by its number, size and times. That is sound only where the times tell of any later change: an edit in the same
tick of the file system's clock leaves them as they were. So a file is known only where its times lie further back than a tick before the
moment at which it was read, by the clock that gave it its times. `touch -d` puts back the time of the last edit, never that of the last
change, which is compared too. On Windows there is no such time: nothing is known there.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Mapping
from operator import attrgetter
from typing import NamedTuple

GRAIN = 3_000_000_000
"""Nanoseconds that a file must have been left alone before it was read. FAT counts in 2 seconds, others in 1 or less."""
FAR = 3_600_000_000_000
"""The same for a file on another file system than the records', whose clock may be another machine's and wrong by as much."""

CLOCK = "clock"
"""The file that tells the time of the records' file system."""

Signature = tuple[int, int, int, int, int]
"""Device, number, size, time of the last edit and of the last change, in nanoseconds."""
FIELDS = ("st_dev", "st_ino", "st_size", "st_mtime_ns", "st_ctime_ns")
signed = attrgetter(*FIELDS)


def signature(path: str) -> Signature | None:
    """What a file is known again by, links followed; None where there is none, or no telling."""
    if sys.platform == "win32":
        return None
    try:
        found: Signature = signed(os.stat(path))
    except (OSError, ValueError):
        return None
    return found


class Moment(NamedTuple):
    """When a look at files began: `there` is what the clock of the file system `device` said, `here` this machine's."""

    device: int
    there: int
    here: int

    def settles(self, seen: Signature) -> bool:
        """Whether a file that was read after this moment and had this signature can't change without another signature."""
        latest = max(seen[3], seen[4])
        return latest + GRAIN < self.there if seen[0] == self.device else latest + FAR < self.here


def moment(folder: str) -> Moment | None:
    """This moment, by the time that a file `clock` in `folder` gets; None where there can be none.

    It stays there: one that is removed again would be left over where a process is killed in between. No link is followed.
    """
    if sys.platform == "win32" or os.path.islink(folder):  # nothing is known by its times there; whose folder is it?
        return None
    how = os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW
    try:
        handle = os.open(os.path.join(folder, CLOCK), how, 0o666)
        try:
            os.utime(handle)
            about = os.fstat(handle)
        finally:
            os.close(handle)
    except OSError:
        return None
    return Moment(about.st_dev, about.st_mtime_ns, time.time_ns())


def local(device: int) -> Moment:
    """This moment by this machine's clock, taken for that of `device`: for what is kept no longer than this process."""
    return Moment(device, time.time_ns(), time.time_ns())


class Sights:
    """Digests by key (a path, with a mark before it where its digest is sealed). `known` are those of earlier looks, each of them settled;
    `seen` are those of this look, which began at `begun`.
    """

    def __init__(self, known: Mapping[str, tuple[Signature, str]] | None = None, begun: Moment | None = None) -> None:
        self.known = known or {}
        self.seen: dict[str, tuple[Signature, str]] = {}
        self.begun = begun

    def digest(self, key: str, path: str) -> str | None:
        """The digest that the file at `path` had when it was last read, None where it may have another now."""
        known = self.known.get(key)
        if known is None or signature(path) != known[0]:
            return None
        self.seen[key] = known
        return known[1]

    def note(self, key: str, path: str, before: Signature | None, digest: str) -> None:
        """Takes down what was read at `path`, where it is the file that it was before that."""
        if before is not None and signature(path) == before:
            self.seen[key] = before, digest

    def settled(self) -> dict[str, tuple[Signature, str]]:
        """Of this look, what later ones may rely on."""
        begun = self.begun
        if begun is None:
            return {}
        return {key: each for key, each in self.seen.items() if self.known.get(key) == each or begun.settles(each[0])}
