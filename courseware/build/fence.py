"""The walls around an output folder: nothing is written or removed through a link that leads out of it."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from courseware.build.request import USUAL
from courseware.build.state import OUTPUTS
from courseware.files import STATE, is_inside
from courseware.problems import CoursewareError, Place, Problem


def check_fence(out: Path, project: Path, folders: Iterable[str] = ()) -> None:
    """Refuses links that lead out of `out` in the way to one of its `folders`, or to the records of these; and a `build` that is itself a link
    out of the project, which came with it: whoever wants outputs elsewhere says so.
    """
    root = os.path.realpath(out)
    beside = os.path.abspath(out.parent) == os.path.abspath(project)
    if out.name == USUAL and beside and not is_inside(root, os.path.realpath(project)):
        hint = f"remove the link, or say that you want it: -o {root}"
        raise CoursewareError(
            Problem(Place(out.as_posix()), "the folder is a link that leads out of the project", hint)
        )
    ways = ["", STATE, *(f"{STATE}/{each.name}" for each in _links(out / STATE))]
    for folder in folders:
        ways += [folder, f"{STATE}/{OUTPUTS}/{folder}"]
    problems = [
        Problem(
            Place((out / way).as_posix()),
            "the folder is a link that leads out of the output folder",
            "remove the link, then build again",
        )
        for way in dict.fromkeys(ways)
        if not is_inside(os.path.realpath(out / way), root)
    ]
    if problems:
        raise CoursewareError(problems)


def is_within(out: Path, path: Path) -> bool:
    """Whether the folder of `path` is in `out` once links are followed."""
    return is_inside(os.path.realpath(path.parent), os.path.realpath(out))


def _links(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return [each for each in entries if each.is_symlink()]
    except OSError:
        return []
