"""A build from request to report: what there is, what is stale, making it, publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from courseware.build.atomic import sweep
from courseware.build.freshness import Now
from courseware.build.locking import locked
from courseware.build.looking import is_searched, look, outputs, search
from courseware.build.placing import place, unmade
from courseware.build.planned import Plan, Unit
from courseware.build.planning import make_plan, record_plan, recorded_plan, units
from courseware.build.publishing import drop_absent
from courseware.build.report import FAILED, Report, Row, Screen
from courseware.build.request import Request
from courseware.build.state import State
from courseware.build.status import row, status
from courseware.files import Files
from courseware.problems import CoursewareError, Problem
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.shelf import Shelf


def build(request: Request, files: Files, screen: Screen) -> Report:
    """Makes what `request` asks for and is not up to date, and publishes it. Nothing else in the project writes
    outputs.

    Raises `CoursewareError` where the course can't be read, `Unknown` where the request names something that there
    isn't.
    """
    state = State(request.out)
    report = _nothing_to_do(request, files, state)
    if report:
        return report
    with locked(state.folder, screen.waiting):
        return _nothing_to_do(request, files, state) or _build(request, files, state, screen)


def _nothing_to_do(request: Request, files: Files, state: State) -> Report | None:
    """The report of a build that finds everything in place, from records alone; None where something is to be made."""
    now = Now(files, state.pages)
    plan = recorded_plan(request, state, now)
    if plan is None:
        return None
    rows = []
    wanted = units(plan, request)
    for unit in wanted:
        for document in unit.documents:
            name = unit.output(document.name)
            found = status(request, state, name, now)
            if not found.state or not is_searched(unit, found):
                return None
            rows.append(row(request, name, found))
    return _report(plan, rows, wanted)


def _build(request: Request, files: Files, state: State, screen: Screen) -> Report:
    from courseware.build import cache
    from courseware.build.running import run
    from courseware.build.shelf import Shelf
    from courseware.build.targeting import make_targets

    templates = cache.recall_templates()
    shelf = Shelf(files.fresh(), request.draft)
    now = Now(files, state.pages)
    plan = recorded_plan(request, state, now)
    if plan is None:
        plan, shelf = _plan(request, files, state, shelf)
        drop_absent(request.out, state, plan)
    wanted = units(plan, request)
    found = {name: look(request, state, unit, name, now, shelf) for unit in wanted for name in outputs(unit)}
    spoilt = [unit for unit in wanted if unit.module in plan.spoilt]
    sound = [unit for unit in wanted if unit not in spoilt]
    last = [unit for unit in sound if unit.counts]
    targets = make_targets(request, [unit for unit in sound if not unit.counts], found)
    leaks = search(request, state, wanted, found, shelf)
    rows = {name: row(request, name, status) for name, status in found.items() if status.state}
    rows |= {name: replace(rows[name], state=FAILED) for name in leaks}
    rows |= {each.name: each for unit in spoilt for each in unmade(request, unit, found)}
    problems, bugs, memory = list(plan.problems), list[str](), 0
    problems += [problem for each in leaks.values() for problem in each]
    sweep([state.folder, *(request.out / target.unit.folder for target in targets)])
    screen.begin(len(targets), sum(len(target.unit.documents) for target in targets))
    while targets or last:
        for target, outcome in run(targets, shelf, request.jobs) if targets else ():
            done, held = place(request, state, target, outcome, found)
            screen.done(target.unit.folder, done)
            rows |= {each.name: each for each in done}
            problems += [*outcome.problems, *held]
            bugs += [outcome.bug] if outcome.bug else []
            memory = max(memory, outcome.memory)
        now = Now(files, state.pages)  # what names the pages of other files is looked at when they are made
        fresh = {name: look(request, state, unit, name, now, shelf) for unit in last for name in outputs(unit)}
        found |= fresh
        rows |= {
            name: row(request, name, status) for name, status in fresh.items() if status.state and name not in leaks
        }
        targets, last = make_targets(request, last, found), []
    cache.keep_templates(templates)
    return _report(plan, [rows[name] for name in found], wanted, problems, bugs, memory)


def _report(
    plan: Plan,
    rows: Sequence[Row],
    wanted: Sequence[Unit],
    problems: Sequence[Problem] = (),
    bugs: Sequence[str] = (),
    memory: int = 0,
) -> Report:
    """The report of a build, with what is wrong with a roster where documents about its people were asked for."""
    faults = {fault for unit in wanted for fault in unit.faults}
    told = {*problems, *(fault for fault in faults if fault.severity == "error")}
    return Report(
        rows=tuple(rows),
        problems=tuple(sorted(told)),
        bugs=tuple(bugs),
        memory=memory,
        told=tuple(sorted(faults - told)),
        plan=plan,
    )


def _plan(request: Request, files: Files, state: State, shelf: Shelf) -> tuple[Plan, Shelf]:
    """The plan, recorded, and the shelf that holds its course.

    Somebody who names modules gets them, though another module has errors; somebody who builds all gets all or nothing.
    """
    try:
        plan = make_plan(request, shelf)
    except CoursewareError as error:
        from courseware.build.drafting import every_error, spare

        if request.modules:
            return spare(request, files, error)
        raise every_error(request, files, error.problems) from None
    record_plan(plan, request, state)
    return plan, shelf
