"""What WeasyPrint keeps of a layout that is done: taken from it, as a book's pages and the PDF made of them are large enough without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from weasyprint import document

NEEDED = ("font_config", "get_image_from_uri", "counter_style", "dictionaries")
"""What a drawing asks its layout for when it is drawn."""


def slim() -> None:
    """Puts a layout that forgets in the place of WeasyPrint's, once a process."""
    if not hasattr(document.layout_document, "lean"):
        document.layout_document = _forgetting(document.layout_document)


def _forgetting(lay_out: Callable[..., Any]) -> Callable[..., Any]:
    """`layout_document` for pages that no longer hold the styles of all elements: each SVG on them holds the layout's context."""

    def pages(html: Any, root_box: Any, context: Any, *more: Any, **named: Any) -> list[Any]:
        made = list(lay_out(html, root_box, context, *more, **named))
        for name in [each for each in vars(context) if each not in NEEDED]:
            delattr(context, name)
        return made

    pages.lean = True  # type: ignore[attr-defined]
    return pages
