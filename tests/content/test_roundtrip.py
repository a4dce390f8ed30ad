"""Writer and reader are each other's inverse."""

from __future__ import annotations

from hypothesis import given, settings

from courseware.content.blocks import Blocks, Inlines, Paragraph, Run, walk
from courseware.content.read import Reader, parse
from courseware.content.write import write, write_inlines
from courseware.problems import Place, Problem
from tests.content import strategies


def read(markup: str) -> Blocks:
    problems: list[Problem] = []
    found = Reader("x.md", problems).blocks(parse(f"<div>{markup}</div>"))
    assert problems == []
    return found


@settings(max_examples=150, deadline=None, derandomize=True)
@given(strategies.blocks)
def test_reading_gives_back_the_blocks_that_were_written(blocks: Blocks) -> None:
    assert read(write(blocks)) == blocks


@settings(max_examples=150, deadline=None, derandomize=True)
@given(strategies.inlines)
def test_reading_gives_back_a_line_of_text(inlines: Inlines) -> None:
    problems: list[Problem] = []
    assert Reader("x.md", problems).inlines(parse(f"<h1>{write_inlines(inlines)}</h1>")) == inlines
    assert problems == []


def test_places_and_ids_come_back_too() -> None:
    inner = Paragraph((Run("inside"),), place=Place("parts/other.md", 7), id="2")
    outer = Paragraph((Run("outside"),), place=Place("x.md", 3), id="1")
    markup = write((outer, inner), places=True, file="x.md")
    assert markup == (
        '<p data-line="3" data-block="1">outside</p><p data-source="parts/other.md:7" data-block="2">inside</p>'
    )
    problems: list[Problem] = []
    found = Reader("x.md", problems).blocks(parse(f'<section data-source="x.md:1">{markup}</section>'))
    assert [(block.place, block.id) for block in walk(found)] == [
        (Place("x.md", 3), "1"),
        (Place("parts/other.md", 7), "2"),
    ]
