"""A chart laid out: planned once, and drawn from the plan as a scene."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from courseware.chart.axes import Axes, draw_grid, draw_words, set_axes
from courseware.chart.bars import bar_areas, bar_labels, draw_bar_labels, draw_bars, gap_of
from courseware.chart.canvas import Canvas
from courseware.chart.circle import (
    draw_names,
    draw_shares,
    draw_slices,
    inner_labels,
    legend_beside,
    name_slices,
    share_writing,
    slices,
)
from courseware.chart.frame import Room, draw_axis_titles, draw_legend, draw_title
from courseware.chart.lines import MOST_MARKERS, draw_areas, draw_lines, draw_points, line_labels
from courseware.chart.model import ROUND, Chart
from courseware.chart.numbers import Writing
from courseware.chart.plan import Area, Plan, Tone
from courseware.chart.radar import draw_series, draw_web, draw_web_words, spin_web
from courseware.chart.scale import Scale, mark_writing
from courseware.scene import Scene, Sizer

MOST_LABELLED = {"column": 8, "bar": 12}
"""Up to so many bars of one series show their values, in place of an axis of numbers."""
RADAR_BREADTH = 1.7
"""A radar with its labels is this much wider than high."""
MOST_PARTS = 24
"""Up to so many parts of stacked bars show their values, if all of them are large enough."""
LINED = ("line", "scatter", "radar")
"""Kinds whose legend shows lines and markers."""


class Laid(Struct, frozen=True):
    """A chart laid out: what was decided, for the native chart, and the drawing that shows it."""

    plan: Plan
    scene: Scene


def lay_out_chart(
    chart: Chart,
    width: float,
    height: float,
    sizer: Sizer,
    *,
    labels: Mapping[str, str],
    tones: Sequence[Tone],
    size: float = 14.0,
) -> Laid:
    """`chart` on `width` x `height` points with text of `size`.

    `labels` are the printed words (millions in short), `tones` the looks of its series, or of a pie's slices; they are taken again from the first
    where there are fewer. Labels never lie on one another nor leave the chart: long ones are wrapped, then cut at an ellipsis; of many, some
    are left out.
    """
    count = len(chart.categories) if chart.kind in ROUND else len(chart.series)
    looks = tuple(tones[number % len(tones)] for number in range(count))
    canvas = Canvas(sizer, size)
    room = Room(0.0, 0.0, width, height)
    canvas.title_size = draw_title(chart, canvas, room)
    if chart.kind in ROUND:
        plan = _round(chart, canvas, room, width, height, looks)
    elif chart.kind == "radar":
        plan = _radar(chart, canvas, room, width, height, looks, labels)
    else:
        plan = _crossed(chart, canvas, room, width, height, looks, labels)
    return Laid(plan, canvas.scene(width, height))


def _round(chart: Chart, canvas: Canvas, room: Room, width: float, height: float, tones: tuple[Tone, ...]) -> Plan:
    found = slices(chart)
    marks = share_writing(found)
    wants_legend = chart.legend is True or (chart.kind == "doughnut" and chart.legend is None)
    named = None
    if chart.kind == "pie" and not wants_legend and chart.labels is not False:
        named = name_slices(chart, canvas, room, marks)
    if named is not None:
        draw_slices(chart, canvas, tones, named.plot)
        draw_names(named, canvas)
        labelled = frozenset((0, each.point) for each in found)
        return _plan(chart, canvas, room, width, height, tones, named.plot, labelled=labelled, marks=marks, named=True)
    if chart.legend is not False:
        legend_beside(chart.categories, tones, canvas, room)
    side = max(min(room.right - room.x, room.bottom - room.y) - canvas.size * 0.4, 1.0)
    center = (room.x + room.right) / 2, (room.y + room.bottom) / 2
    plot = Area(center[0] - side / 2, center[1] - side / 2, side, side)
    draw_slices(chart, canvas, tones, plot)
    spots = inner_labels(chart, canvas, plot, marks) if chart.labels is not False else {}
    draw_shares(chart, canvas, tones, spots, marks)
    labelled = frozenset((0, point) for point in spots)
    return _plan(chart, canvas, room, width, height, tones, plot, side="r", labelled=labelled, marks=marks)


def _radar(
    chart: Chart,
    canvas: Canvas,
    room: Room,
    width: float,
    height: float,
    tones: tuple[Tone, ...],
    labels: Mapping[str, str],
) -> Plan:
    beside = width > height * 1.2
    if not beside:
        _legend(chart, canvas, room, tones)
    elif chart.legend or (chart.legend is None and len(chart.series) > 1):
        names = tuple(series.name for series in chart.series)
        legend_beside(names, tones, canvas, room, "line", RADAR_BREADTH)
    web = spin_web(chart, canvas, room, labels)
    draw_web(web, canvas)
    markers = len(chart.categories) <= MOST_MARKERS
    draw_series(chart, web, canvas, tones, markers)
    draw_web_words(web, canvas)
    return _plan(
        chart,
        canvas,
        room,
        width,
        height,
        tones,
        web.plot,
        side="r" if beside else "t",
        values=web.values,
        every=web.every,
        markers=markers,
    )


def _crossed(
    chart: Chart,
    canvas: Canvas,
    room: Room,
    width: float,
    height: float,
    tones: tuple[Tone, ...],
    labels: Mapping[str, str],
) -> Plan:
    """A chart with two axes."""
    _legend(chart, canvas, room, tones)
    draw_axis_titles(chart, canvas, room)
    marks = mark_writing(chart, labels)
    wanted = _wants_labels(chart)
    bars = chart.kind in ("bar", "column")
    outside = wanted and bars and not chart.stack
    over = wanted and chart.kind in ("line", "scatter")
    head = _head(chart, canvas, marks) if outside else canvas.line + canvas.size * 0.45 if over else 0.0
    alone = outside and len(chart.series) == 1
    axes = set_axes(chart, canvas, _copy(room), labels, not alone, lambda _: head)
    gap = gap_of(chart, axes, canvas.size)
    areas = bar_areas(chart, axes, gap) if bars else {}
    labelled = bar_labels(chart, axes, canvas, areas, marks) if wanted and bars else frozenset()
    if chart.stack and chart.labels is None and len(labelled) < sum(min(a.w, a.h) > 0 for a in areas.values()):
        labelled = frozenset()
    if outside and len(labelled) < len(areas):  # some don't fit: the axis says the values
        alone = False
        if chart.labels is None:
            head, labelled = 0.0, frozenset()
        axes = set_axes(chart, canvas, _copy(room), labels, True, lambda _: head)
        gap = gap_of(chart, axes, canvas.size)
        areas = bar_areas(chart, axes, gap)
        labelled = bar_labels(chart, axes, canvas, areas, marks) if chart.labels else frozenset()
    draw_grid(axes, canvas, not alone)
    markers = max(len(series.values) for series in chart.series) <= MOST_MARKERS
    below = head if bars and axes.values.low < 0 else 0.0
    if bars:
        draw_bars(chart, axes, canvas, tones, areas)
        draw_words(axes, canvas, below)
        draw_bar_labels(chart, axes, canvas, tones, areas, marks, labelled)
    else:
        draw_words(axes, canvas, 0.0)
        labelled = _draw_lines(chart, axes, canvas, tones, marks, markers, wanted, width)
    return _plan(
        chart, canvas, room, width, height, tones, axes.plot,
        values=axes.values, across=axes.across, ticks=not alone, every=axes.words.every if axes.words else 1, gap=gap,
        labelled=labelled, marks=marks, markers=markers,
    )  # fmt: skip


def _draw_lines(
    chart: Chart,
    axes: Axes,
    canvas: Canvas,
    tones: tuple[Tone, ...],
    marks: Writing,
    markers: bool,
    wanted: bool,
    width: float,
) -> frozenset[tuple[int, int]]:
    """Lines, areas or points, and the values at them; gives which have theirs."""
    match chart.kind:
        case "area":
            draw_areas(chart, axes, canvas, tones)
            return frozenset()
        case "line":
            draw_lines(chart, axes, canvas, tones, markers)
        case "scatter":
            draw_points(chart, axes, canvas, tones)
    spots = line_labels(chart, axes, canvas, marks, width) if wanted else {}
    for (number, point), area in sorted(spots.items()):
        words = canvas.wrap(marks.write(chart.series[number].values[point] or 0.0, chart.language))
        canvas.text(words, area, "ctr", "b")
    return frozenset(spots)


def _wants_labels(chart: Chart) -> bool:
    if chart.labels is not None:
        return chart.labels
    if chart.stack:
        return len(chart.series) * len(chart.categories) <= MOST_PARTS
    return len(chart.series) == 1 and len(chart.categories) <= MOST_LABELLED.get(chart.kind, 0)


def _head(chart: Chart, canvas: Canvas, marks: Writing) -> float:
    """What labels at the ends of bars need beyond the largest bar."""
    if chart.kind == "column":
        return canvas.line * 1.1
    return (
        max((canvas.width(marks.write(value, chart.language)) for value in chart.values()), default=0.0) * 1.04
        + canvas.size * 0.4
    )


def _legend(chart: Chart, canvas: Canvas, room: Room, tones: tuple[Tone, ...]) -> None:
    if chart.legend is False or (chart.legend is None and len(chart.series) == 1):
        return
    names = [series.name for series in chart.series]
    key = "point" if chart.kind == "scatter" else "line" if chart.kind in LINED else "area"
    if not draw_legend(names, tones, canvas, room, key):
        names = [canvas.fitted(name, (room.right - room.x) / 4).lines[0] for name in names]
        draw_legend(names, tones, canvas, room, key)


def _copy(room: Room) -> Room:
    return Room(room.x, room.y, room.right, room.bottom)


def _plan(
    chart: Chart,
    canvas: Canvas,
    room: Room,
    width: float,
    height: float,
    tones: tuple[Tone, ...],
    plot: Area,
    *,
    side: str = "t",
    values: Scale | None = None,
    across: Scale | None = None,
    ticks: bool = True,
    every: int = 1,
    gap: int = 60,
    labelled: frozenset[tuple[int, int]] = frozenset(),
    marks: Writing = Writing(),  # noqa: B008 (a frozen value)
    markers: bool = True,
    named: bool = False,
) -> Plan:
    return Plan(
        width=width, height=height, size=canvas.size, title_size=canvas.title_size, tones=tones, plot=plot, title=room.title, upper=room.upper,
        lower=room.lower, legend=room.legend, legend_side=side, values=values, across=across, ticks=ticks, every=every, gap=gap, labelled=labelled,
        marks=marks, markers=markers, named=named,
    )  # fmt: skip
