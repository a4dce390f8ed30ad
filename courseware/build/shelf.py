"""What many documents of one build share: course, brands, kits. Each is made once in a process, with a record of what
it read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec.structs import replace

from courseware.build.cache import SLIDES
from courseware.build.choosing import Unknown
from courseware.build.documents import Document, documents, layers
from courseware.build.freshness import is_text
from courseware.build.keeper import Keeper
from courseware.build.modules import ModuleShelf
from courseware.build.request import Request
from courseware.files import ABSENT, PRIVATE, Files
from courseware.problems import NOWHERE, CoursewareError, Place, Problem
from courseware.reads import Reads
from courseware.values import Value

if TYPE_CHECKING:
    from courseware.brand.model import Brand
    from courseware.course.cutting import LeftOut
    from courseware.course.model import Course, Delivery
    from courseware.deck.kit import Kit
    from courseware.leaks import Traces
    from courseware.roster import Roster


class House(Value):
    """A brand ready for use: its base presentation's bytes and what stands in them."""

    brand: Brand
    base: bytes
    kit: Kit


class Shelf(Keeper):
    """The shared values of a build. Sources are taken not to change while a build runs; the next one notices.

    In a `draft` errors of the course stop nothing: `faults` has them.
    """

    def __init__(self, files: Files, draft: bool = False) -> None:
        super().__init__(files)
        self.draft = draft
        self._modules = ModuleShelf()

    def keeper(self, scope: tuple[str, ...], part: str, texts: frozenset[str], under: Mapping[str, str]) -> Keeper:
        """What keeps the values of a unit: `scope` tells them from those of others. They are made of the unit's `part` of the course,
        read from `texts`, and of what was read before (`under`).
        """
        held: Keeper | None = self._shared.get(("keeper", *scope, part))
        aside = self._course_record("") if part else None
        if held is None:
            held = Keeper(self.files, self.now, (*scope, part), SLIDES, aside)
            held.anew = self.anew
        return held

    def hold(self, keeper: Keeper) -> None:
        """Has all that is made of a unit from now on take its values from this keeper."""
        self._shared["keeper", *keeper.scope] = keeper

    def current(self) -> Shelf:
        """The shelf for the next unit of a worker."""
        return self

    def course(self, files: Files, file: str) -> tuple[Course, tuple[Problem, ...]]:
        """The course, or the one Markdown file `file` as a course of one module, with its warnings."""
        from courseware.course.read import read_course, read_single

        def make(fresh: Files) -> tuple[Course, tuple[Problem, ...]]:
            if file:
                return read_single(fresh, file, self.draft)
            return read_course(fresh, self.draft, lambda *given: self._modules.read(self.now, *given))

        return self.keep(("course", file), files, make)

    def course_reads(self, file: str) -> Mapping[str, str]:
        """What reading the course recorded."""
        files = self.files.fresh()
        self.course(files, file)
        return files.reads

    def course_texts(self, file: str) -> frozenset[str]:
        """The names of the texts that the course was read from; pictures and tables are not among them."""

        def make() -> frozenset[str]:
            return frozenset(filter(is_text, self.course_reads(file)))

        return self.share(("texts", file), make)

    def part(self, file: str, module: str) -> str:
        """The digest of what of the course the documents of `module` (`""` for the course's) can see, places included; `""` for one file."""
        return "" if file else self.parts().get(module, "")  # one file is all that its deck can see

    def parts(self) -> Mapping[str, str]:
        """The digests of what the documents of each module can see of the course, as in `parts.parts`."""
        from courseware.build.parts import parts

        return self.share("parts", lambda: parts(*self.course(self.files.fresh(), "")))

    def apart(self, reads: Mapping[str, str], file: str, module: str) -> Mapping[str, str]:
        """What an output was made from without what only the course was read from, for which its part stands; the module's own text stays."""
        if file or not isinstance(reads, Reads):
            return reads
        course = self._course_record(file)
        found = reads.whole(but=course)
        own = f"syllabus/{module}.md"
        return {**({own: course[own]} if own in course else {}), **found}

    def _course_record(self, file: str) -> Mapping[str, str]:
        """What reading the course recorded, as the values made of it share it."""
        self.course(self.files.fresh(), file)
        reads = self._kept["course", file][1]
        return next(iter(reads.shared.values())) if isinstance(reads, Reads) and len(reads.shared) == 1 else reads

    def deliveries(self, files: Files, request: Request) -> tuple[Delivery, ...]:
        """The deliveries that `request` names, in its order. Raises `Unknown` for a brand or delivery that there
        isn't.
        """
        from courseware.course.deliveries import delivery

        course, _ = self.course(files, request.file)
        brands = request.brands or (self.brand_names(files) if request.all_brands else ())
        try:
            if request.delivery:
                return (self._dated(files, request, delivery(course, request.delivery, None)),)
            return tuple(delivery(course, None, brand) for brand in brands or (None,))
        except CoursewareError as error:
            raise _unknown(error) from None

    def _dated(self, files: Files, request: Request, delivery: Delivery) -> Delivery:
        """The delivery with its dates in words, made of its days where it gives none."""
        if not (delivery.dates or delivery.starts or delivery.days):
            return delivery
        from courseware.course.calendar import dates_of, spans
        from courseware.course.select import schedule_in
        from courseware.wordforms import date

        course, _ = self.course(files, request.file)
        labels = self.labels(files, self.brand(files, delivery.brand), delivery.language or course.language)
        if delivery.dates:
            return replace(delivery, dates=date(delivery.dates, labels))
        schedule = schedule_in(course, delivery)
        found = spans(dates_of(delivery, schedule.days if schedule else 1))
        return replace(delivery, dates=", ".join(date(span, labels) for span in found))

    def roster(self, files: Files, request: Request, delivery: Delivery) -> Roster | None:
        """The participants of a delivery, None where it has no roster. Never kept for other processes."""
        name = request.roster or delivery.roster
        place = NOWHERE if request.roster else delivery.place
        if not name:
            files.reads[PRIVATE] = ABSENT  # so that a roster on the command line is something new
            return None

        def make(fresh: Files) -> Roster:
            from courseware.roster import read_roster

            try:
                fresh.path(name)
            except CoursewareError as error:  # it leads outside, or is hidden: told where it is named
                told = (Problem(place, f"the roster {name}: {each.fact}", each.hint) for each in error.problems)
                raise CoursewareError(told) from None
            try:
                return read_roster(fresh.private(name), name)
            except FileNotFoundError:
                hint = "write its path as seen from the folder that holds syllabus/"
                raise CoursewareError(Problem(place, f"there is no roster {name}", hint)) from None
            except CoursewareError:
                raise
            except Exception as error:  # a bug, told without the row that it came from
                raise RuntimeError(f"reading the roster failed: {type(error).__name__}") from None

        return self.keep(("roster", name), files, make)

    def brand(self, files: Files, name: str) -> Brand:
        """The brand called `name`."""

        def make(fresh: Files) -> Brand:
            from courseware.brand.read import read_brand

            brand = read_brand(fresh, name)
            if brand.open:
                from courseware.powerpoint.themed import with_theme

                brand = with_theme(brand, fresh)
            return brand

        try:
            return self.keep(("brand", name), files, make, lasting=True)
        except CoursewareError as error:
            raise _unknown(error) from None

    def traces(self, files: Files, name: str) -> Traces | None:
        """What gives the brand called `name` away in the files of others, None where it can't be read."""

        def make(fresh: Files) -> Traces | None:
            from courseware.leaks import read_traces

            return read_traces(fresh, name)

        return self.keep(("traces", name), files, make, lasting=True)

    def house(self, files: Files, name: str, template: str = "") -> House:
        """The brand called `name` with its base presentation read; `template` is a presentation that takes its place."""
        return self.keep(
            ("house", name, template), files, lambda fresh: self._house(fresh, name, template), lasting=True
        )

    def documents(self, files: Files, name: str) -> Mapping[str, Document]:
        """The documents that the brand called `name` can make, by `folder/name`."""

        def make(fresh: Files) -> Mapping[str, Document]:
            found = documents(fresh, layers(self.brand(fresh, name).folder))
            return {f"{document.folder}/{document.name}": document for document in found}

        return self.keep(("documents", name), files, make, lasting=True)

    def selected(
        self, files: Files, file: str, delivery: Delivery, audience: str, format: str, answers: str = "none"
    ) -> Course:
        """The course as this reader may see it in this delivery; `answers` as in `select`."""
        return self._selected(files, file, delivery, audience, format, answers)[0]

    def faults(self, files: Files, file: str, delivery: Delivery, audience: str, format: str) -> tuple[Problem, ...]:
        """The errors of the course as this reader would see it; there are none but in a draft."""
        _, found = self.course(files, file)
        errors = [problem for problem in found if problem.severity == "error"]
        places = {problem.place for problem in errors}
        selecting = self._selected(files, file, delivery, audience, format)[1]
        return (*errors, *(problem for problem in selecting if problem.place not in places))

    def _selected(
        self, files: Files, file: str, delivery: Delivery, audience: str, format: str, answers: str = "none"
    ) -> tuple[Course, tuple[Problem, ...]]:
        from courseware.course.select import select

        def make(fresh: Files) -> tuple[Course, tuple[Problem, ...]]:
            found: list[Problem] = []
            course, _ = self.course(fresh, file)
            words = {**self.brand(fresh, delivery.brand).vars, **delivery.vars}  # the delivery has the last word
            seen = select(
                course, replace(delivery, vars=words), audience, format, found if self.draft else None, answers
            )
            return seen, tuple(found)

        return self.keep(("selected", file, delivery.name, audience, format, answers), files, make)

    def left_out(self, files: Files, file: str, delivery: Delivery) -> LeftOut:
        """What the delivery's cut leaves out of the course, in the trainer's words."""
        from courseware.course.cutting import LeftOut, left_out
        from courseware.course.select import select

        def make(fresh: Files) -> LeftOut:
            course, _ = self.course(fresh, file)
            uncut = replace(delivery, cut="", vars={**self.brand(fresh, delivery.brand).vars, **delivery.vars})
            whole = select(course, uncut, "trainer", "pptx", [])  # nobody misses a variable of what isn't taught
            return left_out(whole, self.selected(fresh, file, delivery, "trainer", "pptx"))

        return self.keep(("left out", file, delivery.name), files, make) if delivery.cut else LeftOut()

    def labels(self, files: Files, brand: Brand, language: str) -> Mapping[str, str]:
        """The printed words of `language` in a brand."""

        def make(fresh: Files) -> Mapping[str, str]:
            from courseware.labels import read_labels

            return read_labels(fresh, layers(brand.folder), language)

        return self.keep(("labels", brand.name, language), files, make, lasting=True)

    def brand_names(self, files: Files) -> tuple[str, ...]:
        """The names of all brands that can be built."""
        from courseware.brand.read import brand_names

        return self.keep("brand names", files, brand_names)

    def _house(self, files: Files, name: str, template: str) -> House:
        from courseware.brand.fonts import with_families
        from courseware.powerpoint.base import base_presentation
        from courseware.powerpoint.kit import read_kit
        from courseware.powerpoint.spec import read_spec

        brand = self.brand(files, name)
        if template:  # a file's own `reference-doc`: the brand's file has no say in its layouts
            brand = replace(brand, template=template, layouts={}, place=Place(template))
        base = files.read(brand.template) if brand.template else base_presentation(brand, files)
        kit = read_kit(base, brand, read_spec(files, brand), brand.template or brand.folder)
        brand = with_families(brand, kit.families(), files, Place(brand.template or brand.folder))
        return House(brand, base, kit)


def _unknown(error: CoursewareError) -> Exception:
    """A problem without a place is one of the command: what it names isn't there."""
    if any(problem.place.file for problem in error.problems):
        return error
    return Unknown(error.problems[0].fact, error.problems[0].hint)
