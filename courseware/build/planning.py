"""The outputs there are to make: deliveries, their modules and their documents. Recorded, so that most builds read no
course for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from courseware.build.choosing import Unknown, choose
from courseware.build.freshness import Now
from courseware.build.maker import maker
from courseware.build.options import check, recorded
from courseware.build.planned import COURSE, PEOPLE, Plan, PlannedDelivery, PlannedDocument, PlannedModule, Unit
from courseware.build.request import Request
from courseware.build.state import State, plain_problem, read_problem
from courseware.problems import CoursewareError, Problem
from courseware.values import fields

if TYPE_CHECKING:
    from courseware.build.documents import Document
    from courseware.build.shelf import Shelf
    from courseware.course.model import Course, Delivery
    from courseware.files import Files

LACKING = {
    "schedule": "write schedule: in course.yml, with days, start and end",
    "exam": "write exam: in course.yml, with questions, minutes and pass",
    "exercises": "write a division .exercise in one of the modules",
    "questions": "write a division .question in one of the modules",
    "outcomes": "write outcomes: in the front matter of a module",
    "dates": "write starts: in the delivery (starts: 2027-03-09), and build it with --delivery",
    "roster": "name the file of the participants: --roster FILE, or roster: in the delivery",
}
"""The way out for each thing that a document may need."""


def recorded_plan(request: Request, state: State, now: Now) -> Plan | None:
    """The plan of an earlier build, where nothing that it was made from has changed."""
    raw = state.plan(request.plan_key)
    if not raw or raw.get("maker") != maker() or now.changed(raw["reads"]):
        return None
    return planned(raw)


def planned(raw: Mapping[str, Any]) -> Plan:
    """The plan that was recorded as `raw`. Raises `KeyError`, `TypeError` or `ValueError` where it is none."""
    return Plan(tuple(_delivery(each) for each in raw["deliveries"]), raw["reads"], known=tuple(raw["known"]))


def make_plan(request: Request, shelf: Shelf) -> Plan:
    """The plan, made by reading course and brands."""
    from courseware.build.tracing import search_for

    files = shelf.files.fresh()
    shelf.course(files, request.file)
    deliveries: list[PlannedDelivery] = []
    problems: list[Problem] = []
    for delivery in shelf.deliveries(files, request):
        try:
            found = shelf.documents(files, delivery.brand).values()
            course = shelf.selected(files, request.file, delivery, "trainer", "pptx")
        except CoursewareError as error:
            problems += error.problems
            continue
        modules = tuple(PlannedModule(module.name, module.number, module.title) for module in course.modules)
        try:
            roster = shelf.roster(files, request, delivery)
        except CoursewareError as error:
            problems += error.problems
            roster = None
        people = tuple(person.number for person in roster.people) if roster else ()
        planned = tuple(_planned(each, course, delivery, people) for each in found)
        faults = roster.problems if roster else ()
        traces = search_for(shelf, files, request, delivery.brand).key
        try:
            asked = choose(delivery.documents, _names(each.called for each in planned), "document")
        except Unknown as error:
            problems.append(Problem(delivery.place, error.fact, error.hint))
            continue
        about = (course.code, delivery.language or course.language, course.edition)
        drafted = course.rights == "unknown" or request.draft
        gone = shelf.left_out(files, request.file, delivery)
        cut = (len(gone.modules), len(gone.slides), tuple(each.code for each in gone.outcomes)) if gone else None
        what = (modules, planned, people, faults, traces, asked if delivery.documents else (), about, drafted, cut)
        deliveries.append(PlannedDelivery(delivery.name, delivery.brand, *what))
    known = _known(request, shelf, files)
    return Plan(tuple(deliveries), files.reads, tuple(problems), known=known)


def _known(request: Request, shelf: Shelf, files: Files) -> tuple[str, ...]:
    """The names of all deliveries that somebody could build: those of the course, and every brand's."""
    if request.file:
        return ()
    course, _ = shelf.course(files, request.file)
    return tuple(sorted({*shelf.brand_names(files), *(each.name for each in course.deliveries)}))


def _planned(document: Document, course: Course, delivery: Delivery, people: Sequence[int]) -> PlannedDocument:
    there = {
        "schedule": course.schedule is not None,
        "exam": course.exam is not None,
        "dates": bool(delivery.starts or delivery.days),
        "roster": bool(people),
        "outcomes": any(module.outcomes for module in course.modules),
    }
    if set(document.needs) & {"exercises", "questions"}:
        kinds = {slide.kind for module in course.modules for slide in (*module.slides(), *module.bank)}
        there |= {"exercises": "exercise" in kinds, "questions": "question" in kinds}
    lacks = next((need for need in document.needs if not there[need]), "")
    about = (document.name, document.folder, document.title, document.audience)
    return PlannedDocument(
        *about,
        lacks,
        document.request,
        recorded(document),
        roster=document.roster,
        counts=document.counts,
        called=document.called,
        slides=document.slides,
    )


def record_plan(plan: Plan, request: Request, state: State) -> None:
    """Records a plan without problems; one with problems is made anew each time."""
    if not plan.problems:
        raw = {
            "maker": maker(),
            "deliveries": [_plain(each) for each in plan.deliveries],
            "reads": dict(plan.reads.items()),
            "known": plan.known,
        }
        state.keep_plan(request.plan_key, raw)


def units(plan: Plan, request: Request) -> tuple[Unit, ...]:
    """What of the plan was asked for, as units of work. Raises `Unknown` for a module or document that there isn't;
    where a brand could not be read, which may have had it, `CoursewareError` with that.
    """
    modules = _names(module.name for delivery in plan.deliveries for module in delivery.modules)
    there = [document for delivery in plan.deliveries for document in delivery.documents]
    named = request.only or (("deck.pptx",) if request.file else ())
    try:
        wanted = set(choose(request.modules, modules, "module"))
        only = frozenset(choose(named, _names(document.called for document in there), "document")) if named else None
        _refuse_lacking(only or frozenset(), there)
        check(request.sets, ((document.called, document.options) for document in there))
    except Unknown:
        if plan.problems:
            raise CoursewareError(plan.problems) from None
        raise
    return tuple(unit for delivery in plan.deliveries for unit in _units(delivery, request, wanted, only))


def _refuse_lacking(only: frozenset[str], there: Sequence[PlannedDocument]) -> None:
    """Raises `Unknown` where somebody asked for nothing but documents that the course has not the facts for."""
    asked = [document for document in there if document.called in only]
    if asked and all(document.lacks for document in asked):
        first = asked[0]
        raise Unknown(f"{first.name} needs what this course has not: {first.lacks}", LACKING[first.lacks])


def _units(
    delivery: PlannedDelivery, request: Request, wanted: set[str], only: frozenset[str] | None
) -> Iterator[Unit]:
    """The units of a delivery: of what was named on the command line, else of what it consists of, else of what is usual."""
    if only is None:
        only = frozenset(delivery.asked or (each.called for each in delivery.documents if not each.request))
    chosen = tuple(document for document in delivery.documents if document.called in only and not document.lacks)
    each = tuple(document for document in chosen if document.folder == "module")
    once = tuple(document for document in chosen if document.folder == COURSE and not document.counts)
    last = tuple(document for document in chosen if document.folder == COURSE and document.counts)
    theirs = tuple(document for document in chosen if document.folder == "participant")
    for module in delivery.modules:
        if module.name in wanted and each:
            folder = module.name if request.file else f"{delivery.name}/{module.name}"
            yield Unit(delivery, module.name, module.title, each, folder)
    if request.modules or request.file:
        return
    if once:
        yield Unit(delivery, "", "", once, f"{delivery.name}/{COURSE}")
    if theirs:
        for number in delivery.people:
            yield Unit(delivery, "", "", theirs, f"{delivery.name}/{PEOPLE}/{number:03}", number)
    if last:
        yield Unit(delivery, "", "", last, f"{delivery.name}/{COURSE}")


def _names(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _plain(delivery: PlannedDelivery) -> dict[str, Any]:
    modules = [fields(each) for each in delivery.modules]
    documents = [fields(each) for each in delivery.documents]
    faults = [plain_problem(each) for each in delivery.faults]
    return fields(delivery) | {"modules": modules, "documents": documents, "faults": faults}


def _delivery(raw: Mapping[str, Any]) -> PlannedDelivery:
    return PlannedDelivery(
        raw["name"],
        raw["brand"],
        tuple(PlannedModule(**each) for each in raw["modules"]),
        tuple(PlannedDocument(**each) for each in raw["documents"]),
        tuple(raw["people"]),
        tuple(read_problem(each) for each in raw["faults"]),
        raw["traces"],
        tuple(raw["asked"]),
        tuple(raw["zipped"]),
        raw["drafted"],
        (raw["cut"][0], raw["cut"][1], tuple(raw["cut"][2])) if raw["cut"] else None,
    )
