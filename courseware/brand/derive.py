"""Everything of a brand that follows from what it says: the one place where colours and typefaces are derived.

From a name, one colour and a logo a whole house style follows. Colours are moved in Oklch (lightness, chroma, hue; https://bottosson.github.io/posts/oklab/),
where equal steps look equal.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from courseware.brand.colors import (
    BODY_CONTRAST,
    LEAST_CONTRAST,
    RULE,
    SHAPE_CONTRAST,
    contrast,
    difference,
    distance,
    from_oklch,
    luminance,
    mix,
    on,
    reach,
    to_oklch,
)

PRIMARY, GROUND = "1F4E79", "FFFFFF"
"""What a brand has that names no colours at all."""
BODY, MONO = "Calibri", "Courier New"
"""Typefaces that every Office machine has, and of which print has a metric twin."""
SERIES = 6
"""How many accents a theme has: the primary colour and five that follow."""
_SEEN = 0.028  # from this distance in Oklab on, a pale ground is seen beside the plain one
_WISHES = ((0.09, 0.04), (0.075, 0.036), (0.065, 0.036), (0.05, 0.02), (0.0, 0.0))
"""How far two accents are to be apart for every eye, and in lightness: the most that there is a choice for. 0.02 is just seen."""
_GREY = 0.45  # how much lightness counts beside colour: a copier leaves nothing else
_FAINT = 0.12  # nearer to the ground in Oklab, nobody sees that a panel or a rule has a colour
_NEARLY = (
    3.5  # from this contrast to white on, a colour becomes dark enough for white words without looking like another
)
_MUD = (85.0, 125.0)  # hues that look like mud where they are dark

# Colours that go beside each other on one slide, at several depths, so that eyes of every kind and a grey copier find six that differ.
_SWATCHES = (
    "1F5FA8", "4C9BD6", "14808C", "0B5D57", "3C8F5A", "B98A00", "D9792B", "B5432F", "7D2A3A", "B0487F", "8A6BB8", "4B3A80", "5E7387", "2E4057",
    "8A5A35",
)  # fmt: skip
_DEPTHS = (0.0, -0.05, 0.05, -0.1, 0.1, -0.025, 0.025, -0.075, 0.075)


def families(said: Mapping[str, str]) -> dict[str, str]:
    """The families of text, headings and code; `said` has `""` where the brand says nothing."""
    body = said["body"] or BODY
    return {"heading": said["heading"] or body, "body": body, "mono": said["mono"] or MONO}


def complete(given: Mapping[str, str]) -> dict[str, str]:
    """`given` with every semantic name of brand.yml and every name of the palette.

    What is given stays as it is; what isn't is derived from `primary` and `background`, so that text has 7:1 and all
    else that is read 4.5:1.
    """
    colors = dict(given)

    def default(name: str, value: str) -> str:
        return colors.setdefault(name, value)

    ground = default("background", GROUND)
    primary = default("primary", PRIMARY)
    text = default("foreground", reach(_ink(primary), 2 * BODY_CONTRAST - 2, ground))
    default("heading", text)
    tint = default("tint", _tint(primary, ground))
    default("muted", reach(mix(text, ground, 0.62), LEAST_CONTRAST, ground, tint))
    default("rule", mix(text, ground, RULE))
    default("dark-text", on(default("dark", _dark(primary))))
    default("light", _tint(primary, "FFFFFF"))
    default("link", reach(primary, LEAST_CONTRAST, ground, tint))
    good = default("success", "1B7A46")
    bad = default("danger", "B3261E")
    default("warning", "8A5A00")
    default("info", colors["link"])
    accent = default("accent", _accent(primary, ground))
    named = [colors[name] for name in ("secondary", "tertiary") if name in colors]
    named += [colors[f"accent{n}"] for n in range(2 + len(named), SERIES + 1) if f"accent{n}" in colors]
    accents = (*named, *spread((accent, *named), (ground, text), max(SERIES - 1 - len(named), 0)))
    for n, value in enumerate(accents[: SERIES - 1], 2):
        default(f"accent{n}", value)
    default("secondary", colors["accent2"])
    default("tertiary", colors["accent3"])
    default("ground", ground)
    default("text", text)
    default("accent-text", on(colors["accent"], ground, text))
    default("good", reach(good, LEAST_CONTRAST, ground, tint))
    default("bad", reach(bad, LEAST_CONTRAST, ground, tint))
    return colors


def _accent(primary: str, ground: str) -> str:
    """The primary colour as panels have it: to be seen on the ground, and a shade deeper where white words would only just fall short of 4.5:1."""
    if distance(primary, ground) < _FAINT:
        return reach(primary, SHAPE_CONTRAST, ground)
    return (
        reach(primary, LEAST_CONTRAST, "FFFFFF") if _NEARLY <= contrast(primary, "FFFFFF") < LEAST_CONTRAST else primary
    )


def _ink(primary: str) -> str:
    """Nearly black, with a breath of the primary colour."""
    _, chroma, hue = to_oklch(primary)
    return from_oklch(0.25, min(0.25 * chroma, 0.025), hue)


def _dark(primary: str) -> str:
    """A dark ground of the primary's hue that white text has 12:1 on; what is dark enough stays itself."""
    if contrast(primary, "FFFFFF") >= 12:
        return primary
    _, chroma, hue = to_oklch(primary)
    most = 0.02 if _MUD[0] <= hue <= _MUD[1] else 0.065
    return reach(from_oklch(0.28, min(0.5 * chroma, most), hue), 12.0, "FFFFFF")


def _tint(primary: str, ground: str) -> str:
    """The palest ground of the primary colour that is seen beside the plain one; a grey where the primary is all but the ground itself."""
    for share in (0.06, 0.08, 0.1, 0.13, 0.17, 0.22, 0.3):
        found = mix(primary, ground, share)
        if distance(found, ground) >= _SEEN:
            return found
    return mix(on(ground), ground, 0.05)


def spread(chosen: Sequence[str], inks: tuple[str, str], count: int) -> tuple[str, ...]:
    """`count` more colours for shapes on a ground, each as far as can be from all before it, for every kind of eye and in grey.

    `inks` are the ground and the text: one of them can be read on each colour.
    """
    ground, _ = inks
    taken = list(chosen)
    candidates = _candidates(inks)
    for _ in range(count):
        free = next(found for apart, step in _WISHES if (found := _far(candidates, taken, apart, step)))
        best = max(free, key=lambda one: min(told(one, other) for other in (*taken, ground)))
        candidates.remove(best)
        taken.append(best)
    return tuple(taken[len(chosen) :])


def _far(candidates: Sequence[str], taken: Sequence[str], apart: float, step: float) -> list[str]:
    """Those that every eye sees at least `apart` from all that are taken, and a copier `step` lighter or darker."""
    return [
        one
        for one in candidates
        if all(_gap(one, other) >= step and difference(one, other, rare=True) >= apart for other in taken)
    ]


def _candidates(inks: tuple[str, str]) -> list[str]:
    """Each swatch as it is, deeper and lighter, where it can be seen on the ground and written on; the plain ones first."""
    ground, _ = inks
    found = []
    for shift in _DEPTHS:
        for light, chroma, hue in map(to_oklch, _SWATCHES):
            rgb = from_oklch(light + shift, chroma, hue)
            readable = max(contrast(ink, rgb) for ink in inks) >= LEAST_CONTRAST
            found += [rgb] if contrast(rgb, ground) >= SHAPE_CONTRAST and readable else []
    return list(dict.fromkeys(found)) or [reach(rgb, SHAPE_CONTRAST, ground) for rgb in _SWATCHES]


def _gap(one: str, other: str) -> float:
    """How far apart two colours are on a grey copy, as lightness from 0 to 1."""
    return abs(_lightness(one) - _lightness(other))


def told(one: str, other: str) -> float:
    """How well two colours are told apart, by the eyes that do it worst and on a grey copy."""
    return difference(one, other, rare=True) + _GREY * _gap(one, other)


def _lightness(rgb: str) -> float:
    """Perceived lightness of what a copier makes of a colour (a cube root of luminance, as in Oklab)."""
    return float(luminance(rgb) ** (1 / 3))
