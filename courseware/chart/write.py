"""A chart as the lines that `read_chart` reads: how what was read from a file goes into the markup."""

from __future__ import annotations

import math

from courseware.chart.model import Chart


def write_chart(chart: Chart) -> str:
    """The source of `chart` with all its numbers, typed in its language's signs without groups; reading it gives `chart` again."""
    said = {
        "kind": chart.kind,
        "stacked": {"stacked": "yes", "percent": "100%"}.get(chart.stack, ""),
        "title": chart.title,
        "x": chart.x_title,
        "y": chart.y_title,
        "format": chart.format,
        "unit": chart.unit,
        "labels": _flag(chart.labels),
        "legend": _flag(chart.legend),
        "min": "" if chart.least is None else _exact(chart.least),
        "max": "" if chart.most is None else _exact(chart.most),
        "language": "en",
        "alt": chart.alt,
        "source": chart.source,
    }
    lines = [f"{key}: {_quoted(value)}" for key, value in said.items() if value]
    rows = [[chart.corner, *(series.name for series in chart.series)]]
    for point, category in enumerate(chart.categories):
        values = [series.values[point] for series in chart.series]
        decimals = chart.decimals if point == 0 else 0
        rows.append([category, *("" if value is None else _exact(value, decimals) for value in values)])
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)


def _flag(value: bool | None) -> str:
    return "" if value is None else "yes" if value else "no"


def _quoted(text: str) -> str:
    return f'"{text}"' if text[:1] in "\"'" else text


def _exact(value: float, decimals: int = 0) -> str:
    """`value` as the shortest decimal number that reads as it, with at least `decimals`."""
    text = repr(float(value))
    if "e" in text or "inf" in text:
        return text
    whole, _, fraction = text.partition(".")
    fraction = fraction.rstrip("0") if math.isfinite(value) else fraction
    fraction = fraction.ljust(decimals, "0")
    # Three decimals after a point would read as thousands where nothing else says otherwise: English never does.
    return f"{whole}.{fraction}" if fraction else whole


def _cell(text: str) -> str:
    text = text.replace("\n", " ")
    return '"' + text.replace('"', '""') + '"' if "|" in text or text[:1] == '"' or text != text.strip() else text
