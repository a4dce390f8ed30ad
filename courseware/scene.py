"""`Scene`: a diagram or a chart laid out, before it is set in a provider's fonts and colours.

Geometry in points from the scene's own top left corner. Colours are names of the kit's palette (`accent`, `text`, `tint`, …), so that one
scene serves every brand, the deck
and paper. Nothing in here knows PowerPoint, HTML or fonts: text is measured through a `Sizer`.
"""

from __future__ import annotations

from typing import Protocol, TypeAlias

from msgspec import Struct
from msgspec.structs import replace


class Wrapped(Struct, frozen=True):
    """Text broken into lines: the widest line and the height of all in points; `fits` is False where a word is wider than the width given."""

    lines: tuple[str, ...]
    width: float
    height: float
    fits: bool = True


class Sizer(Protocol):
    """Measures text as it will be set."""

    def wrap(self, text: str, width: float, size: float, bold: bool = False) -> Wrapped:
        """`text` at `size` points in lines of at most `width` points; a line end in the text is kept."""
        ...


class Paint(Struct, frozen=True):
    """A colour: `name` of the kit's palette, mixed with the ground where `tint` is under 1; `alpha` under 1 lets what lies beneath show."""

    name: str
    tint: float = 1.0
    alpha: float = 1.0


Step: TypeAlias = tuple[str, tuple[float, ...]]
"""A step of a path, absolute in the scene: `M` x y, `L` x y, `C` x1 y1 x2 y2 x y, `Z`."""


class Shape(Struct, frozen=True, kw_only=True):
    """A shape with or without text.

    `form` is a preset of DrawingML (ISO 29500-1, 20.1.10.56: rect, roundRect, ellipse, diamond, chevron, homePlate, triangle, trapezoid,
    parallelogram, flowChartTerminator, …), `path` for a freeform
    along `path`, or `text` for words alone. `adjust` are its guides in 100,000ths, as in `a:avLst`. `text` may hold line ends; `size` is
    the size it was laid out with, which is at least the floor. `detail` stands under `text` in paragraphs of its own, not bold, at
    `detail_size`. `id` is what lines refer to, unique in the scene. `role` says in the selection pane what it is (`Step 2`).
    `insets` are left, top, right and bottom from the shape's own rectangle to where its text stands, whatever area the preset itself keeps
    for text (`presets.text_area`): a chevron's or a diamond's insets keep its label inside its edge.
    """

    id: str
    form: str
    x: float
    y: float
    w: float
    h: float
    text: str = ""
    size: float = 0.0
    detail: str = ""
    detail_size: float = 0.0
    bold: bool = False
    italic: bool = False
    ink: Paint = Paint("text")
    fill: Paint | None = None
    outline: Paint | None = None
    outline_width: float = 0.0
    dash: str = ""
    adjust: tuple[int, ...] = ()
    path: tuple[Step, ...] = ()
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)
    align: str = "ctr"
    anchor: str = "ctr"
    role: str = ""


class Line(Struct, frozen=True, kw_only=True):
    """A line along `points` (absolute in the scene).

    `form`: straight, elbow (right-angled), curve (smooth through its points). `begin` and `end` are ids of the shapes it is glued to, `""`
    for none, at
    `begin_side` and `end_side` (top, left, bottom, right). `head` and `tail` are `arrow` or `""`: `head` at the last point. `dash`: `""`,
    dash or dot.
    """

    points: tuple[tuple[float, float], ...]
    form: str = "straight"
    begin: str = ""
    begin_side: str = ""
    end: str = ""
    end_side: str = ""
    ink: Paint = Paint("muted")
    width: float = 1.5
    dash: str = ""
    head: str = ""
    tail: str = ""
    role: str = ""


class Scene(Struct, frozen=True, kw_only=True):
    """A drawing of `width` x `height` points; `parts` from the back to the front; `order` are ids of its shapes as they are read, those not
    named follow."""

    width: float
    height: float
    parts: tuple[Shape | Line, ...]
    order: tuple[str, ...] = ()
    smallest: float = 0.0
    """The smallest size of text in it, in points."""


def scaled(scene: Scene, by: float) -> Scene:
    """`scene` with every length times `by`, lines and words included."""
    return replace(
        scene,
        width=scene.width * by,
        height=scene.height * by,
        smallest=scene.smallest * by,
        parts=tuple(_part(part, by) for part in scene.parts),
    )


def _part(part: Shape | Line, by: float) -> Shape | Line:
    if isinstance(part, Line):
        return replace(part, points=tuple((x * by, y * by) for x, y in part.points), width=part.width * by)
    left, top, right, bottom = part.insets
    return replace(
        part,
        x=part.x * by,
        y=part.y * by,
        w=part.w * by,
        h=part.h * by,
        size=part.size * by,
        detail_size=part.detail_size * by,
        outline_width=part.outline_width * by,
        path=tuple((name, tuple(value * by for value in values)) for name, values in part.path),
        insets=(left * by, top * by, right * by, bottom * by),
    )
