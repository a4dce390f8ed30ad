"""Colours for paper: white ground, dark words, an outline around every area, and greys that a copier keeps apart."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from courseware.brand.colors import SHAPE_CONTRAST, contrast, luminance, mix, reach
from courseware.deck.kit import Ink
from courseware.deck.slides import DrawnLine, DrawnShape, TextParagraph

WHITE = "FFFFFF"
STRONG = 0.24
"""How much of its colour a dark area keeps in a diagram."""
EDGE = "8C8C8C"
"""The outline of a tint that has none on the slide."""
FULL = 1.5
"""An area with this contrast to white is a full colour, one with less a tint."""
LINE_CONTRAST, WORD_CONTRAST = 4.5, 7.0
LEAST_OUTLINE, STRONG_OUTLINE = 0.5, 1.2


def printed(palette: Mapping[str, Ink]) -> dict[str, Ink]:
    """The palette for paper: fixed colours on white."""
    ground = palette["ground"].rgb
    found = {name: Ink(ink.rgb) for name, ink in palette.items()}
    if luminance(ground) < 0.5:  # a dark house: its light words would vanish on paper
        found["text"], found["muted"] = Ink("1A1A1A"), Ink("555555")
        found["tint"], found["rule"] = Ink("F2F2F2"), Ink("BFBFBF")
    found["ground"] = Ink(WHITE)
    return found


def for_diagram(part: DrawnShape | DrawnLine, text: Ink) -> DrawnShape | DrawnLine:
    """A part of a diagram for paper: areas pale with an outline, what matters by a heavier one, words and lines dark."""
    if isinstance(part, DrawnLine):
        return part if contrast(part.ink.rgb, WHITE) >= LINE_CONTRAST else replace(part, ink=text)
    if part.fill is None:
        return replace(part, paragraphs=dark(part, text))
    heavy = contrast(part.fill.rgb, WHITE) >= FULL
    fill = Ink(mix(part.fill.rgb, WHITE, STRONG)) if heavy and part.alpha >= 1 else part.fill
    edge = part.outline or (part.fill if heavy else Ink(EDGE))
    outline = Ink(reach(edge.rgb, SHAPE_CONTRAST, WHITE))
    width = max(part.outline_width, STRONG_OUTLINE if heavy else LEAST_OUTLINE)
    if part.form == "text" and part.outline is None:
        return replace(part, fill=fill, paragraphs=dark(part, text))
    return replace(part, fill=fill, outline=outline, outline_width=width, paragraphs=dark(part, text))


def dark(part: DrawnShape, text: Ink) -> tuple[TextParagraph, ...]:
    """The words of a shape in the colour of text, where theirs is too light for paper."""
    return tuple(
        paragraph
        if contrast(paragraph.style.ink.rgb, WHITE) >= WORD_CONTRAST
        else replace(paragraph, style=replace(paragraph.style, ink=text))
        for paragraph in part.paragraphs
    )
