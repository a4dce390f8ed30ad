"""Deck markup in, slides as text out: in the house's layouts and in a provider's.

After a change that is meant, `python -m tests.deck.test_fit` writes the outcomes anew, to be read before they are kept.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.deck.slides import TextBox
from courseware.problems import CoursewareError
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


def test_a_foot_that_is_too_long_is_reduced_and_then_told_once() -> None:
    one, two = section("<p>a</p>", id="a"), section("<p>b</p>", id="b")
    long = house("house").fit(page(one, head=f'<meta name="footer" content="{"many words " * 12}"/>')).pages[0]
    foot = next(box for box in long.boxes if isinstance(box, TextBox) and box.kind == "footer")
    assert 7.0 <= foot.paragraphs[0].style.size < 12.0
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(one, two, head=f'<meta name="footer" content="{"many words " * 80}"/>'))
    assert [problem.fact for problem in caught.value.problems] == [
        "there is no room for the footer of slide 3-1, even at 7 pt"
    ]


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
