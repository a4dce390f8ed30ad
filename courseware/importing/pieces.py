"""The pieces that a lesson's text is taken apart into, and how its words tell where one begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courseware.importing.drawing import Drawing
from courseware.importing.rules import words_of


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text. `kind`: section, heading, numbered, lettered, closing (headings by rank), label, sentence, entry, drawing.

    `mark` is the `2.` or `A.` of a heading or an entry. `role` of a label: list, text or aside where it says which part of an
    explanation follows (`Definition`), empty where it names the thing explained.
    """

    kind: str
    text: str
    mark: str = ""
    role: str = ""
    drawing: Drawing | None = None


NUMBER = re.compile(r"^(\d{1,2})[.)]$")
LETTER = re.compile(r"^([A-Za-z])[.)]$")
BULLET = re.compile(r"^\s*[-*+•·‣◦▪■●○–➢►▸✓✔]\s+")
LONGEST_HEADING = 10
"""Words of a heading or a label: a longer run of capitalised words is something else."""


def is_cap(word: str) -> bool:
    """Whether a word can stand in a heading: it begins with a capital or a digit, and is no mark of numbering."""
    word = word.lstrip("“‘\"'([")
    return bool(word) and (word[0].isupper() or (word[0].isdigit() and not NUMBER.match(word)))


def is_little(word: str) -> bool:
    """Whether a word is written small in the middle of a heading: `of`, `and`, `the`."""
    return word.casefold() in words_of("prose", "title_little_words")


def ends_sentence(word: str) -> bool:
    """Whether a sentence can end with this word: it carries a stop and is no abbreviation."""
    stripped = word.rstrip("”’\"')]»")
    if not stripped.endswith((".", "?", "!")) or re.fullmatch(r"(?:[A-Za-z]\.)+", stripped):
        return False
    return stripped.rstrip(".").casefold().lstrip("(“\"'") not in words_of("prose", "abbreviations")
