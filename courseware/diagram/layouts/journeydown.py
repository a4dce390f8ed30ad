"""A journey in a narrow room: steps beneath each other, a column for each lane, the mood as a curve from top to bottom."""

from __future__ import annotations

from courseware.diagram.layouts.journey import DOT, GAP, PAD, curve
from courseware.diagram.layouts.tools import (
    CARD,
    Card,
    Look,
    Type,
    boxed,
    card,
    full,
    highest,
    looks,
    scene,
    shape,
    words,
)
from courseware.diagram.model import Diagram, Lane
from courseware.scene import Line, Paint, Scene, Shape

MOOD = 90.0
"""A column of moods is at most so wide, in points."""


def drawn(diagram: Diagram, width: float, height: float, letters: Type) -> Scene | None:
    """The journey with its steps as rows of one height; None where it does not fit."""
    steps = [card(entry) for entry in diagram.entries]
    first = min(max(letters.wide(each.text) for each in steps) + 2 * PAD + 2.0, width * 0.3)
    moods = sum(1 for lane in diagram.lanes if lane.moods)
    lanes = len(diagram.lanes) - moods
    rest = width - first - GAP * len(diagram.lanes)
    mood = min(MOOD, rest / (lanes + moods)) if lanes else rest / max(moods, 1)
    wide = (rest - mood * moods) / lanes if lanes else 0.0
    widths = [mood if lane.moods else wide for lane in diagram.lanes]
    head = highest(letters.label(lane.title, each) for lane, each in zip(diagram.lanes, widths, strict=True))
    tall = letters.tallest(steps, first - 2 * PAD)
    cells = highest(_tall(card(entry), wide, letters) for lane in diagram.lanes for entry in lane.cells if entry)
    if head is None or tall is None or cells is None:
        return None
    head += 6.0
    tall = max(tall, cells) + 2 * PAD
    spare = height - head - len(steps) * (tall + GAP) + GAP
    if spare < 0:
        return None
    tall += min(spare / len(steps), 16.0)
    parts: list[Shape | Line] = []
    styles = looks([each.strong for each in steps], diagram.accent)
    for number, (each, look) in enumerate(zip(steps, styles, strict=True)):
        box = (0.0, head + number * (tall + GAP), first, tall)
        parts.append(boxed(f"s{number + 1}", "rect", box, look, each, letters, PAD, role=f"Step {number + 1}"))
    x = first + GAP
    for number, (lane, each_wide) in enumerate(zip(diagram.lanes, widths, strict=True)):
        title = (x, 0.0, each_wide, head - 6.0)
        parts.append(
            words(f"n{number + 1}", title, lane.title, letters.size, True, anchor="b", role=f"Lane {number + 1}")
        )
        column = (x, head, each_wide, tall)
        parts += (
            _mood(number, lane, column, diagram.accent)
            if lane.moods
            else _lane(number, lane, column, letters, diagram.accent)
        )
        x += each_wide + GAP
    return scene(parts, x - GAP, head + len(steps) * (tall + GAP) - GAP)


def _tall(what: Card, wide: float, letters: Type) -> float | None:
    one, two = letters.detail(what.text, wide - 2 * PAD), letters.detail(what.detail, wide - 2 * PAD)
    return None if one is None or two is None else one + two


def _lane(
    number: int, lane: Lane, column: tuple[float, float, float, float], letters: Type, accent: str
) -> list[Shape]:
    x, top, wide, tall = column
    found = []
    for step, entry in enumerate(lane.cells):
        if entry is None:
            continue
        what = card(entry)
        found.append(
            shape(
                f"c{number + 1}-{step + 1}", "rect", (x, top + step * (tall + GAP), wide, tall),
                full(accent) if what.strong else CARD, text=what.text, size=letters.small, detail=what.detail,
                detail_size=letters.small, insets=(PAD, PAD, PAD, PAD), role=f"Lane {number + 1}, step {step + 1}",
            )
        )  # fmt: skip
    return found


def _mood(number: int, lane: Lane, column: tuple[float, float, float, float], accent: str) -> list[Shape | Line]:
    """Dots on two grounds, bad at the left and good at the right."""
    x, top, wide, tall = column
    high = len(lane.moods) * (tall + GAP) - GAP
    bad, good = Look(Paint(accent, 0.14), Paint("text")), Look(Paint("tint"), Paint("text"))
    parts: list[Shape | Line] = [
        shape(f"g{number + 1}-1", "rect", (x, top, wide / 2, high), bad, role="Ground"),
        shape(f"g{number + 1}-2", "rect", (x + wide / 2, top, wide / 2, high), good, role="Ground"),
    ]
    before: tuple[str, float, float] | None = None
    for step, mood in enumerate(lane.moods):
        if mood is None:
            continue
        at = (f"m{number + 1}-{step + 1}", x + wide / 2 + mood * (wide / 2 - DOT), top + step * (tall + GAP) + tall / 2)
        box = (at[1] - DOT / 2, at[2] - DOT / 2, DOT, DOT)
        parts.append(shape(at[0], "ellipse", box, full(accent), role=f"Mood {step + 1}"))
        if before:
            parts.append(curve(before, at, accent, down=True))
        before = at
    return parts
