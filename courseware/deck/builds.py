"""Clicks on a slide that goes on: what an earlier part has shown is there at once, what follows counts from 1 again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from courseware.deck.slides import SlideBox, TextBox


def clicks_of(boxes: Iterable[SlideBox]) -> set[int]:
    """The clicks that show something of these boxes."""
    return {click for box in boxes for click in _clicks(box) if click}


def _clicks(box: SlideBox) -> Iterator[int]:
    yield box.build
    if isinstance(box, TextBox):
        yield from (paragraph.build for paragraph in box.paragraphs)


def renumbered(boxes: list[SlideBox], shown: set[int]) -> list[SlideBox]:
    """The boxes of one part with its own clicks, from 1 without a gap; `shown` are the clicks of the parts before."""
    found = clicks_of(boxes)
    if not found:
        return boxes
    order = {click: number for number, click in enumerate(sorted(found - shown), 1)}
    if all(order.get(click) == click for click in found):
        return boxes
    return [_with(box, order) for box in boxes]


def _with(box: SlideBox, order: Mapping[int, int]) -> SlideBox:
    if isinstance(box, TextBox):
        paragraphs = tuple(
            replace(each, build=order.get(each.build, 0)) if each.build else each for each in box.paragraphs
        )
        return replace(box, build=order.get(box.build, 0), paragraphs=paragraphs)
    return replace(box, build=order.get(box.build, 0)) if box.build else box
