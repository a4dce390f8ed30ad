"""What somebody means who names files of the output folder: the deliveries that they are of, and the request that makes one of them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from courseware.build.freshness import Now
from courseware.build.overview import Seen
from courseware.build.planning import recorded_plan
from courseware.build.request import USUAL, Request
from courseware.build.state import State
from courseware.commands.project import near
from courseware.course import DEFAULT_BRAND
from courseware.files import Files, is_inside
from courseware.values import replace

BY_FOLDER = "was it made with a brand's folder? name that folder: --brand FOLDER"
"""What to do about a file whose brand or delivery nobody knows."""


def inside(out: Path, typed: str) -> str | None:
    """The name in the output folder `out` of a path as somebody typed it, None where it doesn't lie there."""
    path, folder = (os.path.normpath(os.path.abspath(each)) for each in (typed, out))
    if path == folder or not is_inside(path, folder):
        return None
    return Path(os.path.relpath(path, folder)).as_posix()


def requests_for(request: Request, files: Files, names: Sequence[str]) -> tuple[Request, ...]:
    """The requests that make the deliveries which outputs `names` are of, each named once, in the order of their names.

    A delivery of course.yml comes before a brand of the same name, as both have the same folder.
    """
    folders = sorted({name.partition("/")[0] for name in names})
    return tuple(_request_for(request, files, folder) for folder in folders)


def _request_for(request: Request, files: Files, folder: str) -> Request:
    state = State(request.out)
    of_brand = replace(request, brands=() if folder == DEFAULT_BRAND else (folder,))
    both = (replace(request, delivery=folder), of_brand)
    now = Now(files, state.pages)
    for each in both:
        if recorded_plan(each, state, now) is not None:
            return each
    return both[folder not in _deliveries(files)]


def _deliveries(files: Files) -> frozenset[str]:
    from courseware.problems import CoursewareError
    from courseware.yamlfile import load

    name = "syllabus/course.yml"
    try:
        found = load(files.fresh().text(name), name).value["deliveries"]
        return frozenset(map(str, found))
    except (OSError, KeyError, TypeError, CoursewareError):
        return frozenset()


def build_words(request: Request, seen: Seen, files: Files) -> tuple[str, ...]:
    """The words after `courseware build` that make an output, and nothing else but the papers of other participants."""
    brand = seen.unit.delivery.name
    folder = files.roots.get(f"@brand/{brand}")
    whose: tuple[str, ...] = ()
    if request.delivery:
        whose = ("--delivery", request.delivery)
    elif folder is not None or brand != DEFAULT_BRAND:
        whose = ("--brand", near(folder).as_posix() if folder else brand)
    roster = ("--roster", near(files.path(request.roster)).as_posix()) if request.roster else ()
    out = () if request.out == near(files.project) / USUAL else ("-o", request.out.as_posix())
    module = (seen.unit.module,) if seen.unit.module else ()
    return (*whose, *roster, *out, "--only", seen.document.called or seen.document.name, *module)
