"""Deck markup is read whole, or it is said what is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.content.blocks import plain_text
from courseware.content.write import write
from courseware.deck.model import Deck, DeckSlide
from courseware.deck.read import read_deck
from courseware.problems import CoursewareError
from tests.cases import Case, cases

HERE = Path(__file__).parent / "read"


def outline(deck: Deck) -> str:
    """A deck as lines of text."""
    facts = [f"module {deck.number}"] if deck.number else []
    facts += [f"{name}={value}" for name, value in deck.properties.items()]
    lines = [f"deck «{deck.title}» " + ", ".join([deck.language, *facts])]
    for slide in deck.slides:
        lines.append(f"{slide.id} {slide.role} {slide.place} «{plain_text(slide.title)}»{_marks(slide)}")
        for name, blocks in (*slide.slots, ("notes", slide.notes)):
            if blocks:
                lines.append(f"  {name}: {write(blocks, places=True, file=slide.place.file)}")
    return "\n".join(lines)


def _marks(slide: DeckSlide) -> str:
    switches = (" hidden" if slide.hidden else "") + (" incremental" if slide.incremental else "")
    named = (("section", slide.section), ("background", slide.background), ("layout", slide.layout))
    return switches + "".join(f" {name}={value}" for name, value in named if value)


@pytest.mark.parametrize("case", cases(HERE / "decks.txt"))
def test_a_deck_is_read(case: Case) -> None:
    assert outline(read_deck(case.given, "deck.pptx.j2")) == case.expected


@pytest.mark.parametrize("case", cases(HERE / "problems.txt"))
def test_what_is_wrong_in_a_deck_is_told(case: Case) -> None:
    with pytest.raises(CoursewareError) as caught:
        read_deck(case.given, "deck.pptx.j2")
    assert str(caught.value) == case.expected


def test_a_character_that_no_file_can_hold_is_told() -> None:
    with pytest.raises(CoursewareError, match=r"not well-formed, after m\.md:9"):
        read_deck('<html><body><section id="a" data-source="m.md:9"><h1>\ud800</h1></section></body></html>', "d.j2")
