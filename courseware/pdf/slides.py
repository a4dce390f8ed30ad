"""Slides as a PDF of one page each, drawn once and placed in every document that pictures them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape

import pikepdf

from courseware.brand.model import Brand
from courseware.deck.kit import Kit
from courseware.deck.slides import Slides
from courseware.files import Files
from courseware.pdf.finishing import save
from courseware.pdf.names import NUMBER
from courseware.picture import draw, sheet


def write_slides(slides: Slides, kit: Kit, brand: Brand, base: bytes, files: Files) -> bytes:
    """One PDF, a page a slide in the slides' exact size, without tags or outline: material for `write_pdf`.

    `base` is the base presentation, whose own pictures stand in `ppt/media`. Raises `CoursewareError` where
    something can't be drawn.
    """
    from courseware.pdf import engine

    fonts = engine.ready(brand, files)
    from courseware.pdf.fetching import Fetcher

    fetcher = Fetcher(files, slides.title, base=base)
    size = f"@page{{size:{slides.width:g}pt {slides.height:g}pt;margin:0}}body{{margin:0}}.slide{{break-after:page}}"
    pages = "".join(draw(page, slides, kit) for page in slides.pages)
    html = (
        f'<html lang="{escape(slides.language)}"><head><title>{escape(slides.title)}</title>'
        f"<style>{size}\n{sheet(slides, kit)}</style></head><body>{pages}</body></html>"
    )
    rendered = engine.layout(html, fonts=fonts, fetcher=fetcher, name=slides.title)
    data = engine.write(rendered, fetcher=fetcher, name=slides.title, tagged=False)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # WeasyPrint gives all pages one list of resources; a slide placed in a document must not bring other slides' pictures.
        pdf.remove_unreferenced_resources()
        for page, drawn in zip(slides.pages, pdf.pages, strict=True):
            drawn.obj[NUMBER] = pikepdf.String(page.number)
        return save(pdf)


def sizes(pictures: bytes) -> Mapping[str, tuple[float, float]]:
    """The numbers of the slides in a PDF of `write_slides`, each with its width and height in points."""
    with pikepdf.open(io.BytesIO(pictures)) as pdf:
        return {str(page.obj[NUMBER]): _size(page) for page in pdf.pages}


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(each) for each in page.mediabox)
    return right - left, top - bottom
