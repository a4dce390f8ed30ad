"""The public brand.yml form, as its pages describe it: each way to say a thing comes to the same brand."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.files import packaged_templates
from tests.brand.test_read import FOLDER, SVG, project

PNG = b"\x89PNG\r\n\x1a\n"
FONTS = packaged_templates() / "fonts/carlito"

WHOLE = """
meta:
  name: {full: Harbour School of Trades, short: Harbour}
  link: {home: "https://harbour.example", linkedin: "https://links.example/harbour"}
logo:
  images:
    mark: {path: mark.svg, alt: The crane}
    wide: wide.png
    wide-pale: {path: pale.png, alt: Harbour in white}
  small: mark
  medium: {light: wide, dark: wide-pale}
  large: {path: wide.png, alt: Harbour School of Trades}
color:
  palette: {kelp: "#2F5D50", rope: "#C8A25B", deep: kelp, ink: "#16211E"}
  foreground: {light: ink, dark: "#F4F4EE"}
  background: {light: "#FFFFFF", dark: "#10201B"}
  primary: deep
  secondary: {light: rope, dark: "#E4C88E"}
  tertiary: "#7A4B2A"
  success: kelp
  info: "#27567C"
  warning: "#8A5A00"
  danger: "#9E2A2B"
  light: "#F4F4EE"
  dark: {dark: "#10201B"}
typography:
  fonts:
    - family: Harbour Sans
      source: file
      files:
        - regular.ttf
        - {path: bold.ttf, weight: 700}
        - {path: italic.ttf, weight: 400, style: oblique}
    - {family: Aptos, source: system, weight: [400, 700], style: [normal, italic], display: swap}
  base: {family: Harbour Sans, weight: 400, size: 11pt, line-height: 1.4}
  headings: {family: Aptos, weight: semi-bold, style: normal, color: primary, line-height: 1.1}
  monospace: {family: Courier New, size: 0.9em}
  monospace-inline: {color: deep, background-color: {light: "#F4F4EE", dark: "#222222"}}
  monospace-block: Courier New
  link: {color: info, decoration: underline, weight: 600}
defaults:
  bootstrap: {version: 5}
  quarto:
    format:
      html:
  shiny:
"""


def files(folder: Path, text: str) -> Brand:
    """The brand of this text, with the pictures and fonts that the examples name."""
    fonts = {name: (FONTS / f"Carlito-{name.capitalize()}.ttf").read_bytes() for name in ("regular", "bold", "italic")}
    pictures = {"mark_svg": SVG.encode(), "wide_png": PNG, "pale_png": PNG}
    return read_brand(
        project(folder, text, **pictures, **{f"{name}_ttf": data for name, data in fonts.items()}), "ours"
    )


def test_the_whole_form_is_read(tmp_path: Path) -> None:
    brand = files(tmp_path, WHOLE)
    assert (brand.title, brand.link) == ("Harbour School of Trades", "https://harbour.example")
    logos = {name: (logo.file, logo.dark, logo.alt) for name, logo in brand.logos.items()}
    assert logos["small"] == (f"{FOLDER}/mark.svg", "", "The crane")
    assert logos["medium"] == (f"{FOLDER}/wide.png", f"{FOLDER}/pale.png", "Harbour School of Trades")
    assert logos["large"] == (f"{FOLDER}/wide.png", "", "Harbour School of Trades")
    expected = {
        "primary": "2F5D50", "secondary": "C8A25B", "foreground": "16211E", "background": "FFFFFF", "success": "2F5D50", "dark": "10201B",
        "dark-text": "F4F4EE", "heading": "2F5D50", "link": "27567C", "rope": "C8A25B", "accent2": "C8A25B", "accent3": "7A4B2A",
    }  # fmt: skip
    assert {name: brand.colors[name] for name in expected} == expected
    assert brand.families == {"heading": "Aptos", "body": "Harbour Sans", "mono": "Courier New"}
    assert brand.font("Harbour Sans", italic=True).file == f"{FOLDER}/italic.ttf"
    assert brand.heading_bold
    assert [problem.fact for problem in brand.warnings] == ["Harbour Sans has no file for bold italic"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("meta: {name: A, links: {home: x}}", "meta: {name: A, link: {home: x}}"),
        ("color: {with: {a: red}, primary: a}", "color: {palette: {a: red}, primary: a}"),
        (
            'color: {palette: {a: red}, theme: {primary: a, dark: "#123"}}',
            'color: {palette: {a: red}, primary: a, dark: "#123"}',
        ),
        ("logo: {with: {a: wide.png}, small: a}", "logo: {images: {a: wide.png}, small: a}"),
        ("logo: wide.png", "logo: {path: wide.png}"),
        ("logo: {light: wide.png, dark: pale.png}", "logo: {medium: {light: wide.png, dark: pale.png}}"),
        (
            "logo: {images: {a: {light: wide.png, dark: pale.png}}, medium: a}",
            "logo: {images: {a: {light: wide.png, dark: pale.png}}, medium: {light: wide.png, dark: pale.png}}",
        ),
        (
            "typography: {font: [{family: O, source: file, files: bold.ttf}], base: O}",
            "typography: {fonts: [{family: O, source: file, files: [bold.ttf]}], base: O}",
        ),
        (
            "typography: {with: {O: {files: bold.ttf}}, base: O}",
            "typography: {fonts: [{family: O, files: [{path: bold.ttf}]}], base: O}",
        ),
        (
            "typography: {fonts: [Aptos], base: Aptos}",
            "typography: {fonts: [{family: Aptos, source: system}], base: Aptos}",
        ),
        ("typography: {monospace_block: Consolas}", "typography: {monospace-block: {family: Consolas}}"),
        (
            'color: {primary: "#123456", link: "#234567"}',
            'color: {primary: "#123456"}\ntypography: {link: {color: "#234567"}}',
        ),
        ("typography: {headings: Cambria}", "typography: {headings: {family: Cambria}}"),
        ("color: {foreground: '#101010'}", "typography: {base: {color: '#101010'}}"),
        ("defaults: {courseware: {legal: One}}", "defaults: {courseware: {legal: [One]}}"),
        ("defaults:", "meta: {name: ours}"),
    ],
)
def test_old_and_short_spellings_say_the_same(old: str, new: str, tmp_path: Path) -> None:
    one, other = files(tmp_path / "one", old), files(tmp_path / "other", new)
    for name in ("title", "link", "colors", "families", "fonts", "logo", "logos", "legal"):
        assert getattr(one, name) == getattr(other, name), name


def test_a_system_font_is_measured_by_a_stand_in_without_a_word(tmp_path: Path) -> None:
    """Whoever writes `source: system` knows that the machines have it; nothing is left to settle at each build."""
    text = 'color: {primary: "#123456"}\ntypography: {%sbase: Aptos}\n'
    silent = files(tmp_path / "one", text % "fonts: [{family: Aptos, source: system}], ")
    told = files(tmp_path / "two", text % "")
    assert silent.warnings == ()
    assert [problem.fact.partition(" doesn't")[0] for problem in told.warnings] == ["the font Aptos"]
    assert silent.font("Aptos").stand_in == told.font("Aptos").stand_in != ""
