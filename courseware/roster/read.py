"""A roster's file to people: whatever delimiter and encoding a spreadsheet wrote, row by row."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count
from pathlib import Path

from courseware.problems import CoursewareError, Place, Problem, warning
from courseware.roster.decode import decode
from courseware.roster.model import Person, Roster
from courseware.yamlfile import load

DELIMITERS = ";,\t|"
MOST = 5000
"""Rows of a roster; a file with more is another table."""
CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff]")
ORDERS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that turn the direction of text: letters have theirs, and a stray one would turn the rest of a line."""
BLANKS = re.compile(r"\s+")
Row = tuple[int, Sequence[str]]


def read_roster(data: bytes, name: str) -> Roster:
    """The people in the CSV file `data`, which is called `name`, and a problem for each row that can't be used.

    Raises `CoursewareError` where the file as a whole can't be used.
    """
    rows = list(_rows(_told_delimiter(decode(data, name)), name))
    if not rows:
        raise CoursewareError(Problem(Place(name), "the roster is empty", "write one line for each participant"))
    (_, titles), body = rows[0], rows[1:]
    if len(body) > MOST:
        raise CoursewareError(Problem(Place(name), f"the roster has more than {MOST} rows", "is it the right file?"))
    titles = [BLANKS.sub(" ", title).strip() for title in titles]
    while titles and not titles[-1]:
        titles.pop()
    finder = _names(titles, name)
    return _people(body, titles, finder, name)


def _told_delimiter(text: str) -> tuple[str, str, int]:
    """The text, its delimiter and the number of its first line: spreadsheets may write `sep=;` above the table, else
    the first line that isn't blank tells.
    """
    lines = text.split("\n", 1)
    told = re.fullmatch(r"\"?sep=(.)\"?\r?", lines[0], re.IGNORECASE)
    if told:
        return lines[1] if len(lines) > 1 else "", told[1], 2
    first = re.sub(r'"(?:[^"]|"")*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return text, max(DELIMITERS, key=first.count), 1


def _rows(told: tuple[str, str, int], name: str) -> Iterator[Row]:
    """The rows with the lines they begin at, blank ones before the first left out."""
    text, delimiter, first = told
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    begun = False
    while True:
        line = reader.line_num + first
        try:
            row = next(reader, None)
        except csv.Error:
            fact = "a quotation mark in this row has no fellow, so it can't be told where the row ends"
            raise CoursewareError(Problem(Place(name, line), fact, "write the mark twice, or delete it")) from None
        if row is None:
            return
        begun = begun or any(cell.strip() for cell in row)
        if begun:
            yield line, row


def _names(titles: Sequence[str], name: str) -> tuple[int, ...]:
    """The columns that make a name, in the order in which they are printed."""
    words = _words()
    folded = [title.casefold() for title in titles]
    found = {kind: [n for n, title in enumerate(folded) if title in known] for kind, known in words.items()}
    if found["given"] and (behind := found["family"] or [n for n, each in enumerate(folded) if each == "name"]):
        return (found["given"][0], behind[0])
    if found["name"]:
        return (found["name"][0],)
    for alone in ("nombre", "nom"):
        if alone in folded:
            return (folded.index(alone),)
    fact = "the first line of the roster names no column for the name"
    hint = "call the columns there: name, or first name and last name; the line beneath it is the first participant"
    raise CoursewareError(Problem(Place(name, 1), fact, hint))


@cache
def _words() -> Mapping[str, frozenset[str]]:
    path = Path(__file__).with_name("columns.yml")
    loaded = load(path.read_text(encoding="utf-8"), path.name).value
    return {kind: frozenset(word.casefold() for word in words) for kind, words in loaded.items()}


def _people(body: Sequence[Row], titles: Sequence[str], finder: tuple[int, ...], name: str) -> Roster:
    keys = _keys(titles)
    people: list[Person] = []
    problems: list[Problem] = []
    whole: dict[tuple[str, ...], int] = {}
    named: dict[str, int] = {}
    last = max((n for n, (_, row) in enumerate(body, 1) if any(cell.strip() for cell in row)), default=0)
    for number, (line, row) in enumerate(body[:last], 1):
        place = Place(name, line)
        cells = [_clean(cell) for cell in row]
        fault = _fault(cells, len(titles), place)
        if fault:
            problems.append(fault)
            continue
        cells = cells[: len(titles)]
        full = _full([cells[n] for n in finder])
        if not full:
            fact = "this row has no name, so nothing is made for it"
            problems.append(Problem(place, fact, "write the name, or delete the row"))
            continue
        same, alike = tuple(cell.casefold() for cell in cells), full.casefold()
        if same in whole:
            fact = f"this row is the same as line {whole[same]}, so nothing is made for it"
            problems.append(warning(place, fact, "delete one of the two"))
            continue
        if alike in named:
            fact = f"the name is the same as in line {named[alike]}, and other columns differ: both are made"
            problems.append(warning(place, fact, "delete one of the two where they are one person"))
        whole.setdefault(same, line)
        named.setdefault(alike, line)
        values = {**dict(zip(keys, cells, strict=True)), "name": full}
        shown = tuple((title, cell) for title, cell in zip(titles, cells, strict=True) if title)
        people.append(Person(number=number, line=line, values=values, cells=shown))
    if not people and not problems:
        problems.append(Problem(Place(name, 1), "the roster has no participants", "write one line for each of them"))
    return Roster(file=name, people=tuple(people), problems=tuple(problems))


def _fault(cells: Sequence[str], columns: int, place: Place) -> Problem | None:
    """Why a row can't be used, in words that don't tell what stands in it."""
    if not any(cells):
        return warning(place, "this row is empty, so nothing is made for it", "delete the row")
    if any(cells[columns:]) or len(cells) < columns:
        fact = f"this row has {_count(len(cells))}, the first line names {columns}: nothing is made for it"
        return Problem(place, fact, "put a cell that holds the delimiter in quotation marks, or mend the row")
    if any(cell.startswith("=") for cell in cells):
        fact = "this row holds a formula in place of what it shows, so nothing is made for it"
        return Problem(place, fact, "paste the values of the column over its formulas, and save the sheet again")
    if any(CONTROLS.search(cell) for cell in cells):
        fact = "this row holds a sign that can't be printed, so nothing is made for it"
        return Problem(place, fact, "type the row anew: the sign came along when it was copied")
    return None


def _count(columns: int) -> str:
    return "1 column" if columns == 1 else f"{columns} columns"


def _clean(cell: str) -> str:
    """A cell as it is printed: accents composed, blanks single."""
    return BLANKS.sub(" ", ORDERS.sub("", unicodedata.normalize("NFC", cell))).strip()


def _full(parts: Sequence[str]) -> str:
    """The name from its columns; where the second has the whole name already, that."""
    given, family = parts[0], parts[-1]
    if len(parts) == 1 or given.casefold() in family.casefold().split() or not family:
        return family or given
    return f"{given} {family}".strip()


def _keys(titles: Sequence[str]) -> list[str]:
    """The columns' names for templates: `Job title` is `job_title`; of two that are alike the second ends in `_2`."""
    keys: list[str] = []
    for n, title in enumerate(titles, 1):
        key = re.sub(r"\W+", "_", title.casefold()).strip("_") or f"column_{n}"
        key = f"column_{key}" if key[0].isdecimal() else key
        same = next(f"{key}_{n}" if n > 1 else key for n in count(1) if (f"{key}_{n}" if n > 1 else key) not in keys)
        keys.append(same)
    return keys
