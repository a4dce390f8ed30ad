"""A course that is looked at again and again while somebody writes it: each look shows what stands in the files, with all that is
wrong with it at its lines, and never less than the last one that was in order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct
from msgspec.structs import replace as change

from courseware.build.choosing import Unknown
from courseware.build.documents import DECK, MODULE
from courseware.build.making import Result, make_document
from courseware.build.materials import Materials
from courseware.build.options import Sets
from courseware.build.planned import COURSE, PlannedDelivery, Unit
from courseware.build.request import Request
from courseware.build.shelf import House
from courseware.build.warmshelf import WarmShelf
from courseware.course import DEFAULT_BRAND
from courseware.files import Files, digest
from courseware.problems import NOWHERE, CoursewareError, Problem
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.course.model import Course, Delivery
    from courseware.deck.slides import Slides


Key = tuple[Any, ...]


class Seen(Struct, frozen=True, kw_only=True):
    """A module's slides with what draws them. `digest` is of what they were made from, without lines of the source. `problems` are the
    module's, errors before warnings; where it is `stale`, they kept it from being made, and the slides are those before.
    """

    slides: Slides
    house: House
    digest: str
    problems: tuple[Problem, ...] = ()
    stale: bool = False


class Printed(Struct, frozen=True, kw_only=True):
    """A document as its readers get it: a PDF with so many pages, or a page for the screen. `digest` is of its bytes; `problems` and `stale`
    as in `Seen`.
    """

    data: bytes
    digest: str
    pages: int = 0
    problems: tuple[Problem, ...] = ()
    stale: bool = False


class Live:
    """A course as it is being written. `request` says in which brand or delivery it is shown first, and sets options."""

    def __init__(self, files: Files, request: Request) -> None:
        self._request = replace(request, draft=True)
        self._shelf = WarmShelf(files.fresh(), draft=True)
        self._look: Look | None = None

    def look(self) -> Look:
        """The course as it stands now: the same look as before where no file has changed. Never raises for what stands in the files."""
        shelf = self._shelf.again()
        if shelf is not self._shelf or self._look is None:
            self._shelf, self._look = shelf, Look(shelf, self._request, self._look)
        return self._look


class Look:
    """One moment of a course. What it gave stays valid while later looks are under way.

    `number` counts the looks of a `Live`. `deliveries` are what there is to switch between: those of the course by name, then one for each
    brand; `first` is the name of the one that was asked for. `problems` are of the course as a whole, those of modules among them.
    """

    def __init__(self, shelf: WarmShelf, request: Request, before: Look | None = None) -> None:
        self.shelf, self.request = shelf, request
        self.number: int = before.number + 1 if before else 1
        self.problems: tuple[Problem, ...] = ()
        self.first: str = before.first if before else ""
        self.stale = False
        """Whether the course can't be read at all: all that is shown is from before."""
        self._deliveries: dict[str, Delivery] = dict(before._deliveries) if before else {}
        self._requests: dict[str, Request] = dict(before._requests) if before else {}
        self._courses: dict[str, Course] = dict(before._courses) if before else {}
        self._seen: dict[Key, Seen] = dict(before._seen) if before else {}
        self._printed: dict[Key, Printed] = dict(before._printed) if before else {}
        self._made: set[Key] = set()
        self._read()

    @property
    def deliveries(self) -> tuple[Delivery, ...]:
        """What there is to switch between; empty as long as the course could never be read."""
        return tuple(self._deliveries.values())

    def course(self, delivery: str) -> Course:
        """The course as its trainer sees it in a delivery; the last one that could be made. Raises `KeyError` for a delivery that there isn't,
        `CoursewareError` where there never was one in order.
        """
        asked, request = self._deliveries[delivery], self._requests[delivery]
        try:
            made = self.shelf.selected(self.shelf.files.fresh(), request.file, asked, "trainer", "pptx")
        except Exception as error:
            if delivery not in self._courses:
                raise CoursewareError(_problems(error)) from error
        else:
            self._courses[delivery] = made
        return self._courses[delivery]

    def module(self, delivery: str, module: str) -> Seen:
        """The slides of a module; the last that could be made. Raises `KeyError` for a delivery or module that there isn't,
        `CoursewareError` where it never was in order.
        """
        key = (delivery, module)
        if key in self._made:
            return self._seen[key]
        if all(each.name != module for each in self.course(delivery).modules):
            raise KeyError(module)
        try:
            self._seen[key] = self._make(delivery, module)
        except Exception as error:
            problems = (*_problems(error), *self._of_module(delivery, module))
            if key not in self._seen:
                raise CoursewareError(problems) from error
            self._seen[key] = change(self._seen[key], problems=_ordered(problems), stale=True)
        self._made.add(key)
        return self._seen[key]

    def materials(self, delivery: str, module: str = "", sets: Sets = ()) -> Materials:
        """What documents of a module (`""` for the course's) are made from; `sets` are further options, as in `Request`.
        Raises `CoursewareError`, as all that it gives does, for what stands in the files.
        """
        request = self._requests[delivery]
        asked = self._deliveries[delivery]
        planned = PlannedDelivery(asked.name, asked.brand, (), ())
        unit = Unit(planned, module, "", (), f"{delivery}/{module or 'course'}")
        return Materials(unit, replace(request, sets=(*request.sets, *sets)), self.shelf)

    def printed(self, delivery: str, module: str, document: str, sets: Sets = ()) -> Printed:
        """A document of a module (`""` for the course's) with options as in `materials`; the last one that could be made. Raises as `module` does,
        `KeyError` also for a document that there isn't.
        """
        key = (delivery, module, document, sets)
        if key in self._made:
            return self._printed[key]
        try:
            self._printed[key] = self._print(delivery, module, document, sets)
        except KeyError:
            raise
        except Exception as error:
            if key not in self._printed:
                raise CoursewareError(_problems(error)) from error
            self._printed[key] = change(self._printed[key], problems=_ordered(_problems(error)), stale=True)
        self._made.add(key)
        return self._printed[key]

    def _print(self, delivery: str, module: str, document: str, sets: Sets) -> Printed:
        materials = self.materials(delivery, module, sets)
        asked = materials.document(MODULE if module else COURSE, document)

        def make(fresh: Files) -> Result:
            result = make_document(asked, materials)
            fresh.reads.update(result.reads)
            return result

        result = materials.keeper.keep(("printed", document, sets), materials.files.fresh(), make)
        data = result.data or b""
        return Printed(data=data, digest=digest(data), pages=result.pages, problems=_ordered(result.warnings))

    def _read(self) -> None:
        """Reads the course and finds what there is to switch between."""
        try:
            files = self.shelf.files.fresh()
            course, told = self.shelf.course(files, self.request.file)
            requests = self._asked(course)
            deliveries: dict[str, Delivery] = {}
            problems = [*told]
            for name, request in requests.items():
                try:
                    (deliveries[name],) = self.shelf.deliveries(files, request)
                except (CoursewareError, Unknown) as error:
                    problems += _problems(error)
            self._deliveries, self._requests = deliveries, requests
            self.first = next(iter(deliveries), "") if self.first not in deliveries else self.first
            self.problems = _ordered(problems)
        except Exception as error:  # a source with errors may break more than it says: the last good state stays
            self.stale = True
            self.problems = _ordered(_problems(error))

    def _asked(self, course: Course) -> dict[str, Request]:
        """A request for each delivery: what was asked for, the named ones, then a brand each."""
        plain = replace(self.request, delivery="", brands=(), all_brands=False)
        named = {each.name: replace(plain, delivery=each.name) for each in course.deliveries}
        brands = {
            name.removeprefix("@brand/"): replace(plain, brands=(name,))
            for name in (*self.request.brands, *self.shelf.brand_names(self.shelf.files.fresh()))
        }
        found = {**named, **{name: request for name, request in brands.items() if name not in named}}
        first = self.request.delivery or next(iter(self.request.brands), DEFAULT_BRAND).removeprefix("@brand/")
        if not self.first and first in found:
            self.first = first
        return found

    def _make(self, delivery: str, module: str) -> Seen:
        materials = self.materials(delivery, module)
        files = materials.files.fresh()
        slides, made_from = materials.slides(materials.document(MODULE, DECK), files)
        return Seen(
            slides=slides,
            house=materials.house(files),
            digest=made_from,
            problems=_ordered((*_told(self._of_module(delivery, module), slides), *materials.brand.warnings)),
        )

    def _of_module(self, delivery: str, module: str) -> tuple[Problem, ...]:
        """What is wrong with a module before its slides are made, without what is wrong with others."""
        try:
            course, told = self.shelf.course(self.shelf.files.fresh(), self.request.file)
            faults = self.shelf.faults(
                self.shelf.files.fresh(), self.request.file, self._deliveries[delivery], "trainer", "pptx"
            )
        except Exception as error:
            return _problems(error)
        others = {each.place.file for each in course.modules if each.name != module}
        return tuple(each for each in (*faults, *told) if each.place.file not in others)


def _told(found: tuple[Problem, ...], slides: Slides) -> tuple[Problem, ...]:
    """What is wrong with a module in the source and on its slides: where an error is known by then, no slide tells of it once more."""
    known = {each.place for each in found if each.severity == "error"}
    again = {each.as_warning() for each in slides.faults if each.place in known}
    own = (each for each in slides.faults if each.place not in known)
    return (*found, *own, *(each for each in slides.warnings if each not in again))


def _problems(error: Exception) -> tuple[Problem, ...]:
    """What an error tells a trainer. One of ours is told as it is: it must not end what somebody looks at."""
    if isinstance(error, CoursewareError):
        return error.problems
    if isinstance(error, Unknown):
        return (Problem(NOWHERE, error.fact, error.hint),)
    fact = f"a bug in courseware: {type(error).__name__}: {error}"
    return (Problem(NOWHERE, fact, "please report it with what was changed last"),)


def _ordered(problems: tuple[Problem, ...] | list[Problem]) -> tuple[Problem, ...]:
    """Each problem once, errors first; a warning that says what an error says is left out."""
    errors = {(each.place, each.fact) for each in problems if each.severity == "error"}
    kept = {each for each in problems if each.severity == "error" or (each.place, each.fact) not in errors}
    return tuple(sorted(kept, key=lambda each: (each.severity != "error", each)))
