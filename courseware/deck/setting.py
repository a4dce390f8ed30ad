"""Setting text: a paragraph and a width become lines.

A `TextItem` is a paragraph with its look but no size yet; `set_item` scales it and breaks its lines greedily, as PowerPoint does. A word that comes
within 1 % of the width counts as wrapping: PowerPoint may wrap it.
"""

from __future__ import annotations

from collections.abc import Hashable
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.breaking import is_wide, may_be_wide
from courseware.deck.kit import TextStyle
from courseware.deck.measure import LEAST_LINE, Measure
from courseware.deck.signs import Sign
from courseware.deck.slides import Piece, Span
from courseware.deck.tokens import Token, characters, clusters_of
from courseware.late import late
from courseware.problems import NOWHERE, Place

NEAR = 0.99
FILLED = 0.9993
"""What programs fill of a line before they break it: text is drawn so, but reckoned with as `NEAR` says."""
NEAR_CODE = 0.998
"""The same for code, whose letters are all of one width: every program breaks it at the same place."""
NEAR_LENT = 0.97
"""The same for text that a lent font measures: Office's own for that script is not equal to it in every width."""
_ADDRESS = late(r"[/@_]|\w\.\w")


class Scale(Struct, frozen=True):
    """How far text is reduced: by `factor`, but nothing that was larger goes below `floor` points."""

    factor: float = 1.0
    floor: float = 0.0

    def size(self, size: float) -> float:
        """A size after scaling, in steps of half a point."""
        if self.factor == 1.0:
            return size
        return max(round(size * self.factor * 2) / 2, min(size, self.floor))


FULL = Scale()


class TextItem(Struct, frozen=True):
    """A paragraph that is to be set: sizes in `spans` and `style` are unscaled. `keep` holds it together with what follows.

    `breakable` allows a word wider than the line to be broken between any two characters, as code is.
    """

    spans: tuple[Span, ...]
    style: TextStyle
    level: int = 0
    bullet_text: str = ""
    block: str = ""
    build: int = 0
    keep: bool = False
    breakable: bool = False
    rtl: bool = False
    place: Place = NOWHERE
    sign: Sign | None = None


class SetLine(Struct, frozen=True):
    """A broken line, `width` wide and `height` high, its pieces from its own left edge."""

    width: float
    height: float
    descent: float
    pieces: tuple[Piece, ...]


class SetItem(Struct, frozen=True):
    """A paragraph in lines. `overflow` is how much wider than its line the widest unbreakable word is, as a factor above 1, else 0.

    `lines` are those to reckon with; `drawn` those that a program shows which fills a line to its end, where they are others.
    """

    item: TextItem
    style: TextStyle
    spans: tuple[Span, ...]
    lines: tuple[SetLine, ...]
    overflow: float = 0.0
    drawn: tuple[SetLine, ...] = ()

    @property
    def shown(self) -> tuple[SetLine, ...]:
        """The lines as they are drawn."""
        return self.drawn or self.lines

    @property
    def budget(self) -> float:
        """The height of the lines to reckon with, without the space around the paragraph."""
        return sum(line.height for line in self.lines)


def scaled(style: TextStyle, scale: Scale) -> TextStyle:
    """A style after scaling: size and spaces shrink, indents stay so that lists keep their edge."""
    if scale.factor == 1.0:
        return style
    line = style.line * scale.factor if style.line_exact else style.line
    return replace(
        style,
        size=scale.size(style.size),
        before=style.before * scale.factor,
        after=style.after * scale.factor,
        line=line,
    )


def set_item(item: TextItem, width: float, scale: Scale, measure: Measure) -> SetItem:
    """The lines of `item` in a box `width` points wide inside its insets."""
    style = scaled(item.style, scale)
    spans = (
        item.spans if scale.factor == 1.0 else tuple(replace(span, size=scale.size(span.size)) for span in item.spans)
    )
    rest = max(width - style.margin, 1.0)
    first = rest if item.bullet_text else max(rest - style.indent, 1.0)
    near = NEAR_LENT if any(span.typeface for span in spans) else NEAR_CODE if item.breakable else NEAR
    clusters = clusters_of(spans, style, measure)
    breaking = _Breaking(item.breakable, spans, style, measure)
    lines, overflow, close = breaking.lines(clusters, first * near, rest * near, 1 / near)
    drawn: tuple[SetLine, ...] = ()
    if close and not item.breakable and not overflow:
        drawn, _, _ = breaking.lines(clusters, first * FILLED, rest * FILLED)
    return SetItem(item, style, spans, lines, overflow, drawn)


class _Breaking(Struct, frozen=True):
    """Breaks a paragraph's clusters into lines."""

    breakable: bool
    spans: tuple[Span, ...]
    style: TextStyle
    measure: Measure

    def lines(
        self, clusters: list[list[Token] | None], first: float, rest: float, slack: float = 1.0
    ) -> tuple[tuple[SetLine, ...], float, bool]:
        """Lines of at most `first`, then `rest` points; the overflow as in `SetItem`; and whether lines `slack` times as wide break elsewhere."""
        spans, style, measure = self.spans, self.style, self.measure
        lines: list[SetLine] = []
        line: list[Token] = []
        x = 0.0
        limit = first
        overflow = 0.0
        close = False
        for cluster in clusters:
            if cluster is None:
                lines.append(_line(line, spans, style, measure))
                line, x, limit = [], 0.0, rest
                continue
            wide = cluster[0].width if len(cluster) == 1 else sum([token.width for token in cluster])
            inked = wide - cluster[-1].trailing
            if x and x + inked > limit:
                close = close or x + inked <= limit * slack
                lines.append(_line(line, spans, style, measure))
                line, x, limit = [], 0.0, rest
            if inked <= limit:
                line += cluster
                x += wide
                continue
            if not (self.breakable or _may_be_cut(_letters(cluster, spans))):
                overflow = max(overflow, inked / limit)
            for token in characters(cluster, spans, style, measure):
                if x and x + token.width - token.trailing > limit:
                    lines.append(_line(line, spans, style, measure))
                    line, x, limit = [], 0.0, rest
                line.append(token)
                x += token.width
        lines.append(_line(line, spans, style, measure))
        return tuple(lines), overflow, close


def _letters(cluster: list[Token], spans: tuple[Span, ...]) -> str:
    """The text of a cluster; nothing where an equation is in it, which is never cut."""
    if any(spans[token.span].equation is not None for token in cluster):
        return ""
    return "".join([token.text for token in cluster])


def _may_be_cut(word: str) -> bool:
    """Whether a word that no line can hold may be broken between two signs: an address, or text without blanks in a script that has none."""
    return bool(_ADDRESS.search(word)) or (may_be_wide(word) and any(map(is_wide, word)))


def _line(tokens: list[Token], spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> SetLine:
    """A line of these tokens, a piece for each span on it."""
    pieces: list[Piece] = []
    x = 0.0
    for number, group in groupby(tokens, key=_span_of):
        found = list(group)
        wide = sum([token.width for token in found])
        pieces.append(Piece(x, wide, "".join([token.text for token in found]), number))
        x += wide
    own = _Look(style.family, style.size, style.bold, style.italic)
    looks = {_Look(span.family, span.size, span.bold, span.italic) for span in [spans[piece.span] for piece in pieces]}
    height = ascent = descent = 0.0
    for look in looks or {own}:
        face = measure.face(look.family, look.bold, look.italic)
        factor = style.line / look.size if style.line_exact else style.line
        height = max(height, factor * look.size * (1.0 if style.line_exact else max(face.line, LEAST_LINE)))
        ascent = max(ascent, face.ascent * look.size)
        descent = max(descent, face.descent * look.size)
    for piece in pieces:
        span = spans[piece.span]
        if span.equation is not None:
            ascent = max(ascent, span.equation.ascent * span.size)
            descent = max(descent, span.equation.descent * span.size)
            height = max(height, (ascent + descent) * (1.0 if style.line_exact else style.line))
    trailing = 0.0
    for token in reversed(tokens):
        trailing += token.trailing
        if token.trailing < token.width:
            break
    return SetLine(x - trailing, height, descent, tuple(pieces))


_span_of = attrgetter("span")


class _Look(NamedTuple):
    family: str
    size: float
    bold: bool
    italic: bool


def key_of(item: TextItem, width: float, scale: Scale) -> Hashable:
    """What `Measure.known` keeps a paragraph by: it holds the item, so its id stays its own."""
    return id(item), width, scale.factor, scale.floor


def set_all(items: tuple[TextItem, ...], width: float, scale: Scale, measure: Measure) -> tuple[SetItem, ...]:
    """Every paragraph set in one width."""
    found = []
    for item in items:
        key = key_of(item, width, scale)
        known = measure.known.get(key)
        if known is None:
            known = measure.known[key] = set_item(item, width, scale, measure)
        found.append(known)
    return tuple(found)


def height_of(found: tuple[SetItem, ...], drawn: bool = False) -> float:
    """The height of paragraphs under each other; space before the first and after the last does not count, as in PowerPoint."""
    total = 0.0
    for number, each in enumerate(found):
        total += sum(line.height for line in each.shown) if drawn else each.budget
        if number:
            total += each.style.before
        if number < len(found) - 1:
            total += each.style.after
    return total
