"""A deck for participants: of the trainer's deck, what they may see, as it stands there."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from courseware.deck.slides import (
    DrawingBox,
    DrawnShape,
    SlideBox,
    Slides,
    Span,
    TableBox,
    TextBox,
    TextParagraph,
)


def shared(slides: Slides, shown: Collection[str], author: str) -> Slides:
    """`slides` with the pages of the ids in `shown`, none of them hidden: without notes, under their own numbers, which
    leave gaps, and with `author` in place of whoever wrote it. A link to a page that isn't there stays as text.
    """
    kept = [page for page in slides.pages if page.id in shown and not page.hidden]
    there = {name for page in kept for name in (page.id, page.id.rpartition("/")[2])}
    sections = _sections(slides, {page.number for page in kept})
    pages = (
        replace(
            page,
            notes=(),
            section=sections.get(page.number, ""),
            boxes=tuple(_without_dead_links(box, there) for box in page.boxes),
        )
        for page in kept
    )
    properties = {**slides.properties, "author": author}
    return replace(slides, pages=tuple(pages), properties=properties, notices=(), warnings=())


def _sections(slides: Slides, kept: Collection[str]) -> dict[str, str]:
    """The section that begins with each kept page: one whose first page is left out begins with the next that isn't."""
    found: dict[str, str] = {}
    begun = ""
    for page in slides.pages:
        begun = page.section or begun
        if begun and page.number in kept:
            found[page.number], begun = begun, ""
    return found


def _without_dead_links(box: SlideBox, there: Collection[str]) -> SlideBox:
    match box:
        case TextBox():
            return replace(box, paragraphs=_texts(box.paragraphs, there))
        case TableBox():
            rows = tuple(
                replace(
                    row,
                    cells=tuple(replace(cell, paragraphs=_texts(cell.paragraphs, there)) for cell in row.cells),
                )
                for row in box.rows
            )
            return replace(box, rows=rows)
        case DrawingBox():
            parts = tuple(
                replace(part, paragraphs=_texts(part.paragraphs, there)) if isinstance(part, DrawnShape) else part
                for part in box.parts
            )
            return replace(box, parts=parts)
    return box


def _texts(paragraphs: tuple[TextParagraph, ...], there: Collection[str]) -> tuple[TextParagraph, ...]:
    if not any(_is_dead(span, there) for paragraph in paragraphs for span in paragraph.spans):
        return paragraphs
    return tuple(
        replace(
            paragraph,
            spans=tuple(replace(span, href="") if _is_dead(span, there) else span for span in paragraph.spans),
        )
        for paragraph in paragraphs
    )


def _is_dead(span: Span, there: Collection[str]) -> bool:
    return span.href.startswith("#") and span.href[1:] not in there
