"""The pages of a deck as templates see them: which slide is pictured where, and what participants may not see."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from courseware.deck.slides import (
    ChartBox,
    DrawingBox,
    MediaBox,
    Page,
    PictureBox,
    SlideBox,
    Slides,
    TableBox,
    TextBox,
)
from courseware.picture import words


def pages(slides: Slides, shown: Collection[str] | None, sources: Collection[str]) -> dict[str, Any]:
    """`pages` in the deck's order and `pages_of` by the source slide's id, as plain data.

    `sources` are the ids of the slides in the source; a slide that the template added (the answer to `ID` is
    `ID/answer`) belongs to the source slide in front of the last `/`, if there is one. With `shown`, the ids that
    participants may see, all other pages are left out: they leave a gap in the numbers.
    """
    kept = [_page(page, slides, sources) for page in slides.pages if shown is None or page.id in shown]
    by_source: dict[str, list[dict[str, Any]]] = {source: [] for source in sources}
    for page in kept:
        if page["source"]:
            by_source[page["source"]].append(page)
    return {"pages": kept, "pages_of": by_source}


def _page(page: Page, slides: Slides, sources: Collection[str]) -> dict[str, Any]:
    around = page.id.rpartition("/")[0]
    return {
        "number": page.number,
        "id": page.id,
        "source": next((source for source in (page.id, around) if source in sources), ""),
        "piece": page.piece,
        "pieces": page.pieces,
        "role": page.role,
        "title": page.title,
        "text": words(page),
        "hidden": page.hidden,
        "drawn": any(map(_says_more, page.boxes)),
        "picture": f"slide:{page.number}",
        "width": slides.width,
        "height": slides.height,
    }


def _says_more(box: SlideBox) -> bool:
    """Whether a box shows what running text can't say again: a drawing, a picture, a table, a block of code."""
    match box:
        case TableBox() | DrawingBox() | ChartBox():
            return True
        case PictureBox() | MediaBox():
            return bool(box.alt)
        case TextBox():
            spans = [span for paragraph in box.paragraphs for span in paragraph.spans if span.text.strip()]
            return bool(spans) and all(span.code for span in spans)
    return False
