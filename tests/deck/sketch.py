"""Slides as text: a page a paragraph, a box an entry with its rectangle in whole points, and under it its lines as broken."""

from __future__ import annotations

from collections.abc import Iterable

from courseware.deck.bullets import DONE, OPEN, TICK
from courseware.deck.kit import Rect
from courseware.deck.slides import Page, PictureBox, ShapeBox, SlideBox, Slides, TableBox, TextBox, TextParagraph

FOOT = ("footer", "number", "date")
SIGNS = {TICK: "✓", OPEN: "[ ]", DONE: "[x]"}
"""Marks in a picture font, as they look."""


def sketch(slides: Slides, known: int = 0) -> str:
    """The pages of `slides`, without their feet, and what was noticed, but for the first `known` warnings."""
    lines = [line for page in slides.pages for line in _page(page)]
    return "\n".join([*lines, *map(_notice, (*slides.notices, *slides.warnings[known:]))])


def _page(page: Page) -> Iterable[str]:
    piece = f" {page.piece}/{page.pieces}" if page.pieces > 1 else ""
    scale = f" at {page.scale:.0%}" if page.scale != 1.0 else ""
    section = f" section={page.section}" if page.section else ""
    yield f"{page.number} {page.role}{piece}{scale}{' hidden' if page.hidden else ''}{section}{' notes' if page.notes else ''}"
    for box in page.boxes:
        if not (isinstance(box, TextBox) and box.kind in FOOT):
            yield from _box(box)


def _box(box: SlideBox) -> Iterable[str]:
    match box:
        case TextBox():
            held = "" if box.idx is None else " placeholder" + (" moved" if box.moved else "")
            yield f"  {box.name} {rounded(box.rect)}{held}"
            yield from _paragraphs(box.paragraphs, "    ")
        case TableBox():
            widths = " ".join(f"{width:.0f}" for width in box.widths)
            yield f"  {box.name} {rounded(box.rect)} columns {widths}{f' header {box.header}' if box.header != 1 else ''}"
            for row in box.rows:
                cells = [" / ".join(line.strip() for line in _paragraphs(cell.paragraphs, "")) for cell in row.cells]
                yield f"    {row.height:.0f}: " + " | ".join(cells)
        case PictureBox():
            held = "" if box.idx is None else " placeholder"
            crop = f" crop {' '.join(f'{side:.2f}' for side in box.crop)}" if any(box.crop) else ""
            yield f"  {box.name} {rounded(box.rect)} {box.src}{crop}{held}"
        case ShapeBox():
            yield f"  {box.name} {rounded(box.rect)}"


def _paragraphs(paragraphs: Iterable[TextParagraph], indent: str) -> Iterable[str]:
    for paragraph in paragraphs:
        click = f"[{paragraph.build}] " if paragraph.build else ""
        mark = f"{SIGNS.get(paragraph.bullet_text, paragraph.bullet_text)} " if paragraph.bullet_text else ""
        for number, line in enumerate(paragraph.lines):
            text = "".join(piece.text for piece in line.pieces).rstrip(" ")
            before = click + mark if number == 0 else " " * len(click + mark)
            yield (indent + "  " * paragraph.level + before + text).rstrip()


def rounded(rect: Rect) -> str:
    """A rectangle as `x,y WxH`, in whole points."""
    return f"{rect.x:.0f},{rect.y:.0f} {rect.w:.0f}x{rect.h:.0f}"


def _notice(notice: object) -> str:
    return f"note: {notice}".replace("\n  hint:", "; hint:")
