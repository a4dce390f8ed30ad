"""Colours: contrast as WCAG 2 defines it, and what a brand doesn't name derived from what it does.

A colour is six hexadecimal digits (`0B6E4F`). Shares and ratios are plain numbers.
"""

from __future__ import annotations

import colorsys
from collections.abc import Iterable, Mapping
from functools import cache
from math import dist

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

# Hues that stay apart for people who see red and green alike (after Okabe and Ito); lightness is fitted to the ground.
_SPREAD = ("0072B2", "D55E00", "009E73", "CC79A7", "E69F00", "56B4E9", "6A4C93", "7A5230")

# Machado, Oliveira and Fernandes (2009): what is left of a linear colour for full protanopia and deuteranopia.
_BLIND = (
    ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
)


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
    """A colour as three kinds of eyes see it, in Oklab (https://bottosson.github.io/posts/oklab/)."""
    red, green, blue = _linear(rgb)
    less = [[max(a * red + b * green + c * blue, 0.0) for a, b, c in matrix] for matrix in _BLIND]
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


def difference(one: str, other: str) -> float:
    """How far apart two colours look, in Oklab, to the eyes that tell them apart least; 0.02 is just to be seen."""
    return min(dist(first, second) for first, second in zip(_seen(one), _seen(other), strict=True))


def spread(chosen: Iterable[str], ground: str, count: int) -> tuple[str, ...]:
    """`count` (up to 8) more colours for shapes on `ground`, each as far as can be from all before it for every eye."""
    taken = [*chosen, ground]
    candidates = [reach(rgb, SHAPE_CONTRAST, ground) for rgb in _SPREAD]
    for _ in range(count):
        best = max(candidates, key=lambda one: min(difference(one, other) for other in taken))
        candidates.remove(best)
        taken.append(best)
    return tuple(taken[len(taken) - count :])


def complete(given: Mapping[str, str]) -> dict[str, str]:
    """`given` with every semantic name of brand.yml and every name of the palette.

    What is given stays as it is; what isn't is derived from `primary` and `background`, so that text has 7:1 and all
    else that is read 4.5:1.
    """
    colors = dict(given)

    def default(name: str, value: str) -> str:
        return colors.setdefault(name, value)

    ground = default("background", "FFFFFF")
    primary = default("primary", "1F4E79")
    hue, _, saturation = colorsys.rgb_to_hls(*channels(primary))
    ink = _digits(colorsys.hls_to_rgb(hue, 0.14, min(saturation, 0.3)))
    text = default("foreground", reach(ink, 2 * BODY_CONTRAST - 2, ground))
    default("heading", text)
    tint = default("tint", mix(primary, ground, 0.06))
    default("muted", reach(mix(text, ground, 0.62), LEAST_CONTRAST, ground, tint))
    default("rule", mix(text, ground, RULE))
    default("dark-text", on(default("dark", reach(primary, 12.0, "FFFFFF"))))
    default("light", mix(primary, "FFFFFF", 0.06))
    default("link", reach(primary, LEAST_CONTRAST, ground, tint))
    good = default("success", "1B7A46")
    bad = default("danger", "B3261E")
    default("warning", "8A5A00")
    default("info", colors["link"])
    named = [colors[name] for name in ("secondary", "tertiary") if name in colors]
    named += [colors[f"accent{n}"] for n in range(2 + len(named), 7) if f"accent{n}" in colors]
    accents = (*named, *spread((primary, *named), ground, max(5 - len(named), 0)))
    for n, value in enumerate(accents[:5], 2):
        default(f"accent{n}", value)
    default("secondary", colors["accent2"])
    default("tertiary", colors["accent3"])
    default("ground", ground)
    default("text", text)
    default("accent", primary)
    default("accent-text", on(colors["accent"], ground, text))
    default("good", reach(good, LEAST_CONTRAST, ground, tint))
    default("bad", reach(bad, LEAST_CONTRAST, ground, tint))
    return colors


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
