"""A cycle: boxes of one size around an ellipse, or along the two sides of a loop where they are many; arrows from each to the next."""

from __future__ import annotations

from functools import partial
from math import atan2, cos, hypot, pi, sin

from msgspec.structs import replace

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

STEPS = 8
"""An arc is drawn through as many points and one."""
SIDES = ("top", "right", "bottom", "left")
RISE = 0.6
"""How high the arrows between two boxes rise, as a share of a box's width."""

Box = tuple[float, float, float, float]
Point = tuple[float, float]


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """Clockwise from the top."""
    cards = [card(entry) for entry in diagram.entries]
    around = [partial(_around, diagram, cards, width, height)] if len(cards) <= ROUND else []
    loop, tight = ([partial(_loop, diagram, cards, width, height, gap)] for gap in (1.3, 0.9))
    return best(diagram, (width, height), types(sizer, floor, size), [around, loop, tight])


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
        across = min(width - wide, wide * 1.8)
        rise = min((height - tall) / 2, wide * RISE)
        fits = across >= wide + LEAST and rise >= LEAST
        return [(0.0, rise, wide, tall), (across, rise, wide, tall)] if fits else []
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


def _drawn(diagram: Diagram, cards: list[Card], boxes: list[Box], hole: Box, letters: Type, bent: bool = True) -> Scene:
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
    if count == 2 and bent:
        parts += _there_and_back(boxes)
    elif count == 2:
        parts.append(replace(_arrow(0, 1, boxes), tail="arrow"))
    elif count > 2:
        arrow = _bent if bent else _arrow
        parts += [arrow(number, (number + 1) % count, boxes) for number in range(count)]
    beneath = boxes[0][1] if count == 2 and bent else 0.0
    return scene(parts, max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes) + beneath)


def _arrow(one: int, other: int, boxes: list[Box]) -> Line:
    """An arrow to the next box of a loop, straight."""
    begin, end = boxes[one], boxes[other]
    apart = _between(begin[1], begin[3], end[1], end[3]) > _between(begin[0], begin[2], end[0], end[2])
    upright = ("bottom", "top") if end[1] > begin[1] else ("top", "bottom")
    level = ("right", "left") if end[0] > begin[0] else ("left", "right")
    sides = upright if apart else level
    return _line(one, other, sides, [_site(begin, sides[0]), _site(end, sides[1])], "straight")


def _line(one: int, other: int, sides: tuple[str, str], points: list[Point], form: str) -> Line:
    return Line(
        points=tuple(points), form=form, begin=f"s{one + 1}", begin_side=sides[0], end=f"s{other + 1}",
        end_side=sides[1], width=2.0, head="arrow", role="Arrow",
    )  # fmt: skip


def _bent(one: int, other: int, boxes: list[Box]) -> Line:
    """An arrow to the next box along the ellipse on which all of them stand, from the sides that lie nearest to it."""
    low, high = (
        [function(box[axis] + box[axis + 2] / 2 for box in boxes) for axis in (0, 1)] for function in (min, max)
    )
    first = boxes[0]
    middle = (first[0] + first[2] / 2, _level(boxes))
    radii = (max(1.0, (high[0] - low[0]) / 2), max(1.0, middle[1] - low[1]))
    best: tuple[float, tuple[str, str], list[Point]] | None = None
    for begin_side in SIDES:
        for end_side in SIDES:
            points = _arc(_site(boxes[one], begin_side), _site(boxes[other], end_side), middle, radii)
            cost = _cost(points, (boxes[one], boxes[other]), middle, radii)
            if best is None or cost < best[0] - 1e-6:
                best = (cost, (begin_side, end_side), points)
    assert best is not None
    return _line(one, other, best[1], best[2], "curve")


def _level(boxes: list[Box]) -> float:
    """The height of the ellipse's middle: boxes stand at equal angles from the top."""
    tops = [box[1] + box[3] / 2 for box in boxes]
    drop = 1 - min(cos(2 * pi * number / len(boxes)) for number in range(len(boxes)))
    return min(tops) + (max(tops) - min(tops)) / drop


def _polar(point: Point, middle: Point, radii: Point) -> tuple[float, float]:
    """Angle from the top, clockwise, and distance in radii of the ellipse."""
    x, y = (point[0] - middle[0]) / radii[0], (point[1] - middle[1]) / radii[1]
    return atan2(x, -y), hypot(x, y)


def _arc(begin: Point, end: Point, middle: Point, radii: Point) -> list[Point]:
    """Points on the way clockwise around the middle, the distance from it changing evenly."""
    (first, near), (last, far) = _polar(begin, middle, radii), _polar(end, middle, radii)
    sweep = (last - first) % (2 * pi)
    found = [begin]
    for number in range(1, STEPS):
        share = number / STEPS
        angle, radius = first + share * sweep, near + share * (far - near)
        found.append((middle[0] + radii[0] * radius * sin(angle), middle[1] - radii[1] * radius * cos(angle)))
    return [*found, end]


def _cost(points: list[Point], boxes: tuple[Box, Box], middle: Point, radii: Point) -> float:
    """How far an arrow's ends lie off the ellipse, very much where it runs through a box or around the far way."""
    ends = [_polar(point, middle, radii) for point in (points[0], points[-1])]
    sweep = (ends[1][0] - ends[0][0]) % (2 * pi)
    through = sum(
        box[0] - 1.0 < x < box[0] + box[2] + 1.0 and box[1] - 1.0 < y < box[1] + box[3] + 1.0
        for box in boxes
        for x, y in points[1:-1]
    )
    return sum(abs(radius - 1.0) for _, radius in ends) + 10.0 * through + (100.0 if sweep > pi else 0.0)


def _between(one: float, wide: float, other: float, wider: float) -> float:
    """The room between two stretches, less than nothing where they overlap."""
    return max(one, other) - min(one + wide, other + wider)


def _site(box: Box, side: str) -> tuple[float, float]:
    x, y, w, h = box
    return {"top": (x + w / 2, y), "bottom": (x + w / 2, y + h), "left": (x, y + h / 2), "right": (x + w, y + h / 2)}[
        side
    ]


def _there_and_back(boxes: list[Box]) -> list[Line]:
    """Two boxes: an arrow there above them, and one back beneath."""
    rise = boxes[0][1]
    return [
        _line(0, 1, ("top", "top"), _bow(_site(boxes[0], "top"), _site(boxes[1], "top"), -rise), "curve"),
        _line(1, 0, ("bottom", "bottom"), _bow(_site(boxes[1], "bottom"), _site(boxes[0], "bottom"), rise), "curve"),
    ]


def _bow(one: Point, other: Point, rise: float) -> list[Point]:
    """Half an ellipse from `one` to `other` on the same height."""
    middle, radius = (one[0] + other[0]) / 2, (one[0] - other[0]) / 2
    return [
        (middle + radius * cos(pi * number / STEPS), one[1] + rise * sin(pi * number / STEPS))
        for number in range(STEPS + 1)
    ]


def _loop(diagram: Diagram, cards: list[Card], width: float, height: float, room: float, letters: Type) -> Scene | None:
    """The first half from left to right, the second back beneath it, as on a running track."""
    count = len(cards)
    upper = (count + 1) // 2
    gap = max(LEAST if room > 1 else LEAST - 6.0, room * letters.size)
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
    return _drawn(diagram, cards, boxes, hole, letters, bent=False)
