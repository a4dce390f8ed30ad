"""The outputs there are to make: deliveries, their modules and their documents. Recorded, so that most builds read no
course for it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from courseware.build.choosing import Unknown, choose
from courseware.build.freshness import Now, maker
from courseware.build.options import check, recorded
from courseware.build.request import Request
from courseware.build.state import State
from courseware.problems import CoursewareError, Problem
from courseware.values import Value, fields

if TYPE_CHECKING:
    from courseware.build.documents import Document
    from courseware.build.shelf import Shelf
    from courseware.course.model import Course, Delivery

COURSE = "course"
"""The folder of a delivery that holds the course's documents, and the folder of their templates."""
LACKING = {
    "schedule": "write schedule: in course.yml, with days, start and end",
    "exam": "write exam: in course.yml, with questions, minutes and pass",
    "exercises": "write a division .exercise in one of the modules",
    "questions": "write a division .question in one of the modules",
    "outcomes": "write outcomes: in the front matter of a module",
    "dates": "write dates: in the delivery, and build it with --delivery",
}
"""The way out for each thing that a document may need."""


class PlannedModule(Value):
    """A module of a delivery: what a list shows of it."""

    name: str
    number: int
    title: str


class PlannedDocument(Value):
    """A document of a delivery: what a list shows of it. `lacks` names what the course doesn't have that it needs;
    with `request` it is made only where somebody names it. `options` as of `options.recorded`.
    """

    name: str
    folder: str
    title: str
    audience: str
    lacks: str = ""
    request: bool = False
    options: str = "{}"


class PlannedDelivery(Value):
    """A delivery's modules (after its cut) and documents. `brand` is a brand's name or `@brand/NAME`."""

    name: str
    brand: str
    modules: tuple[PlannedModule, ...]
    documents: tuple[PlannedDocument, ...]


class Plan(Value):
    """What a request could make, in order. `problems` are of deliveries that can't be made at all; `reads` as in
    `Files`.
    """

    deliveries: tuple[PlannedDelivery, ...]
    reads: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    spoilt: frozenset[str] = frozenset()


class Unit(Value):
    """A unit of work: the documents of one module, or of the course, in one delivery. `module` is `""` for the
    course's.

    `folder` is where its outputs go: `house/03-relationships`.
    """

    delivery: PlannedDelivery
    module: str
    title: str
    documents: tuple[PlannedDocument, ...]
    folder: str

    def output(self, document: str) -> str:
        """The name of an output in the output folder."""
        return f"{self.folder}/{document}"


def recorded_plan(request: Request, state: State, now: Now) -> Plan | None:
    """The plan of an earlier build, where nothing that it was made from has changed."""
    raw = state.plan(request.plan_key)
    if not raw or raw.get("maker") != maker() or now.changed(raw["reads"]):
        return None
    return Plan(tuple(_delivery(each) for each in raw["deliveries"]), raw["reads"])


def make_plan(request: Request, shelf: Shelf) -> Plan:
    """The plan, made by reading course and brands."""
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
        planned = (_planned(each, course, delivery) for each in found)
        deliveries.append(PlannedDelivery(delivery.name, delivery.brand, modules, tuple(planned)))
    return Plan(tuple(deliveries), files.reads, tuple(problems))


def _planned(document: Document, course: Course, delivery: Delivery) -> PlannedDocument:
    there = {
        "schedule": course.schedule is not None,
        "exam": course.exam is not None,
        "dates": bool(delivery.dates),
        "outcomes": any(module.outcomes for module in course.modules),
    }
    if set(document.needs) & {"exercises", "questions"}:
        kinds = {slide.kind for module in course.modules for slide in module.slides()}
        there |= {"exercises": "exercise" in kinds, "questions": "question" in kinds}
    lacks = next((need for need in document.needs if not there[need]), "")
    about = (document.name, document.folder, document.title, document.audience)
    return PlannedDocument(*about, lacks, document.request, recorded(document))


def record_plan(plan: Plan, request: Request, state: State) -> None:
    """Records a plan without problems; one with problems is made anew each time."""
    if not plan.problems:
        raw = {"maker": maker(), "deliveries": [_plain(each) for each in plan.deliveries], "reads": plan.reads}
        state.keep_plan(request.plan_key, raw)


def units(plan: Plan, request: Request) -> tuple[Unit, ...]:
    """What of the plan was asked for, as units of work. Raises `Unknown` for a module or document that there isn't;
    where a brand could not be read, which may have had it, `CoursewareError` with that.
    """
    modules = _names(module.name for delivery in plan.deliveries for module in delivery.modules)
    there = [document for delivery in plan.deliveries for document in delivery.documents]
    usual = _names(document.name for document in there if not document.request and not document.lacks)
    named = request.only or (("deck.pptx",) if request.file else ())
    try:
        wanted = set(choose(request.modules, modules, "module"))
        only = set(choose(named, _names(document.name for document in there), "document") if named else usual)
        _refuse_lacking(only, there)
        check(request.sets, ((document.name, document.options) for document in there))
    except Unknown:
        if plan.problems:
            raise CoursewareError(plan.problems) from None
        raise
    return tuple(unit for delivery in plan.deliveries for unit in _units(delivery, request, wanted, only))


def _refuse_lacking(only: set[str], there: Sequence[PlannedDocument]) -> None:
    """Raises `Unknown` where somebody asked for nothing but documents that the course has not the facts for."""
    asked = [document for document in there if document.name in only]
    if asked and all(document.lacks for document in asked):
        first = asked[0]
        raise Unknown(f"{first.name} needs what this course has not: {first.lacks}", LACKING[first.lacks])


def _units(delivery: PlannedDelivery, request: Request, wanted: set[str], only: set[str]) -> Iterator[Unit]:
    chosen = tuple(document for document in delivery.documents if document.name in only and not document.lacks)
    each = tuple(document for document in chosen if document.folder != COURSE)
    once = tuple(document for document in chosen if document.folder == COURSE)
    for module in delivery.modules:
        if module.name in wanted and each:
            folder = module.name if request.file else f"{delivery.name}/{module.name}"
            yield Unit(delivery, module.name, module.title, each, folder)
    if once and not request.modules and not request.file:
        yield Unit(delivery, "", "", once, f"{delivery.name}/{COURSE}")


def _names(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _plain(delivery: PlannedDelivery) -> dict[str, Any]:
    modules = [fields(each) for each in delivery.modules]
    return fields(delivery) | {"modules": modules, "documents": [fields(each) for each in delivery.documents]}


def _delivery(raw: Mapping[str, Any]) -> PlannedDelivery:
    return PlannedDelivery(
        raw["name"],
        raw["brand"],
        tuple(PlannedModule(**each) for each in raw["modules"]),
        tuple(PlannedDocument(**each) for each in raw["documents"]),
    )
