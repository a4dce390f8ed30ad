"""What a trainer sees of slides that did not fit: notes where they belong, sizes in numbers, marks, and lists that begin anew."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from msgspec.structs import replace
from pptx import Presentation
from pptx.oxml.ns import qn

from courseware.content.blocks import Blocks, Paragraph, plain_text
from courseware.deck.fit import fit
from courseware.deck.kit import Policy
from courseware.deck.slides import Page, Slides, TextBox
from courseware.labels import read_labels
from courseware.powerpoint.write import write_deck
from tests.deck.kits import NAMES, house, page, section

POINT = "<li>" + "some more words that fill the line " * 4 + "</li>"
LONG = f"<ul>{POINT * 9}</ul>"
STEPS = f'<ul class="incremental">{POINT * 12}</ul>'


def noted(body: str, notes: str) -> str:
    return section(body).replace("</section>", f'<aside class="notes">{notes}</aside></section>')


def said(notes: Blocks) -> str:
    return " ".join(plain_text(block.inlines) for block in notes if isinstance(block, Paragraph))


def spoken(pages: tuple[Page, ...]) -> list[str]:
    return [said(each.notes) for each in pages]


@pytest.mark.parametrize("name", NAMES)
def test_the_first_part_keeps_the_notes_and_the_others_say_where_they_are(name: str) -> None:
    pages = house(name).fit(page(noted(LONG, "<p>Ask first.</p>"))).pages
    assert len(pages) > 1
    assert spoken(pages) == ["Ask first.", *["The notes are with slide 3-1."] * (len(pages) - 1)]


def test_where_the_notes_are_is_said_in_the_language_of_the_course() -> None:
    here = house("house")
    german = read_labels(here.files, ["@templates"], "de")
    pages = fit(page(noted(LONG, "<p>Zuerst fragen.</p>")), here.kit, here.brand, german, here.files).pages
    assert spoken(pages)[1] == "Die Notizen stehen bei Folie 3-1."


def test_notes_with_pauses_are_dealt_out_to_the_parts() -> None:
    parts = "<hr class='pause'/>".join(f"<p>{word}</p>" for word in ("one", "two"))
    pages = house("house").fit(page(noted(LONG, parts))).pages
    assert len(pages) == 2
    assert spoken(pages) == ["one", "two"]


def test_notes_after_a_pause_stand_with_what_the_click_shows() -> None:
    parts = "<hr class='pause'/>".join(f"<p>n{number}</p>" for number in range(13))
    pages = house("house").fit(page(noted(STEPS, parts))).pages
    clicks = [
        max((p.build for box in each.boxes if isinstance(box, TextBox) for p in box.paragraphs), default=0)
        for each in pages
    ]
    assert sum(clicks) == 12
    assert [len(words.split()) for words in spoken(pages)] == [clicks[0] + 1, *clicks[1:]]
    assert " ".join(spoken(pages)) == " ".join(f"n{number}" for number in range(13))


@pytest.mark.parametrize(
    ("body", "role", "title", "told"),
    [
        (LONG, "content", "Short", r"goes on over 2 slides \(3-1 to 3-1b\) and is set smaller \(text 24 → [\d.]+ pt\)"),
        (
            "<table>" + "<tr><td>a</td></tr>" * 11 + "</table>", "table", "Short",
            r"is set smaller \(table 18 → [\d.]+ pt\)",
        ),
        ("<p>a</p>", "content", "so many words " * 10, r"is set smaller \(title 32 → [\d.]+ pt\)"),
        ("<p>a</p>", "content", "Short", ""),
    ],
)  # fmt: skip
def test_a_notice_tells_sizes_and_slides(body: str, role: str, title: str, told: str) -> None:
    slides = house("house").fit(page(section(body, role=role, title=title.strip())))
    facts = [notice.fact for notice in slides.notices]
    assert len(facts) == bool(told)
    assert all(re.search(told, fact) for fact in facts), facts


def test_a_role_follows_limits_of_its_own() -> None:
    here = house("house")
    strict = replace(here.kit, policies={"content": Policy(least=1.0)})
    both = page(section(LONG, id="a"), section(LONG, id="b", role="keypoints"))
    slides = fit(both, strict, here.brand, here.labels, here.files)
    assert {each.role: each.scale for each in slides.pages}["content"] == 1.0
    assert {each.role: each.scale for each in slides.pages}["keypoints"] < 1.0


def test_a_title_that_goes_on_keeps_its_emphasis() -> None:
    slides = house("house").fit(page(section(LONG, title="One <em>word</em> more")))
    title = next(box for box in slides.pages[1].boxes if isinstance(box, TextBox) and box.name == "Title")
    assert [(span.text, span.italic) for span in title.paragraphs[0].spans] == [
        ("One ", False),
        ("word", True),
        (" more", False),
        (" (2/2)", False),
    ]


def opened(name: str, slides: Slides) -> Any:
    here = house(name)
    return Presentation(io.BytesIO(write_deck(slides, here.kit, here.base, here.files)))


def words(paragraph: Any) -> str:
    return "".join(found.text for found in paragraph.iter(qn("a:t")))


@pytest.mark.parametrize("name", NAMES)
def test_a_numbered_list_under_another_begins_anew(name: str) -> None:
    lists = "<ol><li>a</li><li>b</li></ol><ol><li>c</li><li>d</li></ol>"
    slides = house(name).fit(page(section(lists)))
    paragraphs = [
        found
        for found in opened(name, slides).slides[0]._element.iter(qn("a:p"))
        if words(found) in {"a", "b", "c", "d", ""}
    ]
    texts = [words(found) for found in paragraphs]
    between = paragraphs[texts.index("b") + 1]
    assert texts[texts.index("b") : texts.index("c") + 1] == ["b", "", "c"]
    assert between.find(qn("a:pPr")).find(qn("a:buNone")) is not None
    assert between.find(qn("a:endParaRPr")).get("sz") == "100"


def test_a_long_line_of_code_is_marked_and_can_still_be_found() -> None:
    line = "call(" + ", ".join(f"argument_{number}=0" for number in range(20)) + ")"
    slides = house("house").fit(page(section(f"<pre><code>first\n{line}\nlast</code></pre>", role="code")))
    boxes = {box.name: box for box in slides.pages[0].boxes if isinstance(box, TextBox)}
    marks, code = boxes["Marks of long lines"], boxes["Code"]
    rows = len(code.paragraphs[1].lines)
    shown = [
        (line.top, piece.text) for p in marks.paragraphs for line in p.lines for piece in line.pieces if piece.text
    ]
    assert [text for _, text in shown] == ["↪"] * (rows - 1)
    assert [top for top, _ in shown] == pytest.approx([each.top for each in code.paragraphs[1].lines[1:]])
    assert any(line in words(p) for p in opened("house", slides).slides[0]._element.iter(qn("a:p")))


def test_capitals_are_how_it_looks_and_not_what_it_says() -> None:
    name = "dark"
    slides = house(name).fit(page(section("<p>a</p>", title="A quiet title")))
    title = opened(name, slides).slides[0].shapes.title
    assert title.text_frame.text == "A quiet title"
    box = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.kind == "title")
    measured = box.paragraphs[0].lines[0].pieces[0].width
    plain = replace(box.paragraphs[0].style, caps=False)
    assert box.paragraphs[0].style.caps
    assert plain.size == box.paragraphs[0].style.size
    assert measured > 1.1 * _width(name, "A quiet title", plain.size, plain.bold)


def _width(name: str, text: str, size: float, bold: bool) -> float:
    from courseware.deck.measure import Measure

    here = house(name)
    return Measure(here.brand, here.files).width(text, here.kit.fonts["heading"], size, bold)


def table(rows: int) -> str:
    row = "<tr><td>One</td><td>2</td></tr>"
    return f"<table><thead><tr><th>A</th><th>B</th></tr></thead><tbody>{row * rows}</tbody></table>"


def words_of(each: Page) -> str:
    return " ".join(
        span.text
        for box in each.boxes
        if isinstance(box, TextBox)
        for paragraph in box.paragraphs
        for span in paragraph.spans
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_line_that_leads_to_a_table_goes_along_with_it(name: str) -> None:
    first, second = house(name).fit(page(section(table(7) + "<p>And the others:</p>" + table(7)))).pages
    assert "And the others:" not in words_of(first)
    assert "And the others:" in words_of(second)


@pytest.mark.parametrize("points", range(2, 9))
def test_a_heading_doesnt_stay_behind_with_one_of_its_points(points: int) -> None:
    group = "<h3>{}</h3><ul>" + "<li>Three words more</li>" * points + "</ul>"
    pages = (
        house("house").fit(page(section("".join(group.format(word) for word in ("First", "Second", "Third"))))).pages
    )
    for each in pages[:-1]:
        body = [p for box in each.boxes if isinstance(box, TextBox) and box.name == "Body" for p in box.paragraphs]
        heads = [number for number, p in enumerate(body) if p.bullet is None]
        assert len(body) - max(heads) > 2, words_of(each)
