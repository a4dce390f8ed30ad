"""The plot of a chart with axes: how large it is, its scale, its grid, and the words along both axes."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from msgspec import Struct

from courseware.chart.canvas import SLACK, Canvas
from courseware.chart.frame import MOST_LINES, Room, Words, lying_words, standing_words
from courseware.chart.model import Chart
from courseware.chart.plan import Area
from courseware.chart.scale import Scale, across_scale, value_scale

WIDEST = 0.38
"""Labels at the left of lying bars take at most this share of the width."""
LABEL_SHARE = 0.35
"""Labels under the plot take at most about this share of its height."""
LEAST_PLOT = 16.0


class Axes(Struct, frozen=True):
    """The plot, and where a value and a category stand in it. `words` are the categories' (None for a scatter chart)."""

    plot: Area
    values: Scale
    words: Words | None
    count: int
    lying: bool = False
    edges: bool = False
    """Whether the first and the last category stand at the edges of the plot, as in an area chart."""
    across: Scale | None = None
    low: float = 0.0
    """How far under the plot the labels of its categories begin."""

    @property
    def band(self) -> float:
        """What one category takes."""
        long = self.plot.h if self.lying else self.plot.w
        return long / max(self.count - 1, 1) if self.edges else long / self.count

    def middle(self, point: int) -> float:
        """The middle of a category along its axis."""
        start = self.plot.y if self.lying else self.plot.x
        return start + self.band * (point if self.edges else point + 0.5)

    def along(self, value: float) -> float:
        """Where a value stands along its axis."""
        share = self.values.share(value)
        return self.plot.x + share * self.plot.w if self.lying else self.plot.bottom - share * self.plot.h


def set_axes(
    chart: Chart, canvas: Canvas, room: Room, labels: Mapping[str, str], ticks: bool, above: Callable[[Scale], float]
) -> Axes:
    """The axes of a chart in what is left of `room`. `above` is the room that labels need at the far end of the largest mark."""
    if chart.kind == "scatter":
        return _scatter(chart, canvas, room, labels, above)
    return (_lying if chart.kind == "bar" else _upright)(chart, canvas, room, labels, ticks, above)


def _steps(room: float, each: float) -> int:
    return min(max(int(room / max(each, 1.0)), 2), 6)


def _upright(
    chart: Chart, canvas: Canvas, room: Room, labels: Mapping[str, str], ticks: bool, above: Callable[[Scale], float]
) -> Axes:
    size, line, count = canvas.size, canvas.line, len(chart.categories)
    edges = chart.kind == "area" and count > 1
    values = value_scale(chart, _steps(room.bottom - room.y - 2 * line, line * 2.6), labels)
    head = above(values)
    left = room.x + (max(canvas.width(word) for word in values.words) * SLACK + size * 0.5 if ticks else 0.0)
    right = room.right
    if edges:
        halves = (canvas.width(chart.categories[at]) * SLACK / 2 + 0.5 for at in (0, -1))
        first, last = (min(half, (right - left) / 8) for half in halves)
        left, right = max(left, room.x + first), right - last
    width = max(right - left, LEAST_PLOT)
    band = width / max(count - 1, 1) if edges else width / count
    half = 0.0 if edges else band / 2
    most = min(max(int((room.bottom - room.y) * LABEL_SHARE / line), 1), MOST_LINES)
    words = lying_words(chart.categories, band, (left - room.x + half, room.right - right + half), canvas, most)
    low = _below(words, left - room.x + half, left - room.x, ticks, size)
    top = room.y + max(head, line / 2 if ticks else 0.0)
    below = head if values.low < 0 and chart.kind == "column" else 0.0
    bottom = room.bottom - words.height - low - size * 0.1 - below
    return Axes(Area(left, top, width, max(bottom - top, LEAST_PLOT)), values, words, count, edges=edges, low=low)


def _below(words: Words, first: float, plot: float, ticks: bool, size: float) -> float:
    """The gap over labels that lie: larger where the first one reaches under the number of the lowest tick."""
    label = words.lines[0]
    reaches = ticks and label is not None and first - label.width / 2 < plot - size * 0.3
    return size * (0.7 if reaches else 0.35)


def _lying(
    chart: Chart, canvas: Canvas, room: Room, labels: Mapping[str, str], ticks: bool, above: Callable[[Scale], float]
) -> Axes:
    size, line, count = canvas.size, canvas.line, len(chart.categories)
    bottom = room.bottom - (line + size * 0.45 if ticks else 0.0)
    height = max(bottom - room.y, LEAST_PLOT)
    words = standing_words(chart.categories, height / count, (room.right - room.x) * WIDEST, canvas)
    left = room.x + words.width * SLACK + size * 0.6
    steps = 6
    values = value_scale(chart, steps, labels)
    while steps > 1 and len(values.ticks) * max(canvas.width(word) + size for word in values.words) > room.right - left:
        steps -= 1
        values = value_scale(chart, steps, labels)
    head = above(values)
    ends = canvas.width(values.words[-1]) / 2 if ticks else 0.0
    right = room.right - max(head, ends)
    if values.low < 0 and head:
        left += head
    return Axes(Area(left, room.y, max(right - left, LEAST_PLOT), height), values, words, count, lying=True)


def _scatter(
    chart: Chart, canvas: Canvas, room: Room, labels: Mapping[str, str], above: Callable[[Scale], float]
) -> Axes:
    size, line = canvas.size, canvas.line
    values = value_scale(chart, _steps(room.bottom - room.y - 2 * line, line * 2.6), labels)
    left = room.x + max(canvas.width(word) for word in values.words) * SLACK + size * 0.5
    steps = 8
    across = across_scale(chart, steps, labels)
    while steps > 1 and len(across.ticks) * max(canvas.width(word) + size for word in across.words) > room.right - left:
        steps -= 1
        across = across_scale(chart, steps, labels)
    left = max(left, room.x + canvas.width(across.words[0]) / 2)
    right = room.right - max(canvas.width(across.words[-1]) / 2, size * 0.4)
    top, bottom = room.y + max(above(values), line / 2), room.bottom - line - size * 0.75
    plot = Area(left, top, max(right - left, LEAST_PLOT), max(bottom - top, LEAST_PLOT))
    return Axes(plot, values, None, 1, across=across)


def draw_grid(axes: Axes, canvas: Canvas, ticks: bool) -> None:
    """The grid and the numbers of the value axis, before the marks are drawn over it."""
    plot, size, line = axes.plot, canvas.size, canvas.line
    if ticks:
        reached = -plot.right if axes.lying else 2 * plot.bottom
        for tick, word in zip(axes.values.ticks, axes.values.words, strict=True):
            at = axes.along(tick)
            lines = canvas.wrap(word)
            if axes.lying:
                canvas.rule(at, plot.y, at, plot.bottom)
            else:
                canvas.rule(plot.x, at, plot.right, at)
            if axes.lying and at - lines.width / 2 >= reached:
                canvas.text(lines, Area(at, plot.bottom + size * 0.35, 0.0, line), "ctr", "t", "muted")
                reached = at + lines.width / 2 + size * 0.3
            elif not axes.lying and at + line * 0.4 <= reached:  # a flat plot has no room for all of them
                canvas.text(lines, Area(plot.x - size * 0.5, at - line / 2, 0.0, line), "r", "ctr", "muted")
                reached = at - line * 0.4
    if axes.across is not None:
        for tick, word in zip(axes.across.ticks, axes.across.words, strict=True):
            at = plot.x + axes.across.share(tick) * plot.w
            canvas.rule(at, plot.bottom, at, plot.bottom + size * 0.25, "muted", 0.75)
            canvas.text(canvas.wrap(word), Area(at, plot.bottom + size * 0.65, 0.0, line), "ctr", "t", "muted")
        canvas.rule(plot.x, plot.bottom, plot.right, plot.bottom, "muted", 1.0)


def draw_words(axes: Axes, canvas: Canvas, below: float) -> None:
    """The line that marks stand on, and the categories' labels; `below` is the room that labels of negative marks take."""
    plot, size = axes.plot, canvas.size
    base = axes.along(axes.values.base)
    if axes.words is None:
        return
    if axes.lying:
        canvas.rule(base, plot.y, base, plot.bottom, "muted", 1.0)
    else:
        canvas.rule(plot.x, base, plot.right, base, "muted", 1.0)
    for point, lines in enumerate(axes.words.lines):
        if lines is None:
            continue
        at = axes.middle(point)
        if axes.lying:
            top = min(max(at - lines.height / 2, plot.y), max(plot.bottom - lines.height, plot.y))
            area = Area(plot.x - size * 0.6 - below, top, 0.0, lines.height)
            canvas.text(lines, area, "r", "ctr")
        else:
            canvas.text(lines, Area(at, plot.bottom + axes.low + below, 0.0, lines.height), "ctr", "t")
