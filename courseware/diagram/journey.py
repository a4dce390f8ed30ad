"""A journey: steps from left to right, lanes that say what happens at each, and a lane of numbers that becomes the curve of mood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courseware.diagram.lists import counted, read_cell, read_entry
from courseware.diagram.model import Diagram, Entry, Lane
from courseware.diagram.notation import Row, Said, Written
from courseware.diagram.read import COMMON, accent, refuse_others
from courseware.diagram.words import read_label, read_text

_NUMBER = re.compile(r"[+\-−–]?\d{1,3}(?:[.,]\d{1,3})?")


class _Told(Lane, frozen=True):
    """A lane as written: each cell with the place of its line."""

    said: tuple[Said | None, ...] = ()


def read(written: Written, kind: str) -> Diagram:
    """A journey, given as a table (steps in its first row) or as a list (lanes beneath each step)."""
    written.check_keys(COMMON, kind)
    refuse_others(written, kind)
    steps, lanes = _table(written) if written.rows or written.head else _list(written)
    if not steps and not written.problems:
        hint = "write its steps as items, '- text', with the lanes beneath them: '  - Lane: text'"
        written.error(written.place, "the journey diagram has nothing in it", hint)
    return Diagram(
        kind=kind,
        title=read_text(written.value("title")),
        accent=accent(written),
        entries=steps,
        lanes=tuple(_lane(lane, written) for lane in lanes),
        place=written.place,
    )


def _table(written: Written) -> tuple[tuple[Entry, ...], list[_Told]]:
    for item in written.items:
        written.error(item.place, "an item beside a table", "give the journey as a list or as a table, not as both")
    rows = list(written.rows)
    head = written.head or rows.pop(0)
    steps: list[Entry] = []
    for number, cell in enumerate(head.cells[1:], start=1):
        step = read_cell(cell, Said(cell, head.place))
        if step is None:
            fact = f"step {number} has no name"
            written.error(head.place, fact, "the first row names the steps, after an empty cell above the lanes")
        else:
            steps.append(step)
    return tuple(steps), [_row(row, len(head.cells), written) for row in rows]


def _row(row: Row, wide: int, written: Written) -> _Told:
    title = read_text(row.cells[0])
    if len(row.cells) != wide:
        fact = f"the lane has {counted(len(row.cells) - 1, 'cell')} for {counted(wide - 1, 'step')}"
        written.error(row.place, fact, "give it as many; an empty cell is written as a blank between two |")
    if not title:
        written.error(row.place, "a lane without a name", "write its name into the first cell of the row")
    cells = (*row.cells[1:wide], *("",) * (wide - len(row.cells)))
    return _Told(title=title, place=row.place, said=tuple(Said(cell, row.place) if cell else None for cell in cells))


def _list(written: Written) -> tuple[tuple[Entry, ...], list[_Told]]:
    steps: list[Entry] = []
    lanes: dict[str, dict[int, Said]] = {}
    for number, item in enumerate(written.items):
        steps.append(read_entry(type(item)(item.text, item.place), written, 1, "a step"))
        for child in item.children:
            label = read_label(child.text)
            if not label.detail:
                fact = f"the line does not say to which lane it belongs: {child.text[:60]}"
                written.error(child.place, fact, "begin it with the lane's name and a colon: 'Customer: asks'")
                continue
            for inner in child.children:
                written.error(inner.place, "a lane has no further lines", "put it into the line above")
            lane = lanes.setdefault(label.text, {})
            if number in lane:
                written.error(child.place, f"the step says '{label.text}' twice", "put both into one line")
            bold = "**" if label.strong else ""
            lane[number] = Said(f"{bold}{child.text.partition(':')[2].strip()}{bold}", child.place)
    return tuple(steps), [
        _Told(
            title=title,
            place=next(iter(cells.values())).place,
            said=tuple(cells.get(number) for number in range(len(steps))),
        )
        for title, cells in lanes.items()
    ]


def _lane(told: _Told, written: Written) -> Lane:
    filled = [said for said in told.said if said]
    if filled and all(_NUMBER.fullmatch(said.text.strip("* ")) for said in filled):
        return Lane(title=told.title, moods=_moods(told.said, written), place=told.place)
    cells = tuple(read_cell(said.text, said) if said else None for said in told.said)
    return Lane(title=told.title, cells=cells, place=told.place)


def _moods(told: Sequence[Said | None], written: Written) -> tuple[float | None, ...]:
    """Moods from -1 to 1: written from 1 to 5, or from -2 to 2 where one is 0 or less."""
    numbers = [None if said is None else _number(said.text) for said in told]
    low = any(number is not None and number <= 0 for number in numbers)
    least, most = (-2.0, 2.0) if low else (1.0, 5.0)
    found: list[float | None] = []
    for said, number in zip(told, numbers, strict=True):
        if said is None or number is None:
            found.append(None)
            continue
        if not least <= number <= most:
            fact = f"a mood lies between {least:.0f} and {most:.0f} here, not at {said.text}"
            hint = "moods go from 1 to 5, or from -2 to 2; a number that is no mood needs its unit: '10 min'"
            written.error(said.place, fact, hint)
        found.append((number - (least + most) / 2) / ((most - least) / 2))
    return tuple(found)


def _number(text: str) -> float:
    return float(text.strip("* +").translate(str.maketrans("−–,", "--.")))
