"""Pages of a PDF as pixels, to be looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image


def raster(data: bytes, width: int) -> list[Image]:
    """The pages of a PDF, each `width` pixels wide, in RGB on white."""
    import pypdfium2

    pages = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            bitmap = page.render(scale=width / page.get_width())
            pages.append(bitmap.to_pil().convert("RGB"))
            page.close()
    return pages
