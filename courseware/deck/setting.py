"""Setting text: a paragraph and a width become lines.

A `TextItem` is a paragraph with its look but no size yet; `set_item` scales it and breaks its lines greedily, as PowerPoint does. A word that comes
within 1 % of the width counts as wrapping: PowerPoint may wrap it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from itertools import groupby
from operator import attrgetter, itemgetter
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.breaking import ends_before, is_wide, may_be_wide, signs, words
from courseware.deck.kit import TextStyle
from courseware.deck.measure import LEAST_LINE, Measure
from courseware.deck.scripts import has_rtl
from courseware.deck.signs import Sign
from courseware.deck.slides import EQUATION_ROOM, Line, Piece, Span, TextParagraph
from courseware.late import late
from courseware.problems import NOWHERE, Place

NEAR = 0.99
FILLED = 0.9993
"""What programs fill of a line before they break it: text is drawn so, but reckoned with as `NEAR` says."""
NEAR_CODE = 0.998
"""The same for code, whose letters are all of one width: every program breaks it at the same place."""
NEAR_LENT = 0.97
"""The same for text that a lent font measures: Office's own for that script is not equal to it in every width."""
BETWEEN_SCRIPTS = 0.25
"""The share of the size that stands between East Asian letters and others."""
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
    clusters = _clusters(spans, style, measure)
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
        self, clusters: list[list[_Token] | None], first: float, rest: float, slack: float = 1.0
    ) -> tuple[tuple[SetLine, ...], float, bool]:
        """Lines of at most `first`, then `rest` points; the overflow as in `SetItem`; and whether lines `slack` times as wide break elsewhere."""
        spans, style, measure = self.spans, self.style, self.measure
        lines: list[SetLine] = []
        line: list[_Token] = []
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
            for token in _characters(cluster, spans, style, measure):
                if x and x + token.width - token.trailing > limit:
                    lines.append(_line(line, spans, style, measure))
                    line, x, limit = [], 0.0, rest
                line.append(token)
                x += token.width
        lines.append(_line(line, spans, style, measure))
        return tuple(lines), overflow, close


def _letters(cluster: list[_Token], spans: tuple[Span, ...]) -> str:
    """The text of a cluster; nothing where an equation is in it, which is never cut."""
    if any(spans[token.span].equation is not None for token in cluster):
        return ""
    return "".join([token.text for token in cluster])


def _may_be_cut(word: str) -> bool:
    """Whether a word that no line can hold may be broken between two signs: an address, or text without blanks in a script that has none."""
    return bool(_ADDRESS.search(word)) or (may_be_wide(word) and any(map(is_wide, word)))


class _Token(NamedTuple):
    """A word with the blanks after it: `width` counts them, `trailing` is their part of it."""

    text: str
    width: float
    trailing: float
    span: int


def _clusters(spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> list[list[_Token] | None]:
    """Tokens in groups that may not be parted; None is a line break. Capitals are measured, the text stays as it was typed."""
    clusters: list[list[_Token] | None] = []
    cluster: list[_Token] | None = None  # the group that goes on
    wide_text = any(not span.text.isascii() and may_be_wide(span.text) for span in spans)
    for number, span in enumerate(spans):
        if span.text == "\n":
            clusters.append(None)
            cluster = None
            continue
        if span.equation is not None:
            token = _Token(span.text, _equation_width(span), 0.0, number)
            if cluster is None:
                cluster = []
                clusters.append(cluster)
            cluster.append(token)
            continue
        face = measure.face(span.family, span.bold, span.italic)
        unit = _size(span) / face.upem
        for word in words(span.text):
            wide, blank, ends = face.word(word.upper() if style.caps else word)
            token = _Token(word, wide * unit, blank * unit, number)
            if style.spacing:
                blanks = len(word) - len(word.rstrip(" "))
                token = _spaced(token, style.spacing, len(word), blanks)
            if wide_text:
                if clusters and clusters[-1] and is_wide(clusters[-1][-1].text[0]) != is_wide(word[0]):
                    clusters[-1][-1] = _apart(clusters[-1][-1], _size(span))
                if cluster and ends_before(cluster[-1].text, word):
                    cluster = None
            if cluster is None:
                cluster = [token]
                clusters.append(cluster)
            else:
                cluster.append(token)
            if ends:
                cluster = None
    return clusters


def _spaced(token: _Token, spacing: float, letters: int, blanks: int) -> _Token:
    """A token of so many letters with space between them."""
    return token._replace(width=token.width + spacing * letters, trailing=token.trailing + spacing * blanks)


def _apart(token: _Token, size: float) -> _Token:
    """A token with the blank after it that LibreOffice and Keynote set between East Asian and other letters."""
    return token._replace(width=token.width + BETWEEN_SCRIPTS * size, trailing=token.trailing + BETWEEN_SCRIPTS * size)


def _equation_width(span: Span) -> float:
    """The width of an equation in points, with what PowerPoint may need more."""
    return span.equation.width * span.size * EQUATION_ROOM if span.equation is not None else 0.0


def _size(span: Span) -> float:
    return span.size * (2 / 3 if span.baseline else 1)


def _characters(cluster: list[_Token], spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> Iterator[_Token]:
    """Each sign as a token of its own, for a word that no line can hold."""
    for token in cluster:
        span = spans[token.span]
        if span.equation is not None:
            yield token
            continue
        for sign in signs(token.text):
            shown = sign.upper() if style.caps else sign
            wide = measure.width(shown, span.family, _size(span), span.bold, span.italic) + style.spacing
            yield _Token(sign, wide, wide if sign == " " else 0.0, token.span)


def _line(tokens: list[_Token], spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> SetLine:
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
_ONE_SIGN = "\ufffc"
"""What stands for an equation where directions of text are told apart: a sign without a direction (UAX #9)."""


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


def place_all(
    found: tuple[SetItem, ...], x: float, y: float, width: float, height: float, anchor: str, measure: Measure
) -> tuple[TextParagraph, ...]:
    """Paragraphs with their lines at their places in the rectangle; text that is lower than it stands at `anchor` (t, ctr, b)."""
    spare = max(height - height_of(found, drawn=True), 0.0)
    top = y + {"t": 0.0, "ctr": spare / 2, "b": spare}[anchor]
    paragraphs = []
    for number, each in enumerate(found):
        style = each.style
        if number:
            top += style.before
        lines = []
        bullet_x = 0.0
        for row, line in enumerate(each.shown):
            hang = style.margin + (style.indent if row == 0 and not each.item.bullet_text else 0.0)
            begin = x if each.item.rtl else x + hang  # the margin is where the text begins: at the right, right to left
            spare_width = width - hang - line.width
            left = begin + {"ctr": spare_width / 2, "r": spare_width}.get(style.align, 0.0)
            if row == 0 and each.item.bullet_text:
                bullet_x = _bullet_x(each, left, line.width, measure)
            pieces = tuple(Piece(left + piece.x, piece.width, piece.text, piece.span) for piece in line.pieces)
            if each.item.rtl or any(has_rtl(piece.text) for piece in pieces):
                pieces = _seen(pieces, each, left, line.width, measure)
            lines.append(Line(top, line.height, top + line.height - line.descent, pieces))
            top += line.height
        if number < len(found) - 1:
            top += style.after
        paragraphs.append(
            TextParagraph(
                spans=each.spans,
                style=style,
                level=each.item.level,
                bullet=style.bullet if each.item.bullet_text else None,
                bullet_text=each.item.bullet_text,
                bullet_x=bullet_x,
                lines=tuple(lines),
                build=each.item.build,
                block=each.item.block,
            )
        )
    return tuple(paragraphs)


def _bullet_x(found: SetItem, left: float, wide: float, measure: Measure) -> float:
    """Where the bullet is drawn from: `indent` before the text, which is to the right of it in a right-to-left paragraph."""
    style = found.style
    if not found.item.rtl:
        return left + style.indent
    family = style.bullet.family if style.bullet and style.bullet.family else style.family
    return left + wide - style.indent - measure.width(found.item.bullet_text, family, style.size, style.bold)


def _seen(pieces: tuple[Piece, ...], found: SetItem, left: float, width: float, measure: Measure) -> tuple[Piece, ...]:
    """The pieces of a line with two directions as they are seen from the left; each runs in one direction, and its letters are the font's matter."""
    from courseware.deck.bidi import levels, order

    texts = [_ONE_SIGN if found.spans[piece.span].equation else piece.text for piece in pieces]
    text = "".join(texts)
    kept = len(text.rstrip())  # the blank at a line's end hangs over, wherever the line ends
    owners = [(piece.span, sign) for piece, said in zip(pieces, texts, strict=True) for sign in said][:kept]
    seen: list[Piece] = []
    for start, end, level in order(levels(text[:kept], found.item.rtl)):
        parts = []
        for number, group in groupby(owners[start:end], key=itemgetter(0)):
            span = found.spans[number]
            stretch = "".join(sign for _, sign in group)
            shown = stretch.upper() if found.style.caps else stretch
            if span.equation is not None:
                parts.append(Piece(0.0, _equation_width(span), span.text, number))
                continue
            wide = measure.width(shown, span.family, _size(span), span.bold, span.italic)
            wide += found.style.spacing * len(stretch)
            parts.append(Piece(0.0, wide, stretch, number, bool(level % 2)))
        seen += reversed(parts) if level % 2 else parts
    x = left + (width - sum(piece.width for piece in seen) if found.item.rtl else 0.0)
    placed = []
    for piece in seen:
        placed.append(replace(piece, x=x))
        x += piece.width
    return tuple(placed)
