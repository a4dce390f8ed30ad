"""Words of a paragraph, measured, in groups that no line end may part."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from courseware.deck.breaking import ends_before, is_wide, may_be_wide, signs, words
from courseware.deck.kit import TextStyle
from courseware.deck.measure import Measure
from courseware.deck.slides import EQUATION_ROOM, Span

BETWEEN_SCRIPTS = 0.25
"""The share of the size that stands between East Asian letters and others."""


class Token(NamedTuple):
    """A word with the blanks after it: `width` counts them, `trailing` is their part of it."""

    text: str
    width: float
    trailing: float
    span: int


def clusters_of(spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> list[list[Token] | None]:
    """Tokens in groups that may not be parted; None is a line break. Capitals are measured, the text stays as it was typed."""
    clusters: list[list[Token] | None] = []
    cluster: list[Token] | None = None  # the group that goes on
    wide_text = any(not span.text.isascii() and may_be_wide(span.text) for span in spans)
    for number, span in enumerate(spans):
        if span.text == "\n":
            clusters.append(None)
            cluster = None
            continue
        if span.equation is not None:
            token = Token(span.text, equation_width(span), 0.0, number)
            if cluster is None:
                cluster = []
                clusters.append(cluster)
            cluster.append(token)
            continue
        face = measure.face(span.family, span.bold, span.italic)
        unit = size_of(span) / face.upem
        for word in words(span.text):
            wide, blank, ends = face.word(word.upper() if style.caps else word)
            token = Token(word, wide * unit, blank * unit, number)
            if style.spacing:
                blanks = len(word) - len(word.rstrip(" "))
                token = _spaced(token, style.spacing, len(word), blanks)
            if wide_text:
                if clusters and clusters[-1] and is_wide(clusters[-1][-1].text[0]) != is_wide(word[0]):
                    clusters[-1][-1] = _apart(clusters[-1][-1], size_of(span))
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


def _spaced(token: Token, spacing: float, letters: int, blanks: int) -> Token:
    """A token of so many letters with space between them."""
    return token._replace(width=token.width + spacing * letters, trailing=token.trailing + spacing * blanks)


def _apart(token: Token, size: float) -> Token:
    """A token with the blank after it that LibreOffice and Keynote set between East Asian and other letters."""
    return token._replace(width=token.width + BETWEEN_SCRIPTS * size, trailing=token.trailing + BETWEEN_SCRIPTS * size)


def equation_width(span: Span) -> float:
    """The width of an equation in points, with what PowerPoint may need more."""
    return span.equation.width * span.size * EQUATION_ROOM if span.equation is not None else 0.0


def size_of(span: Span) -> float:
    return span.size * (2 / 3 if span.baseline else 1)


def characters(cluster: list[Token], spans: tuple[Span, ...], style: TextStyle, measure: Measure) -> Iterator[Token]:
    """Each sign as a token of its own, for a word that no line can hold."""
    for token in cluster:
        span = spans[token.span]
        if span.equation is not None:
            yield token
            continue
        for sign in signs(token.text):
            shown = sign.upper() if style.caps else sign
            wide = measure.width(shown, span.family, size_of(span), span.bold, span.italic) + style.spacing
            yield Token(sign, wide, wide if sign == " " else 0.0, token.span)
