"""Whether the logos of a brand are fit for slides and print, on light and on dark."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.brand.model import Brand, Logo
from courseware.branding.findings import LOOK, OK, SAID, WRONG, Row, Section
from courseware.branding.pictures import open_logo
from courseware.deck.kit import Kit
from courseware.files import Files
from courseware.problems import CoursewareError

BOX = (144.0, 56.0)
"""The room that a logo has on the house's cover, in points."""
FINE, LEAST = 300, 200
"""Dots an inch that print wants, and that are still sharp."""
_LONG, _TALL = 8.0, 0.5


def logo_section(brand: Brand, kit: Kit, files: Files) -> Section:
    """A row for each logo, and one for what is missing."""
    if not brand.logos:
        return Section(
            "logo", (Row("logo", LOOK, ("the brand has none",), "write logo: logo.svg, a file in the brand's folder"),)
        )
    rows: list[Row] = []
    for name, logo in brand.logos.items():
        for file, kind in ((logo.file, name), (logo.dark, f"{name}, dark")):
            if file:
                rows += _rows(file, kind, files)
        if not logo.alt and name in ("small", "medium", "large"):
            rows.append(Row(name, LOOK, ("has no words for people who don't see it",), "add alt:"))
    rows += _missing(brand, kit)
    return Section("logo", tuple(rows))


def _rows(file: str, kind: str, files: Files) -> Iterator[Row]:
    name = file.rpartition("/")[2]
    data = files.read(file)
    try:
        picture = open_logo(data, file, files)
    except CoursewareError as error:
        yield Row(name, WRONG, (kind, error.problems[0].fact), error.problems[0].hint)
        return
    ratio = picture.width / picture.height
    wide = min(BOX[0], BOX[1] * ratio)
    if file.lower().endswith(".svg"):
        words = b"<text" in data
        state, said, way = (
            (LOOK, "drawing with text", "save its text as paths: it is set in a font of ours")
            if words
            else (OK, "drawing", "")
        )
    else:
        dpi = picture.width / wide * 72
        state = OK if dpi >= FINE else SAID if dpi >= LEAST else LOOK
        said = f"{picture.width} x {picture.height} dots, {dpi:.0f} an inch on the cover"
        way = "" if dpi >= LEAST else f"ask for an SVG, or at least {round(wide / 72 * FINE, -1):.0f} dots across"
    yield Row(name, state, (kind, said, f"{ratio:.1f}:1"), way)
    if not _TALL <= ratio <= _LONG:
        shape = "long" if ratio > 1 else "tall"
        yield Row(
            name,
            LOOK,
            (kind, f"is so {shape} that it will be small"),
            "take a form that is more compact for logo: medium:",
        )


def _missing(brand: Brand, kit: Kit) -> Iterator[Row]:
    logo: Logo | None = brand.logo
    if logo is not None and not logo.dark:
        plates = "it stands on a light plate on dark slides" if not brand.template else "print sets it on white only"
        yield Row(
            "for dark grounds",
            LOOK,
            (f"there is no light logo: {plates}",),
            "add logo: medium: {light: ..., dark: logo-dark.svg}",
        )
