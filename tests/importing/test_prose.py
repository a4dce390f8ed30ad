"""Flattened prose is taken apart, sentences become bullets, and no word goes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.importing.bullets import short
from courseware.importing.corpus import Corpus
from courseware.importing.pieces import Piece
from courseware.importing.prose import read_prose
from courseware.importing.words import bare_words
from tests.cases import Case, cases

DATA = Path(__file__).parent / "data"
SIGNS = {"section": "=", "heading": "#", "numbered": "N", "lettered": "L", "closing": "*", "label": ":"}
SIGNS |= {"sentence": ".", "entry": "-", "drawing": ">"}


def told(pieces: list[Piece]) -> str:
    """Pieces as the case file tells them."""
    lines = []
    for piece in pieces:
        text = ", ".join(piece.drawing.items) if piece.drawing else piece.text
        role = f"({piece.role})" if piece.role else ""
        lines.append(" ".join(part for part in (SIGNS[piece.kind], piece.mark, text, role) if part))
    return "\n".join(lines)


def pieces_of(title: str, lines: list[str]) -> list[Piece]:
    return read_prose(title, list(enumerate(lines, 1)), Corpus(lines))


@pytest.mark.parametrize("case", cases(DATA / "prose.txt"))
def test_prose(case: Case) -> None:
    title, *lines = case.given.split("\n")
    assert told(pieces_of(title, lines)) == case.expected


@pytest.mark.parametrize("case", cases(DATA / "bullets.txt"))
def test_bullet(case: Case) -> None:
    assert short(case.given) == case.expected


WORDS = ["Boat", "boats", "Row", "the", "The", "of", "and", "1.", "2.", "A.", "B.", "a", "is", "Steps:", "Definition:"]
WORDS += [
    "Example:",
    "water.",
    "ropes,",
    "(oars)",
    "(SLA)",
    "Conclusion",
    "Copy",
    "code",
    "+---+",
    "|",
    "v",
    "e.g.,",
    "To",
]


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40), min_size=1, max_size=4))
@settings(max_examples=300, deadline=None, derandomize=True)
def test_no_word_is_lost_whatever_the_text(lines: list[list[str]]) -> None:
    texts = [" ".join(words) for words in lines]
    found: Counter[str] = Counter()
    for piece in pieces_of("Understand boats", texts):
        found.update(bare_words(f"{piece.mark} {piece.text} {piece.drawing.raw if piece.drawing else ''}"))
    assert found == Counter(bare_words(" ".join(texts)))


def test_a_very_long_text_is_read_in_reasonable_time() -> None:
    words = ["Boats", "and", "Oars", "Float", "On", "Water"] * 5_000
    assert sum(len(piece.text.split()) for piece in pieces_of("Understand boats", [" ".join(words)])) == len(words)
