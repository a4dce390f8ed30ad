"""A page of slides is drawn where fit put it: nothing is laid out again."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from msgspec.structs import replace

from courseware.deck.kit import BLACK, Bullet, Ink, Rect, TextStyle
from courseware.deck.slides import (
    Line,
    Page,
    PictureBox,
    Piece,
    ShapeBox,
    Slides,
    Span,
    TextBox,
    TextParagraph,
)
from courseware.pdf import write_slides
from courseware.picture import draw, sheet, words
from tests.print import reading, sample

BRANDS = ("house", "fjordlight", "foreign")


@pytest.mark.parametrize("brand", BRANDS)
def test_every_line_stands_at_its_place_on_the_slide(brand: str) -> None:
    """Within a tenth of a point, in every box of every slide."""
    drawn = sample.pictures(brand)
    for number, page in enumerate(sample.slides(brand).pages):
        found = reading.baselines(drawn, number)
        for box in page.boxes:
            for paragraph in box.paragraphs if isinstance(box, TextBox) else ():
                for line in paragraph.lines:
                    first = next(piece for piece in line.pieces if piece.text.strip())
                    near = [text for x, y, text in found if abs(x - first.x) < 0.1 and abs(y - line.baseline) < 0.1]
                    assert any(text.casefold().startswith(first.text.strip()[:3].casefold()) for text in near), (
                        page.number,
                        first,
                        found,
                    )


@pytest.mark.parametrize("brand", BRANDS)
def test_there_is_one_page_a_slide_in_its_exact_size_with_its_number(brand: str) -> None:
    with pikepdf.open(io.BytesIO(sample.pictures(brand))) as pdf:
        numbers = [str(page.obj["/CoursewareSlide"]) for page in pdf.pages]
        slides = sample.slides(brand)
        assert {tuple(map(float, page.mediabox)) for page in pdf.pages} == {(0, 0, slides.width, slides.height)}
        assert "/StructTreeRoot" not in pdf.Root
        assert "/Outlines" not in pdf.Root
    assert numbers == [page.number for page in sample.slides(brand).pages]


@pytest.mark.parametrize("brand", BRANDS)
def test_no_text_of_a_slide_has_the_colour_of_what_it_stands_on(brand: str) -> None:
    kit = sample.house(brand).kit
    for page in sample.slides(brand).pages:
        layout = next(each for each in kit.layouts.values() if each.key == page.layout)
        for box in (box for box in page.boxes if isinstance(box, TextBox) and not box.fill):
            over = [
                decor for decor in layout.decor if decor.fill and decor.kind == "rect" and holds(decor.rect, box.rect)
            ]
            ground = over[-1].fill if over else page.background or layout.background
            for paragraph in box.paragraphs:
                inks = {(span.ink or paragraph.style.ink).rgb for span in paragraph.spans if span.text.strip()}
                assert ground is None or ground.rgb not in inks, (page.number, box.name)


def holds(outer: Rect, inner: Rect) -> bool:
    return outer.x <= inner.x and outer.y <= inner.y and outer.right >= inner.right and outer.bottom >= inner.bottom


def test_a_drawn_slide_has_no_text_in_svg() -> None:
    slides = sample.slides("house")
    assert all("<text" not in draw(page, slides, sample.house("house").kit) for page in slides.pages)


def alone(*boxes: TextBox | ShapeBox | PictureBox) -> tuple[Page, Slides]:
    layout = sample.house("house").kit.layouts["blank"]
    page = Page(number="1-1", id="x", role="blank", layout=layout.key, title="", boxes=boxes)
    return page, Slides(title="One", language="en", width=960, height=540, pages=(page,))


def drawn(*boxes: TextBox | ShapeBox | PictureBox) -> tuple[str, str]:
    page, slides = alone(*boxes)
    kit = sample.house("house").kit
    return draw(page, slides, kit), sheet(slides, kit)


def paragraph(*pieces: Piece, **style: object) -> TextParagraph:
    look = replace(TextStyle("Calibri", 20.0), **style)
    spans = (Span("first", "Calibri", 20.0), Span("second", "Calibri", 20.0, bold=True, ink=Ink("AA0000")))
    return TextParagraph(spans=spans, style=look, lines=(Line(100, 24, 118, pieces),))


def text_box(one: TextParagraph) -> TextBox:
    return TextBox(rect=Rect(50, 100, 400, 100), paragraphs=(one,), name="Text")


def test_pieces_that_touch_share_a_line_and_others_stand_alone() -> None:
    html, _ = drawn(
        text_box(paragraph(Piece(50, 40, "first", 0), Piece(90, 50, "second", 1), Piece(300, 50, "third", 1)))
    )
    assert len(re.findall('class="l["\\s]', html)) == 2
    assert "left:300pt" in html


def test_text_is_escaped_and_its_look_is_a_class_of_the_sheet() -> None:
    html, css = drawn(text_box(paragraph(Piece(50, 40, "<b> & co", 1))))
    assert "&lt;b&gt; &amp; co" in html
    name = re.search(r'class="l (t-[^"]+)"', html)
    assert name
    assert f".{name[1]}{{font:bold 20pt/0 'Calibri';color:#AA0000}}" in css


def test_raised_text_is_set_smaller_and_higher_as_powerpoint_does() -> None:
    one = paragraph(Piece(50, 40, "first", 0), Piece(90, 5, "1", 1))
    spans = (one.spans[0], Span("1", "Calibri", 24.0, baseline=0.3))
    html, css = drawn(text_box(replace(one, spans=spans)))
    assert 'style="vertical-align:7.2pt">1</span>' in html
    assert "font:16pt/0 'Calibri'" in css


def test_a_bullet_in_a_picture_font_becomes_the_same_sign_in_unicode() -> None:
    bullet = Bullet("§", family="Wingdings")
    one = replace(paragraph(Piece(70, 40, "first", 0)), bullet=bullet, bullet_text="§", bullet_x=50.0)
    html, css = drawn(text_box(one))
    assert "▪" in html
    assert "Wingdings" not in html + css


def test_a_cropped_picture_is_larger_than_its_window() -> None:
    html, _ = drawn(PictureBox(rect=Rect(0, 0, 100, 50), src="a.png", name="A", alt="An A", crop=(0.25, 0, 0.25, 0)))
    assert '<img src="a.png" alt="An A" style="left:-50pt;top:0pt;width:200pt;height:50pt"/>' in html


def test_an_outline_stands_half_outside_its_rectangle_as_in_powerpoint() -> None:
    html, _ = drawn(ShapeBox(rect=Rect(10, 10, 80, 40), kind="rect", name="R", outline=BLACK, outline_width=2.0))
    assert "left:9pt;top:9pt;width:82pt;height:42pt" in html


def test_the_words_of_a_page_leave_out_its_foot() -> None:
    page = next(each for each in sample.slides("house").pages if each.title == "A line in the log")
    assert words(page).splitlines()[:3] == [
        "A line in the log",
        "Time; What passes; 06:50; The morning ferry; 14:30; Three coasters, deep in the water",
        "A quiet day",
    ]
    assert "KLT" not in words(page)


def test_the_same_slides_give_the_same_bytes() -> None:
    kept = sample.house("house")
    again = write_slides(sample.slides("house"), kept.kit, kept.brand, kept.base, sample.doors())
    assert again == sample.pictures("house")
