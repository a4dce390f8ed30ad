"""Paper as a grey copier leaves it: every word of a default page keeps 4.5:1, and slides are pictured on white."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from statistics import mode
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from msgspec.structs import replace

from courseware.brand.colors import contrast, luminance
from courseware.build.making import Target, make
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.kit import Ink, Rect
from courseware.deck.slides import Page, ShapeBox, Slides, TextBox
from courseware.files import Files
from courseware.paper.whitening import whitened

ROOT = Path(__file__).parents[2]
BRANDS = ("house", "fjordlight", "brackenrow")
FULL = bool(os.environ.get("COURSEWARE_FULL"))
SCALE = 1.4
LEAST = 4.4
"""4.5:1, less what rounding to 256 greys takes."""
HUGE = 60.0
"""Points: a sign of this height is a decoration of the slide, such as the question mark behind a question."""


@pytest.fixture(scope="module", params=BRANDS)
def materials(request: pytest.FixtureRequest) -> tuple[Materials, Any, Shelf, Request]:
    shelf = Shelf(Files(ROOT))
    asked = Request(out=ROOT / "none", brands=(request.param,), modules=("5",), only=("handout.pdf",))
    plan = make_plan(asked, shelf)
    [unit] = units(plan, asked)
    return Materials(unit, asked, shelf), unit, shelf, asked


def grey(red: int, green: int, blue: int) -> str:
    """What a copier makes of a colour."""
    value = round(0.299 * red + 0.587 * green + 0.114 * blue)
    return f"{value:02X}" * 3


def words(page: pypdfium2.PdfPage) -> Iterator[tuple[str, str, float, tuple[float, float, float, float]]]:
    """Each character's sign, its grey, its height and its box in points from the page's foot."""
    text = page.get_textpage()
    for at in range(text.count_chars()):
        sign = text.get_text_range(at, 1)
        colours = [pdfium.c_uint() for _ in range(4)]
        if not sign.strip() or not pdfium.FPDFText_GetFillColor(text.raw, at, *colours):
            continue
        left, bottom, right, top = text.get_charbox(at, loose=True)
        yield sign, grey(*(each.value for each in colours[:3])), top - bottom, (left, bottom, right, top)


def faint(data: bytes, last: int = 40) -> list[str]:
    """Words of a PDF that a grey copy loses: each with its page and its contrast to the ground around it."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for number in range(min(len(pdf), last)):
            page = pdf[number]
            image = page.render(scale=SCALE, may_draw_forms=False).to_pil().convert("L")
            for sign, ink, high, (left, bottom, right, top) in words(page):
                if high > HUGE:
                    continue
                box = [
                    round(value * SCALE)
                    for value in (left - 1, page.get_height() - top - 1, right + 1, page.get_height() - bottom + 1)
                ]
                around = image.crop(
                    (max(box[0], 0), max(box[1], 0), min(box[2], image.width), min(box[3], image.height))
                )
                if around.width * around.height == 0:
                    continue
                ground = mode(list(around.tobytes()))
                ratio = contrast(ink, f"{ground:02X}" * 3)
                if ratio < LEAST and abs(ground - int(ink[:2], 16)) > 2:
                    found.append(f"page {number + 1}: {sign!r} {ratio:.1f}:1")
    return found


def test_every_word_of_a_handout_survives_a_grey_copier(materials: tuple[Materials, Any, Shelf, Request]) -> None:
    own, unit, shelf, asked = materials
    if own.brand.name != BRANDS[-1] and not FULL:
        pytest.skip("the other brands' handouts: COURSEWARE_FULL=1")
    results, problems = make(Target(unit=unit, request=asked, known={}), shelf)
    assert not problems
    assert faint(results[0].data or b"") == []


def test_every_word_of_a_pictured_slide_survives_a_grey_copier(
    materials: tuple[Materials, Any, Shelf, Request],
) -> None:
    own = materials[0]
    assert faint(own.pictured(own.files.fresh(), "white")) == []
    if FULL:
        assert faint(own.pictured(own.files.fresh(), "saver")) == []


def test_no_pictured_slide_is_a_slab_of_ink(materials: tuple[Materials, Any, Shelf, Request]) -> None:
    own = materials[0]
    with pypdfium2.PdfDocument(own.pictured(own.files.fresh(), "white")) as pdf:
        for number in range(len(pdf)):
            image = pdf[number].render(scale=0.2).to_pil().convert("L")
            pixels = list(image.tobytes())
            assert mode(pixels) > 250, f"slide {number + 1} is not on white"
            assert sum(pixel < 128 for pixel in pixels) < 0.25 * len(pixels), f"slide {number + 1} is a slab"


def test_a_dark_slide_becomes_light_and_its_words_dark() -> None:
    shelf = Shelf(Files(ROOT))
    asked = Request(out=ROOT / "none", brands=("house",), modules=("5",), only=("deck.pptx",))
    [unit] = units(make_plan(asked, shelf), asked)
    own = Materials(unit, asked, shelf)
    slides, _ = own.slides(own.document("module", "deck.pptx"), own.files.fresh())
    kit = own.house(own.files.fresh()).kit
    first: Page = next(page for page in slides.pages if page.role == "content")
    title = next(box for box in first.boxes if isinstance(box, TextBox))
    pale = tuple(
        replace(
            each,
            style=replace(each.style, ink=Ink("FFFFFF")),
            spans=tuple(replace(span, ink=None) for span in each.spans),
        )
        for each in title.paragraphs
    )
    slab = ShapeBox(rect=Rect(0, 0, slides.width, slides.height), kind="rect", name="", fill=Ink("202020"))
    dark = replace(first, background=Ink("101010"), boxes=(slab, replace(title, paragraphs=pale)))
    done: Slides = whitened(replace(slides, pages=(dark,)), kit)[0]
    [page] = done.pages
    ground, words_ = page.boxes
    assert isinstance(ground, ShapeBox)
    assert isinstance(words_, TextBox)
    assert ground.fill is None
    assert page.background == Ink("FFFFFF")
    assert luminance(words_.paragraphs[0].style.ink.rgb) < 0.1
