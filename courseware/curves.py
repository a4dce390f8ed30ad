"""Curves as paths: arcs of ellipses, and a smooth line through points."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import cos, pi, sin

from courseware.scene import Step

ROUND = 0.5522847498
"""How far the handles of a cubic curve stand out for a quarter of a circle, as a share of the radius."""


def arc(cx: float, cy: float, rx: float, ry: float, start: float, sweep: float) -> tuple[Step, ...]:
    """Cubic curves along an ellipse from `start` by `sweep` (radians, clockwise on the page), the pen being at the start already."""
    count = max(1, round(abs(sweep) / (pi / 2) + 0.499))
    step = sweep / count
    reach = ROUND if abs(abs(step) - pi / 2) < 1e-9 else 4 / 3 * (1 - cos(step / 2)) / sin(abs(step) / 2)
    reach = reach if step > 0 else -reach
    steps: list[Step] = []
    for number in range(count):
        a, b = start + step * number, start + step * (number + 1)
        curve = (
            cx + rx * (cos(a) - reach * sin(a)), cy + ry * (sin(a) + reach * cos(a)),
            cx + rx * (cos(b) + reach * sin(b)), cy + ry * (sin(b) - reach * cos(b)),
            cx + rx * cos(b), cy + ry * sin(b),
        )  # fmt: skip
        steps.append(("C", curve))
    return tuple(steps)


def smooth(points: Sequence[tuple[float, float]]) -> tuple[Step, ...]:
    """A smooth line through `points`. One that runs to the right, up and down, never rises above a point and its neighbours (Fritsch
    and Carlson's slopes); any other bends as Catmull and Rom have it."""
    steps: list[Step] = [("M", points[0])]
    if len(points) < 3:
        return (*steps, *(("L", point) for point in points[1:]))
    (ax, ay), (bx, by), (cx, cy) = points[:3]
    first = (3 * ax - 3 * bx + cx, 3 * ay - 3 * by + cy)  # where the line would come from, bending on as it does
    (ax, ay), (bx, by), (cx, cy) = points[-1], points[-2], points[-3]
    last = (3 * ax - 3 * bx + cx, 3 * ay - 3 * by + cy)
    turns = any((b[1] - a[1]) * (c[1] - b[1]) < 0 for a, b, c in zip(points, points[1:], points[2:], strict=False))
    slopes = _steady(points) if turns and all(b[0] > a[0] for a, b in pairwise(points)) else None
    for number in range(len(points) - 1):
        (ax, ay), (bx, by) = points[number], points[number + 1]
        if slopes is not None:
            third = (bx - ax) / 3
            handles = (ax + third, ay + slopes[number] * third, bx - third, by - slopes[number + 1] * third)
        else:
            before = points[number - 1] if number else first
            after = points[number + 2] if number + 2 < len(points) else last
            handles = (
                ax + (bx - before[0]) / 6, ay + (by - before[1]) / 6, bx - (after[0] - ax) / 6, by - (after[1] - ay) / 6,
            )  # fmt: skip
        steps.append(("C", (*handles, bx, by)))
    return tuple(steps)


def _steady(points: Sequence[tuple[float, float]]) -> list[float]:
    """The slope at each point of a line that shall not overshoot."""
    rises = [(b[1] - a[1]) / (b[0] - a[0]) for a, b in pairwise(points)]
    slopes = [rises[0]]
    for before, after in pairwise(rises):
        slopes.append(0.0 if before * after <= 0 else 2 * before * after / (before + after))
    return [*slopes, rises[-1]]
