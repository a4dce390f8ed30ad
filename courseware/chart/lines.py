"""Lines, areas and the points of scatter charts."""

from __future__ import annotations

from courseware.chart.axes import Axes
from courseware.chart.canvas import Canvas
from courseware.chart.frame import LINE, MARKER
from courseware.chart.model import Chart, Series
from courseware.chart.numbers import Writing
from courseware.chart.plan import Area, Tone
from courseware.scene import Paint, Step

MOST_MARKERS = 25
"""With more points than this a line shows none of them."""
MOST_LABELLED = 150
"""With more points than this none has its value beside it."""
VEIL = 0.3
"""How much of an area's colour covers what lies behind it, where areas are not stacked."""


def stretches(values: tuple[float | None, ...]) -> list[list[int]]:
    """The points of a line without gaps: a missing value ends a stretch."""
    found: list[list[int]] = [[]]
    for point, value in enumerate(values):
        if value is not None:
            found[-1].append(point)
        elif found[-1]:
            found.append([])
    return [stretch for stretch in found if stretch]


def draw_lines(chart: Chart, axes: Axes, canvas: Canvas, tones: tuple[Tone, ...], markers: bool) -> None:
    """A line for each series, broken where a value is missing; a point that stands alone always has its mark."""
    for series, tone in zip(chart.series, tones, strict=False):
        for stretch in stretches(series.values):
            points = [(axes.middle(point), axes.along(series.values[point] or 0.0)) for point in stretch]
            if len(points) > 1:
                steps: list[Step] = [("M" if n == 0 else "L", pair) for n, pair in enumerate(points)]
                canvas.path(steps, outline=tone.fill, width=canvas.size * LINE, dash=tone.dash)
            if markers or len(points) == 1:
                for x, y in points:
                    canvas.marker(x, y, tone, canvas.size * MARKER)


def draw_areas(chart: Chart, axes: Axes, canvas: Canvas, tones: tuple[Tone, ...]) -> None:
    """Areas, stacked in full colour or each lightly over the one before."""
    count = len(chart.categories)
    floor = [axes.values.base] * count
    for series, tone in zip(chart.series, tones, strict=False):
        tops = list(floor)
        for point, value in enumerate(series.values):
            share = (value or 0.0) / (chart.whole(point) or 1.0) if chart.stack == "percent" else (value or 0.0)
            tops[point] = floor[point] + share if chart.stack else (value if value is not None else axes.values.base)
        _draw_area(axes, canvas, series, tone, tops, floor, bool(chart.stack))
        if chart.stack:
            floor = tops


def _draw_area(
    axes: Axes, canvas: Canvas, series: Series, tone: Tone, tops: list[float], floor: list[float], stacked: bool
) -> None:
    every = [list(range(len(tops)))] if stacked else stretches(series.values)
    for stretch in every:
        upper = [(axes.middle(point), axes.along(tops[point])) for point in stretch]
        lower = [(axes.middle(point), axes.along(floor[point])) for point in reversed(stretch)]
        if len(upper) == 1:  # a single value: as wide as a column
            x, y = upper[0]
            half = min(axes.band, canvas.size * 4) / 2
            left, right = max(x - half, axes.plot.x), min(x + half, axes.plot.right)
            upper, lower = [(left, y), (right, y)], [(right, lower[0][1]), (left, lower[0][1])]
        steps: list[Step] = [("M" if n == 0 else "L", pair) for n, pair in enumerate((*upper, *lower))]
        steps.append(("Z", ()))
        if stacked:
            canvas.path(steps, tone.fill, Paint("ground"), 0.75)
        else:
            canvas.path(steps, Paint(tone.fill.name, tone.fill.tint, VEIL))
            edge: list[Step] = [("M" if n == 0 else "L", pair) for n, pair in enumerate(upper)]
            canvas.path(edge, outline=tone.fill, width=canvas.size * LINE)


def line_labels(chart: Chart, axes: Axes, canvas: Canvas, marks: Writing, width: float) -> dict[tuple[int, int], Area]:
    """Where values stand over their points: those that would lie on one another or leave the plot are left out."""
    found: dict[tuple[int, int], Area] = {}
    if sum(len(series.values) for series in chart.series) > MOST_LABELLED:
        return found
    line, gap = canvas.line, canvas.size * 0.45
    for number, series in enumerate(chart.series):
        for point, value in enumerate(series.values):
            if value is None:
                continue
            x = axes.plot.x + (axes.across.share(series.xs[point]) * axes.plot.w) if axes.across else axes.middle(point)
            wide = canvas.width(marks.write(value, chart.language)) * 1.04
            spot = Area(x - wide / 2, axes.along(value) - gap - line, wide, line)
            inside = axes.plot.x <= spot.x and spot.right <= width and spot.y >= axes.plot.y - line - gap
            if inside and all(_apart(spot, other) for other in found.values()):
                found[number, point] = spot
    return found


def _apart(one: Area, other: Area) -> bool:
    return one.right <= other.x or other.right <= one.x or one.bottom <= other.y or other.bottom <= one.y


def draw_points(chart: Chart, axes: Axes, canvas: Canvas, tones: tuple[Tone, ...]) -> None:
    """The points of a scatter chart."""
    assert axes.across is not None
    many = max(len(series.values) for series in chart.series) > 100
    for series, tone in zip(chart.series, tones, strict=False):
        for x, value in zip(series.xs, series.values, strict=True):
            if value is not None:
                at = axes.plot.x + axes.across.share(x) * axes.plot.w
                canvas.marker(at, axes.along(value), tone, canvas.size * (0.35 if many else MARKER + 0.1))
