"""The circles and ellipses of a venn diagram in units of a circle's radius, and where text has most room in each of their parts."""

from __future__ import annotations

from functools import cache
from math import cos, hypot, pi, sin

from msgspec import Struct

Box = tuple[float, float, float, float]


class Oval(Struct, frozen=True):
    """An ellipse about `x`, `y` with the half axes `a` and `b`, turned by `turn` (radians, clockwise on the page)."""

    x: float
    y: float
    a: float = 1.0
    b: float = 1.0
    turn: float = 0.0

    def flat(self, x: float, y: float) -> tuple[float, float]:
        """A point as seen where this ellipse is the unit circle about nothing."""
        x, y = x - self.x, y - self.y
        if not self.turn:
            return x / self.a, y / self.b
        along, across = cos(self.turn), sin(self.turn)
        return (x * along + y * across) / self.a, (y * along - x * across) / self.b

    def holds(self, box: Box) -> bool:
        """Whether all of a box (left, top, right, bottom) lies within."""
        return all(hypot(*self.flat(x, y)) <= 1.0 for x in (box[0], box[2]) for y in (box[1], box[3]))

    def avoids(self, box: Box) -> bool:
        """Whether no part of a box lies within."""
        left, top, right, bottom = box
        corners = [self.flat(*corner) for corner in ((left, top), (right, top), (right, bottom), (left, bottom))]
        edges = list(zip(corners, [*corners[1:], corners[0]], strict=True))
        if all((b[0] - a[0]) * -a[1] - (b[1] - a[1]) * -a[0] >= 0 for a, b in edges):
            return False  # its middle lies in the box
        return all(_near(a, b) >= 1.0 for a, b in edges)


def _near(a: tuple[float, float], b: tuple[float, float]) -> float:
    """How near the stretch from `a` to `b` comes to the origin."""
    across, down = b[0] - a[0], b[1] - a[1]
    long = across * across + down * down
    share = 0.0 if long == 0 else min(max(-(a[0] * across + a[1] * down) / long, 0.0), 1.0)
    return hypot(a[0] + share * across, a[1] + share * down)


def _turned(radius: float, *turns: float) -> tuple[Oval, ...]:
    return tuple(Oval(radius * cos(turn * pi / 180), radius * sin(turn * pi / 180)) for turn in turns)


_WIDE, _SLIM, _TURN = 1.44, 0.90, 40 * pi / 180
OVALS: dict[int, tuple[Oval, ...]] = {
    2: (Oval(-0.62, 0.0), Oval(0.62, 0.0)),
    3: _turned(0.64, -90, 150, 30),
    4: (
        Oval(-0.588, 0.2, _WIDE, _SLIM, _TURN),
        Oval(-0.188, -0.2, _WIDE, _SLIM, _TURN),
        Oval(0.188, -0.2, _WIDE, _SLIM, -_TURN),
        Oval(0.588, 0.2, _WIDE, _SLIM, -_TURN),
    ),
}
"""The sets by their number; four can't be circles, as four circles have no more than 13 of the 15 parts."""


def extent(ovals: tuple[Oval, ...]) -> Box:
    """Left, top, right and bottom of all."""
    half = [(hypot(o.a * cos(o.turn), o.b * sin(o.turn)), hypot(o.a * sin(o.turn), o.b * cos(o.turn))) for o in ovals]
    return (
        min(o.x - w for o, (w, _) in zip(ovals, half, strict=True)),
        min(o.y - h for o, (_, h) in zip(ovals, half, strict=True)),
        max(o.x + w for o, (w, _) in zip(ovals, half, strict=True)),
        max(o.y + h for o, (_, h) in zip(ovals, half, strict=True)),
    )


def is_part(box: Box, sets: tuple[int, ...], ovals: tuple[Oval, ...]) -> bool:
    """Whether a box lies in the part that just these sets have in common."""
    return all(ovals[number].holds(box) for number in sets) and all(
        oval.avoids(box) for number, oval in enumerate(ovals) if number not in sets
    )


MIDDLES: dict[int, dict[tuple[int, ...], tuple[float, float]]] = {
    2: {(0,): (-0.968, 0.0), (1,): (0.968, 0.0), (0, 1): (0.0, 0.0)},
    3: {
        (0,): (0.0, -1.007), (1,): (-0.959, 0.490), (2,): (0.959, 0.490),
        (0, 1): (-0.586, -0.447), (0, 2): (0.586, -0.447), (1, 2): (0.0, 0.530), (0, 1, 2): (0.0, 0.117),
    },
    4: {
        (0,): (-1.370, 0.236), (1,): (-0.696, -1.121), (2,): (0.696, -1.121), (3,): (1.370, 0.236),
        (0, 1): (-1.061, -0.721), (0, 2): (-0.804, 0.630), (0, 3): (0.0, 1.109), (1, 2): (0.0, -0.829),
        (1, 3): (0.804, 0.630), (2, 3): (1.061, -0.721), (0, 1, 2): (-0.490, -0.378), (0, 1, 3): (0.456, 0.853),
        (0, 2, 3): (-0.456, 0.853), (1, 2, 3): (0.490, -0.378), (0, 1, 2, 3): (0.0, 0.424),
    },
}  # fmt: skip
"""The middle of the largest box, 2.2 times as wide as high, that each part has room for: found by trying all."""


@cache
def reach(count: int, sets: tuple[int, ...]) -> tuple[float, float]:
    """How far a part of `count` sets stretches from its middle to the sides, and up and down: more than that no box of text has."""
    x, y = MIDDLES[count][sets]
    found = []
    for across, down in ((1.0, 0.001), (0.001, 1.0)):  # a box without any height has no inside
        low, high = 0.0, 2.0
        for _ in range(12):
            half = (low + high) / 2
            box = (x - half * across, y - half * down, x + half * across, y + half * down)
            low, high = (half, high) if is_part(box, sets, OVALS[count]) else (low, half)
        found.append(high)
    return found[0], found[1]
