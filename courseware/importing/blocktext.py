"""Blocks as Markdown of our source format: the inverse of reading, so that what is imported is read as it was meant."""

from __future__ import annotations

import re
import textwrap
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Box,
    Break,
    Cell,
    Code,
    Columns,
    Definitions,
    Drawing,
    Footnote,
    Heading,
    Inline,
    Inlines,
    List,
    MathBlock,
    MathRun,
    Media,
    PageBreak,
    Paragraph,
    Pause,
    Picture,
    PictureRun,
    Quote,
    Run,
    Table,
)
from courseware.importing.markdown import WIDTH, signs_escaped, start_escaped

_MARKS = ("bold", "italic", "strike", "underline", "sub", "sup")
_LIST_END = "<!-- the list ends -->"
_SEAM = "<!-- -->"
"""Between two stretches of emphasis that touch: Markdown couldn't tell where one ends."""


class MarkdownWriter(Struct, frozen=True):
    """Writes blocks. `smart` is for a file on its own, where straight quotes and rows of dots or dashes would be changed (pandoc's `smart`)."""

    smart: bool = False

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
                said = f"{{.{language or 'text'} filename={_value(filename)}}}" if filename else language
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
                said = f"{{.{kind} title={_value(plain(title))}}}" if title else kind
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

    def title(self, inlines: Inlines) -> str:
        """A heading's text on one line, without a style that goes over all of it."""
        flat = tuple(Run(" ") if isinstance(each, Break) else each for each in inlines)
        words = [each for each in flat if isinstance(each, Run) and each.text.strip()]
        for mark in ("bold", "italic", "underline"):
            if words and all(getattr(run, mark) for run in words):
                flat = tuple(replace(each, **{mark: False}) if isinstance(each, Run) else each for each in flat)
        text = " ".join(self.line(flat).split("\n"))
        if text.endswith("}") and not text.endswith("\\}"):
            return text  # a span's own attributes
        text = f"{text[:-2]}&#125;" if text.endswith("\\}") else text
        return re.sub(r"(^|\s)(\\?#)+$", lambda found: found[0].replace("#", "\\#").replace("\\\\", "\\"), text)

    def line(self, inlines: Inlines) -> str:
        """Inlines as text; a break is a backslash and a line end."""
        return self._marked(_spaced(inlines), ("href", *_MARKS), "", "")

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
        words = f"fig-alt={_value(picture.alt)}"
        size = f" width={picture.width}" if picture.width else ""
        return f"![{self._flat(picture.caption)}]({_address(picture.src)}){{{words}{size}}}"

    def _media(self, media: Media) -> str:
        said = [f"poster={_value(media.poster)}"] if media.poster else []
        said += [f"fig-alt={_value(media.alt)}"] if media.alt else []
        tail = f"{{{' '.join(said)}}}" if said else ""
        return f"![{self._flat(media.caption)}]({_address(media.src)}){tail}"

    def _flat(self, inlines: Inlines) -> str:
        return " ".join(self.line(tuple(Run(" ") if isinstance(i, Break) else i for i in inlines)).split("\n"))

    # -- inlines ---------------------------------------------------------------------------------------------------------------------------

    def _marked(self, inlines: Sequence[Inline], marks: tuple[str, ...], before: str, after: str) -> str:
        """Inlines with the marks of `marks` around what has them; `before` and `after` are the signs that stand beside."""
        if not marks:
            return "".join(self._plain(inline) for inline in inlines)
        mark, rest = marks[0], marks[1:]
        groups = [(key, list(members)) for key, members in groupby(inlines, lambda i: _has(i, mark))]
        text = ""
        for n, (key, members) in enumerate(groups):
            follows = _first_sign(groups[n + 1][1]) if n + 1 < len(groups) else after
            if not key:
                text += self._marked(members, rest, text[-1:] or before, follows)
            elif mark == "href":
                inner = self._marked(members, rest, "[", "]")
                text += f"[{inner}]({_address(str(key))})"
            else:
                text += self._emphasis(mark, members, rest, text[-1:] or before, follows)
        return text

    def _emphasis(self, mark: str, members: list[Inline], rest: tuple[str, ...], before: str, after: str) -> str:
        lead, core, trail = _trimmed(members)
        inner = self._marked(core, rest, "", "") if core else ""
        if not inner.strip():
            return self._marked(members, rest, before, after)
        before, after = (lead[-1:] or before), (trail[:1] or after)
        opening, closing = _SIGNS[mark]
        if mark in ("sub", "sup"):
            if opening in inner or "[" in inner or (self.smart and re.search(r"\\[-.\"']", inner)):
                return lead + inner + trail
            inner = re.sub(r"\s", r"\\ ", inner)
        if mark in ("bold", "italic", "strike"):
            if (_is_word(before) and not _is_word(inner[0])) or (_is_word(after) and not _is_word(inner[-1])):
                return (
                    lead + self._marked(core, rest, before, after) + trail
                )  # Markdown would not see the mark: the words count
            opening = (_SEAM if before and before in "*~_" and not lead else "") + opening
            inner = opening + inner + closing
            if after in ("*", "~") and not trail:
                inner += _SEAM
            return lead + inner + trail
        return lead + opening + inner + closing + trail

    def _plain(self, inline: Inline) -> str:
        match inline:
            case Run(text=text, code=True) if text.strip():
                return _code(text)
            case Run(text=text):
                return signs_escaped(text, self.smart)
            case Break():
                return "\\\n"
            case MathRun(tex=tex):
                return f"${' '.join(tex.split())}$"
            case PictureRun(src=src, alt=alt):
                return f"![]({_address(src)}){{fig-alt={_value(alt)}}}"
            case Footnote(inlines=inner):
                return f"^[{self.line(inner).replace(chr(92) + chr(10), ' ')}]"
        raise TypeError(f"{type(inline).__name__} is nothing that an import makes")


def plain(inlines: Inlines) -> str:
    """The words of inlines on one line."""
    from courseware.content.blocks import plain_text

    return " ".join(plain_text(inlines, tex=True).split())


def _has(inline: Inline, mark: str) -> object:
    return getattr(inline, mark) if isinstance(inline, Run) else (False if mark != "href" else "")


def _spaced(inlines: Inlines) -> list[Inline]:
    """Inlines whose blanks at the ends of a line are gone: Markdown would cut them, or take them for a break."""
    found: list[Inline] = []
    for n, inline in enumerate(inlines):
        if isinstance(inline, Run):
            text = inline.text
            if not found or isinstance(found[-1], Break):
                text = text.lstrip(" ")
            if n + 1 < len(inlines) and isinstance(inlines[n + 1], Break):
                text = text.rstrip(" ")
            if text:  # ~~ and ~ can't touch, and a span in a link's brackets is no span
                crossed = inline.strike and not (inline.sub or inline.sup)
                code = inline.code and not (inline.sub or inline.sup)
                lined = inline.underline and not inline.href
                found.append(replace(inline, text=text, underline=lined, strike=crossed, code=code))
        elif not isinstance(inline, Break) or (found and not isinstance(found[-1], Break)):
            found.append(inline)
    while found and isinstance(found[-1], Break):
        found.pop()
    return found


def _trimmed(members: list[Inline]) -> tuple[str, list[Inline], str]:
    """Blanks before, what is between, blanks behind: marks stand at words only."""
    core = list(members)
    lead = trail = ""
    while core and isinstance(core[0], Run) and core[0].text[:1] in (" ", "\u00a0", ""):
        text = core[0].text
        if not text.strip(" \u00a0"):
            lead += text
            core.pop(0)
            continue
        lead += text[: len(text) - len(text.lstrip(" \u00a0"))]
        core[0] = replace(core[0], text=text.lstrip(" \u00a0"))
    while core and isinstance(core[-1], Run) and core[-1].text[-1:] in (" ", "\u00a0", ""):
        text = core[-1].text if isinstance(core[-1], Run) else ""
        trail = text[len(text.rstrip(" \u00a0")) :] + trail
        if not text.strip(" \u00a0"):
            core.pop()
            continue
        core[-1] = replace(core[-1], text=text.rstrip(" \u00a0"))
    return lead, core, trail


def _first_sign(members: Sequence[Inline]) -> str:
    """The sign that a stretch begins with as it will be written: an emphasis by its mark."""
    for inline in members:
        if isinstance(inline, Run) and inline.text:
            if inline.text[0] in " \u00a0":
                return " "
            if inline.href:
                return "["
            if inline.bold or inline.italic:
                return "*"
            if inline.strike or inline.sub:
                return "~"
            if inline.underline:
                return "["
            return "`" if inline.code else inline.text[0]
        if isinstance(inline, MathRun):
            return "$"
        return " "
    return ""


def _is_word(sign: str) -> bool:
    """Whether a sign is neither blank nor punctuation to Markdown."""
    return bool(sign) and not sign.isspace() and not unicodedata.category(sign).startswith(("P", "S"))


_SIGNS = {
    "bold": ("**", "**"),
    "italic": ("*", "*"),
    "strike": ("~~", "~~"),
    "underline": ("[", "]{.underline}"),
    "sub": ("~", "~"),
    "sup": ("^", "^"),
}


def _code(text: str) -> str:
    inner = text.strip(" ")
    lead, trail = text[: len(text) - len(text.lstrip(" "))], text[len(text.rstrip(" ")) :]
    runs = [len(run) for run in re.findall(r"`+", inner)]
    ticks = "`" * (1 + max(runs, default=0))
    room = " " if inner[:1] == "`" or inner[-1:] == "`" else ""
    return f"{lead}{ticks}{room}{inner}{room}{ticks}{trail}"


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


def _value(text: str) -> str:
    """An attribute's value in quotation marks."""
    flat = " ".join(text.split())
    return '"' + re.sub(r'([\\"])', r"\\\1", flat) + '"'


def _address(address: str) -> str:
    """A link's address: blanks and brackets written out."""

    def written_out(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode())

    return re.sub(r"[\s<>()\[\]\\`\"{}|^]", written_out, address)
