"""Diagrams in the deck: native, grouped, labelled, tied to their shapes, and the same each time."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.deck.outline import outline
from courseware.deck.slides import TextBox
from courseware.powerpoint.lint import lint
from courseware.powerpoint.outline import outline as text_of
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house, page, section
from tests.drawing.sources import SOURCES, figure, figures, said
from tests.powerpoint.open import A, P, deck, edited, slide

KINDS = tuple(figures())
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@cache
def built(name: str) -> bytes:
    """A deck with a slide for each kind."""
    return deck(name, *(section(markup, id=kind) for kind, markup in figures().items()))


def group(data: bytes, n: int) -> etree._Element:
    return next(each for each in slide(data, n).iter(P + "grpSp") if each.find(f"{P}nvGrpSpPr/{P}cNvPr") is not None)


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_of_every_kind_is_valid_and_needs_no_repair(name: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(built(name))
    assert OpenXmlValidator().validate(file).errors == []
    assert lint(built(name)) == []
    assert len(Presentation(io.BytesIO(built(name))).slides) == len(KINDS)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_label_of_the_source_is_text_in_the_deck_and_in_the_alternative_text(kind: str, name: str) -> None:
    drawing = group(built(name), KINDS.index(kind) + 1)
    words = " ".join("".join(t.text or "" for t in each.iter(A + "t")) for each in drawing.iter(A + "p"))
    alt = next(drawing.iter(P + "cNvPr")).get("descr") or ""
    for label in said(kind):
        assert label in " ".join(words.split())
        assert label in alt


@pytest.mark.parametrize("name", NAMES)
def test_labels_are_read_in_the_order_of_the_source(name: str) -> None:
    drawing = group(built(name), KINDS.index("timeline") + 1)
    texts = ["".join(t.text or "" for t in body.iter(A + "t")) for body in drawing.iter(P + "txBody")]
    found = [text for text in texts if text]
    assert found == sorted(found, key=lambda text: text[:4])


def test_a_flow_is_tied_together_by_connectors_at_sites_that_lint_knows() -> None:
    drawing = group(built("house"), KINDS.index("flow") + 1)
    lines = list(drawing.iter(P + "cxnSp"))
    ids = {each.get("id") for each in drawing.iter(P + "cNvPr")}
    assert len(lines) == 6
    for line in lines:
        ends = [*line.iter(A + "stCxn"), *line.iter(A + "endCxn")]
        assert len(ends) == 2
        assert {end.get("id") for end in ends} <= ids


def test_a_line_that_other_programs_would_run_elsewhere_stands_there_as_a_freeform_too() -> None:
    drawing = group(built("house"), KINDS.index("flow") + 1)
    for choice in drawing.iter(MC + "Choice"):
        (spare,) = choice.itersiblings(MC + "Fallback")
        assert [each.tag for each in choice] == [P + "cxnSp"]
        assert [each.tag for each in spare] == [P + "sp"]
        assert [each.get("id") for each in choice.iter(P + "cNvPr")] == [
            each.get("id") for each in spare.iter(P + "cNvPr")
        ]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('<a:endCxn id="11" idx="1"/>', '<a:endCxn id="11" idx="4"/>'),
        ('<a:endCxn id="11" idx="1"/>', '<a:endCxn id="99" idx="1"/>'),
    ],
)
def test_lint_finds_ends_that_are_tied_to_nothing(before: str, after: str) -> None:
    part = f"ppt/slides/slide{KINDS.index('flow') + 1}.xml"
    spoiled = edited(built("house"), {part: lambda text: text.replace(before, after)})
    assert ["tied to" in problem.fact for problem in lint(spoiled)] == [True]


def test_the_same_source_gives_the_same_bytes() -> None:
    again = deck("house", *(section(markup, id=kind) for kind, markup in figures().items()))
    assert again == built("house")


def test_labels_are_set_in_the_theme_and_stay_editable() -> None:
    drawing = group(built("house"), KINDS.index("process") + 1)
    first = next(each for each in drawing.iter(P + "sp") if each.find(f"{P}txBody/{A}p/{A}r") is not None)
    assert first.find(f"{P}spPr/{A}solidFill/{A}schemeClr") is not None
    body = next(first.iter(A + "bodyPr"))
    assert (body.get("wrap"), body.find(A + "noAutofit") is not None) == ("square", True)


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_stands_under_the_text_above_it_and_within_its_slot(name: str) -> None:
    home = house(name)
    slides = home.fit(page(section("<ul><li>first</li><li>second</li></ul>" + figure(SOURCES["cycle"]))))
    boxes = {type(box).__name__ + getattr(box, "kind", ""): box for box in slides.pages[0].boxes}
    text = next(box for key, box in boxes.items() if key in ("TextBoxbody", "TextBoxobj"))
    assert isinstance(text, TextBox)
    last = text.paragraphs[-1].lines[-1]
    assert len(slides.pages) == 1
    assert last.top + last.height <= boxes["DrawingBox"].rect.y
    assert boxes["DrawingBox"].rect.bottom <= home.kit.layouts["content"].slots["body"].inner.bottom + 0.01


def test_one_that_does_not_fit_beside_much_text_goes_on_to_the_next_slide() -> None:
    text = "".join(f"<p>Line {n} of a text that fills most of the slide</p>" for n in range(9))
    slides = house("house").fit(page(section(text + figure(SOURCES["cycle"]))))
    assert [any(type(box).__name__ == "DrawingBox" for box in each.boxes) for each in slides.pages] == [False, True]


def test_one_that_is_too_large_for_a_slide_says_so_at_its_line_with_a_way_out() -> None:
    source = "kind: process\n" + "\n".join(
        f"- Step {n} with many words that need room: {'and more ' * 12}" for n in range(14)
    )
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(section(figure(source, line=7))))
    assert [(str(each.place), bool(each.hint)) for each in caught.value.problems] == [("m.md:7", True)]


def test_what_is_wrong_in_its_text_is_told_at_the_line_of_the_author() -> None:
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(section(figure("kind: process\n- one\nnonsense", line=7))))
    assert str(caught.value.problems[0].place) == "m.md:10"


def test_show_names_a_drawing_with_its_labels() -> None:
    parts = outline(house("house").fit(page(section(figures()["venn"]))))[0]["parts"]
    assert [(part["name"], part["lines"][0]["text"]) for part in parts] == [
        ("Diagram", "Venn diagram: Useful; Feasible; Loved")
    ]


def test_speaker_notes_and_show_have_the_labels_of_a_drawing_in_the_notes() -> None:
    markup = section("<p>Text</p>").replace(
        "</section>", f'<aside class="notes">{figures()["cycle"]}</aside></section>'
    )
    data = deck("house", markup)
    notes = Presentation(io.BytesIO(data)).slides[0].notes_slide.notes_text_frame.text
    assert notes.split("\n") == ["Plan", "Do", "Check", "Act"]
    assert outline(house("house").fit(page(markup)))[0]["notes"] == "Plan Do Check Act"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_colour_of_a_drawing_follows_the_theme(kind: str, name: str) -> None:
    drawing = group(built(name), KINDS.index(kind) + 1)
    assert [each.get("val") for each in drawing.iter(A + "srgbClr")] == []


def test_the_outline_of_a_built_deck_has_a_drawing_with_its_words_and_labels() -> None:
    lines = [line.strip() for line in text_of(built("house")).splitlines()]
    at = lines.index("diagram: Venn diagram: Useful; Feasible; Loved")
    assert lines[at + 1 : at + 4] == ["- Useful", "- Feasible", "- Loved"]


def test_a_large_flow_alone_on_its_slide_is_set_smaller_rather_than_refused() -> None:
    ways = "[Ticket] -> [Triage] -> {Known error?}\nKnown error? -> [Work around]: yes\nKnown error? -> [Analyse]: no\n"
    ways += "Analyse -> {Code or data?}\nCode or data? -> [Fix code]: code\nCode or data? -> [Fix data]: data\n"
    ways += "Fix code -> [Review] -> [Test]\nFix data -> Test\nTest -> {Passed?}\nPassed? -> Analyse: no\nPassed? -> [Release]: yes\n"
    ways += "Release -> [Inform users] & [Update wiki]\nWork around -> Inform users\nInform users -> [Closed]"
    markup = section(figure("kind: flow\n" + ways), title="A ticket's way")
    data = deck("house", markup)
    sizes = {int(run.get("sz", "0")) for run in group(data, 1).iter(A + "rPr")}
    assert sizes <= {1200, 1300}
    (notice,) = house("house").fit(page(markup)).notices
    assert (notice.severity, notice.fact) == (
        "warning",
        f"slide 3-1 «A ticket's way» has a diagram set at {min(sizes) / 100:g} pt",
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_drawing_of_a_readable_size_needs_no_notice(kind: str) -> None:
    assert house("house").fit(page(section(figures()[kind]))).notices == ()
