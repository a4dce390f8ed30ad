"""A hierarchy: a tree from the top, a tree whose last level hangs in lists, or a tree from the left."""

from __future__ import annotations

from functools import partial

from msgspec import Struct, field

from courseware.diagram.layouts.tools import Card, Look, Type, best, boxed, cell, full, scene, types
from courseware.diagram.model import Diagram, Entry
from courseware.scene import Line, Paint, Scene, Shape, Sizer

PAD = 7.0
GAP = 12.0
RISE = 30.0
"""Between two levels, for the lines."""
INDENT = 12.0
HUNG = 8.0
"""Between the boxes of a list."""
"""How far a list's line stands left of its boxes."""
FARTHEST = 64.0
"""The same where there is room to spare."""
FILL = 0.86
"""The share of its room's height that a tree takes at most for the sake of looks."""
SQUAT = 2.3
"""A box is at least this many times as high as its text's size where there is room."""
LEAST, WIDEST = 40.0, 220.0
ROOMY = 6.5
"""Boxes side by side are to be at least this many times as wide as their text is high, else lists look better."""


class _Branch(Struct, eq=False):
    """A box of the tree while its place is looked for; `hung` where it stands in a list beneath its parent."""

    id: str
    what: Card
    depth: int
    children: list[_Branch] = field(default_factory=list)
    box: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    hung: bool = False

    def everyone(self) -> list[_Branch]:
        return [self, *(each for child in self.children for each in child.everyone())]

    def leaves(self) -> int:
        return sum(child.leaves() for child in self.children) or 1


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """From the top where the leaves have room side by side, else with lists, else from the left."""
    roomy, narrow = ([partial(_down, diagram, width, height, least)] for least in (ROOMY, 0.0))
    hanging, right = [partial(_hanging, diagram, width, height)], [partial(_right, diagram, width, height)]
    ways = {"down": [roomy, hanging, narrow], "right": [right]}
    tiers = ways.get(diagram.direction, [roomy, hanging, right, narrow])
    return best(diagram, (width, height), types(sizer, floor, size), tiers)


def _grown(diagram: Diagram) -> list[_Branch]:
    count = 0

    def grow(entry: Entry, depth: int) -> _Branch:
        nonlocal count
        count += 1
        what = Card(entry.text, entry.detail, entry.strong)
        branch = _Branch(f"b{count}", what, depth)
        branch.children = [grow(child, depth + 1) for child in entry.children]
        return branch

    return [grow(entry, 0) for entry in diagram.entries]


def _heights(roots: list[_Branch], wide: float, letters: Type) -> list[float] | None:
    """The height of the boxes of each level, each of its tallest text; None where a text does not fit."""
    found: dict[int, float] = {}
    for branch in (each for root in roots for each in root.everyone()):
        tall = letters.card(branch.what, wide - 2 * PAD)
        if tall is None or tall > wide * 1.5 or letters.label(branch.what.text, wide - 2 * PAD, 4) is None:
            return None
        found[branch.depth] = max(found.get(branch.depth, 0.0), tall + 2 * PAD)
    least = max(found.values()) * 0.6
    return [max(found[depth], least) for depth in sorted(found)]


def _down(diagram: Diagram, width: float, height: float, least: float, letters: Type) -> Scene | None:
    roots = _grown(diagram)
    leaves = sum(root.leaves() for root in roots)
    wide = min((width - GAP * (leaves - 1)) / leaves, WIDEST)
    if wide < max(LEAST, least * letters.size):
        return None
    wide = max(wide, min(letters.size * 7, WIDEST)) if leaves == 1 else wide
    heights = _heights(roots, wide, letters)
    if heights is None:
        return None
    heights = _taller(heights, height * FILL - RISE * (len(heights) - 1), letters)
    tops, rise = _tops(heights, height)
    gap = max(GAP, min((width - wide * leaves) / max(leaves - 1, 1), 2 * GAP))
    if rise < RISE - 8.0 and len(heights) > 1:
        return None
    place = 0.0
    for root in roots:
        place = _spread(root, place, (wide, gap), heights, tops)
    return _drawn(diagram, roots, letters, "down")


def _tops(heights: list[float], height: float) -> tuple[list[float], float]:
    """Where each level begins, and the room between two."""
    between = max(len(heights) - 1, 1)
    rise = min((height - sum(heights)) / between, max(RISE, min((height * FILL - sum(heights)) / between, FARTHEST)))
    fits = sum(heights) <= height
    return [sum(heights[:depth]) + depth * rise for depth in range(len(heights))], rise if fits else -1.0


def _taller(heights: list[float], room: float, letters: Type, each: int = 1) -> list[float]:
    """Heights that look less squat, as far as `room` for all allows; the last stands for `each` boxes."""
    wanted = [max(height, SQUAT * letters.size) for height in heights]
    more = sum(wanted[:-1]) - sum(heights[:-1]) + each * (wanted[-1] - heights[-1])
    spare = room - sum(heights[:-1]) - each * heights[-1]
    share = max(0.0, min(1.0, spare / more)) if more else 0.0
    return [height + share * (wish - height) for height, wish in zip(heights, wanted, strict=True)]


def _spread(branch: _Branch, left: float, size: tuple[float, float], heights: list[float], tops: list[float]) -> float:
    """Places a branch from `left` on; returns where the next one begins."""
    place = left
    wide, gap = size
    for child in branch.children:
        place = _spread(child, place, size, heights, tops)
    if branch.children:
        first, last = branch.children[0].box[0], branch.children[-1].box[0]
        x = (first + last) / 2
    else:
        x, place = left, left + wide + gap
    branch.box = (x, tops[branch.depth], wide, heights[branch.depth])
    return place


def _hanging(diagram: Diagram, width: float, height: float, letters: Type) -> Scene | None:
    """All levels but the last from the top; the last in lists that hang at the left of what they belong to."""
    roots = _grown(diagram)
    everyone = [each for root in roots for each in root.everyone()]
    deepest = max(each.depth for each in everyone)
    columns = [each for each in everyone if each.depth == deepest - 1 or (each.depth < deepest and not each.children)]
    pitch = (width + GAP) / max(len(columns), 1)
    wide = min(pitch - GAP - INDENT, WIDEST)
    heights = _heights(roots, wide, letters) if deepest and wide >= LEAST else None
    if heights is None:
        return None
    step = wide + INDENT + GAP
    longest = max(len(column.children) for column in columns)
    heights = _taller(heights, height * 0.95 - RISE * deepest - HUNG * longest, letters, max(longest, 1))
    spare = height * FILL - sum(heights[:-1]) - RISE * deepest - (heights[-1] + HUNG) * longest
    more = max(0.0, min(spare / (deepest + longest), HUNG / 2))
    rise, hung = RISE + 2 * more, HUNG + more
    tops = [sum(heights[:depth]) + depth * rise for depth in range(deepest)]
    for number, column in enumerate(columns):
        column.box = (number * step + INDENT, tops[column.depth], wide, heights[column.depth])
        for count, child in enumerate(column.children):
            y = tops[column.depth] + heights[column.depth] + hung + 2.0 + count * (heights[deepest] + hung)
            child.box, child.hung = (column.box[0], y, wide, heights[deepest]), True
    for depth in range(deepest - 2, -1, -1):
        for each in (one for one in everyone if one.depth == depth and one.children):
            middle = (each.children[0].box[0] + each.children[-1].box[0]) / 2
            each.box = (middle, tops[depth], wide, heights[depth])
    fits = max(each.box[1] + each.box[3] for each in everyone) <= height
    return _drawn(diagram, roots, letters, "down") if fits else None


def _right(diagram: Diagram, width: float, height: float, letters: Type) -> Scene | None:
    """Levels from left to right, leaves beneath each other."""
    roots = _grown(diagram)
    everyone = [each for root in roots for each in root.everyone()]
    levels = max(each.depth for each in everyone) + 1
    wide = min((width - RISE * (levels - 1)) / levels, WIDEST + 40.0)
    if wide < LEAST:
        return None
    heights = _heights(roots, wide, letters)
    leaves = sum(root.leaves() for root in roots)
    if heights is None:
        return None
    tall = max(heights)
    gap = min((height - leaves * tall) / max(leaves - 1, 1), GAP)
    if gap < 5.0 and (leaves > 1 or tall > height):
        return None
    place = 0.0
    for root in roots:
        place = _lean(root, place, wide, tall, gap)
    return _drawn(diagram, roots, letters, "right")


def _lean(branch: _Branch, top: float, wide: float, tall: float, gap: float) -> float:
    place = top
    for child in branch.children:
        place = _lean(child, place, wide, tall, gap)
    if branch.children:
        y = (branch.children[0].box[1] + branch.children[-1].box[1]) / 2
    else:
        y, place = top, top + tall + gap
    branch.box = (branch.depth * (wide + RISE), y, wide, tall)
    return place


def _drawn(diagram: Diagram, roots: list[_Branch], letters: Type, way: str) -> Scene:
    everyone = [each for root in roots for each in root.everyone()]
    strong = any(each.what.strong for each in everyone)
    parts: list[Shape | Line] = [
        _line(branch, child, "hang" if child.hung else way) for branch in everyone for child in branch.children
    ]
    parts += [_box(each, diagram.accent, strong, letters) for each in everyone]
    wide = max(each.box[0] + each.box[2] for each in everyone)
    return scene(parts, wide, max(each.box[1] + each.box[3] for each in everyone))


def _box(branch: _Branch, accent: str, strong: bool, letters: Type) -> Shape:
    """The root in full colour, the others in lines; where some are strong, those in full colour."""
    filled = branch.what.strong if strong else branch.depth == 0
    look = full(accent) if filled else _quiet(accent, branch.depth)
    return boxed(branch.id, "rect", branch.box, look, branch.what, letters, PAD, role=f"Level {branch.depth + 1}")


def _quiet(accent: str, depth: int) -> Look:
    return cell(accent) if depth < 2 else Look(Paint("ground"), Paint("text"), Paint(accent, 0.5), 0.75)


def _line(parent: _Branch, child: _Branch, way: str) -> Line:
    x, y, w, h = parent.box
    a, b, c, d = child.box
    points: tuple[tuple[float, float], ...]
    if way == "down":
        one, other, sides = (x + w / 2, y + h), (a + c / 2, b), ("bottom", "top")
        points = (one, (one[0], (one[1] + other[1]) / 2), (other[0], (one[1] + other[1]) / 2), other)
        straight = abs(one[0] - other[0]) < 0.01
    elif way == "right":
        one, other, sides = (x + w, y + h / 2), (a, b + d / 2), ("right", "left")
        points = (one, ((one[0] + other[0]) / 2, one[1]), ((one[0] + other[0]) / 2, other[1]), other)
        straight = abs(one[1] - other[1]) < 0.01
    else:
        one, other, sides = (x, y + h / 2), (a, b + d / 2), ("left", "left")
        out = min(x, a) - INDENT / 2 - 1.0
        points, straight = (one, (out, one[1]), (out, other[1]), other), False
    return Line(
        points=(points[0], points[-1]) if straight else points, form="straight" if straight else "elbow",
        begin=parent.id, begin_side=sides[0], end=child.id, end_side=sides[1], width=1.25, role="Line",
    )  # fmt: skip
