"""A page in words, for readers who can't see it."""

from __future__ import annotations

from courseware.deck.slides import (
    ChartBox,
    DrawingBox,
    MediaBox,
    Page,
    PictureBox,
    ShapeBox,
    TableBox,
    TextBox,
    TextParagraph,
)


def words(page: Page) -> str:
    """All text of a page but its foot, in reading order: what a reader who can't see the picture is told."""
    lines: list[str] = []
    for box in page.boxes:
        if isinstance(box, TextBox) and box.kind not in ("footer", "number", "date") and not box.artifact:
            lines += (_plain(paragraph) for paragraph in box.paragraphs)
        elif isinstance(box, TableBox):
            cells = (" ".join(map(_plain, cell.paragraphs)) for row in box.rows for cell in row.cells)
            lines.append("; ".join(filter(None, cells)))
        elif isinstance(box, PictureBox | DrawingBox | ChartBox | MediaBox | ShapeBox):
            lines.append(box.alt)
    return "\n".join(line for line in (each.strip() for each in lines) if line)


def _plain(paragraph: TextParagraph) -> str:
    return "".join(" " if span.text == "\n" else span.text for span in paragraph.spans)
