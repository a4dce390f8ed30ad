"""Columns and bars, beside each other or stacked, and the values at them."""

from __future__ import annotations

from courseware.chart.axes import Axes
from courseware.chart.canvas import Canvas
from courseware.chart.model import Chart
from courseware.chart.numbers import Writing
from courseware.chart.plan import Area, Tone
from courseware.scene import Paint

GAP = 60
WIDEST_BAR = 6.5
"""A bar is at most this many sizes wide: a few columns on a wide slide are not to look like doors."""


def gap_of(chart: Chart, axes: Axes, size: float) -> int:
    """The room between neighbours in percent of a bar, at most PowerPoint's 500."""
    beside = 1 if chart.stack else len(chart.series)
    return min(max(GAP, round((axes.band / (size * WIDEST_BAR) - beside) * 100)), 500)


def bar_areas(chart: Chart, axes: Axes, gap: int) -> dict[tuple[int, int], Area]:
    """The rectangle of each value that is there, by series and point."""
    beside = 1 if chart.stack else len(chart.series)
    thick = axes.band / (beside + gap / 100)
    base = axes.values.base
    areas = {}
    for point in range(len(chart.categories)):
        up = down = 0.0
        whole = chart.whole(point) or 1.0
        for number, series in enumerate(chart.series):
            value = series.values[point]
            if value is None:
                continue
            start = axes.middle(point) - thick * beside / 2 + (0 if chart.stack else number) * thick
            if chart.stack:
                value = value / whole if chart.stack == "percent" else value
                low = up if value >= 0 else down
                high = low + value
                up, down = (high, down) if value >= 0 else (up, high)
            else:
                low, high = base, value
            one, other = sorted((axes.along(low), axes.along(high)))
            areas[number, point] = (
                Area(one, start, other - one, thick) if axes.lying else Area(start, one, thick, other - one)
            )
    return areas


def draw_bars(
    chart: Chart, axes: Axes, canvas: Canvas, tones: tuple[Tone, ...], areas: dict[tuple[int, int], Area]
) -> None:
    """The bars themselves; stacked ones are parted by a hair."""
    for (number, _), area in areas.items():
        if area.w > 0 and area.h > 0:
            canvas.rect(area, tones[number].fill, edge=bool(chart.stack))


def bar_labels(
    chart: Chart, axes: Axes, canvas: Canvas, areas: dict[tuple[int, int], Area], marks: Writing
) -> frozenset[tuple[int, int]]:
    """The bars whose value fits beside them, or inside where they are stacked."""
    found = set()
    line = canvas.line
    for (number, point), area in areas.items():
        value = chart.series[number].values[point]
        wide = canvas.width(marks.write(value or 0.0, chart.language)) * 1.04
        if chart.stack:
            fits = area.w >= wide + 2 and area.h >= line
        elif axes.lying:
            fits = area.h >= line * 0.85
        else:
            room = axes.band * 0.97 if len(chart.series) == 1 else area.w * 1.02
            fits = wide <= room
        if fits and not (chart.stack and not value):
            found.add((number, point))
    return frozenset(found)


def draw_bar_labels(
    chart: Chart,
    axes: Axes,
    canvas: Canvas,
    tones: tuple[Tone, ...],
    areas: dict[tuple[int, int], Area],
    marks: Writing,
    labelled: frozenset[tuple[int, int]],
) -> None:
    """The values at the ends of the bars, or in the middle of stacked ones."""
    line, gap = canvas.line, canvas.size * 0.3
    for number, point in sorted(labelled):
        area, value = areas[number, point], chart.series[number].values[point] or 0.0
        words = canvas.wrap(marks.write(value, chart.language))
        ink = Paint("text")
        if chart.stack:
            canvas.text(words, area, "ctr", "ctr", tones[number].on, fill=tones[number].fill)
            continue
        if axes.lying:
            spot = Area(area.x - gap, area.y, 0.0, area.h) if value < 0 else Area(area.right + gap, area.y, 0.0, area.h)
            canvas.text(words, spot, "r" if value < 0 else "l", "ctr", ink)
        else:
            top = area.bottom + gap * 0.3 if value < 0 else area.y - line - gap * 0.3
            canvas.text(words, Area(area.x, top, area.w, line), "ctr", "t" if value < 0 else "b", ink)
