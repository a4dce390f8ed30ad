"""A presentation that doesn't hold together is tied up as it is read: decks on it are what PowerPoint opens without repair."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from courseware.powerpoint.lint import lint
from courseware.problems import CoursewareError
from tests.foreign import foreign_template
from tests.powerpoint.open import parts, zipped
from tests.providers.gallery import gallery
from tests.providers.test_providers import hung

Members = dict[str, bytes]
LAYOUT, LAYOUT_RELS = "ppt/slideLayouts/slideLayout1.xml", "ppt/slideLayouts/_rels/slideLayout1.xml.rels"
MASTER_RELS = "ppt/slideMasters/_rels/slideMaster1.xml.rels"


def everywhere(members: Members, pattern: bytes, by: bytes, names: str = ".*") -> None:
    for name in members:
        if re.fullmatch(names, name):
            members[name] = re.sub(pattern, by, members[name], flags=re.DOTALL)


def backslashes(members: Members) -> Members:
    everywhere(members, rb'(?<=Target=")(?!http)[^"]*', b"", "never")
    for name in [name for name in members if name.endswith(".rels")]:
        members[name] = re.sub(rb'Target="(?!http)([^"]*)"', lambda m: m[0].replace(b"/", b"\\"), members[name])
    return {name.replace("/", "\\"): data for name, data in members.items()}


def escaped(members: Members) -> Members:
    everywhere(members, rb"slideLayout1\.xml", b"slide%20Layout%C3%A41.xml")
    return {name.replace("slideLayout1.xml", "slide%20Layout%C3%A41.xml"): data for name, data in members.items()}


def unescaped(members: Members) -> Members:
    everywhere(members, rb"slideLayout1\.xml", b"slide%20Layout1.xml")
    return {name.replace("slideLayout1.xml", "slide Layout1.xml"): data for name, data in members.items()}


def other_letters(members: Members) -> Members:
    return {name.replace("slideLayouts", "SlideLayouts"): data for name, data in members.items()}


def lost_layout(members: Members) -> Members:
    return {name: data for name, data in members.items() if name != "ppt/slideLayouts/slideLayout3.xml"}


def invented_type(members: Members) -> Members:
    everywhere(members, rb'(<p:sldLayout\b[^>]*?)( type="[^"]*")?(?= |>)', rb'\1 type="invented"', re.escape(LAYOUT))
    return members


def one_number(members: Members) -> Members:
    everywhere(members, rb'idx="\d+"', b'idx="1"', r"ppt/slideLayouts/slideLayout\d+\.xml")
    return members


def no_number(members: Members) -> Members:
    everywhere(members, rb' idx="\d+"', b"", r"ppt/slideLayouts/slideLayout\d+\.xml")
    return members


def nothing_wide(members: Members) -> Members:
    everywhere(members, rb'<a:ext cx="\d+" cy="\d+"/>', b'<a:ext cx="0" cy="0"/>', r"ppt/slide(Layouts|Masters)/[^/]*")
    return members


def no_places(members: Members) -> Members:
    everywhere(members, rb"<a:xfrm>.*?</a:xfrm>(?=(?:(?!</p:sp>).)*</p:sp>)", b"", r"ppt/slide(Layouts|Masters)/[^/]*")
    return members


@pytest.mark.parametrize(
    "tear",
    [backslashes, escaped, unescaped, other_letters, lost_layout, invented_type, one_number, no_number, nothing_wide, no_places],
)  # fmt: skip
def test_the_gallery_on_it_is_valid_and_the_template_calls_for_no_repair(
    tear: Callable[[Members], Members], tmp_path: Path
) -> None:
    _, kit, _, deck = hung(zipped(tear(parts(foreign_template()))), gallery())
    assert kit.warnings == ()
    assert lint(deck) == []
    (tmp_path / "deck.pptx").write_bytes(deck)
    assert [str(error) for error in OpenXmlValidator().validate(tmp_path / "deck.pptx").errors] == []


def test_one_without_a_theme_is_refused_with_its_reason() -> None:
    members = {name: data for name, data in parts(foreign_template()).items() if not name.startswith("ppt/theme/")}
    everywhere(members, rb'<Override PartName="/ppt/theme/[^>]*/>', b"", re.escape("[Content_Types].xml"))
    with pytest.raises(CoursewareError, match="the slide master has no theme"):
        hung(zipped(members), gallery())


def test_a_master_that_lost_its_theme_gets_the_presentations() -> None:
    members = parts(foreign_template())
    everywhere(members, rb"<Relationship [^>]*/theme\"[^>]*/>", b"", re.escape(MASTER_RELS))
    *_, deck = hung(zipped(members), gallery())
    assert lint(deck) == []
