"""The deck that `write_deck` makes: valid, native, whole, and the same each time. Each test builds a deck and opens it again."""

from __future__ import annotations

import dataclasses
import io
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.brand.colors import mix
from courseware.deck.kit import Bullet, Ink, Rect
from courseware.deck.slides import Page, PictureBox, ShapeBox, Slides, Span, TableBox, TableCell, TableRow, TextBox
from courseware.marks import untouched
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.lint import lint
from courseware.powerpoint.outline import outline
from courseware.powerpoint.package import read_package
from courseware.powerpoint.spec import read_spec
from courseware.powerpoint.template import read_template
from courseware.powerpoint.write import write_deck
from courseware.problems import CoursewareError, Place
from tests.cases import Case, cases
from tests.deck.kits import NAMES, house, page
from tests.foreign import LEFTOVER, foreign_template
from tests.powerpoint.open import (
    A,
    P,
    R,
    deck,
    edited,
    free,
    parts,
    placed,
    shape,
    slide,
    without_notes_master,
    words,
    write,
    xml,
)

HERE = Path(__file__).parent
PICTURE = '<figure class="picture"><img src="square.png" alt="A square"/></figure>'
EVERYTHING = (
    '<section id="m/cover" data-layout="cover" data-section="One"><h1>Cover</h1><div data-slot="subtitle"><p>Sub</p></div></section>',
    '<section id="m/part" data-layout="section" data-section="Two"><h1>Part</h1><div data-slot="number"><p>1</p></div></section>',
    '<section id="m/list" data-layout="content" data-incremental="true"><h1>List</h1><div data-slot="body"><ul><li>one <a href="https://example.org/">link</a>'
    '</li><li>two <a href="#m/table">there</a></li></ul></div><aside class="notes"><p>Say <em>it</em>.</p></aside></section>',
    '<section id="m/table" data-layout="table"><h1>Table</h1><div data-slot="body"><table><thead><tr><th><p>A</p></th><th><p>B</p></th></tr></thead><tbody>'
    "<tr><td><p>1</p></td><td><p>2</p></td></tr></tbody></table></div></section>",
    f'<section id="m/pic" data-layout="picture-caption"><h1>Pic</h1><div data-slot="picture">{PICTURE}</div><div data-slot="caption"><p>C</p></div></section>',
    '<section id="m/code" data-layout="code" data-hidden="true"><h1>Code</h1><div data-slot="body"><pre><code>x = 1</code></pre></div></section>',
    '<section id="m/box" data-layout="content"><h1>Box</h1><div data-slot="body"><p>Before.</p><div class="box" data-kind="callout-note"><p class="title">Note'
    "</p><p>Inside.</p></div></div></section>",
    '<section id="m/end" data-layout="closing"><h1>End</h1><div data-slot="body"><p>Next</p></div></section>',
)


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_of_everything_is_valid_and_needs_no_repair(name: str, tmp_path: Path) -> None:
    data = deck(name, *EVERYTHING)
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    assert OpenXmlValidator().validate(file).errors == []
    assert lint(data) == []
    assert len(Presentation(io.BytesIO(data)).slides) == len(EVERYTHING)


@pytest.mark.parametrize("case", cases(HERE / "decks/house.txt"))
def test_markup_becomes_the_deck_of_this_outline(case: Case) -> None:
    assert outline(deck("house", case.given)).rstrip("\n") == case.expected


@pytest.mark.parametrize("case", cases(HERE / "decks/house.txt"))
def test_a_foreign_template_gets_the_same_words(case: Case) -> None:
    def said(text: str) -> list[str]:
        return re.sub(r"  \[[^]]*\]|\s*foot: .*", "", text).split("\n")

    assert said(outline(deck("foreign", case.given)).rstrip("\n")) == said(case.expected)


@pytest.mark.parametrize("name", NAMES)
def test_text_that_fits_inherits_everything_from_its_placeholder(name: str) -> None:
    data = deck(
        name,
        '<section id="m/a" data-layout="content"><h1>Title</h1><div data-slot="body"><ul><li>one<ul><li>two</li></ul></li></ul></div></section>',
    )
    for box in ("Title", "Body"):
        found = shape(data, box)
        assert found.find(f"{P}spPr/*") is None
        assert [dict(run.attrib) for run in found.iter(A + "rPr")] == [{"lang": "en-US"}] * len(
            list(found.iter(A + "rPr"))
        )
        assert all(not len(p) and not set(p.attrib) - {"lvl"} for p in found.iter(A + "pPr"))


def test_scaled_text_carries_its_sizes_and_spaces() -> None:
    home = house("house")
    slot = home.kit.layouts["content"].slots["body"]
    style = replace(slot.style(0), size=20.0, before=8.0)
    data = placed(
        "house", TextBox(rect=slot.rect, paragraphs=(words("small", style),), name="Body", idx=slot.idx, scale=0.83)
    )
    found = shape(data, "Body")
    assert [run.get("sz") for run in found.iter(A + "rPr")] == ["2000"]
    assert [points.get("val") for points in found.iterfind(f".//{A}spcBef/{A}spcPts")] == ["800"]
    assert found.find(f".//{A}lnSpc") is None  # the line spacing is still the layout's


def test_a_moved_placeholder_says_where_it_stands_and_keeps_its_text_native() -> None:
    slot = house("house").kit.layouts["content"].slots["body"]
    box = TextBox(rect=Rect(48, 128, 400, 100), paragraphs=(words("x", slot.style(0)),), name="Body", idx=slot.idx)
    found = shape(placed("house", box), "Body")
    extent = found.find(f"{P}spPr/{A}xfrm/{A}ext")
    assert extent is not None
    assert (extent.get("cx"), extent.get("cy")) == (str(400 * 12700), str(100 * 12700))
    assert "sz" not in next(found.iter(A + "rPr")).attrib


@pytest.mark.parametrize("name", NAMES)
def test_the_same_slides_give_the_same_bytes(name: str) -> None:
    home = house(name)
    slides = home.fit(page(*EVERYTHING))
    once, again = write(home, slides), write(home, slides)
    assert once == again
    names = list(parts(once))
    assert names[0] == "[Content_Types].xml"
    assert names[1:] == sorted(names[1:])


def test_the_templates_own_slides_leave_without_a_trace() -> None:
    given = parts(foreign_template())
    assert any(LEFTOVER in content.decode(errors="ignore") for content in given.values())
    data = deck("foreign", EVERYTHING[0])
    held = parts(data)
    assert not any(LEFTOVER in content.decode(errors="ignore") for content in held.values())
    assert [name for name in held if name.startswith(("ppt/slides/slide", "ppt/notesSlides/"))] == [
        "ppt/slides/slide1.xml"
    ]


def test_a_custom_show_and_a_section_of_the_template_leave_too() -> None:
    home = house("foreign")
    listed = re.search(r'<p:sldId [^>]*id="(\d+)"[^>]*r:id="(\w+)"', parts(home.base)["ppt/presentation.xml"].decode())
    assert listed is not None
    show = f'<p:custShowLst><p:custShow name="Kurz" id="0"><p:sldLst><p:sld r:id="{listed[2]}"/></p:sldLst></p:custShow></p:custShowLst>'
    base = edited(
        home.base,
        {"ppt/presentation.xml": lambda text: text.replace("<p:defaultTextStyle>", show + "<p:defaultTextStyle>", 1)},
    )
    chosen = '<p:showPr><p:custShow id="0"/></p:showPr></p:presentationPr>'
    base = edited(
        base, {"ppt/presProps.xml": lambda text: re.sub(r"(?s)(<p:presentationPr[^>]*?)/?>.*", rf"\1>{chosen}", text)}
    )
    data = write_deck(home.fit(page(EVERYTHING[0])), home.kit, base, home.files)
    assert b"Kurz" not in parts(data)["ppt/presentation.xml"]
    assert [child.tag for child in xml(data, "ppt/presProps.xml").iterfind(f"{P}showPr/*")] == [P + "sldAll"]
    assert lint(data) == []


def test_text_fills_a_placeholder_that_shares_its_idx_with_the_title() -> None:
    home = house("foreign")
    base = edited(
        home.base, {"ppt/slideLayouts/slideLayout2.xml": lambda text: text.replace('<p:ph idx="23"/>', "<p:ph/>")}
    )
    own = dataclasses.replace(
        home, kit=read_kit(base, home.brand, read_spec(home.files, home.brand), "x.pptx"), base=base
    )
    data = write(own, own.fit(page(EVERYTHING[6])))
    assert lint(data) == []
    assert [dict(ph.attrib) for ph in slide(data).iter(P + "ph")][:2] == [{"type": "title"}, {}]


@pytest.mark.parametrize("turn", ['<a:bodyPr vert="vert270"', '<a:bodyPr rot="5400000"'])
def test_a_title_whose_placeholder_is_turned_on_the_master_is_written_upright(turn: str, tmp_path: Path) -> None:
    home = house("foreign")
    masters = {
        "ppt/slideMasters/slideMaster1.xml": lambda text: re.sub(r"<a:bodyPr(?: vert=\"\w+\")?", turn, text, count=1)
    }
    base = edited(home.base, masters)
    kit = read_kit(base, home.brand, read_spec(home.files, home.brand), "x.pptx")
    own = dataclasses.replace(home, kit=kit, base=base)
    path = tmp_path / "deck.pptx"
    path.write_bytes(write(own, own.fit(page(EVERYTHING[6]))))
    title = Presentation(str(path)).slides[0].shapes.title
    assert title is not None
    assert title.text_frame.text == "Box"
    body = title._element.find(f"{P}txBody/{A}bodyPr")
    assert (body.get("rot"), body.get("vert")) == ("0", "horz")
    assert title.width > 5 * title.height > 0
    assert lint(path.read_bytes()) == []
    assert OpenXmlValidator().validate(str(path)).errors == []


def test_a_slide_on_a_layout_with_its_own_colours_repeats_their_map() -> None:
    home = house("foreign")
    swapped = {"bg1": "dk1", "tx1": "lt1", "bg2": "dk2", "tx2": "lt2"}
    same = {name: name for name in (*(f"accent{n}" for n in range(1, 7)), "hlink", "folHlink")}
    dark = "<a:overrideClrMapping" + "".join(f' {k}="{v}"' for k, v in (swapped | same).items()) + "/>"
    base = edited(
        home.base, {"ppt/slideLayouts/slideLayout2.xml": lambda text: text.replace("<a:masterClrMapping/>", dark)}
    )
    data = write_deck(home.fit(page(EVERYTHING[6])), home.kit, base, home.files)
    found = slide(data).find(f"{P}clrMapOvr/{A}overrideClrMapping")
    assert found is not None
    assert (found.get("bg1"), found.get("accent1")) == ("dk1", "accent1")


def test_a_link_from_a_layout_to_a_slide_that_left_leaves_too() -> None:
    home = house("foreign")
    held = parts(home.base)
    layout = "ppt/slideLayouts/slideLayout1.xml"
    rels = "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
    link = '<Relationship Id="rIdX" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/slide" Target="../slides/slide1.xml"/>'
    base = edited(
        home.base,
        {
            rels: lambda text: text.replace("</Relationships>", link + "</Relationships>"),
            layout: lambda text: re.sub(
                r'(<p:cNvPr id="2"[^>]*?)/>',
                r'\1><a:hlinkClick r:id="rIdX" action="ppaction://hlinksldjump"/></p:cNvPr>',
                text,
                count=1,
            ),
        },
    )
    slides = home.fit(page(EVERYTHING[0]))
    data = write_deck(slides, home.kit, base, home.files)
    assert lint(data) == []
    assert b"hlinksldjump" not in parts(data)[layout]
    assert layout in held


def test_equal_pictures_are_stored_once_and_as_they_were() -> None:
    home = house("house")
    (home.files.project / "copy.png").write_bytes(home.files.read("square.png"))
    names = ("square.png", "copy.png", "square.png")
    data = placed("house", *(PictureBox(rect=Rect(50, 150, 90, 90), src=src, name=src) for src in names))
    added = {name: content for name, content in parts(data).items() if name.startswith("ppt/media/picture")}
    assert list(added.values()) == [home.files.read("square.png")]


def test_a_picture_is_cropped_and_described_and_one_without_words_is_decorative() -> None:
    said = PictureBox(
        rect=Rect(50, 150, 100, 100), src="wide.png", name="Said", alt='A "bar" & more', crop=(0.25, 0, 0.5, 0)
    )
    plain = PictureBox(rect=Rect(250, 150, 100, 100), src="tall.png", name="Plain")
    data = placed("house", said, plain)
    first, second = shape(data, "Said"), shape(data, "Plain")
    crop = first.find(f"{P}blipFill/{A}srcRect")
    assert crop is not None
    assert [crop.get(side) for side in "ltrb"] == ["25000", None, "50000", None]
    named = first.find(f"{P}nvPicPr/{P}cNvPr")
    assert named is not None
    assert named.get("descr") == 'A "bar" & more'
    assert [
        e.get("val") for e in second.iter("{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative")
    ] == ["1"]


def test_every_picture_and_link_that_cannot_be_written_is_told_at_once() -> None:
    home = house("house")
    (home.files.project / "note.png").write_bytes(b"this is text")
    (home.files.project / "lone.svg").write_bytes(b"<svg/>")
    boxes = [PictureBox(rect=Rect(0, 0, 9, 9), src=src, name=src) for src in ("gone.png", "note.png", "lone.svg")]
    style = home.kit.layouts["content"].slots["body"].style(0)
    links = tuple(
        words("x", style, spans=(Span("x", style.family, style.size, href=href),))
        for href in ("file:///etc/passwd", "#nowhere")
    )
    with pytest.raises(CoursewareError) as caught:
        placed("house", *boxes, free("x", paragraphs=links), place=Place("m.md", 7))
    told = [str(problem) for problem in caught.value.problems]
    assert len(told) == 5
    assert all(line.startswith("m.md:7: ") for line in told)
    for fact in (
        "there is no picture gone.png",
        "note.png is no PNG",
        "lone.svg doesn't tell how large it is",
        "'file:///etc/passwd'",
        "#nowhere leads to no slide",
    ):
        assert any(fact in line for line in told), fact


def test_a_drawing_stands_as_svg_with_its_png_for_older_programs() -> None:
    home = house("house")
    (home.files.project / "art.svg").write_bytes(b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>')
    (home.files.project / "art.png").write_bytes(home.files.read("square.png"))
    data = placed("house", PictureBox(rect=Rect(50, 150, 90, 90), src="art.svg", name="Art", alt="Art"))
    assert lint(data) == []
    assert len(list(shape(data, "Art").iter("{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"))) == 1
    assert b"image/svg+xml" in parts(data)["[Content_Types].xml"]


def test_links_lead_out_and_within() -> None:
    data = deck("house", *EVERYTHING)
    rels = parts(data)["ppt/slides/_rels/slide3.xml.rels"].decode()
    assert 'Target="https://example.org/" TargetMode="External"' in rels
    assert 'relationships/slide" Target="slide4.xml"' in rels
    jumps = [link.get("action") for link in slide(data, 3).iter(A + "hlinkClick")]
    assert jumps == [None, "ppaction://hlinksldjump"]


def test_notes_keep_paragraphs_lists_and_emphasis() -> None:
    notes = (
        "<p>Ask <strong>who</strong> <em>it</em> was.</p><ul><li>one<ul><li>two</li></ul></li></ul>"
        '<ol start="3"><li>three</li></ol><pre><code>x = 1</code></pre>'
    )
    data = deck(
        "house",
        f'<section id="m/a" data-layout="content"><h1>T</h1><div data-slot="body"><p>b</p></div><aside class="notes">{notes}</aside></section>',
    )
    page_ = xml(data, "ppt/notesSlides/notesSlide1.xml")
    lines = ["".join(t.text or "" for t in p.iter(A + "t")) for p in page_.iter(A + "p")]
    assert lines == ["Ask who it was.", "one", "two", "three", "x = 1", "3-1"]
    assert [r.findtext(A + "t") for r in page_.iter(A + "r") if r.find(f"{A}rPr[@b='1']") is not None] == ["who"]
    assert [r.findtext(A + "t") for r in page_.iter(A + "r") if r.find(f"{A}rPr[@i='1']") is not None] == ["it"]
    assert [b.get("startAt") for b in page_.iter(A + "buAutoNum")] == ["3"]
    assert len(list(page_.iter(A + "buChar"))) == 2
    assert [ph.get("type") for ph in page_.iter(P + "ph")] == ["sldImg", "body", "sldNum"]


def test_a_template_without_notes_gets_a_notes_master(tmp_path: Path) -> None:
    home = house("foreign")
    base = without_notes_master(home.base)
    data = write_deck(home.fit(page(*EVERYTHING)), home.kit, base, home.files)
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    assert OpenXmlValidator().validate(file).errors == []
    assert lint(data) == []
    assert Presentation(str(file)).slides[2].notes_slide.notes_text_frame.text == "Say it."


def test_sections_hidden_slides_and_properties_are_told() -> None:
    said = {"author": "Ada Trainer", "subject": "Course", "keywords": "DSV", "date": "2026-03-01"}
    head = "".join(f'<meta name="{name}" content="{value}"/>' for name, value in said.items())
    data = deck("house", *EVERYTHING, head=head)
    text = parts(data)["ppt/presentation.xml"].decode()
    assert re.findall(r'<p14:section name="([^"]*)"', text) == ["One", "Two"]
    assert [n for n in range(1, len(EVERYTHING) + 1) if slide(data, n).get("show") == "0"] == [6]
    core = Presentation(io.BytesIO(data)).core_properties
    held = (core.title, core.author, core.subject, core.keywords, core.language)
    assert held == ("Test", "Ada Trainer", "Course", "DSV", "en")
    assert untouched(data)
    assert core.created.isoformat()[:10] == core.modified.isoformat()[:10] == "2026-03-01"


def test_a_deck_without_a_date_is_dated_for_all_time() -> None:
    core = Presentation(io.BytesIO(deck("house", EVERYTHING[0]))).core_properties
    assert core.created.year == core.modified.year == 1980


def test_a_list_that_is_built_appears_item_by_item() -> None:
    data = deck("house", *EVERYTHING)
    timing = slide(data, 3).find(P + "timing")
    assert timing is not None
    body = next(named for named in slide(data, 3).iter(P + "cNvPr") if named.get("name") == "Body").get("id")
    shown = [
        (target.get("spid"), span.get("st")) for target in timing.iter(P + "spTgt") for span in target.iter(P + "pRg")
    ]
    assert shown == [(body, "0"), (body, "1")]
    assert [node.get("nodeType") for node in timing.iter(P + "cTn") if node.get("presetClass")] == ["clickEffect"] * 2
    assert slide(data, 4).find(P + "timing") is None


def test_each_shape_knows_the_blocks_it_came_from() -> None:
    slot = house("house").kit.layouts["content"].slots["body"]
    box = TextBox(
        rect=slot.rect, paragraphs=(words("x", slot.style(0)),), name="Body", idx=slot.idx, blocks=("1", "2", "1")
    )
    data = placed("house", box, piece=2, pieces=3)
    tags = {tag.get("name"): tag.get("val") for tag in xml(data, "ppt/tags/slide1.xml").iter(P + "tag")}
    named = shape(data, "Body").find(f"{P}nvSpPr/{P}cNvPr")
    assert named is not None
    assert tags == {"COURSEWARE.SLIDE": "m/one 2/3", f"COURSEWARE.SHAPE.{named.get('id')}": "1 2"}


def test_numbering_goes_on_after_an_item_with_another_mark() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)
    letters = Bullet("alphaUcPeriod", True, 1)
    rows = [words(n, style, bullet=letters, bullet_text=f"{n}.") for n in "ABD"]
    rows.insert(2, words("C", style, bullet=Bullet("✓"), bullet_text="✓"))
    found = shape(placed("house", free("", paragraphs=tuple(rows))), "Free")
    assert [b.get("startAt") for b in found.iter(A + "buAutoNum")] == [None, None, "4"]


def test_numbering_that_leaps_starts_anew() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)
    rows = tuple(words("x", style, bullet=Bullet("arabicPeriod", True, 1), bullet_text=f"{n}.") for n in (1, 2, 5, 6))
    found = shape(placed("house", free("", paragraphs=rows)), "Free")
    assert [b.get("startAt") for b in found.iter(A + "buAutoNum")] == [None, None, "5", "5"]


def test_a_list_that_is_continued_starts_where_it_stopped() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)
    rows = tuple(words("x", style, bullet=Bullet("arabicPeriod", True, 1), bullet_text=f"{n}.") for n in (4, 5))
    found = shape(placed("house", free("", paragraphs=rows)), "Free")
    assert [b.get("startAt") for b in found.iter(A + "buAutoNum")] == ["4", "4"]


@pytest.mark.parametrize(
    ("ink", "expected"),
    [
        (lambda kit: kit.ink("accent"), '<a:schemeClr val="accent1"/>'),
        (lambda kit: Ink("123456"), '<a:srgbClr val="123456"/>'),
        (lambda kit: Ink("123456", "accent1"), '<a:srgbClr val="123456"/>'),
    ],
    ids=["a theme's colour by its name", "another by its value", "one that only claims to be the theme's by its value"],
)
def test_a_colour_follows_the_theme_where_it_is_the_themes(ink: Callable[..., Ink], expected: str) -> None:
    data = placed("house", free("x", fill=ink(house("house").kit)))
    assert expected in parts(data)["ppt/slides/slide1.xml"].decode()


@pytest.mark.parametrize("rgb", ["2446A8", "F0A830", "777777"])
def test_a_tint_follows_the_theme_and_is_the_mixture_it_was_measured_as(rgb: str) -> None:
    """Dark and light colours go different ways through hue, saturation and lightness."""
    pale = Ink(mix(rgb, "FFFFFF", 0.2), "accent1", 0.2)
    home = house("house")
    theme = re.compile(r"(<a:accent1><a:srgbClr val=\")[0-9A-F]{6}")
    base = edited(
        home.base, {"ppt/theme/theme1.xml": lambda text: theme.sub(rf"\g<1>{rgb}", text.replace(rgb, "123456"))}
    )
    only = Page(
        number="1", id="a", role="blank", layout=home.kit.layouts["blank"].key, title="", boxes=(free("x", fill=pale),)
    )
    slides = Slides(title="T", language="en", width=960, height=540, pages=(only,))
    data = write_deck(slides, home.kit, base, home.files)
    fill = shape(data, "Free").find(f"{P}spPr/{A}solidFill")
    assert fill is not None
    assert fill.find(f"{A}schemeClr") is not None
    seen = read_template(read_package(data, "x")).masters[0].palette.fill(fill)
    assert seen is not None
    assert all(abs(a - b) <= 2 for a, b in zip(bytes.fromhex(seen.rgb), bytes.fromhex(pale.rgb), strict=True))


def test_a_table_has_a_header_and_no_line_but_its_rules() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)

    def row(*said: str, rule: Ink | None = None) -> TableRow:
        cells = tuple(TableCell((words(s, style, bullet=None),), (4, 2, 4, 2)) for s in said)
        return TableRow(32, cells, rule, 1.5 if rule else 0)

    box = TableBox(
        rect=Rect(48, 128, 400, 96),
        widths=(100, 300),
        rows=(row("A", "B", rule=Ink("000000")), row("1", "2"), row("3", "4")),
        name="Table",
        alt="Two columns",
    )
    found = shape(placed("house", box), "Table")
    properties = found.find(f".//{A}tblPr")
    assert properties is not None
    assert properties.get("firstRow") == "1"
    assert [c.get("w") for c in found.iter(A + "gridCol")] == [str(100 * 12700), str(300 * 12700)]
    drawn = [
        (n, edge)
        for n, tr in enumerate(found.iter(A + "tr"))
        for edge in ("lnL", "lnR", "lnT", "lnB")
        for e in tr.iter(A + edge)
        if e.find(A + "solidFill") is not None
    ]
    assert drawn == [(0, "lnB")] * 2 + [(1, "lnT")] * 2


def test_a_box_with_an_edge_moves_as_one_thing() -> None:
    data = placed("house", free("x", fill=Ink("EEEEEE"), edge=Ink("123456"), edge_width=4))
    group = shape(data, "Free group")
    assert [named.get("name") for named in group.iter(P + "cNvPr")] == ["Free group", "Free", "Free edge"]
    assert lint(data) == []


def test_shapes_and_a_background_are_drawn() -> None:
    kinds = [
        ShapeBox(
            rect=Rect(10, 10, 50, 40), kind=kind, name=kind, fill=Ink("123456"), outline=Ink("654321"), outline_width=1
        )
        for kind in ("rect", "ellipse", "line")
    ]
    data = placed("house", *kinds, background=Ink("ABCDEF"))
    assert [g.get("prst") for g in slide(data).iter(A + "prstGeom")] == ["rect", "ellipse", "line"]
    assert slide(data).find(f"{P}cSld/{P}bg/{P}bgPr/{A}solidFill/{A}srgbClr") is not None
    assert lint(data) == []


def test_right_to_left_and_other_languages_are_marked() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)
    arabic = words("مرحبا", replace(style, rtl=True, align="r"))
    german = words("Hallo", style, spans=(Span("Hallo", style.family, style.size, lang="de"),))
    found = shape(placed("house", free("", paragraphs=(arabic, german))), "Free")
    assert [p.get("rtl") for p in found.iter(A + "pPr")] == ["1", None]
    assert [r.get("lang") for r in found.iterfind(f".//{A}r/{A}rPr")] == ["en-US", "de-DE"]


@pytest.mark.parametrize("kind", ["template", "slideshow"])
def test_a_template_file_becomes_a_presentation(kind: str) -> None:
    home = house("foreign")
    base = edited(
        home.base, {"[Content_Types].xml": lambda text: text.replace("presentation.main+xml", f"{kind}.main+xml")}
    )
    data = write_deck(home.fit(page(EVERYTHING[0])), read_kit(base, home.brand, {}, "brand.potx"), base, home.files)
    assert len(Presentation(io.BytesIO(data)).slides) == 1


def test_a_font_reaches_the_script_that_it_was_chosen_for() -> None:
    style = house("house").kit.layouts["content"].slots["body"].style(0)
    said = {"你好": ["latin", "ea"], "שלום": ["latin", "cs"], "Grüße": ["latin"]}
    rows = tuple(words("", style, spans=(Span(text, "Other Font", style.size),)) for text in said)
    found = shape(placed("house", free("", paragraphs=rows)), "Free")
    fonts = [
        [str(e.tag).removeprefix(A) for e in run if e.get("typeface")] for run in found.iterfind(f".//{A}r/{A}rPr")
    ]
    assert fonts == list(said.values())


def test_a_footer_keeps_the_layouts_look_and_the_number_is_printed_as_text() -> None:
    data = deck("house", *EVERYTHING, head='<meta name="footer" content="DSV 2026"/>')
    footer, number = shape(data, "Footer", 3), shape(data, "Slide number", 3)
    assert footer.findtext(f".//{A}t") == "DSV 2026"
    assert number.findtext(f".//{A}t") == "3-3"
    assert [ph.get("type") for box in (footer, number) for ph in box.iter(P + "ph")] == ["ftr", "sldNum"]
    assert not list(number.iter(A + "fld"))
    assert all(box.find(f".//{A}pPr") is not None for box in (footer, number))  # LibreOffice needs it


def test_a_thousand_slides_have_a_thousand_names_and_ids() -> None:
    home = house("house")
    one = home.fit(page(EVERYTHING[3])).pages[0]
    many = Slides(
        title="Many",
        language="en",
        width=home.kit.width,
        height=home.kit.height,
        pages=tuple(replace(one, id=f"m/{n}") for n in range(1000)),
    )
    data = write(home, many)
    assert lint(data) == []
    listed = [(e.get("id"), e.get(R + "id")) for e in xml(data, "ppt/presentation.xml").iter(P + "sldId")]
    assert len(set(listed)) == 1000
