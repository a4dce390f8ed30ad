"""Icons at the side of text: in place of an item's bullet, at a box's title, and the tick beside the letter of a right answer."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from courseware.deck.kit import Ink, Rect
from courseware.deck.slides import ShapeBox, TextParagraph
from courseware.icons import GRID, STROKE, placed
from courseware.scene import Step

SIZE = 1.1
"""An icon's size, as a share of the size of the text that it stands at."""
ROOM = 1.55
"""What an icon takes of a line with the gap after it, as a share of the size of the text."""
MIDDLE = 0.34
"""Where the middle of letters is above their baseline, as a share of their size."""


class Sign(Struct, frozen=True):
    """An icon at a paragraph: `steps` on the icons' grid; an empty `alt` means decorative. `beside` puts it left of the bullet, else it stands where the
    bullet would."""

    name: str
    steps: tuple[Step, ...]
    ink: Ink
    alt: str = ""
    beside: bool = False


def drawn(name: str, steps: tuple[Step, ...], rect: Rect, ink: Ink, alt: str = "", build: int = 0) -> ShapeBox:
    """An icon as large as the square `rect` as a shape of the slide, its lines as thick as the drawing has them."""
    return ShapeBox(
        rect=rect,
        kind="path",
        name=name,
        outline=ink,
        outline_width=round(rect.w * STROKE / GRID, 2),
        path=placed(steps, rect.x, rect.y, rect.w),
        alt=alt,
        build=build,
    )


def sign_boxes(signs: Iterable[Sign | None], paragraphs: tuple[TextParagraph, ...]) -> list[ShapeBox]:
    """The icons of paragraphs that are placed, in their order."""
    boxes = []
    for sign, paragraph in zip(signs, paragraphs, strict=True):
        if sign is None or not paragraph.lines or not paragraph.lines[0].pieces:
            continue
        line, size = paragraph.lines[0], paragraph.style.size * SIZE
        gap = paragraph.style.size * (ROOM - SIZE)
        if paragraph.style.rtl:
            left = line.pieces[-1].x + line.pieces[-1].width + gap
        elif sign.beside and paragraph.bullet_text:
            left = paragraph.bullet_x - gap - size
        else:
            left = line.pieces[0].x - gap - size
        top = line.baseline - paragraph.style.size * MIDDLE - size / 2
        boxes.append(drawn(sign.name, sign.steps, Rect(left, top, size, size), sign.ink, sign.alt, paragraph.build))
    return boxes
