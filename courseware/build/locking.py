"""Several builds at once in an output folder: each holds the outputs that it makes; one that wants the same waits, and can say for whom.

A lock is a byte of one file, `build/.courseware/lock`, for each output, at the place that a digest of its name gives; the whole file is
everything. The system gives locks back when their holder ends, however it ends, so no lock is ever stale.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from typing import IO

from courseware.problems import CoursewareError, Place, Problem

PAUSE = 0.05  # seconds between two looks at a lock that somebody holds
SLOTS = 2**28
"""Bytes that stand for outputs; two outputs on one byte only wait for each other."""
MANY = 512
"""From so many outputs on everything is held: a build of a whole course has most of them anyway."""

Span = tuple[int, int]
"""Where locked bytes begin, and how many they are."""
EVERYTHING: Span = (0, SLOTS)


@contextmanager
def locked(folder: Path, waiting: Callable[[int], None], names: Collection[str] | None = None) -> Iterator[bool]:
    """Holds the outputs `names`, or everything, in the output folder whose records are in `folder` (`build/.courseware`). Gives whether
    somebody else held some of it: what was known of the outputs before is old then.

    `waiting` is told once the number of the process that holds it, 0 where it is not known. A process holds one lock of a folder at a time:
    the system would give back both at the end of the first.
    """
    spans = _spans(names)
    waited = False

    def wait(file: IO[bytes], span: Span) -> None:
        nonlocal waited
        if not waited:
            waiting(_holder(folder, file, span))
        waited = True
        time.sleep(PAUSE)

    with _held(folder, spans, wait):
        _sign(folder)
        yield waited


def _spans(names: Collection[str] | None) -> tuple[Span, ...]:
    """What to lock, in the one order in which every build takes it: two that want the same can't wait for each other."""
    if names is None or len(names) > MANY:
        return (EVERYTHING,)
    return tuple((slot, 1) for slot in sorted({_slot(name) for name in names}))


def _slot(name: str) -> int:
    return int.from_bytes(sha256(name.encode()).digest()[:4]) % SLOTS


@contextmanager
def _held(folder: Path, spans: tuple[Span, ...], wait: Callable[[IO[bytes], Span], None]) -> Iterator[None]:
    while True:
        with _open(folder) as file:
            for span in spans:
                while not _taken(folder, file, span):
                    wait(file, span)
            if not _is_there(folder, file):  # `clean` removed it while we waited: whoever comes next locks another file
                continue
            try:
                yield
            finally:
                for span in spans:
                    _give_back(file, span)
            return


def _open(folder: Path) -> IO[bytes]:
    try:
        while True:
            folder.mkdir(parents=True, exist_ok=True)
            with suppress(FileNotFoundError):  # `clean` removed the folder in between
                return (folder / "lock").open("a+b")
    except OSError as error:
        fact = f"nothing can be written there: {(error.strerror or str(error)).lower()}"
        hint = "check the folder's permissions, or choose another one with -o"
        raise CoursewareError(Problem(Place(folder.parent.as_posix()), fact, hint)) from None


def _is_there(folder: Path, file: IO[bytes]) -> bool:
    with suppress(OSError):
        return os.path.samestat(os.fstat(file.fileno()), os.stat(folder / "lock"))
    return False


def _taken(folder: Path, file: IO[bytes], span: Span) -> bool:
    try:
        return _take(file, span)
    except OSError as error:
        fact = f"files can't be locked there: {(error.strerror or str(error)).lower()}"
        hint = "a network folder may know no locks: build into a folder of this machine, with -o, and copy it"
        raise CoursewareError(Problem(Place(folder.parent.as_posix()), fact, hint)) from None


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes], span: Span) -> bool:
        file.seek(span[0])
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, span[1])
        except PermissionError:
            return False
        return True

    def _give_back(file: IO[bytes], span: Span) -> None:
        file.seek(span[0])
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, span[1])

    def _sign(folder: Path) -> None:
        """Leaves our number for those who wait: Windows doesn't tell who holds a lock."""
        with suppress(OSError):
            (folder / "lock.pid").write_text(str(os.getpid()), encoding="ascii")

    def _holder(folder: Path, file: IO[bytes], span: Span) -> int:
        with suppress(OSError, ValueError):
            return int((folder / "lock.pid").read_text(encoding="ascii"))
        return 0

else:
    import fcntl
    import struct

    # struct flock as fcntl(2) has it: type, whence, start, length, process; macOS begins with the start.
    _DARWIN = sys.platform == "darwin"
    _FLOCK = struct.Struct("qqihh" if _DARWIN else "hhqqi")

    def _take(file: IO[bytes], span: Span) -> bool:
        try:  # lockf: forked workers don't inherit it
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, span[1], span[0])
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _give_back(file: IO[bytes], span: Span) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN, span[1], span[0])

    def _sign(folder: Path) -> None:
        """Nothing: the system knows who holds a lock."""

    def _holder(folder: Path, file: IO[bytes], span: Span) -> int:
        start, length = span
        asked = (start, length, 0, fcntl.F_WRLCK, 0) if _DARWIN else (fcntl.F_WRLCK, 0, start, length, 0)
        with suppress(OSError, struct.error):
            found = _FLOCK.unpack(fcntl.fcntl(file, fcntl.F_GETLK, _FLOCK.pack(*asked)))
            kind, process = (found[3], found[2]) if _DARWIN else (found[0], found[4])
            return max(process, 0) if kind != fcntl.F_UNLCK else 0
        return 0
