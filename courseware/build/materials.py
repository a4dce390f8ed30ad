"""What the documents of one unit are made from, each made when the first document asks for it and shared by the
others.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from courseware.build.documents import DECK, MODULE, Document, answers, layers
from courseware.build.options import options_of
from courseware.build.planned import Unit
from courseware.build.request import Request
from courseware.build.shelf import House, Shelf
from courseware.build.tracing import search_for
from courseware.files import Files, digest
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.brand.model import Brand
    from courseware.course.model import Course, Delivery, Module
    from courseware.deck.slides import Slides

PAGED = ("pdf", "html")
"""Endings of documents that can picture slides."""
SOME = 0.67
"""The share of a module's slides up to which they are drawn for one document alone."""


class Materials:
    """The materials of one unit. Each method adds what its result was made from to the `files` of the document that
    asks.
    """

    def __init__(self, unit: Unit, request: Request, shelf: Shelf) -> None:
        self.unit, self.request, self.shelf = unit, request, shelf
        self.files = shelf.files.fresh()
        found = {delivery.name: delivery for delivery in shelf.deliveries(self.files, request)}
        self.delivery: Delivery = found[unit.delivery.name]
        self.brand: Brand = shelf.brand(self.files, self.delivery.brand)
        self.search = search_for(shelf, shelf.files.fresh(), request, self.delivery.brand)
        self.lasting = False
        """Whether slides and pictures are kept on disk: where a document of the course wants those of all modules."""
        self._told: tuple[Problem, ...] = ()
        self.nobody = False
        self.part = shelf.part(request.file, unit.module)
        scope = (unit.delivery.name, unit.module, request.making_key(f"{unit.module}/{DECK}"))
        self.keeper = shelf.keeper(scope, self.part, shelf.course_texts(request.file), self.files.reads)

    def document(self, folder: str, name: str) -> Document:
        """The document called `name` as this brand has it."""
        return self.shelf.documents(self.files, self.delivery.brand)[f"{folder}/{name}"]

    def options(self, document: Document) -> Mapping[str, Any]:
        """The options of `document` as brand, delivery and command line want them."""
        return options_of(document, self.brand, self.delivery, self.request.sets, self.files)

    def house(self, files: Files) -> House:
        """The brand's base presentation, or the one that a single file names as its `reference-doc`."""
        course, _ = self.shelf.course(files, self.request.file)
        template = str(course.meta.get("reference-doc", "")) if course.single else ""
        return self.shelf.house(files, self.delivery.brand, template)

    def course(self, document: Document, format: str, files: Files) -> Course:
        """The course as the readers of `document` may see it."""
        return self.shelf.selected(files, self.request.file, self.delivery, document.audience, format)

    def labels(self, course: Course, module: Module | None, files: Files) -> Mapping[str, str]:
        """The printed words in the language of the module, the delivery or the course."""
        language = (module and module.language) or self.delivery.language or course.language
        return self.shelf.labels(files, self.brand, language)

    def context(
        self, document: Document, audience: str, format: str, files: Files, whole: bool = True
    ) -> dict[str, Any]:
        """The plain data that the template of `document` sees when it is rendered for `audience`; `whole` as in `context`."""
        from courseware.context import context, module_of

        options = self.options(document)
        if format == "pptx" and document.audience == "participant":  # made of the slides that the trainer's deck has
            options = {**self.options(self.document(MODULE, DECK)), **options}
        share = answers(document, options) if audience == document.audience else "none"
        course = self.shelf.selected(files, self.request.file, self.delivery, audience, format, share)
        module = module_of(course, self.unit.module)
        labels = self.labels(course, module, files)
        about = {"name": document.name, "title": document.title, "audience": audience}
        deck = format == "pptx"
        return context(
            course,
            module,
            self.brand,
            self.delivery,
            labels,
            document=about,
            options=options,
            places=deck,
            whole=whole,
            left_out=None if deck else self.shelf.left_out(files, self.request.file, self.delivery),
        )

    def render(self, document: Document, files: Files) -> str:
        """The text of a document that is no deck, as its readers may see it."""
        from courseware.render import render

        plain = self.context(document, document.audience, document.ending, files)
        if document.folder == MODULE and document.ending in PAGED:
            plain |= self._paged(document, plain["module"], files)
        if document.folder != MODULE and document.slides:
            for module in plain["course"]["modules"]:
                module |= self.of_module(module["name"])._paged(document, module, files)
        if document.ending == "ics":
            from courseware.moment import moment

            plain["moment"] = moment(files)
        plain |= self._assessed(document, files)
        plain |= self._peopled(document, files)
        return render(files, layers(self.brand.folder), document.template, plain)

    def _peopled(self, document: Document, files: Files) -> dict[str, Any]:
        """`roster`, `people` and `papers` for a document that names people or counts pages."""
        if not document.roster and not document.counts:
            return {}
        from courseware.build.people import listed
        from courseware.build.printing import papers

        roster = self.shelf.roster(files, self.request, self.delivery)
        found: dict[str, Any] = {"people": len(roster.people) if roster else self.delivery.seats}
        if document.roster:
            found["roster"] = listed(self, roster, files, self.nobody)
        if document.counts:
            found["papers"] = papers(self, files)
        return found

    def of_nobody(self) -> Materials:
        """The same with stand-ins for the people of the roster: what goes wrong with them may be told."""
        other = copy(self)
        other.nobody = True
        return other

    def _assessed(self, document: Document, files: Files) -> dict[str, Any]:
        """`exam` and `coverage` for a document that needs them."""
        if "exam" not in document.needs and "outcomes" not in document.needs:
            return {}
        from courseware.build.assessing import assessed

        found, told = assessed(self, document, files)
        self._told = told or self._told
        return found

    def of_module(self, name: str) -> Materials:
        """The materials of a module of this delivery, shared by all documents of this process that ask for it."""
        unit = Unit(self.unit.delivery, name, "", (), "")

        def make() -> Materials:
            materials = Materials(unit, self.request, self.shelf)
            materials.lasting = True
            return materials

        return self.shelf.share(("materials", unit.delivery.name, name), make)

    def _paged(self, document: Document, module: Mapping[str, Any], files: Files) -> dict[str, Any]:
        """`pages` and `pages_of` of this module as the readers of `document` may see them."""
        from courseware.build.picturing import pages

        slides, _ = self.slides(self.document(MODULE, DECK), files)
        shown = None if document.audience == "trainer" else self.shown(files)
        return pages(slides, shown, [slide["id"] for slide in module["slides"]])

    def dressed(self, html: str, document: Document, files: Files) -> str:
        """A page with its diagrams, charts, code and equations as its readers see them. `CoursewareError` with all that can't be drawn."""
        from courseware.paper import Paper, dress, is_bare

        if not is_bare(html):
            return html
        from courseware.deck.measure import Measure

        house = self.house(files)
        course = self.course(document, document.ending, files)
        module = next((each for each in course.modules if each.name == self.unit.module), None)
        language = (module and module.language) or self.delivery.language or course.language
        paper = Paper(
            html=html,
            format=document.ending,
            brand=house.brand,
            palette=house.kit.palette,
            fonts=house.kit.fonts,
            labels=self.shelf.labels(files, self.brand, language),
            language=language,
            files=files,
            measure=Measure(house.brand, files, language),
        )
        return dress(paper)

    def on_screen(self, html: str, document: Document, files: Files) -> str:
        """A page for a screen as one file, dressed and with its slides in it."""
        from courseware.build.screening import on_screen

        return on_screen(
            self.dressed(html, document, files),
            brand=self.house(files).brand,
            files=files,
            language=self.delivery.language,
            name=document.file,
            pictures=lambda: self.pictures(files),
        )

    def slides(self, document: Document, files: Files) -> tuple[Slides, str]:
        """The slides of a deck, and the digest of what they were made from (without lines of the source)."""
        from courseware.build.decking import fitted, for_participants

        make = for_participants if document.audience == "participant" else fitted
        lasting = self.lasting and document.name == DECK and bool(self.unit.module)
        return self.keeper.keep(
            ("slides", document.name), files, lambda fresh: make(self, document, fresh), lasting=lasting
        )

    def shown(self, files: Files) -> frozenset[str]:
        """The ids of the module's slides that participants may see."""
        from courseware.build.decking import shown

        return self.keeper.keep("shown", files, lambda fresh: shown(self, fresh), lasting=self.lasting)

    def slides_digest(self, files: Files) -> str:
        """The digest of what the slides of the module, or of all modules, were made from."""
        if not self.unit.module:
            return digest("".join(each.slides_digest(files) for each in self._modules(files)).encode())
        return self.slides(self.document(MODULE, DECK), files)[1]

    def pictures(self, files: Files, grounds: str = "own", wanted: Collection[str] | None = None) -> tuple[bytes, ...]:
        """The slides of the module, or of all modules, as PDFs of a page each, on `grounds` as in `pictured`; of those that
        are `wanted` (by number), where somebody says which.
        """
        return tuple(filter(None, (each.pictured(files, grounds, wanted) for each in self._modules(files))))

    def _modules(self, files: Files) -> tuple[Materials, ...]:
        if self.unit.module:
            return (self,)
        course = self.shelf.selected(files, self.request.file, self.delivery, "trainer", "pptx")
        return tuple(self.of_module(module.name) for module in course.modules)

    def pictured(self, files: Files, grounds: str = "own", wanted: Collection[str] | None = None) -> bytes:
        """The module's slides as a PDF, a page each, on their `own` grounds, on `white`, or on white without fills (`saver`).

        Where no more than some of them are `wanted`, they are drawn by themselves: which ones depends on nothing else, so
        that a document's bytes don't.
        """
        from courseware.pdf import write_slides

        whole, _ = self.slides(self.document(MODULE, DECK), files)
        pages = tuple(page for page in whole.pages if wanted is None or page.number in wanted)
        if not pages:
            return b""
        if len(pages) > SOME * len(whole.pages):
            pages = whole.pages

        def make(fresh: Files) -> bytes:
            house = self.house(fresh)
            slides, _ = self.slides(self.document(MODULE, DECK), fresh)
            slides = replace(slides, pages=pages)
            kit = house.kit
            if grounds != "own":
                from courseware.paper.whitening import whitened

                slides, kit = whitened(slides, kit, saver=grounds == "saver")
            return write_slides(slides, kit, house.brand, house.base, fresh)

        some = "" if len(pages) == len(whole.pages) else digest(" ".join(page.number for page in pages).encode())
        return self.keeper.keep(("pictures", grounds, some), files, make, lasting=self.lasting)

    def _days(self, document: Document) -> tuple[Problem, ...]:
        from courseware.course.days import check_days

        course = self.shelf.selected(self.files.fresh(), self.request.file, self.delivery, "trainer", document.ending)
        return tuple(check_days(course, exam=not self.delivery.cut))

    def warnings(self, slides: Slides | None = None, document: Document | None = None) -> tuple[Problem, ...]:
        """What deserves a look: the course's warnings that concern this unit, the brand's, the slides', and days that
        run over in a `document` that shows them.
        """
        course, found = self.shelf.course(self.files.fresh(), self.request.file)
        others = {
            module.place.file
            for module in (course.modules if found and self.unit.module else ())
            if module.name != self.unit.module
        }
        mine = [problem for problem in found if problem.place.file not in others]
        days = () if document is None or "schedule" not in document.needs else self._days(document)
        every = (*mine, *self._told, *days, *self.brand.warnings, *(slides.warnings if slides else ()))
        return tuple(dict.fromkeys(problem.as_warning() for problem in every))
