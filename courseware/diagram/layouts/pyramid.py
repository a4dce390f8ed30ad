"""A pyramid of bands of one height, or a funnel: labels inside, details beside; where labels are too long, they stand beside too."""

from __future__ import annotations

from functools import partial

from msgspec.structs import replace

from courseware.diagram.layouts.tools import (
    PLAIN,
    Card,
    Look,
    Type,
    best,
    boxed,
    card,
    full,
    scene,
    shape,
    soft,
    types,
    words,
)
from courseware.diagram.model import Diagram
from courseware.scene import Line, Paint, Scene, Shape, Sizer, Step

GAP = 4.0
NARROWEST = (0.34, 0.42, 0.5)
"""How wide a funnel ends, as a share of how it begins: the least at which its labels stand in one line each."""
BESIDE = 28.0


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """With its labels inside where they all fit, else beside."""
    cards = [card(entry) for entry in diagram.entries]
    shares = (0.45, 0.6) if any(each.detail for each in cards) else (1.0,)
    inside = [partial(_inside, diagram, cards, width, height, share) for share in shares]
    if diagram.direction == "down":
        whole = [partial(_inside, diagram, cards, width, height, shares[0], narrowest=end) for end in NARROWEST]
        inside = [*whole, *inside]
    beside = [partial(_beside, diagram, cards, width, height, share) for share in (0.45, 0.33)]
    return best(diagram, (width, height), types(sizer, floor, size), [inside, beside])


def _inside(
    diagram: Diagram,
    cards: list[Card],
    width: float,
    height: float,
    share: float,
    letters: Type,
    narrowest: float = 0.0,
) -> Scene | None:
    """Labels on the bands; with `narrowest`, the width at which a funnel ends, only where each label stands in one line."""
    wide = min(width * share, height * (2.2 if share == 1.0 else 1.6))
    end = narrowest or NARROWEST[0]
    bands = [_band(diagram, number, len(cards), wide, height, end) for number in range(len(cards))]
    for band, each in zip(bands, cards, strict=True):
        left, top, right, bottom = _area(band)
        if narrowest and any(letters.wide(line) > right - left - 4.0 for line in each.text.split("\n")):
            return None
        tall = letters.label(each.text, right - left - 4.0)
        if tall is None or tall > bottom - top or not _holds(band, each.text, tall, letters):
            return None
    rest = _used(cards, width - wide - BESIDE, letters, False)
    parts: list[Shape | Line] = []
    styles = _looks(cards, diagram.accent)
    for number, (band, each, style) in enumerate(zip(bands, cards, styles, strict=True)):
        tall = letters.detail(each.detail, rest) if each.detail else 0.0
        if tall is None or tall > band.h:
            return None
        parts.append(_filled(band, style, each, letters))
        if each.detail:
            box = (wide + BESIDE, band.y, rest, band.h)
            parts += _beside_band(
                band,
                wide,
                words(f"d{number + 1}", box, each.detail, letters.small, align="l", role=f"Level {number + 1}, detail"),
            )
    return scene(parts, wide + BESIDE + rest if share < 1.0 else wide, height)


def _beside(
    diagram: Diagram, cards: list[Card], width: float, height: float, share: float, letters: Type
) -> Scene | None:
    """Labels and details to the right of the bands."""
    wide = min(width * share, height * 1.3)
    rest = _used(cards, width - wide - BESIDE, letters, True)
    needed = letters.tallest(cards, rest)
    bands = [_band(diagram, number, len(cards), wide, height) for number in range(len(cards))]
    if needed is None or needed > bands[0].h:
        return None
    parts: list[Shape | Line] = []
    for number, (band, each, style) in enumerate(zip(bands, cards, _looks(cards, diagram.accent), strict=True)):
        parts.append(_filled(band, style, Card(""), letters))
        box = (wide + BESIDE, band.y, rest, band.h)
        label = boxed(f"d{number + 1}", "text", box, PLAIN, each, letters, 0.0, align="l", role=f"Level {number + 1}")
        parts += _beside_band(band, wide, label)
    return scene(parts, wide + BESIDE + rest, height)


def _used(cards: list[Card], room: float, letters: Type, labels: bool) -> float:
    """How much of the room the texts beside take, so that the whole stands in the middle."""
    wide = max((letters.wide_small(line) for each in cards for line in each.detail.split("\n")), default=0.0)
    if labels:
        wide = max(wide, max(letters.wide(each.text) for each in cards))
    return min(room, wide + 2.0)


def _looks(cards: list[Card], accent: str) -> list[Look]:
    strong = any(each.strong for each in cards)
    return [full(accent) if each.strong or not strong else soft(accent) for each in cards]


def _beside_band(band: Shape, wide: float, label: Shape) -> list[Shape | Line]:
    """A text at the right with a thin line to its band."""
    middle = band.y + band.h / 2
    edge = band.x + band.w - _slant(band) / 2
    line = Line(
        points=((edge, middle), (wide + BESIDE - 8.0, middle)), begin=band.id, begin_side="right", ink=Paint("rule"),
        width=1.0, role="Line",
    )  # fmt: skip
    return [label, line]


def _slant(band: Shape) -> float:
    """How much further its wider edge reaches on each side than its narrower one."""
    if band.form == "triangle":
        return band.w / 2
    if band.form == "trapezoid":
        return band.adjust[0] * min(band.w, band.h) / 100_000
    return band.insets[0]


def _band(
    diagram: Diagram, number: int, count: int, wide: float, height: float, narrowest: float = NARROWEST[0]
) -> Shape:
    """The outline of a band; the first stands at the top. A funnel's text stands within its narrower edge."""
    pitch = (height + GAP) / count
    tall = pitch - GAP
    y = number * pitch
    id = f"l{number + 1}"
    blank = Look(None, Paint("text"))
    if diagram.direction == "down":
        upper, lower = (wide * (1 - (1 - narrowest) * at / height) for at in (y, y + tall))
        path = _funnel(wide / 2, y, tall, upper, lower)
        slant = (upper - lower) / 2
        box = (wide / 2 - upper / 2, y, upper, tall)
        return shape(id, "path", box, blank, path=path, insets=(slant, 0.0, slant, 0.0))
    lower = wide * (y + tall) / height
    upper = wide * y / height if number else 0.0
    box = (wide / 2 - lower / 2, y, lower, tall)
    if not number:
        return shape(id, "triangle", box, blank)
    slant = (lower - upper) / 2
    return shape(id, "trapezoid", box, blank, adjust=(round(slant / min(lower, tall) * 100_000),))


def _funnel(middle: float, y: float, tall: float, upper: float, lower: float) -> tuple[Step, ...]:
    left, right = middle - upper / 2, middle + upper / 2
    corners = ((left, y), (right, y), (middle + lower / 2, y + tall), (middle - lower / 2, y + tall))
    return (("M", corners[0]), *(("L", corner) for corner in corners[1:]), ("Z", ()))


def _area(band: Shape) -> tuple[float, float, float, float]:
    """Where its text may stand."""
    left, top, right, bottom = band.insets
    return left, top, band.w - right, band.h - bottom


def _holds(band: Shape, text: str, tall: float, letters: Type) -> bool:
    """Whether the first line of a label keeps off the slanting edges: the area of a flat trapezoid reaches beyond them."""
    if band.form == "path":
        return True
    left, top, right, bottom = _area(band)
    first = top + (bottom - top - tall) / 2
    edge = _slant(band) * (1 - first / band.h)
    return letters.sizer.wrap(text, right - left - 4.0, letters.size, True).width <= band.w - 2 * edge


def _filled(band: Shape, style: Look, what: Card, letters: Type) -> Shape:
    left, top, right, bottom = band.insets
    return replace(
        band, fill=style.fill, ink=style.ink, outline=style.outline, outline_width=style.outline_width,
        text=what.text, size=letters.size, bold=True, insets=(left + 2.0, top, right + 2.0, bottom),
        role=f"Level {band.id[1:]}",
    )  # fmt: skip
