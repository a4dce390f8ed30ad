"""One build at a time in an output folder: a second one waits, and can say for whom."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from courseware.problems import CoursewareError, Place, Problem

PAUSE = 0.1  # seconds between two looks at a lock that somebody holds


@contextmanager
def locked(folder: Path, waiting: Callable[[int], None]) -> Iterator[None]:
    """Holds the lock of `folder` (`build/.courseware`).

    `waiting` is told once the number of the process that holds it, 0 where it is not known. The system gives a lock
    back when its holder ends, however it ends, so no lock is ever stale.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+b")
    except OSError as error:
        fact = f"nothing can be written there: {(error.strerror or str(error)).lower()}"
        hint = "check the folder's permissions, or choose another one with -o"
        raise CoursewareError(Problem(Place(folder.parent.as_posix()), fact, hint)) from None
    with file:
        if not _take(file):
            waiting(_holder(folder))
            while not _take(file):
                time.sleep(PAUSE)
        (folder / "lock.pid").write_text(str(os.getpid()), encoding="ascii")
        try:
            yield
        finally:
            (folder / "lock.pid").unlink(missing_ok=True)
            _give_back(file)


def _holder(folder: Path) -> int:
    with suppress(OSError, ValueError):
        return int((folder / "lock.pid").read_text(encoding="ascii"))
    return 0


if sys.platform == "win32":
    import msvcrt

    def _take(file: IO[bytes]) -> bool:
        file.seek(0)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _give_back(file: IO[bytes]) -> None:
        file.seek(0)
        msvcrt.locking(file.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _take(file: IO[bytes]) -> bool:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)  # lockf: forked workers don't inherit it
        except (BlockingIOError, PermissionError):
            return False
        return True

    def _give_back(file: IO[bytes]) -> None:
        fcntl.lockf(file, fcntl.LOCK_UN)
