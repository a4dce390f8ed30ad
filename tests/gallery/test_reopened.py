"""What the source says is in the deck when PowerPoint's own reader opens it: every bullet, cell, label, line of code and note, walked one by one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
from msgspec import Struct
from pptx import Presentation

from courseware.chart.model import Chart
from courseware.chart.read import read_chart
from courseware.content.blocks import Code, Drawing, MathBlock, MathRun, Picture, Run, plain_text
from courseware.course.deliveries import delivery
from courseware.course.model import Course
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.diagram.read import read_diagram
from courseware.diagram.texts import labels
from courseware.files import Files, packaged_templates
from courseware.problems import Place
from tests.gallery.hanging import BRANDS, hang

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
CHOICE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Choice"


def squeezed(text: str) -> str:
    """Text without what a renderer may set otherwise: white space and soft hyphens."""
    return re.sub(r"[\s\u00ad\u200b]+", "", text)


@cache
def course() -> Course:
    files = Files(packaged_templates() / "gallery")
    found, _ = read_course(files)
    return select(found, delivery(found, None, None), "trainer", "pptx")


def said(value: Any) -> Iterator[str]:
    """Every text in blocks, as a person would look for it: paragraph by paragraph, whatever kind of block holds it."""
    match value:
        case Code(text=text):
            yield from text.split("\n")
        case Drawing(form="chart"):
            yield from _chart(read_chart(value.source, Place(""), "en", lambda _: b""))
        case Drawing(form=form):
            yield from (word for label in labels(read_diagram(value.source, Place(""), form)) for word in label.split())
        case MathBlock() | MathRun():
            yield from ()  # tests/equation looks for equations
        case Picture(caption=caption):
            yield plain_text(caption)
        case tuple() if value and all(hasattr(each, "place") is False and _inline(each) for each in value):
            yield from _pieces(value)
        case tuple() | list():
            for each in value:
                yield from said(each)
        case Struct():
            for name in value.__struct_fields__:
                inner = getattr(value, name)
                if isinstance(inner, (tuple, Struct)) and name != "place":
                    yield from said(inner)


def _inline(value: Any) -> bool:
    return isinstance(value, Struct) and type(value).__name__ in {
        "Run", "Break", "MathRun", "PictureRun", "Footnote", "Variable", "IconRun",
    }  # fmt: skip


def _pieces(inlines: tuple[Any, ...]) -> Iterator[str]:
    """The words between two things that are no text; a footnote's words stand at the slide's foot."""
    words = ""
    for each in inlines:
        if isinstance(each, Run):
            words += each.text
        else:
            yield words
            words = ""
            yield from said(getattr(each, "blocks", getattr(each, "inlines", ())))
    yield words


def _chart(chart: Chart) -> Iterator[str]:
    yield from (chart.title, chart.x_title, chart.y_title)
    yield from chart.categories if chart.kind != "scatter" else ()
    yield from (series.name for series in chart.series)
    yield from (f"{value:g}" for series in chart.series for value in series.values if value is not None)


@cache
def reopened(brand: str, module: str) -> tuple[str, str]:
    """All text of a module's slides, and of its notes, as python-pptx reads them."""
    data = next(each.deck for each in hang(brand) if each.module == module)
    shown: list[str] = []
    notes: list[str] = []
    for slide in Presentation(io.BytesIO(data)).slides:
        shown += _texts(slide.shapes)
        for body in slide._element.iter(CHOICE):  # text with equations: python-pptx passes over what has an alternative
            shown += ("".join(t.text or "" for t in paragraph.iter(A + "t")) for paragraph in body.iter(A + "p"))
        if slide.has_notes_slide:
            notes += _texts(slide.notes_slide.shapes)
    return squeezed(" ".join(shown)), squeezed(" ".join(notes))


def _texts(shapes: Any) -> Iterator[str]:
    for shape in shapes:
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from _texts(shape.shapes)
        elif getattr(shape, "has_table", False) and shape.has_table:
            yield from (cell.text for row in shape.table.rows for cell in row.cells)
        elif getattr(shape, "has_chart", False) and shape.has_chart:
            yield from _charted(shape.chart)
        elif shape.has_text_frame:
            yield from ("".join(t.text or "" for t in p._p.iter(A + "t")) for p in shape.text_frame.paragraphs)


def _charted(chart: Any) -> Iterator[str]:
    yield from (t.text or "" for t in chart._chartSpace.iter(A + "t"))
    for plot in chart.plots:
        yield from (str(category) for category in plot.categories)
        for series in plot.series:
            yield series.name
            yield from (f"{value:g}" for value in series.values if value is not None)


@pytest.mark.parametrize("brand", BRANDS)
def test_every_text_of_the_source_is_found_in_the_deck(brand: str) -> None:
    missing = []
    for module in course().modules:
        shown, _ = reopened(brand, module.name)
        for slide in module.slides():
            texts = [plain_text(slide.title), *said(slide.blocks)]
            if slide.question:
                texts += [text for option in slide.question.options for text in said(option.blocks)]
            missing += [(slide.id, text) for text in texts if squeezed(text) not in shown]
    assert missing == []


@pytest.mark.parametrize("brand", BRANDS)
def test_every_note_and_solution_of_the_source_is_found_in_the_notes(brand: str) -> None:
    missing = []
    for module in course().modules:
        _, notes = reopened(brand, module.name)
        for slide in module.slides():
            texts = [*said(slide.notes)]
            texts += said(slide.activity.solution) if slide.activity else ()
            texts += said(slide.question.rationale) if slide.question else ()
            missing += [(slide.id, text) for text in texts if squeezed(text) not in notes]
    assert missing == []


def test_the_walk_meets_all_kinds_of_text() -> None:
    """A walk that finds nothing would pass too."""
    found = [text for module in course().modules for slide in module.slides() for text in said(slide.blocks)]
    assert len(found) > 400
    assert len([text for module in course().modules for slide in module.slides() for text in said(slide.notes)]) > 5
