"""Tables: nodes of pipe and grid tables to one kind of block, with the caption that stands before or after."""

from __future__ import annotations

from typing import TYPE_CHECKING

from courseware.content.blocks import Cell, Column, Inlines, Paragraph, Table
from courseware.course.inlines import read_inlines
from courseware.course.markdown.inline import CAPTION
from courseware.course.markdown.parser import Node
from courseware.late import late
from courseware.problems import Place

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading, Scope

_WIDTHS = late(r"[\s,\[\]]+")


def is_caption(node: Node) -> bool:
    """Whether a paragraph is a table's caption: `: text` or `Table: text`."""
    return node.kind == "paragraph" and CAPTION.match(node.children[0].content) is not None


def read_table(node: Node, caption: Node | None, reading: Reading, draft: Draft, scope: Scope) -> Table:
    """A table; Quarto's `tbl-colwidths="[60,40]"` in its caption's attributes sets its columns."""
    number = draft.number()
    place = reading.place(node)
    rows = tuple(tuple(_cell(cell, reading, draft, scope) for cell in row.children) for row in node.children)
    header: int = node.meta["header"]
    widths = node.meta["widths"]
    if caption and "tbl-colwidths" in caption.attributes.values:
        widths = _asked_widths(caption.attributes.values["tbl-colwidths"], len(widths), reading, reading.place(caption))
    columns = tuple(
        Column(width and round(width, 4), align) for width, align in zip(widths, node.meta["aligns"], strict=True)
    )
    text: Inlines = ()
    if caption:
        line = caption.children[0]
        first = line.children[0]
        found = CAPTION.match(first.content)
        first.content = first.content[found.end() :] if found else first.content
        text = read_inlines(line.children, reading, reading.place(caption))
    return Table(columns=columns, head=rows[:header], rows=rows[header:], caption=text, place=place, id=number)


def _cell(node: Node, reading: Reading, draft: Draft, scope: Scope) -> Cell:
    from courseware.course.blocks import read_blocks

    if len(node.children) == 1 and node.children[0].kind == "inline":
        line = node.children[0]
        place = reading.place(line)
        inlines = read_inlines(line.children, reading, place)
        return Cell((Paragraph(inlines=inlines, place=place, id=draft.number()),) if inlines else ())
    return Cell(read_blocks(node.children, reading, draft, scope))


def _asked_widths(text: str, count: int, reading: Reading, place: Place) -> list[float | None]:
    try:
        asked = [float(number) for number in _WIDTHS.split(text) if number]
    except ValueError:
        asked = []
    if len(asked) != count or min(asked, default=0) <= 0:
        reading.error(
            place,
            f"the column widths can't be read: {text}",
            f'write {count} numbers: tbl-colwidths="[{",".join(["50"] * count)}]"',
        )
        return [None] * count
    return [number / sum(asked) for number in asked]
