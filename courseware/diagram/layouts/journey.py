"""A journey: steps as chevrons, lanes of cards beneath them, the mood as a curve through a dot for each step."""

from __future__ import annotations

from functools import partial

from msgspec import Struct

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
    looks,
    scene,
    shape,
    types,
    words,
)
from courseware.diagram.model import Diagram, Lane
from courseware.problems import CoursewareError
from courseware.scene import Line, Paint, Scene, Shape, Sizer

POINT = 12.0
GAP = 6.0
PAD = 6.0
DOT = 12.0
NARROW = 620.0
"""In less width the steps stand beneath each other for the sake of larger text, in more only where they don't fit otherwise."""
MOOD = (64.0, 130.0)
"""Least and greatest height of a lane of moods, in points."""


class _Grid(Struct, frozen=True):
    """Lanes begin at `left`; a step is `wide`; `head` is the steps' height, `rows` those of the lanes, all in points."""

    left: float
    wide: float
    head: float
    rows: tuple[float, ...]


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """As wide as its room, with lanes as high as what stands in them."""
    shares = (0.13, 0.18, 0.25) if diagram.lanes else (0.0,)
    across = [partial(_drawn, diagram, width, height, share) for share in shares]
    beneath = [partial(_beneath, diagram, width, height)] if diagram.lanes else []
    room, sizes = (width, height), tuple(types(sizer, floor, size))
    if width < NARROW or not beneath:
        return best(diagram, room, sizes, [across, beneath])
    try:
        return best(diagram, room, sizes, [across])
    except CoursewareError:
        return best(diagram, room, sizes, [beneath])


def _beneath(diagram: Diagram, width: float, height: float, letters: Type) -> Scene | None:
    from courseware.diagram.layouts import journeydown

    return journeydown.drawn(diagram, width, height, letters)


def _drawn(diagram: Diagram, width: float, height: float, share: float, letters: Type) -> Scene | None:
    grid = _grid(diagram, width, height, share, letters)
    if grid is None:
        return None
    parts: list[Shape | Line] = []
    steps = [card(entry) for entry in diagram.entries]
    for number, (each, look) in enumerate(
        zip(steps, looks([step.strong for step in steps], diagram.accent), strict=True)
    ):
        box = (grid.left + number * grid.wide, 0.0, grid.wide, grid.head)
        parts.append(_step(number, each, look, box, letters))
    y = grid.head + GAP
    for number, (lane, tall) in enumerate(zip(diagram.lanes, grid.rows, strict=True)):
        name = words(
            f"n{number + 1}",
            (0.0, y, grid.left - 12.0, tall),
            lane.title,
            letters.size,
            True,
            align="l",
            role=f"Lane {number + 1}",
        )
        parts.append(name)
        parts += (
            _mood(number, lane, y, tall, grid, diagram.accent)
            if lane.moods
            else _lane(number, lane, y, tall, grid, letters, diagram.accent)
        )
        y += tall + GAP
    return scene(parts, grid.left + grid.wide * len(steps), y - GAP)


def _grid(diagram: Diagram, width: float, height: float, share: float, letters: Type) -> _Grid | None:
    """The measures, None where a text does not fit."""
    steps = [card(entry) for entry in diagram.entries]
    left = 0.0
    if diagram.lanes:
        left = min(max(letters.wide(lane.title) for lane in diagram.lanes) + 1.0, width * share) + 12.0
    wide = (width - left) / len(steps)
    wide = min(wide, 260.0)
    inner = wide - 2 * POINT - PAD
    head = letters.tallest(steps, inner) if inner > 12.0 else None
    if head is None:
        return None
    head = max(head + 2 * PAD, 2.6 * letters.size)
    rows: list[float] = []
    for lane in diagram.lanes:
        title = letters.label(lane.title, left - 12.0)
        cells = highest(_tall(card(entry), wide, letters) for entry in lane.cells if entry)
        if title is None or cells is None:
            return None
        rows.append(max(title, MOOD[0]) if lane.moods else max(title, cells))
    spare = height - head - sum(rows) - GAP * len(rows)
    if spare < 0:
        return None
    moods = [number for number, lane in enumerate(diagram.lanes) if lane.moods]
    for number in moods:
        rows[number] += min(spare / len(moods), MOOD[1] - MOOD[0])
    return _Grid(left, wide, head, tuple(rows))


def _tall(what: Card, wide: float, letters: Type) -> float | None:
    """A cell's height: its label is no title, so it is set as a detail."""
    inner = wide - GAP - 2 * PAD
    found = highest((letters.detail(what.text, inner), letters.detail(what.detail, inner)))
    if found is None:
        return None
    return (letters.detail(what.text, inner) or 0.0) + (letters.detail(what.detail, inner) or 0.0) + 2 * PAD


def _step(number: int, what: Card, look: Look, box: tuple[float, float, float, float], letters: Type) -> Shape:
    adjust = (round(POINT / min(box[2], box[3]) * 100_000),)
    first = number == 0
    insets = (POINT + PAD / 2, 0.0, POINT / 2 + PAD / 2, 0.0) if first else (PAD / 2, 0.0, PAD / 2, 0.0)
    form = "homePlate" if first else "chevron"
    return boxed(
        f"s{number + 1}", form, box, look, what, letters, adjust=adjust, insets=insets, role=f"Step {number + 1}"
    )


def _lane(number: int, lane: Lane, y: float, tall: float, grid: _Grid, letters: Type, accent: str) -> list[Shape]:
    found = []
    for step, entry in enumerate(lane.cells):
        if entry is None:
            continue
        what = card(entry)
        box = (grid.left + step * grid.wide, y, grid.wide - GAP, tall)
        look = full(accent) if what.strong else CARD
        found.append(
            shape(
                f"c{number + 1}-{step + 1}",
                "rect",
                box,
                look,
                text=what.text,
                size=letters.small,
                detail=what.detail,
                detail_size=letters.small,
                insets=(PAD, PAD, PAD, PAD),
                role=f"Lane {number + 1}, step {step + 1}",
            )
        )
    return found


def _mood(number: int, lane: Lane, y: float, tall: float, grid: _Grid, accent: str) -> list[Shape | Line]:
    """Dots on two grounds, good above and bad below, with a curve from each to the next."""
    wide = grid.wide * len(lane.moods) - GAP
    upper, lower = Look(Paint("tint"), Paint("text")), Look(Paint(accent, 0.14), Paint("text"))
    ground = f"g{number + 1}"
    parts: list[Shape | Line] = [
        shape(f"{ground}-1", "rect", (grid.left, y, wide, tall / 2), upper, role="Ground"),
        shape(f"{ground}-2", "rect", (grid.left, y + tall / 2, wide, tall / 2), lower, role="Ground"),
    ]
    reach = tall / 2 - DOT
    before: tuple[str, float, float] | None = None
    for step, mood in enumerate(lane.moods):
        if mood is None:
            continue
        x, middle = grid.left + step * grid.wide + (grid.wide - GAP) / 2, y + tall / 2 - mood * reach
        id = f"m{number + 1}-{step + 1}"
        parts.append(
            shape(id, "ellipse", (x - DOT / 2, middle - DOT / 2, DOT, DOT), full(accent), role=f"Mood {step + 1}")
        )
        if before:
            parts.append(curve(before, (id, x, middle), accent))
        before = (id, x, middle)
    return parts


def curve(one: tuple[str, float, float], other: tuple[str, float, float], accent: str, down: bool = False) -> Line:
    """The mood from a dot to the next (each with id and middle): level at both ends, or upright where the steps run `down`."""
    sides = ("bottom", "top") if down else ("right", "left")
    half = DOT / 2
    (ax, ay), (bx, by) = one[1:], other[1:]
    ax, ay, bx, by = (ax, ay + half, bx, by - half) if down else (ax + half, ay, bx - half, by)
    straight = abs(ax - bx if down else ay - by) < 0.5
    bends = [number / 8 for number in range(9)]
    eased = [(share, share * share * (3 - 2 * share)) for share in bends]
    if down:
        points = [(ax + (bx - ax) * ease, ay + (by - ay) * share) for share, ease in eased]
    else:
        points = [(ax + (bx - ax) * share, ay + (by - ay) * ease) for share, ease in eased]
    return Line(
        points=(points[0], points[-1]) if straight else tuple(points), form="straight" if straight else "curve",
        begin=one[0], begin_side=sides[0], end=other[0], end_side=sides[1], ink=Paint(accent), width=2.25, role="Mood",
    )  # fmt: skip
