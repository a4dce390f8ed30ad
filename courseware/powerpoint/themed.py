"""A brand that names no colours or fonts of its own takes those of its provider's presentation: for paper, as for the slides."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.brand.colors import LEAST_CONTRAST, luminance, reach
from courseware.brand.derive import complete
from courseware.brand.fonts import with_families
from courseware.brand.model import Brand
from courseware.files import Files
from courseware.powerpoint.package import read_package
from courseware.powerpoint.template import read_template
from courseware.powerpoint.theme import Palette, Theme
from courseware.problems import CoursewareError, Place

_PAPER = "FFFFFF"
_DARK = 0.4  # the luminance under which a theme's colour serves for text on paper


def with_theme(brand: Brand, files: Files) -> Brand:
    """The brand with the theme's colours and fonts, as far as its file leaves them open. A presentation that can't be read changes nothing: its faults are told
    where the deck is made.
    """
    if not brand.template or not brand.open:
        return brand
    try:
        masters = read_template(read_package(files.read(brand.template), brand.template)).masters
    except CoursewareError:
        return brand
    if not masters:
        return brand
    palette = masters[0].palette
    if "colors" in brand.open:
        brand = replace(brand, colors=complete(_on_paper(palette)))
    return _lettered(brand, palette.theme, files) if "families" in brand.open else brand


def _on_paper(palette: Palette) -> dict[str, str]:
    """The theme's colours on white: accents as they are, what is read in them dark enough."""
    ground, text = palette.named("bg1"), palette.named("tx1")
    words = min((text, ground), key=luminance)
    accents = {f"accent{n}": palette.named(f"accent{n}") for n in range(2, 7)}
    colors = {
        "primary": palette.named("accent1"),
        "background": _PAPER,
        **accents,
        "secondary": accents["accent2"],
        "tertiary": accents["accent3"],
    }
    colors["link"] = reach(palette.named("hlink"), LEAST_CONTRAST, _PAPER)
    if luminance(words) < _DARK:
        colors["foreground"] = words
    return colors


def _lettered(brand: Brand, theme: Theme, files: Files) -> Brand:
    families = {"heading": theme.major or brand.families["heading"], "body": theme.minor or brand.families["body"]}
    brand = with_families(brand, families.values(), files, Place(brand.template))
    return replace(brand, families={**brand.families, **families})
