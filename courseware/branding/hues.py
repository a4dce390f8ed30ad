"""The main colours of a logo, by the area that they take."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast, distance, to_oklch

if TYPE_CHECKING:
    from PIL.Image import Image

Pixel: TypeAlias = tuple[int, int, int, int]

SIDE = 256
"""A logo is looked at this many dots across: what is smaller is no main colour."""
_LEAST = {True: 0.03, False: 0.008}  # of the coloured area, for greys and for colours: a small red dot is meant
_SEAM = 14  # of 255: how much neighbours may differ in one area
_NEAR = 0.09  # in Oklab: shades of one gradient
_GREY = 0.035  # chroma below which a colour has no hue
_NAMES = (
    (12, "rose"), (42, "red"), (58, "orange"), (76, "amber"), (108, "yellow"), (128, "lime"), (158, "green"), (185, "emerald"), (212, "teal"),
    (240, "azure"), (285, "blue"), (305, "violet"), (335, "purple"), (358, "pink"), (361, "rose"),
)  # fmt: skip


class Hue(Struct, frozen=True):
    """A colour of a logo and its share of the area that isn't white or see-through."""

    rgb: str
    share: float

    @property
    def grey(self) -> bool:
        """Whether it is black, grey or white to the eye."""
        light, chroma, _ = to_oklch(self.rgb)
        return chroma < _GREY or light < 0.16

    @property
    def weight(self) -> float:
        """How good a main colour it is: large, and seen on white."""
        ratio = contrast(self.rgb, "FFFFFF")
        return self.share * (1.0 if ratio >= LEAST_CONTRAST else 0.85 if ratio >= SHAPE_CONTRAST else 0.6)


def main_hues(picture: Image) -> tuple[Hue, ...]:
    """The picture's colours, the largest first, each as it stands there most often; white and see-through dots don't count."""
    small = picture.convert("RGBA")
    small.thumbnail((SIDE, SIDE))
    dots = Counter("{:02X}{:02X}{:02X}".format(*dot[:3]) for dot in _inner(small))
    white = [rgb for rgb in dots if contrast(rgb, "FFFFFF") < 1.12]
    for rgb in white:
        del dots[rgb]
    return _gathered(dots)


def _inner(picture: Image) -> Iterator[Pixel]:
    """The dots that are like those to their left and above: a seam between two colours is no colour of its own."""
    dots, width = list(pixels(picture)), picture.width
    for n in range(width, len(dots)):
        dot = dots[n]
        if dot[3] >= 128 and all(
            abs(dot[c] - other[c]) <= _SEAM for other in (dots[n - 1], dots[n - width]) for c in range(4)
        ):
            yield dot


def pixels(picture: Image) -> Iterable[Pixel]:
    """The dots of an RGBA picture, row by row."""
    data = picture.tobytes()
    return zip(data[0::4], data[1::4], data[2::4], data[3::4], strict=True)


def _gathered(dots: Counter[str]) -> tuple[Hue, ...]:
    """Shades of one colour as one, under the name of the most frequent."""
    total = sum(dots.values())
    groups: dict[str, int] = {}
    for rgb, count in sorted(dots.items(), key=lambda item: (-item[1], item[0])):
        home = next((other for other in groups if near(rgb, other)), None)
        if home is not None:
            groups[home] += count
        elif count >= 0.002 * total:  # a rare shade is no beginning of a group of its own
            groups[rgb] = count
    found = sorted((Hue(rgb, count / total) for rgb, count in groups.items()), key=lambda hue: (-hue.share, hue.rgb))
    return tuple(hue for hue in found if hue.share >= _LEAST[hue.grey])


def near(one: str, other: str) -> bool:
    """Whether two colours are shades of one."""
    return distance(one, other) < _NEAR


def called(rgb: str, taken: Iterable[str] = ()) -> str:
    """What to call a colour in a palette: `blue`, `deep-blue`, `pale-teal`, `grey`; with a number where that is taken."""
    light, chroma, hue = to_oklch(rgb)
    if chroma < _GREY or light < 0.16:
        name = "ink" if light < 0.35 else "grey" if light < 0.85 else "paper"
    elif 20 < hue < 95 and chroma < 0.1 and light < 0.66:
        name = "deep-brown" if light < 0.36 else "brown"
    else:
        name = next(word for end, word in _NAMES if hue < end)
        name = f"deep-{name}" if light < 0.36 else f"pale-{name}" if light > 0.86 and chroma < 0.12 else name
    known = set(taken)
    return next(each for n in range(1, 99) if (each := name if n == 1 else f"{name}-{n}") not in known)
