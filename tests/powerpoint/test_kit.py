"""A kit read from a base presentation: which layout serves which role, where its slots stand, and the styles in force in them."""

from __future__ import annotations

import io
import pickle
import re
from collections.abc import Callable, Mapping
from functools import cache
from itertools import combinations
from typing import Any

import pytest
from lxml import etree
from msgspec.structs import replace
from pptx import Presentation
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.util import Pt

from courseware.brand.colors import LEAST_CONTRAST, contrast
from courseware.brand.model import Brand
from courseware.deck.kit import Ink, Kit, Rect, SlotBox
from courseware.deck.roles import ROLES
from courseware.files import Files
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.lint import lint
from courseware.powerpoint.names import plain, spoken_role
from courseware.powerpoint.package import read_package, write_package
from courseware.powerpoint.repair import mend
from courseware.powerpoint.spec import read_spec
from courseware.powerpoint.survey import Survey, survey
from courseware.powerpoint.theme import Palette, Theme
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house
from tests.foreign import COLORS, foreign_template
from tests.powerpoint.open import edited, parts, zipped


@cache
def default() -> bytes:
    """python-pptx's own template: PowerPoint's eleven layouts as they were in 2007."""
    saved = io.BytesIO()
    Presentation().save(saved)
    return saved.getvalue()


@cache
def spec() -> Mapping[str, Any]:
    home = house("house")
    return read_spec(home.files, home.brand)


def provider(**said: Any) -> Brand:
    return replace(house("house").brand, template="template.pptx", **said)


def kit(data: bytes, **said: Any) -> Kit:
    return read_kit(data, provider(**said), spec(), "template.pptx")


def surveyed(data: bytes, **said: Any) -> Survey:
    return survey(data, provider(**said), spec(), "template.pptx")


FOREIGN: dict[str, Callable[[], bytes]] = {
    "default": default,
    "4:3": foreign_template,
    "wide": lambda: foreign_template(wide=True),
    "two masters": lambda: foreign_template(two_masters=True),
    "title in the middle": lambda: _changed(_lowered),
    "titles along the edge": lambda: _changed(_titles_along_the_edge),
    "content on its side": lambda: _changed(_content_on_its_side),
}


def _titles_along_the_edge(presentation: Any) -> None:
    """Every title reads upwards along the left edge, and content begins at the top."""
    for sheet in (presentation.slide_master, *presentation.slide_layouts):
        for shape in sheet.placeholders:
            if shape.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                shape.left, shape.top, shape.width, shape.height = Pt(20), Pt(20), Pt(60), Pt(500)
                shape.text_frame._txBody.bodyPr.set("vert", "vert270")
            elif shape.placeholder_format.type in (PP_PLACEHOLDER.BODY, PP_PLACEHOLDER.OBJECT):
                shape.left, shape.top, shape.width, shape.height = Pt(100), Pt(20), Pt(580), Pt(460)


def _content_on_its_side(presentation: Any) -> None:
    """The layout for content has a box that is rotated by a right angle."""
    body = presentation.slide_layouts[1].placeholders[1]
    body.left, body.top, body.width, body.height = Pt(170), Pt(170), Pt(380), Pt(300)
    body.rotation = 90


def _lowered(presentation: Any) -> None:
    """A template whose titles stand in the middle, with a small box for content at the right beneath."""
    for placeholder in presentation.slide_master.placeholders:
        if placeholder.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.BODY):
            body = placeholder.placeholder_format.type == PP_PLACEHOLDER.BODY
            placeholder.left, placeholder.top = (Pt(300), Pt(330)) if body else (Pt(200), Pt(200))
            placeholder.width, placeholder.height = (Pt(400), Pt(150)) if body else (Pt(320), Pt(110))


@pytest.mark.parametrize("name", FOREIGN)
def test_every_role_has_all_its_slots_on_the_slide(name: str) -> None:
    found = kit(FOREIGN[name]())
    slide = Rect(0, 0, found.width, found.height)
    assert list(found.layouts) == list(ROLES)
    for role, layout in found.layouts.items():
        assert tuple(layout.slots) == ROLES[role]
        for slot in layout.slots.values():
            assert len(slot.levels) == 9
            assert slot.rect.w > 20, (role, slot.name)
            assert slot.rect.h > 12, (role, slot.name)
            assert slot.rect.x >= 0, (role, slot.name)
            assert slot.rect.y >= 0, (role, slot.name)
            assert slot.rect.right <= slide.right + 0.1, (role, slot.name)
            assert slot.rect.bottom <= slide.bottom + 0.1, (role, slot.name)


@pytest.mark.parametrize("name", FOREIGN)
def test_no_slot_covers_another(name: str) -> None:
    for role, layout in kit(FOREIGN[name]()).layouts.items():
        for one, other in combinations(layout.slots.values(), 2):
            if layout.found != "stand-in" and None not in (one.idx, other.idx):
                continue  # where a template's own boxes stand is its own affair
            assert not _overlap(one, other), (role, one.name, one.inner, other.name, other.inner)


def _overlap(one: SlotBox, other: SlotBox) -> bool:
    a, b = one.inner, other.inner
    return min(a.right, b.right) - max(a.x, b.x) > 1 and min(a.bottom, b.bottom) - max(a.y, b.y) > 1


def test_a_foreign_layout_is_found_by_type_then_placeholders_whatever_it_is_called() -> None:
    found = {role: (layout.name, layout.found) for role, layout in kit(foreign_template()).layouts.items()}
    assert found["cover"] == ("Deckblatt", "type title")
    assert found["content"] == ("Thema und Text", "type obj")
    assert found["section"] == ("Kapitel", "type secHead")
    assert found["two-content"] == ("Zwei Spalten", "type twoObj")
    assert found["comparison"] == ("Gegenüberstellung", "placeholders")
    assert found["picture-caption"] == ("Bild mit Randnotiz", "placeholders")
    assert found["blank"] == ("Leere Seite", "type blank")
    assert found["quote"] == ("Thema und Text", "stand-in")


def test_slots_take_the_placeholder_of_their_kind_and_place() -> None:
    layouts = kit(foreign_template()).layouts
    indices = {
        slot: box.idx
        for role in ("comparison", "content-caption")
        for slot, box in layouts[role].slots.items()
        if role == "comparison"
    }
    assert indices == {"title": 0, "left-heading": 23, "left": 26, "right-heading": 29, "right": 32}
    assert {slot: box.idx for slot, box in layouts["content-caption"].slots.items()} == {
        "title": 0,
        "caption": 26,
        "body": 23,
    }
    assert {slot: box.kind for slot, box in layouts["picture-caption"].slots.items()} == {
        "title": "title",
        "picture": "pic",
        "caption": "body",
    }


def test_columns_are_read_by_their_place_not_their_order_in_the_file() -> None:
    def shuffled(presentation: Any) -> None:
        layout = presentation.slide_layouts.get_by_name("Comparison")
        for placeholder in sorted(layout.placeholders, key=lambda p: -p.placeholder_format.idx):
            layout.shapes._spTree.append(placeholder._element)

    slots = kit(_changed(shuffled)).layouts["comparison"].slots
    assert {name: slot.idx for name, slot in slots.items()} == {
        "title": 0, "left-heading": 1, "left": 2, "right-heading": 3, "right": 4,
    }  # fmt: skip


def test_what_a_cover_lacks_gets_room_from_its_lowest_box() -> None:
    cover = kit(default()).layouts["cover"].slots
    assert cover["details"].rect.h >= 48
    assert cover["subtitle"].rect.h < 138  # as the template has it
    assert cover["details"].style(0).align == "ctr"


def test_the_brands_mapping_comes_first() -> None:
    found = kit(foreign_template(), layouts={"agenda": "Text mit Randnotiz", "content": "zwei spalten"})
    assert found.layouts["agenda"].name == "Text mit Randnotiz"
    assert found.layouts["content"].name == "Zwei Spalten"
    assert found.layouts["agenda"].found == "mapping"


def test_a_mapping_to_no_layout_is_an_error_that_names_the_nearest() -> None:
    with pytest.raises(CoursewareError) as caught:
        kit(foreign_template(), layouts={"quote": "Kapitl", "agenda": "Zwei Spaltn"})
    told = [(p.fact, p.hint) for p in caught.value.problems]
    assert ("the template has no layout 'Kapitl' for quote", "did you mean 'Kapitel'?") in told
    assert len(told) == 2


def test_a_layout_named_in_another_language_is_found_by_its_words() -> None:
    names = {"Title and Content": "Titel und Inhalt", "Title Only": "Zitat", "Content with Caption": "Tagesordnung"}

    def renamed(presentation: Any) -> None:
        for layout in presentation.slide_layouts:
            if layout.name in names:
                layout.name = names[layout.name]
                if layout.name != "Titel und Inhalt":
                    del layout._element.attrib["type"]

    found = kit(_changed(renamed)).layouts
    assert (found["quote"].name, found["quote"].found) == ("Zitat", "name")
    assert (found["agenda"].name, found["agenda"].found) == ("Tagesordnung", "name")
    assert found["content"].name == "Titel und Inhalt"


def _changed(change: Any) -> bytes:
    presentation = Presentation(io.BytesIO(default()))
    change(presentation)
    saved = io.BytesIO()
    presentation.save(saved)
    return saved.getvalue()


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Title and Content", "content"), ("Titelfolie", "cover"), ("Abschnittsüberschrift", "section"), ("Deux contenus", "two-content"),
        ("Comparaison", "comparison"), ("En blanco", "blank"), ("1_Agenda", "agenda"), ("Quote with Caption", "quote"),
        ("Bild mit Überschrift", "picture-caption"), ("Merci", "closing"), ("ACME Übung 2", "exercise"), ("Layout 7", ""),
    ],
)  # fmt: skip
def test_a_name_speaks_of_a_role_in_four_languages(name: str, role: str) -> None:
    assert spoken_role(name) == role


def test_names_are_compared_without_case_accents_and_powerpoints_own_words() -> None:
    assert plain("Contenu – Légende") == "contenu legende"
    assert plain("Content Placeholder 2") == "content"


def test_a_placeholder_without_a_size_has_the_masters() -> None:
    layouts = kit(default()).layouts
    assert layouts["content"].slots["title"].rect == layouts["two-content"].slots["title"].rect
    assert layouts["content"].slots["title"].insets == (7.2, 3.6, 7.2, 3.6)


def test_the_styles_in_force_come_from_layout_then_master_then_defaults() -> None:
    layouts = kit(default()).layouts
    body = layouts["content"].slots["body"]
    assert [style.size for style in body.levels[:5]] == [32, 28, 24, 20, 20]
    assert [style.bullet.text if style.bullet else None for style in body.levels[:3]] == ["•", "–", "•"]
    assert (body.levels[0].margin, body.levels[0].indent) == (27, -27)
    assert body.levels[0].before == pytest.approx(0.2 * 32 * 1.2)
    assert layouts["two-content"].slots["left"].style(0).size == 28  # the layout's own
    assert layouts["section"].slots["title"].style(0).caps
    assert layouts["section"].slots["title"].style(0).bold
    assert layouts["section"].slots["title"].anchor == "t"
    assert layouts["cover"].slots["subtitle"].style(0).bullet is None
    assert layouts["content"].slots["title"].style(0).align == "ctr"


def test_theme_fonts_and_colours_are_resolved() -> None:
    found = kit(foreign_template())
    assert found.layouts["content"].slots["title"].style(0).family == "Times New Roman"
    assert found.layouts["content"].slots["body"].style(0).family == "Arial"
    assert found.layouts["content"].slots["body"].style(0).ink == Ink(COLORS["dk1"], "tx1")
    assert found.fonts == {"heading": "Times New Roman", "body": "Arial", "mono": house("house").brand.families["mono"]}
    assert found.layouts["content"].background == Ink(COLORS["lt1"], "bg1")


def test_the_palette_of_a_foreign_theme_can_be_read() -> None:
    found = kit(foreign_template())
    assert found.ink("accent").rgb == COLORS["accent1"]
    for name in ("muted", "good", "bad"):
        assert contrast(found.ink(name).rgb, found.ink("ground").rgb) >= LEAST_CONTRAST
    assert contrast(found.ink("accent-text").rgb, found.ink("accent").rgb) >= LEAST_CONTRAST


def test_a_dark_layout_shows_its_text_in_its_own_colours() -> None:
    dark = '<a:overrideClrMapping bg1="dk1" tx1="lt1" bg2="dk2" tx2="lt2" accent1="accent1" accent2="accent2" accent3="accent3" accent4="accent4" accent5="accent5" accent6="accent6" hlink="hlink" folHlink="folHlink"/>'  # noqa: E501
    data = edited(
        default(), {"ppt/slideLayouts/slideLayout2.xml": lambda text: text.replace("<a:masterClrMapping/>", dark)}
    )
    layout = kit(data).layouts["content"]
    assert layout.slots["body"].style(0).ink.rgb == "FFFFFF"
    assert layout.background.rgb == "000000"


@pytest.mark.parametrize("name", NAMES)
def test_a_kit_crosses_processes(name: str) -> None:
    found = house(name).kit
    assert pickle.loads(pickle.dumps(found)) == found


def test_our_own_base_is_found_by_name_and_needs_no_stand_in() -> None:
    found = house("house").kit
    assert {layout.found for layout in found.layouts.values()} == {"name"}
    assert found.warnings == ()


def test_an_author_may_name_any_layout_for_any_role() -> None:
    found = kit(foreign_template())
    for name in found.named:
        for role, slots in ROLES.items():
            layout = found.layout(role, name)
            assert layout.role == role
            assert set(slots) <= set(layout.slots)
    assert found.layout("content", "Text mit Randnotiz").slots["body"].idx == 23


def test_what_stands_on_a_layout_is_read_for_pictures() -> None:
    def decorated(presentation: Any) -> None:
        layout = presentation.slide_layouts[1]
        ns = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
        tree = layout.shapes._spTree
        for n, (form, more) in enumerate((("rect", ""), ("ellipse", ""), ("line", ' flipV="1"'), ("heart", ""))):
            fill = '<a:solidFill><a:schemeClr val="accent2"><a:lumMod val="50000"/></a:schemeClr></a:solidFill>'
            line = '<a:ln w="25400"><a:solidFill><a:srgbClr val="FF0000"/></a:solidFill></a:ln>'
            words = (
                '<p:txBody><a:bodyPr/><a:p><a:r><a:rPr sz="900" b="1"/><a:t>Fixed</a:t></a:r></a:p></p:txBody>'
                if form == "rect"
                else ""
            )
            xml = (
                f'<p:sp {ns}><p:nvSpPr><p:cNvPr id="{90 + n}" name="{form} {n}"/><p:cNvSpPr/><p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr><a:xfrm{more}>'
                f'<a:off x="127000" y="254000"/><a:ext cx="1270000" cy="635000"/></a:xfrm><a:prstGeom prst="{form}"><a:avLst/></a:prstGeom>{fill}{line}'
                f"</p:spPr>{words}</p:sp>"
            )
            tree.append(etree.fromstring(xml))

    found = kit(_changed(decorated))
    drawn = [(d.kind, d.rect) for d in found.layouts["content"].decor]
    place = Rect(10, 20, 100, 50)
    assert drawn == [
        ("rect", place),
        ("text", place.inset(7.2, 3.6, 7.2, 3.6)),
        ("ellipse", place),
        ("line", Rect(10, 70, 100, -50)),
    ]
    box, words = found.layouts["content"].decor[:2]
    assert (box.outline, box.outline_width) == (Ink("FF0000"), 2)
    assert box.fill is not None
    assert box.fill.scheme == ""
    assert words.style is not None
    assert (words.text, words.style.size, words.style.bold) == ("Fixed", 9, True)
    assert [
        remark.fact.partition(": ")[2] for remark in surveyed(_changed(decorated)).remarks if "drawn" in remark.fact
    ] == ["'heart 3'"]


def test_a_masters_logo_is_part_of_its_layouts() -> None:
    decor = kit(foreign_template()).layouts["content"].decor
    assert [(d.kind, d.picture.startswith("ppt/media/")) for d in decor] == [("picture", True)]


@pytest.mark.parametrize(
    ("xml", "rgb"),
    [
        (
            '<a:schemeClr val="accent1"><a:lumMod val="75000"/></a:schemeClr>',
            "2F5597",
        ),  # PowerPoint: Blue, Accent 1, Darker 25%
        (
            '<a:schemeClr val="accent1"><a:lumMod val="20000"/><a:lumOff val="80000"/></a:schemeClr>',
            "DAE3F3",
        ),  # Lighter 80%
        ('<a:schemeClr val="bg1"><a:lumMod val="50000"/></a:schemeClr>', "808080"),
        ('<a:srgbClr val="000000"><a:alpha val="50000"/></a:srgbClr>', "808080"),
        ('<a:srgbClr val="FF0000"><a:tint val="0"/></a:srgbClr>', "FFFFFF"),
        ('<a:srgbClr val="FF0000"><a:shade val="0"/></a:srgbClr>', "000000"),
        ('<a:sysClr val="windowText" lastClr="123456"/>', "123456"),
        ('<a:prstClr val="white"/>', "FFFFFF"),
        ('<a:hslClr hue="0" sat="100000" lum="50000"/>', "FF0000"),
        ('<a:scrgbClr r="100000" g="0" b="0"/>', "FF0000"),
    ],
)
def test_a_colour_comes_to_what_powerpoint_shows(xml: str, rgb: str) -> None:
    theme = Theme({"lt1": "FFFFFF", "dk1": "000000", "accent1": "4472C4"}, "Calibri", "Calibri")
    element = etree.fromstring(f'<x xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">{xml}</x>')[0]
    found = Palette(theme).ink(element)
    assert found is not None
    assert all(abs(a - b) <= 1 for a, b in zip(bytes.fromhex(found.rgb), bytes.fromhex(rgb), strict=True)), found.rgb


def test_a_layout_that_powerpoint_would_repair_is_told() -> None:
    broken = '<a:lvl1pPr><a:defRPr><a:solidFill><a:srgbClr val="blue"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    data = edited(
        default(),
        {
            "ppt/slideLayouts/slideLayout2.xml": lambda text: re.sub(
                "<a:lstStyle ?/>", f"<a:lstStyle>{broken}</a:lstStyle>", text, count=1
            )
        },
    )
    told = [problem.fact for problem in kit(data).warnings if "repair" in problem.fact]
    place = "ppt/slideLayouts/slideLayout2.xml"
    assert told == [f"PowerPoint may want to repair decks on this template: {place}: the colour 'blue' is none"]


def test_shapes_of_one_id_on_a_layout_are_told_apart() -> None:
    part = "ppt/slideLayouts/slideLayout2.xml"
    data = edited(default(), {part: lambda text: re.sub(r'<p:cNvPr id="\d+"', '<p:cNvPr id="2"', text)})
    assert len([p for p in lint(data) if "have the id 2" in p.fact]) == 1
    package = read_package(data, "x")
    mend(package)
    assert lint(write_package(package)) == lint(default())
    assert not [problem for problem in kit(data).warnings if "repair" in problem.fact]


def test_a_placeholder_that_hangs_over_the_slides_edges_holds_text_only_on_the_slide() -> None:
    def wider(presentation: Any) -> None:
        for layout in presentation.slide_layouts:
            for shape in layout.placeholders:
                if shape.placeholder_format.type == PP_PLACEHOLDER.OBJECT:
                    shape.left, shape.top, shape.width, shape.height = Pt(-40), Pt(130), Pt(800), Pt(480)

    found = kit(_changed(wider))
    for layout in found.layouts.values():
        for slot in layout.slots.values():
            assert 0 <= slot.rect.x < slot.rect.right <= found.width, (layout.role, slot.name)
            assert 0 <= slot.rect.y < slot.rect.bottom <= found.height, (layout.role, slot.name)


def test_the_least_sizes_are_meant_for_slides_of_the_usual_height() -> None:
    def smaller(presentation: Any) -> None:
        presentation.slide_height = Pt(450)

    assert (kit(_changed(smaller)).policy.body_floor, kit(default()).policy.body_floor) == (15.0, 18.0)
    assert kit(_changed(smaller), fit={"body_floor": 17}).policy.body_floor == 17


@pytest.mark.parametrize(
    ("turn", "upright"),
    [
        ({"rot": "5400000"}, False), ({"rot": "-900000"}, False), ({"flipV": "1"}, False), ({"vert": "vert"}, False),
        ({"vert": "vert270"}, False), ({"vert": "eaVert"}, False), ({"text": "10800000"}, False),
        ({"rot": "0", "vert": "horz"}, True), ({"rot": "21600000"}, True), ({"rot": "10800000", "flipV": "1"}, True),
        ({"flipH": "1"}, True),
    ],
)  # fmt: skip
def test_a_box_whose_text_is_turned_serves_no_slot(turn: dict[str, str], upright: bool) -> None:
    def change(presentation: Any) -> None:
        body = presentation.slide_layouts[1].placeholders[1]
        body.left, body.top, body.width, body.height = Pt(50), Pt(130), Pt(600), Pt(330)
        for key in turn.keys() & {"rot", "flipV", "flipH"}:
            body._element.spPr.xfrm.set(key, turn[key])
        for key, name in (("vert", "vert"), ("text", "rot")):
            if key in turn:
                body.text_frame._txBody.bodyPr.set(name, turn[key])

    found = kit(_changed(change))
    layout = found.layouts["content"]
    assert (layout.name == "Title and Content", layout.slots["body"].idx == 1) == (upright, upright)
    assert (layout.found == "stand-in") is not upright
    assert layout.slots["body"].rect.w > layout.slots["body"].rect.h


def test_titles_that_are_all_turned_stand_upright_above_the_content_and_are_told_once() -> None:
    found = kit(FOREIGN["titles along the edge"]())
    told = [
        problem.fact for problem in surveyed(FOREIGN["titles along the edge"]()).remarks if "turned" in problem.fact
    ]
    assert len(told) == 1
    assert not found.warnings
    for role in ("content", "two-content", "table", "exercise"):
        title, others = found.layouts[role].slots["title"], list(found.layouts[role].slots.values())[1:]
        assert (title.idx, title.kind) == (0, "title"), role
        assert title.rect.w > 5 * title.rect.h, role
        assert all(title.rect.bottom <= other.rect.y for other in others), role


def test_a_turned_footer_is_left_out_and_told_and_its_layouts_serve_as_ever() -> None:
    def change(presentation: Any) -> None:
        for sheet in (presentation.slide_master, *presentation.slide_layouts):
            for shape in sheet.placeholders:
                if shape.placeholder_format.type == PP_PLACEHOLDER.FOOTER:
                    shape.left, shape.top, shape.width, shape.height = Pt(-100), Pt(250), Pt(300), Pt(20)
                    shape.rotation = 270

    found, before = kit(_changed(change)), kit(default())
    assert {role: layout.name for role, layout in found.layouts.items()} == {
        role: layout.name for role, layout in before.layouts.items()
    }
    assert {slot.kind for layout in found.layouts.values() for slot in layout.foot} == {"dt", "sldNum"}
    assert len([remark for remark in surveyed(_changed(change)).remarks if "turned or vertical" in remark.fact]) == 1


def test_two_columns_of_one_idx_are_told_apart() -> None:
    """LibreOffice writes both objects of such a layout without idx."""
    part = "ppt/slideLayouts/slideLayout4.xml"
    data = edited(default(), {part: lambda text: re.sub(r'<p:ph sz="half" idx="\d+"/>', "<p:ph/>", text)})
    slots = kit(data).layouts["two-content"].slots
    assert slots["left"].rect.right < slots["right"].rect.x
    assert slots["left"].rect.y == slots["right"].rect.y
    assert slots["left"].idx != slots["right"].idx
    package = read_package(data, "x")
    mend(package)
    assert lint(write_package(package)) == []


def test_placeholders_of_two_types_may_share_an_idx() -> None:
    """LibreOffice writes them so: a title and an object, both without idx."""
    data = edited(
        default(), {"ppt/slideLayouts/slideLayout2.xml": lambda text: text.replace('<p:ph idx="1"/>', "<p:ph/>")}
    )
    slots = kit(data).layouts["content"].slots
    assert (slots["title"].idx, slots["title"].kind) == (0, "title")
    assert slots["body"].kind == "obj"
    assert slots["body"].idx is not None
    assert slots["body"].idx > 1000


@pytest.mark.parametrize("part", ["ppt/slideLayouts/slideLayout3.xml", "ppt/presProps.xml"])
def test_a_template_with_a_missing_part_is_read_without_it(part: str) -> None:
    members = parts(default())
    del members[part]
    assert list(kit(zipped(members)).layouts) == list(ROLES)


def test_a_template_without_layouts_is_refused() -> None:
    data = edited(
        default(),
        {
            "ppt/slideMasters/slideMaster1.xml": lambda text: (
                text[: text.index("<p:sldLayoutIdLst>")] + text[text.index("<p:txStyles>") :]
            )
        },
    )
    with pytest.raises(CoursewareError, match="has no layouts"):
        kit(data)


@pytest.mark.parametrize("name", ["4:3", "wide"])
def test_a_question_on_a_stand_in_holds_as_many_words_as_in_the_house(name: str) -> None:
    ours, theirs = house("house").kit.layouts["question"].slots, kit(FOREIGN[name]()).layouts["question"].slots
    for slot in ("stem", "options"):
        held = [box.inner.w * box.inner.h / box.style(0).size ** 2 for box in (ours[slot], theirs[slot])]
        assert held[1] >= 0.98 * held[0]
        assert theirs[slot].style(0).size >= 17


def test_small_print_is_small_on_a_stand_in_too() -> None:
    layouts = kit(foreign_template()).layouts
    assert layouts["legal"].slots["body"].style(0).size < 0.7 * layouts["content"].slots["body"].style(0).size
    assert layouts["table"].slots["body"] == layouts["content"].slots["body"]


def test_columns_on_a_stand_in_have_one_size() -> None:
    slots = kit(foreign_template()).layouts["three-content"].slots
    assert len({slots[name].style(0).size for name in ("left", "middle", "right")}) == 1


def test_a_template_of_another_size_keeps_the_houses_proportions() -> None:
    def large(presentation: Any) -> None:
        presentation.slide_width, presentation.slide_height = Pt(1920), Pt(1080)

    found = kit(_changed(large))
    assert (found.width, found.height) == (1920, 1080)
    assert found.layouts["big-number"].slots["number"].style(0).size <= 320


def test_the_brands_limits_reach_the_kit() -> None:
    assert kit(default(), fit={"body_floor": 16.0}).policy.body_floor == 16.0


def test_files_are_read_by_their_digest() -> None:
    assert kit(default()).digest != kit(foreign_template()).digest
    assert isinstance(house("house").files, Files)


def test_a_broken_part_is_told_with_the_templates_name() -> None:
    data = edited(default(), {"ppt/slideMasters/slideMaster1.xml": lambda text: text.replace("</p:sldMaster>", "")})
    with pytest.raises(CoursewareError) as caught:
        kit(data)
    [problem] = caught.value.problems
    assert problem.place.file == "template.pptx"
    assert problem.fact.startswith("ppt/slideMasters/slideMaster1.xml:2: the part is no well-formed XML")
