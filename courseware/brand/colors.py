"""Colours: contrast as WCAG 2 defines it, how people see them, and the palette that a kit has of a brand.

A colour is six hexadecimal digits (`0B6E4F`). Shares and ratios are plain numbers.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from math import atan2, cos, degrees, dist, hypot, radians, sin

from courseware.brand.model import Brand
from courseware.deck.kit import Ink

BODY_CONTRAST = 7.0  # WCAG 1.4.6, level AAA: text is read from the back of a room
LEAST_CONTRAST = 4.5  # WCAG 1.4.3, level AA
SHAPE_CONTRAST = 3.0  # WCAG 1.4.11: lines and areas that carry meaning

SCHEME = {
    "ground": "bg1",
    "text": "tx1",
    "tint": "bg2",
    "muted": "tx2",
    "accent": "accent1",
    "accent2": "accent2",
    "accent3": "accent3",
    "accent4": "accent4",
    "accent5": "accent5",
    "accent6": "accent6",
    "link": "hlink",
}
"""Palette name -> the name of the theme's colour that holds it in our base presentation."""

RULE = 0.28
"""How much of the text's colour hairlines have."""
PALETTE = (*SCHEME, "accent-text", "rule", "good", "bad")

# Machado, Oliveira and Fernandes (2009): what is left of a linear colour for full protanopia, deuteranopia and tritanopia.
BLIND = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def channels(rgb: str) -> tuple[float, float, float]:
    """Red, green and blue from 0 to 1."""
    return int(rgb[0:2], 16) / 255, int(rgb[2:4], 16) / 255, int(rgb[4:6], 16) / 255


def _digits(values: Iterable[float]) -> str:
    return "".join(f"{round(min(max(value, 0.0), 1.0) * 255):02X}" for value in values)


def _linear(rgb: str) -> tuple[float, float, float]:
    red, green, blue = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in channels(rgb))
    return red, green, blue


@cache
def luminance(rgb: str) -> float:
    """Relative luminance from 0 (black) to 1 (white), https://www.w3.org/TR/WCAG22/#dfn-relative-luminance."""
    red, green, blue = _linear(rgb)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours from 1 to 21, https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mix(rgb: str, ground: str, share: float) -> str:
    """`share` of `rgb` on the rest of `ground`: 1 is the full colour, 0.05 a pale ground."""
    return _digits(share * a + (1 - share) * b for a, b in zip(channels(rgb), channels(ground), strict=True))


@cache
def reach(rgb: str, ratio: float, *grounds: str) -> str:
    """The colour nearest to `rgb`, of its hue, with at least `ratio` to every ground; else black or white."""
    goal = max(("000000", "FFFFFF"), key=lambda end: min(contrast(end, ground) for ground in grounds))
    for step in range(51):
        found = mix(goal, rgb, step / 50)
        if all(contrast(found, ground) >= ratio for ground in grounds):
            return found
    return goal


def on(fill: str, *choices: str) -> str:
    """The colour for text on `fill`: the first of `choices`, white and black that reaches 4.5:1."""
    return next((c for c in (*choices, "FFFFFF", "000000") if contrast(c, fill) >= LEAST_CONTRAST), "000000")


@cache
def _seen(rgb: str) -> tuple[tuple[float, float, float], ...]:
    """A colour as four kinds of eyes see it, in Oklab (https://bottosson.github.io/posts/oklab/)."""
    red, green, blue = _linear(rgb)
    less = [[max(a * red + b * green + c * blue, 0.0) for a, b, c in matrix] for matrix in BLIND.values()]
    return tuple(_oklab(*view) for view in ((red, green, blue), *less))


def _oklab(red: float, green: float, blue: float) -> tuple[float, float, float]:
    long = (0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue) ** (1 / 3)
    medium = (0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue) ** (1 / 3)
    short = (0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue) ** (1 / 3)
    return (
        0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short,
    )


@cache
def to_oklch(rgb: str) -> tuple[float, float, float]:
    """Lightness (0 to 1), chroma (0 to about 0.32) and hue (degrees) of a colour."""
    light, red, yellow = _oklab(*_linear(rgb))
    return light, hypot(red, yellow), degrees(atan2(yellow, red)) % 360


def from_oklch(light: float, chroma: float, hue: float) -> str:
    """The colour of this lightness, chroma and hue; where no screen has it, with less chroma."""
    for step in range(21):
        share = chroma * (1 - step / 20)
        found = _from_oklab(light, share * cos(radians(hue)), share * sin(radians(hue)))
        if all(-0.0005 <= value <= 1.0005 for value in found):
            break
    return _digits(v * 12.92 if v <= 0.0031308 else 1.055 * v ** (1 / 2.4) - 0.055 for v in found)


def distance(one: str, other: str) -> float:
    """How far apart two colours are to the usual eye: their distance in Oklab, 1 from black to white."""
    return dist(_seen(one)[0], _seen(other)[0])


def _from_oklab(light: float, red: float, yellow: float) -> tuple[float, float, float]:
    long = (light + 0.3963377774 * red + 0.2158037573 * yellow) ** 3
    medium = (light - 0.1055613458 * red - 0.0638541728 * yellow) ** 3
    short = (light - 0.0894841775 * red - 1.2914855480 * yellow) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * medium + 1.7076147010 * short,
    )


def difference(one: str, other: str, rare: bool = False) -> float:
    """How far apart two colours look, in Oklab, to the kind of eyes that tells them apart least; 0.02 is just to be seen.

    Tritanopia, which one in ten thousand has, counts where `rare`.
    """
    views = len(BLIND) + 1 if rare else len(BLIND)
    return min(dist(first, second) for first, second in zip(_seen(one)[:views], _seen(other)[:views], strict=True))


def palette(brand: Brand) -> dict[str, Ink]:
    """The palette of `Kit` for our base presentation: a colour and, where the theme holds it, the theme's name for it.

    The brand's further colours (`dark`, `secondary`, the names of its own palette) follow; those that no colour of the
    theme equals stay as they are when a slide moves into another deck.
    """
    colors = brand.colors
    inks = {name: Ink(colors[name], scheme) for name, scheme in SCHEME.items()}
    inks["rule"] = Ink(colors["rule"], "tx1", RULE)
    held = {ink.rgb: ink.scheme for ink in reversed(inks.values())}
    for name, rgb in colors.items():
        inks.setdefault(name, Ink(rgb, held.get(rgb, "")))
    return inks
