"""A build from request to report: what there is, what is stale, making it, publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from courseware.build.glance import glance, keep_glance
from courseware.build.locking import locked
from courseware.build.looking import first_look, is_searched, look, outputs, remember, search
from courseware.build.orphans import confirm, drop, is_settled, orphans, settle
from courseware.build.placing import place, unmade
from courseware.build.planned import Plan, Unit
from courseware.build.planning import make_plan, record_plan, recorded_plan, units
from courseware.build.report import FAILED, Report, Row, Screen
from courseware.build.request import Request
from courseware.build.state import State
from courseware.build.status import row, status
from courseware.files import Files
from courseware.problems import CoursewareError, Problem
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.shelf import Shelf
    from courseware.build.workshop import Workshop


def build(request: Request, files: Files, screen: Screen, workshop: Workshop | None = None) -> Report:
    """Makes what `request` asks for and is not up to date, and publishes it. Nothing else in the project writes
    outputs. Builds that follow one another give a `workshop` that stands.

    Raises `CoursewareError` where the course can't be read, `Unknown` where the request names something that there
    isn't.
    """
    state = State(request.out, files.project)
    report = glance(request, files, state)
    names: list[str] = []  # beside outputs nothing is left where a glance is enough: whoever makes one has planned anew
    if report is None:
        report = _nothing_to_do(request, files, state)
        names = [row.name for row in report.rows] if report else []
    if report:
        if not state.is_swept(names):  # an edit was taken back after its build was killed
            with locked(state.folder, screen.waiting, names):
                state.sweep(names)
        return report
    from courseware.build.fence import check_fence
    from courseware.build.workshop import Workshop

    check_fence(request.out, files.project)
    workshop = workshop or Workshop()
    plan, shelf, new = _planned(request, files, state, workshop)
    while True:
        held = _outputs(plan, request, state)
        check_fence(request.out, files.project, {name.rpartition("/")[0] for name in held})
        with locked(state.folder, screen.waiting, held) as waited:
            if waited:  # another build made some of it, or somebody went on writing
                report = _nothing_to_do(request, files, state)
                if report:
                    return report
                plan, shelf, new = _planned(request, files, state, workshop)
            if _outputs(plan, request, state) <= held:
                if new:
                    record_plan(plan, request, state)
                report = _build(request, files, state, screen, plan, shelf, workshop)
                if not (request.file or report.code()):
                    _nothing_to_do(
                        replace(request, force=False), files, state
                    )  # so that the next build sees it at a glance
                return report


def _outputs(plan: Plan, request: Request, state: State) -> frozenset[str]:
    """Every output that a build may write or remove."""
    wanted = (name for unit in units(plan, request) for name in outputs(unit))
    return frozenset({*wanted, *orphans(state, plan, request)})


def _nothing_to_do(request: Request, files: Files, state: State) -> Report | None:
    """The report of a build that finds everything in place, from records alone; None where something is to be made."""
    now = first_look(request, files, state)
    plan = None if request.force else recorded_plan(request, state, now)
    if plan is None or not is_settled(state, plan, request):
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
    report = _report(plan, rows, wanted)
    keep_glance(request, files, state, now, report, wanted)
    return report


def _build(
    request: Request, files: Files, state: State, screen: Screen, plan: Plan, shelf: Shelf, workshop: Workshop
) -> Report:
    from courseware.build import cache
    from courseware.build.running import run
    from courseware.build.targeting import make_targets

    templates = 0 if request.force else cache.recall_templates()
    now = first_look(request, files, state)
    remember(request, state, now, shelf)
    dropped = drop(state, request, orphans(state, plan, request))
    settle(state, plan, request)
    wanted = units(plan, request)
    found = {name: look(request, state, name, now, shelf) for unit in wanted for name in outputs(unit)}
    spoilt = [unit for unit in wanted if unit.module in plan.spoilt]
    sound = [unit for unit in wanted if unit.module not in plan.spoilt]
    last = [unit for unit in sound if unit.counts]
    targets = make_targets(request, [unit for unit in sound if not unit.counts], found, workshop.prompt)
    leaks = search(request, state, wanted, found, shelf)
    rows = {name: row(request, name, status) for name, status in found.items() if status.state}
    rows |= {name: replace(rows[name], state=FAILED) for name in leaks}
    rows |= {each.name: each for unit in spoilt for each in unmade(request, unit, found)}
    problems, bugs, memory = list(plan.problems), list[str](), 0
    problems += [problem for each in leaks.values() for problem in each]
    state.sweep(found)
    screen.begin(len(targets), sum(len(target.unit.documents) for target in targets))
    while targets or last:
        with workshop.executor(request, shelf, targets) as executor:
            for target, outcome in run(targets, executor):
                done, held = place(request, state, target, outcome, found)
                screen.done(target.unit.folder, done)
                rows |= {each.name: each for each in done}
                problems += [*outcome.problems, *held]
                bugs += [outcome.bug] if outcome.bug else []
                memory = max(memory, outcome.memory)
        now.counted.clear()  # what names the pages of other files is looked at when they are made
        fresh = {name: look(request, state, name, now, shelf) for unit in last for name in outputs(unit)}
        found |= fresh
        rows |= {
            name: row(request, name, status) for name, status in fresh.items() if status.state and name not in leaks
        }
        targets, last = make_targets(request, last, found), []
    confirm(state, plan, request)
    cache.keep_templates(templates)
    report = _report(plan, [rows[name] for name in found], wanted, problems, bugs, memory)
    return replace(report, dropped=dropped.removed, left=dropped.left)


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


def _planned(request: Request, files: Files, state: State, workshop: Workshop) -> tuple[Plan, Shelf, bool]:
    """The plan, the shelf for its course, and whether it is new.

    Somebody who names modules, or wants to keep going, gets them though another module has errors; somebody who builds all gets all
    or nothing.
    """
    shelf = workshop.shelf(request, files)
    shelf.anew = request.force
    plan = recorded_plan(request, state, first_look(request, files, state))
    if plan is not None:
        return plan, shelf, False
    try:
        return make_plan(request, shelf), shelf, True
    except CoursewareError as error:
        from courseware.build.drafting import every_error, spare

        if request.modules or request.keep_going:
            return *spare(request, files, error), True
        raise every_error(request, files, error.problems) from None
