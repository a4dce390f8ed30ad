"""Our base presentation: valid, the same each time, with every slot of every role in its place, in any brand."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.brand.colors import contrast
from courseware.brand.read import read_brand
from courseware.deck.kit import Decor, Rect
from courseware.deck.roles import ROLES
from courseware.files import Files, packaged_templates
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import read_spec
from courseware.problems import CoursewareError

HERE = Path(__file__).parent
BRANDS = ("house", "fjordlight", "brackenrow")
ONE_LEVEL = ("title", "ctrTitle", "ftr", "sldNum")
THREE_LINES = 'meta: {name: Ours}\ncolor: {primary: "#FFC20E"}\ntypography: {base: Arial}\n'
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000040000000208020000007cd2ea64000000114944415478da6360f8cf0041308a010013ee01ff8e4a1d4a0000000049454e44ae426082"
)  # 4 x 2 pixels


def project(folder: Path, layouts: str = "", brand: str = THREE_LINES, logo: bool = False) -> Files:
    """A project with the brand `ours`, its layouts.yml and, on request, a logo without a form for dark grounds."""
    home = folder / "templates/brands/ours"
    (home / "powerpoint").mkdir(parents=True)
    (home / "_brand.yml").write_text(brand + ("logo: logo.png\n" if logo else ""))
    (home / "logo.png").write_bytes(PNG)
    if layouts:
        (home / "powerpoint/layouts.yml").write_text(layouts)
    return Files(folder)


def made(name: str, files: Files) -> bytes:
    return base_presentation(read_brand(files, name), files)


def opened(name: str, files: Files) -> Any:
    return Presentation(io.BytesIO(made(name, files)))


@pytest.mark.parametrize("name", BRANDS)
def test_it_is_valid_and_holds_no_slide(name: str, tmp_path: Path) -> None:
    file = tmp_path / "base.pptx"
    file.write_bytes(made(name, Files(tmp_path)))
    assert OpenXmlValidator().validate(file).errors == []
    assert len(Presentation(str(file)).slides) == 0


@pytest.mark.parametrize("logo", [True, False])
def test_three_lines_of_a_brand_make_a_valid_one(logo: bool, tmp_path: Path) -> None:
    file = tmp_path / "base.pptx"
    file.write_bytes(made("ours", project(tmp_path, logo=logo)))
    assert OpenXmlValidator().validate(file).errors == []
    layouts = Presentation(str(file)).slide_layouts
    names = [shape.name for layout in layouts for shape in layout.shapes if shape.name.startswith("Logo")]
    assert ("Logo" in names, "Logo's ground" in names) == (
        logo,
        logo,
    )  # a plate where the logo isn't made for the ground


def test_the_plate_under_a_logo_has_the_logos_own_shape(tmp_path: Path) -> None:
    closing = opened("ours", project(tmp_path, logo=True)).slide_layouts.get_by_name("Closing Slide")
    plate, logo = (next(shape for shape in closing.shapes if shape.name == name) for name in ("Logo's ground", "Logo"))
    edges = {
        logo.left - plate.left,
        logo.top - plate.top,
        plate.left + plate.width - logo.left - logo.width,
        plate.top + plate.height - logo.top - logo.height,
    }
    assert edges == {12 * 12700}


@pytest.mark.parametrize(
    ("layout", "ground", "file"),
    [("Title Slide", "FFFFFF", "logo"), ("Closing Slide", "2446A8", "logo-dark")],
)
def test_the_logo_is_the_one_for_the_ground_it_stands_on(layout: str, ground: str, file: str, tmp_path: Path) -> None:
    found = opened("house", Files(tmp_path)).slide_layouts.get_by_name(layout)
    picture = next(shape for shape in found.shapes if shape.name == "Logo")
    assert picture.image.blob == (packaged_templates() / f"brands/house/{file}.png").read_bytes(), ground


def test_it_is_the_same_bytes_each_time_and_dated_1980(tmp_path: Path) -> None:
    first, second = made("house", Files(tmp_path)), made("house", Files(tmp_path))
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        members = archive.infolist()
    assert {member.date_time[:3] for member in members} == {(1980, 1, 1)}
    assert [member.filename for member in members][1:] == sorted(member.filename for member in members[1:])


def test_every_slot_of_every_role_has_its_placeholder_and_its_idx_in_all_brands(tmp_path: Path) -> None:
    """A slide pasted from one brand's deck into another's finds the same layout name and the same idx."""
    found = []
    for name in BRANDS:
        layouts = opened(name, Files(tmp_path)).slide_layouts
        table = {}
        for role, layout in zip(ROLES, layouts, strict=False):
            held = {p.name: (p.placeholder_format.idx, p.placeholder_format.type) for p in layout.placeholders}
            wanted = {slot.replace("-", " ").capitalize() for slot in ROLES[role]}
            assert wanted <= set(held), role
            assert len({idx for idx, _ in held.values()}) == len(held), role
            table[role] = (layout.name, {slot: held[slot] for slot in sorted(wanted)})
        found.append(table)
    assert found[0] == found[1]
    assert list(found[0]) == list(ROLES)


@pytest.mark.parametrize("name", BRANDS)
def test_the_kit_finds_every_role_in_its_own_layout_without_a_warning(name: str, tmp_path: Path) -> None:
    files = Files(tmp_path)
    brand = read_brand(files, name)
    spec = read_spec(files, brand)
    kit = read_kit(base_presentation(brand, files), brand, spec, name)
    assert kit.warnings == ()
    for role, layout in kit.layouts.items():
        assert layout.name == spec["layouts"][role]["name"]
        for slot in ROLES[role]:
            x, y, w, h = spec["layouts"][role]["slots"][slot]["at"]
            at = layout.slots[slot].rect
            assert (at.x, at.y, at.w, at.h) == pytest.approx((x, y, w, h), abs=0.01), f"{role}: {slot}"
            assert layout.slots[slot].idx is not None


def test_the_house_has_the_measures_of_its_brief(tmp_path: Path) -> None:
    files = Files(tmp_path)
    brand = read_brand(files, "house")
    kit = read_kit(base_presentation(brand, files), brand, read_spec(files, brand), "house")
    assert (kit.width, kit.height) == (960, 540)
    content = kit.layouts["content"]
    title, body = content.slots["title"], content.slots["body"]
    assert (title.rect, title.style(0).size, title.style(0).bold, title.anchor) == (
        Rect(48, 36, 864, 76),
        32,
        True,
        "t",
    )
    assert (body.rect, [body.style(level).size for level in range(4)]) == (Rect(48, 128, 864, 356), [24, 20, 18, 18])
    assert (body.style(0).line, body.style(0).before) == (1.15, 10)
    assert {slot.kind: (slot.rect.y, slot.rect.bottom, slot.style(0).size) for slot in content.foot} == {
        "ftr": (500, 524, 12), "sldNum": (500, 524, 12),
    }  # fmt: skip
    sizes = {
        (role, slot): kit.layouts[role].slots[slot].style(0).size
        for role, slot in (
            ("cover", "title"), ("section", "title"), ("section", "number"), ("exercise", "minutes"), ("exercise", "group"),
            ("question", "stem"), ("question", "options"), ("big-number", "number"), ("quote", "quote"),
        )
    }  # fmt: skip
    assert list(sizes.values()) == [48, 44, 120, 96, 24, 24, 22, 160, 32]
    question, answer = kit.layouts["question"].slots, kit.layouts["answer"].slots
    assert all(question[slot].rect == answer[slot].rect for slot in question)
    tops = {
        kit.layouts[role].slots["title"].rect.y
        for role in ROLES
        if role not in ("cover", "section", "closing", "blank")
    }
    assert tops == {36}


def ground(rect: Rect, decor: tuple[Decor, ...], background: str) -> str:
    """The colour behind a rectangle: the last filled shape that holds it, else the background."""
    found = background
    for shape in decor:
        box = shape.rect
        around = (
            box.x <= rect.x + 1
            and box.y <= rect.y + 1
            and box.right >= rect.right - 1
            and box.bottom >= rect.bottom - 1
        )
        if shape.fill is not None and around:
            found = shape.fill.rgb
    return found


@pytest.mark.parametrize(
    ("name", "color"),
    [
        *((name, "") for name in BRANDS),
        ("ours", 'primary: "#FFC20E"'),
        ("ours", 'primary: "#808080"'),
        ("ours", 'primary: "#00A3E0", background: "#101820"'),
    ],
)
def test_all_text_can_be_read_on_what_it_stands_on(name: str, color: str, tmp_path: Path) -> None:
    """7:1 for lists and paragraphs in the text's colour, 4.5:1 for all else, whatever the brand's colours are."""
    files = project(tmp_path, brand=f"color: {{{color}}}\n")
    brand = read_brand(files, name)
    spec = read_spec(files, brand)
    kit = read_kit(base_presentation(brand, files), brand, spec, name)
    for role, layout in kit.layouts.items():
        for slot in (*layout.slots.values(), *layout.foot):
            said = spec["layouts"][role]["slots"].get(slot.name, {"ink": ""})
            least = 4.5 if "ink" in said or slot.kind in ONE_LEVEL else 7
            under = ground(slot.rect, layout.decor, layout.background.rgb)
            for level in range(1 if slot.kind in ONE_LEVEL else 5):
                assert contrast(slot.style(level).ink.rgb, under) >= least, f"{role}: {slot.name} on {under}"


def test_a_brand_changes_one_thing_and_keeps_the_rest(tmp_path: Path) -> None:
    layouts = """
layouts:
  content:
    slots:
      body: {at: [100, 128, 700, 300], size: 20}
variants:
  - {name: Wide Quote, like: quote, slots: {quote: {at: [48, 136, 864, 252]}}}
"""
    files = project(tmp_path, layouts)
    found = opened("ours", files).slide_layouts
    content, table = found.get_by_name("Title and Content"), found.get_by_name("Title and Table")
    assert content.placeholders[1].left.pt == 100
    assert table.placeholders[1].left.pt == 100  # it is like content
    assert content.placeholders[0].top.pt == 36
    assert found.get_by_name("Wide Quote").placeholders[1].width.pt == 864


def test_a_brand_of_another_page_has_the_houses_layouts_on_it(tmp_path: Path) -> None:
    """A page of 4:3 is three quarters as wide, and so are the boxes; what the brand itself places stays as it says."""
    layouts = "page: {width: 720}\nlayouts: {legal: {slots: {body: {at: [36, 128, 648, 300]}}}}\n"
    found = opened("ours", project(tmp_path, layouts))
    width, height = found.slide_width, found.slide_height
    assert (width.pt, height.pt) == (720, 540)
    for layout in found.slide_layouts:
        for shape in layout.shapes:
            assert shape.left >= 0, layout.name
            assert shape.top >= 0, layout.name
            assert shape.left + shape.width <= width + 1, layout.name
            assert shape.top + shape.height <= height + 1, layout.name
    body = found.slide_layouts.get_by_name("Title and Content").placeholders[1]
    assert (body.left.pt, body.width.pt) == (36, 648)
    assert found.slide_layouts.get_by_name("Legal Notice").placeholders[1].width.pt == 648


@pytest.mark.parametrize(
    ("layouts", "expected"),
    [
        ("layouts:\n  contents: {}\n", "layouts.yml:2:3: unknown key 'contents' in layouts\n  hint: did you mean content?"),
        (
            "layouts:\n  section:\n    slots:\n      numeral: {at: [0, 0, 9, 9]}\n",
            "layouts.yml:4:7: a section has no slot 'numeral'\n  hint: did you mean number?",
        ),
        (
            "layouts:\n  section: {background: acent}\n",
            "layouts.yml:2:13: there is no colour 'acent'\n  hint: did you mean accent?",
        ),
        (
            "decor:\n  - {rect: [0, 0, 961, 10], fill: accent 40% grund}\n",
            "layouts.yml:2:6: the box [0, 0, 961, 10] leaves the slide\n  hint: a slide is 960 x 540 points, from its top left\n"
            "layouts.yml:2:29: there is no colour 'grund'\n  hint: did you mean ground?",
        ),
        (
            "decor:\n  - {picture: lgoo, at: [0, 0, 9, 9]}\n",
            "layouts.yml:2:6: there is no picture 'lgoo'\n  hint: did you mean logo?",
        ),
        (
            "layouts:\n  content: {like: table}\n",
            "layouts.yml:2:13: the layout begins as itself\n  hint: say like: only of a layout that begins as nothing else",
        ),
    ],
)  # fmt: skip
def test_mistakes_in_layouts_are_told_at_their_line(layouts: str, expected: str, tmp_path: Path) -> None:
    with pytest.raises(CoursewareError) as caught:
        made("ours", project(tmp_path, layouts))
    assert str(caught.value).replace("templates/brands/ours/powerpoint/", "") == expected


def test_a_brand_can_replace_one_part_of_the_package(tmp_path: Path) -> None:
    files = project(tmp_path)
    theme = '<a:theme xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" name="{{ fonts.body }} only"/>'
    (tmp_path / "templates/brands/ours/powerpoint/theme.xml.j2").write_text(theme)
    with zipfile.ZipFile(io.BytesIO(made("ours", files))) as archive:
        assert b'name="Arial only"' in archive.read("ppt/theme/theme1.xml")


def test_words_of_a_brand_are_escaped(tmp_path: Path) -> None:
    brand = 'meta: {name: "Ours <&> \\"Sons\\""}\ncolor: {primary: "#123456"}\n'
    presentation = opened("ours", project(tmp_path, brand=brand))
    assert presentation.core_properties.title == 'Ours <&> "Sons"'


def test_the_notes_page_is_the_brands_paper(tmp_path: Path) -> None:
    letter = THREE_LINES + "defaults: {courseware: {paper: Letter}}\n"
    with zipfile.ZipFile(io.BytesIO(made("ours", project(tmp_path, brand=letter)))) as archive:
        assert b'<p:notesSz cx="7772400" cy="10058400"/>' in archive.read("ppt/presentation.xml")


def test_python_pptx_is_not_loaded_for_it() -> None:
    """Its import alone would cost a third of the time of a whole deck."""
    code = "import sys, courseware.powerpoint.base; sys.exit('pptx' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=HERE.parents[1]).returncode == 0


@pytest.mark.parametrize("name", BRANDS)
def test_each_level_of_a_list_stands_further_in_down_to_the_ninth(name: str, tmp_path: Path) -> None:
    files = Files(tmp_path)
    brand = read_brand(files, name)
    kit = read_kit(made(name, files), brand, read_spec(files, brand), "base.pptx")
    margins = [style.margin for style in kit.layouts["content"].slots["body"].levels]
    assert margins == sorted(set(margins))
    assert len(margins) == 9
