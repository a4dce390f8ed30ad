"""`Slides` as plain data to read: what stands on each slide, without where and how."""

from __future__ import annotations

from typing import Any

from courseware.content.blocks import Blocks, Drawing, children, plain_text
from courseware.deck.bullets import DONE, OPEN, TICK
from courseware.deck.slides import (
    ChartBox,
    DrawingBox,
    DrawnShape,
    MediaBox,
    Page,
    PictureBox,
    ShapeBox,
    SlideBox,
    Slides,
    TableBox,
    TextBox,
    TextParagraph,
)

APART = frozenset({"title", "footer", "number", "date"})
SIGNS = {TICK: "✓", OPEN: "[ ]", DONE: "[x]"}
"""Marks in a picture font, as plain text shows them."""


def outline(slides: Slides) -> list[dict[str, Any]]:
    """One entry a page: number, id, layout (its role), title, hidden, scale, source, notes, and `parts` of lines with
    their level.
    """
    return [_page(page) for page in slides.pages]


def _page(page: Page) -> dict[str, Any]:
    parts = [{"name": box.name, "lines": lines} for box in page.boxes if (lines := _lines(box))]
    return {
        "number": page.number,
        "id": page.id,
        "layout": page.role,
        "title": page.title,
        "hidden": page.hidden,
        "scale": page.scale,
        "source": str(page.place),
        "parts": parts,
        "notes": words(page.notes),
    }


def words(blocks: Blocks) -> str:
    """The words of blocks in one line."""
    found: list[str] = []
    for block in blocks:
        inlines = getattr(block, "inlines", ())
        found += [plain_text(inlines)] if inlines else []
        if isinstance(block, Drawing):
            from courseware.deck.drawings import lines_of

            found += [line.replace("\t", " ") for line in lines_of(block, "")]
        found += [words(group) for group in children(block)]
    return " ".join(filter(None, found))


def _lines(box: SlideBox) -> list[dict[str, Any]]:
    match box:
        case TextBox(artifact=True):
            return []
        case TextBox(kind=kind, paragraphs=paragraphs) if kind not in APART:
            return [_line(paragraph) for paragraph in paragraphs if _text(paragraph)]
        case TableBox(rows=rows):
            return [
                {"level": 0, "text": " | ".join(" ".join(map(_text, cell.paragraphs)) for cell in row.cells)}
                for row in rows
            ]
        case PictureBox(src=src, alt=alt):
            return [{"level": 0, "text": f"picture {src}" + (f": {alt}" if alt else "")}]
        case MediaBox(form=form, src=src, alt=alt, auto=auto):
            kind = "narration" if auto else {"link": "link to a film", "audio": "sound"}.get(form, "film")
            return [{"level": 0, "text": f"{kind} {src}" + (f": {alt}" if alt else "")}]
        case ShapeBox(alt=alt) if alt:
            return [{"level": 0, "text": alt}]
        case DrawingBox():
            return _drawing(box)
        case ChartBox():
            return _chart(box)
        case TextBox() | ShapeBox():
            return []
    raise TypeError(box)


def _chart(box: ChartBox) -> list[dict[str, Any]]:
    """What a chart says: its alternative text, and its data where the author's words leave them out."""
    from courseware.chart.words import data_table

    told = {"level": 0, "text": box.alt}
    if not box.chart.alt and box.chart.categories[-1] in box.alt:
        return [told]
    return [told, *({"level": 1, "text": " | ".join(row)} for row in data_table(box.chart))]


def _drawing(box: DrawingBox) -> list[dict[str, Any]]:
    """What a drawing says: its alternative text, and the labels that this leaves out."""
    labels = [" ".join(map(_text, part.paragraphs)) for part in box.parts if isinstance(part, DrawnShape)]
    more = [label for label in dict.fromkeys(labels) if label and label not in box.alt]
    return [{"level": 0, "text": box.alt}, *({"level": 1, "text": label} for label in more)]


def _line(paragraph: TextParagraph) -> dict[str, Any]:
    mark = SIGNS.get(paragraph.bullet_text, paragraph.bullet_text)
    bullet = f"{mark} " if mark else ""
    return {"level": paragraph.level, "text": bullet + _text(paragraph)}


def _text(paragraph: TextParagraph) -> str:
    return "".join(span.text for span in paragraph.spans).replace("\n", " ").strip()
