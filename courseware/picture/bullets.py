"""Bullets in fonts of pictures, which only PowerPoint has: the same signs in letters that every font has, or drawn."""

from __future__ import annotations

from courseware.deck.kit import Rect
from courseware.deck.slides import Line, TextParagraph
from courseware.picture.units import at

SIGNS = {
    "wingdings": {"§": "▪", "l": "●", "n": "■", "q": "□", "o": "□", "Ø": "›", "à": "→", "ð": "→", "¡": "○"},
    "symbol": {"\uf0b7": "•", "\uf0ae": "→", "\uf02d": "–"},
}
"""A font of pictures -> its letters as signs; any other letter of it becomes a dot."""

DRAWN = {"ü": "M2 11l5 6L18 3", "¨": "M3 3h14v14H3z", "þ": "M3 3h14v14H3zM6 10l3 4L15 6"}
"""Wingdings' tick, box and ticked box as paths in a square of 20."""


def is_picture_font(family: str) -> bool:
    """Whether the letters of a font are pictures."""
    return family.lower().startswith((*SIGNS, "webdings"))


def sign(paragraph: TextParagraph) -> str:
    """What stands at a paragraph's bullet, in letters of a text font."""
    bullet = paragraph.bullet
    if bullet is None or bullet.numbered or not is_picture_font(bullet.family):
        return paragraph.bullet_text
    return SIGNS.get(bullet.family.lower(), {}).get(paragraph.bullet_text, "•")


def drawn_sign(paragraph: TextParagraph, line: Line) -> str:
    """A tick or a box, which text fonts lack, as a drawing in a square of the text's size; `""` for other bullets."""
    bullet = paragraph.bullet
    if bullet is None or bullet.family.lower() != "wingdings" or paragraph.bullet_text not in DRAWN:
        return ""
    size = paragraph.style.size * bullet.size * 0.8
    ink = (bullet.ink or paragraph.style.ink).rgb
    where = at(Rect(paragraph.bullet_x, line.baseline - size * 0.92, size, size))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{where}" viewBox="0 0 20 20" aria-hidden="true">'
        f'<path d="{DRAWN[paragraph.bullet_text]}" fill="none" stroke="#{ink}" stroke-width="2"/></svg>'
    )
