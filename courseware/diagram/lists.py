"""Kinds whose source is one list: process, cycle, pyramid, timeline (items with further lines beneath them) and hierarchy (a nested list)."""

from __future__ import annotations

from collections.abc import Iterable

from courseware.diagram.model import Diagram, Entry
from courseware.diagram.notation import Item, Said, Written
from courseware.diagram.read import COMMON, DIRECTIONS, accent, refuse_others
from courseware.diagram.words import read_label, read_text

_KEYS = {
    "process": ("direction",),
    "cycle": ("centre", "center"),
    "hierarchy": ("direction",),
    "timeline": ("direction",),
    "pyramid": ("direction",),
}
_DIRECTIONS = {
    "process": ("right", "down"),
    "hierarchy": ("right", "down"),
    "timeline": ("right", "down"),
    "pyramid": ("up", "down"),
}
_ENTRY = {
    "process": "a step", "cycle": "a stage", "hierarchy": "a box", "timeline": "a date", "pyramid": "a level",
}  # fmt: skip


def read(written: Written, kind: str) -> Diagram:
    """A diagram of a kind that is a list."""
    written.check_keys((*COMMON, *_KEYS[kind]), kind)
    refuse_others(written, kind)
    refuse_rows(written, kind)
    known = {word: sense for word, sense in DIRECTIONS.items() if sense in _DIRECTIONS.get(kind, ())}
    return Diagram(
        kind=kind,
        title=read_text(written.value("title")),
        direction=written.choice("direction", known) if kind in _DIRECTIONS else "",
        accent=accent(written),
        centre=read_text(written.value("centre") or written.value("center")),
        entries=read_entries(written, kind, _ENTRY[kind]),
        place=written.place,
    )


def refuse_rows(written: Written, kind: str) -> None:
    """An error where a table stands in place of a list."""
    first = written.head or next(iter(written.rows), None)
    if first:
        written.error(
            first.place, f"a {kind} diagram is a list, and this is a row of a table", "begin each item with '- '"
        )


def read_entries(written: Written, kind: str, one: str) -> tuple[Entry, ...]:
    """The items as entries; `one` is what an item of this kind is called. A hierarchy nests as it likes, other kinds one level."""
    if not written.items and not written.problems:
        written.error(written.place, f"the {kind} diagram has nothing in it", f"write {one} in each line: '- text'")
    return tuple(read_entry(item, written, 9 if kind == "hierarchy" else 1, one) for item in written.items)


def read_entry(item: Item, written: Written, deep: int, one: str) -> Entry:
    """An item as an entry, with `deep` levels of items beneath it."""
    label = read_label(item.text)
    if not label.text:
        written.error(item.place, f"{one} without a name", "write what it is called after the '- '")
    if item.children and not deep:
        fact = f"{one} has lines beneath it, and these have no further ones"
        written.error(item.children[0].place, fact, "set it out by one level, or put it into the line above")
        deep = 1
    children = tuple(read_entry(child, written, deep - 1, one) for child in item.children)
    return Entry(text=label.text, detail=label.detail, strong=label.strong, children=children, place=item.place)


def read_cell(text: str, said: Said) -> Entry | None:
    """A table's cell as an entry, None where it is empty."""
    label = read_label(text)
    if not label.text and not label.detail:
        return None
    return Entry(text=label.text, detail=label.detail, strong=label.strong, place=said.place)


def texts_of(items: Iterable[str]) -> tuple[str, ...]:
    """Texts of a list of words, as they are to be read."""
    return tuple(read_text(item) for item in items)


def counted(number: int, one: str) -> str:
    """`1 cell`, `2 cells`."""
    return f"1 {one}" if number == 1 else f"{number} {one}s"
