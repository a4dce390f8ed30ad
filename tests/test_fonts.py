"""The fonts that come with the project are whole, may be given on, and measure like the fonts they stand for."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
import yaml
from fontTools.ttLib import TTFont

FOLDER = Path(__file__).parent.parent / "templates" / "fonts"
FONTS: dict[str, Any] = yaml.safe_load((FOLDER / "fonts.yml").read_text(encoding="utf-8"))
LENDERS = [name for name, family in FONTS["families"].items() if family["kind"] == "lender"]
FAMILIES = [name for name in FONTS["families"] if name not in LENDERS]
FILES = [(name, style) for name, family in FONTS["families"].items() for style in family["files"]]

# The models' own numbers: units to the em, the height of a line (ascent, descent and gap), and advance widths.
MODELS = {
    "Calibri": (2048, 2500, {"a": 981, "e": 1019, "n": 1076, "o": 1080, "H": 1276, " ": 463}),
    "Cambria": (1000, 1172, {"a": 488, "e": 488, "n": 558, "o": 531, "H": 687, " ": 220}),
    "Arial": (2048, 2355, {"a": 1139, "e": 1139, "n": 1139, "W": 1933, "H": 1479, " ": 569}),
    "Times New Roman": (2048, 2355, {"a": 909, "e": 909, "n": 1024, "o": 1024, "H": 1479, " ": 512}),
    "Courier New": (2048, 2320, {"a": 1229, "i": 1229, "W": 1229, " ": 1229}),
}


def opened(family: str, style: str) -> Any:
    return TTFont(BytesIO((FOLDER / FONTS["families"][family]["files"][style]).read_bytes()))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_family_of_text_has_four_styles(family: str) -> None:
    assert list(FONTS["families"][family]["files"]) == ["regular", "bold", "italic", "bold-italic"]


@pytest.mark.parametrize("family", FONTS["families"])
def test_every_family_has_its_licence(family: str) -> None:
    described = FONTS["families"][family]
    licence = (FOLDER / described["licence"]).read_text(encoding="utf-8")
    named = {
        "OFL-1.1": "SIL OPEN FONT LICENSE Version 1.1",
        "Apache-2.0": "Apache License",
        "Bitstream-Vera": "Bitstream Vera is a trademark",
    }
    assert named[described["licence-id"]] in licence


def test_every_file_in_the_folder_is_described() -> None:
    described = {FOLDER / path for family in FONTS["families"].values() for path in family["files"].values()}
    assert set(FOLDER.glob("*/*.ttf")) == described


@pytest.mark.parametrize(("family", "style"), FILES)
def test_a_font_is_static_and_may_be_embedded(family: str, style: str) -> None:
    font = opened(family, style)
    assert font["name"].getDebugName(1) == family
    assert "glyf" in font
    assert "fvar" not in font
    assert font["OS/2"].fsType in (0, 8), "it may be embedded, in files that can be edited too"
    assert (font["OS/2"].usWeightClass >= 700) == ("bold" in style)
    assert bool(font["OS/2"].fsSelection & 1) == ("italic" in style)


@pytest.mark.parametrize(("family", "style"), [case for case in FILES if case[0] in FAMILIES and case[0] != "Cousine"])
def test_a_font_has_kerning(family: str, style: str) -> None:
    font = opened(family, style)
    assert "kern" in {record.FeatureTag for record in font["GPOS"].table.FeatureList.FeatureRecord}


@pytest.mark.parametrize("model", MODELS)
def test_a_twin_has_the_widths_and_the_line_height_of_its_model(model: str) -> None:
    em, line, widths = MODELS[model]
    font = opened(FONTS["twins"][model], "regular")
    names, advances, heights = font.getBestCmap(), font["hmtx"], font["hhea"]
    assert font["head"].unitsPerEm == em
    assert {letter: advances[names[ord(letter)]][0] for letter in widths} == widths
    assert heights.ascent - heights.descent + heights.lineGap == line


def test_whatever_stands_for_a_font_comes_with_the_project() -> None:
    standing = [*FONTS["twins"].values(), *FONTS["stand-ins"].values(), *FONTS["default-stand-ins"].values()]
    assert set(standing) <= set(FONTS["families"])


def test_whoever_lends_characters_comes_with_the_project() -> None:
    assert [lender["family"] for lender in FONTS["lenders"]] == LENDERS
    assert {lender["slot"] for lender in FONTS["lenders"]} <= {"ea", "cs", "sym"}


def test_no_font_is_both_a_twin_and_a_stand_in() -> None:
    assert not set(FONTS["twins"]) & set(FONTS["stand-ins"])


def test_every_office_font_can_be_measured() -> None:
    assert set(FONTS["office"]) <= set(FONTS["twins"]) | set(FONTS["stand-ins"])
