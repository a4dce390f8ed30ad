"""Paragraphs of a slide as blocks: bullets become nested lists, the rest paragraphs and equations."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from courseware.content.blocks import Block, Cell, Code, Column, Inlines, Item, List, MathBlock, Paragraph, Run, Table
from courseware.powerpoint.reading.model import Grid, GridCell, Para

_SIDES = {"ctr": "center", "r": "right"}


def text_blocks(paras: Sequence[Para], href: str = "") -> list[Block]:
    """The blocks of paragraphs; `href` is where a click on their shape leads. Lines in a typewriter's face are code."""
    blocks: list[Block] = []
    at = 0
    while at < len(paras):
        para = paras[at]
        if para.display:
            blocks.append(MathBlock(tex=para.display))
            at += 1
        elif para.mark:
            made, at = _list(paras, at, para.level)
            blocks.append(made)
        elif para.raw:
            lines = []
            while at < len(paras) and paras[at].raw and not paras[at].mark:
                lines.append(paras[at].raw)
                at += 1
            blocks.append(Code(text="\n".join(lines)))
        else:
            blocks.append(Paragraph(inlines=_linked(para, href)))
            at += 1
    return blocks


def _linked(para: Para, href: str) -> Inlines:
    if not href:
        return para.inlines
    return tuple(replace(i, href=i.href or href, underline=False) if isinstance(i, Run) else i for i in para.inlines)


def _list(paras: Sequence[Para], at: int, level: int) -> tuple[List, int]:
    """The list that begins at `at`, with the lists within it, and where it ends. A list that begins deeper than its neighbours stays one level."""
    first = paras[at]
    items: list[Item] = []
    while at < len(paras):
        para = paras[at]
        if not para.mark or para.level < level or para.display:
            break
        if para.level > level and items:
            inner, at = _list(paras, at, para.level)
            items[-1] = Item(blocks=(*items[-1].blocks, inner))
            continue
        if (para.mark == "•") != (first.mark == "•") or (
            items and para.mark != "•" and para.start > 1 and para.start != first.start
        ):
            break
        items.append(Item(blocks=(Paragraph(inlines=para.inlines),)))
        at += 1
    ordered = first.mark != "•"
    return List(items=tuple(items), ordered=ordered, start=max(1, first.start) if ordered else 1), at


def table_block(grid: Grid) -> Table | None:
    """A table, None where it has no words at all. What a merged cell lies over is empty."""
    rows = [tuple(_cell(cell) for cell in row) for row in grid.rows]
    if not rows or not any(cell.blocks for row in rows for cell in row):
        return None
    even = not grid.widths or max(grid.widths) - min(grid.widths) < 0.05
    count = len(rows[0])
    columns = []
    for n in range(count):
        sides = [row[n].paras[0].align for row in grid.rows[1 if grid.header else 0 :] if row[n].paras]
        alike = sides and sides.count(sides[0]) >= 0.8 * len(sides)
        columns.append(
            Column(width=None if even else grid.widths[n], align=_SIDES.get(sides[0], "left") if alike else "left")
        )
    head, body = (tuple(rows[:1]), tuple(rows[1:])) if grid.header and len(rows) > 1 else ((), tuple(rows))
    return Table(columns=tuple(columns), head=head, rows=body)


def _cell(cell: GridCell) -> Cell:
    return Cell(() if cell.covered else tuple(text_blocks([replace(para, raw="") for para in cell.paras])))
