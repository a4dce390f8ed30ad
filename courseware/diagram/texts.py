"""What a diagram says, in reading order: for alternative text and for whoever looks for a label."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courseware.diagram.model import Axis, Diagram, Entry


def labels(diagram: Diagram) -> tuple[str, ...]:
    """All texts of `diagram` in reading order, line ends as blanks, none empty."""
    return tuple(text for text in (" ".join(each.split()) for each in _texts(diagram)) if text)


def _texts(diagram: Diagram) -> Iterator[str]:
    yield diagram.title
    yield diagram.centre
    yield from _axis(diagram.y)
    yield from _axis(diagram.x)
    yield from diagram.columns
    yield from _entries(diagram.entries)
    for number, row in enumerate(diagram.rows):
        if number < len(diagram.heads):
            yield diagram.heads[number]
        yield from _entries(entry for entry in row if entry)
    for overlap in diagram.overlaps:
        yield overlap.text
        yield overlap.detail
    for lane in diagram.lanes:
        yield lane.title
        yield from _entries(entry for entry in lane.cells if entry)
    for group in diagram.groups:
        yield group.title
    for node in diagram.nodes:
        yield node.text
    for edge in diagram.edges:
        yield edge.text


def _axis(axis: Axis | None) -> Iterator[str]:
    if axis:
        yield axis.title
        yield from axis.marks


def _entries(entries: Iterable[Entry]) -> Iterator[str]:
    for entry in entries:
        yield entry.text
        yield entry.detail
        yield from _entries(entry.children)
