"""`courseware list --files`: every file that a build would make, for people, for programs and for make."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from typing import Any

import click

from courseware.build.overview import Seen, overview
from courseware.build.planned import Plan
from courseware.build.request import Request
from courseware.commands import Answer, as_json, count, table
from courseware.commands.naming import build_words, inside, requests_for
from courseware.files import Files
from courseware.problems import Problem
from courseware.values import replace


def list_files(request: Request, files: Files, typed: Sequence[str], how: str) -> Answer:
    """The files of `request`; `typed` are modules, or files and folders of the output folder, which name deliveries of their own.

    `how` is `text`, `json` or `make`. Raises `Unknown` as a build does.
    """
    names = [inside(request.out, each) for each in typed]
    paths = [name for name in names if name]
    if paths and len(paths) < len(typed):
        raise click.UsageError("name modules, or files of the output folder, not both")
    if paths:
        by_folder = all(f"@brand/{brand}" in files.roots for brand in request.brands)
        if not by_folder or request.all_brands or request.delivery:
            raise click.UsageError(
                "the folder of a file says whose it is: leave out --all-brands, --delivery and the name of a brand"
            )
        asked = requests_for(replace(request, brands=()), files, paths)
    else:
        asked = (replace(request, modules=tuple(typed)),)
    if how == "make":  # a course with errors still has goals: the build of each tells what is wrong
        asked = tuple(replace(each, keep_going=True, only=each.only or ("*",)) for each in asked)
    found = [(each, *overview(each, files)) for each in asked]
    if paths and how != "make":
        found = [(each, plan, tuple(one for one in seen if _is_under(one.name, paths))) for each, plan, seen in found]
    problems = tuple(problem for _, plan, _ in found for problem in plan.problems)
    code = 1 if problems else 0
    if how == "make":
        return _as_make(found, files, problems)
    if how == "json":
        return Answer(as_json([_data(each, one, files) for each, _, seen in found for one in seen]), problems, code)
    return Answer(_text(found), problems, code)


def _is_under(name: str, paths: Sequence[str]) -> bool:
    return any(name == path or name.startswith(f"{path}/") for path in paths)


def _as_make(
    found: Sequence[tuple[Request, Plan, tuple[Seen, ...]]], files: Files, problems: Sequence[Problem]
) -> Answer:
    from courseware.commands.makerules import rules

    text, told = rules([(request, plan.reads, seen) for request, plan, seen in found], files)
    return Answer(text.rstrip("\n"), (*problems, *told))


def _text(found: Sequence[tuple[Request, Plan, tuple[Seen, ...]]]) -> str:
    rows = [
        ((request.out / each.name).as_posix(), f"the {each.document.audience}'s", each.why)
        for request, _, seen in found
        for each in seen
    ]
    stale = sum(each.is_stale for _, _, seen in found for each in seen)
    last = (
        f"{count(stale, 'file')} of {len(rows)} to be made"
        if stale
        else f"{count(len(rows), 'file')}, nothing to be made"
    )
    return "\n".join([table(rows), last]) if rows else "no files: nothing that was named is made"


def _data(request: Request, seen: Seen, files: Files) -> dict[str, Any]:
    """A file as plain data; `build` are the words after `courseware build` that make it."""
    unit, document = seen.unit, seen.document
    number = next((each.number for each in unit.delivery.modules if each.name == unit.module), 0)
    return {
        "file": (request.out / seen.name).as_posix(),
        "delivery": unit.delivery.name,
        "brand": unit.delivery.brand,
        "module": unit.module,
        "number": number,
        "participant": unit.person,
        "document": document.name,
        "title": document.title,
        "audience": document.audience,
        "stale": seen.is_stale,
        "why": seen.why,
        "build": shlex.join(build_words(request, seen, files)),
    }
