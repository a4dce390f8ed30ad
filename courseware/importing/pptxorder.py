"""In which order the things of a slide are read: as they lie, not as they are stacked; what lies side by side becomes columns."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from courseware.deck.kit import Rect
from courseware.powerpoint.reading.model import Thing, Words

_APART = 4.0  # points that things may lie over each other and still count as parted
_MOST_COLUMNS = 4
_LINE = 14.0  # points within which tops count as one line


class Row(Struct, frozen=True):
    """Things or columns that lie beneath each other."""

    parts: tuple[Thing | Side, ...]


class Side(Struct, frozen=True):
    """Columns side by side, each with its share of their width."""

    columns: tuple[Row, ...]
    shares: tuple[float, ...]


def arrange(things: Sequence[Thing]) -> Row:
    """Things as they are read: top to bottom, and left to right where they stand side by side."""
    return Row(tuple(_arranged(list(things), 0)))


def _arranged(things: list[Thing], depth: int) -> list[Thing | Side]:
    if len(things) < 2 or depth > 6:
        return list(_placed(things))
    bands = _cut(things, across=False)
    columns = _cut(things, across=True)
    upright = 1 < len(columns) <= _MOST_COLUMNS and not (len(bands) > 2 and _is_grid(bands, len(columns)))
    if upright and depth == 0 and all(_is_column(column, columns) for column in columns):
        return [_side(columns, depth)]
    if len(bands) > 1:
        return [part for band in bands for part in _arranged(band, depth + 1)]
    if upright and depth == 1:
        return [_side(columns, depth)]
    if len(columns) > 1:
        return [part for column in columns for part in _arranged(column, depth + 1)]
    return list(_placed(things))


def _side(columns: list[list[Thing]], depth: int) -> Side:
    widths = [_around(column).w for column in columns]
    rows = tuple(Row(tuple(_arranged(column, depth + 2))) for column in columns)
    return Side(rows, tuple(width / (sum(widths) or 1) for width in widths))


def _is_column(column: list[Thing], columns: list[list[Thing]]) -> bool:
    """Whether things make a column beside the others: not a lone short box in a corner."""
    tallest = max(_around(each).h for each in columns)
    return _around(column).h > 0.34 * tallest


def _is_grid(bands: list[list[Thing]], columns: int) -> bool:
    """Whether bands have the same number of things each, so that what stands side by side belongs together."""
    return all(len(band) == columns for band in bands) and all(isinstance(t, Words) for band in bands for t in band)


def _cut(things: list[Thing], across: bool) -> list[list[Thing]]:
    """Things parted where a straight line between them meets none: vertical lines where `across`."""

    def span(thing: Thing) -> tuple[float, float]:
        rect = thing.rect
        return (rect.x, rect.right) if across else (rect.y, rect.bottom)

    parts: list[list[Thing]] = []
    reach = float("-inf")
    for thing in sorted(things, key=span):
        begin, end = span(thing)
        slack = min(_APART, (end - begin) / 4)
        if begin + slack >= reach or not parts:
            parts.append([])
        parts[-1].append(thing)
        reach = max(reach, end)
    return parts


def _placed(things: Sequence[Thing]) -> list[Thing]:
    return sorted(things, key=_place)


def _place(thing: Thing) -> tuple[float, float]:
    return round(thing.rect.y / _LINE), thing.rect.x


def _around(things: Sequence[Thing]) -> Rect:
    left, top = min(t.rect.x for t in things), min(t.rect.y for t in things)
    return Rect(left, top, max(t.rect.right for t in things) - left, max(t.rect.bottom for t in things) - top)
