"""Rows of cells with their places, from lines of a course and from CSV files."""

from __future__ import annotations

import codecs
import csv
import io
import re

from msgspec import Struct

from courseware.chart.numbers import signs
from courseware.problems import CoursewareError, Place, Problem

MARKS = ("|", ";", "\t", ",")
"""What parts cells, the surest first."""

_SPACED = re.compile(r",\s+")


class Row(Struct, frozen=True):
    """A row of cells and where it stands. A cell is text, or a number where the file holds one."""

    cells: tuple[str | float, ...]
    place: Place


def inline_rows(lines: list[tuple[str, Place]], language: str) -> list[Row]:
    """The rows of lines in a course: parted by `|`, `;`, tabs or commas, whichever the first row has.

    Where the language puts a comma before the fraction and each comma of the first row has a blank after it, only such commas part cells.
    """
    filled = [(line, place) for line, place in lines if line.strip()]
    if not filled:
        return []
    first = _unquoted(filled[0][0])
    mark = next((mark for mark in MARKS if mark in first), ",")
    spaced = mark == "," and signs(language)[0] == "," and first.count(",") == len(_SPACED.findall(first))
    outer = filled[0][0].strip().startswith("|"), filled[0][0].strip().endswith("|")
    rows = []
    for line, place in filled:
        if mark == "|" and not line.strip().strip("|:- \t"):
            continue  # the line under the head of a Markdown table
        rows.append(Row(tuple(_cells(line, mark, spaced, outer)), place))
    return rows


def _unquoted(line: str) -> str:
    return re.sub(r'"(?:[^"]|"")*"', '""', line)


def _cells(line: str, mark: str, spaced: bool, outer: tuple[bool, bool]) -> list[str]:
    """The cells of a line; in quotation marks a cell may hold the mark itself. `outer` says whether the first row begins and ends with a bar."""
    line = line.strip() if mark != "\t" else line
    if mark == "|":
        line = line.removeprefix("|") if outer[0] else line
        line = line[:-1] if outer[1] and line.endswith("|") and not line.endswith("\\|") else line
    cells = [""]
    quoted = False
    at = 0
    while at < len(line):
        sign = line[at]
        if sign == '"' and (quoted or not cells[-1].strip()):
            if quoted and line[at + 1 : at + 2] == '"':
                cells[-1] += '"'
                at += 1
            else:
                quoted = not quoted
        elif mark == "|" and line[at : at + 2] == "\\|":
            cells[-1] += "|"
            at += 1
        elif sign == mark and not quoted and (not spaced or line[at + 1 : at + 2] in (" ", "\t", "")):
            cells.append("")
        else:
            cells[-1] += sign
        at += 1
    return [cell.strip() for cell in cells]


def csv_rows(data: bytes, name: str) -> list[Row]:
    """The rows of a CSV file, each with its line; `CoursewareError` where it can't be read as text or as rows."""
    wide = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))  # Excel's "Unicode Text"
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        hint = "save it as CSV UTF-8" if b"\0" not in data[:4096] else "this looks like a binary file, not text"
        raise CoursewareError(Problem(Place(name, line), "the file is not UTF-8 text", hint)) from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise CoursewareError(Problem(Place(name, line), "the file holds a NUL character", "save it as CSV UTF-8"))
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = next((line for line in text.split("\n") if line.strip()), "")
    mark = max(MARKS, key=lambda each: (_unquoted(first).count(each), -MARKS.index(each)))
    reader = csv.reader(io.StringIO(text), delimiter=mark, skipinitialspace=True, strict=True)
    rows = []
    before = 0
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(Row(tuple(cell.strip() for cell in cells), Place(name, before + 1)))
            before = reader.line_num
    except csv.Error as error:
        hint = "a cell that begins with a quotation mark ends with one; inside it, write the mark twice"
        raise CoursewareError(Problem(Place(name, before + 1), f"the row can't be read: {error}", hint)) from None
    return rows


def drop_empty_columns(rows: list[Row]) -> list[Row]:
    """Rows without the empty columns at their right edge, which spreadsheets leave behind."""
    widest = max((n for row in rows for n, cell in enumerate(row.cells, 1) if cell != ""), default=0)
    return [Row(row.cells[:widest], row.place) for row in rows]
