"""A matrix: cells of one size, named axes at the left and beneath, or titles of columns and rows."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

from courseware.diagram.layouts.tools import Card, Type, best, boxed, card, cell, highest, scene, types, words
from courseware.diagram.model import Axis, Diagram
from courseware.scene import Line, Scene, Shape, Sizer

GAP = 6.0
PAD = 8.0
FLATTEST = 3.2
"""A cell is no wider than this many times its height, unless its text needs it."""


class _Frame(Struct, frozen=True):
    """Room around the cells, in points: `left` for names of rows, `top` for those of columns, `bottom` for the x axis; `upper` for y's title."""

    left: float
    upper: float
    top: float
    marks: float
    bottom: float
    w: float
    h: float


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """All cells as large as the room lets them be."""
    return best(diagram, (width, height), types(sizer, floor, size), [[partial(_grid, diagram, width, height)]])


def _grid(diagram: Diagram, width: float, height: float, letters: Type) -> Scene | None:
    cards = [[card(entry) if entry else Card("") for entry in row] for row in diagram.rows]
    for share, flattest in ((0.16, FLATTEST), (0.24, FLATTEST), (0.16, 99.0), (0.32, 99.0)):
        frame = _frame(diagram, width, height, letters, share, flattest)
        if frame is None:
            continue
        needed = letters.tallest((each for row in cards for each in row), frame.w - 2 * PAD)
        if needed is not None and needed + 2 * PAD <= frame.h:
            return _drawn(diagram, cards, frame, letters)
    return None


def _frame(
    diagram: Diagram, width: float, height: float, letters: Type, share: float, flattest: float
) -> _Frame | None:
    """What is left for a cell once the axes have theirs; None where their words don't fit."""
    rows, across = len(diagram.rows), len(diagram.rows[0])
    names = diagram.heads or (diagram.y.marks if diagram.y else ())
    bold = bool(diagram.heads)
    left = 0.0
    if any(names):
        wide = letters.wide if bold else letters.wide_small
        left = min(max(wide(name) for name in names) + 1.0, width * share)
        if any(_label(letters, name, left, bold) is None for name in names):
            return None
        left += 10.0
    if diagram.y:
        left += 12.0
    w = (width - left - GAP * (across - 1)) / across
    if w <= 2 * PAD:
        return None
    top = highest(letters.label(each, w) for each in diagram.columns)
    marks = highest(
        letters.detail(each, _mark_width(diagram.x, across, w)) for each in (diagram.x.marks if diagram.x else ())
    )
    upper = letters.label(diagram.y.title, width) if diagram.y else 0.0
    bottom = letters.label(diagram.x.title, width - left) if diagram.x else 0.0
    if top is None or marks is None or upper is None or bottom is None:
        return None
    upper += 4.0 if upper else 0.0
    top += 6.0 if top else 0.0
    marks += 4.0 if marks else 0.0
    bottom += 12.0 if diagram.x else 0.0
    h = (height - upper - top - marks - bottom - GAP * (rows - 1)) / rows
    w = min(w, max(h, 24.0) * flattest)
    for number, name in enumerate(names):
        tall = _label(letters, name, left, bold)
        if tall is None or tall > h or number > 99:
            return None
    return _Frame(left, upper, top, marks, bottom, w, h) if h > 2 * PAD else None


def _label(letters: Type, text: str, width: float, bold: bool) -> float | None:
    return letters.label(text, width) if bold else letters.detail(text, width)


def _mark_width(axis: Axis | None, across: int, w: float) -> float:
    """A mark's width: its column's, or half of all where two marks name the ends."""
    if axis and len(axis.marks) == 2 != across:
        return (w * across + GAP * (across - 1)) / 2 - GAP
    return w


def _drawn(diagram: Diagram, cards: list[list[Card]], frame: _Frame, letters: Type) -> Scene:
    rows, across = len(cards), len(cards[0])
    top = frame.upper + frame.top
    wide = frame.w * across + GAP * (across - 1)
    tall = frame.h * rows + GAP * (rows - 1)
    parts: list[Shape | Line] = []
    if diagram.y:
        left = frame.left - 12.0 if letters.wide(diagram.y.title) <= wide + 11.0 else 0.0
        parts.append(
            words(
                "y",
                (left, 0.0, frame.left + wide - left, frame.upper - 4.0),
                diagram.y.title,
                letters.size,
                True,
                align="l",
                role="Axis y",
            )
        )
        x = frame.left - 8.0
        parts.append(Line(points=((x, top + tall), (x, top)), head="arrow", role="Axis y"))
    parts += _columns(diagram, frame, letters)
    parts += _names(diagram, frame, letters, rows)
    for number, row in enumerate(cards):
        for column, each in enumerate(row):
            box = (frame.left + column * (frame.w + GAP), top + number * (frame.h + GAP), frame.w, frame.h)
            id = f"c{number + 1}-{column + 1}"
            role = f"Row {number + 1}, column {column + 1}"
            parts.append(boxed(id, "rect", box, cell(diagram.accent, each.strong), each, letters, PAD, role=role))
    parts += _beneath(diagram, frame, letters, top + tall, wide)
    return scene(parts, frame.left + wide, top + tall + frame.marks + frame.bottom)


def _columns(diagram: Diagram, frame: _Frame, letters: Type) -> list[Shape]:
    found = []
    for column, text in enumerate(diagram.columns):
        box = (frame.left + column * (frame.w + GAP), frame.upper, frame.w, frame.top - 6.0)
        if text:
            found.append(
                words(f"h{column + 1}", box, text, letters.size, True, anchor="b", role=f"Column {column + 1}")
            )
    return found


def _names(diagram: Diagram, frame: _Frame, letters: Type, rows: int) -> list[Shape]:
    """Names of rows: those of the table, or the marks of the y axis, which go from low to high."""
    names = diagram.heads or tuple(reversed(diagram.y.marks if diagram.y else ()))
    bold = bool(diagram.heads)
    size = letters.size if bold else letters.small
    at = [0, rows - 1] if len(names) == 2 != rows else list(range(rows))
    wide = frame.left - (22.0 if diagram.y else 10.0)
    found = []
    for name, row in zip(names, at, strict=False):
        y = frame.upper + frame.top + row * (frame.h + GAP)
        if name:
            found.append(
                words(f"r{row + 1}", (0.0, y, wide, frame.h), name, size, bold, align="r", role=f"Row {row + 1}")
            )
    return found


def _beneath(diagram: Diagram, frame: _Frame, letters: Type, y: float, wide: float) -> list[Shape | Line]:
    """The x axis: its arrow, its marks, its title."""
    axis = diagram.x
    if axis is None:
        return []
    across = len(diagram.rows[0])
    right = frame.left + wide
    parts: list[Shape | Line] = [Line(points=((frame.left, y + 8.0), (right, y + 8.0)), head="arrow", role="Axis x")]
    ends = len(axis.marks) == 2 != across
    each = _mark_width(axis, across, frame.w)
    for number, text in enumerate(axis.marks):
        x = (frame.left if number == 0 else right - each) if ends else frame.left + number * (frame.w + GAP)
        align = ("l" if number == 0 else "r") if ends else "ctr"
        box = (x, y + 12.0, each, frame.marks - 4.0)
        parts.append(
            words(f"x{number + 1}", box, text, letters.small, align=align, anchor="t", role=f"Mark {number + 1}")
        )
    below = (frame.left, y + 12.0 + frame.marks, wide, frame.bottom - 12.0)
    parts.append(words("x", below, axis.title, letters.size, True, role="Axis x"))
    return parts
