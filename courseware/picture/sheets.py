"""The style sheet that a deck's pages share."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from courseware.deck.kit import Kit
from courseware.deck.slides import ChartBox, DrawingBox, DrawnShape, Page, Slides, TableBox, TextBox, TextParagraph
from courseware.picture.drawing import STRUT, layout_of
from courseware.picture.looks import bullet_look, look, style_look
from courseware.picture.units import pt


def sheet(slides: Slides, kit: Kit) -> str:
    """The CSS that every page of `slides` needs, without `@font-face` and `@page`."""
    rules = [
        f".slide{{position:relative;width:{pt(slides.width)};height:{pt(slides.height)};overflow:hidden}}",
        ".slide>*{position:absolute}",
        f".l{{white-space:pre;line-height:0;width:{pt(slides.width * 2)}}}",  # a width saves measuring the text
        f'.l::before{{content:"";display:inline-block;height:{STRUT}pt}}',
        ".p{overflow:hidden}.p>img{position:absolute}",
        ".d{display:table}.d>div{display:table-cell}",
    ]
    looks = {look for page in slides.pages for look in _looks(page, kit)}
    rules += (f".{name}{{{rule}}}" for name, rule in sorted(looks))
    return "\n".join(rules)


def _looks(page: Page, kit: Kit) -> Iterator[tuple[str, str]]:
    for decor in layout_of(page, kit).decor:
        if decor.kind == "text" and decor.style:
            yield style_look(decor.style)
    for box in page.boxes:
        if isinstance(box, TextBox):
            paragraphs: Iterable[TextParagraph] = box.paragraphs
        elif isinstance(box, TableBox):
            paragraphs = (paragraph for row in box.rows for cell in row.cells for paragraph in cell.paragraphs)
        elif isinstance(box, DrawingBox | ChartBox):
            parts = box.parts if isinstance(box, DrawingBox) else box.drawing.parts
            shapes = (part for part in parts if isinstance(part, DrawnShape))
            paragraphs = (paragraph for shape in shapes for paragraph in shape.paragraphs)
        else:
            continue
        for paragraph in paragraphs:
            if paragraph.bullet_text:
                yield bullet_look(paragraph)
            for span in paragraph.spans:
                if span.text != "\n":
                    yield look(span, paragraph.style)
