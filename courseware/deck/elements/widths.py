"""How a table's columns share its width where the author gave none."""

from __future__ import annotations

from collections.abc import Sequence


def shared(wanted: Sequence[float], least: Sequence[float], width: float) -> tuple[float, ...]:
    """Widths of columns, together `width`: `wanted` is where a column's text stands on one line, `least` its longest word.

    Where there is room for all, each gets its part of what is over. Else the narrow ones, which want no more than an even share, keep what they
    want, and the others share the rest by what they lack.
    """
    if sum(wanted) <= width:
        spare = width - sum(wanted)
        return tuple(size + spare * size / (sum(wanted) or 1.0) for size in wanted)
    floors = _settled(wanted, least, width)
    if sum(floors) > width:
        return tuple(floor * width / sum(floors) for floor in floors)
    lacking = [max(size - floor, 0.0) for size, floor in zip(wanted, floors, strict=True)]
    spare = (width - sum(floors)) / (sum(lacking) or 1.0)
    return tuple(floor + spare * lack for floor, lack in zip(floors, lacking, strict=True))


def _settled(wanted: Sequence[float], least: Sequence[float], width: float) -> list[float]:
    """What each column gets at least: all that it wants where that is no more than an even share of what is left."""
    floors = list(least)
    left, columns = width, len(wanted)
    for column in sorted(range(len(wanted)), key=wanted.__getitem__):
        grown = sum(floors) + wanted[column] - floors[column]
        if wanted[column] > left / columns or grown > width:
            break
        floors[column] = wanted[column]
        left, columns = left - wanted[column], columns - 1
    return floors
