"""What a new brand is proposed to be, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from courseware.brand.colors import LEAST_CONTRAST, contrast
from courseware.branding.hues import Hue, called


class Shade(Struct, frozen=True):
    """A colour of the palette: its name, what it is, and where it was found."""

    name: str
    rgb: str
    why: str = ""


class Proposal(Struct, frozen=True, kw_only=True):
    """A house style as far as a source says it.

    `semantic` maps brand.yml's names to names of the `palette`, `accents` our names of a theme's further accents. `logo` and `dark` are names of
    `files`; `families` has base, headings and the headings' weight; `system` are families that the readers' machines must have. `slides` are titles of
    the template's own slides by number; `notes` tell what was done.
    """

    title: str
    palette: tuple[Shade, ...] = ()
    semantic: Mapping[str, str] = field(default_factory=dict)
    accents: Mapping[str, str] = field(default_factory=dict)
    logo: str = ""
    dark: str = ""
    families: Mapping[str, str] = field(default_factory=dict)
    system: tuple[str, ...] = ()
    template: str = ""
    legal: tuple[str, ...] = ()
    slides: tuple[tuple[int, str], ...] = ()
    files: Mapping[str, bytes] = field(default_factory=dict)
    notes: tuple[str, ...] = ()


def colours_of(hues: Sequence[Hue]) -> tuple[tuple[Shade, ...], dict[str, str]]:
    """A palette of a logo's colours, and which of them serves what: the largest that is seen on white leads."""
    shades: list[Shade] = []
    for hue in hues[:6]:
        name = called(hue.rgb, (shade.name for shade in shades))
        shades.append(Shade(name, hue.rgb, f"{hue.share:.0%} of the logo"))
    named = {shade.rgb: shade.name for shade in shades}
    bright = sorted((hue for hue in hues[:6] if not hue.grey), key=lambda hue: -hue.weight)
    lead = bright or sorted(hues[:6], key=lambda hue: -hue.share)
    semantic = dict(zip(("primary", "secondary", "tertiary"), (named[hue.rgb] for hue in lead), strict=False))
    dark = next((hue for hue in hues if hue.share >= 0.1 and contrast(hue.rgb, "FFFFFF") >= 12), None)
    if dark is not None:
        semantic["dark"] = named[dark.rgb]
        if dark.grey or dark.rgb != lead[0].rgb:
            semantic["foreground"] = named[dark.rgb]
    return tuple(shades), semantic


def measured(rgb: str) -> str:
    """What a comment tells of a colour: its contrast on white, and what that is good for."""
    ratio = contrast(rgb, "FFFFFF")
    if ratio < 1.3:
        return "a ground"
    use = "text and areas" if ratio >= LEAST_CONTRAST else "areas; text and links take a darker shade of it"
    return f"{ratio:.1f}:1 on white: {use}"
