"""A cycle: boxes of one size around an ellipse, or along the two sides of a loop where they are many; arrows from each to the next."""

from __future__ import annotations

from functools import partial
from math import cos, pi, sin

from courseware.diagram.layouts.tools import Card, Type, best, boxed, card, looks, scene, types, words
from courseware.diagram.model import Diagram
from courseware.scene import Line, Scene, Shape, Sizer

PAD = 8.0
LEAST = 20.0
"""The least room between two boxes, for the arrow."""
ROUNDED = 12000
"""How round the corners are, as a guide of the preset."""
ROUND = 8
"""More boxes than these stand along a loop, as an ellipse would leave them no room."""
WIDTHS = (150.0, 130.0, 170.0, 112.0, 190.0, 96.0, 220.0, 250.0, 300.0, 380.0, 80.0, 64.0, 50.0)
"""Widths to try for a box, in the order of how well they look at 18 points."""

Box = tuple[float, float, float, float]


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """Clockwise from the top."""
    cards = [card(entry) for entry in diagram.entries]
    around = [partial(_around, diagram, cards, width, height)] if len(cards) <= ROUND else []
    loop = [partial(_loop, diagram, cards, width, height)]
    return best(diagram, (width, height), types(sizer, floor, size), [around, loop])


def _around(diagram: Diagram, cards: list[Card], width: float, height: float, letters: Type) -> Scene | None:
    for wide in WIDTHS:
        wide *= letters.size / 18
        tall = _tall(cards, wide, letters)
        if tall is None or wide > width or tall > height:
            continue
        boxes = _ellipse(len(cards), wide, tall, width, height)
        if boxes and _apart(boxes):
            hole = _hole(boxes, diagram, letters)
            if hole is not None:
                return _drawn(diagram, cards, boxes, hole, letters)
    return None


def _tall(cards: list[Card], wide: float, letters: Type) -> float | None:
    """A box's height: its tallest text's, and no flatter than a third of its width; None where that looks wrong or nothing fits."""
    tall = letters.tallest(cards, wide - 2 * PAD)
    if tall is None or any(letters.label(each.text, wide - 2 * PAD, 3) is None for each in cards):
        return None
    tall = max(tall + 2 * PAD, wide * 0.34)
    return tall if tall <= wide * 1.1 else None


def _ellipse(count: int, wide: float, tall: float, width: float, height: float) -> list[Box]:
    """Boxes with their middles on an ellipse, the first at the top; about twice as wide as high at most, so that arrows have room to bend."""
    if count == 1:
        return [(0.0, 0.0, wide, tall)]
    lowest = max(cos(2 * pi * number / count) * -1 for number in range(count))
    farthest = max(sin(2 * pi * number / count) for number in range(count)) if count > 2 else 0.0
    ry = (height - tall) / (1 + lowest)
    rx = (width - wide) / (2 * farthest) if farthest > 1e-9 else 0.0
    if count == 2:
        rx, ry = min((width - wide) / 2, wide * 0.9), 0.0
        return [(0.0, 0.0, wide, tall), (2 * rx, 0.0, wide, tall)] if 2 * rx >= wide + LEAST else []
    rx, ry = min(rx, max(ry * {3: 1.25, 4: 1.7}.get(count, 2.1), wide)), min(ry, rx * 1.2, 190.0)
    left = rx * farthest
    return [
        (left + rx * sin(2 * pi * number / count), ry - ry * cos(2 * pi * number / count), wide, tall)
        for number in range(count)
    ]


def _apart(boxes: list[Box]) -> bool:
    """Whether each box has room for an arrow around it."""
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            across = abs(one[0] - other[0]) - one[2]
            down = abs(one[1] - other[1]) - one[3]
            if max(across, down) < LEAST:
                return False
    return True


def _hole(boxes: list[Box], diagram: Diagram, letters: Type) -> Box | None:
    """Where the words in the middle stand; None where they have no room there."""
    if not diagram.centre:
        return (0.0, 0.0, 0.0, 0.0)
    middle = (max(box[0] + box[2] for box in boxes) / 2, max(box[1] + box[3] for box in boxes) / 2)
    for share in (0.5, 0.7, 0.35, 0.9):
        wide = (max(box[0] for box in boxes) + boxes[0][2]) * share * 0.7
        tall = letters.label(diagram.centre, wide)
        if tall is None:
            continue
        hole = (middle[0] - wide / 2, middle[1] - tall / 2, wide, tall)
        if all(_clear(hole, box) for box in boxes):
            return hole
    return None


def _clear(one: Box, other: Box) -> bool:
    across = max(one[0], other[0]) - min(one[0] + one[2], other[0] + other[2])
    down = max(one[1], other[1]) - min(one[1] + one[3], other[1] + other[3])
    return max(across, down) >= 10.0


def _drawn(diagram: Diagram, cards: list[Card], boxes: list[Box], hole: Box, letters: Type) -> Scene:
    parts: list[Shape | Line] = []
    styles = looks([each.strong for each in cards], diagram.accent)
    for number, (each, box, style) in enumerate(zip(cards, boxes, styles, strict=True)):
        parts.append(
            boxed(
                f"s{number + 1}",
                "roundRect",
                box,
                style,
                each,
                letters,
                PAD - ROUNDED / 100_000 * 0.29289 * min(box[2:]),  # its corners keep some room for themselves
                adjust=(ROUNDED,),
                role=f"Stage {number + 1}",
            )
        )
    if diagram.centre:
        parts.append(words("centre", hole, diagram.centre, letters.size, True, role="Centre"))
    count = len(boxes)
    if count == 2:
        parts += _there_and_back(boxes)
    elif count > 2:
        parts += [_arrow(number, (number + 1) % count, boxes) for number in range(count)]
    return scene(parts, max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes))


def _arrow(one: int, other: int, boxes: list[Box]) -> Line:
    """An arrow to the next box: an arc where it can leave sideways and come from above or below, else straight."""
    begin, end = boxes[one], boxes[other]
    right, lower = end[0] > begin[0], end[1] > begin[1]
    sideways = ("right", "left") if right else ("left", "right")
    upright = ("bottom", "top") if lower else ("top", "bottom")
    middle = max(box[1] + box[3] for box in boxes) / 2
    outer = abs(begin[1] + begin[3] / 2 - middle) > abs(end[1] + end[3] / 2 - middle)
    sides = (sideways[0], upright[1]) if outer else (upright[0], sideways[1])
    points = [_site(begin, sides[0]), _site(end, sides[1])]
    across = (points[1][0] - points[0][0]) * (1 if right else -1)
    down = (points[1][1] - points[0][1]) * (1 if lower else -1)
    if min(across, down) >= max(10.0, 0.2 * max(across, down)):  # flatter arcs look like hooks
        points, form = _arc(points[0], points[1], sides[0] in ("left", "right")), "curve"
    else:
        form = "straight"
        apart = _between(begin[1], begin[3], end[1], end[3]) > _between(begin[0], begin[2], end[0], end[2])
        sides = upright if apart else sideways
        points = [_site(begin, sides[0]), _site(end, sides[1])]
    return Line(
        points=tuple(points), form=form, begin=f"s{one + 1}", begin_side=sides[0], end=f"s{other + 1}",
        end_side=sides[1], width=2.0, head="arrow", role="Arrow",
    )  # fmt: skip


def _arc(one: tuple[float, float], other: tuple[float, float], level: bool) -> list[tuple[float, float]]:
    """Points along a quarter of an ellipse that leaves `one` level or upright."""
    across, down = other[0] - one[0], other[1] - one[1]
    steps = [number * pi / 12 for number in range(7)]
    if level:
        return [(one[0] + across * sin(step), one[1] + down * (1 - cos(step))) for step in steps]
    return [(one[0] + across * (1 - cos(step)), one[1] + down * sin(step)) for step in steps]


def _between(one: float, wide: float, other: float, wider: float) -> float:
    """The room between two stretches, less than nothing where they overlap."""
    return max(one, other) - min(one + wide, other + wider)


def _site(box: Box, side: str) -> tuple[float, float]:
    x, y, w, h = box
    return {"top": (x + w / 2, y), "bottom": (x + w / 2, y + h), "left": (x, y + h / 2), "right": (x + w, y + h / 2)}[
        side
    ]


def _there_and_back(boxes: list[Box]) -> list[Line]:
    """Two boxes: one arrow there, one back beneath them."""
    one, other = boxes
    return [
        Line(
            points=(_site(one, "right"), _site(other, "left")), begin="s1", begin_side="right", end="s2",
            end_side="left", width=2.0, head="arrow", tail="arrow", role="Arrow",
        )
    ]  # fmt: skip


def _loop(diagram: Diagram, cards: list[Card], width: float, height: float, letters: Type) -> Scene | None:
    """The first half from left to right, the second back beneath it, as on a running track."""
    count = len(cards)
    upper = (count + 1) // 2
    gap = max(LEAST, 1.3 * letters.size)
    wide = min((width - gap * (upper - 1)) / upper, 190.0)
    tall = letters.tallest(cards, wide - 2 * PAD) if wide > 3 * PAD else None
    if tall is None:
        return None
    tall = max(tall + 2 * PAD, min(wide * 0.4, 70.0))
    middle = letters.label(diagram.centre, (wide + gap) * (upper - 2)) if diagram.centre and upper > 2 else 0.0
    if middle is None or (diagram.centre and upper <= 2):
        return None
    between = max(middle + 36.0, 40.0)
    if 2 * tall + between > height:
        return None
    between = min(height - 2 * tall, max(between, 90.0))
    pitch = wide + gap
    lower = count - upper
    step = pitch * (upper - 1) / max(lower - 1, 1)
    boxes = [(number * pitch, 0.0, wide, tall) for number in range(upper)]
    right = (upper - 1) * pitch
    start = right if lower > 1 else right / 2
    boxes += [(start - number * step, tall + between, wide, tall) for number in range(lower)]
    hole = (pitch, tall + (between - middle) / 2, pitch * (upper - 2) - gap, middle)
    return _drawn(diagram, cards, boxes, hole, letters)
