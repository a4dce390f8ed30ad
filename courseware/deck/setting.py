"""Setting text: a paragraph and a width become lines.

A `TextItem` is a paragraph with its look but no size yet; `set_item` scales it and breaks its lines greedily, as PowerPoint does. A word that comes
within 1 % of the width counts as wrapping: PowerPoint may wrap it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from courseware.deck.kit import TextStyle
from courseware.deck.measure import LEAST_LINE, Measure, words
from courseware.deck.slides import Line, Piece, Span, TextParagraph
from courseware.problems import NOWHERE, Place

NEAR = 0.99
_BREAKS = re.compile(
    r"[\s\u200b\-\u2010\u2013\u2014\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffe6\U00020000-\U0003fffd]$"
)
_ADDRESS = re.compile(r"[/@_]|\w\.\w")


@dataclass(frozen=True, slots=True)
class Scale:
    """How far text is reduced: by `factor`, but nothing that was larger goes below `floor` points."""

    factor: float = 1.0
    floor: float = 0.0

    def size(self, size: float) -> float:
        """A size after scaling, in steps of half a point."""
        if self.factor == 1.0:
            return size
        return max(round(size * self.factor * 2) / 2, min(size, self.floor))


FULL = Scale()


@dataclass(frozen=True, slots=True)
class TextItem:
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


@dataclass(frozen=True, slots=True)
class SetLine:
    """A broken line, `width` wide, its pieces from its own left edge. `budget` is the height to reckon with, `height` the height it is drawn with."""

    width: float
    height: float
    budget: float
    descent: float
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class SetItem:
    """A paragraph in lines. `overflow` is how much wider than its line the widest unbreakable word is, as a factor above 1, else 0."""

    item: TextItem
    style: TextStyle
    spans: tuple[Span, ...]
    lines: tuple[SetLine, ...]
    overflow: float = 0.0

    @property
    def budget(self) -> float:
        """The height of the lines to reckon with, without the space around the paragraph."""
        return sum(line.budget for line in self.lines)


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
    hanging = bool(item.bullet_text)
    rest = max(width - style.margin, 1.0)
    first = rest if hanging else max(rest - style.indent, 1.0)
    lines: list[SetLine] = []
    pieces: list[Piece] = []
    x = 0.0
    limit = first * NEAR
    overflow = 0.0

    def close(empty: int = 0) -> None:
        nonlocal x, pieces, limit
        lines.append(_line(pieces, spans, style, measure, empty))
        x, pieces, limit = 0.0, [], rest * NEAR

    for cluster in _clusters(spans, measure):
        if cluster is None:
            close()
            continue
        inked = sum(token.width for token in cluster) - cluster[-1].trailing
        if x and x + inked > limit:
            close(cluster[0].span)
        if inked > limit:
            if not (item.breakable or _ADDRESS.search("".join(token.text for token in cluster))):
                overflow = max(overflow, inked / limit)
            for token in cluster:
                for text, wide in _characters(token, spans[token.span], measure):
                    if x and x + wide > limit:
                        close(token.span)
                    pieces.append(Piece(x, wide, text, token.span))
                    x += wide
            continue
        for token in cluster:
            pieces.append(Piece(x, token.width, token.text, token.span))
            x += token.width
    close()
    return SetItem(item, style, spans, tuple(lines), overflow)


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    width: float
    trailing: float
    span: int


def _clusters(spans: tuple[Span, ...], measure: Measure) -> list[list[_Token] | None]:
    """Tokens in groups that may not be parted; None is a line break."""
    clusters: list[list[_Token] | None] = []
    open_ = False
    for number, span in enumerate(spans):
        if span.text == "\n":
            clusters.append(None)
            open_ = False
            continue
        face = measure.face(span.family, span.bold, span.italic)
        unit = _size(span) / face.upem
        for word in words(span.text):
            inked = word.rstrip(" \t")
            space = (len(word) - len(inked)) * face.width(" ") * unit
            token = _Token(word, face.width(inked) * unit + space, space, number)
            if open_ and clusters and clusters[-1] is not None:
                clusters[-1].append(token)
            else:
                clusters.append([token])
            open_ = not _BREAKS.search(word)
    return clusters


def _size(span: Span) -> float:
    return span.size * (2 / 3 if span.baseline else 1)


def _characters(token: _Token, span: Span, measure: Measure) -> list[tuple[str, float]]:
    return [
        (character, measure.width(character, span.family, _size(span), span.bold, span.italic))
        for character in token.text
    ]


def _line(pieces: list[Piece], spans: tuple[Span, ...], style: TextStyle, measure: Measure, empty: int) -> SetLine:
    merged: list[Piece] = []
    for piece in pieces:
        last = merged[-1] if merged else None
        if last is not None and last.span == piece.span:
            merged[-1] = Piece(last.x, last.width + piece.width, last.text + piece.text, piece.span)
        else:
            merged.append(piece)
    used = {piece.span for piece in merged} or ({empty} if spans else set())
    looks = {
        (spans[number].family, spans[number].size, spans[number].bold, spans[number].italic)
        for number in used
        if spans[number].text != "\n"
    }
    looks = looks or {(style.family, style.size, style.bold, style.italic)}
    height = budget = descent = 0.0
    for family, size, bold, italic in looks:
        face = measure.face(family, bold, italic)
        own = face.line * size
        least = max(face.line, LEAST_LINE) * size
        height = max(height, style.line if style.line_exact else own * style.line)
        budget = max(budget, style.line if style.line_exact else least * style.line)
        descent = max(descent, face.descent * size)
    width = 0.0
    if merged:
        last = merged[-1]
        span = spans[last.span]
        bare = last.text.rstrip(" ")
        trailing = (len(last.text) - len(bare)) * measure.width(" ", span.family, _size(span), span.bold, span.italic)
        width = last.x + last.width - trailing
    return SetLine(width, height, budget, descent, tuple(merged))


def set_all(items: tuple[TextItem, ...], width: float, scale: Scale, measure: Measure) -> tuple[SetItem, ...]:
    """Every paragraph set in one width."""
    found = []
    for item in items:
        key = (id(item), width, scale.factor, scale.floor)
        known = measure.known.get(key)
        if known is None:
            known = measure.known[key] = set_item(item, width, scale, measure)  # holds `item`, so its id stays its own
        found.append(known)
    return tuple(found)


def height_of(found: tuple[SetItem, ...], drawn: bool = False) -> float:
    """The height of paragraphs under each other; space before the first and after the last does not count, as in PowerPoint."""
    total = 0.0
    for number, each in enumerate(found):
        total += sum(line.height for line in each.lines) if drawn else each.budget
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
        for row, line in enumerate(each.lines):
            hang = style.margin + (style.indent if row == 0 and not each.item.bullet_text else 0.0)
            begin = x if each.item.rtl else x + hang  # the margin is where the text begins: at the right, right to left
            spare_width = width - hang - line.width
            left = begin + {"ctr": spare_width / 2, "r": spare_width}.get(style.align, 0.0)
            if row == 0 and each.item.bullet_text:
                bullet_x = _bullet_x(each, left, line.width, measure)
            pieces = tuple(Piece(left + piece.x, piece.width, piece.text, piece.span) for piece in line.pieces)
            if each.item.rtl:
                pieces = _mirrored(pieces, left, line.width)
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


def _mirrored(pieces: tuple[Piece, ...], left: float, width: float) -> tuple[Piece, ...]:
    """Pieces of a right-to-left line from the right: their order turned, each piece's own letters are the font's matter."""
    return tuple(
        Piece(left + width - (piece.x - left) - piece.width, piece.width, piece.text, piece.span)
        for piece in reversed(pieces)
    )


def split_item(found: SetItem, line: int) -> tuple[TextItem, TextItem]:
    """A paragraph parted before its line number `line`: the second part goes on without a bullet of its own."""
    item = found.item
    head = _spans_of(found.lines[:line], item.spans)
    tail = _spans_of(found.lines[line:], item.spans)
    style = replace(item.style, indent=0.0) if item.bullet_text else item.style
    return replace(item, spans=head), replace(item, spans=tail, style=style, bullet_text="")


def _spans_of(lines: tuple[SetLine, ...], spans: tuple[Span, ...]) -> tuple[Span, ...]:
    parts: list[Span] = []
    last = -1
    for line in lines:
        for piece in line.pieces:
            if piece.span == last:
                parts[-1] = replace(parts[-1], text=parts[-1].text + piece.text)
            else:
                parts.append(replace(spans[piece.span], text=piece.text))
            last = piece.span
    return tuple(parts)
