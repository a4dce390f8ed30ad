"""The values that a deck is read into. Rectangles are in points on the slide; texts are inlines as a course has them."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

from courseware.content.blocks import Inlines
from courseware.deck.kit import Rect


class Para(Struct, frozen=True):
    """A paragraph. `mark` is `""` without a bullet, else `•`, or a way of counting (`1`, `a`, `A`, `i`, `I`) that begins at `start`.

    A displayed equation is a paragraph with nothing but `display`, its TeX. `size` is its largest type in points, 0.0 where the layout says it.
    """

    inlines: Inlines = ()
    level: int = 0
    mark: str = ""
    start: int = 0
    display: str = ""
    size: float = 0.0
    align: str = ""
    raw: str = ""
    """The paragraph as typed, with its blanks, where all of it is set in a typewriter's face."""
    tinted: bool = False
    """Whether all of its runs say a colour of their own."""


Paras: TypeAlias = tuple[Para, ...]


class _Thing(Struct, frozen=True, kw_only=True):
    """What every thing on a slide has: its shape's id, name and rectangle, its alt text and the placeholder it fills (`kind`, `""` for none)."""

    key: int = 0
    name: str = ""
    rect: Rect = Rect(0, 0, 0, 0)
    alt: str = ""
    kind: str = ""
    idx: int = 0
    href: str = ""
    decorative: bool = False


class Words(_Thing, frozen=True):
    """A shape with text. `preset` is the shape's form (`rect`, `chevron`), `drawn` whether it has a fill or an outline."""

    paras: Paras = ()
    preset: str = ""
    drawn: bool = False


class GridCell(Struct, frozen=True):
    """A table's cell; `covered` where a merged neighbour lies over it."""

    paras: Paras = ()
    covered: bool = False


class Grid(_Thing, frozen=True):
    """A table: `header` says whether its first row is marked as one; `widths` are shares of the whole."""

    rows: tuple[tuple[GridCell, ...], ...] = ()
    header: bool = False
    widths: tuple[float, ...] = ()
    merged: bool = False


class Series(Struct, frozen=True):
    """A chart's series: `values` by category, None where there is none; `xs` are the numbers along the x axis of scatter charts."""

    name: str
    values: tuple[float | None, ...]
    xs: tuple[float | None, ...] = ()
    kind: str = ""
    sizes: tuple[float | None, ...] = ()


class OldChart(_Thing, frozen=True):
    """A chart with its data. `kinds` are PowerPoint's words for its plots (`barChart`), more than one in a combination.

    `grouping` is clustered, stacked or percentStacked; `lying` bars run from left to right. `number_format` is Excel's.
    """

    kinds: tuple[str, ...] = ()
    title: str = ""
    x_title: str = ""
    y_title: str = ""
    categories: tuple[str, ...] = ()
    series: tuple[Series, ...] = ()
    grouping: str = ""
    lying: bool = False
    number_format: str = ""
    labelled: bool = False
    extra: tuple[str, ...] = ()


class Image(_Thing, frozen=True):
    """A picture: `data` as stored, `ending` of its file (`png`), and what is cut off at left, top, right and bottom in shares of it."""

    data: bytes = b""
    ending: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    paras: Paras = ()


class Clip(_Thing, frozen=True):
    """A film or a sound: its file (`data` and `ending`) or its address (`address`), and the picture that stands for it."""

    form: str = "video"
    data: bytes = b""
    ending: str = ""
    address: str = ""
    poster: Image | None = None


class Node(Struct, frozen=True):
    """A point of a SmartArt drawing with those beneath it."""

    paras: Paras
    children: tuple[Node, ...] = ()


class Smart(_Thing, frozen=True):
    """A SmartArt drawing: `layout` is the last word of its layout's address (`process1`), `nodes` its outline, `images` its pictures."""

    layout: str = ""
    nodes: tuple[Node, ...] = ()
    images: tuple[Image, ...] = ()


class Connector(_Thing, frozen=True):
    """A line: the ids of the shapes that it is tied to (0 for none), its ends, and whether it has a head at either end."""

    begin: int = 0
    end: int = 0
    start: tuple[float, float] = (0.0, 0.0)
    stop: tuple[float, float] = (0.0, 0.0)
    head: bool = False
    tail: bool = False
    dashed: bool = False


class Group(_Thing, frozen=True):
    """Shapes that are grouped; their rectangles are those on the slide."""

    things: tuple[Thing, ...] = ()


class Odd(_Thing, frozen=True):
    """What can only be kept as a picture: `what` it is in a trainer's words, `image` what the file shows in its place, `data` a file inside of it."""

    what: str = ""
    image: Image | None = None
    data: bytes = b""
    ending: str = ""


Thing: TypeAlias = Words | Grid | OldChart | Image | Clip | Smart | Connector | Group | Odd


class Remark(Struct, frozen=True):
    """A comment that somebody left on a slide."""

    author: str
    text: str


class OldSlide(Struct, frozen=True):
    """One slide. `number` counts from 1. `layout` and `layout_type` are its layout's name and type; `source` is the id that a deck of ours kept.

    `order` is z-order. `things` hold neither title nor furniture; `furniture` are the texts of foot, date and number.
    """

    number: int
    part: str
    layout: str = ""
    layout_type: str = ""
    title: Paras = ()
    things: tuple[Thing, ...] = ()
    notes: Paras = ()
    remarks: tuple[Remark, ...] = ()
    hidden: bool = False
    section: str = ""
    source: str = ""
    background: Image | None = None
    builds: frozenset[int] = frozenset()
    animated: bool = False
    furniture: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()


class OldDeck(Struct, frozen=True):
    """A deck as it was: its slides in order, its size in points, its properties, and what was left out of all of it (`dropped`)."""

    name: str
    width: float
    height: float
    slides: tuple[OldSlide, ...]
    title: str = ""
    author: str = ""
    subject: str = ""
    keywords: str = ""
    company: str = ""
    language: str = ""
    dropped: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
