"""A process: chevrons in rows, details on cards beneath them; or boxes beneath each other."""

from __future__ import annotations

from functools import partial
from math import ceil

from courseware.diagram.layouts.tools import CARD, Card, Look, Type, best, card, highest, looks, scene, shape, types
from courseware.diagram.model import Diagram
from courseware.scene import Line, Scene, Shape, Sizer

POINT = 14.0
WIDEST = 300.0
PAD = 8.0
TURN = 30.0
"""Between two rows: room for the line that leads from one to the next."""
MARGIN = 12.0
FILL = 0.86
"""The share of its room's height that it takes at most for the sake of looks."""


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """Chevrons in as few rows as let their labels stand in three lines, or boxes beneath each other where the author or the room asks for it."""
    cards = [card(entry) for entry in diagram.entries]
    most = min(len(cards), 5)
    rows = [partial(_rows, diagram, cards, width, height, count) for count in range(1, most + 1)]
    column = partial(_column, diagram, cards, width, height)
    by_rows = [[each] for each in rows]
    tiers = {"down": [[column]], "right": by_rows}.get(diagram.direction, [*by_rows, [column]])
    return best(diagram, (width, height), types(sizer, floor, size), tiers)


def _rows(diagram: Diagram, cards: list[Card], width: float, height: float, rows: int, letters: Type) -> Scene | None:
    across = ceil(len(cards) / rows)
    if ceil(len(cards) / across) != rows:
        return None
    margin = MARGIN if rows > 1 else 0.0
    wide = min((width - margin) / across, WIDEST)
    inner = wide - 2 * POINT - PAD
    tall = highest(letters.label(each.text, inner, 3) for each in cards)
    under = highest(letters.detail(each.detail, wide - POINT - 2 * PAD) for each in cards)
    if tall is None or under is None:
        return None
    tall = max(tall + 2 * PAD, 3.4 * letters.size, min(wide * 0.5, (height - rows * under) / rows / 2, 110.0))
    below = under + 2 * PAD + 6.0 if under else 0.0
    pitch = tall + below + TURN
    if pitch * rows - TURN > height:
        return None
    spare = height * FILL - pitch * rows + TURN
    if below:
        below += max(0.0, min(spare / rows, 2 * PAD))
        spare -= rows * 2 * PAD
    pitch = tall + below + TURN + (max(0.0, min(spare / (rows - 1), TURN / 2)) if rows > 1 else 0.0)
    parts: list[Shape | Line] = []
    styles = looks([each.strong for each in cards], diagram.accent)
    for number, (each, style) in enumerate(zip(cards, styles, strict=True)):
        row, column = divmod(number, across)
        x, y = column * wide, row * pitch
        parts.append(_chevron(number, column == 0, each, style, (x, y, wide, tall), letters))
        if each.detail:
            parts.append(_below(number, column == 0, each, (x, y + tall + 6.0, wide, below - 6.0), letters))
    parts += [_turn(row * across, across, (wide, tall, below, pitch)) for row in range(1, rows)]
    return scene(parts, margin + across * wide, pitch * (rows - 1) + tall + below)


def _chevron(
    number: int, first: bool, what: Card, style: Look, box: tuple[float, float, float, float], letters: Type
) -> Shape:
    _, _, wide, tall = box
    adjust = (round(POINT / min(wide, tall) * 100_000),)
    return shape(
        f"s{number + 1}",
        "homePlate" if first else "chevron",
        box,
        style,
        text=what.text,
        size=letters.size,
        bold=True,
        adjust=adjust,
        insets=(POINT + PAD / 2, 0.0, POINT / 2 + PAD / 2, 0.0) if first else (PAD / 2, 0.0, PAD / 2, 0.0),
        role=f"Step {number + 1}",
    )


def _below(number: int, first: bool, what: Card, box: tuple[float, float, float, float], letters: Type) -> Shape:
    """The card beneath a chevron, its text centred as the chevron's is; the first in a row begins where that does."""
    x, y, wide, tall = box
    left = 0.0 if first else POINT / 2
    return shape(
        f"d{number + 1}",
        "rect",
        (x + left, y, wide - POINT / 2 - left, tall),
        CARD,
        text=what.detail,
        size=letters.small,
        insets=(PAD + POINT / 2 - left, PAD, PAD, PAD),
        role=f"Step {number + 1}, detail",
    )


def _turn(first: int, across: int, grid: tuple[float, float, float, float]) -> Line:
    """The line from the tip of a row's last to the top of the next row's first, between the rows."""
    wide, tall, below, pitch = grid
    top = (first // across - 1) * pitch
    right = across * wide
    middle, start = (
        top + (tall + below + pitch) / 2,
        (wide - POINT) / 2,
    )  # a pentagon's upper site is in the middle of its edge
    tip = top + tall / 2
    points = (
        (right, tip), (right + MARGIN, tip), (right + MARGIN, middle), (start, middle), (start, top + pitch),
    )  # fmt: skip
    return Line(
        points=points, form="elbow", begin=f"s{first}", begin_side="right", end=f"s{first + 1}", end_side="top",
        head="arrow", role="Turn",
    )  # fmt: skip


def _column(diagram: Diagram, cards: list[Card], width: float, height: float, letters: Type) -> Scene | None:
    """Boxes beneath each other with arrows between them, details to the right."""
    detailed = any(each.detail for each in cards)
    for share in (0.3, 0.4) if detailed else (0.5, 0.75, 1.0):
        wide = min(width * share, WIDEST if share < 1 else width)
        rest = min(width - wide - 6.0, 560.0)
        label = highest(letters.label(each.text, wide - 2 * PAD) for each in cards)
        beside = highest(letters.detail(each.detail, rest - 2 * PAD) for each in cards) if detailed else 0.0
        if label is None or beside is None:
            continue
        tall = max(label, beside) + 2 * PAD
        spare = height - tall * len(cards)
        gap = min(22.0, spare / max(len(cards) - 1, 1))
        if gap >= 12.0 or (len(cards) == 1 and spare >= 0):
            tall += min(max((spare - gap * (len(cards) - 1)) / len(cards), 0.0), 14.0)
            box = (wide, tall, gap, rest if detailed else 0.0)
            return _stack(diagram, cards, box, letters)
    return None


def _stack(diagram: Diagram, cards: list[Card], box: tuple[float, float, float, float], letters: Type) -> Scene:
    wide, tall, gap, rest = box
    parts: list[Shape | Line] = []
    styles = looks([each.strong for each in cards], diagram.accent)
    for number, (each, style) in enumerate(zip(cards, styles, strict=True)):
        y = number * (tall + gap)
        parts.append(
            shape(
                f"s{number + 1}",
                "rect",
                (0.0, y, wide, tall),
                style,
                text=each.text,
                size=letters.size,
                bold=True,
                insets=(PAD, 0.0, PAD, 0.0),
                role=f"Step {number + 1}",
            )
        )
        if each.detail:
            parts.append(
                shape(
                    f"d{number + 1}",
                    "rect",
                    (wide + 6.0, y, rest, tall),
                    CARD,
                    text=each.detail,
                    size=letters.small,
                    insets=(PAD, 0.0, PAD, 0.0),
                    align="l",
                    role=f"Step {number + 1}, detail",
                )
            )
        if number:
            parts.append(
                Line(
                    points=((wide / 2, y - gap), (wide / 2, y)),
                    begin=f"s{number}",
                    begin_side="bottom",
                    end=f"s{number + 1}",
                    end_side="top",
                    head="arrow",
                    role="Arrow",
                )
            )
    total = wide + 6.0 + rest if rest else wide
    return scene(parts, total, len(cards) * (tall + gap) - gap)
