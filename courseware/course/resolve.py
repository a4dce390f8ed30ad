"""Blocks without conditions and variables: what holds stays, what doesn't goes, every variable gets its value.

What needs no change is given back as it is, so that a course without conditions costs nothing to select.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Cell,
    Columns,
    Conditional,
    Definition,
    Definitions,
    Footnote,
    Heading,
    IndexMark,
    Inline,
    Inlines,
    Item,
    List,
    Paragraph,
    Part,
    Picture,
    Quote,
    Run,
    Table,
    Variable,
)


class Resolver(Struct, eq=False):
    """`shows` says whether content with some conditions is shown; `value` gives a variable's text.

    `targets` are the ids of the slides that this reader gets: a link to another one stays as its text. Marks for an
    index stay where `marks`.
    """

    shows: Callable[[tuple[tuple[str, str], ...]], bool]
    value: Callable[[Variable], str]
    targets: frozenset[str] = frozenset()
    marks: bool = True

    def blocks(self, blocks: Blocks) -> Blocks:
        """The blocks that are left; the same tuple where nothing changes."""
        found: list[Block] = []
        changed = False
        for block in blocks:
            if isinstance(block, Conditional):
                changed = True
                if self.shows(block.conditions):
                    found.extend(self.blocks(block.blocks))
            else:
                resolved = self._block(block)
                changed = changed or resolved is not block
                found.append(resolved)
        return tuple(found) if changed else blocks

    def inlines(self, inlines: Inlines) -> Inlines:
        """Inlines with their variables put in; the same tuple where there are none."""
        if not any(
            isinstance(inline, (Variable, Footnote, IndexMark)) or self._leads_nowhere(inline) for inline in inlines
        ):
            return inlines
        found: list[Inline] = []
        for inline in inlines:
            if isinstance(inline, Variable):
                inline = replace(inline.style, text=self.value(inline))
                if not inline.text:
                    continue
            elif isinstance(inline, IndexMark) and not self.marks:
                continue
            elif isinstance(inline, Footnote):
                inline = Footnote(self.inlines(inline.inlines))
            elif isinstance(inline, Run) and self._leads_nowhere(inline):
                inline = replace(inline, href="")
            before = found[-1] if found else None
            if isinstance(inline, Run) and isinstance(before, Run) and replace(before, text=inline.text) == inline:
                found[-1] = replace(before, text=before.text + inline.text)
            else:
                found.append(inline)
        return tuple(found)

    def _leads_nowhere(self, inline: Inline) -> bool:
        return isinstance(inline, Run) and inline.href.startswith("#") and inline.href[1:] not in self.targets

    def _block(self, block: Block) -> Block:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                resolved = self.inlines(inlines)
                return block if resolved is inlines else replace(block, inlines=resolved)
            case List(items=items):
                new_items = tuple(self._item(item) for item in items)
                return block if _same(new_items, items) else replace(block, items=new_items)
            case Table(head=head, rows=rows, caption=caption):
                new_head, new_rows = self._rows(head), self._rows(rows)
                new_caption = self.inlines(caption)
                if _same(new_head, head) and _same(new_rows, rows) and new_caption is caption:
                    return block
                return replace(block, head=new_head, rows=new_rows, caption=new_caption)
            case Picture(caption=caption):
                new_caption = self.inlines(caption)
                return block if new_caption is caption else replace(block, caption=new_caption)
            case Quote(blocks=inner):
                new = self.blocks(inner)
                return block if new is inner else replace(block, blocks=new)
            case Box(blocks=inner, title=title):
                new, new_title = self.blocks(inner), self.inlines(title)
                return block if new is inner and new_title is title else replace(block, blocks=new, title=new_title)
            case Columns(parts=parts):
                new_parts = tuple(self._part(part) for part in parts)
                return block if _same(new_parts, parts) else replace(block, parts=new_parts)
            case Definitions(entries=entries):
                new_entries = tuple(self._definition(entry) for entry in entries)
                return block if _same(new_entries, entries) else replace(block, entries=new_entries)
        return block

    def _item(self, item: Item) -> Item:
        new = self.blocks(item.blocks)
        return item if new is item.blocks else replace(item, blocks=new)

    def _part(self, part: Part) -> Part:
        new = self.blocks(part.blocks)
        return part if new is part.blocks else replace(part, blocks=new)

    def _definition(self, entry: Definition) -> Definition:
        term, details = self.inlines(entry.term), tuple(self.blocks(detail) for detail in entry.details)
        return entry if term is entry.term and _same(details, entry.details) else Definition(term, details)

    def _rows(self, rows: tuple[tuple[Cell, ...], ...]) -> tuple[tuple[Cell, ...], ...]:
        new = tuple(tuple(self._cell(cell) for cell in row) for row in rows)
        return rows if all(_same(one, other) for one, other in zip(new, rows, strict=True)) else new

    def _cell(self, cell: Cell) -> Cell:
        new = self.blocks(cell.blocks)
        return cell if new is cell.blocks else Cell(new)


def _same(one: tuple[object, ...], other: tuple[object, ...]) -> bool:
    return one is other or all(a is b for a, b in zip(one, other, strict=True))
