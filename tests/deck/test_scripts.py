"""Text of other scripts and directions on slides and in decks."""

from __future__ import annotations

import io
from typing import Any

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from courseware.deck.bidi import levels, order
from courseware.deck.measure import Measure
from courseware.deck.scripts import is_rtl
from courseware.deck.slides import Slides, TableBox, TextBox
from courseware.powerpoint.write import write_deck
from tests.deck.kits import NAMES, house, page, section


def seen(text: str, rtl: bool) -> str:
    """`text` as it is seen from the left, with the letters of each stretch from right to left turned round."""
    found = levels(text, rtl)
    return "".join(text[start:end][:: -1 if level % 2 else 1] for start, end, level in order(found))


@pytest.mark.parametrize(
    ("text", "rtl", "expected"),
    [
        ("one אבג two", False, "one גבא two"),
        ("אבג one דהו", True, "והד one גבא"),
        ("אבג 12 דהו", True, "והד 12 גבא"),
        ("אבג (1/2)", True, ")1/2( גבא"),
        ("one אבג 12", False, "one 12 גבא"),
        ("one (אבג) two", False, "one (גבא) two"),
        ("سعر 100% now", True, "now %100 رعس"),
        ("אבג!", True, "!גבא"),
        ("אבג!", False, "גבא!"),
        ("one, two", True, "one, two"),
        ("", True, ""),
    ],
)
def test_words_of_two_directions_stand_where_unicode_puts_them(text: str, rtl: bool, expected: str) -> None:
    assert seen(text, rtl) == expected


@pytest.mark.parametrize(
    ("text", "language", "rtl"),
    [
        ("CRM وما", "en", False),
        ("CRM وما", "ar", True),
        ("2024", "he-IL", True),
        ("2024", "en", False),
        ("CRM only", "ar", False),
    ],
)
def test_a_course_that_runs_right_to_left_has_its_paragraphs_so(text: str, language: str, rtl: bool) -> None:
    assert is_rtl(text, language) is rtl


def opened(name: str, slides: Slides) -> Any:
    here = house(name)
    return Presentation(io.BytesIO(write_deck(slides, here.kit, here.base, here.files)))


def runs(presentation: Any) -> dict[str, Any]:
    """Each run's properties by its text, over all slides."""
    found = {}
    for slide in presentation.slides:
        for run in slide._element.iter(qn("a:r")):
            found[run.find(qn("a:t")).text.strip()] = run.find(qn("a:rPr"))
    return found


@pytest.mark.parametrize("name", NAMES)
def test_each_run_names_the_font_and_the_language_of_its_script(name: str) -> None:
    body = "<p>Say 培训 or トレーニング or 교육은 or التدريب or הדרכה and ✓ or 🚀.</p>"
    found = runs(opened(name, house(name).fit(page(section(body)))))

    def face(text: str, kind: str) -> str | None:
        element = found[text].find(qn(f"a:{kind}"))
        return None if element is None else str(element.get("typeface"))

    assert (face("培训", "ea"), found["培训"].get("lang")) == ("Microsoft YaHei", "zh-CN")
    assert (face("トレーニング", "ea"), found["トレーニング"].get("lang")) == ("Yu Gothic", "ja-JP")
    assert (face("교육은", "ea"), found["교육은"].get("lang")) == ("Malgun Gothic", "ko-KR")
    assert (face("التدريب", "cs"), found["التدريب"].get("lang")) == ("Arial", "ar-SA")
    assert (face("הדרכה", "cs"), found["הדרכה"].get("lang")) == ("Arial", "he-IL")
    assert face("✓", "latin") == face("✓", "sym") == "Segoe UI Symbol"
    assert face("🚀", "latin") == face("🚀", "sym") == "Segoe UI Emoji"
    assert found["Say"].get("lang") == "en-US"


@pytest.mark.parametrize("name", NAMES)
def test_a_paragraph_from_the_right_is_aligned_and_bulleted_at_the_right(name: str) -> None:
    slides = house(name).fit(page(section("<ul><li>التدريب يبدأ بسؤال</li></ul>")))
    body = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.kind in ("body", "obj"))
    paragraph = body.paragraphs[0]
    assert (paragraph.style.rtl, paragraph.style.align) == (True, "r")
    assert paragraph.bullet_x > max(piece.x + piece.width for piece in paragraph.lines[0].pieces) - 0.01
    written = next(
        found for found in opened(name, slides).slides[0]._element.iter(qn("a:pPr")) if found.get("rtl") == "1"
    )
    assert written.get("algn", "r") == "r"


def test_a_table_of_another_direction_has_its_first_column_at_the_right() -> None:
    table = "<table><thead><tr><th>سؤال</th><th>واضح</th></tr></thead><tr><td>رحلة العميل</td><td>12</td></tr></table>"
    slides = house("house").fit(page(section(table, role="table")))
    box = next(box for box in slides.pages[0].boxes if isinstance(box, TableBox))
    first, second = (cell.paragraphs[0].lines[0].pieces[0].x for cell in box.rows[0].cells)
    assert box.rtl
    assert first > second
    properties = next(opened("house", slides).slides[0]._element.iter(qn("a:tblPr")))
    assert (properties.get("rtl"), properties.get("firstRow")) == ("1", "1")


def test_no_full_stop_of_chinese_begins_a_line_or_hangs_out() -> None:
    text = "培训从一个清楚的问题开始，客户旅程分为七个步骤。" * 9
    slides = house("house").fit(page(section(f"<p>{text}</p>")))
    body = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.kind in ("body", "obj"))
    lines = ["".join(piece.text for piece in line.pieces) for line in body.paragraphs[0].lines]
    assert len(lines) > 3
    assert "".join(lines) == text
    assert not [line for line in lines if line[0] in "，。"]
    assert {
        found.get("hangingPunct")
        for found in opened("house", slides).slides[0]._element.iter(qn("a:pPr"))
        if found.get("hangingPunct")
    } == {"0"}


def test_an_emoji_keeps_its_parts_where_a_word_is_cut() -> None:
    family = "👩\u200d👩\u200d👧"
    slides = house("house").fit(page(section(f"<pre><code>{family * 60}</code></pre>", role="code")))
    box = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.name == "Code")
    lines = ["".join(piece.text for piece in line.pieces) for line in box.paragraphs[0].lines]
    assert len(lines) > 1
    assert all(not line.strip(family) and len(line) % len(family) == 0 for line in lines)


@pytest.mark.parametrize("name", NAMES)
def test_the_blank_after_an_emoji_is_as_wide_as_any_other(name: str) -> None:
    home = house(name)
    family = home.kit.fonts["body"]
    measure = Measure(home.brand, home.files, "en")
    found = measure.stretches("go \U0001f680 up \u2705 on", family)
    assert [(each.text, each.family == family) for each in found] == [
        ("go ", True), ("\U0001f680", False), (" up ", True), ("\u2705", False), (" on", True)
    ]  # fmt: skip
