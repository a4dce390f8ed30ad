"""What is decided once for a chart, so that the native chart and the drawing look alike: where things stand, scales, colours, labels.

Areas are in points from the chart's top left corner.
"""

from __future__ import annotations

from msgspec import Struct

from courseware.chart.numbers import Writing
from courseware.chart.scale import Scale
from courseware.scene import Paint


class Area(Struct, frozen=True):
    """A rectangle of the chart."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h


class Tone(Struct, frozen=True):
    """How a series (or a slice) looks: `fill`, `on` for text on it, and what tells it apart without colour, the line's `dash` and the `marker`.

    `marker` is circle, square, diamond or triangle; `hollow` ones are filled with the ground.
    """

    fill: Paint
    on: Paint = Paint("ground")
    dash: str = ""
    marker: str = "circle"
    hollow: bool = False


class Plan(Struct, frozen=True, kw_only=True):
    """A chart of `width` x `height` points, planned.

    `plot` is the inner area, between the axes (for round charts the circle's square). `values` is the scale of the values, `across` that of a scatter
    chart's x values; None where there is none. `ticks` says whether the value axis shows numbers and grid. `every` n-th category is
    labelled. `gap` is the room between the bars of neighbours in percent of a bar. `labelled` are the (series, point) with their value written
    at them, in `marks`. `legend` and the titles are None where there are none; `legend_side` is t or r. `markers` is False where points
    stand too close for them.
    """

    width: float
    height: float
    size: float
    title_size: float
    tones: tuple[Tone, ...]
    plot: Area
    title: Area | None = None
    upper: Area | None = None
    """The title of the axis that stands: written over it, lying."""
    lower: Area | None = None
    legend: Area | None = None
    legend_side: str = "t"
    values: Scale | None = None
    across: Scale | None = None
    ticks: bool = True
    every: int = 1
    gap: int = 60
    labelled: frozenset[tuple[int, int]] = frozenset()
    marks: Writing = Writing()
    markers: bool = True
    named: bool = False
    """Whether a pie's labels say the category too."""
