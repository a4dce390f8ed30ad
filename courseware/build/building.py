"""A build from request to report: what there is, what is stale, making it, publishing it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from courseware.build.atomic import sweep
from courseware.build.freshness import Now, maker
from courseware.build.locking import locked
from courseware.build.planned import Plan, Unit
from courseware.build.planning import make_plan, record_plan, recorded_plan, units
from courseware.build.publishing import drop_absent, drop_beside, publish
from courseware.build.report import BESIDE, FAILED, FRESH, MADE, SAME, Report, Row, Screen
from courseware.build.request import Request
from courseware.build.state import Record, State
from courseware.build.status import Status, row, status
from courseware.files import Files, digest
from courseware.problems import CoursewareError, Problem
from courseware.sealing import seal
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.making import Result, Target
    from courseware.build.running import Outcome
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
            if not found.state or not _is_searched(unit, found):
                return None
            rows.append(row(request, name, found))
    return _report(plan, rows, wanted)


def _build(request: Request, files: Files, state: State, screen: Screen) -> Report:
    from courseware.build import cache
    from courseware.build.running import run
    from courseware.build.shelf import Shelf

    templates = cache.recall_templates()
    shelf = Shelf(files.fresh(), request.draft)
    now = Now(files, state.pages)
    plan = recorded_plan(request, state, now)
    if plan is None:
        plan, shelf = _plan(request, files, state, shelf)
        drop_absent(request.out, state, plan)
    wanted = units(plan, request)
    found = {name: _look(request, state, unit, name, now, shelf) for unit in wanted for name in _outputs(unit)}
    spoilt = [unit for unit in wanted if unit.module in plan.spoilt]
    sound = [unit for unit in wanted if unit not in spoilt]
    last = [unit for unit in sound if unit.counts]
    targets = _targets(request, [unit for unit in sound if not unit.counts], found)
    leaks = _search(request, state, wanted, found, shelf)
    rows = {name: row(request, name, status) for name, status in found.items() if status.state}
    rows |= {name: replace(rows[name], state=FAILED) for name in leaks}
    rows |= {each.name: each for unit in spoilt for each in _unmade(request, unit, found)}
    problems, bugs, memory = list(plan.problems), list[str](), 0
    problems += [problem for each in leaks.values() for problem in each]
    sweep([state.folder, *(request.out / target.unit.folder for target in targets)])
    screen.begin(len(targets), sum(len(target.unit.documents) for target in targets))
    while targets or last:
        for target, outcome in run(targets, shelf, request.jobs) if targets else ():
            done, held = _publish(request, state, target, outcome, found)
            screen.done(target.unit.folder, done)
            rows |= {each.name: each for each in done}
            problems += [*outcome.problems, *held]
            bugs += [outcome.bug] if outcome.bug else []
            memory = max(memory, outcome.memory)
        now = Now(files, state.pages)  # what names the pages of other files is looked at when they are made
        fresh = {name: _look(request, state, unit, name, now, shelf) for unit in last for name in _outputs(unit)}
        found |= fresh
        rows |= {
            name: row(request, name, status) for name, status in fresh.items() if status.state and name not in leaks
        }
        targets, last = _targets(request, last, found), []
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


def _is_searched(unit: Unit, found: Status) -> bool:
    """Whether an output that is up to date was searched for what it would be searched for today."""
    return found.state != FRESH or (found.record is not None and found.record.traces == unit.delivery.traces)


def _search(
    request: Request, state: State, wanted: Sequence[Unit], found: dict[str, Status], shelf: Shelf
) -> dict[str, tuple[Problem, ...]]:
    """The traces of other brands in outputs that stay as they are, by output; those without are recorded as searched."""
    from courseware.build.tracing import search_standing

    hits: dict[str, tuple[Problem, ...]] = {}
    for unit in wanted:
        for name in _outputs(unit):
            record = found[name].record
            if _is_searched(unit, found[name]) or record is None:
                continue
            hits[name] = search_standing(shelf, request, unit.delivery, name, record)
            if not hits[name]:
                state.keep(name, replace(record, traces=unit.delivery.traces))
    return {name: problems for name, problems in hits.items() if problems}


def _outputs(unit: Unit) -> tuple[str, ...]:
    return tuple(unit.output(document.name) for document in unit.documents)


def _look(request: Request, state: State, unit: Unit, name: str, now: Now, shelf: Shelf) -> Status:
    """How an output stands; up to date also where the course changed only in what this output can't see."""
    found = status(request, state, name, now)
    record = found.record
    if found.state or record is None or not found.changed or not found.as_recorded:
        return found
    if (
        record.maker != maker()
        or record.request != request.making_key(name, record.reads)
        or not found.changed <= shelf.course_texts(request.file)
    ):
        return found
    if not record.part or record.part != shelf.part(request.file, unit.delivery.name, unit.module):
        return found
    record = replace(record, reads={**record.reads, **shelf.course_reads(request.file)})
    state.keep(name, record)
    return Status(FRESH, "", record, as_recorded=True)


def _targets(request: Request, wanted: Sequence[Unit], found: dict[str, Status]) -> list[Target]:
    """The units with what is stale in them, long work first so that no worker begins a long unit when the others end.

    A document of the course that shows the slides of all modules comes when these have been begun, each in a unit of its own: it finds
    the slides that other workers made.
    """
    from msgspec.structs import replace as change

    from courseware.build.making import Target

    targets = list[Target]()
    for unit in wanted:
        stale = tuple(document for document in unit.documents if not found[unit.output(document.name)].state)
        if not stale:
            continue
        known = {}
        for document in stale:
            status = found[unit.output(document.name)]
            searched = status.record and status.record.traces == unit.delivery.traces
            if status.record and searched and status.as_recorded and status.record.maker == maker():
                known[document.name] = status.record
        alone = tuple(document for document in stale if document.slides)
        rest = tuple(document for document in stale if not document.slides)
        for documents in (rest, *((document,) for document in alone)):
            if documents:
                targets.append(Target(unit=replace(unit, documents=documents), request=request, known=known))
    asking = {target.unit.delivery.name for target in targets if _shows_all(target)}
    shared = (
        change(target, shared=bool(target.unit.module) and target.unit.delivery.name in asking) for target in targets
    )
    return sorted(shared, key=lambda target: (_shows_all(target), -_work(target)))


def _shows_all(target: Target) -> bool:
    return any(document.slides for document in target.unit.documents)


def _work(target: Target) -> int:
    return sum(_weight(document.name) for document in target.unit.documents)


def _weight(document: str) -> int:
    return 5 if document.endswith(".pdf") else 1


def _publish(
    request: Request, state: State, target: Target, outcome: Outcome, found: dict[str, Status]
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Puts a unit's results in their place, each followed by its record; the rows, and what could not be written."""
    results = {result.document: result for result in outcome.results}
    rows: list[Row] = []
    problems: list[Problem] = []
    for empty in _unmade(request, target.unit, found):
        result = results.get(empty.document)
        try:
            old = found[empty.name].record
            traces = target.unit.delivery.traces
            rows.append(empty if result is None else _place(request, state, empty, result, old, traces))
        except CoursewareError as error:
            rows.append(empty)
            problems += error.problems
    return tuple(rows), tuple(problems)


def _unmade(request: Request, unit: Unit, found: dict[str, Status]) -> tuple[Row, ...]:
    """The rows of a unit's outputs before any is made."""
    return tuple(
        Row(
            name=(name := unit.output(document.name)),
            delivery=unit.delivery.name,
            module=unit.module,
            document=document.name,
            state=FAILED,
            path=request.out / name,
            why=found[name].why,
        )
        for document in unit.documents
    )


def _place(request: Request, state: State, row: Row, result: Result, old: Record | None, traces: str) -> Row:
    """One result in its place, or beside it; then its record."""
    record = Record(
        hash=old.hash if old else "",
        maker=maker(),
        request=request.making_key(row.name, result.reads),
        ingredients=result.ingredients,
        part=result.part,
        reads=result.reads,
        warnings=result.warnings,
        notices=result.notices,
        slides=result.slides,
        pages=result.pages,
        traces=traces,
    )
    row = replace(
        row, state=SAME, slides=result.slides, pages=result.pages, warnings=result.warnings, notices=result.notices
    )
    if result.data is None:
        state.keep(row.name, record)
        return row
    published = publish(row.path, result.data, old, replace=request.replace)
    hash = seal(result.data) if result.private else digest(result.data)
    if published.state == BESIDE:
        state.keep(row.name, replace(record, beside=(published.path.name, hash)))
        return replace(row, state=BESIDE, other=published.path)
    state.keep(row.name, replace(record, hash=hash))
    drop_beside(row.path, old)
    return replace(row, state=SAME if published.state == "same" else MADE, other=published.kept)
