"""Blocks as Markdown of our source format: the inverse of reading, so that what is imported is read as it was meant."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Sequence

from courseware.content.blocks import (
    Block,
    Box,
    Cell,
    Code,
    Columns,
    Definitions,
    Drawing,
    Heading,
    Inlines,
    List,
    MathBlock,
    Media,
    PageBreak,
    Paragraph,
    Pause,
    Picture,
    Quote,
    Table,
    plain_text,
)
from courseware.importing.linetext import LineWriter, address_of, quoted
from courseware.importing.markdown import WIDTH, start_escaped

_LIST_END = "<!-- the list ends -->"


class MarkdownWriter(LineWriter, frozen=True):
    """Writes blocks, and what a writer of lines does."""

    def blocks(self, blocks: Iterable[Block]) -> str:
        """Blocks with a blank line between them."""
        parts: list[str] = []
        before: Block | None = None
        for block in blocks:
            text = self.block(block)
            if not text.strip():
                continue
            if isinstance(block, List) and isinstance(before, List) and block.ordered == before.ordered:
                parts.append(_LIST_END)
            parts.append(text)
            before = block
        return "\n\n".join(parts)

    def block(self, block: Block) -> str:
        """One block, without a line end."""
        match block:
            case Paragraph(inlines=inlines):
                return self.paragraph(inlines)
            case Heading(level=level, inlines=inlines):
                return f"{'#' * level} {self.title(inlines)}".rstrip()
            case List():
                return self._list(block)
            case Table():
                return self._table(block)
            case Code(text=text, language=language, filename=filename):
                fence = _fence(text)
                said = f"{{.{language or 'text'} filename={quoted(filename)}}}" if filename else language
                return f"{fence}{said}\n{text}\n{fence}"
            case Picture():
                return self._picture(block)
            case Media():
                return self._media(block)
            case Quote(blocks=blocks):
                return "\n".join(f"> {line}".rstrip() for line in self.blocks(blocks).split("\n"))
            case MathBlock(tex=tex):
                return f"$$\n{' '.join(tex.split())}\n$$"
            case Columns(parts=parts):
                columns = []
                for part in parts:
                    width = f' width="{round(part.width * 100)}%"' if part.width is not None else ""
                    columns.append(f"::: {{.column{width}}}\n{self.blocks(part.blocks)}\n:::")
                return ":::: columns\n" + "\n\n".join(columns) + "\n::::"
            case Box(kind=kind, blocks=blocks, title=title):
                said = f"{{.{kind} title={quoted(plain_text(title, tex=True))}}}" if title else kind
                return f"::: {said}\n{self.blocks(blocks)}\n:::"
            case Drawing(form=form, source=source):
                fence = _fence(source)
                return f"{fence}{form}\n{source}\n{fence}"
            case Definitions(entries=entries):
                items = []
                for entry in entries:
                    details = [textwrap.indent(self.blocks(detail), "    ")[4:] for detail in entry.details]
                    items.append(f"{self.line(entry.term)}\n" + "\n".join(f":   {detail}" for detail in details))
                return "\n\n".join(items)
            case Pause():
                return ". . ."
            case PageBreak():
                return "{{< pagebreak >}}"
        raise TypeError(f"{type(block).__name__} is nothing that an import makes")

    def paragraph(self, inlines: Inlines, first: str = "", rest: str | None = None) -> str:
        """A paragraph broken into lines, the first beginning with `first`, the others with `rest` (as many blanks where None)."""
        rest = " " * len(first) if rest is None else rest
        text = self.line(inlines)
        if text.replace(" ", "") == "...":
            text = text.replace(".", "\\.")
        lines: list[str] = []
        for part in text.split("\n"):
            lines += _wrapped(part, WIDTH - len(first)) or [""]
        safe = [start_escaped(line) for line in lines]
        return "\n".join((first if n == 0 else rest) + line for n, line in enumerate(safe))

    def cell(self, cell: Cell) -> str:
        """A cell's blocks on one line: paragraphs parted by breaks, items with their bullets."""
        lines = []
        for block in cell.blocks:
            lines += self._lines(block, "")
        text = "<br>".join(line.replace("\\\n", "<br>").replace("\n", " ") for line in lines)
        kept = re.compile(r"\\.|(`+).+?(?<!`)\1(?!`)|\|")  # pipes in code part nothing
        return kept.sub(lambda found: "\\|" if found[0] == "|" else found[0], text)

    def _lines(self, block: Block, mark: str) -> list[str]:
        match block:
            case Paragraph(inlines=inlines) | Heading(inlines=inlines):
                return [mark + self.line(inlines)]
            case List(items=items, ordered=ordered, start=start):
                found = []
                for n, item in enumerate(items):
                    own = f"{start + n}\\. " if ordered else "• "
                    for number, inner in enumerate(item.blocks):
                        found += self._lines(inner, mark.replace("•", " ") + (own if number == 0 else ""))
                return found
            case MathBlock(tex=tex):
                return [f"{mark}${' '.join(tex.split())}$"]
        return [mark + " ".join(self.block(block).split("\n"))]

    # -- blocks ----------------------------------------------------------------------------------------------------------------------------

    def _list(self, block: List) -> str:
        tight = all(
            len(item.blocks) <= 2
            and isinstance(item.blocks[0] if item.blocks else Paragraph(()), Paragraph)
            and all(isinstance(inner, List) for inner in item.blocks[1:])
            for item in block.items
        )
        items = []
        for n, item in enumerate(block.items):
            mark = f"{block.start + n}. " if block.ordered else "- "
            check = "" if item.checked is None else "[x] " if item.checked else "[ ] "
            indent = " " * len(mark)
            parts = []
            for number, inner in enumerate(item.blocks or (Paragraph(()),)):
                if isinstance(inner, Paragraph):
                    text = self.paragraph(inner.inlines)
                    text = check + text if number == 0 else text
                else:
                    text = self.block(inner)
                parts.append(text)
            joined = ("\n" if tight else "\n\n").join(parts)
            items.append(
                mark + "\n".join((indent + line if line else line) for line in joined.split("\n"))[len(indent) :]
            )
        return ("\n" if tight else "\n\n").join(items)

    def _table(self, table: Table) -> str:
        rows = [[self.cell(cell) for cell in row] for row in (*table.head, *table.rows)]
        if not table.head:
            rows.insert(0, [""] * len(table.columns))
        elif len(table.head) > 1:
            rows[0] = ["<br>".join(filter(None, column)) for column in zip(*rows[: len(table.head)], strict=True)]
            del rows[1 : len(table.head)]
        lines = [_row(rows[0]), _rule(table), *map(_row, rows[1:])]
        caption = f"\n\n: {self.line(table.caption)}" if table.caption else ""
        return "\n".join(lines) + caption

    def _picture(self, picture: Picture) -> str:
        words = f"fig-alt={quoted(picture.alt)}"
        size = f" width={picture.width}" if picture.width else ""
        return f"![{self.flat(picture.caption)}]({address_of(picture.src)}){{{words}{size}}}"

    def _media(self, media: Media) -> str:
        said = [f"poster={quoted(media.poster)}"] if media.poster else []
        said += [f"fig-alt={quoted(media.alt)}"] if media.alt else []
        tail = f"{{{' '.join(said)}}}" if said else ""
        return f"![{self.flat(media.caption)}]({address_of(media.src)}){tail}"


def _wrapped(text: str, width: int) -> list[str]:
    """Text broken at blanks, never inside code, an equation, a link's address or attributes."""
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f"\x00{len(kept) - 1}\x00"

    masked = re.sub(r"(`+).+?\1|(?<!\\)\$.+?(?<!\\)\$|\]\([^()\s]*\)(?:\{[^{}]*\})?|\{[^{}\\]*\}|<!-- -->", keep, text)
    lines = textwrap.wrap(masked, width, break_long_words=False, break_on_hyphens=False, drop_whitespace=True)
    return [re.sub("\x00(\\d+)\x00", lambda found: kept[int(found[1])], line) for line in lines]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _rule(table: Table) -> str:
    """The line of dashes: lengths are the columns' relative widths, colons their alignment."""
    widths = [column.width for column in table.columns]
    uneven = all(width is not None for width in widths) and max(filter(None, widths), default=0) - min(filter(None, widths), default=0) > 0.04  # fmt: skip
    rules = []
    for column in table.columns:
        length = max(3, round((column.width or 0) * 60)) if uneven else 3
        dashes = "-" * length
        if column.align in ("center", "right"):
            dashes = dashes[:-1] + ":"
        if column.align == "center":
            dashes = ":" + dashes[1:]
        rules.append(dashes)
    return "|" + "|".join(rules) + "|"


def _fence(text: str) -> str:
    longest = max((len(run) for run in re.findall(r"`{3,}", text)), default=2)
    return "`" * max(3, longest + 1)
