"""`courseware brand new`: a house style from a logo, a presentation or a `_brand.yml`, and nothing that is there is touched."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from PIL import Image

from courseware.brand.colors import contrast
from courseware.brand.read import read_brand
from courseware.commands import Answer
from courseware.deck.vectors import svg_picture
from courseware.files import Files
from tests.build.course import run, write_course
from tests.foreign import foreign_template

LOGOS = Path(__file__).parent.parent / "data/logos"


def made(folder: Path, *words: str) -> tuple[Answer, dict[str, bytes]]:
    """The answer of `courseware brand new WORDS` in a course, and the files of the brand `ours`."""
    if not (folder / "syllabus").exists():
        write_course(folder)
    answer: Answer = run(folder, "brand", "new", *words).return_value
    brand = folder / "templates/brands/ours"
    return answer, {
        path.relative_to(brand).as_posix(): path.read_bytes() for path in brand.rglob("*") if path.is_file()
    }


@pytest.mark.parametrize("logo", ["oakme.svg", "oakme.png", "oakme.jpg"])
def test_a_logos_colours_lead_by_their_area_and_the_small_vivid_one_is_seen(logo: str, tmp_path: Path) -> None:
    answer, files = made(tmp_path, "ours", "--from", str(LOGOS / logo))
    assert answer.code == 0
    assert answer.problems == ()
    brand = read_brand(Files(tmp_path), "ours")
    near = {"primary": "0F6B6B", "secondary": "E2725B", "foreground": "22313A"}
    for name, rgb in near.items():
        far = max(abs(int(brand.colors[name][n : n + 2], 16) - int(rgb[n : n + 2], 16)) for n in (0, 2, 4))
        assert far <= (4 if logo.endswith("jpg") else 0), name
    assert files[f"logo.{logo[-3:]}"] == (LOGOS / logo).read_bytes()
    assert contrast(brand.colors["link"], "FFFFFF") >= 4.5
    assert answer.text.splitlines()[-1] == "now: courseware brand check ours"


@pytest.mark.parametrize("logo", ["oakme.svg", "oakme.png"])
def test_the_white_logo_has_the_same_shape_and_no_other_colour(logo: str, tmp_path: Path) -> None:
    _, files = made(tmp_path, "ours", "--from", str(LOGOS / logo))
    white = files[f"logo-dark.{logo[-3:]}"]
    if logo.endswith("svg"):
        drawn = svg_picture(white, 900, Files(tmp_path))
        assert drawn is not None
        white = drawn
    made_white, given = (
        Image.open(io.BytesIO(each)).convert("RGBA") for each in (white, (LOGOS / "oakme.png").read_bytes())
    )
    assert made_white.size == given.size
    shapes = [
        picture.getchannel("A").point(lambda value: 255 * (value > 128)).tobytes() for picture in (made_white, given)
    ]
    assert sum(one != other for one, other in zip(*shapes, strict=True)) < 0.001 * len(shapes[0])
    seen = made_white.tobytes()
    assert {seen[at : at + 3] for at in range(0, len(seen), 4) if seen[at + 3] > 200} == {b"\xff\xff\xff"}
    brand = read_brand(Files(tmp_path), "ours")
    assert brand.logo is not None
    assert brand.logo.dark.endswith(f"logo-dark.{logo[-3:]}")


@pytest.mark.parametrize(
    ("logo", "why"), [("harbour.svg", "its colours touch"), ("oakme.jpg", "it stands on a ground of its own")]
)
def test_no_white_logo_is_made_where_a_shape_would_be_lost(logo: str, why: str, tmp_path: Path) -> None:
    answer, files = made(tmp_path, "ours", "--from", str(LOGOS / logo))
    assert f"no white logo for dark grounds was made: {why}" in answer.text
    assert not [name for name in files if name.startswith("logo-dark")]


def test_a_presentation_brings_its_colours_its_fonts_its_logo_and_itself(tmp_path: Path) -> None:
    source = tmp_path / "theirs.potx"
    source.write_bytes(foreign_template(wide=True))
    answer, files = made(tmp_path, "ours", "--from", str(source))
    assert (answer.code, answer.problems) == (0, ())
    brand = read_brand(Files(tmp_path), "ours")
    assert files["template.potx"] == source.read_bytes()
    assert brand.template == "templates/brands/ours/template.potx"
    assert {name: brand.colors[name] for name in ("primary", "background", "foreground", "secondary", "accent6")} == {
        "primary": "7A1F2B", "background": "FFFDF8", "foreground": "22201C", "secondary": "2E5E4E", "accent6": "5B5B5B",
    }  # fmt: skip
    assert brand.families == {"heading": "Times New Roman", "body": "Arial", "mono": "Courier New"}
    assert brand.logo is not None
    assert Image.open(io.BytesIO(files["logo.png"])).size == (8, 8)
    assert "# its slide 1: Bitte diese Seite löschen" in files["_brand.yml"].decode()
    assert (
        run(tmp_path, "build", "--brand", "ours", "--only", "deck.pptx", "--strict", "-j", "1").return_value.code == 0
    )


def test_a_brand_file_is_taken_with_its_pictures_and_web_fonts_become_those_of_the_machines(tmp_path: Path) -> None:
    source = tmp_path / "theirs"
    source.mkdir()
    (source / "pics").mkdir()
    (source / "pics/logo.svg").write_bytes((LOGOS / "oakme.svg").read_bytes())
    text = """# Quarto's
color: {with: {sea: "#345678"}, primary: sea}
logo: {medium: pics/logo.svg}
typography:
  fonts:
    - family: Open Sans
      source: google
    - google: Fira Code
  base: Open Sans
  monospace: Fira Code
"""
    (source / "_brand.yml").write_text(text)
    answer, files = made(tmp_path, "ours", "--from", str(source / "_brand.yml"))
    assert (answer.code, answer.problems) == (0, ())
    assert files["_brand.yml"].decode() == text.replace("source: google", "source: system").replace(
        "google: F", "system: F"
    )
    assert set(files) == {"_brand.yml", "pics/logo.svg"}
    assert "Open Sans, Fira Code" in answer.text


def test_a_name_alone_gives_a_brand_to_be_filled_in(tmp_path: Path) -> None:
    answer, files = made(tmp_path, "ours")
    assert set(files) == {"_brand.yml"}
    assert answer.code == 0
    assert read_brand(Files(tmp_path), "ours").title == "Ours"


def test_a_folder_elsewhere_needs_no_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    answer: Answer = run(tmp_path, "brand", "new", "./acme", "--from", str(LOGOS / "oakme.svg")).return_value
    assert sorted(path.name for path in (tmp_path / "acme").iterdir()) == ["_brand.yml", "logo-dark.svg", "logo.svg"]
    assert answer.text.splitlines()[-1] == "now: courseware brand check acme"


def test_nothing_that_is_there_is_touched(tmp_path: Path) -> None:
    _, before = made(tmp_path, "ours", "--from", str(LOGOS / "oakme.svg"))
    with pytest.raises(Exception, match="is there already"):
        made(tmp_path, "ours", "--from", str(LOGOS / "harbour.svg"))
    brand = tmp_path / "templates/brands/ours"
    assert {path.name: path.read_bytes() for path in brand.iterdir()} == before
    for name, fact in (("house", "there is a brand called house already"), ("Our Brand", "a brand can't be called")):
        with pytest.raises(Exception, match=fact):
            made(tmp_path, name)


SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">%s</svg>'


@pytest.mark.parametrize(
    ("name", "data", "fact"),
    [
        ("gone.png", None, "there is no such file"),
        ("a.png", b"PK", "the file is no whole PNG picture"),
        ("a.jpg", (LOGOS / "oakme.png").read_bytes(), "the file is no whole JPEG picture"),
        ("a.png", (LOGOS / "oakme.png").read_bytes()[:900], "the file is no whole PNG picture"),
        ("a.svg", b"<html/>", "the file is no SVG drawing"),
        ("a.svg", (SVG % '<image href="https://x.example/a.png"/>').encode(), "refers to something outside itself"),
        ("a.svg", (SVG % "<path").encode(), "is no well-formed SVG"),
        ("a.svg", (SVG % '<path fill="#fff" d="M0 0h9v9z"/>').encode(), "the logo is white or empty"),
        ("a.pptx", b"PK", "the file is no PowerPoint presentation"),
        ("a.ppt", b"x", "no brand can be made from a .ppt"),
        ("a.gif", b"x", "no brand can be made from a .gif"),
        ("_brand.yml", b"color: {primay: red}", "unknown key 'primay'"),
        ("_brand.yml", b"logo: ../secret.png", "lies outside the brand's folder"),
        ("_brand.yml", b"logo: gone.png", "there is no file gone.png"),
        ("_brand.yml", b"\xff\xfe", "the file is not UTF-8 text"),
    ],
)
def test_a_bad_file_is_refused_with_the_reason_and_leaves_nothing(
    name: str, data: bytes | None, fact: str, tmp_path: Path
) -> None:
    source = tmp_path / "theirs" / name
    source.parent.mkdir()
    if data is not None:
        source.write_bytes(data)
    with pytest.raises(Exception, match=fact):
        made(tmp_path, "ours", "--from", str(source))
    assert not (tmp_path / "templates").exists()
