"""A timeline: cards above and below a line with a dot for each date, or dates beneath each other in columns."""

from __future__ import annotations

from functools import partial
from math import ceil

from courseware.diagram.layouts.tools import (
    CARD,
    Card,
    Look,
    Type,
    best,
    boxed,
    card,
    full,
    highest,
    scene,
    shape,
    types,
    words,
)
from courseware.diagram.model import Diagram
from courseware.scene import Line, Paint, Scene, Shape, Sizer

DOT = 14.0
STEM = 18.0
LONGEST = 36.0
"""A stem where there is room to spare."""
FILL = 0.8
GAP = 14.0
PAD = 8.0
WIDEST = 230.0
"""A card's greatest width where its text is set in 18 points."""


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """Along a line from left to right where the cards have room, else from top to bottom."""
    cards = [card(entry) for entry in diagram.entries]
    across = [partial(_across, diagram, cards, width, height, sides) for sides in ((1, 2) if len(cards) < 4 else (2,))]
    down = [partial(_down, diagram, cards, width, height, columns) for columns in (1, 2, 3)]
    tiers = {"right": [across], "down": [down]}.get(diagram.direction, [across, down])
    return best(diagram, (width, height), types(sizer, floor, size), tiers)


def _across(
    diagram: Diagram, cards: list[Card], width: float, height: float, sides: int, letters: Type
) -> Scene | None:
    """Cards on one side of the line, or by turns above and below it."""
    count = len(cards)
    wide = min((sides * width - GAP * (count - 1)) / (count - 1 + sides), WIDEST * letters.size / 18, width)
    pitch = (width - wide) / max(count - 1, 1)
    inner = wide - 2 * PAD
    tall = letters.tallest(cards, inner) if inner > 20.0 else None
    if tall is None or any(letters.label(each.text, inner, 2) is None for each in cards):
        return None
    tall += 2 * PAD
    if sides * (tall + STEM) + DOT > height:
        return None
    spare = max(0.0, height * FILL - sides * (tall + STEM) - DOT) / sides
    stem_size = STEM + min(spare / 2, LONGEST - STEM)
    tall += min(spare / 2, 2 * letters.size / sides)
    upper = tall + stem_size if sides == 2 else 0.0
    line = upper + DOT / 2
    total = upper + DOT + stem_size + tall
    parts: list[Shape | Line] = []
    for number, each in enumerate(cards):
        above = sides == 2 and number % 2 == 0
        x = wide / 2 + number * pitch
        y = 0.0 if above else line + DOT / 2 + stem_size
        look = full(diagram.accent) if each.strong else CARD
        name = f"Date {number + 1}"
        stem = (tall, line - DOT / 2) if above else (y, line + DOT / 2)
        parts += [
            boxed(f"c{number + 1}", "rect", (x - wide / 2, y, wide, tall), look, each, letters, PAD, role=name),
            _dot(number, (x, line), diagram.accent),
            Line(
                points=((x, stem[1]), (x, stem[0])), begin=f"p{number + 1}", begin_side="top" if above else "bottom",
                end=f"c{number + 1}", end_side="bottom" if above else "top", ink=Paint("rule"), width=1.0, role="Stem",
            ),
        ]  # fmt: skip
    parts += _axis([wide / 2 + number * pitch for number in range(count)], line, width, diagram.accent)
    return scene(parts, width, total, [f"c{number + 1}" for number in range(count)])


def _dot(number: int, at: tuple[float, float], accent: str) -> Shape:
    look = Look(Paint(accent), Paint("accent-text"))
    box = (at[0] - DOT / 2, at[1] - DOT / 2, DOT, DOT)
    return shape(f"p{number + 1}", "ellipse", box, look, role=f"Point {number + 1}")


def _axis(xs: list[float], y: float, width: float, accent: str) -> list[Line]:
    """The line in stretches between the dots, from the left edge to an arrow at the right."""
    ink = Paint(accent)
    found = [
        Line(points=((0.0, y), (xs[0] - DOT / 2, y)), end="p1", end_side="left", ink=ink, width=2.0, role="Line"),
        Line(
            points=((xs[-1] + DOT / 2, y), (width, y)), begin=f"p{len(xs)}", begin_side="right", ink=ink, width=2.0,
            head="arrow", role="Line",
        ),
    ]  # fmt: skip
    for number in range(1, len(xs)):
        points = ((xs[number - 1] + DOT / 2, y), (xs[number] - DOT / 2, y))
        found.append(
            Line(
                points=points,
                begin=f"p{number}",
                begin_side="right",
                end=f"p{number + 1}",
                end_side="left",
                ink=ink,
                width=2.0,
                role="Line",
            )
        )
    return found


def _down(
    diagram: Diagram, cards: list[Card], width: float, height: float, columns: int, letters: Type
) -> Scene | None:
    """Dates at the left of a line from top to bottom, what happened at its right; several such columns where one is too long."""
    count = len(cards)
    if columns > count:
        return None
    wide = (width - 28.0 * (columns - 1)) / columns
    detailed = any(each.detail for each in cards)
    dates = min(max(letters.wide(each.text) for each in cards) + 1.0, wide * 0.4) if detailed else 0.0
    left = dates + 10.0 if detailed else 0.0
    rest = wide - left - DOT - 10.0
    one = highest(letters.label(each.text, dates if detailed else rest) for each in cards)
    two = highest(letters.detail(each.detail, rest) for each in cards)
    if one is None or two is None:
        return None
    rows = ceil(count / columns)
    tall = max(one, two, DOT)
    spare = height - rows * tall
    if spare < (rows - 1) * 6.0:
        return None
    pitch = tall + min(spare / max(rows - 1, 1), 26.0)
    parts: list[Shape | Line] = []
    for number, each in enumerate(cards):
        column, row = divmod(number, rows)
        x, y = column * (wide + 28.0), row * pitch
        axis = (x + left + DOT / 2, y + tall / 2)
        name = f"Date {number + 1}"
        beside = (x + left + DOT + 10.0, y, rest, tall)
        date = (x, y, dates, tall) if detailed else beside
        parts.append(
            words(f"c{number + 1}", date, each.text, letters.size, True, align="r" if detailed else "l", role=name)
        )
        if each.detail:
            parts.append(words(f"d{number + 1}", beside, each.detail, letters.small, align="l", role=f"{name}, detail"))
        parts.append(_point(number, axis, each.strong, diagram.accent))
        if row:
            parts.append(
                Line(
                    points=((axis[0], axis[1] - pitch + DOT / 2), (axis[0], axis[1] - DOT / 2)),
                    begin=f"p{number}",
                    begin_side="bottom",
                    end=f"p{number + 1}",
                    end_side="top",
                    ink=Paint(diagram.accent),
                    width=2.0,
                    role="Line",
                )
            )
    reading = [f"{kind}{number + 1}" for number in range(count) for kind in "cd" if kind == "c" or cards[number].detail]
    return scene(parts, width, (rows - 1) * pitch + tall, reading)


def _point(number: int, at: tuple[float, float], strong: bool, accent: str) -> Shape:
    """A dot; the one that matters is a square, as colour alone would not tell."""
    dot = _dot(number, at, accent)
    return shape(dot.id, "rect" if strong else "ellipse", (dot.x, dot.y, dot.w, dot.h), full(accent), role=dot.role)
