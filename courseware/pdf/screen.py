"""Pictures for a screen: slides and drawings as WebP, sharp on a phone and on a wall, and light enough to be sent."""

from __future__ import annotations

import io
from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from courseware.brand.model import Brand
from courseware.files import Files

if TYPE_CHECKING:
    from PIL.Image import Image

WIDTH = 1600
"""Pixels across a slide: more than a phone shows, and enough for half a television of 4K."""
FINE = 1200
"""Pixels across a drawing, which is shown smaller."""
HEAVY = 60_000
"""Bytes from which a picture without loss is a photo, which may lose what nobody sees."""
QUALITY = 82


class Drawing(NamedTuple):
    """A drawing as HTML that is `width` x `height` points large."""

    html: str
    width: float
    height: float


def slides_on_screen(pictures: Sequence[bytes], numbers: Collection[str]) -> Mapping[str, bytes]:
    """The slides `numbers`, drawn in one of `pictures` (of `write_slides`), as WebP by their number."""
    import pypdfium2

    from courseware.pdf.slides import sizes

    found: dict[str, bytes] = {}
    for data in pictures:
        with pypdfium2.PdfDocument(data) as pdf:
            for page, number in zip(pdf, sizes(data), strict=True):
                if number in numbers:
                    bitmap = page.render(scale=WIDTH / page.get_width())
                    found[number] = _webp(bitmap.to_pil().convert("RGB"))
                page.close()
    return found


def drawings_on_screen(
    drawings: Sequence[Drawing], css: str, *, brand: Brand, files: Files, language: str, name: str
) -> list[bytes]:
    """`drawings` as WebP, set in the fonts of `brand` and not in those of whoever reads. `css` is the style that they need;
    `name` is the template's, for problems.
    """
    from courseware.pdf import engine
    from courseware.pdf.raster import raster

    if not drawings:
        return []
    fonts = engine.ready(brand, files)
    from courseware.pdf.fetching import Fetcher

    fetcher = Fetcher(files, name)
    sizes = "".join(
        f"@page d{number}{{size:{each.width + 2:g}pt {each.height + 2:g}pt;margin:1pt}}.d{number}{{page:d{number}}}"
        for number, each in enumerate(drawings)
    )
    body = "".join(f'<div class="drawing d{number}">{each.html}</div>' for number, each in enumerate(drawings))
    html = (
        f'<html lang="{language}"><head><title>-</title><style>body{{margin:0}}{sizes}{css}</style></head>'
        f"<body>{body}</body></html>"
    )
    rendered = engine.layout(html, fonts=fonts, fetcher=fetcher, name=name)
    data = engine.write(rendered, fetcher=fetcher, name=name, tagged=False)
    return [_webp(image) for image in raster(data, FINE)]


def _webp(image: Image) -> bytes:
    """Without loss where that is light; else the lighter of the two."""
    exact = _saved(image, lossless=True, quality=60, method=3)
    if len(exact) <= HEAVY:
        return exact
    return min(exact, _saved(image, quality=QUALITY, method=4), key=len)


def _saved(image: Image, **how: int | bool) -> bytes:
    out = io.BytesIO()
    image.save(out, "WEBP", **how)
    return out.getvalue()
