"""Blocks and inlines: what a slide, a note or a page of participant text is made of.

All values are frozen, hashable and picklable. `place` and `id` never count in comparisons: two blocks are equal where their content is.
`id` is the block's number within its slide (`"3"`), given on reading, so that a box on a slide knows the source it came from.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from courseware.problems import NOWHERE, Place

SHARE_DIGITS = 6
"""Decimals of a share (a column's part of the width) that survive in markup."""


class Run(Struct, frozen=True):
    """Text in one style. `text` holds no line break and no control character; `href` is a link's target, `""` for none."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    strike: bool = False
    underline: bool = False
    sub: bool = False
    sup: bool = False
    href: str = ""
    lang: str = ""
    mark: str = ""
    """A class for emphasis by the brand's colours (`[text]{.accent}`), `""` for none."""
    qr: bool = False
    """Whether paper shows the link as a QR code too (`[text](https://…){.qr}`)."""


class Break(Struct, frozen=True):
    """A line break inside a paragraph."""


class MathRun(Struct, frozen=True):
    """An equation in the line, as TeX."""

    tex: str


class PictureRun(Struct, frozen=True):
    """A small picture in the line of text; `src` and `width` as in `Picture`."""

    src: str
    alt: str = ""
    width: str = ""


class Footnote(Struct, frozen=True):
    """A footnote, standing where its mark stands. Paragraphs of a longer note are parted by two `Break`s."""

    inlines: tuple[Inline, ...]


class IndexMark(Struct, frozen=True):
    """A place in the text that an index names under `entry`. It takes no room and shows nothing; slides don't have it."""

    entry: str


class Variable(Struct, frozen=True):
    """A value that `select` puts in: `var.client`, `meta.title`. Never reaches a document."""

    name: str
    style: Run = Run("")
    place: Place = NOWHERE


Inline: TypeAlias = Run | Break | MathRun | PictureRun | Footnote | IndexMark | Variable
Inlines: TypeAlias = tuple[Inline, ...]


class _Placed(Struct, frozen=True, kw_only=True):
    place: Place = NOWHERE
    id: str = ""

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and _content(self) == _content(other)

    def __hash__(self) -> int:
        return hash((type(self), _content(self)))


def _content(block: object) -> tuple[object, ...]:
    """The fields that count when two blocks are compared."""
    return tuple(getattr(block, name) for name in block.__struct_fields__ if name not in ("place", "id"))  # type: ignore[attr-defined]


class Paragraph(_Placed, frozen=True):
    """A paragraph of text."""

    inlines: Inlines


class Heading(_Placed, frozen=True):
    """A heading inside a slide or inside participant text; `level` is 2 to 6 (1 is the slide's title)."""

    level: int
    inlines: Inlines


class Item(_Placed, frozen=True):
    """An item of a list; `checked` is None outside task lists."""

    blocks: tuple[Block, ...]
    checked: bool | None = None


class List(_Placed, frozen=True):
    """A list; `ordered` lists begin at `start` and count by `numbering` (HTML's: 1, a, A, i, I); an `incremental` one is shown item by item."""

    items: tuple[Item, ...]
    ordered: bool = False
    start: int = 1
    incremental: bool = False
    numbering: str = "1"


class Definition(Struct, frozen=True):
    """A term with its explanations."""

    term: Inlines
    details: tuple[tuple[Block, ...], ...]


class Definitions(_Placed, frozen=True):
    """A definition list."""

    entries: tuple[Definition, ...]


class Cell(Struct, frozen=True):
    """A table's cell. Most hold one paragraph."""

    blocks: tuple[Block, ...]


class Column(Struct, frozen=True):
    """A table's column: `width` is its share of the table (0 to 1) or None for even; `align` is left, center or right."""

    width: float | None = None
    align: str = "left"


class Table(_Placed, frozen=True):
    """A table; each row of `head` and `rows` has as many cells as `columns`."""

    columns: tuple[Column, ...]
    head: tuple[tuple[Cell, ...], ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: Inlines = ()


class Code(_Placed, frozen=True):
    """Lines of code, without the last line end. `highlight` as written, `"3-5,8"`: numbers of lines as they are shown, the first of which is `first`."""

    text: str
    language: str = ""
    filename: str = ""
    highlight: str = ""
    numbers: bool = False
    first: int = 1


class Picture(_Placed, frozen=True):
    """A picture on its own. `src` is a name for `Files` or `icon:NAME`; `width` is `"50%"`, `"8cm"`, `"120pt"` or `""`; an empty `alt` means decorative.

    `fit` is cover (fills its place, cut to its proportions), contain (shown whole), or `""`: as the layout has it. `crop` cuts it to proportions
    and may say what stays: `"16:9"`, `"1:1 top"`.
    """

    src: str
    alt: str = ""
    caption: Inlines = ()
    width: str = ""
    fit: str = ""
    crop: str = ""


class Media(_Placed, frozen=True):
    """A film or a sound by its file (`form` video or audio), a film on the web (link), or a QR code of an address (qr).

    `src` is a name for `Files`, or the address. `poster` is the name of the picture shown before it plays, `""` for one that is drawn. `qr` asks for a
    QR code of the address in print; `auto` plays a sound with its slide, as a narration.
    """

    form: str
    src: str
    alt: str = ""
    caption: Inlines = ()
    poster: str = ""
    width: str = ""
    qr: bool = False
    auto: bool = False


class Quote(_Placed, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]


class MathBlock(_Placed, frozen=True):
    """A displayed equation, as TeX."""

    tex: str


class Part(Struct, frozen=True):
    """One of several columns; `width` is its share (0 to 1) or None for even."""

    blocks: tuple[Block, ...]
    width: float | None = None


class Columns(_Placed, frozen=True):
    """Blocks side by side, two or more."""

    parts: tuple[Part, ...]


class Box(_Placed, frozen=True):
    """A division that shows: callouts, example, case, hint, keypoints, checklist, prereq, objectives, questions, or a class that nobody knows (`box`).

    `icon` is the name of the icon at its title, `""` for what the brand has for its kind, `none` for none.
    """

    kind: str
    blocks: tuple[Block, ...]
    title: Inlines = ()
    icon: str = ""


class Drawing(_Placed, frozen=True):
    """A fenced data block that becomes native objects: `form` is diagram, mermaid or chart; `kind` its kind (`process`, `column`); `source` its lines."""

    form: str
    kind: str
    source: str
    alt: str = ""


class Pause(_Placed, frozen=True):
    """What follows on the slide is shown at the next click (`. . .`)."""


class PageBreak(_Placed, frozen=True):
    """A new page in print; nothing on a slide."""


class Conditional(_Placed, frozen=True):
    """Blocks that `select` keeps or removes. `conditions` are (key, value) as written: (`when-brand`, `house`). Never reaches a document."""

    conditions: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]


Block: TypeAlias = (
    Paragraph
    | Heading
    | List
    | Definitions
    | Table
    | Code
    | Picture
    | Media
    | Quote
    | MathBlock
    | Columns
    | Box
    | Drawing
    | Pause
    | PageBreak
    | Conditional
)
Blocks: TypeAlias = tuple[Block, ...]


def plain_text(inlines: Iterable[Inline], tex: bool = False) -> str:
    """The words of `inlines` without style; a break is a space, a footnote is left out. An equation is a line of text, as TeX where `tex`."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Run(text=text):
                parts.append(text)
            case MathRun(tex=source):
                parts.append(source if tex else _equation(source))
            case PictureRun(alt=alt):
                parts.append(alt)
            case Break():
                parts.append(" ")
            case Variable(name=name):
                parts.append("{" + name + "}")
    return "".join(parts)


def _equation(tex: str) -> str:
    from courseware.equation.linear import in_line  # a course without equations needs no reader of TeX

    return " ".join(in_line(tex).split())


def children(block: Block) -> tuple[Blocks, ...]:
    """The groups of blocks directly inside `block`, in reading order."""
    match block:
        case List(items=items):
            return tuple(item.blocks for item in items)
        case Definitions(entries=entries):
            return tuple(detail for entry in entries for detail in entry.details)
        case Table(head=head, rows=rows):
            return tuple(cell.blocks for row in head + rows for cell in row)
        case Columns(parts=parts):
            return tuple(part.blocks for part in parts)
        case Quote(blocks=blocks) | Box(blocks=blocks) | Conditional(blocks=blocks):
            return (blocks,)
    return ()


def walk(blocks: Iterable[Block]) -> Iterator[Block]:
    """Every block, outer before inner, in reading order."""
    for block in blocks:
        yield block
        for group in children(block):
            yield from walk(group)
