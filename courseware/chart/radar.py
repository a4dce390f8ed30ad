"""Radar charts: a spoke for each category, a ring for each step."""

from __future__ import annotations

import math
from collections.abc import Mapping

from msgspec import Struct

from courseware.chart.canvas import GRID, Canvas
from courseware.chart.frame import LINE, MARKER, Room
from courseware.chart.lines import stretches
from courseware.chart.model import Chart
from courseware.chart.plan import Area, Tone
from courseware.chart.scale import Scale, value_scale
from courseware.scene import Step, Wrapped


class Web(Struct, frozen=True):
    """The web: its circle's square, its scale, and for each category its lines and where they stand (None where left out)."""

    plot: Area
    values: Scale
    labels: tuple[tuple[Wrapped, Area, str] | None, ...]
    every: int

    def spot(self, point: int, value: float) -> tuple[float, float]:
        """Where a value of a category stands."""
        radius = self.plot.w / 2 * self.values.share(value)
        return _on(self.plot, radius, point / len(self.labels))


def _on(plot: Area, radius: float, share: float) -> tuple[float, float]:
    angle = share * math.tau
    return plot.x + plot.w / 2 + radius * math.sin(angle), plot.y + plot.h / 2 - radius * math.cos(angle)


def spin_web(chart: Chart, canvas: Canvas, room: Room, labels: Mapping[str, str]) -> Web:
    """The web as large as its labels let it be; of many categories only some are named."""
    line, size, count = canvas.line, canvas.size, len(chart.categories)
    wide, high = room.right - room.x, room.bottom - room.y
    side = min(max(canvas.width(name) for name in chart.categories) * 1.04, wide * 0.28)
    poles = [name for at, name in enumerate(chart.categories) if abs(math.cos(at / count * math.tau)) > 0.7]
    tall = max(canvas.fitted(name, side / 1.04, 2).height for name in poles)
    radius = max(min(high / 2 - tall - size * 0.65, wide / 2 - side - size * 0.85), 1.0)
    plot = Area(room.x + wide / 2 - radius, room.y + high / 2 - radius, 2 * radius, 2 * radius)
    values = value_scale(chart, min(max(int(radius / (line * 1.3)), 2), 5), labels)
    for every in range(1, count + 1):
        placed = [
            _inside(_label(chart.categories[at], at / count, plot, side, canvas), room) if at % every == 0 else None
            for at in range(count)
        ]
        shown = [area for area in placed if area is not None]
        if all(_apart(one[1], other[1]) for n, one in enumerate(shown) for other in shown[:n]):
            break
    return Web(plot, values, tuple(placed), every)


def _inside(label: tuple[Wrapped, Area, str], room: Room) -> tuple[Wrapped, Area, str] | None:
    """A label that stays in its room; one for which a flat strip has none is left out."""
    return label if label[1].y >= room.y - 0.5 and label[1].bottom <= room.bottom + 0.5 else None


def _label(name: str, share: float, plot: Area, side: float, canvas: Canvas) -> tuple[Wrapped, Area, str]:
    lines = canvas.fitted(name, side / 1.04, 2)
    x, y = _on(plot, plot.w / 2 + canvas.size * 0.65, share)
    wide = lines.width * 1.04
    lean = math.sin(share * math.tau)
    up = math.cos(share * math.tau)
    top = y - lines.height * (1 + up) / 2
    if abs(lean) < 0.05:
        return lines, Area(x - wide / 2, top, wide, lines.height), "ctr"
    return (
        (lines, Area(x, top, wide, lines.height), "l")
        if lean > 0
        else (lines, Area(x - wide, top, wide, lines.height), "r")
    )


def _apart(one: Area, other: Area) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y + 0.01 or other.bottom <= one.y + 0.01


def draw_web(web: Web, canvas: Canvas) -> None:
    """Rings, spokes and what they are called."""
    count = len(web.labels)
    for tick in web.values.ticks:
        ring: list[Step] = [("M" if n == 0 else "L", web.spot(n, tick)) for n in range(count)]
        if web.values.share(tick) > 0:
            canvas.path([*ring, ("Z", ())], outline=GRID, width=0.5)
    for point in range(count):
        canvas.rule(*web.spot(point, web.values.low), *web.spot(point, web.values.high))
    for each in web.labels:
        if each is not None:
            lines, area, align = each
            canvas.text(lines, area, align, "ctr")


def draw_web_words(web: Web, canvas: Canvas) -> None:
    """The numbers of the rings at the first spoke."""
    size = canvas.size * 0.8
    reached = 2 * web.plot.bottom
    for tick, word in zip(web.values.ticks, web.values.words, strict=True):
        x, y = web.spot(0, tick)
        wide = canvas.width(word)
        spot = Area(x - size * 0.4 - wide, y - canvas.line / 2, wide, canvas.line)
        labels = (label[1] for label in web.labels if label is not None)
        if spot.bottom > reached + canvas.line * 0.2 or not all(_apart(spot, label) for label in labels):
            continue
        reached = spot.y
        canvas.text(canvas.wrap(word), Area(x - size * 0.4, y - canvas.line / 2, 0.0, canvas.line), "r", "ctr", "muted")


def draw_series(chart: Chart, web: Web, canvas: Canvas, tones: tuple[Tone, ...], markers: bool) -> None:
    """A closed line for each series, open where a value is missing."""
    for series, tone in zip(chart.series, tones, strict=False):
        runs = stretches(series.values)
        whole = len(runs) == 1 and len(runs[0]) == len(series.values)
        for run in runs:
            points = [web.spot(point, series.values[point] or 0.0) for point in run]
            steps: list[Step] = [("M" if n == 0 else "L", pair) for n, pair in enumerate(points)]
            if len(points) > 1:
                ends: list[Step] = [("Z", ())] if whole else []
                canvas.path([*steps, *ends], outline=tone.fill, width=canvas.size * LINE, dash=tone.dash)
            for x, y in points if markers or len(points) == 1 else ():
                canvas.marker(x, y, tone, canvas.size * MARKER)
