"""What holds for every deck, whatever is on it: everything is there, once, inside its box, and nothing lies over anything else."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from courseware.deck.kit import Rect
from courseware.deck.slides import Line, Page, ShapeBox, SlideBox, Slides, TableBox, TextBox, TextParagraph
from courseware.problems import CoursewareError
from tests.deck.decks import slides as random_slides
from tests.deck.decks import words_of
from tests.deck.kits import NAMES, house, page
from tests.deck.sketch import FOOT, sketch

HAIR = 0.01  # points
LOW = 0.5  # points by which a provider's foot may be lower than its line
LETTERS = [*"bcdefghijklmnopqrstuvwxyz", *(f"a{letter}" for letter in "abcdefghijklmnopqrstuvwxyz")]
NO_ROOM = re.compile("is higher than its box|as wide as its box")

random_decks = settings(
    max_examples=20,
    deadline=None,
    derandomize=True,
    phases=[Phase.generate],
    report_multiple_bugs=False,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""The same slides on each run, and as they were drawn: shrinking a slide takes minutes."""


def fitted(name: str, section: str) -> Slides | None:
    """The deck's slides; None where a text can't be made to fit, which is said with its place."""
    try:
        return house(name).fit(page(section))
    except CoursewareError as error:
        assert all(  # noqa: PT017 - both outcomes are fine, each with its own expectation
            problem.place.file == "m.md" and NO_ROOM.search(problem.fact) for problem in error.problems
        )
        return None


@pytest.mark.parametrize("name", NAMES)
@random_decks
@given(section=random_slides())
def test_every_word_is_on_a_slide_once(name: str, section: str) -> None:
    slides = fitted(name, section)
    if slides is not None:
        shown = Counter(word for each in slides.pages for word in _words(each))
        repeated = [
            row.cells
            for each in slides.pages[1:]
            for box in each.boxes
            if isinstance(box, TableBox)
            for row in box.rows[: box.header]
        ]
        heads = {word for cells in repeated for cell in cells for word in _words_of(cell.paragraphs)}
        assert set(shown) == set(words_of(section))
        assert {word for word, times in shown.items() if times > 1} <= heads, sketch(slides)


@pytest.mark.parametrize("name", NAMES)
@random_decks
@given(section=random_slides())
def test_nothing_lies_outside_of_its_box_or_its_slide_or_over_another(name: str, section: str) -> None:
    slides = fitted(name, section)
    if slides is None:
        return
    for sheet in slides.pages:
        for box in sheet.boxes:
            assert _within(box.rect, Rect(0, 0, slides.width, slides.height)), (box.name, sketch(slides))
            for paragraph, room in _texts(box):
                for line in paragraph.lines:
                    begin, end = _ink(paragraph, line)
                    assert room.y - HAIR <= line.top, (box.name, line)
                    assert line.top + line.height <= room.bottom + HAIR, (box.name, line, room)
                    assert room.x - HAIR <= begin, (box.name, line, room)
                    assert end <= room.right + HAIR, (box.name, line, room)
        for one, other in combinations(
            [box for box in sheet.boxes if not (isinstance(box, ShapeBox) or _is_foot(box))], 2
        ):
            assert not _overlap(one.rect, other.rect), (one.name, other.name, sketch(slides))


@pytest.mark.parametrize("name", NAMES)
@random_decks
@given(section=random_slides())
def test_the_parts_of_a_slide_have_one_size_and_numbers_that_follow(name: str, section: str) -> None:
    slides = fitted(name, section)
    if slides is None:
        return
    pages = slides.pages
    assert len({each.scale for each in pages}) == 1
    assert [each.number for each in pages] == [
        "3-1",
        *(f"3-1{letter}" for letter in LETTERS[: len(pages) - 1]),
    ]
    assert [(each.piece, each.pieces) for each in pages] == [(n, len(pages)) for n in range(1, len(pages) + 1)]
    titles = [each.title for each in pages]
    assert titles == ["Title"] if len(pages) == 1 else [f"Title ({n}/{len(pages)})" for n in range(1, len(pages) + 1)]
    for box in (box for each in pages for box in each.boxes if isinstance(box, TableBox)):
        assert sum(box.widths) == pytest.approx(box.rect.w)
        assert {len(row.cells) for row in box.rows} == {len(box.widths)}


def _words(page: Page) -> Iterator[str]:
    for box in page.boxes:
        if isinstance(box, TextBox) and box.kind not in ("title", *FOOT) and not box.artifact:
            yield from _words_of(box.paragraphs)
        elif isinstance(box, TableBox):
            yield from (word for row in box.rows for cell in row.cells for word in _words_of(cell.paragraphs))


def _words_of(paragraphs: Iterable[TextParagraph]) -> Iterator[str]:
    for paragraph in paragraphs:
        lines = " ".join("".join(piece.text for piece in line.pieces) for line in paragraph.lines).split()
        assert lines == "".join(span.text for span in paragraph.spans).split()
        yield from lines


def _texts(box: SlideBox) -> Iterator[tuple[TextParagraph, Rect]]:
    """Every paragraph of a box with the room it has."""
    if isinstance(box, TextBox):
        room = box.rect.inset(*box.insets)
        if _is_foot(box):
            room = room.inset(0, 0, 0, -LOW)
        yield from ((paragraph, room) for paragraph in box.paragraphs)
    elif isinstance(box, TableBox):
        top = box.rect.y
        for row in box.rows:
            left = box.rect.x
            for width, cell in zip(box.widths, row.cells, strict=True):
                yield from (
                    (paragraph, Rect(left, top, width, row.height).inset(*cell.insets)) for paragraph in cell.paragraphs
                )
                left += width
            top += row.height


def _ink(paragraph: TextParagraph, line: Line) -> tuple[float, float]:
    """Where a line's text begins and ends; the blank at its end hangs out, as in PowerPoint."""
    if not line.pieces:
        return float("inf"), float("-inf")
    last = line.pieces[-1]
    hanging = 0.7 * paragraph.spans[last.span].size if last.text.endswith(" ") else 0.0
    return line.pieces[0].x, last.x + last.width - hanging


def _within(inner: Rect, outer: Rect) -> bool:
    return (
        inner.x >= outer.x - HAIR
        and inner.y >= outer.y - HAIR
        and inner.right <= outer.right + HAIR
        and inner.bottom <= outer.bottom + HAIR
    )


def _overlap(one: Rect, other: Rect) -> bool:
    wide = min(one.right, other.right) - max(one.x, other.x)
    high = min(one.bottom, other.bottom) - max(one.y, other.y)
    return wide > HAIR and high > HAIR


def _is_foot(box: SlideBox) -> bool:
    return isinstance(box, TextBox) and box.kind in FOOT
