"""The notation that all kinds share: lines of `key: value`, then a nested list, a table, or lines of another sort (a flow's arrows).

Every part knows the author's line. What is wrong is collected in `Written.problems`, so that an author hears of all at once.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from msgspec import Struct, field

from courseware.problems import Place, Problem
from courseware.suggest import did_you_mean

_KEY = re.compile(r"([^\W\d][\w-]*):(?:[ \t]+(.*))?$")
_ITEM = re.compile(r"([ \t]*)(?:[-*+•]|\d{1,3}[.)])(?:[ \t]+(.*))?$")
_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?$")
_CELLS = re.compile(r"(?<!\\)\|")
DEEPEST = 8
"""How deep items may nest."""
MOST = 60
"""More items or rows than this stand on no slide that somebody can read."""


class Said(Struct, frozen=True):
    """Text as the author wrote it, and its line."""

    text: str
    place: Place


class Item(Struct, frozen=True):
    """An item of a list, still as written, with the items beneath it."""

    text: str
    place: Place
    children: tuple[Item, ...] = ()


class Row(Struct, frozen=True):
    """A row of a table, cells as written."""

    cells: tuple[str, ...]
    place: Place


class Written(Struct, eq=False):
    """A diagram's source, parted: `keys`, `items`, `head` and `rows` of a table, and `others`: all lines that are none of these."""

    place: Place
    keys: dict[str, Said] = field(default_factory=dict)
    items: tuple[Item, ...] = ()
    head: Row | None = None
    rows: tuple[Row, ...] = ()
    others: tuple[Said, ...] = ()
    problems: list[Problem] = field(default_factory=list)

    def error(self, place: Place, fact: str, hint: str = "") -> None:
        """Notes an error; reading goes on."""
        self.problems.append(Problem(place, fact, hint))

    def value(self, key: str) -> str:
        """What a key says, `""` where it isn't there."""
        return self.keys[key].text if key in self.keys else ""

    def place_of(self, key: str) -> Place:
        """Where a key stands, the fence where it isn't there."""
        return self.keys[key].place if key in self.keys else self.place

    def choice(self, key: str, among: Mapping[str, str], default: str = "") -> str:
        """The value that stands for what `key` says; an error with the nearest word where nothing does."""
        if key not in self.keys:
            return default
        said = self.keys[key]
        if said.text.casefold() in among:
            return among[said.text.casefold()]
        self.error(said.place, f"{key} can't be '{said.text}'", did_you_mean(said.text, among))
        return default

    def check_keys(self, known: Collection[str], kind: str) -> None:
        """An error for each key that a diagram of this kind has no use for."""
        for key, said in self.keys.items():
            if key not in known:
                hint = did_you_mean(key, known)
                self.error(said.place, f"a {kind} diagram has no '{key}'", hint)


class _Open(Struct, eq=False):
    indent: int
    text: str
    place: Place
    children: list[_Open] = field(default_factory=list)

    def close(self) -> Item:
        return Item(self.text, self.place, tuple(child.close() for child in self.children))


def read_written(source: str, place: Place) -> Written:
    """`source` parted into keys, items, rows and other lines; `place` is the fence's, line 1 of `source` stands below it."""
    written = Written(place)
    roots: list[_Open] = []
    path: list[_Open] = []
    rows: list[Row] = []
    others: list[Said] = []
    items = 0
    for number, raw in enumerate(source.split("\n"), start=1):
        line = raw.expandtabs(4).rstrip()
        here = Place(place.file, place.line + number if place.line else 0)
        if not line.strip():
            continue
        if line.lstrip().startswith("|"):
            _read_row(line.strip(), here, rows, written)
        elif item := _ITEM.match(line):
            indent = len(item[1])
            items += 1
            while path and path[-1].indent >= indent:
                path.pop()
            opened = _Open(indent, (item[2] or "").strip(), here)
            (path[-1].children if path else roots).append(opened)
            path.append(opened)
            if len(path) == DEEPEST + 1:
                written.error(
                    here, f"items are nested more than {DEEPEST} deep", "show the inner ones in a diagram of their own"
                )
        elif path and line[0] == " ":
            path[-1].text = f"{path[-1].text} {line.strip()}".strip()
        elif key := _KEY.match(line):
            _read_key(key[1].casefold(), (key[2] or "").strip(), here, written)
        else:
            others.append(Said(line, here))
    count = items + len(rows)
    if count > MOST:
        what = "items" if items else "rows"
        written.error(
            place, f"a diagram of {count} {what}; nobody can read more than {MOST}", "divide it over several slides"
        )
    written.items = tuple(root.close() for root in roots) if not _too_deep(roots) else ()
    written.rows = tuple(rows)
    written.others = tuple(others)
    return written


def _too_deep(roots: list[_Open]) -> bool:
    level, depth = roots, 0
    while level:
        level = [child for each in level for child in each.children]
        depth += 1
    return depth > DEEPEST


def _read_key(key: str, value: str, here: Place, written: Written) -> None:
    if key in written.keys:
        fact = f"'{key}' is said twice, first in line {written.keys[key].place.line}"
        written.error(here, fact, "keep one of the two lines")
        return
    quoted = len(value) > 1 and value[0] == value[-1] and value[0] in "\"'"
    written.keys[key] = Said(value[1:-1] if quoted else value, here)
    if not value:
        written.error(here, f"nothing stands after '{key}:'", f"write its value, or take the line out: {key}: …")


def _read_row(line: str, here: Place, rows: list[Row], written: Written) -> None:
    if _RULE.match(line) and "-" in line:
        if len(rows) == 1 and written.head is None:
            written.head = rows.pop()
        return
    inner = line[1:]
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    rows.append(Row(tuple(cell.strip().replace("\\|", "|") for cell in _CELLS.split(inner)), here))
