"""Which colours the series of a chart have: the theme's, in an order in which every eye and a grey copier tell them apart."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast, difference, luminance, mix
from courseware.chart.plan import Tone
from courseware.deck.kit import Ink
from courseware.scene import Paint

NAMES = ("accent", "accent2", "accent3", "accent4", "accent5", "accent6", "text", "muted")
TINTS = (1.0, 0.75, 0.55, 0.38)
"""Each colour of the theme also comes in lighter kinds, so that more series than the theme has colours differ."""
FAINTEST = 1.5
"""A filled area has at least this contrast to the ground; bars and slices are told by their edges and labels too."""
MOST = 12
_NEUTRAL = 0.15
"""How much greys step back: beside colours they look as if they counted less."""
_GREY = 0.9
"""How much a difference in lightness counts beside one in colour."""
_MUTE = 0.2
"""How much a line's colour steps back that no label can be written on: its markers' labels stand on it."""
_TEXTS = ("ground", "text", "accent-text")
"""What values on a mark may be written in."""
_DASHES = ("", "dash", "dot")
_MARKERS = ("circle", "square", "diamond", "triangle")


def chart_tones(palette: Mapping[str, Ink], chosen: Sequence[str] = (), lines: bool = False) -> tuple[Tone, ...]:
    """Up to twelve looks for series on the palette's ground, the accent first; `chosen` are names of colours that the brand puts first.

    `lines` keeps to colours that a thin line can be seen in (3:1). Each look differs from its neighbours in lightness, and in
    dash and marker.
    """
    ground = palette["ground"].rgb
    least = SHAPE_CONTRAST if lines else FAINTEST
    first = [Paint(name) for name in chosen if name in palette] or [Paint("accent")]
    paints = list(first)
    candidates = [Paint(name, tint) for tint in TINTS for name in NAMES if name in palette]
    seen = {each: _rgb(each, palette, ground) for each in candidates}
    written = {each: contrast(_on(seen[each], palette), seen[each]) >= LEAST_CONTRAST for each in candidates}
    candidates = [each for each in candidates if contrast(seen[each], ground) >= least and (lines or written[each])]
    taken = [_rgb(each, palette, ground) for each in paints]
    while len(paints) < MOST and (candidates := [each for each in candidates if seen[each] not in taken]):
        best = max(candidates, key=lambda each: _apart(seen[each], taken, each, lines) - (not written[each]) * _MUTE)
        paints.append(best)
        taken.append(seen[best])
    return tuple(_tone(number, paint, palette, ground) for number, paint in enumerate(paints))


def _rgb(paint: Paint, palette: Mapping[str, Ink], ground: str) -> str:
    return mix(palette[paint.name].rgb, ground, paint.tint)


def _apart(rgb: str, taken: Sequence[str], paint: Paint, lines: bool) -> float:
    """How well a colour is told from those before it, in colour and in grey; full colours of the theme come before tinted and neutral ones.

    Lines are told in grey by their dashes and markers, so that colour counts more there.
    """
    grey = _GREY / 3 if lines else _GREY
    apart = min(difference(rgb, other) + grey * abs(_light(rgb) - _light(other)) for other in taken)
    liking = (0.3 if lines else 0.12) if paint.tint == 1.0 else 0.05 if paint.tint >= 0.5 else 0.0
    return apart + liking - (0.0 if "accent" in paint.name else _NEUTRAL)


def _light(rgb: str) -> float:
    """Perceived lightness from 0 to 1 (a cube root of luminance, as in CIE L*)."""
    return float(luminance(rgb) ** (1 / 3))


def _tone(number: int, paint: Paint, palette: Mapping[str, Ink], ground: str) -> Tone:
    rgb = _rgb(paint, palette, ground)
    on = next(name for name in _TEXTS if palette[name].rgb == _on(rgb, palette))
    return Tone(
        paint,
        Paint(on),
        _DASHES[number % len(_DASHES)],
        _MARKERS[number % len(_MARKERS)],
        number // len(_MARKERS) % 2 == 1,
    )


def _on(rgb: str, palette: Mapping[str, Ink]) -> str:
    """The colour for text on `rgb`: the first of the palette's that can be read, else the best of them."""
    choices = [palette[name].rgb for name in _TEXTS]
    readable = (each for each in choices if contrast(each, rgb) >= LEAST_CONTRAST)
    return next(readable, max(choices, key=lambda each: contrast(each, rgb)))
