"""Writing a file so that a reader finds the old one or the new one, never half of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from courseware.problems import CoursewareError, Place, Problem

MARK = ".tmp-"


def write_file(path: Path, data: bytes) -> None:
    """Puts `data` at `path` in one step; its folder is made where there is none.

    The bytes go to `.NAME.tmp-PID` beside it, to the disk, then over `path`. Raises `CoursewareError` where the file
    may not be written: Windows holds a file that is open in another program.
    """
    temporary = path.with_name(f".{path.name}{MARK}{os.getpid()}")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except PermissionError:
        hint = "close it where it is open in another program, or check the folder's permissions, then build again"
        raise CoursewareError(Problem(Place(_shown(path)), "the file can't be written", hint)) from None
    except OSError as error:
        hint = "check the disk's space and the folder's name, then build again"
        raise CoursewareError(
            Problem(Place(_shown(path)), f"the file can't be written: {(error.strerror or str(error)).lower()}", hint)
        ) from None
    finally:
        temporary.unlink(missing_ok=True)


def sweep(folders: Iterable[Path]) -> None:
    """Removes what killed builds left in each of `folders`: `.NAME.tmp-PID`. Call it while no other build runs."""
    for folder in folders:
        for leftover in folder.glob(f".*{MARK}*"):
            if leftover.name.rpartition(MARK)[2].isdecimal():
                leftover.unlink(missing_ok=True)


def _shown(path: Path) -> str:
    """The path as a person reads it: relative to where they stand, if it is below."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()
