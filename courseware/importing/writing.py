"""An imported course goes into a folder: all of it or nothing, and never over what is there."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Collection
from pathlib import Path

from courseware.importing.course import Imported
from courseware.problems import CoursewareError, Place, Problem


def write_course(imported: Imported, folder: Path, force: bool = False, over: Collection[str] = ()) -> list[str]:
    """Writes the files into `folder` (made where there is none) and returns their paths in it, in order; those of `over` may be there.

    Raises `CoursewareError` naming every file that exists already, unless `force`, and then nothing is written. A file is
    written beside its place and moved there, so no reader finds half of one; where the folder is new it appears as a whole.
    """
    names = list(imported.files)
    if not force:
        there = [name for name in names if name not in over and (folder / name).exists()]
        if there:
            hint = "import into another folder, or say --force to overwrite it"
            raise CoursewareError(
                Problem(Place((folder / name).as_posix()), "the file exists already", hint) for name in there
            )
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        if folder.exists():
            _write_into(imported, folder)
        else:
            _write_new(imported, folder)
    except OSError as error:
        fact = f"the course can't be written: {(error.strerror or str(error)).lower()}"
        raise CoursewareError(
            Problem(Place(folder.as_posix()), fact, "check the folder's name and its permissions")
        ) from None
    return names


def _write_new(imported: Imported, folder: Path) -> None:
    temporary = Path(tempfile.mkdtemp(prefix=f".{folder.name}.tmp-", dir=folder.parent))
    try:
        for name, text in imported.files.items():
            _write(temporary / name, text)
        temporary.chmod(0o755)
        os.rename(temporary, folder)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _write_into(imported: Imported, folder: Path) -> None:
    waiting: list[tuple[Path, Path]] = []
    try:
        for name, text in imported.files.items():
            place = folder / name
            temporary = place.with_name(f".{place.name}.tmp-{os.getpid()}")
            waiting.append((temporary, place))
            _write(temporary, text)
        for temporary, place in waiting:
            os.replace(temporary, place)
    finally:
        for temporary, _ in waiting:
            temporary.unlink(missing_ok=True)


def _write(path: Path, content: str | bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.write(content.encode("utf-8") if isinstance(content, str) else content)
        file.flush()
        os.fsync(file.fileno())
