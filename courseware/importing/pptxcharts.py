"""A chart of a deck as a chart of ours, where we have its kind; else its numbers as a table."""

from __future__ import annotations

from courseware.chart.read import read_chart
from courseware.content.blocks import Block, Cell, Column, Drawing, Paragraph, Run, Table
from courseware.powerpoint.reading.model import OldChart
from courseware.problems import NOWHERE, CoursewareError

_KINDS = {
    "barChart": "column", "lineChart": "line", "areaChart": "area", "pieChart": "pie", "doughnutChart": "doughnut", "radarChart": "radar",
    "scatterChart": "scatter",
}  # fmt: skip
_STACKED = {"stacked": "yes", "percentStacked": "100%"}
_MOST_ROWS = 40


def chart_blocks(chart: OldChart) -> tuple[list[Block], str]:
    """The blocks of a chart, and what is to be told of it (`""` where nothing is lost but its looks)."""
    if not chart.series and not chart.categories:
        return [], "a chart without data in the file"
    source = _source(chart)
    if source:
        try:
            read_chart(source, NOWHERE, "en", lambda name: b"")
        except CoursewareError:
            source = ""
    extra = [Paragraph(inlines=(Run(text),)) for text in chart.extra]
    if source:
        kind = source.partition("\n")[0].removeprefix("kind: ")
        return [Drawing(form="chart", kind=kind, source=source, alt=""), *extra], ""
    named = " and ".join(dict.fromkeys(kind.removesuffix("Chart") for kind in chart.kinds)) or "unknown"
    told = f"a chart ({named}) that we have no kind for: its numbers stand in a table"
    axes = [text for text in (chart.x_title, chart.y_title) if text]
    return [_table(chart), *(Paragraph(inlines=(Run(text),)) for text in axes), *extra], told


def _source(chart: OldChart) -> str:
    """The lines of a ```chart block, `""` where we have no such chart."""
    kinds = set(chart.kinds)
    if len(kinds) != 1 or (kind := _KINDS.get(next(iter(kinds)), "")) == "":
        return ""
    if kind in ("pie", "doughnut") and len(chart.series) != 1:
        return ""
    if kind == "scatter" and len({series.xs for series in chart.series}) != 1:
        return ""
    rows = _rows(chart)
    if len(rows) > _MOST_ROWS + 1 or not chart.series:
        return ""
    stacked = _STACKED.get(chart.grouping, "")
    if kind == "column":
        kind = "bar" if chart.lying else "column"
    lines = [f"kind: {kind}"]
    lines += [
        f"{key}: {text}" for key, text in (("title", chart.title), ("x", chart.x_title), ("y", chart.y_title)) if text
    ]
    if stacked and kind in ("bar", "column", "area"):
        lines.append(f"stacked: {stacked}")
    lines += ["labels: yes"] if chart.labelled and kind not in ("scatter", "radar") else []
    if form := _format(chart.number_format):
        lines.append(f"format: {form}")
    if chart.alt and chart.alt != chart.title:
        lines.append(f"alt: {chart.alt}")
    lines.append("language: en")
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _rows(chart: OldChart) -> list[list[str]]:
    scatter = chart.kinds[:1] == ("scatterChart",) and bool(chart.series) and bool(chart.series[0].xs)
    names = [series.name for series in chart.series]
    first = chart.x_title if scatter and chart.x_title else ""
    heads = [name or ("" if len(names) == 1 else str(n)) for n, name in enumerate(names, 1)]
    if heads == [""]:
        heads = [chart.title or "1"]
    size = max([len(chart.categories), *(len(series.values) for series in chart.series)], default=0)
    rows = [[first or ("x" if scatter else ""), *heads]]
    for n in range(size):
        begin = (
            _number(chart.series[0].xs, n) if scatter else (chart.categories[n] if n < len(chart.categories) else "")
        )
        rows.append([begin or str(n + 1), *(_number(series.values, n) for series in chart.series)])
    return rows


def _number(values: tuple[float | None, ...], at: int) -> str:
    value = values[at] if at < len(values) else None
    if value is None:
        return ""
    return str(int(value)) if value == int(value) and abs(value) < 1e15 else f"{value:.12g}"


def _cell(text: str) -> str:
    if '"' in text or "|" in text or (text.startswith("-") and not text[1:2].isdigit()):
        return '"' + text.replace('"', '""') + '"'
    return text


def _format(code: str) -> str:
    """Our format for Excel's, where we have it."""
    plain = code.split(";")[0]
    return plain if plain in ("0", "0.0", "0.00", "0%", "0.0%") else ""


def _table(chart: OldChart) -> Table:
    """All numbers as a table; scatter and bubble charts with their own x for each series, in rows beneath each other."""
    rows = _rows(chart)
    if any(series.xs for series in chart.series):
        rows = [["", "x", "y", *(["size"] if any(series.sizes for series in chart.series) else [])]]
        for series in chart.series:
            for n in range(len(series.values)):
                sizes = [_number(series.sizes, n)] if len(rows[0]) == 4 else []
                rows.append([series.name, _number(series.xs, n), _number(series.values, n), *sizes])
    head, *body = [tuple(Cell((Paragraph(inlines=(Run(text),)),) if text else ()) for text in row) for row in rows]
    columns = tuple(Column(align="left" if n == 0 else "right") for n in range(len(head)))
    return Table(columns=columns, head=(head,), rows=tuple(body), caption=(Run(chart.title),) if chart.title else ())
