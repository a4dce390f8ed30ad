"""Looks of text as CSS classes: equal looks have equal names, on whatever page they stand."""

from __future__ import annotations

import re

from courseware.deck.kit import Bullet, Ink, TextStyle
from courseware.deck.slides import Span, TextParagraph
from courseware.picture.bullets import is_picture_font
from courseware.picture.units import number, pt

SMALL = 2 / 3  # the share of its size at which PowerPoint sets raised and lowered text


def look(span: Span, style: TextStyle) -> tuple[str, str]:
    """The class of a span, and its declarations."""
    size = span.size * SMALL if span.baseline else span.size
    ink = span.ink or style.ink
    return _class(
        span.family, size, span.bold, span.italic, ink, span.underline, span.strike, style.caps, style.spacing
    )


def style_look(style: TextStyle) -> tuple[str, str]:
    """The class of fixed text in a style."""
    return _class(style.family, style.size, style.bold, style.italic, style.ink, caps=style.caps, spacing=style.spacing)


def bullet_look(paragraph: TextParagraph) -> tuple[str, str]:
    """The class of a paragraph's bullet, in the text's own font where the bullet's is one of pictures."""
    style = paragraph.style
    bullet = paragraph.bullet or Bullet(paragraph.bullet_text)
    family = style.family if is_picture_font(bullet.family) else bullet.family or style.family
    return _class(family, style.size * bullet.size, style.bold and bullet.numbered, False, bullet.ink or style.ink)


def _class(
    family: str,
    size: float,
    bold: bool,
    italic: bool,
    ink: Ink,
    underline: bool = False,
    strike: bool = False,
    caps: bool = False,
    spacing: float = 0.0,
) -> tuple[str, str]:
    """A class's name and its declarations; equal looks have equal names."""
    lines = " ".join(name for name, is_on in (("underline", underline), ("line-through", strike)) if is_on)
    rule = f"font:{'italic ' if italic else ''}{'bold ' if bold else ''}{pt(size)}/0 '{family}';color:#{ink.rgb}"
    rule += f";text-decoration:{lines}" if lines else ""
    rule += ";text-transform:uppercase" if caps else ""
    rule += f";letter-spacing:{pt(spacing)}" if spacing else ""
    flags = "".join(
        letter for letter, is_on in zip("biusc", (bold, italic, underline, strike, caps), strict=True) if is_on
    )
    apart = f"-{number(spacing).replace('.', '_')}" if spacing else ""
    name = f"t-{family}-{number(size).replace('.', '_')}{flags}{apart}-{ink.rgb}"
    return re.sub(r"[^\w-]", "-", name), rule
