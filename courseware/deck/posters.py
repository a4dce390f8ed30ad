"""What is shown of a film before it plays, where its author gave no picture: a plain ground with a play sign and the title."""

from __future__ import annotations

from functools import lru_cache
from html import escape

WIDE, HIGH = 960, 540
"""The size of a drawn poster in pixels."""
_TITLE = 40.0
PLAY = "M -16 -24 L 28 0 L -16 24 Z"
"""A triangle that points to the right, in the middle of a circle of radius 48."""
SPEAKER = (
    "M -26 -9 L -13 -9 L 4 -24 L 4 24 L -13 9 L -26 9 Z "
    "M 12 -11 C 20 -6 20 6 12 11 L 15 16 C 28 8 28 -8 15 -16 Z M 20 -21 C 34 -11 34 11 20 21 L 23 26 C 44 14 44 -14 23 -26 Z"
)
"""A loudspeaker with two waves, in the same circle."""


@lru_cache(maxsize=64)
def film(title: tuple[str, ...], family: str, font: str, content: str, ground: str, sign: str) -> bytes:
    """A poster as PNG: `title` in lines that fit 800 pixels at 40, in the font of the file `font`, whose `content` is known by its digest.
    Colours are six hexadecimal digits.
    """
    top = 400 if len(title) < 2 else 380
    words = "".join(
        f'<text x="{WIDE / 2:g}" y="{top + 50 * number}" text-anchor="middle" font-family="{escape(family)}" font-size="{_TITLE:g}" '
        f'fill="#{sign}">{escape(line)}</text>'
        for number, line in enumerate(title)
    )
    return _png(
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{HIGH}"><rect width="{WIDE}" height="{HIGH}" fill="#{ground}"/>'
        f'<g transform="translate({WIDE / 2:g},240) scale(1.7)"><circle r="48" fill="none" stroke="#{sign}" stroke-width="4"/>'
        f'<path d="{PLAY}" fill="#{sign}"/></g>{words}</svg>',
        (font,),
    )


@lru_cache(maxsize=16)
def sound(ground: str, sign: str) -> bytes:
    """The sign of a sound as PNG: a loudspeaker in a circle."""
    return _png(
        '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300" viewBox="-50 -50 100 100">'
        f'<circle r="49" fill="#{ground}"/><path d="{SPEAKER}" fill="#{sign}" transform="scale(.85)"/></svg>',
        (),
    )


def _png(svg: str, fonts: tuple[str, ...]) -> bytes:
    import resvg_py

    return bytes(resvg_py.svg_to_bytes(svg_string=svg, font_files=list(fonts), skip_system_fonts=True))
