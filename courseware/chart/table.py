"""Rows become categories and series."""

from __future__ import annotations

from msgspec import Struct

from courseware.chart.model import ROUND, Series
from courseware.chart.numbers import LARGEST, Number, kept, read_number
from courseware.chart.rows import Row, drop_empty_columns
from courseware.problems import Place, Problem
from courseware.suggest import did_you_mean

MOST_SERIES = 12
MOST_ROWS = 1_000

_EXAMPLE = "write a first row such as 'Quarter | North | South', and a row for each quarter"


class Table(Struct, frozen=True):
    """What the rows hold: `corner` stands over the categories; `sign` is the one that all numbers were written with, `decimals` the most they have."""

    corner: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    sign: str
    decimals: int


def read_table(
    rows: list[Row],
    chosen: list[str],
    chosen_at: Place,
    where: Place,
    kind: str,
    language: str,
    problems: list[Problem],
) -> Table | None:
    """The table of `rows`, the first of which names the columns; `chosen` keeps some of them, the first of these for the categories.

    What is wrong is added to `problems` at its row; None where nothing can be read at all.
    """
    rows = drop_empty_columns(rows)
    if len(rows) < 2:
        fact = "the chart has a first row, but no numbers under it" if rows else "the chart has no rows"
        problems.append(Problem(rows[0].place if rows else where, fact, _EXAMPLE))
        return None
    head, body = rows[0], rows[1:]
    names = [_text(cell) for cell in head.cells]
    columns = _columns(names, chosen, chosen_at, problems)
    if len(columns) < 2:
        if not chosen:
            problems.append(Problem(head.place, "the first row names only one column", _EXAMPLE))
        elif not problems:
            problems.append(
                Problem(chosen_at, "columns: names only one column", "name the categories' column, then the others")
            )
        return None
    _check_head(head, [names[at] for at in columns[1:]], kind, problems)
    if len(body) > MOST_ROWS:
        fact = f"the chart has {len(body):,} rows, more than {MOST_ROWS:,}"
        problems.append(Problem(body[MOST_ROWS].place, fact, "nobody can read them: sum them up, or show a part"))
        return None
    return _filled(names, columns, body, kind, language, problems)


def _columns(names: list[str], chosen: list[str], at: Place, problems: list[Problem]) -> list[int]:
    """The numbers of the columns to show."""
    if not chosen:
        return list(range(len(names)))
    found = []
    for name in chosen:
        if name in names:
            found.append(names.index(name))
        else:
            hint = did_you_mean(name, names, f"its first row has: {', '.join(filter(None, names))}")
            problems.append(Problem(at, f"the data have no column '{name}'", hint))
    return found


def _check_head(head: Row, names: list[str], kind: str, problems: list[Problem]) -> None:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        fact = f"two columns have the name '{name}'" if name else "two columns have no name"
        problems.append(Problem(head.place, fact, "name each: the names stand in the legend"))
    if len(names) > 1 and "" in names and names.count("") == 1:
        problems.append(
            Problem(head.place, f"column {names.index('') + 2} has no name", "name it: it stands in the legend")
        )
    if len(names) > MOST_SERIES:
        fact = f"the chart has {len(names)} series, more than {MOST_SERIES}"
        problems.append(Problem(head.place, fact, "nobody can tell them apart: choose some with columns:"))
    if kind in ROUND and len(names) > 1:
        fact = f"a {kind} shows one series, and there are {len(names)}"
        problems.append(Problem(head.place, fact, "choose one with columns:, or take kind: stacked with stacked: 100%"))


def _filled(
    names: list[str], columns: list[int], body: list[Row], kind: str, language: str, problems: list[Problem]
) -> Table | None:
    before = len(problems)
    categories: list[str] = []
    values: list[list[float | None]] = [[] for _ in columns[1:]]
    xs: list[float] = []
    numbers: list[Number] = []
    for row in body:
        if len(row.cells) > len(names) or (
            len(row.cells) < len(names) and not row.place.file.lower().endswith(".xlsx")
        ):
            fact = f"the row has {_count(len(row.cells))}, the first row {len(names)}"
            problems.append(
                Problem(row.place, fact, "part cells with | where a number holds a comma; leave a missing one empty")
            )
            continue
        cells = [row.cells[at] if at < len(row.cells) else "" for at in columns]
        categories.append(_text(cells[0]))
        if kind == "scatter":
            x = _number(cells[0], names[columns[0]], row, language, problems)
            if x is None and not cells[0]:
                problems.append(
                    Problem(row.place, "a point has no x value", "the first column of a scatter chart holds numbers")
                )
            xs.append(x.value if x else 0.0)
        for series, (at, cell) in zip(values, zip(columns[1:], cells[1:], strict=True), strict=True):
            number = _number(cell, names[at], row, language, problems)
            series.append(number.value if number else None)
            if number is None:
                continue
            numbers.append(number)
            if kind in ROUND and number.value < 0:
                problems.append(
                    Problem(row.place, f"a {kind} can't show {_text(cell)}: shares are not negative", "take kind: bar")
                )
    if kind == "radar" and len(categories) < 3 and len(problems) == before:
        problems.append(Problem(body[0].place, "a radar has three rows or more", "take kind: column for fewer"))
    found = {number.sign for number in numbers if number.value}
    if len(found) > 1:
        shown = " and ".join(sorted(f"with {sign}" if sign else "without a sign" for sign in found))
        problems.append(
            Problem(
                body[0].place, f"the numbers are written {shown}", "write all alike, or name the unit: in the header"
            )
        )
    if not numbers and len(problems) == before:
        problems.append(
            Problem(body[0].place, "the chart has no number at all", "write one in each cell, - where it is missing")
        )
    if len(problems) > before:
        return None
    made = tuple(
        Series(names[at], tuple(series), tuple(xs) if kind == "scatter" else ())
        for at, series in zip(columns[1:], values, strict=True)
    )
    sign = min(found, default="")
    return Table(
        names[columns[0]], tuple(categories), made, sign, max((number.decimals for number in numbers), default=0)
    )


def _count(cells: int) -> str:
    return f"{cells} cell{'s' if cells != 1 else ''}"


def _text(cell: str | float) -> str:
    return f"{cell:.15g}" if isinstance(cell, float) else cell


def _number(cell: str | float, column: str, row: Row, language: str, problems: list[Problem]) -> Number | None:
    """A cell's number, None where it is missing; what can't be read is a problem at its row."""
    if isinstance(cell, float):
        if abs(cell) > LARGEST:
            problems.append(Problem(row.place, f"the number is too large: {cell:g}", "check it"))
            return None
        text = f"{cell:.10f}".rstrip("0")
        return Number(kept(cell), min(len(text.partition(".")[2]), 6))
    try:
        return read_number(cell, language)
    except OverflowError:
        problems.append(Problem(row.place, f"the number under '{column}' is too large: {cell[:40]}", "check it"))
    except ValueError:
        fact = f"'{cell[:60]}' under '{column}' is no number"
        problems.append(
            Problem(row.place, fact, "write numbers alone; where one is missing, leave the cell empty or write -")
        )
    return None
