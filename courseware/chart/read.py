"""A fenced block of a chart becomes a `Chart`; whatever is wrong in it or in its file is told at its own line, all at once."""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct, field

from courseware.chart.model import KINDS, ROUND, Chart, reach
from courseware.chart.numbers import read_format, read_number
from courseware.chart.rows import MARKS, Row, csv_rows, inline_rows
from courseware.chart.spreadsheet import sheet_rows
from courseware.chart.table import Table, read_table
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean

KEYS = (
    "kind", "title", "x", "y", "format", "unit", "stacked", "labels", "legend", "min", "max", "file", "sheet", "columns", "language", "alt", "source",
)  # fmt: skip
"""What may stand before the rows, each on a line of its own."""

STACKED = ("bar", "column", "area")
"""Kinds whose series may stand on each other."""

_KEY = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|[ \t]*)$")
_YES = {"yes": True, "true": True, "on": True, "no": False, "false": False, "off": False}
_STACKS = {
    "yes": "stacked",
    "true": "stacked",
    "no": "",
    "false": "",
    "100%": "percent",
    "100 %": "percent",
    "100": "percent",
}
_WAY = "write yes or no"


class _Header(Struct, eq=False):
    """The lines before the rows: what each says, and where."""

    place: Place
    problems: list[Problem]
    values: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def text(self, key: str) -> str:
        return self.values.get(key, "")

    def at(self, key: str) -> Place:
        return self.places.get(key, self.place)

    def error(self, key: str, fact: str, hint: str = "") -> None:
        self.problems.append(Problem(self.at(key), fact, hint))

    def flag(self, key: str) -> bool | None:
        """What a line of yes or no says; None where it isn't there or says auto."""
        word = self.text(key).lower()
        if word in ("", "auto"):
            return None
        if word not in _YES:
            self.error(key, f"{key}: can't be '{self.text(key)}'", _WAY)
        return _YES.get(word)

    def number(self, key: str, language: str) -> float | None:
        if not self.text(key):
            return None
        try:
            found = read_number(self.text(key), language)
        except (ValueError, OverflowError):
            found = None
        if found is None:
            self.error(key, f"{key}: is no number: '{self.text(key)}'", f"write it as in {key}: 100")
        return found.value if found else None


def read_chart(source: str, place: Place, language: str, data: Callable[[str], bytes]) -> Chart:
    """The chart that `source` describes, its first line standing under `place`.

    `language` is the one its numbers are typed in; `data` gives a data file by the name in `file:`. Raises `CoursewareError`
    with every problem: header lines, rows and cells at their lines, in a data file at that file's.
    """
    problems: list[Problem] = []
    header = _Header(place, problems)
    lines = [(line, Place(place.file, place.line + number)) for number, line in enumerate(source.split("\n"), 1)]
    rest = _read_header(lines, header)
    typed = header.text("language") or language
    kind, stack = _kind(header)
    table = _table(rest, header, kind, typed, data)
    if table is None or problems:
        raise CoursewareError(problems)
    format = read_format(header.text("format")) if header.text("format") else ""
    if format is None:
        header.error(
            "format", f"nobody can write numbers as '{header.text('format')}'", "write 0, 0.0, 0.00, 0% or 0.0%"
        )
    chart = Chart(
        kind=kind,
        categories=table.categories,
        series=table.series,
        stack=stack,
        corner=table.corner,
        title=header.text("title"),
        x_title=header.text("x"),
        y_title=header.text("y"),
        format=format or ("0%" if table.sign == "%" and table.decimals == 0 else _percent(table)),
        decimals=table.decimals,
        unit=header.text("unit") or (table.sign if table.sign != "%" else ""),
        labels=header.flag("labels"),
        legend=header.flag("legend"),
        least=header.number("min", typed),
        most=header.number("max", typed),
        alt=header.text("alt"),
        source=header.text("source"),
        language=typed,
        place=place,
    )
    _check(chart, header)
    if problems:
        raise CoursewareError(problems)
    return chart


def _percent(table: Table) -> str:
    return f"0.{'0' * table.decimals}%" if table.sign == "%" else ""


def _read_header(lines: list[tuple[str, Place]], header: _Header) -> list[tuple[str, Place]]:
    """Reads the lines of `key: value` at the top; gives the others."""
    at = 0
    while at < len(lines):
        line, place = lines[at]
        found = _KEY.match(line.strip())
        if line.strip() and found is None:
            break
        at += 1
        if found is None:
            continue
        key, value = found[1].lower(), (found[2] or "").strip()
        if key not in KEYS:
            fact = f"a chart has no line '{found[1]}:'"
            hint = did_you_mean(
                key, KEYS, f"it may have: {', '.join(KEYS)}; put a first row with a colon in quotation marks"
            )
            header.problems.append(Problem(place, fact, hint))
        elif key in header.values:
            header.problems.append(Problem(place, f"the chart has two lines '{key}:'", "keep one of them"))
        else:
            header.values[key] = (
                value[1:-1] if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'" else value
            )
            header.places[key] = place
    rest = []
    for line, place in lines[at:]:
        found = _KEY.match(line.strip())
        if found and found[1].lower() in KEYS and not any(mark in line for mark in MARKS):
            fact = f"the line '{found[1]}:' stands under the rows"
            header.problems.append(Problem(place, fact, "move it above the first row"))
        else:
            rest.append((line, place))
    return rest


def _kind(header: _Header) -> tuple[str, str]:
    """The kind and how its series stand on each other; `stacked` is a column chart."""
    kind = header.text("kind").lower()
    if not kind:
        header.error(
            "kind", "the chart does not say of which kind it is", f"write a line 'kind: column', or: {', '.join(KINDS)}"
        )
    elif kind not in KINDS:
        header.error(
            "kind",
            f"nobody knows a chart of kind '{kind}'",
            did_you_mean(kind, KINDS, f"it is one of: {', '.join(KINDS)}"),
        )
    word = header.text("stacked").lower()
    stack = _STACKS.get(word, "")
    if word and word not in _STACKS:
        header.error("stacked", f"stacked: can't be '{header.text('stacked')}'", "write yes, no or 100%")
    if kind == "stacked":
        return "column", stack or "stacked"
    if stack and kind in KINDS and kind not in STACKED:
        header.error("stacked", f"a {kind} chart can't be stacked", f"stack one of these: {', '.join(STACKED)}")
    return kind, stack


def _table(
    lines: list[tuple[str, Place]], header: _Header, kind: str, language: str, data: Callable[[str], bytes]
) -> Table | None:
    """The rows as categories and series."""
    name = header.text("file")
    rows: list[Row] = inline_rows(lines, language)
    if name and rows:
        header.problems.append(Problem(rows[0].place, "the chart has a file and rows of its own", "keep one of them"))
        return None
    if header.text("sheet") and not name.lower().endswith(".xlsx"):
        header.error("sheet", "a sheet is named, but no workbook", "add file: with a name that ends in .xlsx")
    if name:
        try:
            rows = _file_rows(name, header, data(name))
        except FileNotFoundError:
            header.error("file", f"the data file is missing: {name}", "it is looked for beside the file that names it")
            return None
        except CoursewareError as error:
            header.problems.extend(error.problems)
            return None
    chosen = [column.strip() for column in re.split(r"[|;,]", header.text("columns"))] if header.text("columns") else []
    where = Place(name) if name else header.place
    return read_table(rows, chosen, header.at("columns"), where, kind, language, header.problems)


def _file_rows(name: str, header: _Header, data: bytes) -> list[Row]:
    ending = name.lower().rpartition(".")[2]
    if ending == "xlsx":
        return sheet_rows(data, name, header.text("sheet"), header.at("sheet"))
    if ending in ("csv", "tsv", "txt"):
        return csv_rows(data, name)
    fact = f"a chart's numbers can't be read from {name}"
    raise CoursewareError(Problem(header.at("file"), fact, "save them as .csv or .xlsx"))


def _check(chart: Chart, header: _Header) -> None:
    """What only the whole chart shows: a pie of nothing, ends of an axis that cut marks off."""
    values = chart.values()
    if chart.kind in ROUND:
        if values and not any(values):
            header.error("kind", f"a {chart.kind} of zeros shows nothing", "write the numbers, or take another kind")
        for key in ("min", "max", "x", "y", "legend"):
            if header.text(key) and key != "legend":
                header.error(key, f"a {chart.kind} has no axes: {key}: says nothing here", "take the line out")
        return
    if chart.least is not None and chart.most is not None and chart.least >= chart.most:
        header.error("max", f"max: {header.text('max')} is not above min: {header.text('min')}", "swap them")
        return
    if chart.stack == "percent":
        for key in ("min", "max"):
            if header.text(key):
                header.error(key, f"an axis of 100 % needs no {key}:", "take the line out")
        return
    low, high = reach(chart)
    if chart.most is not None and high > chart.most:
        header.error(
            "max", f"max: {header.text('max')} is below the largest value, {high:g}", "raise it, or take it out"
        )
    if chart.least is not None and low < chart.least:
        header.error(
            "min", f"min: {header.text('min')} is above the smallest value, {low:g}", "lower it, or take it out"
        )
    if chart.least is not None and chart.least > 0 and chart.kind in ("bar", "column", "area"):
        header.error(
            "min", "bars and areas begin at zero, else their lengths mislead", "take min: out, or use kind: line"
        )
