"""A unit of work on a machine that has no folder of the project: its inputs come by content, and what was made goes back as bytes.

What is read there is recorded under the names and digests that it has at home, absences and listings too. What did not come along is asked
for: the unit is begun anew when it is there. Nothing of the project is written to that machine's disk but fonts, which print finds by
their path, and nothing about people at all.
"""

from __future__ import annotations

import os
import pickle
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from pathlib import Path, PurePosixPath
from typing import Any

from courseware.build.allowance import TooLong, within
from courseware.build.maker import maker
from courseware.build.running import Outcome, carry_out
from courseware.build.shelf import Shelf
from courseware.files import ABSENT, PRIVATE, SETTING, Files, digest, packaged_templates
from courseware.keeping import VARIABLE
from courseware.sealing import borrowed
from courseware.values import Value

OWN = "@templates"
"""What comes with the package, which is the same on all machines."""
DONE, ASK, LONG, OTHER = "done", "ask", "long", "other"
"""What comes back of a unit: its outcome; names that it lacks; that it took too long; that another program is installed there."""


class Missing(BaseException):
    """Something was asked for that did not come along: the name of its record. No `Exception`, so that nobody takes it for an absence."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Sent(Value, kw_only=True):
    """What of the project is known where the work is done.

    `contents` maps names of files to digests of what comes along; `folders` maps folders to the names of their files and folders, as far
    as they are not hidden; `absent` are names of records (a folder's ends in `/`) of what isn't there; `settings` are variables of the
    environment at home. `private` holds files about people, for the units that need them.
    """

    contents: Mapping[str, str]
    folders: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]]
    absent: frozenset[str]
    settings: Mapping[str, str]
    private: Mapping[str, bytes] = {}
    key: bytes = b""

    def __repr__(self) -> str:
        """Nothing of people: dask puts into its logs what it gave to work that failed."""
        return f"Sent({len(self.contents)} files)"


class Known:
    """What of a project came here with all units so far; `data` by digest, the rest as in `Sent`."""

    def __init__(self) -> None:
        self.data: dict[str, bytes] = {}
        self.contents: dict[str, str] = {}
        self.folders: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {}
        self.absent: set[str] = set()
        self.settings: dict[str, str] = {}
        self.private: Mapping[str, bytes] = {}

    def learn(self, sent: Sent, data: Mapping[str, bytes]) -> None:
        """Adds what came with a unit."""
        self.data.update(data)
        self.contents.update(sent.contents)
        self.folders.update(sent.folders)
        self.absent.update(sent.absent)
        self.settings.update(sent.settings)
        self.private = sent.private


class Abroad(Files):
    """The same door where there is no disk behind it. Asks for what did not come along by raising `Missing`."""

    __slots__ = ("_known",)

    def __init__(self, project: Path, known: Known) -> None:
        super().__init__(project, {OWN: packaged_templates()})
        self._known = known

    def fresh(self) -> Abroad:
        return Abroad(self.project, self._known)

    def path(self, name: str) -> Path:
        if _is_own(name):
            return super().path(name)
        found = self._find(name)
        return self.project / name if found is None else _on_disk(name, found, self._known.data[found])

    def place(self, name: str) -> str | None:
        return super().place(name) if _is_own(name) else None

    def note(self, name: str) -> str:
        if not _is_own(name):
            self.read(name)
            return self.reads[name]
        return super().note(name)

    def setting(self, variable: str) -> str:
        if variable not in self._known.settings:
            raise Missing(SETTING + variable)
        value = self._known.settings[variable]
        self.reads[SETTING + variable] = value or ABSENT
        return value

    def list(self, folder: str) -> tuple[str, ...]:
        if _is_own(folder):
            return super().list(folder)
        there = self._folder(folder)
        self.reads[folder + "/"] = ABSENT if there is None else digest("\n".join(there[0]).encode())
        return tuple(f"{folder}/{name}" for name in there[0]) if there else ()

    def folders(self, folder: str) -> tuple[str, ...]:
        if _is_own(folder):
            return super().folders(folder)
        there = self._folder(folder)
        names = there[1] if there else ()
        self.reads[folder + "//"] = digest("\n".join(names).encode())
        return tuple(f"{folder}/{name}" for name in names)

    def _bytes(self, name: str, record: str) -> bytes:
        if _is_own(name):
            return super()._bytes(name, record)
        if record.startswith(PRIVATE) and name in self._known.private:
            return self._known.private[name]
        found = self._find(name)
        if found is None:
            self.reads[record] = ABSENT
            raise FileNotFoundError(name)
        return self._known.data[found]

    def _find(self, name: str) -> str | None:
        """The digest of a file's content, None where there is no such file at home."""
        known = self._known
        if name in known.contents:
            return known.contents[name]
        if name in known.absent:
            return None
        folder, _, own = name.rpartition("/")
        if not _is_plain(name) or not folder:
            raise Missing(name)
        there = self._folder(folder)
        if there is not None and own in there[0]:
            raise Missing(name)
        return None

    def _folder(self, folder: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
        """The names of what is in a folder, None where there is none."""
        known = self._known
        if folder in known.folders:
            return known.folders[folder]
        if f"{folder}/" in known.absent:
            return None
        around, _, own = folder.rpartition("/")
        if not _is_plain(folder) or not around:
            raise Missing(f"{folder}/")
        there = self._folder(around)
        if there is not None and own in there[1]:
            raise Missing(f"{folder}/")
        return None


class Parcel(Value, kw_only=True):
    """A unit on its way: `target` is pickled, `shelf` the digest of a content that is a pickled shelf; `program` is what it is for, as `about`."""

    program: tuple[str, str]
    project: str
    shelf: str
    target: bytes
    sent: Sent
    seconds: float


def about() -> tuple[str, str]:
    """What is installed here: the digest of the program, and that of what comes with it."""
    return maker(), _templates()


def work(parcel: Parcel, content: Mapping[str, bytes]) -> tuple[str, Any]:
    """Carries out the unit in `parcel`; `content` maps digests to bytes. One at a time in a process."""
    if parcel.program != about():
        return OTHER, None
    with _ONE:
        shelf = _shelf(parcel, content)
        target = pickle.loads(parcel.target)
        try:
            with _away(), borrowed(parcel.sent.key), within(parcel.seconds):
                return DONE, carry_out(target, shelf)
        except Missing as error:
            return ASK, error.name
        except TooLong as error:
            return LONG, error.seconds
        except MemoryError:
            return DONE, Outcome(bug="the worker's memory was used up")


def forget() -> None:
    """Drops what is kept of a build for its next unit."""
    _SHELVES.clear()


_ONE = threading.Lock()
_SHELVES: dict[str, tuple[Shelf, Known]] = {}  # of the build under way: what is made for one unit serves the next


def _shelf(parcel: Parcel, content: Mapping[str, bytes]) -> Shelf:
    """The shelf as it was at home; for a unit about people one of its own, which is gone when the unit is done."""
    if parcel.shelf not in _SHELVES or parcel.sent.private:
        known = Known()
        draft, kept = pickle.loads(content[parcel.shelf])
        shelf = Shelf(Abroad(Path(parcel.project), known), draft)
        shelf.take(kept)
        if parcel.sent.private:
            known.learn(parcel.sent, content)
            return shelf
        _SHELVES.clear()
        _SHELVES[parcel.shelf] = shelf, known
    shelf, known = _SHELVES[parcel.shelf]
    known.learn(parcel.sent, content)
    return shelf


@contextmanager
def _away() -> Iterator[None]:
    """Nothing is kept in the cache folder of whoever runs the worker."""
    before = os.environ.get(VARIABLE)
    os.environ[VARIABLE] = ""
    try:
        yield
    finally:
        if before is None:
            del os.environ[VARIABLE]
        else:
            os.environ[VARIABLE] = before


def _is_own(name: str) -> bool:
    return name == OWN or name.startswith(f"{OWN}/")


def _is_plain(name: str) -> bool:
    """Whether a name is written as listings write it: of others only home knows what they stand for."""
    parts = PurePosixPath(name).parts
    return "/".join(parts) == name and not any(part.startswith(".") for part in parts)


@cache
def _templates() -> str:
    root = packaged_templates()
    paths = sorted(path for path in root.rglob("*") if path.is_file())
    lines = (f"{path.relative_to(root).as_posix()} {digest(path.read_bytes())}" for path in paths)
    return digest("\n".join(lines).encode())


@cache
def _store() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="courseware-")  # goes with the process


def _on_disk(name: str, found: str, data: bytes) -> Path:
    """A file with this content: always the same one, so that what a library keeps by path holds."""
    path = Path(_store().name, found, PurePosixPath(name).name)
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return path
