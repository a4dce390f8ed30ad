"""Tables of a Word document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from courseware.content.blocks import Block, Cell, Column, Paragraph, Run, Table

_MERGED = "merged cells of tables are apart now: the text stands in the first of them"


def table_of(element: Any, read: Callable[[Any, list[Block]], None], told: list[str]) -> Table:
    """The table in `element`, merged cells apart; `read` adds an element's blocks to a list. A first row all in bold is its head."""
    grid: dict[tuple[int, int], Cell] = {}
    heads = 0
    for r, row in enumerate(element.iter("tr")):
        c = 0
        heads += bool(len(row)) and all(cell.tag == "th" for cell in row)
        for cell in row:
            while (r, c) in grid:
                c += 1
            blocks: list[Block] = []
            for child in cell:
                read(child, blocks)
            wide, high = int(cell.get("colspan") or 1), int(cell.get("rowspan") or 1)
            if wide * high > 1 and _MERGED not in told:
                told.append(_MERGED)
            for down in range(min(high, 1000)):
                for across in range(min(wide, 100)):
                    grid[r + down, c + across] = Cell(tuple(blocks) if not (down or across) else ())
            c += wide
    wide = max((c for _, c in grid), default=0) + 1
    high = max((r for r, _ in grid), default=0) + 1
    rows = [tuple(grid.get((r, c), Cell(())) for c in range(wide)) for r in range(high)]
    if not heads and high > 1 and all(_is_bold(cell) for cell in rows[0]):
        heads = 1
    return Table(columns=tuple(Column() for _ in range(wide)), head=tuple(rows[:heads]), rows=tuple(rows[heads:]))


def _is_bold(cell: Cell) -> bool:
    runs = [i for b in cell.blocks if isinstance(b, Paragraph) for i in b.inlines if isinstance(i, Run)]
    return bool(runs) and all(run.bold for run in runs)
