"""Each family and style of a brand is one file: the brand's own, a twin, or a stand-in that is said."""

from __future__ import annotations

import struct
from pathlib import Path

import pytest

from courseware.brand.read import read_brand
from courseware.files import Files, packaged_templates
from courseware.problems import CoursewareError

FOLDER = "templates/brands/ours"
CARLITO = packaged_templates() / "fonts/carlito"


def project(folder: Path, typography: str, **fonts: bytes) -> Files:
    """A project whose brand `ours` has this typography and these font files (`a` is a.ttf)."""
    brand = folder / FOLDER
    brand.mkdir(parents=True)
    (brand / "_brand.yml").write_text(f'color: {{primary: "#123456"}}\ntypography:\n{typography}')
    for name, data in fonts.items():
        (brand / f"{name}.ttf").write_bytes(data)
    return Files(folder)


def test_a_named_font_is_measured_with_its_twin_in_all_four_styles(tmp_path: Path) -> None:
    brand = read_brand(project(tmp_path, "  base: Arial\n  headings: Cambria\n"), "ours")
    files = {
        style: brand.font("Arial", *style).file.rsplit("/", 1)[1]
        for style in ((False, False), (True, False), (False, True), (True, True))
    }
    assert list(files.values()) == ["Arimo-Regular.ttf", "Arimo-Bold.ttf", "Arimo-Italic.ttf", "Arimo-BoldItalic.ttf"]
    assert brand.font("Cambria").file == "@templates/fonts/caladea/Caladea-Regular.ttf"
    assert brand.font("Courier New").file == "@templates/fonts/cousine/Cousine-Regular.ttf"
    assert (brand.font("Arial").family, brand.font("Arial").stand_in, brand.warnings) == ("Arial", "", ())


@pytest.mark.parametrize(
    ("family", "stand_in"), [("Aptos", "Arimo"), ("Georgia", "Caladea"), ("Nobody's Sans", "Arimo")]
)
def test_a_font_without_a_twin_is_measured_with_the_nearest_and_warned_of(
    family: str, stand_in: str, tmp_path: Path
) -> None:
    brand = read_brand(project(tmp_path, f'  base: "{family}"\n'), "ours")
    assert (brand.font(family).family, brand.font(family).stand_in) == (family, stand_in)
    (problem,) = brand.warnings
    assert problem.fact == f"the font {family} doesn't come with the project; {stand_in} measures and prints it"
    assert problem.place.line == 3


def test_own_files_come_before_everything_else(tmp_path: Path) -> None:
    typography = """  fonts:
    - family: Calibri
      source: file
      files: [{path: a.ttf}, {path: b.ttf, weight: bold}, {path: a.ttf, style: italic}, {path: b.ttf, weight: 700, style: italic}]
  base: Calibri
"""
    regular, bold = ((CARLITO / f"Carlito-{style}.ttf").read_bytes() for style in ("Regular", "Bold"))
    brand = read_brand(project(tmp_path, typography, a=regular, b=bold), "ours")
    assert brand.font("Calibri").file == f"{FOLDER}/a.ttf"
    assert brand.font("Calibri", bold=True, italic=True).file == f"{FOLDER}/b.ttf"
    assert brand.warnings == ()


def test_a_style_without_a_file_takes_the_nearest_and_is_warned_of(tmp_path: Path) -> None:
    typography = "  fonts:\n    - {family: Ours, source: file, files: [a.ttf]}\n  base: Ours\n"
    brand = read_brand(project(tmp_path, typography, a=(CARLITO / "Carlito-Regular.ttf").read_bytes()), "ours")
    assert brand.font("Ours", bold=True).file == f"{FOLDER}/a.ttf"
    assert [problem.fact for problem in brand.warnings] == ["Ours has no file for bold, italic, bold italic"]


def variable() -> bytes:
    """The head of a TrueType file with the one table `fvar`."""
    return b"\0\1\0\0" + struct.pack(">HHHH", 1, 16, 0, 0) + b"fvar" + struct.pack(">III", 0, 28, 0)


@pytest.mark.parametrize(
    ("data", "fact"),
    [(b"wOF2....", "a web font"), (b"GIF89a..", "is not a font file"), (variable(), "is a variable font")],
)
def test_files_that_cannot_be_measured_are_refused(data: bytes, fact: str, tmp_path: Path) -> None:
    typography = "  fonts:\n    - {family: Ours, source: file, files: [a.ttf]}\n  base: Ours\n"
    with pytest.raises(CoursewareError, match=fact):
        read_brand(project(tmp_path, typography, a=data), "ours")
