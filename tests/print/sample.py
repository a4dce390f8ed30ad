"""A small course made by hand: every kind of slide that print shows, without reading a source."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from courseware.brand.fonts import with_families
from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.build.picturing import pages
from courseware.content.blocks import Blocks, Cell, Column, Heading, Item, List, Paragraph, Picture, Run, Table
from courseware.context import context
from courseware.course.model import (
    Activity,
    Break,
    Course,
    Delivery,
    Exam,
    Module,
    Option,
    Outcome,
    Question,
    Schedule,
    Slide,
    Topic,
)
from courseware.deck.fit import fit
from courseware.deck.kit import Kit
from courseware.deck.measure import Measure
from courseware.deck.read import read_deck
from courseware.deck.slides import Slides
from courseware.files import Files
from courseware.labels import read_labels
from courseware.paper import Paper, dress, is_bare
from courseware.pdf import Pdf, write_pdf, write_slides
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import read_spec
from courseware.problems import Place
from courseware.render import render
from courseware.yamlfile import load
from tests.foreign import foreign_template

SECRET = "Heliotrope"
"""A word that only the trainer may read."""

LAMP = 37
"""The width in pixels of the picture on the hidden slide, unlike any other's."""

LONG = (
    "A lighthouse keeper writes down what passes, and at what time. Nobody asks for the book until a ship is missing; then "
    "everybody asks for one line of it. Courses are the same: what was written down while it happened is worth more than "
    "what is remembered later."
)


def text(words: str) -> Paragraph:
    return Paragraph(inlines=(Run(words),))


def bullets(*lines: str, ordered: bool = False) -> List:
    return List(items=tuple(Item(blocks=(text(line),)) for line in lines), ordered=ordered)


def cue(word: str, rest: str) -> Paragraph:
    return Paragraph(inlines=(Run(word, bold=True), Run(" " + rest)))


def title(words: str) -> tuple[Run, ...]:
    return (Run(words),)


def table() -> Table:
    rows = (("Time", "What passes"), ("06:50", "The morning ferry"), ("14:30", "Three coasters, deep in the water"))
    cells = tuple(tuple(Cell((text(word),)) for word in row) for row in rows)
    return Table(columns=(Column(0.25), Column(0.75)), head=cells[:1], rows=cells[1:], caption=title("A quiet day"))


def slide(id: str, words: str, *blocks: Any, role: str = "content", **more: Any) -> Slide:
    slots = more.pop("slots", (("body", tuple(blocks)),) if blocks else ())
    return Slide(id=f"01-lights/{id}", title=title(words), role=role, blocks=tuple(blocks), slots=slots, **more)


def notes(*blocks: Any) -> Blocks:
    return (cue("Ask", f"who has kept a {SECRET} log."), *blocks)


def module() -> Module:
    first = (
        slide("why", "Why keep a log", bullets("Memory mends itself", "A log does not"), notes=notes(), minutes=5),
        slide(
            "lines",
            "A line in the log",
            table(),
            role="table",
            notes=notes(text("Show the book.")),
            handout=(Heading(level=3, inlines=title("Four columns")), text(LONG), text(LONG), table()),
            outcomes=("1.1",),
        ),
        slide("quiet", "A night without ships", bullets("Write it all the same"), notes=notes()),
        slide(
            "hidden",
            f"Only in the room: {SECRET}",
            Picture(src="pictures/lamp.png", alt="A lamp"),
            hidden=True,
            notes=notes(),
        ),
        slide(
            "try",
            "Keep a log for ten minutes",
            bullets("Look out of the window", "Write a line a minute", ordered=True),
            role="exercise",
            kind="exercise",
            minutes=12,
            outcomes=("1.1",),
            activity=Activity(group="pairs", hints=(text("Colours count."),), solution=(text(f"{SECRET} again."),)),
            notes=notes(),
            handout=(text(LONG),),
        ),
    )
    second = (
        slide(
            "talk",
            "What is worth a line",
            bullets("What did you leave out?"),
            role="discussion",
            kind="discussion",
            minutes=8,
            activity=Activity(),
            notes=notes(),
        ),
        slide(
            "ask",
            "When a line is written",
            text("When does a keeper write?"),
            role="question",
            kind="question",
            question=Question(
                (Option((text("At dawn"),), False), Option((text("At once"),), True), Option((text("Never"),), False)),
                level="BL2",
                rationale=(text(f"At once, says the {SECRET}."),),
            ),
            minutes=2,
        ),
        slide("keep", "What to take home", bullets("Write it down", "At once"), role="keypoints", notes=notes()),
    )
    opening = slide("log", "The log", role="section", kind="section", handout=(text(LONG),), notes=notes())
    second_opening = slide("judge", "What to write", role="section", kind="section")
    return Module(
        name="01-lights",
        number=1,
        title="Lights and logs",
        subtitle="What a keeper writes",
        minutes=60,
        outcomes=(Outcome("1.1", "Write a line in a log", "BL3"), Outcome("1.2", "Judge what is worth a line", "BL4")),
        materials=("A book with blank pages", "A clock"),
        room="A window to the sea",
        topics=(
            Topic(id="01-lights/log", title=title("The log"), opening=opening, slides=first),
            Topic(id="01-lights/judge", title=title("What to write"), opening=second_opening, slides=second),
        ),
    )


def course(**changes: Any) -> Course:
    return Course(
        title="Keeping Lights",
        code="KLT",
        level="Foundation",
        edition="2027.1",
        author="Ada Fen",
        description="Two days on the work of a keeper. " + LONG,
        audience=("Keepers", "Harbour masters"),
        prerequisites=("A head for heights",),
        you_will_learn=("Write a log that others can use", "Keep a light through a night"),
        includes=("A printed handout",),
        access=("For a year",),
        acknowledgements=("Every light in this course is invented.",),
        hours=12,
        price="EUR 900",
        exam=Exam(questions=20, minutes=30, passed=13),
        schedule=Schedule(days=2, breaks=(Break(after="09:30", minutes=15, title="Coffee"),)),
        modules=(module(), Module(name="02-nights", number=2, title="Nights", topics=(), minutes=90)),
        **changes,
    )


def as_participants_see_it(whole: Course) -> Course:
    """What `select` would leave: no notes, no hidden slides, no solutions."""

    def seen(each: Slide) -> Slide:
        activity = each.activity and replace(each.activity, solution=())
        question = each.question and replace(
            each.question, rationale=(), options=tuple(replace(option, right=False) for option in each.question.options)
        )
        return replace(each, notes=(), activity=activity, question=question)

    def topic(each: Topic) -> Topic:
        slides = tuple(seen(one) for one in each.slides if not one.hidden)
        return replace(each, slides=slides, opening=each.opening and seen(each.opening))

    modules = tuple(replace(one, topics=tuple(map(topic, one.topics))) for one in whole.modules)
    return replace(whole, modules=modules)


@dataclass(frozen=True)
class House:
    brand: Brand
    base: bytes
    kit: Kit


@functools.cache
def house(name: str) -> House:
    """A brand that comes with the project, or `foreign`: the house with a provider's own presentation."""
    files = doors()
    brand = read_brand(files, "house" if name == "foreign" else name)
    if name == "foreign":
        brand = replace(brand, template="template.pptx")
    base = foreign_template() if name == "foreign" else base_presentation(brand, files)
    kit = read_kit(base, brand, read_spec(files, brand), "template.pptx")
    return House(with_families(brand, kit.families(), files, Place("template.pptx")), base, kit)


def doors(project: Path = Path(__file__).parent) -> Files:
    return Files(project)


def plain(
    name: str, of: Course, document: str, options: dict[str, Any], paper: str = "", **about: Any
) -> dict[str, Any]:
    brand = house(name).brand
    layers = (brand.folder, "@templates")
    delivery = Delivery(name=name, brand=name, paper=paper)
    labels = read_labels(doors(), layers, of.language)
    return context(
        of,
        None if document == "outline" else of.modules[0],
        brand,
        delivery,
        labels,
        document={
            "name": f"{document}.pdf",
            "title": document,
            "audience": "trainer" if document == "instructor-notes" else "participant",
        },
        options=options,
        **about,
    )


@functools.cache
def slides(name: str) -> Slides:
    """The deck of the sample module in a brand."""
    kept = house(name)
    options = {"cover": True, "objectives": True, "agenda": True, "answers": True, "closing": True, "legal": True}
    data = plain(name, course(), "deck", options, places=True)
    layers = (kept.brand.folder, "@templates")
    deck = read_deck(render(doors(), layers, "module/deck.pptx.j2", data), "deck.pptx.j2")
    return fit(deck, kept.kit, kept.brand, data["labels"], doors())


def page(name: str, document: str, of: Course | None = None, paper: str = "", **options: Any) -> str:
    """The HTML of a document in a brand, as its audience may see it, dressed as a build does."""
    kept = house(name)
    layers = (kept.brand.folder, "@templates")
    trainers = document == "instructor-notes"
    seen = of or course()
    seen = seen if trainers else as_participants_see_it(seen)
    folder = "course" if document == "outline" else "module"
    template = f"{folder}/{document}.pdf.j2"
    front = doors().text(f"@templates/{template}").split("---\n")[1]
    said = load(front, template).value["options"]
    usual = {key: value["default"] if isinstance(value, dict) else value for key, value in said.items()}
    data = plain(name, seen, document, {"paper": ""} | usual | options, paper)
    if folder == "module":
        ids = [each["id"] for each in data["module"]["slides"]]
        shown = None if trainers else {each.id for each in slides(name).pages if not each.hidden}
        data |= pages(slides(name), shown, ids)
    html = render(doors(), layers, template, data)
    dressing = Paper(
        html=html,
        format="pdf",
        brand=kept.brand,
        palette=kept.kit.palette,
        fonts=kept.kit.fonts,
        labels=data["labels"],
        language=seen.language,
        files=doors(),
        measure=Measure(kept.brand, doors(), seen.language),
    )
    return dress(dressing) if is_bare(html) else html


@functools.cache
def pictures(name: str) -> bytes:
    """The slides of the sample module as a PDF."""
    kept = house(name)
    return write_slides(slides(name), kept.kit, kept.brand, kept.base, doors())


@functools.cache
def made(name: str, document: str) -> Pdf:
    """A document of the sample course in a brand, as it is built."""
    html = page(name, document)
    return write_pdf(html, files=doors(), brand=house(name).brand, pictures=[pictures(name)], name=f"{document}.pdf.j2")
