"""Deck markup in, slides as text out: in the house's layouts and in a provider's.

After a change that is meant, `python -m tests.deck.test_fit` writes the outcomes anew, to be read before they are kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from courseware.deck.fit import fit
from courseware.deck.kit import Layout, Rect
from courseware.deck.slides import Page, TextBox
from courseware.problems import CoursewareError, Place
from tests.cases import Case, cases
from tests.deck.kits import NAMES, house, page, section
from tests.deck.sketch import sketch

HERE = Path(__file__).parent / "fit"
DECKS = sorted(HERE.glob("*.html"))


def outcome(file: Path, name: str) -> str:
    deck = page(file.read_text(encoding="utf-8"))
    return sketch(house(name).fit(deck), len(house(name).kit.warnings)) + "\n"


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("file", DECKS, ids=lambda file: file.stem)
def test_a_deck_becomes_these_slides(file: Path, name: str) -> None:
    assert outcome(file, name) == file.with_suffix(f".{name}.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("case", cases(HERE / "problems.txt"))
def test_what_does_not_fit_is_told_with_its_line(case: Case) -> None:
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(case.given))
    assert str(caught.value) == case.expected


@pytest.mark.parametrize("case", cases(HERE / "drafts.txt"))
def test_a_draft_shows_in_red_what_can_not_be_made(case: Case) -> None:
    assert sketch(house("house").fit(page(case.given), draft=True)) == case.expected


def test_a_footer_that_is_too_long_is_reduced_and_then_left_out_and_told_once() -> None:
    one, two = section("<p>a</p>", id="a"), section("<p>b</p>", id="b")
    long = house("house").fit(page(one, head=f'<meta name="footer" content="{"many words " * 12}"/>')).pages[0]
    foot = next(box for box in long.boxes if isinstance(box, TextBox) and box.kind == "footer")
    assert 6.0 <= foot.paragraphs[0].style.size < 12.0
    slides = house("house").fit(page(one, two, head=f'<meta name="footer" content="{"many words " * 80}"/>'))
    assert [problem.fact for problem in slides.warnings] == [
        "the footer is left out: its box is too small for it, even at 6 pt"
    ]
    assert [_feet(each) for each in slides.pages] == [["number"], ["number"]]


@pytest.mark.parametrize(("kind", "what"), [("sldNum", "slide number"), ("ftr", "footer")])
@pytest.mark.parametrize("narrow", [Rect(600, 500, 12, 30), Rect(600, 500, 100, 3), Rect(0, 0, 0, 0)])
def test_a_templates_foot_box_that_holds_nothing_costs_a_warning_and_no_slide(
    kind: str, what: str, narrow: Rect
) -> None:
    here = house("foreign")

    def without(layout: Layout) -> Layout:
        return replace(layout, foot=tuple(replace(s, rect=narrow) if s.kind == kind else s for s in layout.foot))

    kit = replace(here.kit, layouts={role: without(layout) for role, layout in here.kit.layouts.items()}, warnings=())
    brand = replace(here.brand, place=Place("templates/brands/nordwall/_brand.yml"))
    deck = page(*(section("<p>a</p>", id=f"s{n}") for n in range(30)), head='<meta name="footer" content="A foot"/>')
    slides = fit(deck, kit, brand, here.labels, here.files)
    left = "footer" if kind == "sldNum" else "number"
    assert [_feet(each) for each in slides.pages] == [[left]] * 30
    [told] = slides.warnings
    assert (told.place.file, told.severity) == ("templates/brands/nordwall/_brand.yml", "warning")
    assert told.fact == f"the {what} is left out: its box is too small for it, even at 6 pt"
    assert told.hint.startswith(f"enlarge the {what}'s box in the template")


def _feet(page: Page) -> list[str]:
    return [box.kind for box in page.boxes if isinstance(box, TextBox) and box.kind in ("footer", "number")]


def test_a_sign_that_the_foot_lacks_is_told_once() -> None:
    slides = section("<p>a</p>"), section("<p>b</p>", id="b"), section("<p>c</p>", id="c", role="table")
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(*slides, head='<meta name="footer" content="ሀ"/>'))
    assert [problem.fact for problem in caught.value.problems] == [
        "no font of the brand house has the character ሀ (U+1200)"
    ]


@pytest.mark.parametrize("body", ["<p>{}</p>", "<pre><code>{}</code></pre>"])
def test_text_without_an_end_is_told_before_time_goes_into_it(body: str) -> None:
    endless = section(body.format("and so on " * 50_000 if body.startswith("<p>") else "and so on\n" * 5_000))
    with pytest.raises(CoursewareError, match=r"m\.md:1: slide 3-1 would go on over more than 60 slides"):
        house("house").fit(page(endless))


if __name__ == "__main__":
    for deck in DECKS:
        for brand in NAMES:
            deck.with_suffix(f".{brand}.txt").write_text(outcome(deck, brand), encoding="utf-8")


@pytest.mark.parametrize("times", [1, 2, 3])
@pytest.mark.parametrize("name", ["house", "fjordlight", "brackenrow"])
def test_a_question_of_some_lines_is_crossed_by_no_edge_of_its_layout(name: str, times: int) -> None:
    asked = "Which of these steps comes first, and who takes it, if neither of the two is there? " * times
    markup = f'<div data-slot="stem"><p>{asked}</p></div><div data-slot="options"><ol><li>a</li><li>b</li></ol></div>'
    home = house(name)
    (only,) = home.fit(
        page(f'<section id="q" data-layout="question" data-source="m.md:1"><h1>T</h1>{markup}</section>')
    ).pages
    stem = next(box for box in only.boxes if isinstance(box, TextBox) and box.name == "Stem")
    (words,) = stem.paragraphs
    top, bottom = words.lines[0].top, words.lines[-1].top + words.lines[-1].height
    assert len(words.lines) >= times
    for decor in home.kit.layouts["question"].decor:
        if decor.rect.w > 100:  # what stands under the text, not beside it
            edges = (decor.rect.y, decor.rect.bottom)
            assert decor.kind == "text" or not any(top < edge < bottom for edge in edges), decor
