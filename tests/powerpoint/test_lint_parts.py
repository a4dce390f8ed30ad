"""Faults that show only where parts are held against each other: what relations lead to, charts and their workbooks, what stands in which order."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from courseware.powerpoint.lint import lint
from tests.powerpoint.open import deck, parts, zipped
from tests.powerpoint.test_write import EVERYTHING

Members = dict[str, bytes]
CHART = (
    '<section id="m/chart" data-layout="chart"><h1>Chart</h1><div data-slot="body"><figure class="chart" data-kind="x" data-line="4"><pre>'
    "kind: column\nMonth, A, B\nMay, 1, 2\nJune, 3, 4\n</pre></figure></div></section>"
)
TYPES = "[Content_Types].xml"
MAIN = "ppt/presentation.xml"
MASTER = "ppt/slideMasters/slideMaster1.xml"
SLIDE, SLIDE_RELS = "ppt/slides/slide3.xml", "ppt/slides/_rels/slide3.xml.rels"
PICTURE, FRAME = "ppt/slides/slide5.xml", "ppt/slides/slide9.xml"
CHART_PART, CHART_RELS = "ppt/charts/chart1.xml", "ppt/charts/_rels/chart1.xml.rels"
IGNORED = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="p99"'
CORE = '<Relationship Id="rIdC" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/app.xml"/>'


@cache
def sound() -> bytes:
    return deck("house", *EVERYTHING, CHART)


def changed(part: str, pattern: str, new: str, count: int = 1) -> Callable[[Members], None]:
    """A fault that is other text in a part."""

    def seed(members: Members) -> None:
        text, found = re.subn(pattern, new, members[part].decode(), count=count, flags=re.DOTALL)
        assert found, f"{part} holds no {pattern}"
        members[part] = text.encode()

    return seed


def added(name: str, data: bytes) -> Callable[[Members], None]:
    return lambda members: members.update({name: data})


def workbook(members: Members) -> None:
    members[next(name for name in members if name.endswith(".xlsx"))] = b"no workbook"


def shared_chart(members: Members) -> None:
    row = re.search(rb'<Relationship [^>]*/chart"[^>]*/>', members["ppt/slides/_rels/slide9.xml.rels"])
    assert row
    again = re.sub(rb'Id="[^"]*"', b'Id="rIdX"', row[0])
    members[SLIDE_RELS] = members[SLIDE_RELS].replace(b"</Relationships>", again + b"</Relationships>")


FAULTS: dict[str, tuple[Callable[[Members], None], str]] = {
    "a picture to which nothing leads": (added("ppt/media/left.png", b"\x89PNG\r\n\x1a\n"), "nothing in the file leads to this part"),
    "a blank in a part's name": (added("ppt/media/a b.png", b"\x89PNG\r\n\x1a\n"), "holds a sign that part names can't"),
    "a slide of another content type": (changed(TYPES, r'(slides/slide3\.xml" ContentType=")[^"]*', r"\1application/xml"), "of the kind slide"),
    "a picture of another content type": (changed(TYPES, "image/png", "application/xml"), "takes it for a part of the kind image"),
    "a slide that is a layout": (changed(SLIDE, r"<p:sld( .*)</p:sld>", r"<p:sldLayout\1</p:sldLayout>"), "begins with <sldLayout>"),
    "a picture whose source is the layout": (changed(PICTURE, r'<a:blip r:embed="[^"]*"', '<a:blip r:embed="rId1"'), "a relation of the kind slideLayout"),
    "two parts of core properties": (changed("_rels/.rels", "</Relationships>", CORE + "</Relationships>"), "more than one part of core properties"),
    "a chart on two slides": (shared_chart, "2 parts share this chart"),
    "a chart without a workbook": (changed(CHART_PART, r"<c:externalData.*?</c:externalData>", ""), "the chart has no workbook"),
    "a chart whose workbook isn't related": (changed(CHART_RELS, r"<Relationship [^>]*embeddings[^>]*/>", ""), "the chart has no workbook"),
    "a workbook that is none": (workbook, "the chart's workbook is none"),
    "an axis that crosses none": (changed(CHART_PART, r'<c:crossAx val="\d+"', '<c:crossAx val="9"'), "crosses axis 9"),
    "an axis with a negative id": (changed(CHART_PART, r'(<c:catAx>)<c:axId val="\d+"', r'\1<c:axId val="-5"'), "an axis has the id '-5'"),
    "a chart without one of its axes": (changed(CHART_PART, r"<c:valAx>.*?</c:valAx>", ""), "which is not there"),
    "two series of one idx": (changed(CHART_PART, r'<c:idx val="1"/><c:order', '<c:idx val="0"/><c:order'), "2 series have the idx 0"),
    "a point beyond those counted": (changed(CHART_PART, r'<c:ptCount val="2"/>', '<c:ptCount val="1"/>'), "holds one beyond"),
    "an empty frame": (changed(FRAME, r"(<a:graphicData[^>]*>).*?(</a:graphicData>)", r"\1\2"), "a frame holds nothing"),
    "a slide's parts in the wrong order": (changed(SLIDE, r"(<p:cSld>.*</p:cSld>)(<p:clrMapOvr>.*?</p:clrMapOvr>)", r"\2\1"), "order: clrMapOvr, cSld"),
    "a run whose properties come last": (changed(SLIDE, r"(<a:rPr[^>]*/>)(<a:t>[^<]*</a:t>)", r"\2\1"), "stand after its text"),
    "a shape without properties": (changed(SLIDE, r"<p:spPr/>", ""), "a <sp> has no <spPr>"),
    "a tree without group properties": (changed(SLIDE, r"<p:grpSpPr>.*?</p:grpSpPr>|<p:grpSpPr/>", ""), "has no <grpSpPr>"),
    "a prefix that isn't declared": (changed(SLIDE, r"<p:sld ", f'<p:sld {IGNORED} '), "the prefix p99"),
    "a theme's colour that is none": (changed(MASTER, r'schemeClr val="[^"]*"', 'schemeClr val="accent9"'), "the colour 'accent9'"),
    "a colour map to nowhere": (changed(MASTER, r'bg1="lt1"', 'bg1="lt7"'), "takes bg1 from lt7"),
    "a shape of no name": (changed(PICTURE, r'prst="[A-Za-z]*"', 'prst="blob"'), "the shape 'blob' is none"),
    "a shape id out of range": (changed(SLIDE, r'<p:cNvPr id="3"', '<p:cNvPr id="4294967299"'), "the id 4294967299"),
    "a section without a proper id": (changed(MAIN, r'(<p14:section [^>]*id=")[^"]*', r"\1none"), "has the id 'none'"),
    "an animation without a root": (changed(SLIDE, r' nodeType="tmRoot"', ""), "the animation has no root"),
}  # fmt: skip


def test_a_sound_deck_with_a_chart_has_no_fault() -> None:
    assert lint(sound()) == []


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_between_parts_is_found(fault: str) -> None:
    seed, fact = FAULTS[fault]
    members = parts(sound())
    seed(members)
    found = [f"{problem.place}: {problem.fact}" for problem in lint(zipped(members))]
    assert any(fact in line for line in found), found
