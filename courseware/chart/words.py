"""A chart in words: its table of data and what is read out to somebody who can't see it."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.chart.model import ROUND, Chart
from courseware.chart.numbers import Writing, beside

MOST_WORDS = 1_200
"""Characters of an alternative text: a screen reader can't stop within it, and the table of the data stands elsewhere in full."""

LONGEST_TITLE = 150
"""Letters of a title; two lines across a slide hold about as many."""

NAMES = {
    "bar": "chart_bar",
    "column": "chart_column",
    "line": "chart_line",
    "area": "chart_area",
    "pie": "chart_pie",
    "doughnut": "chart_doughnut",
    "radar": "chart_radar",
    "scatter": "chart_scatter",
}
"""The label that names each kind."""


def exact(chart: Chart) -> Writing:
    """How the numbers of `chart` are written in full, as in its table."""
    digits = chart.format.removesuffix("%").partition(".")[2]
    decimals = len(digits) if chart.format else min(chart.decimals, 6)
    before, after = beside(chart.unit, chart.language)
    return Writing(decimals, chart.format.endswith("%"), before=before, after=after)


def data_table(chart: Chart) -> tuple[tuple[str, ...], ...]:
    """The rows of the chart's data as text, the names of the columns first; `–` where a number is missing."""
    writing = exact(chart)
    head = (chart.corner or chart.x_title, *(series.name for series in chart.series))
    rows = [head]
    for point, category in enumerate(chart.categories):
        values = (series.values[point] for series in chart.series)
        rows.append((category, *("–" if value is None else writing.write(value, chart.language) for value in values)))
    return tuple(rows)


def alt_text(chart: Chart, labels: Mapping[str, str]) -> str:
    """The author's words for the chart, else its kind, title and data, as far as they can be listened to."""
    if chart.alt:
        return chart.alt
    title = chart.title or (chart.series[0].name if len(chart.series) == 1 else "")
    kind = labels[NAMES[chart.kind]]
    text = f"{kind}: {title}" if title else kind
    rows = data_table(chart)
    alone = len(chart.series) == 1 or chart.kind in ROUND
    for number, row in enumerate(rows[1:], 1):
        pairs = [row[1]] if alone else [f"{name} {value}" for name, value in zip(rows[0][1:], row[1:], strict=True)]
        said = f"{row[0]}: {', '.join(pairs)}" if row[0] else ", ".join(pairs)
        more = labels["chart_more"].replace("{n}", str(len(rows) - number))
        if len(text) + len(said) + len(more) + 4 > MOST_WORDS:
            return f"{text}; {more}"
        text += ("; " if number > 1 else ". ") + said
    return text


def advice(chart: Chart) -> tuple[tuple[str, str], ...]:
    """What a reader of the chart would ask for, as facts and hints."""
    found = []
    points = len(chart.categories)
    if chart.kind in ROUND and points > 8:
        found.append(
            (f"a {chart.kind} of {points} slices can't be read", "take kind: bar, or put the small ones together")
        )
    if chart.kind in ("line", "area", "radar") and len(chart.series) > 6:
        fact = f"{len(chart.series)} lines in one chart can't be told apart"
        found.append((fact, "choose some with columns:, or divide the chart"))
    if chart.kind == "area" and not chart.stack and any(None in series.values for series in chart.series):
        fact = "a number is missing, and PowerPoint lets an area fall to zero there"
        found.append((fact, "take kind: line, which has a gap there, or write 0 where it is meant"))
    if len(chart.title) > LONGEST_TITLE:
        found.append(
            (f"the chart's title has {len(chart.title)} letters", "say it in a line or two, the rest on the slide")
        )
    if chart.labels and chart.kind in ("radar", "area"):
        found.append((f"a {chart.kind} chart shows no values at its marks", "take labels: out, or take kind: line"))
    return tuple(found)
