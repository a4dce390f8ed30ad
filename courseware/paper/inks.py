"""Colours for paper: white ground, dark words, an outline around every area, and greys that a copier keeps apart."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from courseware.brand.colors import contrast, luminance, mix
from courseware.deck.kit import Ink
from courseware.deck.slides import DrawnLine, DrawnShape, TextParagraph

WHITE = "FFFFFF"
GREYS = {"accent": 0.07, "accent2": 0.42, "accent3": 0.2, "accent4": 0.68, "accent5": 0.12, "accent6": 0.3}
"""The luminance at which each colour of a series is printed: neighbours differ by more than a copier swallows."""
STRONG, PALE = 0.24, 0.08
"""How much of its colour a dark and a pale area keeps in a diagram."""
LINE_CONTRAST, WORD_CONTRAST = 4.5, 7.0
LEAST_OUTLINE, STRONG_OUTLINE = 0.5, 1.2


def printed(palette: Mapping[str, Ink]) -> dict[str, Ink]:
    """The palette for paper: fixed colours on white, those of a chart's series apart in grey."""
    ground = palette["ground"].rgb
    found = {name: Ink(ink.rgb) for name, ink in palette.items()}
    if luminance(ground) < 0.5:  # a dark house: its light words would vanish on paper
        found["text"], found["muted"] = Ink("1A1A1A"), Ink("555555")
        found["tint"], found["rule"] = Ink("F2F2F2"), Ink("BFBFBF")
    found["ground"] = Ink(WHITE)
    for name, grey in GREYS.items():
        found[name] = Ink(_at(palette[name].rgb, grey))
    return found


def _at(rgb: str, grey: float) -> str:
    """The shade or tint of a colour that has a luminance."""
    end = "000000" if luminance(rgb) > grey else WHITE
    low, high = 0.0, 1.0  # share of the end
    for _ in range(12):
        middle = (low + high) / 2
        light = luminance(mix(end, rgb, middle))
        if (light > grey) == (end == "000000"):
            low = middle
        else:
            high = middle
    return mix(end, rgb, high)


def for_diagram(part: DrawnShape | DrawnLine, text: Ink) -> DrawnShape | DrawnLine:
    """A part of a diagram for paper: areas pale with an outline, what matters by a heavier one, words and lines dark."""
    if isinstance(part, DrawnLine):
        return part if contrast(part.ink.rgb, WHITE) >= LINE_CONTRAST else replace(part, ink=text)
    if part.fill is None:
        return replace(part, paragraphs=dark(part, text))
    heavy = contrast(part.fill.rgb, WHITE) >= 3.0
    fill = Ink(mix(part.fill.rgb, WHITE, STRONG)) if heavy else part.fill
    edge = part.outline or part.fill
    outline = edge if contrast(edge.rgb, WHITE) >= 3.0 else Ink("8C8C8C")
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
