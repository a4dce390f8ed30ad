"""What all layouts share: the sizes to try, cards of text, and the words where a diagram is too large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeAlias

from msgspec import Struct

from courseware.diagram.model import Diagram, Entry
from courseware.presets import text_area
from courseware.problems import CoursewareError, Place, Problem
from courseware.scene import Line, Paint, Scene, Shape, Sizer

Insets: TypeAlias = tuple[float, float, float, float]

EASY = 16.0
"""Down to this size in points a better arrangement is worth more than larger text."""
SMALLER = 0.875
"""A detail's size as a share of its label's."""

UNITS = {
    "process": ("step", "steps"), "cycle": ("stage", "stages"), "hierarchy": ("box", "boxes"),
    "matrix": ("entry", "entries"), "timeline": ("date", "dates"), "pyramid": ("level", "levels"),
    "venn": ("set", "sets"), "journey": ("step", "steps"), "flow": ("box", "boxes"),
}  # fmt: skip


Attempt: TypeAlias = Callable[["Type"], Scene | None]
"""One way to lay a diagram out: a scene at a size, or None where it does not fit."""


class Card(Struct, frozen=True):
    """A label with its detail, ready to be set."""

    text: str
    detail: str = ""
    strong: bool = False


def card(entry: Entry) -> Card:
    """An entry with the items beneath it as lines of its detail."""
    below = (f"{child.text}: {child.detail}" if child.detail else child.text for child in entry.children)
    return Card(entry.text, "\n".join(line for line in (entry.detail, *below) if line), entry.strong)


class Type(Struct, frozen=True):
    """Text in one size for labels and one for details, in points."""

    sizer: Sizer
    size: float
    small: float

    def label(self, text: str, width: float, most: int = 99, bold: bool = True) -> float | None:
        """The height of a label in `width`; None where a word is wider or it takes more than `most` lines."""
        if not text:
            return 0.0
        found = self.sizer.wrap(text, width, self.size, bold)
        return found.height if found.fits and len(found.lines) <= most else None

    def detail(self, text: str, width: float) -> float | None:
        """The height of a detail in `width`; None where a word is wider."""
        if not text:
            return 0.0
        found = self.sizer.wrap(text, width, self.small)
        return found.height if found.fits else None

    def card(self, what: Card, width: float) -> float | None:
        """The height of a label with its detail beneath it; None where a word is wider than `width`."""
        label = self.label(what.text, width)
        detail = self.detail(what.detail, width)
        return None if label is None or detail is None else label + detail

    def tallest(self, cards: Iterable[Card], width: float) -> float | None:
        """The height of the tallest of some cards in `width`; None where one does not fit."""
        return highest(self.card(each, width) for each in cards)

    def wide(self, text: str, bold: bool = True) -> float:
        """How wide a text is in one line."""
        return self.sizer.wrap(text, 1e6, self.size, bold).width

    def wide_small(self, text: str) -> float:
        """How wide a detail is in one line."""
        return self.sizer.wrap(text, 1e6, self.small).width


def highest(heights: Iterable[float | None]) -> float | None:
    """The largest, 0 of none; None where one is None."""
    most = 0.0
    for height in heights:
        if height is None:
            return None
        most = max(most, height)
    return most


def types(sizer: Sizer, floor: float, size: float) -> Iterator[Type]:
    """Sizes from `size` down to `floor`, in steps of a point, or of half a point for print."""
    step = 1.0 if size > 12 else 0.5
    current = max(size, floor)
    while current > floor:
        yield Type(sizer, current, max(floor, round(current * SMALLER * 2) / 2))
        current -= step
    yield Type(sizer, floor, floor)


def best(
    diagram: Diagram, room: tuple[float, float], sizes: Iterable[Type], tiers: Sequence[Sequence[Attempt]]
) -> Scene:
    """The scene of the first tier of attempts that fits at a comfortable size, as large as it may be; else of any, at the largest size.

    `CoursewareError` where none fits.
    """
    tried = list(sizes)
    easy = [letters for letters in tried if letters.size >= EASY] or tried[:1]
    for tier in tiers:
        if found := _first(easy, tier, room):
            return found
    every = [attempt for tier in tiers for attempt in tier]
    if found := _first(tried[len(easy) :], every, room):
        return found
    raise too_large(diagram.kind, count(diagram), room, tried[-1].size, diagram.place)


def _first(sizes: Iterable[Type], attempts: Sequence[Attempt], room: tuple[float, float]) -> Scene | None:
    for letters in sizes:
        for attempt in attempts:
            scene = attempt(letters)
            if scene is not None and scene.width <= room[0] + 0.01 and scene.height <= room[1] + 0.01:
                return scene
    return None


def count(diagram: Diagram) -> int:
    """How many entries it has, those within others too."""
    if diagram.rows:
        return sum(len(row) for row in diagram.rows)
    return sum(1 for _ in everyone(diagram.entries)) if diagram.kind == "hierarchy" else len(diagram.entries)


def everyone(entries: Iterable[Entry]) -> Iterator[Entry]:
    """Each entry and all beneath it."""
    for entry in entries:
        yield entry
        yield from everyone(entry.children)


def too_large(kind: str, number: int, room: tuple[float, float], size: float, place: Place) -> CoursewareError:
    """The error for a diagram that does not fit into `room` at `size`, its smallest."""
    one, many = UNITS[kind]
    what = f"{number} {one if number == 1 else many}"
    fact = f"{what} of a {kind} diagram don't fit into {room[0]:.0f} x {room[1]:.0f} points at {size:g} points"
    hint = "divide it over two slides, shorten its labels, or give it more room: a slide of its own, a wider column"
    if number == 1:
        hint = "shorten its labels, or give it more room: a slide of its own, a wider column"
    return CoursewareError(Problem(place, fact, hint))


def scene(parts: Iterable[Shape | Line], width: float, height: float, order: Iterable[str] = ()) -> Scene:
    """A scene of `parts`, with the smallest size that its text has."""
    found = tuple(parts)
    shapes = [part for part in found if isinstance(part, Shape)]
    sizes = [shape.size for shape in shapes if shape.text]
    sizes += [shape.detail_size for shape in shapes if shape.detail]
    reading = tuple(order) or tuple(shape.id for shape in shapes)
    return Scene(width=width, height=height, parts=found, order=reading, smallest=min(sizes, default=0.0))


class Look(Struct, frozen=True):
    """How a shape looks: fill, outline, and the colour of its text."""

    fill: Paint | None
    ink: Paint
    outline: Paint | None = None
    outline_width: float = 0.0


def full(accent: str) -> Look:
    """Filled with the accent colour."""
    return Look(Paint(accent), Paint("accent-text"))


def soft(accent: str) -> Look:
    """A light ground of the accent colour within a line of it, so that it stands out on paper too."""
    return Look(Paint(accent, 0.12), Paint("text"), Paint(accent), 1.0)


def looks(strong: Sequence[bool], accent: str) -> list[Look]:
    """Full colour for all; where some are strong, for those alone."""
    marked = any(strong)
    return [full(accent) if each or not marked else soft(accent) for each in strong]


def insets_of(form: str, w: float, h: float, adjust: tuple[int, ...], within: Insets) -> Insets:
    """Insets from a shape's rectangle, given those `within` the area that its form keeps for text."""
    if form in ("rect", "text", "path"):
        return within
    left, top, right, bottom = text_area(form, w, h, adjust)
    return (left + within[0], top + within[1], w - right + within[2], h - bottom + within[3])


def shape(
    id: str, form: str, box: tuple[float, float, float, float], look: Look, *, adjust: tuple[int, ...] = (),
    insets: Insets = (0.0, 0.0, 0.0, 0.0), **others: Any,
) -> Shape:  # fmt: skip
    """A shape at `box` (x, y, w, h) with a look; its `insets` are given inside the area that its form keeps for text."""
    x, y, w, h = box
    insets = insets_of(form, w, h, adjust, insets)
    return Shape(
        id=id,
        form=form,
        x=x,
        y=y,
        w=w,
        h=h,
        fill=look.fill,
        ink=look.ink,
        outline=look.outline,
        outline_width=look.outline_width,
        adjust=adjust,
        insets=insets,
        **others,
    )


def boxed(
    id: str, form: str, box: tuple[float, float, float, float], look: Look, what: Card, letters: Type,
    pad: float = 8.0, *, adjust: tuple[int, ...] = (), insets: Insets | None = None, **others: Any,
) -> Shape:  # fmt: skip
    """A shape that holds a label and its detail, `pad` points inside its text area."""
    return shape(
        id, form, box, look, adjust=adjust, insets=insets or (pad, pad, pad, pad), text=what.text, size=letters.size,
        bold=True, detail=what.detail, detail_size=letters.small, **others,
    )  # fmt: skip


def words(
    id: str, box: tuple[float, float, float, float], text: str, size: float, bold: bool = False, **others: Any
) -> Shape:
    """Words alone, without insets."""
    return shape(id, "text", box, PLAIN, text=text, size=size, bold=bold, **others)


PLAIN = Look(None, Paint("text"))
CARD = Look(Paint("tint"), Paint("text"))
"""A quiet ground for what explains a shape."""
CELL = 0.4
"""The share of the accent colour in the line around a cell."""


def cell(accent: str, strong: bool = False) -> Look:
    """A field of a grid: a light ground with a thin line, so that it survives a photocopier."""
    return full(accent) if strong else Look(Paint(accent, 0.12), Paint("text"), Paint(accent, CELL), 0.75)
