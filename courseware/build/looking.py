"""How the outputs of a request stand: what is up to date by records alone, what only looks changed, and what was searched for traces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from courseware.build.freshness import PART, Now, is_text
from courseware.build.maker import maker
from courseware.build.planned import Unit
from courseware.build.report import FRESH
from courseware.build.request import Request
from courseware.build.state import CourseRecord, State
from courseware.build.status import Status, status
from courseware.files import Files
from courseware.problems import Problem
from courseware.sights import Sights, moment
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.shelf import Shelf


def look(request: Request, state: State, name: str, now: Now, shelf: Shelf) -> Status:
    """How an output stands; up to date also where the course changed only in what this output can't see. With `force` nothing is."""
    found = _seen(request, state, name, now, shelf)
    if request.force:
        return replace(found, state="", why=found.why if not found.state else "forced")
    return found


def _seen(request: Request, state: State, name: str, now: Now, shelf: Shelf) -> Status:
    found = status(request, state, name, now)
    record = found.record
    if found.state or record is None or not record.part or not found.changed or not found.as_recorded:
        return found
    if record.maker != maker() or record.request != request.making_key(name, record.reads):
        return found
    if not all(each == PART or is_text(each) for each in found.changed):
        return found
    remember(request, state, now, shelf)
    texts = shelf.course_texts(request.file)
    if not found.changed - {PART} <= texts or not now.sees(name, record.part):
        return found
    if found.changed != {PART}:  # its own text has changed where nobody sees it
        course = shelf.course_reads(request.file)
        now_read = {each: course[each] if each in found.changed else then for each, then in record.reads.items()}
        record = replace(record, reads=now_read)
        state.keep(name, record)
    return Status(FRESH, "", record, as_recorded=True)


def remember(request: Request, state: State, now: Now, shelf: Shelf) -> None:
    """Records the course as it is today, where it was another when it was last read; one with errors is only looked at."""
    if request.file or now.parts() is not None:
        return
    course = CourseRecord(maker(), dict(shelf.course_reads("").items()), shelf.parts())
    if shelf.draft == request.draft:
        state.keep_course(request.course_key, course)
    now.learn(course)


def first_look(request: Request, files: Files, state: State) -> Now:
    """How things read as a look at them begins."""
    sights = Sights(state.sights(), moment(str(state.folder)))
    return Now(files, state.pages, sights, None if request.file else state.course(request.course_key))


def is_searched(unit: Unit, found: Status) -> bool:
    """Whether an output that is up to date was searched for what it would be searched for today."""
    return found.state != FRESH or (found.record is not None and found.record.traces == unit.delivery.traces)


def search(
    request: Request, state: State, wanted: Sequence[Unit], found: dict[str, Status], shelf: Shelf
) -> dict[str, tuple[Problem, ...]]:
    """The traces of other brands in outputs that stay as they are, by output; those without are recorded as searched."""
    from courseware.build.tracing import search_standing

    hits: dict[str, tuple[Problem, ...]] = {}
    for unit in wanted:
        for name in outputs(unit):
            record = found[name].record
            if is_searched(unit, found[name]) or record is None:
                continue
            hits[name] = search_standing(shelf, request, unit.delivery, name, record)
            if not hits[name]:
                state.keep(name, replace(record, traces=unit.delivery.traces))
    return {name: problems for name, problems in hits.items() if problems}


def outputs(unit: Unit) -> tuple[str, ...]:
    return tuple(unit.output(document.name) for document in unit.documents)
