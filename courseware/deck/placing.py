"""Set paragraphs at their places on a slide: lines under each other, pieces as they are seen from the left."""

from __future__ import annotations

from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from courseware.deck.measure import Measure
from courseware.deck.scripts import has_rtl
from courseware.deck.setting import SetItem, height_of
from courseware.deck.slides import Line, Piece, TextParagraph
from courseware.deck.tokens import equation_width, size_of

_ONE_SIGN = "\ufffc"
"""What stands for an equation where directions of text are told apart: a sign without a direction (UAX #9)."""


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
                parts.append(Piece(0.0, equation_width(span), span.text, number))
                continue
            wide = measure.width(shown, span.family, size_of(span), span.bold, span.italic)
            wide += found.style.spacing * len(stretch)
            parts.append(Piece(0.0, wide, stretch, number, bool(level % 2)))
        seen += reversed(parts) if level % 2 else parts
    x = left + (width - sum(piece.width for piece in seen) if found.item.rtl else 0.0)
    placed = []
    for piece in seen:
        placed.append(replace(piece, x=x))
        x += piece.width
    return tuple(placed)
