"""Each fault that PowerPoint would repair is found. A fault is seeded into a sound deck and must be the only thing that is said."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Callable
from functools import cache

import pytest

from courseware.powerpoint.lint import lint
from tests.powerpoint.open import deck, parts, zipped
from tests.powerpoint.test_write import EVERYTHING

Members = dict[str, bytes]
SLIDE = "ppt/slides/slide{}.xml"
MAIN = "ppt/presentation.xml"
MAIN_RELS = "ppt/_rels/presentation.xml.rels"
TYPES = "[Content_Types].xml"
CONNECTOR = (
    '<p:cxnSp><p:nvCxnSpPr><p:cNvPr id="77" name="Arrow"/><p:cNvCxnSpPr><a:stCxn id="99" idx="0"/></p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>'
    '<p:spPr><a:prstGeom prst="line"><a:avLst/></a:prstGeom></p:spPr></p:cxnSp></p:spTree>'
)
WRONG_ORDER = '<a:p><a:pPr><a:buNone/><a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>'
BLUE = (
    '<p:sp><p:nvSpPr><p:cNvPr id="88" name="x"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:solidFill><a:srgbClr val="blue"/></a:solidFill></p:spPr></p:sp>'
    "</p:spTree>"
)
SHOW = '<p:custShowLst><p:custShow name="Short" id="0"><p:sldLst><p:sld r:id="rIdNone"/></p:sldLst></p:custShow></p:custShowLst><p:defaultTextStyle>'


@cache
def sound() -> bytes:
    return deck("house", *EVERYTHING)


def changed(part: str, old: str, new: str, count: int = 1) -> Callable[[Members], None]:
    """A fault that is other text in a part."""

    def seed(members: Members) -> None:
        text = members[part].decode()
        assert old in text, f"{part} holds no {old}"
        members[part] = text.replace(old, new, count).encode()

    return seed


def gone(part: str) -> Callable[[Members], None]:
    """A fault that is a missing part."""

    def seed(members: Members) -> None:
        del members[part]

    return seed


def media(members: Members) -> str:
    return next(name for name in members if name.startswith("ppt/media/picture"))


def wrong_picture(members: Members) -> None:
    members[media(members)] = b"GIF89a nothing"


def unlisted(members: Members) -> None:
    """The slide leaves the list and its section, but stays related."""
    changed(MAIN, '<p:sldId id="263" r:id="rIdSlide8"/>', "")(members)
    changed(MAIN, '<p14:sldId id="263"/>', "")(members)


def shared_notes(members: Members) -> None:
    members["ppt/slides/_rels/slide4.xml.rels"] = members["ppt/slides/_rels/slide4.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/notesSlide" '
        b'Target="../notesSlides/notesSlide3.xml"/></Relationships>',
    )


def macros(members: Members) -> None:
    members["ppt/vbaProject.bin"] = b"\xd0\xcf\x11\xe0"
    changed(
        TYPES, "<Override", '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/><Override'
    )(members)


FAULTS: dict[str, tuple[Callable[[Members], None], str]] = {
    "two shapes of one id": (changed(SLIDE.format(3), '<p:cNvPr id="3"', '<p:cNvPr id="2"'), "2 shapes have the id 2"),
    "a shape without a number for its id": (changed(SLIDE.format(4), '<p:cNvPr id="2"', '<p:cNvPr id="x"'), "a shape has the id 'x'"),
    "a relation to a part that is not there": (gone("ppt/tags/slide2.xml"), "leads to ppt/tags/slide2.xml, which is not there"),
    "an id of no relation": (changed(SLIDE.format(5), 'r:embed="', 'r:embed="rIdNone'), "names the relation rIdNone"),
    "two relations of one id": (changed("ppt/slides/_rels/slide3.xml.rels", 'Id="rId2"', 'Id="rId1"'), "2 relations have the id rId1"),
    "a row with too few cells": (changed(SLIDE.format(4), "<a:tr ", '<a:tr h="1"></a:tr><a:tr '), "row 1 of a table has 0 cells for 2 columns"),
    "a cell that spans too far": (changed(SLIDE.format(4), "<a:tc>", '<a:tc gridSpan="3">'), "spans more columns than there are"),
    "a connector to nothing": (changed(SLIDE.format(4), "</p:spTree>", CONNECTOR), "a connector is tied to shape 99"),
    "a section of an unknown slide": (changed(MAIN, '<p14:sldId id="256"/>', '<p14:sldId id="256"/><p14:sldId id="999"/>'), "a section names slide 999"),
    "a slide in no section": (changed(MAIN, '<p14:sldId id="256"/>', ""), "slide 256 is in no section"),
    "a slide in two sections": (changed(MAIN, '<p14:sldId id="257"/>', '<p14:sldId id="257"/><p14:sldId id="256"/>'), "256 stands 2 times"),
    "a slide that left but is still related": (unlisted, "still relates to ppt/slides/slide8.xml"),
    "two slides of one id": (changed(MAIN, 'id="263" r:id', 'id="262" r:id'), "the slide id 262 stands 2 times"),
    "a slide id out of range": (changed(MAIN, '"263"', '"7"', 2), "the slide id '7' is none"),
    "a custom show of an unknown slide": (changed(MAIN, "<p:defaultTextStyle>", SHOW), "a custom show names a slide that is not there"),
    "a slide without a layout": (changed("ppt/slides/_rels/slide8.xml.rels", "/slideLayout\"", "/other\""), "the slide has 0 layouts"),
    "notes shared by two slides": (shared_notes, "2 slides share this part"),
    "notes without a master": (changed("ppt/notesSlides/_rels/notesSlide3.xml.rels", "/notesMaster\"", "/other\""), "the notes have no notes master"),
    "a placeholder that the layout lacks": (changed(SLIDE.format(3), '<p:ph idx="1"/>', '<p:ph idx="55"/>'), "fills place 55"),
    "two shapes in one placeholder": (changed(SLIDE.format(3), '<p:ph idx="1"/>', '<p:ph type="title"/>'), "2 shapes fill place 0"),
    "an empty placeholder": (changed(SLIDE.format(2), "<a:t>Part</a:t>", "<a:t></a:t>"), "is empty and shows its prompt"),
    "an animation of a shape that is not there": (changed(SLIDE.format(3), 'spid="3"', 'spid="33"'), "an animation moves shape 33"),
    "an animation of a paragraph that is not there": (changed(SLIDE.format(3), 'st="1" end="1"', 'st="7" end="7"'), "shows paragraph 8"),
    "two steps of one id": (changed(SLIDE.format(3), '<p:cTn id="4"', '<p:cTn id="3"'), "2 steps of the animation have the id 3"),
    "a text body without a paragraph": (changed(SLIDE.format(2), "<a:lstStyle/><a:p>", "<a:lstStyle/></p:txBody><p:txBody><a:p>"), "has no paragraph"),
    "a text size of nothing": (changed(SLIDE.format(4), ' sz="', ' sz="1" x="'), "a text size of 1"),
    "a ninth level": (changed(SLIDE.format(3), "<a:p>", '<a:p><a:pPr lvl="9"/>'), "a paragraph has level 9"),
    "properties in the wrong order": (changed(SLIDE.format(3), "<a:p>", WRONG_ORDER), "in the wrong order"),
    "a colour that is none": (changed(SLIDE.format(2), "</p:spTree>", BLUE), "the colour 'blue' is none"),
    "a picture of another kind": (wrong_picture, "of another kind than its name says"),
    "a part without a type": (changed(TYPES, 'Extension="png"', 'Extension="apng"'), "the part has no content type"),
    "a type for a part that is not there": (changed(TYPES, "/ppt/slides/slide8.xml", "/ppt/slides/slide9.xml"), "which is not there"),
    "a layout of no master": (changed("ppt/slideLayouts/_rels/slideLayout2.xml.rels", "/slideMaster\"", "/other\""), "doesn't lead back to its master"),
    "two layouts of one id": (changed("ppt/slideMasters/slideMaster1.xml", 'id="2147483651"', 'id="2147483650"'), "2147483650 stands 2 times"),
    "a part that is broken off": (changed(SLIDE.format(6), "</p:sld>", ""), "no well-formed XML"),
    "a document type": (changed(SLIDE.format(6), "<p:sld ", "<!DOCTYPE x><p:sld "), "declares a document type"),
    "macros": (macros, "holds macros"),
    "a presentation without its view": (changed(MAIN_RELS, "/viewProps\"", "/other\""), "no relation to its viewProps"),
}  # fmt: skip


def test_a_sound_deck_has_no_fault() -> None:
    assert lint(sound()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_seeded_fault_is_found(fault: str) -> None:
    seed, fact = FAULTS[fault]
    members = parts(sound())
    seed(members)
    found = [f"{problem.place}: {problem.fact}" for problem in lint(zipped(members))]
    assert any(fact in line for line in found), found


def test_two_parts_of_one_name_are_found() -> None:
    target = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(target, "w") as archive:
        warnings.simplefilter("ignore")  # zipfile warns of what this test is about
        for name, content in parts(sound()).items():
            archive.writestr(name, content)
            if name == MAIN:
                archive.writestr(name, content)
    assert [p.fact for p in lint(target.getvalue())] == ["2 parts have this name"]


@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut off"])
def test_a_file_that_is_no_archive_is_told_plainly(data: bytes) -> None:
    assert [problem.fact.partition(":")[0] for problem in lint(data)] == ["the file is no readable zip archive"]
