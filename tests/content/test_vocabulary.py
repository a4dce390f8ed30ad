"""The vocabulary of markup is the one that docs/templates.md lists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courseware.content.vocabulary import ATTRIBUTES, DRAWINGS, HEADINGS, INLINE
from courseware.deck.read import ATTRIBUTES as SECTION

DOCS = (Path(__file__).parents[2] / "docs/templates.md").read_text(encoding="utf-8")
SECTION_OF_DOCS = DOCS.partition("## Deck markup")[2].partition("\n## ")[0]
ROWS = [tuple(line.split("|")[1:3]) for line in SECTION_OF_DOCS.splitlines() if line.startswith("| `")]
BLOCKS = {"p", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption", "colgroup", "col", "thead", "tbody", "tr", "th"}
BLOCKS |= {"td", "pre", "figure", "figcaption", "blockquote", "div", "hr"}


def test_every_element_is_listed_and_no_other() -> None:
    assert {name for elements, _ in ROWS for name in re.findall(r"`(\w+)`", elements)} == BLOCKS | INLINE | HEADINGS


@pytest.mark.parametrize("element", sorted(ATTRIBUTES))
def test_every_attribute_is_listed_with_its_element(element: str) -> None:
    listed = " ".join(attributes for elements, attributes in ROWS if f"`{element}`" in elements)
    assert {name for name in ATTRIBUTES[element] if f"`{name}" not in listed} == set()


def test_every_drawing_and_every_attribute_of_a_section_is_listed() -> None:
    assert all(name in DOCS for name in (*DRAWINGS, *SECTION))
