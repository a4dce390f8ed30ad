"""A build that finds everything in place again, seen at a glance: nothing is read but the times of the files.

A glance is kept where a build has looked at everything, and found all in place. The next one is content with it where each of these files
is known to be as it was then (`courseware.sights`), what was looked for in vain or listed reads as it did, and this program is the same.
It is a shortcut only: with the least doubt there is no report, and the build looks at everything.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from hashlib import sha256
from json import dumps
from typing import Any

from courseware.build.freshness import OUTPUT, Now
from courseware.build.maker import maker
from courseware.build.planned import Unit
from courseware.build.planning import planned
from courseware.build.report import FRESH, Report
from courseware.build.request import Request
from courseware.build.state import AGAIN, State, plain_problem, read_problem
from courseware.build.status import fresh_row
from courseware.files import ABSENT, Files
from courseware.problems import CoursewareError, Problem
from courseware.sights import Sights, moment, signed

MOST = 12
"""Glances that are kept, of as many requests; the oldest go."""
LARGER = 4
"""Times as many sights as one look has that are kept of all looks."""


def glance(request: Request, files: Files, state: State) -> Report | None:
    """The report of a build with nothing to do, None where that can't be told at a glance."""
    often = gc.isenabled()
    gc.disable()  # rows by the thousand stay to the end: looking for cycles among them takes a third of the time
    try:
        return None if request.force else _glance(request, files, state)
    finally:
        if often:
            gc.enable()


def _glance(request: Request, files: Files, state: State) -> Report | None:
    raw = state.glance(_key(request, files))
    try:
        if raw is None or raw["maker"] != maker():
            return None
        signatures = [signed(os.stat(path)) for path in raw["watched"]]
        if _digest(signatures) != raw["seen"]:
            return None
        if any(map(_is_there, raw["absent"])):
            return None
        if any(os.path.realpath(folder) != there for folder, there in raw["folders"].items()):
            return None  # a folder that was moved out and linked holds the same files
        if any(token == AGAIN or state.settled(each) != token for each, token in raw["settled"].items()):
            return None
        now = Now(files, state.pages)
        if any(now.now(name) != then for name, then in raw["held"].items()):
            return None
        if raw["young"] and not _grown(request, state, raw, signatures, files):
            return None
        recorded = state.plan(request.plan_key) or {}
        if recorded["sum"] != raw["plan"]:  # another course in the same folder has planned since
            return None
        plan = planned(recorded)
        told = [tuple(read_problem(each) for each in said) for said in raw["told"]]
        rows = tuple(
            fresh_row(request, name, slides, pages, told[warnings], told[notices])
            for name, slides, pages, warnings, notices in raw["rows"]
        )
        return Report(rows=rows, told=told[raw["faults"]], plan=plan)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OSError, CoursewareError):
        return None


def keep_glance(request: Request, files: Files, state: State, now: Now, report: Report, wanted: Iterable[Unit]) -> None:
    """Keeps what a build looked at that found everything in place: `now` is how it looked, `wanted` what it looked for."""
    begun = now.sights.begun
    if begun is None or report.problems or report.plan is None or any(row.state != FRESH for row in report.rows):
        return
    settled = now.sights.settled()
    outputs = {OUTPUT + str(row.path): row.name for row in report.rows}
    if not outputs.keys() <= now.sights.seen.keys():
        return
    watched: dict[str, Any] = {}
    held: dict[str, str] = dict(now.counted)
    absent = []
    for name, then in now.known.items():
        path = files.place(name.rstrip("/") if then == ABSENT else name)
        if then == ABSENT and path is not None:
            absent.append(path)
        elif path is None or name not in settled:
            held[name] = then
        else:
            watched[path] = settled[name][0]
    inputs = sorted({os.path.dirname(path) for path in watched})
    young = {}
    for key, name in outputs.items():
        if key in settled:
            watched[key.removeprefix(OUTPUT)] = settled[key][0]
        else:
            young[name] = now.sights.seen[key][1]
    told: dict[tuple[Problem, ...], int] = {report.told: 0}
    rows = [
        (row.name, row.slides, row.pages, *(told.setdefault(each, len(told)) for each in (row.warnings, row.notices)))
        for row in report.rows
    ]
    plain = {
        "maker": maker(),
        "plan": (state.plan(request.plan_key) or {}).get("sum"),
        "watched": list(watched),
        "seen": _digest(watched.values()),
        "absent": absent,
        "folders": {folder: os.path.realpath(folder) for folder in inputs},
        "held": held,
        "young": young,
        "settled": {unit.delivery.name: state.settled(unit.delivery.name) for unit in wanted},
        "rows": rows,
        "told": [[plain_problem(each) for each in said] for said in told],
        "faults": 0,
    }
    with suppress(CoursewareError, OSError):
        state.keep_glance(_key(request, files), plain, MOST)
        known = now.sights.known  # what other requests look at, as long as it is not mostly of files that are gone
        state.keep_sights({**known, **settled} if len(known) < LARGER * len(settled) else settled)


def _is_there(path: str) -> bool:
    """Whether anything is where nothing was; True where that can't be told."""
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return False
    except OSError:
        pass
    return True


def _grown(request: Request, state: State, raw: dict[str, Any], signatures: Sequence[Any], files: Files) -> bool:
    """Whether the outputs that were too young to be known by their times are as they were. Those that have come of age are known so now."""
    now = Now(files, sights=Sights(begun=moment(str(state.folder))))
    if not all(now.stands(request.out / name, then) for name, then in raw["young"].items()):
        return False
    settled = now.sights.settled()
    if len(settled) == len(raw["young"]):
        watched = [*raw["watched"], *(key.removeprefix(OUTPUT) for key in settled)]
        seen = _digest([*signatures, *(sign for sign, _ in settled.values())])
        with suppress(CoursewareError, OSError):
            state.keep_glance(_key(request, files), {**raw, "watched": watched, "seen": seen, "young": {}}, MOST)
    return True


def _digest(signatures: Iterable[Any]) -> str:
    return sha256(repr([*signatures]).encode()).hexdigest()


def _key(request: Request, files: Files) -> str:
    """What of a request, and of where it is made, decides what is looked at."""
    asked = [request.modules, request.only, request.replace, request.sets, request.plan_key, request.keep_going]
    roots = {name: os.path.abspath(root) for name, root in sorted(files.roots.items())}
    return dumps([*asked, os.path.abspath(files.project), roots, os.path.abspath(request.out)])
