"""Writing a file so that a reader finds the old one or the new one, never half of it; and removing what is of no use any more."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from courseware.late import late
from courseware.problems import CoursewareError, Place, Problem

MARK = ".tmp-"
LONGEST = 200
"""Characters of a name that a temporary file's name repeats: with its mark it must not be longer than a name may be."""
BESIDE = late(r"\.(new|old)(-\d+)?(?=\.[^.]*\Z)")
"""What tells a file beside an output from it: `deck.new-2.pptx`."""
STAYS = "what stood there is as it was"
FULL = f"make room on the disk, then build again; {STAYS}"
HINTS = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EROFS: f"the disk or folder is for reading only: choose another folder with -o; {STAYS}",
    errno.ENAMETOOLONG: "give the module, the document or the folder a shorter name",
    errno.EISDIR: "a folder stands in its place: move it away, then build again",
    errno.ENOTDIR: "a file stands where a folder has to be: move it away, then build again",
    errno.EEXIST: "a file stands where a folder has to be: move it away, then build again",
}
"""The way out where a file can't be written, by the system's reason."""
DENIED = f"close it where it is open in another program, or check the folder's permissions, then build again; {STAYS}"


_under_way: set[Path] = set()  # temporary files of this process


def write_file(path: Path, data: bytes) -> None:
    """Puts `data` at `path` in one step; its folder is made where there is none.

    The bytes go to `.NAME.tmp-PID` beside it, to the disk, then over `path`; then the folder, which holds the name, goes to the disk.
    Raises `CoursewareError` where the file may not be written: Windows holds a file that is open in another program. Whatever
    happens, `path` is the old file or the new one, and nothing is left beside it.
    """
    temporary = path.with_name(f"{_beginning(path.name)}{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _put(path, temporary, data)
        except FileNotFoundError:  # another build took it for a leftover, or removed the folder as an empty one
            path.parent.mkdir(parents=True, exist_ok=True)
            _put(path, temporary, data)
        _to_disk(path.parent)
    except OSError as error:
        raise CoursewareError(Problem(Place(shown(path)), *unwritable(error))) from None


def _put(path: Path, temporary: Path, data: bytes) -> None:
    _under_way.add(temporary)
    try:
        temporary.unlink(missing_ok=True)  # of a process that had our number, or a link that somebody put in its place
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    finally:
        with suppress(OSError):  # it is gone where all went well
            temporary.unlink()
        _under_way.discard(temporary)


def remove(path: Path) -> None:
    """Removes a file. Raises `CoursewareError` where it may not be removed."""
    try:
        path.unlink(missing_ok=True)
    except OSError as error:
        raise CoursewareError(Problem(Place(shown(path)), *unwritable(error, "removed"))) from None


def unwritable(error: OSError, what: str = "written") -> tuple[str, str]:
    """Fact and way out where a file can't be `written` (`removed`)."""
    if isinstance(error, PermissionError):
        return f"the file can't be {what}", DENIED
    reason = (error.strerror or str(error)).lower()
    hint = HINTS.get(error.errno or 0, "check the disk's space and the folder's name, then build again")
    return f"the file can't be {what}: {reason}", hint


def abandon() -> None:
    """Removes the temporary files of this process, which is about to end in the midst of writing."""
    for temporary in list(_under_way):
        with suppress(OSError):
            temporary.unlink()


def leftovers(paths: Iterable[Path], folders: Iterable[Path] = ()) -> Iterator[Path]:
    """What killed builds left beside each of `paths`: `.NAME.tmp-PID`; and whatever they left in `folders`."""
    by_folder = dict[Path, set[str]]()
    for path in paths:
        by_folder.setdefault(path.parent, set()).add(_beginning(path.name))
    for folder in folders:
        yield from _left(folder, None)
    for folder, beginnings in by_folder.items():
        yield from _left(folder, beginnings)


def sweep(paths: Iterable[Path], folders: Iterable[Path] = ()) -> None:
    """Removes the `leftovers`. Call it while you hold these outputs: no other build writes them then."""
    for path in leftovers(paths, folders):
        with suppress(OSError):
            path.unlink()


def _left(folder: Path, beginnings: Collection[str] | None) -> Iterator[Path]:
    names: list[str] = []
    with suppress(OSError):  # no folder, or one that may not be read: nobody wrote there
        names = os.listdir(folder)
    for name in names:
        beginning, mark, process = name.rpartition(MARK)
        ours = name.startswith(".") and mark and process.isdecimal()
        if ours and (beginnings is None or BESIDE.sub("", beginning) + mark in beginnings):
            yield folder / name


def shown(path: Path) -> str:
    """The path as a person reads it: relative to where they stand, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except (ValueError, OSError):
        return path.as_posix()


def _beginning(name: str) -> str:
    """How the temporary files of an output begin."""
    short = name if len(name.encode()) <= LONGEST else name[:40] + str(len(name))
    return f".{short}{MARK}"


def _to_disk(folder: Path) -> None:
    """Has the system write a folder's names to the disk: without that a rename may be lost when the power goes."""
    if sys.platform == "win32":  # there a folder can't be opened, and NTFS keeps its names in a journal
        return
    with suppress(OSError):  # a network folder may not know how
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
