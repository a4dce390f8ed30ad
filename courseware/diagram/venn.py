"""A venn diagram: two to four sets, and what they have in common: `- A & B: text`, or by their numbers `- 1 & 2: text`."""

from __future__ import annotations

import re

from courseware.diagram.lists import read_entry, refuse_rows
from courseware.diagram.model import Diagram, Entry, Overlap
from courseware.diagram.notation import Item, Written
from courseware.diagram.read import COMMON, accent, refuse_others
from courseware.diagram.words import read_label, read_text
from courseware.suggest import did_you_mean

MOST = 4
_AND = re.compile(r"\s+[&＆]\s+")


def read(written: Written, kind: str) -> Diagram:
    """A venn diagram; an item whose parts between `&` are all names or numbers of sets is an overlap."""
    written.check_keys(COMMON, kind)
    refuse_others(written, kind)
    refuse_rows(written, kind)
    sets, shared = _parted(written)
    if not (2 <= len(sets) <= MOST) and (sets or not written.problems):
        hint = "show more in a matrix or a table" if len(sets) > MOST else "write one in each line: '- text'"
        place = sets[MOST].place if len(sets) > MOST else written.place
        written.error(place, f"a venn diagram has two to four sets, not {len(sets)}", hint)
    return Diagram(
        kind=kind,
        title=read_text(written.value("title")),
        accent=accent(written),
        entries=sets,
        overlaps=_overlaps(written, shared, sets),
        place=written.place,
    )


def _parted(written: Written) -> tuple[tuple[Entry, ...], list[Item]]:
    """The sets, and the items that are overlaps: those that name a set, or two numbers, between their `&`."""
    names = {_folded(read_label(item.text).text) for item in written.items}
    sets: list[Entry] = []
    shared: list[Item] = []
    for item in written.items:
        parts = _AND.split(read_label(item.text).text)
        if len(parts) > 1 and any(_folded(part) in names or part.isdecimal() for part in parts):
            shared.append(item)
        else:
            sets.append(read_entry(item, written, 1, "a set"))
    return tuple(sets), shared


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _overlaps(written: Written, items: list[Item], sets: tuple[Entry, ...]) -> tuple[Overlap, ...]:
    numbers = {str(number): number - 1 for number in range(1, len(sets) + 1)}
    numbers |= {_folded(each.text): number for number, each in reversed(tuple(enumerate(sets)))}
    found: dict[tuple[int, ...], Overlap] = {}
    for item in items:
        label = read_label(item.text)
        parts = _AND.split(label.text)
        unknown = [part for part in parts if _folded(part) not in numbers]
        for part in unknown:
            hint = (
                did_you_mean(part, [each.text for each in sets], "") or "name the sets first, each in a line of its own"
            )
            written.error(item.place, f"there is no set called '{part}'", hint)
        if unknown:
            continue
        common = tuple(sorted({numbers[_folded(part)] for part in parts}))
        if len(common) < len(parts):
            written.error(item.place, "the overlap names a set twice", "name each set once")
        elif common in found:
            fact = f"this overlap is said twice, first in line {found[common].place.line}"
            written.error(item.place, fact, "keep one of the two lines")
        else:
            overlap = _overlap(item, common, written)
            found[common] = overlap
    return tuple(found[common] for common in sorted(found, key=lambda each: (len(each), each)))


def _overlap(item: Item, common: tuple[int, ...], written: Written) -> Overlap:
    label = read_label(item.text)
    below = [read_label(child.text).text for child in item.children]
    inner = read_label(label.detail)
    text = inner.text or (below.pop(0) if below else "")
    if not text:
        written.error(item.place, "the overlap says nothing", "write what the sets have in common after the colon")
    detail = "\n".join((*((inner.detail,) if inner.detail else ()), *below))
    return Overlap(sets=common, text=text, detail=detail, strong="**" in item.text, place=item.place)
