"""`Kit`: what a base presentation offers, ours or a provider's: its layouts' rectangles and the styles in force in them.

All lengths are in points (1 pt = 12,700 EMU), from the slide's top left corner.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.deck.dress import Dress
from courseware.problems import Problem


class Rect(Struct, frozen=True):
    """A rectangle in points."""

    x: float
    y: float
    w: float
    h: float

    @property
    def right(self) -> float:
        return self.x + self.w

    @property
    def bottom(self) -> float:
        return self.y + self.h

    def inset(self, left: float, top: float, right: float, bottom: float) -> Rect:
        """The rectangle inside these four margins, never smaller than nothing."""
        return Rect(self.x + left, self.y + top, max(self.w - left - right, 0.0), max(self.h - top - bottom, 0.0))

    def holds(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether `other` lies inside, or hangs out by no more than `slack`."""
        return (
            other.x >= self.x - slack
            and other.y >= self.y - slack
            and other.right <= self.right + slack
            and other.bottom <= self.bottom + slack
        )

    def meets(self, other: Rect, slack: float = 0.0) -> bool:
        """Whether the two overlap, or lie less than `slack` apart; where that is negative, whether they overlap by more than it."""
        return (
            self.x < other.right + slack
            and other.x < self.right + slack
            and self.y < other.bottom + slack
            and other.y < self.bottom + slack
        )


class Ink(Struct, frozen=True):
    """A colour: `rgb` as six hexadecimal digits; `scheme` the theme's name for it (`accent1`, `tx1`), `""` for a fixed colour.

    `tint` mixes it with the slide's ground: 1 is the full colour, 0.05 a ground of 5 %; `rgb` is already mixed.
    """

    rgb: str
    scheme: str = ""
    tint: float = 1.0


BLACK = Ink("000000", "tx1")
WHITE = Ink("FFFFFF", "bg1")


class Bullet(Struct, frozen=True):
    """A bullet: `text` is its character, or a numbering such as `arabicPeriod` (DrawingML's ST_TextAutonumberScheme) where `numbered`."""

    text: str
    numbered: bool = False
    start: int = 1
    family: str = ""
    ink: Ink | None = None
    size: float = 1.0


class TextStyle(Struct, frozen=True):
    """The style in force for one level of text: size and spaces in points.

    `line` is the line spacing as a factor of the font's own line height (1.0 = single), or, where `line_exact`, in points. `margin` is the left
    edge of text, `indent` (usually negative) where the first line or the bullet begins, relative to it.
    """

    family: str
    size: float
    ink: Ink = BLACK
    bold: bool = False
    italic: bool = False
    caps: bool = False
    align: str = "l"  # l, ctr, r, just: DrawingML's ST_TextAlignType
    margin: float = 0.0
    indent: float = 0.0
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    line_exact: bool = False
    bullet: Bullet | None = None
    rtl: bool = False
    spacing: float = 0.0
    """Points between letters beyond the font's own."""


class SlotBox(Struct, frozen=True):
    """Where a slot stands on a layout and how text looks in it.

    `idx` is the placeholder's idx (ISO 29500-1, 19.3.1.36), None where the layout has no placeholder for the slot: then a text box is put there.
    `kind` is the placeholder's type (`title`, `body`, `obj`, `pic`, `ftr`, `sldNum`, `dt`). `insets` are left, top, right, bottom.
    `levels` are nine styles, outermost first.
    """

    name: str
    rect: Rect
    levels: tuple[TextStyle, ...]
    idx: int | None = None
    kind: str = "body"
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    anchor: str = "t"  # t, ctr, b

    @property
    def inner(self) -> Rect:
        """The rectangle that text may fill."""
        return self.rect.inset(*self.insets)

    def style(self, level: int) -> TextStyle:
        """The style of a level from 0; deeper than nine takes the ninth."""
        return self.levels[min(level, len(self.levels) - 1)]

    def plain(self) -> TextStyle:
        """The style of text that is no item of a list: the first level without bullet and indent."""
        style = self.style(0)
        return replace(style, bullet=None, margin=0.0, indent=0.0) if style.bullet else style


class Decor(Struct, frozen=True):
    """A shape of a layout or master that stands behind the slide's content, as far as pictures show it.

    `kind`: rect, ellipse, line, picture, text. A line runs from (x, y) to (right, bottom) of `rect`. `picture` is the name of a part of the
    base presentation (`ppt/media/image1.png`); `text` is fixed text in `style`.
    """

    kind: str
    rect: Rect
    fill: Ink | None = None
    outline: Ink | None = None
    outline_width: float = 0.0
    picture: str = ""
    alt: str = ""
    text: str = ""
    style: TextStyle | None = None
    anchor: str = "t"
    rounded: float = 0.0


class Layout(Struct, frozen=True):
    """A layout as fit and writers see it.

    `key` is the layout's part name in the base presentation (`/ppt/slideLayouts/slideLayout3.xml`). `slots` are those of its role;
    `foot` the placeholders for footer, slide number and date (kinds `ftr`, `sldNum`, `dt`). `found` tells how the role got this layout (type, signature,
    name, mapping, stand-in), in words.
    """

    role: str
    key: str
    name: str
    slots: Mapping[str, SlotBox]
    foot: tuple[SlotBox, ...] = ()
    decor: tuple[Decor, ...] = ()
    background: Ink = WHITE
    found: str = ""
    frame: Rect = Rect(0, 0, 0, 0)
    """The region for content, below the title and above the foot."""


class Policy(Struct, frozen=True):
    """How far text may shrink and how blocks are set; a brand may change each number (`defaults.courseware.fit`). Sizes in points, shares 0 to 1."""

    body_floor: float = 18.0
    title_floor: float = 20.0
    code_size: float = 18.0
    code_floor: float = 14.0
    table_size: float = 18.0
    table_floor: float = 14.0
    small_floor: float = 12.0
    drawing_floor: float = 14.0
    least: float = 0.8
    slack: float = 0.04
    row_height: float = 32.0
    gutter: float = 16.0
    caption_size: float = 14.0
    picture_dpi: float = 220.0


KEPT = "/ppt/slides/"
"""How the key of a kept slide's layout begins."""


class KeptSlide(Struct, frozen=True):
    """A slide of the provider's own that decks keep: `number` from 1 in the template, and `layout`, whose key is the slide's part and whose decor is
    all that a picture of it can show.
    """

    number: int
    title: str
    layout: Layout
    notes: tuple[str, ...] = ()
    hidden: bool = False


class Kit(Struct, frozen=True):
    """A base presentation, read. `layouts` has one entry for every role of `ROLES`; `named` finds further layouts by the template's own names.

    `palette` names the theme's colours for boxes that are not in a placeholder: ground, text, muted (grey text of 4.5:1), accent, accent-text (text on
    accent), accent2 … accent6, tint (a ground of about 5 %), rule (hairlines), good, bad. `fonts`: heading, body, mono families.
    `digest` tells this base presentation, and how blocks are dressed on it, from any other. `warnings` tell what stands in for what.
    """

    width: float
    height: float
    layouts: Mapping[str, Layout]
    palette: Mapping[str, Ink]
    fonts: Mapping[str, str]
    digest: str
    named: Mapping[str, Layout] = field(default_factory=dict)
    policy: Policy = Policy()
    policies: Mapping[str, Policy] = field(default_factory=dict)
    """Policies of roles that the brand gave one of their own."""
    dress: Dress = Dress()
    kept: tuple[KeptSlide, ...] = ()
    warnings: tuple[Problem, ...] = ()

    def layout(self, role: str, name: str = "") -> Layout:
        """The layout for a slide: the one the author named, as it serves `role`, else the role's."""
        if name and name in self.named:
            named = self.named[name]
            return replace(named, role=role)
        return self.layouts[role]

    def set_for(self, role: str) -> Kit:
        """The kit with the policy of a role."""
        return replace(self, policy=self.policies[role]) if role in self.policies else self

    def families(self) -> frozenset[str]:
        """Every font family that text on these layouts is set in."""
        layouts = (*self.layouts.values(), *self.named.values())
        boxes = (box for layout in layouts for box in (*layout.slots.values(), *layout.foot))
        return frozenset(style.family for box in boxes for style in box.levels) | frozenset(self.fonts.values())

    def ink(self, name: str) -> Ink:
        """A colour of the palette by name."""
        return self.palette[name]
