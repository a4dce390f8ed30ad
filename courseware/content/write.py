"""Blocks become markup: the one writer of the vocabulary that decks and pages share.

The markup is well-formed XML that reads as HTML. White space is exact: nothing is indented, so that `read` gives back what was written. With
`places`, blocks carry `data-line` (or `data-source`, where the file changes) and `data-block`; a page in print needs neither.
"""

from __future__ import annotations

from collections.abc import Iterable

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Cell,
    Code,
    Column,
    Columns,
    Definitions,
    Drawing,
    Footnote,
    Heading,
    IndexMark,
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

_MARKS = (
    ("bold", "strong"),
    ("italic", "em"),
    ("strike", "s"),
    ("underline", "u"),
    ("sub", "sub"),
    ("sup", "sup"),
    ("code", "code"),
)


def escape(text: str) -> str:
    """Text for an element's content. A carriage return is written out, else XML would read it as a line end (XML 1.0, 2.11)."""
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return text.replace("\r", "&#13;") if "\r" in text else text


def quote(text: str) -> str:
    """Text for a quoted attribute, whose line ends and tabs XML would read as blanks (XML 1.0, 3.3.3)."""
    text = escape(text)
    return text if text.isprintable() else text.replace("\n", "&#10;").replace("\t", "&#9;")


def write(blocks: Iterable[Block], places: bool = False, file: str = "") -> str:
    """The markup of `blocks`. `file` is the file that the surrounding element already names, so that only lines need saying."""
    return "".join([_block(block, places, file) for block in blocks])


def write_inlines(inlines: Inlines) -> str:
    """The markup of a line of text."""
    return "".join([_inline(inline) for inline in inlines])


def _inline(inline: Inline) -> str:
    match inline:
        case Run():
            return _run(inline)
        case Break():
            return "<br/>"
        case MathRun(tex=tex):
            return f'<span class="math">{escape(tex)}</span>'
        case PictureRun(src=src, alt=alt, width=width):
            style = f' style="width:{quote(width)}"' if width else ""
            return f'<img src="{quote(src)}" alt="{quote(alt)}"{style}/>'
        case Footnote(inlines=inner):
            return f'<span class="footnote">{write_inlines(inner)}</span>'
        case IndexMark(entry=entry):
            return f'<span class="index" data-entry="{quote(entry)}"></span>'
    raise TypeError(f"{inline!r} is to be resolved before markup is written")


def _run(run: Run) -> str:
    text = escape(run.text)
    for name, tag in reversed(_MARKS):
        if getattr(run, name):
            text = f"<{tag}>{text}</{tag}>"
    if run.lang or run.mark:
        lang = f' lang="{quote(run.lang)}"' if run.lang else ""
        mark = f' class="mark-{quote(run.mark)}"' if run.mark else ""
        text = f"<span{mark}{lang}>{text}</span>"
    code = ' class="qr"' if run.qr else ""
    return f'<a{code} href="{quote(run.href)}">{text}</a>' if run.href else text


def _place(block: Block, places: bool, file: str) -> str:
    if not places:
        return ""
    number = f' data-block="{quote(block.id)}"' if block.id else ""
    place = block.place
    if not place.file:
        return number
    if place.file == file:
        return f' data-line="{place.line}"{number}'
    return f' data-source="{quote(place.file)}:{place.line}"{number}'


def _block(block: Block, places: bool, file: str) -> str:
    at = _place(block, places, file)
    inner = block.place.file or file

    def nested(blocks: Blocks) -> str:
        return write(blocks, places, inner)

    match block:
        case Paragraph(inlines=inlines):
            return f"<p{at}>{write_inlines(inlines)}</p>"
        case Heading(level=level, inlines=inlines):
            return f"<h{level}{at}>{write_inlines(inlines)}</h{level}>"
        case List():
            return _list(block, at, places, inner)
        case Definitions(entries=entries):
            rows = [
                f"<dt>{write_inlines(entry.term)}</dt>"
                + "".join(f"<dd>{nested(detail)}</dd>" for detail in entry.details)
                for entry in entries
            ]
            return f"<dl{at}>{''.join(rows)}</dl>"
        case Table():
            return _table(block, at, places, inner)
        case Code():
            return _code(block, at)
        case Picture():
            return _picture(block, at)
        case Media():
            return _media(block, at)
        case Quote(blocks=blocks):
            return f"<blockquote{at}>{nested(blocks)}</blockquote>"
        case MathBlock(tex=tex):
            return f'<div class="math"{at}>{escape(tex)}</div>'
        case Columns(parts=parts):
            columns = [f'<div class="column"{_share(part.width)}>{nested(part.blocks)}</div>' for part in parts]
            return f'<div class="columns"{at}>{"".join(columns)}</div>'
        case Box(kind=kind, blocks=blocks, title=title, icon=icon):
            at = f' data-icon="{quote(icon)}"{at}' if icon else at
            head = f'<p class="title">{write_inlines(title)}</p>' if title else ""
            return f'<div class="box" data-kind="{quote(kind)}"{at}>{head}{nested(blocks)}</div>'
        case Drawing(form=form, kind=kind, source=source, alt=alt):
            words = f' aria-label="{quote(alt)}"' if alt else ""
            at = at if places else _place(block, True, "")  # on paper too, what can't be drawn is told at its line
            return f'<figure class="{form}" data-kind="{quote(kind)}"{words}{at}><pre>{escape(source)}</pre></figure>'
        case Pause():
            return f'<hr class="pause"{at}/>'
        case PageBreak():
            return f'<hr class="page"{at}/>'
    raise TypeError(f"{type(block).__name__} is to be resolved before markup is written")


def _share(width: float | None) -> str:
    return "" if width is None else f' style="width:{width * 100:.6g}%"'


def _list(block: List, at: str, places: bool, file: str) -> str:
    tag = "ol" if block.ordered else "ul"
    start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
    start += f' type="{block.numbering}"' if block.ordered and block.numbering != "1" else ""
    steps = ' class="incremental"' if block.incremental else ""
    items = []
    for item in block.items:
        checked = "" if item.checked is None else f' data-checked="{"true" if item.checked else "false"}"'
        where = (
            "" if not places or item.place == block.place else _place_of_item(item.place.file, item.place.line, file)
        )
        items.append(f"<li{checked}{where}>{write(item.blocks, places, item.place.file or file)}</li>")
    return f"<{tag}{steps}{start}{at}>{''.join(items)}</{tag}>"


def _place_of_item(name: str, line: int, file: str) -> str:
    if not name:
        return ""
    return f' data-line="{line}"' if name == file else f' data-source="{quote(name)}:{line}"'


def _table(block: Table, at: str, places: bool, file: str) -> str:
    caption = f"<caption>{write_inlines(block.caption)}</caption>" if block.caption else ""
    columns = "".join(f"<col{_share(column.width)}{_align(column)}/>" for column in block.columns)
    head = "".join(_row(row, "th", block.columns, places, file) for row in block.head)
    rows = "".join(_row(row, "td", block.columns, places, file) for row in block.rows)
    head = f"<thead>{head}</thead>" if head else ""
    rows = f"<tbody>{rows}</tbody>" if rows else ""
    return f"<table{at}>{caption}<colgroup>{columns}</colgroup>{head}{rows}</table>"


def _align(column: Column) -> str:
    return "" if column.align == "left" else f' data-align="{column.align}"'


def _row(row: tuple[Cell, ...], tag: str, columns: tuple[Column, ...], places: bool, file: str) -> str:
    cells = []
    for cell, column in zip(row, columns, strict=True):
        scope = ' scope="col"' if tag == "th" else ""
        cells.append(f"<{tag}{scope}{_align(column)}>{write(cell.blocks, places, file)}</{tag}>")
    return f"<tr>{''.join(cells)}</tr>"


def _code(block: Code, at: str) -> str:
    filename = f' data-filename="{quote(block.filename)}"' if block.filename else ""
    language = f' data-language="{quote(block.language)}"' if block.language else ""
    highlight = f' data-highlight="{quote(block.highlight)}"' if block.highlight else ""
    numbers = ' data-numbers="true"' if block.numbers else ""
    numbers += f' data-first="{block.first}"' if block.first != 1 else ""
    return f"<pre{filename}{language}{highlight}{numbers}{at}><code>{escape(block.text)}</code></pre>"


def _media(block: Media, at: str) -> str:
    said = f' data-poster="{quote(block.poster)}"' if block.poster else ""
    said += f' style="width:{quote(block.width)}"' if block.width else ""
    said += ' data-qr="true"' if block.qr else ""
    said += ' data-auto="true"' if block.auto else ""
    link = f'<a href="{quote(block.src)}">{escape(block.alt)}</a>'
    caption = f"<figcaption>{write_inlines(block.caption)}</figcaption>" if block.caption else ""
    return f'<figure class="media" data-kind="{quote(block.form)}"{said}{at}>{link}{caption}</figure>'


def _picture(block: Picture, at: str) -> str:
    width = f' style="width:{quote(block.width)}"' if block.width else ""
    width += f' data-fit="{block.fit}"' if block.fit else ""
    width += f' data-crop="{quote(block.crop)}"' if block.crop else ""
    caption = f"<figcaption>{write_inlines(block.caption)}</figcaption>" if block.caption else ""
    return (
        f'<figure class="picture"{at}><img src="{quote(block.src)}" alt="{quote(block.alt)}"{width}/>{caption}</figure>'
    )
