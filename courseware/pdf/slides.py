"""Slides as a PDF of one page each, drawn once and placed in every document that pictures them."""

from __future__ import annotations

import io
from collections.abc import Mapping
from html import escape
from typing import Any

import pikepdf
from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.deck.kit import Kit
from courseware.deck.slides import Slides
from courseware.files import Files, digest
from courseware.pdf.finishing import save
from courseware.pdf.laying import Laid, pictures_of
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
    rendered = _laid_out(slides, kit, base, files, fonts, fetcher)
    data = engine.write(rendered, fetcher=fetcher, name=slides.title, tagged=False)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        # WeasyPrint gives all pages one list of resources; a slide placed in a document must not bring other slides' pictures.
        pdf.remove_unreferenced_resources()
        for page, drawn in zip(slides.pages, pdf.pages, strict=True):
            drawn.obj[NUMBER] = pikepdf.String(page.number)
        return save(pdf)


def _laid_out(slides: Slides, kit: Kit, base: bytes, files: Files, fonts: Any, fetcher: Any) -> Any:
    """The slides as WeasyPrint's pages. Those that this process has laid out before, alike, it takes as they are."""
    from courseware.pdf import engine

    laid = Laid(fonts)
    size = f"@page{{size:{slides.width:g}pt {slides.height:g}pt;margin:0}}body{{margin:0}}.slide{{break-after:page}}"
    of_base = digest(base)
    drawn = [draw(page, slides, kit) for page in slides.pages]
    keys = []
    for page, html in zip(slides.pages, drawn, strict=True):
        pictures = pictures_of(html, files)
        look = sheet(replace(slides, pages=(page,)), kit)
        keys.append(None if pictures is None else (html, look, size, slides.language, of_base, pictures))
    new = [at for at, key in enumerate(keys) if key is None or key not in laid] or [0]
    html = (
        f'<html lang="{escape(slides.language)}"><head><title>{escape(slides.title)}</title>'
        f"<style>{size}\n{sheet(slides, kit)}</style></head><body>{''.join(drawn[at] for at in new)}</body></html>"
    )
    rendered = engine.layout(html, fonts=fonts, fetcher=fetcher, name=slides.title)
    made = dict(zip(new, rendered.pages, strict=True))
    pages = [made[at] if at in made else laid[key] for at, key in enumerate(keys)]
    for key, page in zip(keys, pages, strict=True):
        if key is not None:
            laid[key] = page
    return rendered.copy(pages)


def sizes(pictures: bytes) -> Mapping[str, tuple[float, float]]:
    """The numbers of the slides in a PDF of `write_slides`, each with its width and height in points."""
    with pikepdf.open(io.BytesIO(pictures)) as pdf:
        return {str(page.obj[NUMBER]): _size(page) for page in pdf.pages}


def _size(page: pikepdf.Page) -> tuple[float, float]:
    left, bottom, right, top = (float(each) for each in page.mediabox)
    return right - left, top - bottom
