"""The styles of a handout: accessible in every brand, and sheets that their slides fill exactly."""

from __future__ import annotations

import os
import re
from typing import Any

import page as checker
import pytest
from msgspec.structs import replace

from courseware.pdf import write_pdf
from tests.print import sample

MANY = (1, 2, 3, 4, 6, 9)
FULL = bool(os.environ.get("COURSEWARE_FULL"))
MM = r"(-?[\d.]+)mm"
CELL = re.compile(
    rf'<div class="cell"[^>]*left:{MM};top:{MM};width:{MM};height:{MM}">(.*?)(?=<div class="cell"|</section>)',
    re.DOTALL,
)
AT = re.compile(rf'<div class="at" style="width:{MM};height:{MM}">')
LINES = re.compile(rf'<div class="lines" style="left:{MM};top:{MM};width:{MM}">(.*)</div>', re.DOTALL)


def made(brand: str, **options: Any) -> Any:
    html = sample.page(brand, "handout", **options)
    return write_pdf(html, files=sample.doors(), brand=sample.house(brand).brand, pictures=[sample.pictures(brand)])


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow"])
@pytest.mark.parametrize(
    "options",
    [
        {"style": "text"},
        {"style": "slides", "slides": 9, "cover": False},
        *([{"style": "slides"}, {"lines": 0}] if FULL else []),
    ],
)
def test_every_style_is_pdf_ua_1(brand: str, options: dict[str, Any]) -> None:
    report = checker.validate_pdf_bytes(made(brand, **options).data, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


@pytest.mark.parametrize("many", MANY if FULL else (3, 4))
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_slides_take_as_many_pages_as_there_are_groups_of_them(many: int, paper: str) -> None:
    shown = sum(not each.hidden for each in sample.slides("house").pages)
    for lines in (6, 0):
        pages = made("house", style="slides", slides=many, lines=lines, paper=paper).pages
        assert pages == 1 + -(-shown // many), (many, paper, lines)


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("paper", ["A4", "Letter", "A5"])
def test_a_slide_and_its_lines_stay_in_their_part_of_the_sheet(
    wide: bool, paper: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Slides of 16:9 and of 4:3; the parts don't touch, and a slide keeps its shape."""
    whole = sample.slides("house")
    shaped = whole if wide else replace(whole, width=720.0, height=540.0)
    monkeypatch.setattr(sample, "slides", lambda name: shaped)
    for many in MANY:
        for lines in (6, 0):
            html = sample.page("house", "handout", style="slides", slides=many, lines=lines, paper=paper)
            for sheet in html.split('<section class="sheet"')[1:]:
                high = float(re.search(rf"height:{MM}", sheet)[1])  # type: ignore[index]
                cells = [(*map(float, each[:4]), each[4]) for each in CELL.findall(sheet)]
                assert 0 < len(cells) <= many
                boxes = [(left, top, left + width, top + height) for left, top, width, height, _ in cells]
                assert max(box[3] for box in boxes) <= high + 0.05
                for n, a in enumerate(boxes):
                    assert not [
                        b for b in boxes[n + 1 :] if a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
                    ]
                for _, _, width, height, inside in cells:
                    across, down = map(float, AT.findall(inside)[0])
                    assert across / down == pytest.approx(shaped.width / shaped.height, rel=0.01)
                    assert across <= width + 0.05
                    assert 6.5 + down <= height + 0.05
                    ruled = LINES.findall(inside)
                    assert bool(ruled) == bool(lines)
                    for left, top, room, drawn in ruled:
                        pitches = [float(each) for each in re.findall(rf"height:{MM}", drawn)]
                        assert len(pitches) >= 2
                        assert float(top) + sum(pitches) <= height + 0.05
                        assert float(left) + float(room) <= width + 0.05
                        assert float(left) >= across or float(top) >= 6.5 + down


def test_running_text_pictures_slides_that_show_more_than_words() -> None:
    html = sample.page("house", "handout", style="text")
    units = {each.split("</h3>")[0].rpartition(">")[2]: each for each in html.split('<div class="unit"')[1:]}
    assert "slide:" in units["A line in the log"]  # a table
    assert "slide:" not in units["Why keep a log"]
    assert "Memory mends itself" in units["Why keep a log"]  # words that no text says again


def test_a_cue_stands_in_the_margin_with_its_sign_and_online_ones_only_online() -> None:
    from courseware.content.blocks import Paragraph, Run
    from courseware.cues import spoken

    labels = sample.plain("house", sample.course(), "handout", {})["labels"]
    said = (
        Paragraph(inlines=(Run("First of all."),)),
        Paragraph(inlines=(Run("Ask: who knows?"),)),
        Paragraph(inlines=(Run("Wait."),)),
        Paragraph(inlines=(Run("Time check", bold=True), Run(" at ten."))),
        Paragraph(inlines=(Run("Walk round", bold=True), Run(" once."))),
        Paragraph(inlines=(Run("Poll:", bold=True), Run(" A or B?"))),
        Paragraph(inlines=(Run("All of this is bold.", bold=True),)),
        Paragraph(inlines=(Run("Note well: this is no cue."),)),
    )
    parts = [(part["cue"], part["word"], str(part["text"])) for part in spoken(said, labels)]
    assert parts == [
        ("", "", ""),
        ("ask", "Ask:", "who knows?"),
        ("time", "Time check", "at ten."),
        ("other", "Walk round", "once."),
        ("poll", "Poll:", "A or B?"),
    ]
    html = sample.page("house", "instructor-notes")
    assert '<p class="cue"><strong><img class="icon"' in html


@pytest.mark.parametrize("paper", ["A5", "Letter"])
@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow"])
def test_a_cover_with_many_outcomes_is_one_page(brand: str, paper: str) -> None:
    """Eight outcomes and two topics beneath a title of two lines: what follows begins on the second page."""
    whole = sample.course()
    first = whole.modules[0]
    outcomes = tuple(
        replace(first.outcomes[0], code=f"1.{n}", text="Apply the keeping of lights and logs") for n in range(1, 9)
    )
    module = replace(first, outcomes=outcomes, title="Lights that are kept and logs")
    html = sample.page(brand, "handout", replace(whole, modules=(module, *whole.modules[1:])), paper)
    made = write_pdf(html, files=sample.doors(), brand=sample.house(brand).brand, pictures=[sample.pictures(brand)])
    assert [page for level, _, page in made.headings if level == 2][-1] >= 2
    assert min(page for level, title, page in made.headings if title.startswith("1 The log")) == 2
