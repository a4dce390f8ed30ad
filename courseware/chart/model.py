"""`Chart`: what a chart shows, typed once; the deck's native chart and the drawing on paper are both made from it."""

from __future__ import annotations

from msgspec import Struct

from courseware.problems import NOWHERE, Place

KINDS = ("bar", "column", "stacked", "line", "area", "pie", "doughnut", "radar", "scatter")
"""What a `kind:` line may say; `stacked` is a column chart whose columns stand on each other."""

ROUND = ("pie", "doughnut")
"""Kinds that show shares of a whole: one series, no axes."""


class Series(Struct, frozen=True):
    """A row of numbers with a name; None where a value is missing. `xs` are the x values of a scatter chart, else empty."""

    name: str
    values: tuple[float | None, ...]
    xs: tuple[float, ...] = ()


class Chart(Struct, frozen=True, kw_only=True):
    """A chart of a `kind` (bar, column, line, area, pie, doughnut, radar, scatter) over `categories`.

    `stack` is `""`, `stacked` or `percent` (columns, bars and areas on each other, as they are or as shares of 100 %). `corner` is what stands
    over the categories, `x_title` and `y_title` name the axes (x is the categories' own, whether it lies or stands). `format` is how values
    are written: `""` as they were typed (with `decimals` at most), else `0`, `0.0`, `0%`; `unit` stands behind them, or before them where the language puts a
    currency's sign there. `labels` shows values at the marks, `legend` the names of the series; None leaves it to the chart. `language` is
    that of the document, for separators. `alt` and `source` are the author's words for who can't see it and for a line under it.
    """

    kind: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    stack: str = ""
    corner: str = ""
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    format: str = ""
    decimals: int = 0
    unit: str = ""
    labels: bool | None = None
    legend: bool | None = None
    least: float | None = None
    most: float | None = None
    alt: str = ""
    source: str = ""
    language: str = "en"
    place: Place = NOWHERE

    def values(self) -> list[float]:
        """Every number that is there."""
        return [value for series in self.series for value in series.values if value is not None]

    def whole(self, point: int) -> float:
        """The sum of all series at one category, for shares of 100 %."""
        return sum(abs(series.values[point] or 0.0) for series in self.series)


def reach(chart: Chart) -> tuple[float, float]:
    """The smallest and the largest value that the value axis has to show; stacked series count together."""
    values = chart.values() or [0.0]
    if not chart.stack:
        return min(values), max(values)
    sums = []
    for point in range(len(chart.categories)):
        column = [series.values[point] or 0.0 for series in chart.series]
        sums += [sum(v for v in column if v > 0), sum(v for v in column if v < 0)]
    return min(sums), max(sums)
