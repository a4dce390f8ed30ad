"""A document for a screen: one HTML file in which slides and drawings are pictures."""

from __future__ import annotations

import base64
import re
from collections.abc import Callable
from html import unescape
from typing import TYPE_CHECKING

from courseware.build.asking import guarded
from courseware.build.selfcontained import self_contained
from courseware.files import Files

if TYPE_CHECKING:
    from courseware.brand.model import Brand

SLIDES = re.compile(r'src="slide:([^"]+)"')
DRAWING = re.compile(
    r'<figure class="drawing" role="img" aria-label="([^"]*)">(<div style="width:([\d.]+)pt;height:([\d.]+)pt">.*?)(?=<figcaption|</figure>)',
    re.DOTALL,
)
STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)


def on_screen(
    html: str, *, brand: Brand, files: Files, language: str, name: str, pictures: Callable[[], tuple[bytes, ...]]
) -> str:
    """A dressed page as one file that asks for nothing. `pictures` gives the slides as PDFs where the page shows some.

    A drawing's words are set in the brand's fonts, which the reader's machine may not have, so it becomes a picture too.
    Raises `CoursewareError` as `self_contained` does.
    """
    from courseware.pdf.screen import Drawing, drawings_on_screen, slides_on_screen

    found = [Drawing(each[2], float(each[3]), float(each[4])) for each in DRAWING.finditer(html)]
    rules = STYLE.findall(html)[-1] if found else ""  # what the dressing added stands last
    drawn = iter(drawings_on_screen(found, rules, brand=brand, files=files, language=language, name=name))

    def picture(match: re.Match[str]) -> str:
        data = base64.b64encode(next(drawn)).decode()
        size = f'width="{round(float(match[3]) * 2)}" height="{round(float(match[4]) * 2)}"'
        return f'<figure class="drawing"><img src="data:image/webp;base64,{data}" alt="{match[1]}" {size}>'

    html = DRAWING.sub(picture, html)
    numbers = {unescape(number) for number in SLIDES.findall(html)}
    slides = slides_on_screen(pictures(), numbers) if numbers else {}
    return guarded(self_contained(html, files, name, slides))
