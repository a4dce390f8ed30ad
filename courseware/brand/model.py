"""A provider's house style as data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from courseware.problems import NOWHERE, Place, Problem


class FontFile(Struct, frozen=True):
    """The one file that a family and style is measured, printed and drawn with.

    `family` is the name written into PowerPoint files (`Calibri`); `file` is a name for `Files`; `stand_in` names the
    family of the file where it is no metric twin of `family`, else `""`.
    """

    family: str
    bold: bool
    italic: bool
    file: str
    stand_in: str = ""


class Logo(Struct, frozen=True):
    """A logo: `file` (a name for `Files`; PNG, JPEG or SVG) for light grounds and, if there is one, for dark ones."""

    file: str
    alt: str
    dark: str = ""


class Brand(Struct, frozen=True, kw_only=True):
    """A provider's house style. `folder` is a name for `Files` (`@templates/brands/house`, `@brand/acme`).

    `colors` maps names to six hexadecimal digits: brand.yml's semantic names (foreground, background, primary,
    secondary, tertiary, success, info, warning, danger, light, dark), the brand's own, and those of `Kit.palette`; none
    is ever missing. `families`: heading, body, mono. `fonts` resolves (family, bold, italic). `logo` is the medium one
    of `logos` (medium, large, small, and the names of `logo.images`). `heading_bold` says whether titles are bold.
    `footer` has fields in braces (`{code}`). `template` is the provider's presentation, `""` for the house's base;
    `open` is what the file leaves to that presentation's theme: `colors`, `families`.
    `layouts` maps roles to layout names of it.
    `settings` are the further keys under `defaults.courseware`, validated (`brand.settings.handout`).
    """

    name: str
    title: str
    folder: str
    colors: Mapping[str, str]
    families: Mapping[str, str]
    fonts: Mapping[tuple[str, bool, bool], FontFile]
    logo: Logo | None = None
    logos: Mapping[str, Logo] = field(default_factory=dict)
    heading_bold: bool = True
    template: str = ""
    open: tuple[str, ...] = ()
    layouts: Mapping[str, str] = field(default_factory=dict)
    keep_slides: tuple[Mapping[str, Any], ...] = ()
    legal: tuple[str, ...] = ()
    footer: str = ""
    paper: str = "A4"
    fit: Mapping[str, Any] = field(default_factory=dict)
    vars: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    settings: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[Problem, ...] = ()
    place: Place = NOWHERE

    def font(self, family: str, bold: bool = False, italic: bool = False) -> FontFile:
        """The file for a family and style; an unknown family takes the body's, a missing style the regular one's."""
        for key in ((family, bold, italic), (family, False, False), (self.families["body"], bold, italic)):
            if key in self.fonts:
                return self.fonts[key]
        return self.fonts[(self.families["body"], False, False)]
