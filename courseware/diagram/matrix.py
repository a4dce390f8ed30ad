"""A matrix: entries in rows and columns, given as a list or as a table, between two axes."""

from __future__ import annotations

import re
from math import isqrt

from courseware.diagram.lists import counted, read_cell, read_entry, texts_of
from courseware.diagram.model import Axis, Diagram, Entry
from courseware.diagram.notation import Row, Said, Written
from courseware.diagram.read import COMMON, accent, refuse_others
from courseware.diagram.words import read_text

_MARKS = re.compile(r"(.*?)[ \t]*[(（]([^()（）]*)[)）]$")
_COMMA = re.compile(r"[,;،、，]")


def read(written: Written, kind: str) -> Diagram:
    """A matrix; the first row stands at the top."""
    written.check_keys((*COMMON, "x", "y", "columns"), kind)
    refuse_others(written, kind)
    heads: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    if written.rows or written.head:
        columns, heads, rows = _table(written)
    else:
        rows = _list(written)
    across = len(rows[0]) if rows else 0
    return Diagram(
        kind=kind,
        title=read_text(written.value("title")),
        accent=accent(written),
        rows=rows,
        columns=columns,
        heads=heads,
        x=_axis(written, "x", across, "columns", columns),
        y=_axis(written, "y", len(rows), "rows", heads),
        place=written.place,
    )


def _table(written: Written) -> tuple[tuple[str, ...], tuple[str, ...], tuple[tuple[Entry | None, ...], ...]]:
    for item in written.items:
        written.error(item.place, "an item beside a table", "give the entries as a list or as a table, not as both")
    if "columns" in written.keys:
        written.error(written.place_of("columns"), "the table shows how many columns there are", "take this line out")
    head, rows = written.head, list(written.rows)
    if head is None and len(rows) > 1 and not rows[0].cells[0] and len(rows[0].cells) > 1:
        head = rows.pop(0)
    if not rows:
        written.error(written.place, "the matrix diagram has nothing in it", "write its rows as | one | two |")
    wide = len((head or rows[0]).cells) if head or rows else 0
    for row in rows:
        if len(row.cells) != wide:
            fact = f"the row has {counted(len(row.cells), 'cell')} where the first has {wide}"
            written.error(row.place, fact, "give it as many; an empty cell is written as a blank between two |")
    named = head is not None and not head.cells[0]
    first = 1 if named else 0
    columns = texts_of(head.cells[first:]) if head else ()
    heads = texts_of(row.cells[0] for row in rows) if named else ()
    return columns, heads, tuple(_row(row, first) for row in rows)


def _row(row: Row, first: int) -> tuple[Entry | None, ...]:
    return tuple(read_cell(cell, Said(cell, row.place)) for cell in row.cells[first:])


def _list(written: Written) -> tuple[tuple[Entry, ...], ...]:
    entries = tuple(read_entry(item, written, 1, "an entry") for item in written.items)
    if not entries:
        if not written.problems:
            hint = "write four entries for two by two, from the top left: '- text'"
            written.error(written.place, "the matrix diagram has nothing in it", hint)
        return ()
    across = _across(written, len(entries))
    if not across:
        return (entries,)
    return tuple(entries[first : first + across] for first in range(0, len(entries), across))


def _across(written: Written, count: int) -> int:
    """How many entries stand in a row; 0 with an error noted where that can't be told."""
    if "columns" in written.keys:
        said = written.keys["columns"]
        across = int(said.text) if said.text.isdecimal() else 0
        if not 0 < across <= count or count % across:
            fact = f"{count} entries can't stand in {said.text} columns"
            hint = "each row is full: add entries or change the number; an empty one is a blank cell of a table"
            written.error(said.place, fact, hint)
            return 0
        return across
    marks = _marks(written.value("x"))[1]
    if len(marks) > 2 and count % len(marks) == 0:
        return len(marks)
    root = isqrt(count)
    if root * root != count:
        fact = f"{count} entries make no matrix that has as many rows as columns"
        written.error(written.items[0].place, fact, "say how many stand in a row: 'columns: 3', or write a table")
        return 0
    return root


def _marks(text: str) -> tuple[str, tuple[str, ...]]:
    """`Effort (low, high)` as its title and its marks."""
    found = _MARKS.fullmatch(text.strip())
    if not found:
        return text, ()
    marks = tuple(mark for mark in texts_of(_COMMA.split(found[2])) if mark)
    return found[1], marks


def _axis(written: Written, key: str, count: int, what: str, named: tuple[str, ...]) -> Axis | None:
    if key not in written.keys:
        return None
    said = written.keys[key]
    title, marks = _marks(said.text)
    if marks and any(named):
        written.error(said.place, f"the {what} are named in the table and here", "take the words in brackets out")
    elif marks and count and len(marks) not in (2, count):
        fact = f"{key} has {len(marks)} marks for {count} {what}"
        hint = "name its two ends, (low, high), or " + ("one" if count == 1 else f"all {count}")
        written.error(said.place, fact, hint)
    return Axis(title=read_text(title), marks=marks, place=said.place)
