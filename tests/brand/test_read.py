"""`_brand.yml` is read whole, or every problem of it is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.brand.read import brand_names, read_brand
from courseware.files import Files
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.package import read_package
from courseware.problems import CoursewareError
from tests.cases import Case, cases

HERE = Path(__file__).parent
FOLDER = "templates/brands/ours"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h9v9z"/></svg>'


def project(folder: Path, text: str, **more: bytes) -> Files:
    """A project with the one brand `ours`, its `_brand.yml` and further files (`logo_png` is logo.png)."""
    brand = folder / FOLDER
    brand.mkdir(parents=True)
    (brand / "_brand.yml").write_text(text, encoding="utf-8")
    for name, data in more.items():
        (brand / name.replace("_", ".")).write_bytes(data)
    return Files(folder)


@pytest.mark.parametrize("case", cases(HERE / "problems.txt"))
def test_a_broken_brand_is_told_in_full(case: Case, tmp_path: Path) -> None:
    with pytest.raises(CoursewareError) as caught:
        read_brand(project(tmp_path, case.given), "ours")
    assert str(caught.value).replace(f"{FOLDER}/_brand.yml", "_brand.yml") == case.expected


def test_three_lines_make_a_brand(tmp_path: Path) -> None:
    """A name, a colour and a logo are enough: fonts, contrast colours, accents and paper follow."""
    text = 'meta: {name: Ours}\ncolor: {primary: "#00A3E0"}\nlogo: logo.svg\n'
    files = project(tmp_path, text, logo_svg=SVG.encode())
    brand = read_brand(files, "ours")
    assert (brand.name, brand.title, brand.paper, brand.warnings) == ("ours", "Ours", "A4", ())
    assert brand.families == {"heading": "Calibri", "body": "Calibri", "mono": "Courier New"}
    assert brand.font("Calibri", bold=True).file == "@templates/fonts/carlito/Carlito-Bold.ttf"
    assert brand.logo is not None
    assert (brand.logo.file, brand.logo.alt, brand.logo.dark) == (f"{FOLDER}/logo.svg", "Ours", "")
    assert {"foreground", "background", "muted", "tint", "rule", "accent6", "good", "bad", "link"} <= set(brand.colors)
    package = read_package(base_presentation(brand, files), "base.pptx")
    assert [data[:4] for name, data in package.parts.items() if name.startswith("ppt/media/")] == [b"\x89PNG"]


@pytest.mark.parametrize("given", ["template.pptx", "template.potx"])
def test_a_presentation_under_the_usual_name_is_the_brands_without_a_word(given: str, tmp_path: Path) -> None:
    files = project(tmp_path, 'meta: {name: Ours}\ncolor: {primary: "#00A3E0"}\n', **{given.replace(".", "_"): b"PK"})
    assert read_brand(files, "ours").template == f"{FOLDER}/{given}"


def test_names_stand_for_colours_through_the_palette_and_through_each_other(tmp_path: Path) -> None:
    text = """
color:
  palette: {sea: "#0e4a56", main: sea, white: white}
  primary: main
  secondary: rgb(180, 87, 42)
  background: {light: white, dark: black}
  foreground: "#123"
typography: {headings: {family: Cambria, color: sea, weight: 400}}
"""
    brand = read_brand(project(tmp_path, text), "ours")
    found = {
        name: brand.colors[name] for name in ("main", "primary", "secondary", "background", "foreground", "heading")
    }
    assert found == {
        "main": "0E4A56", "primary": "0E4A56", "secondary": "B4572A", "background": "FFFFFF", "foreground": "112233", "heading": "0E4A56",
    }  # fmt: skip
    assert not brand.heading_bold


def test_pale_text_is_a_warning_at_its_line(tmp_path: Path) -> None:
    brand = read_brand(project(tmp_path, 'color:\n  primary: "#123456"\n  foreground: "#777777"\n'), "ours")
    (problem,) = brand.warnings
    assert (problem.place.line, problem.severity) == (3, "warning")
    assert problem.fact == "the colour foreground has a contrast of 4.5:1 to the background; 7:1 is needed"


def test_logos_are_found_by_size_and_by_name(tmp_path: Path) -> None:
    text = """
meta: {name: {full: Ours and Sons, short: Ours}, link: {home: "https://ours.example"}}
color: {primary: "#123456"}
logo:
  images:
    mark: {path: a.png, alt: The mark}
  small: mark
  large: {light: {path: b.png, alt: Ours}, dark: a.png}
"""
    png = b"\x89PNG\r\n\x1a\n"
    brand = read_brand(project(tmp_path, text, a_png=png, b_png=png), "ours")
    assert {name: (logo.file[len(FOLDER) + 1 :], logo.alt) for name, logo in brand.logos.items()} == {
        "mark": ("a.png", "The mark"), "small": ("a.png", "The mark"), "large": ("b.png", "Ours"),
    }  # fmt: skip
    assert brand.logo == brand.logos["large"]
    assert brand.logos["large"].dark == f"{FOLDER}/a.png"
    assert (brand.title, brand.link) == ("Ours and Sons", "https://ours.example")


@pytest.mark.parametrize(
    ("svg", "fact"),
    [
        (
            SVG.replace("<path", '<image href="https://x.example/a.png"/><path'),
            "logo.svg holds a script or refers to something outside itself",
        ),
        (SVG.replace("<svg", '<!DOCTYPE svg [<!ENTITY a "b">]><svg'), "logo.svg declares entities"),
        ("not a picture", "logo.svg doesn't hold what its name says"),
    ],
)
def test_an_svg_logo_must_be_plain(svg: str, fact: str, tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match=fact):
        read_brand(project(tmp_path, 'color: {primary: "#123456"}\nlogo: logo.svg\n', logo_svg=svg.encode()), "ours")


def test_our_own_keys_are_taken_and_those_of_others_left_alone(tmp_path: Path) -> None:
    text = """
color: {primary: "#123456"}
defaults:
  bootstrap: {anything: 1}
  courseware: {paper: Letter, footer: Ours, legal: [One, Two], fit: {body_floor: 16}, vars: {room: 7}, handout: {lines: 8}}
"""
    brand = read_brand(project(tmp_path, text), "ours")
    assert (brand.paper, brand.footer, brand.legal, brand.fit) == ("Letter", "Ours", ("One", "Two"), {"body_floor": 16})
    assert (brand.vars, brand.settings) == ({"room": "7"}, {"handout": {"lines": 8}})


def test_brands_come_from_the_project_the_package_and_folders_given_by_path(tmp_path: Path) -> None:
    files = project(tmp_path / "project", 'color: {primary: "#123456"}\n')
    other = tmp_path / "acme"
    other.mkdir()
    (other / "_brand.yml").write_text('meta: {name: Acme}\ncolor: {primary: "#654321"}\n')
    given = Files(files.project, {**files.roots, "@brand/acme": other})
    assert brand_names(given) == ("acme", "brackenrow", "fjordlight", "house", "ours")
    assert read_brand(given, "acme").folder == "@brand/acme"
    assert read_brand(given, "house").folder == "@templates/brands/house"


def test_an_unknown_brand_is_named_with_its_nearest_neighbour(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError) as caught:
        read_brand(Files(tmp_path), "fjordligt")
    assert str(caught.value) == "there is no brand 'fjordligt'\n  hint: did you mean fjordlight?"


@pytest.mark.parametrize("name", ["house", "fjordlight"])
def test_the_brands_that_come_along_are_without_a_warning(name: str, tmp_path: Path) -> None:
    brand = read_brand(Files(tmp_path), name)
    assert brand.warnings == ()
    assert brand.legal
    assert brand.logo is not None
    assert brand.logo.dark
