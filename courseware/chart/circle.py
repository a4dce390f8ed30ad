"""Pies and doughnuts: slices from twelve o'clock on, named beside them, or in a legend where they are many."""

from __future__ import annotations

import math
from itertools import pairwise

from msgspec import Struct

from courseware.chart.canvas import Canvas
from courseware.chart.frame import KEY, Room, draw_key
from courseware.chart.model import Chart
from courseware.chart.numbers import Writing
from courseware.chart.plan import Area, Tone
from courseware.scene import Paint, Step, Wrapped

HOLE = 0.6
"""The hole of a doughnut, as a share of its radius."""
MOST_NAMED = 8
"""With more slices than this their names stand in a legend."""
LEAST_RADIUS = 0.22
"""Where the names beside the slices would leave a pie smaller than this share of the room, they stand in a legend."""


class Slice(Struct, frozen=True):
    """A slice: the point it shows, its share of the whole, and where it begins and ends, in radians clockwise from the top."""

    point: int
    share: float
    start: float
    end: float

    @property
    def middle(self) -> float:
        return (self.start + self.end) / 2


def slices(chart: Chart) -> list[Slice]:
    """The slices that are there; zeros and missing values take no room."""
    values = [value or 0.0 for value in chart.series[0].values]
    whole = sum(values)
    found, at = [], 0.0
    for point, value in enumerate(values):
        share = value / whole
        if share > 0:
            found.append(Slice(point, share, at, at + share * math.tau))
        at += share * math.tau
    return found


def share_writing(found: list[Slice]) -> Writing:
    """How shares are written: whole percents, unless some slice is smaller than one."""
    return Writing(1 if min(each.share for each in found) < 0.01 else 0, percent=True)


class Named(Struct, frozen=True):
    """A pie with its names beside it: the circle's square, and for each slice its lines and where they stand."""

    plot: Area
    spots: tuple[tuple[Slice, Wrapped, Area], ...]


def name_slices(chart: Chart, canvas: Canvas, room: Room, marks: Writing) -> Named | None:
    """The names and shares beside the slices, at the left and the right of a pie; None where there is no room for them."""
    found = slices(chart)
    if len(found) > MOST_NAMED:
        return None
    size = canvas.size
    wide, high = room.right - room.x, room.bottom - room.y
    most = wide * 0.32
    words = []
    for each in found:
        share = marks.write(each.share, chart.language)
        name = canvas.fitted(chart.categories[each.point], most, 2)
        height = canvas.wrap("\n".join((*name.lines, share))).height
        words.append(Wrapped((*name.lines, share), max(name.width, canvas.width(share)), height))
    side = max(each.width for each in words) * 1.04
    radius = min(high / 2 - max(each.height for each in words) - size * 0.2, wide / 2 - side - size)
    if radius < LEAST_RADIUS * min(wide, high) or radius < size * 2:
        return None
    center = (room.x + wide / 2, room.y + high / 2)
    spots: list[tuple[Slice, Wrapped, Area]] = []
    for right in (True, False):
        ours = [
            (each, lines) for each, lines in zip(found, words, strict=True) if (math.sin(each.middle) >= 0) == right
        ]
        placed = _beside(ours, center, radius, right, room, size)
        if placed is None:
            return None
        spots += placed
    plot = Area(center[0] - radius, center[1] - radius, 2 * radius, 2 * radius)
    return Named(plot, tuple(sorted(spots, key=lambda spot: spot[0].point)))


def _beside(
    ours: list[tuple[Slice, Wrapped]], center: tuple[float, float], radius: float, right: bool, room: Room, size: float
) -> list[tuple[Slice, Wrapped, Area]] | None:
    """The labels of one side under each other, each as near to its slice as the others let it."""
    ours = sorted(ours, key=lambda pair: -math.cos(pair[0].middle))
    if sum(lines.height for _, lines in ours) > room.bottom - room.y:
        return None
    tops = []
    for each, lines in ours:
        lean = (1 - math.cos(each.middle)) / 2  # at the top a label stands above its point, at the bottom below it
        y = center[1] - math.cos(each.middle) * (radius + size * 0.6) - lines.height * (1 - lean)
        tops.append(max(y, room.y))
    for at in range(1, len(tops)):
        tops[at] = max(tops[at], tops[at - 1] + ours[at - 1][1].height)
    floor = room.bottom
    for at in range(len(tops) - 1, -1, -1):
        tops[at] = min(tops[at], floor - ours[at][1].height)
        floor = tops[at]
    placed = []
    for (each, lines), top in zip(ours, tops, strict=True):
        wide = lines.width * 1.04
        x = center[0] + _clear(center[1], radius + size * 0.5, top, top + lines.height) * (1 if right else -1)
        placed.append((each, lines, Area(x if right else x - wide, top, wide, lines.height)))
    return placed


def _clear(middle: float, radius: float, top: float, bottom: float) -> float:
    """How far from the middle a label between two heights keeps clear of the circle."""
    nearest = min(abs(middle - top), abs(middle - bottom)) if (top - middle) * (bottom - middle) > 0 else 0.0
    return math.sqrt(max(radius**2 - nearest**2, 0.0)) if nearest < radius else 0.0


def draw_slices(chart: Chart, canvas: Canvas, tones: tuple[Tone, ...], plot: Area) -> None:
    """The slices, parted by lines of the ground."""
    x, y, radius = plot.x + plot.w / 2, plot.y + plot.h / 2, plot.w / 2
    hole = radius * HOLE if chart.kind == "doughnut" else 0.0
    for each in slices(chart):
        steps: list[Step] = [("M", _on(x, y, radius, each.start)), *_arc(x, y, radius, each.start, each.end)]
        if hole:
            steps += [("L", _on(x, y, hole, each.end)), *_arc(x, y, hole, each.end, each.start)]
        elif each.share < 1:
            steps.append(("L", (x, y)))
        canvas.path([*steps, ("Z", ())], tones[each.point].fill, Paint("ground"), 1.0)


def _on(x: float, y: float, radius: float, angle: float) -> tuple[float, float]:
    return x + radius * math.sin(angle), y - radius * math.cos(angle)


def _arc(x: float, y: float, radius: float, start: float, end: float) -> list[Step]:
    """An arc as cubic curves, parted at the quarters of the circle, so that no curve's handles leave its square."""
    quarter = math.pi / 2
    low, high = sorted((start, end))
    inner = [n * quarter for n in range(math.ceil(low / quarter + 1e-6), math.floor(high / quarter - 1e-6) + 1)]
    stops = [low, *inner, high] if start < end else [high, *reversed(inner), low]
    steps: list[Step] = []
    for one, other in pairwise(stops):
        reach = 4 / 3 * math.tan((other - one) / 4) * radius
        (x1, y1), (x2, y2) = _on(x, y, radius, one), _on(x, y, radius, other)
        out = (x1 + reach * math.cos(one), y1 + reach * math.sin(one))
        back = (x2 - reach * math.cos(other), y2 - reach * math.sin(other))
        steps.append(("C", (*out, *back, x2, y2)))
    return steps


def draw_names(named: Named, canvas: Canvas) -> None:
    """The names beside the slices, with a hair to the slice where a label had to move away."""
    plot, size = named.plot, canvas.size
    x, y, radius = plot.x + plot.w / 2, plot.y + plot.h / 2, plot.w / 2
    for each, lines, area in named.spots:
        right = math.sin(each.middle) >= 0
        start = _on(x, y, radius, each.middle)
        near = (area.x - size * 0.15 if right else area.right + size * 0.15, min(max(start[1], area.y), area.bottom))
        if math.dist(start, near) > size * 1.6:
            canvas.rule(*start, near[0], area.y + area.h / 2, "muted")
        canvas.text(lines, area, "l" if right else "r", "ctr")


def inner_labels(chart: Chart, canvas: Canvas, plot: Area, marks: Writing) -> dict[int, Area]:
    """Where shares stand on the slices that are large enough for them, by point."""
    x, y, radius = plot.x + plot.w / 2, plot.y + plot.h / 2, plot.w / 2
    ring = chart.kind == "doughnut"
    at, deep = (radius * (1 + HOLE) / 2, radius * (1 - HOLE)) if ring else (radius * 0.72, radius * 0.5)
    found = {}
    for each in slices(chart):
        wide, high = canvas.width(marks.write(each.share, chart.language)) * 1.04, canvas.line
        if each.share * math.tau * at >= wide + canvas.size * 0.3 and deep >= wide * (0.9 if ring else 0.6):
            middle = _on(x, y, at, each.middle)
            found[each.point] = Area(middle[0] - wide / 2, middle[1] - high / 2, wide, high)
    return found


def draw_shares(chart: Chart, canvas: Canvas, tones: tuple[Tone, ...], spots: dict[int, Area], marks: Writing) -> None:
    """The shares on the slices."""
    whole = sum(value or 0.0 for value in chart.series[0].values)
    for point, area in spots.items():
        share = (chart.series[0].values[point] or 0.0) / whole
        canvas.text(
            canvas.wrap(marks.write(share, chart.language)), area, "ctr", "ctr", tones[point].on, fill=tones[point].fill
        )


def legend_beside(
    names: tuple[str, ...],
    tones: tuple[Tone, ...],
    canvas: Canvas,
    room: Room,
    key_form: str = "area",
    breadth: float = 1.0,
) -> None:
    """The names at the right, under each other, in as many columns as they need. The room is shortened to what stands beside them, `breadth` times
    as wide as it is high, and both stand in the middle.
    """
    size, high = canvas.size, canvas.line * 1.3
    tall, wide = room.bottom - room.y, room.right - room.x
    rows = max(int(tall / high), 1)
    columns = math.ceil(len(names) / rows)
    key = size * (KEY * 2 + 0.4 if key_form == "line" else 1.2)
    most = min(0.6, 0.15 * columns + 0.25) * wide
    each = min(max(canvas.width(name) * 1.04 for name in names) + key + size, most / columns)
    while columns > 1 and each < key + size * 3:
        columns -= 1
        each = most / columns
    rows = min(rows, math.ceil(len(names) / columns))
    taken = each * columns
    side = max(min(tall * breadth, wide - taken - size), 1.0)
    left = room.x + max(wide - side - size - taken, 0.0) / 2
    area = Area(left + side + size, room.y + (tall - rows * high) / 2, taken, rows * high)
    for number, name in enumerate(names[: rows * columns]):
        x, y = area.x + number // rows * each, area.y + number % rows * high
        draw_key(canvas, tones[number], x, y + high / 2, key - size * 0.4, key_form)
        lines = canvas.fitted(name, (each - key - size * 0.4) / 1.04)
        canvas.text(lines, Area(x + key, y, lines.width * 1.04, high), "l")
    room.x, room.right, room.legend = left, left + side, area
