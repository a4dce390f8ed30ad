"""`courseware brand check` and `brand list`: whether a brand is fit for use, in words and as data, and a specimen that shows it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from openxml_audit import OpenXmlValidator
from pikepdf import Pdf
from PIL import Image
from pptx import Presentation

from courseware.brand.read import read_brand
from courseware.branding.checking import check_brand
from courseware.branding.contrasts import pairs
from courseware.branding.typefaces import fs_type
from courseware.build.shelf import Shelf
from courseware.commands import Answer
from courseware.deck.roles import ROLES
from courseware.files import Files, packaged_templates
from courseware.powerpoint.lint import lint
from tests.branding.test_new import LOGOS, made
from tests.build.course import run, write, write_course
from tests.foreign import write_nordwall

CARLITO = packaged_templates() / "fonts/carlito/Carlito-Regular.ttf"


def brand(folder: Path, text: str, **more: bytes) -> Path:
    """A course with the brand `ours` of this text and further files (`logo_png` is logo.png)."""
    write_course(folder)
    home = folder / "templates/brands/ours"
    write(home / "_brand.yml", text)
    for name, data in more.items():
        (home / name.replace("_", ".")).write_bytes(data)
    return folder


def checked(folder: Path, name: str = "ours", *words: str) -> tuple[int, dict[str, Any]]:
    """The exit status of a check without a specimen and what it found: section -> rows, of name -> (state, words, way out)."""
    answer: Answer = run(folder, "brand", "check", name, "--no-specimen", "--json", *words).return_value
    found = json.loads(answer.text)
    sections = {
        title: {row["name"]: (row["state"], " | ".join(row["found"]), row["way"]) for row in rows}
        for title, rows in found["sections"].items()
    }
    return answer.code, {**found, "sections": sections}


def test_a_brand_made_of_a_logo_alone_passes_and_is_shown(tmp_path: Path) -> None:
    """The deck has every layout role and is valid; the page is one page, and holds each slide of it."""
    made(tmp_path, "ours", "--from", str(LOGOS / "oakme.svg"))
    answer: Answer = run(tmp_path, "brand", "check", "ours").return_value
    assert (answer.code, answer.problems) == (0, ())
    assert answer.text.splitlines()[-1] == "nothing to mend"
    folder = tmp_path / "build/brand-check/ours/01-rooms"
    deck = folder / "deck.pptx"
    assert OpenXmlValidator().validate(str(deck)).errors == []
    assert lint(deck.read_bytes()) == []
    with Pdf.open(folder / "specimen.pdf") as page:
        assert len(page.pages) == 1
    assert f"{deck.parent.name}/deck.pptx" in answer.text
    layouts = {slide.slide_layout.name for slide in Presentation(str(deck)).slides}
    assert len(layouts) >= 23


@pytest.mark.parametrize("name", ["house", "fjordlight", "brackenrow"])
def test_the_brands_that_come_along_have_nothing_wrong_with_them(name: str, tmp_path: Path) -> None:
    code, found = checked(write_course(tmp_path), name)
    wrong = [row for rows in found["sections"].values() for row in rows.items() if row[1][0] == "error"]
    assert (code, wrong) == (0, [])


def test_every_pair_of_text_and_ground_is_counted_and_the_faint_one_is_wrong(tmp_path: Path) -> None:
    pale = 'meta: {name: Ours}\ncolor: {primary: "#123456", palette: {muted: "#AAAAAA"}}\n'
    code, found = checked(brand(tmp_path, pale))
    assert code == 1
    rows = found["sections"]["contrast"]
    wrong = {name: row for name, row in rows.items() if row[0] == "error"}
    assert any(
        name.startswith("muted #AAAAAA on ground") and "2.3:1 | of 4.5:1" in row[1] for name, row in wrong.items()
    )
    assert "the colour muted has a contrast of 2.3:1" in str(found["sections"]["_brand.yml"])
    shelf = Shelf(Files(tmp_path))
    kit = shelf.house(shelf.files, "ours").kit
    seen = {where.partition(":")[0] for pair in pairs(kit) for where in pair.where}
    assert set(ROLES) <= seen


def font(allowed: int) -> bytes:
    """Carlito with this `fsType`."""
    loaded = TTFont(CARLITO, recalcTimestamp=False)
    loaded["OS/2"].fsType = allowed
    saved = io.BytesIO()
    loaded.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("allowed", "state", "words"),
    [
        (0x0000, "ok", "may be embedded without limits"),
        (0x0004, "ok", "may be embedded for viewing and printing"),
        (0x0008, "ok", "may be embedded for editing"),
        (0x0002, "error", "its licence forbids embedding"),
        (0x0200, "error", "only pictures of it may be embedded"),
    ],
)
def test_a_font_says_whether_its_licence_allows_embedding(allowed: int, state: str, words: str, tmp_path: Path) -> None:
    text = 'color: {primary: "#123456"}\ntypography: {fonts: [{family: Ours, source: file, files: [ours.ttf]}], base: Ours}\n'
    data = font(allowed)
    assert fs_type(data) == allowed
    code, found = checked(brand(tmp_path, text, ours_ttf=data))
    row = found["sections"]["fonts"]["ours.ttf"]
    assert (row[0], row[1]) == (state, f"Ours | {words}")
    assert code == (1 if state == "error" else 0)


def test_fonts_are_told_by_the_machines_that_have_them(tmp_path: Path) -> None:
    text = 'color: {primary: "#123456"}\ntypography: {base: Aptos, headings: Verdana, monospace: Zeppelin}\n'
    _, found = checked(brand(tmp_path, text))
    rows = found["sections"]["fonts"]
    assert rows["Aptos"][1].endswith("Microsoft 365 has it, older Office doesn't")
    assert rows["Verdana"][1].endswith("every Office machine has it")
    assert (rows["Zeppelin"][0], rows["Zeppelin"][1].split(" | ")[-1]) == ("warning", "Office doesn't bring it")


def png(width: int, height: int) -> bytes:
    saved = io.BytesIO()
    Image.new("RGBA", (width, height), (10, 90, 90, 255)).save(saved, "PNG")
    return saved.getvalue()


@pytest.mark.parametrize(
    ("size", "state", "words"),
    [((600, 200), "ok", "300 an inch"), ((450, 150), "said", "225 an inch"), ((120, 40), "warning", "60 an inch")],
)
def test_a_logo_of_dots_is_measured_for_print(size: tuple[int, int], state: str, words: str, tmp_path: Path) -> None:
    _, found = checked(brand(tmp_path, 'color: {primary: "#123456"}\nlogo: logo.png\n', logo_png=png(*size)))
    rows = found["sections"]["logo"]
    assert rows["logo.png"][0] == state
    assert words in rows["logo.png"][1]
    assert rows["for dark grounds"][0] == "warning"


def test_a_brand_without_logo_and_legal_lines_is_told_so_and_fails_nothing(tmp_path: Path) -> None:
    code, found = checked(brand(tmp_path, 'color: {primary: "#123456"}\n'))
    assert code == 0
    assert found["sections"]["logo"]["logo"][0] == found["sections"]["words"]["legal lines"][0] == "warning"


def test_a_template_is_told_role_by_role_with_a_mapping_to_paste(tmp_path: Path) -> None:
    """What is pasted changes nothing until somebody changes it: stand-ins are comments."""
    write_nordwall(write_course(tmp_path), wide=True)
    code, found = checked(tmp_path, "nordwall")
    rows = found["sections"]["layouts"]
    assert set(ROLES) <= set(rows)
    assert rows["content"][:2] == ("ok", "Thema und Text | named in layouts: | ")
    assert rows["quote"][1].startswith("Thema und Text | stands in | composed: source")
    assert found["sections"]["words"]["its slide 1"][1] == "Bitte diese Seite löschen | dropped"
    text = run(tmp_path, "brand", "check", "nordwall", "--no-specimen").return_value.text
    assert "    content: Thema und Text\n" in text
    assert "    # quote: Thema und Text\n" in text
    start = text.index("  layouts:")
    pasted = text[start : text.index("\n\n", start)]
    own = tmp_path / "templates/brands/nordwall/_brand.yml"
    head, _, _ = own.read_text(encoding="utf-8").partition("defaults:")
    lines = "\n".join("  " + line for line in pasted.splitlines())
    write(own, f"{head}defaults:\n  courseware:\n    template: template.pptx\n{lines}\n")
    kits = [found["sections"]["layouts"], checked(tmp_path, "nordwall")[1]["sections"]["layouts"]]
    assert [{role: rows[role][1].split(" | ")[0] for role in ROLES} for rows in kits[:1]] == [
        {role: rows[role][1].split(" | ")[0] for role in ROLES} for rows in kits[1:]
    ]
    assert code == 0


@pytest.mark.parametrize(
    ("text", "more", "fact"),
    [
        ("color: {primay: red}\n", {}, "unknown key 'primay' in color"),
        ("color: {primary: red}\n", {"template_pptx": b"PK"}, "the file is no PowerPoint presentation"),
    ],
)
def test_a_brand_that_cannot_be_used_is_told_and_gets_no_specimen(
    text: str, more: dict[str, bytes], fact: str, tmp_path: Path
) -> None:
    answer: Answer = run(brand(tmp_path, text, **more), "brand", "check", "ours").return_value
    assert answer.code == 1
    assert fact in answer.text
    assert not (tmp_path / "build").exists()


def test_a_folder_elsewhere_is_checked_without_a_course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run(tmp_path, "brand", "new", "./acme", "--from", str(LOGOS / "oakme.svg"))
    assert checked(tmp_path, "./acme")[0] == 0


def test_the_list_tells_every_brand_and_what_is_wrong_with_it(tmp_path: Path) -> None:
    brand(tmp_path, "color: {primay: red}\n")
    write_nordwall(tmp_path)
    answer: Answer = run(tmp_path, "brand", "list", "--json").return_value
    found = {each["name"]: each for each in json.loads(answer.text)}
    assert list(found) == ["brackenrow", "fjordlight", "house", "nordwall", "ours"]
    assert found["house"]["title"] == "Ninegable Training"
    assert found["nordwall"]["template"] == "template.pptx"
    assert found["ours"]["wrong"] == ["unknown key 'primay' in color"]
    assert answer.code == 1
    text = run(tmp_path, "brand", "list").return_value.text
    assert "Ninegable Training" in text
    assert "wrong: unknown key 'primay' in color" in text


def test_nothing_of_a_brand_is_written_by_looking_at_it(tmp_path: Path) -> None:
    made(tmp_path, "ours", "--from", str(LOGOS / "oakme.png"))
    home = tmp_path / "templates/brands/ours"
    before = {path: path.read_bytes() for path in home.iterdir()}
    check_brand("ours", Files(tmp_path))
    read_brand(Files(tmp_path), "ours")
    assert {path: path.read_bytes() for path in home.iterdir()} == before
