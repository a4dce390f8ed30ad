"""`Slides`: a deck after fit. Every box has its rectangle, every line is broken; both writers only draw.

All lengths are in points from the slide's top left corner. A writer adds no logic: what it draws stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from courseware.content.blocks import Blocks
from courseware.deck.kit import Bullet, Ink, Rect, TextStyle
from courseware.problems import NOWHERE, Place, Problem
from courseware.scene import Step


class SetEquation(Struct, frozen=True):
    """An equation in a line: its TeX, and what it takes as shares of the size: `width`, `ascent` above the line, `descent` below it.

    A `display` one stands alone, with limits above and below its signs.
    """

    tex: str
    display: bool
    width: float
    ascent: float
    descent: float


EQUATION_ROOM = 1.08
"""How much more width an equation is given than it has as drawn: PowerPoint sets it in another font."""

if TYPE_CHECKING:  # most decks have no chart
    from courseware.chart.model import Chart
    from courseware.chart.plan import Plan


class Span(Struct, frozen=True):
    """Text of one look. `text` is `"\\n"` for a break within the paragraph. `size` in points as set (already scaled).

    `ink` None means the paragraph's. `baseline` is 0, or the shift as a share of the size (0.3 up, -0.25 down) with the size already
    reduced in measuring. `slot` names the kind of font that PowerPoint asks for the text beside the Latin one (`ea`, `cs`, `sym`), and `typeface`
    that font, where `family` only measures and draws it. With `equation` the span is that equation, and `text` its TeX.
    """

    text: str
    family: str
    size: float
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False
    ink: Ink | None = None
    baseline: float = 0.0
    href: str = ""
    lang: str = ""
    code: bool = False
    slot: str = ""
    typeface: str = ""
    equation: SetEquation | None = None


class Piece(Struct, frozen=True):
    """A stretch of a line: `text` at `x`, `width` wide, in the look of span number `span` of its paragraph; `rtl` where it runs right to left."""

    x: float
    width: float
    text: str
    span: int
    rtl: bool = False


class Line(Struct, frozen=True):
    """A broken line: `top` and `height` of its box, `baseline`, all absolute on the slide; its pieces in visual order."""

    top: float
    height: float
    baseline: float
    pieces: tuple[Piece, ...]


class TextParagraph(Struct, frozen=True):
    """A paragraph on a slide. `style` is the style as set (scaled), `level` from 0 its level in the placeholder.

    `bullet_text` is what stands at the bullet (`•`, `3.`), `""` for none, at `bullet_x`. `build` is the click (from 1) that shows it, 0 at once.
    """

    spans: tuple[Span, ...]
    style: TextStyle
    level: int = 0
    bullet: Bullet | None = None
    bullet_text: str = ""
    bullet_x: float = 0.0
    lines: tuple[Line, ...] = ()
    build: int = 0
    block: str = ""


class TextBox(Struct, frozen=True, kw_only=True):
    """Text. In the placeholder `idx` where that is not None, else a text box of its own.

    `moved` is true where `rect` differs from the layout's; `scale` is 1.0 where sizes and spaces are the layout's own (PowerPoint inherits them),
    else they are written out. `blocks` are ids of the blocks it holds; `name` is the shape's name in the selection pane.
    """

    rect: Rect
    paragraphs: tuple[TextParagraph, ...]
    name: str
    kind: str = "body"  # title, body, footer, number, date, text
    idx: int | None = None
    moved: bool = False
    scale: float = 1.0
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"
    fill: Ink | None = None
    outline: Ink | None = None
    outline_width: float = 0.0
    edge: Ink | None = None
    edge_width: float = 0.0
    """A bar of this colour and width (points) along the left edge, inside `rect`."""
    blocks: tuple[str, ...] = ()
    artifact: bool = False
    build: int = 0
    """The click that shows its ground (fill, outline, edge), 0 at once; its paragraphs have their own."""


class TableCell(Struct, frozen=True):
    """A cell with its text set; `insets` left, top, right, bottom."""

    paragraphs: tuple[TextParagraph, ...]
    insets: tuple[float, float, float, float]
    anchor: str = "ctr"
    fill: Ink | None = None


class TableRow(Struct, frozen=True):
    """A row: its height in points, its cells, and the rule beneath it."""

    height: float
    cells: tuple[TableCell, ...]
    rule: Ink | None = None
    rule_width: float = 0.0


class TableBox(Struct, frozen=True, kw_only=True):
    """A table: `widths` of its columns in points, the first `header` rows are its header. `alt` says what it shows."""

    rect: Rect
    widths: tuple[float, ...]
    rows: tuple[TableRow, ...]
    name: str
    header: int = 1
    rtl: bool = False
    """Whether the first column stands at the right. `widths` and cells keep the order in which they are read."""
    top: Ink | None = None
    top_width: float = 0.0
    """The rule above the first row."""
    alt: str = ""
    build: int = 0
    blocks: tuple[str, ...] = ()


class PictureBox(Struct, frozen=True, kw_only=True):
    """A picture: `src` is a name for `Files`; `crop` are shares cut off left, top, right, bottom; an empty `alt` means decorative.

    `idx` is the picture placeholder it fills, None for a picture of its own.
    """

    rect: Rect
    src: str
    name: str
    alt: str = ""
    crop: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    idx: int | None = None
    build: int = 0
    blocks: tuple[str, ...] = ()
    pixels: tuple[int, int] = (0, 0)


class MediaBox(Struct, frozen=True, kw_only=True):
    """A film or sound (`form` video, audio: `src` is a name for `Files`), or a film on the web (link: an address), shown by its `poster`.

    `drawn` is a poster as PNG where its author gave none. `auto` plays it with the slide; its sign then stands beside the slide.
    """

    rect: Rect
    form: str
    src: str
    name: str
    poster: str = ""
    drawn: bytes = b""
    alt: str = ""
    auto: bool = False
    build: int = 0
    blocks: tuple[str, ...] = ()


class ShapeBox(Struct, frozen=True, kw_only=True):
    """A shape without text: `kind` rect, ellipse, line (from the rectangle's top left to its bottom right), or path (along `path`, absolute on
    the slide, with round ends and joins). An empty `alt` means decorative.

    `veil` lets what lies beneath show through the fill: (share of the height from the top, opacity) from 0 to 1, in order; `across` says
    that its shares are of the width, from the left.
    """

    rect: Rect
    kind: str
    name: str
    fill: Ink | None = None
    outline: Ink | None = None
    outline_width: float = 0.0
    path: tuple[Step, ...] = ()
    veil: tuple[tuple[float, float], ...] = ()
    across: bool = False
    alt: str = ""
    build: int = 0


class DrawnShape(Struct, frozen=True, kw_only=True):
    """A shape of a drawing, with its text set.

    `form` is a preset of DrawingML (ISO 29500-1, 20.1.10.56), `path` for a freeform along `path` (absolute on the slide), or `text` for
    words alone. `adjust` are its guides in
    100,000ths. `alpha` under 1 lets what lies beneath show through the fill. `key` is what lines of the same drawing refer to.
    """

    key: str
    form: str
    rect: Rect
    name: str
    paragraphs: tuple[TextParagraph, ...] = ()
    fill: Ink | None = None
    alpha: float = 1.0
    outline: Ink | None = None
    outline_width: float = 0.0
    dash: str = ""
    adjust: tuple[int, ...] = ()
    path: tuple[Step, ...] = ()
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "ctr"


class DrawnLine(Struct, frozen=True, kw_only=True):
    """A line of a drawing along `points`, absolute on the slide: `form` straight, elbow or curve.

    `begin` and `end` are keys of the shapes it is glued to (`""`: none) at `begin_side` and `end_side` (top, left, bottom, right). `head`
    (at the last point) and `tail`
    are `arrow` or `""`; `dash` is `""`, dash or dot.
    """

    points: tuple[tuple[float, float], ...]
    name: str
    form: str = "straight"
    begin: str = ""
    begin_side: str = ""
    end: str = ""
    end_side: str = ""
    ink: Ink
    width: float = 1.5
    dash: str = ""
    head: str = ""
    tail: str = ""


class DrawingBox(Struct, frozen=True, kw_only=True):
    """A drawing of shapes that stay editable, as one group. `parts` from the back to the front; `order` are keys of its shapes as they are read."""

    rect: Rect
    parts: tuple[DrawnShape | DrawnLine, ...]
    name: str
    order: tuple[str, ...] = ()
    alt: str = ""
    build: int = 0
    blocks: tuple[str, ...] = ()


class ChartBox(Struct, frozen=True, kw_only=True):
    """A chart: `chart` is its data and `plan` what was decided for the native object, `drawing` the same chart in shapes for paper and pictures.

    `inks` are, for each series (or slice), its colour and that of text on it; `palette` has those of text, muted, rule and ground; `family` is the font.
    `idx` is the placeholder that it fills, None for a frame of its own.
    """

    rect: Rect
    chart: Chart
    plan: Plan
    drawing: DrawingBox
    inks: tuple[tuple[Ink, Ink], ...]
    palette: Mapping[str, Ink]
    family: str
    name: str
    alt: str = ""
    idx: int | None = None
    build: int = 0
    blocks: tuple[str, ...] = ()


SlideBox: TypeAlias = TextBox | TableBox | PictureBox | MediaBox | ShapeBox | DrawingBox | ChartBox


class Page(Struct, frozen=True, kw_only=True):
    """One slide as it will stand in the file.

    `number` is the printed number (`3-14`, a continued piece `3-14b`); `id` the deck slide's id, `piece` n of `pieces`. `boxes` in reading
    order, the title
    first. `title` is its text, `""` where it has none. `scale` is the smallest scale used on it. `layout` is the layout's key.
    """

    number: str
    id: str
    role: str
    layout: str
    title: str
    boxes: tuple[SlideBox, ...]
    piece: int = 1
    pieces: int = 1
    notes: Blocks = ()
    hidden: bool = False
    section: str = ""
    background: Ink | None = None
    scale: float = 1.0
    transition: str = ""
    """How the slide comes in: fade, push or wipe; `""` for none."""
    place: Place = NOWHERE


class Slides(Struct, frozen=True, kw_only=True):
    """A deck ready to write: pages of `width` x `height` points. `notices` tell which pages were scaled or continued; `warnings` need a look.

    `faults` are the errors for which slides of a draft are red; `warnings` has them too.
    """

    title: str
    language: str
    width: float
    height: float
    pages: tuple[Page, ...]
    properties: Mapping[str, str] = field(default_factory=dict)
    notices: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    faults: tuple[Problem, ...] = ()
