"""A contact sheet: many slides on one picture, so that a deck is seen at a glance."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from courseware.pdf.raster import raster

if TYPE_CHECKING:
    from PIL.Image import Image

COLUMNS = 4
WIDTH = 640
"""Pixels a slide is wide: its 18 pt text can still be read."""
GAP, CAPTION = 28, 26
GROUND, EDGE, WORDS = (236, 236, 232), (196, 196, 190), (70, 70, 66)


def contact_sheet(pictures: bytes, captions: Sequence[str], font: bytes, columns: int = COLUMNS) -> bytes:
    """A PNG of all pages of a PDF, row by row, each with its caption beneath, set in `font` (the bytes of a TTF).

    The same input gives the same bytes.
    """
    from PIL import Image, ImageDraw, ImageFont

    pages = raster(pictures, WIDTH)
    high = max((page.height for page in pages), default=0)
    columns = max(1, min(columns, len(pages)))
    rows = -(-len(pages) // columns)
    cell = (WIDTH + GAP, high + CAPTION + GAP)
    sheet = Image.new("RGB", (columns * cell[0] + GAP, rows * cell[1] + GAP), GROUND)
    pen = ImageDraw.Draw(sheet)
    letters = ImageFont.truetype(io.BytesIO(font), 18)
    for number, page in enumerate(pages):
        left, top = GAP + number % columns * cell[0], GAP + number // columns * cell[1]
        pen.rectangle((left - 1, top - 1, left + page.width, top + page.height), outline=EDGE)
        sheet.paste(page, (left, top))
        if number < len(captions):
            pen.text((left, top + high + 5), _short(captions[number], letters.getlength), fill=WORDS, font=letters)
    return _png(sheet)


def _short(words: str, length: Callable[[str], float]) -> str:
    """A caption cut to the width of a slide."""
    if length(words) <= WIDTH:
        return words
    while words and length(words + "…") > WIDTH:
        words = words[:-1]
    return words.rstrip() + "…"


def _png(picture: Image) -> bytes:
    out = io.BytesIO()
    picture.save(out, "PNG", optimize=False, compress_level=6)
    return out.getvalue()
