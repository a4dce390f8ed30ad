"""What stands around the plot of a chart: its title, the legend, the titles and the words of its axes."""

from __future__ import annotations

from msgspec import Struct

from courseware.chart.canvas import Canvas, reads_from_right
from courseware.chart.model import Chart
from courseware.chart.plan import Area, Tone
from courseware.chart.scale import LONGEST_UNIT
from courseware.scene import Wrapped

KEY = 1.15
"""The width of a legend's key, as a share of the size."""
MOST_LINES = 3
"""Lines of a category's label."""
TITLES = (18 / 14, 16 / 14, 1.0)
"""The sizes of a chart's title, as shares of its text's."""
FLAT = 7
"""A plot with fewer lines of height than this keeps all of it for itself."""
FEW = 12
"""Up to so many categories all have their labels, however long."""
MOST_ROWS = 3
"""Rows of a legend above the plot."""


class Room(Struct):
    """What is left of the chart for its plot, as more and more of its surroundings take their part."""

    x: float
    y: float
    right: float
    bottom: float
    title: Area | None = None
    upper: Area | None = None
    lower: Area | None = None
    legend: Area | None = None


def draw_title(chart: Chart, canvas: Canvas, room: Room) -> float:
    """The chart's title at the top, on one or two lines; a long one is set smaller. Gives its size."""
    size = canvas.size * TITLES[0]
    if not chart.title:
        return size
    for factor in TITLES:
        size = canvas.size * factor
        found = canvas.fitted(chart.title, (room.right - room.x) / 1.04, 2, size, bold=True)
        if found.fits:
            break
    own = found.width * 1.04
    left = room.right - own if reads_from_right(chart.title) else room.x
    room.title = Area(left, room.y, own, found.height)
    canvas.text(found, room.title, "l", "t", size=size, bold=True)
    room.y += found.height + canvas.size * 0.4
    return size


def standing_title(chart: Chart) -> str:
    """The title over the axis that stands: of the values, but for lying bars of the categories."""
    return chart.x_title if chart.kind == "bar" else _of_values(chart)


def lying_title(chart: Chart) -> str:
    """The title under the axis that lies."""
    return _of_values(chart) if chart.kind == "bar" else chart.x_title


def _of_values(chart: Chart) -> str:
    if len(chart.unit) <= LONGEST_UNIT:
        return chart.y_title
    return f"{chart.y_title} ({chart.unit})" if chart.y_title else chart.unit


def draw_axis_titles(chart: Chart, canvas: Canvas, room: Room) -> None:
    """The titles of the axes: the standing one's over it, the lying one's under it; none in a strip too flat for them."""
    if room.bottom - room.y < canvas.line * FLAT:
        return
    wide = room.right - room.x
    if standing_title(chart):
        found = canvas.fitted(standing_title(chart), wide / 1.04)
        room.upper = Area(room.x, room.y, wide, found.height)
        canvas.text(found, room.upper, "l", "t", "muted")
        room.y += found.height + canvas.size * 0.1
    if lying_title(chart):
        found = canvas.fitted(lying_title(chart), wide / 1.04)
        own = found.width * 1.04
        room.lower = Area(room.right - own, room.bottom - found.height, own, found.height)
        canvas.text(found, room.lower, "r", "b", "muted")
        room.bottom -= found.height + canvas.size * 0.15


def draw_legend(names: list[str], tones: tuple[Tone, ...], canvas: Canvas, room: Room, key_form: str) -> bool:
    """The names of the series in rows over the plot, each behind its key; False, and nothing drawn, where they take too many rows."""
    size, gap = canvas.size, canvas.size * 1.4
    key = size * KEY * (2.0 if key_form == "line" else 1.0)
    room_for = room.right - room.x
    entries = [canvas.fitted(name, (room_for - key - size * 0.4) / 1.04) for name in names]
    rows: list[list[int]] = [[]]
    x = 0.0
    for number, entry in enumerate(entries):
        wide = key + size * 0.4 + entry.width * 1.04
        if rows[-1] and x + wide > room_for:
            rows.append([])
            x = 0.0
        rows[-1].append(number)
        x += wide + gap
    if len(rows) > MOST_ROWS:
        return False
    high = canvas.line * 1.15
    top, widest = room.y, 0.0
    for row in rows:
        x = room.x
        for number in row:
            draw_key(canvas, tones[number], x, room.y + high / 2, key, key_form)
            wide = entries[number].width * 1.04
            canvas.text(entries[number], Area(x + key + size * 0.4, room.y, wide, high), "l")
            x += key + size * 0.4 + wide + gap
        widest = max(widest, x - gap - room.x)
        room.y += high
    room.legend = Area(room.x, top, min(widest + size, room_for), room.y - top)
    room.y += size * 0.5
    return True


def draw_key(canvas: Canvas, tone: Tone, x: float, middle: float, wide: float, form: str) -> None:
    """A legend's key: a filled square (`area`), a stretch of the series' line with its marker (`line`), or the marker alone (`point`)."""
    size = canvas.size
    if form == "area":
        side = size * 0.8
        canvas.rect(Area(x, middle - side / 2, side, side), tone.fill)
        return
    if form == "line":
        canvas.path(
            [("M", (x, middle)), ("L", (x + wide, middle))], outline=tone.fill, width=size * LINE, dash=tone.dash
        )
    canvas.marker(x + wide / 2, middle, tone, size * MARKER)


LINE = 0.16
"""The width of a series' line, as a share of the size: 2.25 pt at 14 pt."""
MARKER = 0.5


class Words(Struct, frozen=True):
    """The labels of categories: every `every`-th of them, in lines, at most `width` wide and `height` high."""

    every: int
    lines: tuple[Wrapped | None, ...]
    width: float
    height: float


def lying_words(names: tuple[str, ...], band: float, ends: tuple[float, float], canvas: Canvas, most: int) -> Words:
    """Category labels side by side, each in its `band` of points: wrapped, then left out in between, then cut.

    They take `most` lines; `ends` are the points from the middle of the first and of the last band to the edge of the chart, which no label crosses.
    """
    count = len(names)
    every, wide = _every(names, band, canvas, most)
    found: list[Wrapped | None] = [None] * count
    for at in range(0, count, every):
        room = 2 * min(ends[0] + at * band, ends[1] + (count - 1 - at) * band) / 1.04
        label = canvas.fitted(names[at], max(min(wide, room), 1.0), most)
        if label.fits or room >= wide or at == 0:
            found[at] = label
    return _words(every, found)


def _every(names: tuple[str, ...], band: float, canvas: Canvas, most: int) -> tuple[int, float]:
    """Which labels side by side are shown, and how wide they may be."""
    count, gap = len(names), canvas.size * 0.5
    for every in range(1, count + 1):
        wide = max(band * every - gap, 1.0)
        if all(_whole(canvas, name, wide, most) for name in names[::every]):
            return every, wide
        if count <= FEW or every >= count / 4:  # long words: rather cut them than show three of fifty
            break
    every = 1
    while band * every < canvas.size * 4 and every < count:
        every += 1
    return every, max(band * every - gap, 1.0)


def _whole(canvas: Canvas, name: str, wide: float, most: int) -> bool:
    found = canvas.wrap(name, wide)
    return found.fits and len(found.lines) <= most and found.width <= wide


def standing_words(names: tuple[str, ...], band: float, most_width: float, canvas: Canvas) -> Words:
    """Category labels under each other, at the left of lying bars: wrapped as far as their band is high, then left out in between."""
    line = max(canvas.wrap(name).height for name in names)
    every = 1
    while band * every < line + max(line - band, 0.0) / 2 and every < len(
        names
    ):  # the first one moves down to stay inside
        every += 1
    lines = min(max(int(band * every / line), 1), MOST_LINES)
    return _words(
        every, [canvas.fitted(name, most_width, lines) if at % every == 0 else None for at, name in enumerate(names)]
    )


def _words(every: int, found: list[Wrapped | None]) -> Words:
    shown = [each for each in found if each is not None]
    return Words(every, tuple(found), max(each.width for each in shown), max(each.height for each in shown))
