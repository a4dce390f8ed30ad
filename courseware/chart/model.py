"""`Chart`: what a chart shows, typed once; the deck's native chart and the drawing on paper are both made from it."""

from __future__ import annotations

from msgspec import Struct

from courseware.problems import NOWHERE, Place


class Series(Struct, frozen=True):
    """A row of numbers with a name; None where a value is missing. `xs` are the x values of a scatter chart, else empty."""

    name: str
    values: tuple[float | None, ...]
    xs: tuple[float, ...] = ()


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of a `kind` (bar, column, stacked, line, area, pie, doughnut, radar, scatter) over `categories`.

    `x_title` and `y_title` name the axes. `format` is how values are written: `""` as they are, `0`, `0.0`, `0%`, with `unit` behind them.
    `labels` shows values at the marks. `language` is the
    course's, for separators.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    format: str = ""
    unit: str = ""
    labels: bool = False
    legend: bool = True
    least: float | None = None
    most: float | None = None
    language: str = "en"
    place: Place = NOWHERE
