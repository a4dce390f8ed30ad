"""A table of a slide: its cells, which of them others lie over, and how wide its columns are."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

from courseware.content.blocks import Inline, Run
from courseware.powerpoint.reading.model import Grid, GridCell, Para
from courseware.powerpoint.reading.text import Ground, paragraphs
from courseware.powerpoint.xml import A, Element, first, number, truth


def read_grid(table: Element, link: Callable[[Element], str], common: dict[str, Any]) -> Grid:
    """The table in an `a:tbl`. Bold in a row or column that the table's own style makes bold is its look."""
    properties = first(table, A + "tblPr")
    header = properties is not None and truth(properties, "firstRow", False)
    widths = [number(column, "w") for column in table.iterfind(f"{A}tblGrid/{A}gridCol")]
    rows: list[tuple[GridCell, ...]] = []
    merged = False
    for n, row in enumerate(table.iterfind(A + "tr")):
        cells = []
        for cell in row.iterfind(A + "tc"):
            covered = truth(cell, "hMerge", False) or truth(cell, "vMerge", False)
            merged = merged or covered
            paras = paragraphs(first(cell, A + "txBody"), Ground(link=link))
            if header and n == 0:
                paras = tuple(_plain(para) for para in paras)
            cells.append(GridCell(paras, covered))
        rows.append(tuple(cells))
    wide = max((len(row) for row in rows), default=0)
    rows = [(*row, *[GridCell()] * (wide - len(row))) for row in rows]
    total = sum(widths[:wide])
    shares = tuple(width / total for width in widths) if total and len(widths) == wide else ()
    return Grid(rows=tuple(rows), header=header, widths=shares, merged=merged, **common)


def _plain(para: Para) -> Para:
    def plain(inline: Inline) -> Inline:
        return replace(inline, bold=False) if isinstance(inline, Run) else inline

    return replace(para, inlines=tuple(plain(inline) for inline in para.inlines))
