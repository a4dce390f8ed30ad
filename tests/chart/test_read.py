"""The notation of charts, and what is wrong in it, told at its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.chart.model import Chart
from courseware.chart.read import read_chart
from courseware.chart.write import write_chart
from courseware.problems import CoursewareError, Place
from tests.cases import Case, cases
from tests.chart.generated import source

AT = Place("m.md", 1)


def no_file(name: str) -> bytes:
    if name == "data.doc":
        return b"not a table"
    raise FileNotFoundError(name)


def outline(chart: Chart) -> str:
    """The chart's kind, categories and numbers, a line each."""
    said = [chart.kind, chart.stack, chart.format, chart.unit]
    lines = [" ".join(word for word in said if word) + (f": {chart.title}" if chart.title else "")]
    lines.append(f"{chart.corner}: {', '.join(chart.categories)}")
    for series in chart.series:
        numbers = ["-" if value is None else f"{value:g}" for value in series.values]
        numbers = [f"{x:g}/{y}" for x, y in zip(series.xs, numbers, strict=True)] if series.xs else numbers
        lines.append(f"{series.name}: {' '.join(numbers)}")
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases(Path(__file__).parent / "cases.md"))
def test_a_chart_is_read_or_its_problems_told(case: Case) -> None:
    try:
        found = outline(read_chart(case.given, AT, "en", no_file))
    except CoursewareError as error:
        found = str(error)
    assert found == case.expected


def test_lists_beyond_reading_are_told() -> None:
    many = "kind: column\n" + "A," + ",".join(f"s{n}" for n in range(13)) + "\nx" + ",1" * 13
    with pytest.raises(CoursewareError, match=r"m\.md:3: the chart has 13 series, more than 12"):
        read_chart(many, AT, "en", no_file)
    long = "kind: line\nA,B\n" + "\n".join(f"{n},1" for n in range(1001))
    with pytest.raises(CoursewareError, match=r"m\.md:1004: the chart has 1,001 rows, more than 1,000"):
        read_chart(long, AT, "en", no_file)


@pytest.mark.parametrize("seed", range(0, 200, 4))
def test_what_is_written_of_a_chart_is_read_as_the_same_chart(seed: int) -> None:
    chart = read_chart(source(seed), AT, "en", no_file)
    again = read_chart(write_chart(chart), AT, "de", no_file)
    assert (again.series, again.categories, again.stack, again.title) == (
        chart.series,
        chart.categories,
        chart.stack,
        chart.title,
    )
    assert write_chart(again) == write_chart(chart)
