"""How large the boxes of a flow are: all steps alike, all decisions alike, in one size of text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from courseware.diagram.model import Node
from courseware.presets import text_area
from courseware.scene import Sizer, Wrapped

FORMS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "step": ("roundRect", (9000,)),
    "rounded": ("roundRect", (32000,)),
    "decision": ("diamond", ()),
    "start": ("roundRect", (50000,)),
    "end": ("roundRect", (50000,)),
    "data": ("parallelogram", (22000,)),
    "document": ("flowChartDocument", ()),
    "subprocess": ("flowChartPredefinedProcess", ()),
    "circle": ("ellipse", ()),
    "store": ("can", (20000,)),
    "prepare": ("flowChartPreparation", ()),
    "manual": ("trapezoid", (20000,)),
}
"""The preset that a node's form is drawn with, and its guides."""
DECISIONS = ("decision",)
LINES = (1.0, 0.75, 0.62, 0.54, 0.45, 0.38, 0.3)
"""Shares of its one-line width that a decision's text is tried in."""
PAD = 2.0
"""Least room beside a text within the area that its shape keeps for it."""
DOT = 1.1
"""A circle without words, in text sizes."""


class Spacing(Struct, frozen=True):
    """Room around words in a box, and a share of the usual distances between boxes."""

    level: float
    upright: float
    gaps: float


class Box(Struct, frozen=True):
    """A box's size, and the insets (left, top, right, bottom) of its words within the area that its form keeps for text."""

    w: float
    h: float
    insets: tuple[float, float, float, float] = (0.0, 0.0, 0.0, 0.0)


class Words(Struct, frozen=True):
    """How wide a text is in one line and at its longest word, for each point of size. `breaks` of a decision's: width and number of lines
    of each way to break it that is worth trying."""

    line: float
    word: float
    breaks: tuple[tuple[float, int], ...] = ()


def measure(text: str, sizer: Sizer) -> Words:
    """The widths of a text, whatever its size will be."""
    if not text:
        return Words(0.0, 0.0)
    return Words(sizer.wrap(text, 1e6, 18.0).width / 18.0, sizer.wrap(text, 1.0, 18.0).width / 18.0)


def measure_node(node: Node, sizer: Sizer) -> Words:
    """The widths of a node's words; a decision's in each way to break them."""
    words = measure(node.text, sizer)
    if node.form not in DECISIONS or not node.text:
        return words
    found: dict[int, float] = {}
    for share in LINES:
        text = sizer.wrap(node.text, max(words.line * share, words.word) * 18.0 * 1.002 + 0.1, 18.0)
        lines = len(text.lines)
        found[lines] = min(found.get(lines, 1e9), text.width / 18.0)
    return Words(words.line, words.word, tuple((wide, lines) for lines, wide in found.items()))


def wrap(text: str, words: Words, limit: float, size: float, sizer: Sizer) -> Wrapped:
    """`text` in lines of `limit` points, or as wide as its longest word where that is wider."""
    if not text:
        return Wrapped((), 0.0, 0.0)
    widest = max(limit, words.word * size * 1.002 + 0.1)
    return sizer.wrap(text, min(widest, words.line * size * 1.002 + 0.1), size)


def text_limit(node: Node, words: Words, limit: float, size: float, spare: float) -> float:
    """The width in which a node's words are broken where a step's are broken in `limit`. `spare` is what a high point of a decision costs: over
    1 where the flow runs down."""
    if node.form not in DECISIONS:
        return limit
    return max(broken(words, spare)[0], 2.2) * size * 1.01 + 0.1


def broken(words: Words, spare: float) -> tuple[float, int]:
    """The best way to break a decision's words: width for each point of size, and number of lines."""
    return min(words.breaks, key=lambda each: each[0] + spare * 1.2 * each[1], default=(words.line, 1))


def boxes(nodes: Sequence[Node], wrapped: Sequence[Wrapped], spacing: Spacing, size: float) -> list[Box]:
    """A box for each node: steps as wide and as high as the widest and highest of them, and so for every other form."""
    least: dict[str, tuple[float, float]] = {}
    for node, text in zip(nodes, wrapped, strict=True):
        family = _family(node, text)
        w, h = _needed(node, text, spacing, size)
        wide, tall = least.get(family, (0.0, 0.0))
        least[family] = (max(wide, w), max(tall, h))
    shared = least.get("step", (0.0, 0.0))
    for family in ("start", "rounded", "data", "document", "subprocess", "store", "prepare", "manual"):
        if family in least:
            least[family] = (max(least[family][0], shared[0]), max(least[family][1], shared[1]))
    for _ in range(3):
        if not _widened(nodes, wrapped, least):
            break
    return [_box(node, *least[_family(node, text)]) for node, text in zip(nodes, wrapped, strict=True)]


def _widened(nodes: Sequence[Node], wrapped: Sequence[Wrapped], least: dict[str, tuple[float, float]]) -> bool:
    """Widens forms whose area for text became narrower as they became higher."""
    changed = False
    for node, text in zip(nodes, wrapped, strict=True):
        family = _family(node, text)
        if family in ("step", "decision", "circle", "dot"):
            continue
        w, h = least[family]
        form, adjust = FORMS[node.form]
        left, _, right, _ = text_area(form, w, h, adjust)
        short = text.width + 2 * PAD + 0.1 - (right - left)
        if short > 0.0:
            least[family] = (w + 1.2 * short, h)
            changed = True
    return changed


def _family(node: Node, text: Wrapped) -> str:
    if node.form in ("start", "end"):
        return "start"
    return "dot" if node.form == "circle" and not text.lines else node.form


def _needed(node: Node, text: Wrapped, spacing: Spacing, size: float) -> tuple[float, float]:
    """The least size whose area for text holds `text`, found with the preset's own formulas."""
    if node.form == "circle":
        side = max(2**0.5 * max(text.width, text.height) + 2.0, DOT * size if not text.lines else 2.2 * size)
        return side, side
    w = max(text.width + 2 * spacing.level, 2.6 * size)
    h = max(text.height + 2 * spacing.upright, 1.9 * size)
    if node.form in DECISIONS:
        return max(2 * text.width + 4.0, 4.4 * size), max(2 * text.height + 2.0, 2.6 * size)
    if node.form in ("step", "rounded"):
        return w, h
    form, adjust = FORMS[node.form]
    for _ in range(4):
        left, top, right, bottom = text_area(form, w, h, adjust)
        around = PAD if form == "roundRect" else spacing.upright
        short, low = text.width + spacing.level - (right - left), text.height + around - (bottom - top)
        if short <= 0 and low <= 0:
            break
        w, h = w + max(short, 0.0) * 1.15, h + max(low, 0.0) * 1.15
    return w, h


def _box(node: Node, w: float, h: float) -> Box:
    pad = PAD if node.form not in (*DECISIONS, "circle") else 0.0
    return Box(w, h, (pad, 0.0, pad, 0.0))


def radius(w: float, h: float, points: float) -> tuple[int, ...]:
    """The guide of a rounded rectangle whose corners have this radius at any size."""
    return (round(points / max(min(w, h), 1.0) * 100_000),)
