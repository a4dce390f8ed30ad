"""Equations in slides: Office's own, with a picture of each for programs that don't know them.

A shape that holds an equation stands in `mc:AlternateContent` (ISO/IEC 29500-3, 10.2), as PowerPoint writes it: the choice has the equation, the
fallback the same shape with room in its text and pictures over it. LibreOffice takes a choice by its prefix `a14` and then leaves equations out; by
another prefix for the same namespace it takes the fallback, and PowerPoint, which reads namespaces, the choice.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from courseware.deck.kit import Rect
from courseware.deck.slides import (
    EQUATION_ROOM,
    ChartBox,
    DrawingBox,
    DrawnShape,
    SetEquation,
    SlideBox,
    TableBox,
    TextBox,
    TextParagraph,
)
from courseware.powerpoint.xml import attribute, emu

MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
DRAWING = "http://schemas.microsoft.com/office/drawing/2010/main"
_BLANK = 0.25
"""The width of a blank as a share of its size, near enough in every font."""
_LINE = 1.17
"""The height of a line as a share of its size, likewise."""


class PlacedEquation(Struct, frozen=True):
    """An equation at its place on the slide, in the colour and size of its text."""

    equation: SetEquation
    rect: Rect
    size: float
    rgb: str

    def png(self) -> bytes:
        """Its picture."""
        from courseware.equation.drawn import outlines

        return outlines(self.equation.tex, self.equation.display).png(self.size, self.rgb)


def equation(set_: SetEquation) -> str:
    """The equation itself, as a paragraph holds it."""
    from courseware.equation import read_equation
    from courseware.equation.omml import omml

    return f'<math:m xmlns:math="{DRAWING}">{omml(read_equation(set_.tex), set_.display)}</math:m>'


def room(set_: SetEquation, size: float) -> tuple[float, float]:
    """The size of a blank that is as high as the equation, and the gap after it that makes it as wide."""
    high = max(size, (set_.ascent + set_.descent) * size / _LINE)
    return high, set_.width * size * EQUATION_ROOM - _BLANK * high


def alternate(native: str, shown: str) -> str:
    """Both forms of a shape."""
    return (
        f'<mc:AlternateContent xmlns:mc="{MARKUP}"><mc:Choice xmlns:math="{DRAWING}" Requires="math">{native}</mc:Choice>'
        f"<mc:Fallback>{shown}</mc:Fallback></mc:AlternateContent>"
    )


def picture(placed: PlacedEquation, id: int, relation: str) -> str:
    """The picture of an equation, over the room that the text leaves for it."""
    x, y, w, h = (emu(value) for value in (placed.rect.x, placed.rect.y, placed.rect.w, placed.rect.h))
    return (
        f'<p:pic><p:nvPicPr><p:cNvPr id="{id}" name="Equation {id}" descr="{attribute(placed.equation.tex)}"/>'
        '<p:cNvPicPr><a:picLocks noChangeAspect="1"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>'
        f'<p:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>'
        f'<p:spPr><a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr></p:pic>'
    )


def equations_of(box: SlideBox) -> list[PlacedEquation]:
    """The equations of a box, in reading order."""
    return list(_placed(_paragraphs(box)))


def _paragraphs(box: SlideBox) -> Iterator[TextParagraph]:
    match box:
        case TextBox(paragraphs=paragraphs):
            yield from paragraphs
        case TableBox(rows=rows):
            for row in rows:
                for cell in row.cells:
                    yield from cell.paragraphs
        case DrawingBox(parts=parts):
            for part in parts:
                if isinstance(part, DrawnShape):
                    yield from part.paragraphs
        case ChartBox(drawing=drawing):
            yield from _paragraphs(drawing)


def _placed(paragraphs: Iterable[TextParagraph]) -> Iterator[PlacedEquation]:
    for paragraph in paragraphs:
        for line in paragraph.lines:
            for piece in line.pieces:
                span = paragraph.spans[piece.span]
                if span.equation is None:
                    continue
                found, size = span.equation, span.size
                wide, high = found.width * size, (found.ascent + found.descent) * size
                left = piece.x + (piece.width - wide) / 2
                rect = Rect(left, line.baseline - found.ascent * size, wide, high)
                yield PlacedEquation(found, rect, size, (span.ink or paragraph.style.ink).rgb)
