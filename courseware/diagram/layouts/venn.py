"""Two to four sets: labels where they belong, or numbers there and a legend beside where a part is too small for its words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from math import cos, pi, sin

from msgspec import Struct
from msgspec.structs import replace

from courseware.curves import arc
from courseware.diagram.layouts.circles import MIDDLES, OVALS, Box, Oval, extent, is_part, reach
from courseware.diagram.layouts.tools import (
    PLAIN,
    Card,
    Look,
    Type,
    best,
    boxed,
    card,
    full,
    scene,
    shape,
    types,
    words,
)
from courseware.diagram.model import Diagram
from courseware.scene import Paint, Scene, Shape, Sizer, Step

PAD = 4.0
WIDEST = 1.35
"""A circle is stretched to this at most, where the room is wide and its words need it."""
BESIDE = 28.0
SHARES = (1.0, 0.9, 0.8, 0.7, 0.62, 0.54, 0.46, 0.4, 0.34)
"""Shares of a part's greatest width that a label is tried in."""

Sets = tuple[int, ...]


class _Plan(Struct, frozen=True):
    """Where the drawing stands: a point of the units is at `x` + its own times `across`, `y` + its own times `down`."""

    ovals: tuple[Oval, ...]
    middles: Mapping[Sets, tuple[float, float]]
    x: float
    y: float
    across: float
    down: float
    width: float
    height: float

    def units(self, box: Box) -> Box:
        """A box (left, top, right, bottom) in units."""
        left, top, right, bottom = box
        return (
            (left - self.x) / self.across, (top - self.y) / self.down,
            (right - self.x) / self.across, (bottom - self.y) / self.down,
        )  # fmt: skip

    def room(self, sets: Sets, w: float, h: float) -> Box | None:
        """Where a box of that size stands in the part that `sets` have in common; None where it has no room."""
        widest, highest = reach(len(self.ovals), sets)
        if w > 2 * widest * self.across or h > 2 * highest * self.down:
            return None
        middle = self.middles[sets]
        x, y = self.x + middle[0] * self.across, self.y + middle[1] * self.down
        box = (x - w / 2, y - h / 2, x + w / 2, y + h / 2)
        return box if is_part(self.units(box), sets, self.ovals) else None


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """All labels in their parts, then only those of the sets, then none: a legend beside or beneath says the others."""
    parts: dict[Sets, Card] = {(number,): card(entry) for number, entry in enumerate(diagram.entries)}
    parts |= {each.sets: Card(each.text, each.detail, each.strong) for each in diagram.overlaps}
    inside = [partial(_inside, diagram, parts, width, height, stretch) for stretch in (1.0, WIDEST)]
    shared = frozenset(sets for sets in parts if len(sets) > 1)
    apart = [
        [
            partial(_told, diagram, parts, numbered, width, height, room)
            for room in ((0.56, 1.0), (1.0, 0.62), (1.0, 0.5))
        ]
        for numbered in ([shared] if shared else []) + [frozenset(parts)]
    ]
    return best(diagram, (width, height), types(sizer, floor, size), [inside, *apart])


def _inside(
    diagram: Diagram, parts: Mapping[Sets, Card], width: float, height: float, stretch: float, letters: Type
) -> Scene | None:
    """Every label in its part."""
    plan = _plan(len(diagram.entries), width, height, stretch)
    shapes = _shapes(diagram, parts, plan, letters)
    return scene(shapes, plan.width, plan.height) if shapes else None


def _told(
    diagram: Diagram, parts: Mapping[Sets, Card], apart: frozenset[Sets], width: float, height: float,
    room: tuple[float, float], letters: Type,
) -> Scene | None:  # fmt: skip
    """A number in each part of `apart`; a legend tells what it means. `room` is the share of width and height for the sets."""
    plan = _plan(len(diagram.entries), width * room[0], height * room[1], 1.0 if room[0] < 1 else WIDEST)
    numbers = {sets: str(number) for number, sets in enumerate((each for each in parts if each in apart), start=1)}
    said = {sets: Card(numbers[sets]) if sets in numbers else what for sets, what in parts.items()}
    shapes = _shapes(diagram, said, plan, letters)
    if not shapes:
        return None
    meant = [(number, parts[sets]) for sets, number in numbers.items()]
    if room[0] < 1:
        left = plan.width + BESIDE
        legend = _legend(meant, (left, 0.0, width - left, plan.height), True, letters)
        return scene([*shapes, *legend], width, plan.height) if legend else None
    plan_left = (width - plan.width) / 2
    top = plan.height + 12.0
    half = (len(meant) + 1) // 2
    wide = (width - BESIDE) / 2
    columns = [meant[:half], meant[half:]] if len(meant) > 1 else [meant]
    legends = [
        _legend(column, (number * (wide + BESIDE), top, wide, height - top), False, letters)
        for number, column in enumerate(columns)
    ]
    if not all(legends):
        return None
    found = [each for legend in legends for each in legend]
    moved = [_aside(each, plan_left) for each in shapes]
    return scene([*moved, *found], width, max(each.y + each.h for each in found))


def _aside(each: Shape, by: float) -> Shape:
    path = tuple((name, tuple(v if n % 2 else v + by for n, v in enumerate(values))) for name, values in each.path)
    return replace(each, x=each.x + by, path=path)


def _shapes(diagram: Diagram, parts: Mapping[Sets, Card], plan: _Plan, letters: Type) -> list[Shape]:
    """Sets and overlaps with their words; none where one has no room for them."""
    places: dict[Sets, Box] = {}
    for sets, what in sorted(parts.items(), key=lambda part: -len(part[0])):  # what fails soonest comes first
        place = _place(plan, sets, what, letters)
        if place is None:
            return []
        places[sets] = place
    shapes = [
        _set(number, plan, parts[(number,)], places[(number,)], diagram, letters)
        for number in range(len(diagram.entries))
    ]
    shapes += [
        _overlap(sets, what, places[sets], diagram.accent, letters) for sets, what in parts.items() if len(sets) > 1
    ]
    return shapes


def _plan(count: int, width: float, height: float, stretch: float) -> _Plan:
    ovals = OVALS[count]
    left, top, right, bottom = extent(ovals)
    down = min(height / (bottom - top), width / (right - left))
    across = min(width / (right - left), down * stretch)
    size = ((right - left) * across, (bottom - top) * down)
    return _Plan(ovals, MIDDLES[count], -left * across, -top * down, across, down, *size)


def _place(plan: _Plan, sets: Sets, what: Card, letters: Type) -> Box | None:
    """A box for its text, of as few lines as its part has room for."""
    most = letters.wide(what.text)
    if what.detail:
        most = max(most, max(letters.wide_small(line) for line in what.detail.split("\n")))
    pad = PAD if len(what.text) > 2 else 1.0  # a number takes less
    found: tuple[float, Box] | None = None
    for share in SHARES:
        wide = most * share + 1.0
        tall = letters.card(what, wide)
        if tall is None or (found and tall > found[0] + 0.1):
            break
        place = plan.room(sets, wide + 2 * pad, tall + 2.0)
        found = (
            (tall, place) if place else found
        )  # as narrow as leaves the lines their number: they are about as long then
    return found[1] if found else None


def _set(number: int, plan: _Plan, what: Card, place: Box, diagram: Diagram, letters: Type) -> Shape:
    """A set: its text stands in the part that is its own, within the shape."""
    oval = plan.ovals[number]
    left, top, right, bottom = extent((oval,))
    x, y = plan.x + left * plan.across, plan.y + top * plan.down
    w, h = (right - left) * plan.across, (bottom - top) * plan.down
    look = Look(
        Paint(diagram.accent, alpha=0.42 if what.strong else 0.16 if len(plan.ovals) < 4 else 0.13), Paint("text"),
        Paint(diagram.accent), 1.5,
    )  # fmt: skip
    insets = (place[0] - x, place[1] - y, x + w - place[2], y + h - place[3])
    made = shape(
        f"s{number + 1}", "path" if oval.turn else "ellipse", (x, y, w, h), look, text=what.text, size=letters.size,
        bold=True, detail=what.detail, detail_size=letters.small, role=f"Set {number + 1}",
        path=_path(oval, plan) if oval.turn else (),
    )  # fmt: skip
    return replace(made, insets=insets)  # measured from its rectangle, not from the area that an ellipse keeps for text


def _path(oval: Oval, plan: _Plan) -> tuple[Step, ...]:
    """The outline of an ellipse that is turned."""
    steps: list[Step] = [("M", (oval.a, 0.0)), *arc(0.0, 0.0, oval.a, oval.b, 0.0, 2 * pi), ("Z", ())]
    return tuple((name, _moved(values, oval, plan)) for name, values in steps)


def _moved(values: Sequence[float], oval: Oval, plan: _Plan) -> tuple[float, ...]:
    along, across = cos(oval.turn), sin(oval.turn)
    found: list[float] = []
    for x, y in zip(values[::2], values[1::2], strict=True):
        found.append(plan.x + (oval.x + x * along - y * across) * plan.across)
        found.append(plan.y + (oval.y + x * across + y * along) * plan.down)
    return tuple(found)


def _overlap(sets: Sets, what: Card, place: Box, accent: str, letters: Type) -> Shape:
    """The words of an overlap; the one that matters stands on a ground of its own."""
    box = (place[0], place[1], place[2] - place[0], place[3] - place[1])
    form, look = ("rect", full(accent)) if what.strong else ("text", PLAIN)
    pad = PAD - 1.0 if len(what.text) > 2 else 0.0
    insets = (pad, 0.0, pad, 0.0)
    name = " & ".join(str(number + 1) for number in sets)
    return boxed(
        "o" + "-".join(str(number + 1) for number in sets),
        form,
        box,
        look,
        what,
        letters,
        insets=insets,
        role=f"Overlap {name}",
    )


def _legend(meant: Sequence[tuple[str, Card]], box: Box, middle: bool, letters: Type) -> list[Shape]:
    """What the numbers mean, in a box (x, y, w, h), in its middle or from its top; nothing where it has no room."""
    left, top, width, height = box
    tab = letters.wide("00") + 6.0
    wide = width - tab
    tall = [letters.card(what, wide) if wide > 40.0 else None for _, what in meant]
    total = sum(each or 0.0 for each in tall)
    gap = min((height - total) / max(len(tall) - 1, 1), 10.0 if middle else 4.0)
    if gap < 2.0 or total > height or None in tall:
        return []
    y = top + (height - total - gap * (len(tall) - 1)) / 2 if middle else top
    legend: list[Shape] = []
    for (number, what), high in zip(meant, tall, strict=True):
        mark = (left, y, tab, high or 0.0)
        beside = (left + tab, y, wide, high or 0.0)
        legend += [
            words(f"n{number}", mark, number, letters.size, True, align="l", anchor="t", role=f"Number {number}"),
            boxed(
                f"l{number}", "text", beside, PLAIN, what, letters, 0.0, align="l", anchor="t",
                role=f"Legend {number}",
            ),
        ]  # fmt: skip
        y += (high or 0.0) + gap
    return legend
