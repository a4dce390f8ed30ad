"""Old decks of several origins, made on the spot, and the words in a deck as another reader finds them."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from collections import Counter
from pathlib import Path
from typing import Any

from lxml import etree
from PIL import Image
from pptx import Presentation
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import XL_CHART_TYPE as CHART
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.oxml import parse_xml
from pptx.util import Inches

A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
C = "http://schemas.openxmlformats.org/drawingml/2006/chart"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
DGM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
NS = f'xmlns:a="{A}" xmlns:p="{P}" xmlns:r="{R}"'
SIGNS = "# 1. *x* [a](b) | ::: $5 {.c} <b> `q` a_b ^2 ~t~ \\ &amp; @me"


def picture(color: str = "red", size: tuple[int, int] = (120, 90)) -> io.BytesIO:
    """A PNG of one colour."""
    data = io.BytesIO()
    Image.new("RGB", size, color).save(data, "PNG")
    data.seek(0)
    return data


def saved(deck: Any) -> bytes:
    """A deck's bytes."""
    data = io.BytesIO()
    deck.save(data)
    return data.getvalue()


def charts() -> bytes:
    """python-pptx's default template with every chart that it makes, tables, a flow, chevrons, and a line of rights on each slide."""
    deck = Presentation()
    cover = deck.slides.add_slide(deck.slide_layouts[0])
    cover.shapes.title.text, cover.placeholders[1].text = "Quarterly numbers", "Finance for everybody"
    cover.notes_slide.notes_text_frame.text = "Welcome them warmly."

    def titled(title: str, layout: int = 5) -> Any:
        slide = deck.slides.add_slide(deck.slide_layouts[layout])
        slide.shapes.title.text = title
        return slide

    place = Inches(1), Inches(2), Inches(8), Inches(4.5)
    data = CategoryChartData()
    data.categories = ["North | east", 'South "x"', "=West"]
    data.add_series("Revenue: A", (1.5, 2, 3))
    data.add_series("Cost", (1, None, 2))
    for title, kind in (
        ("Columns", CHART.COLUMN_CLUSTERED), ("Lying bars", CHART.BAR_STACKED), ("Curves", CHART.LINE_MARKERS), ("Areas", CHART.AREA_STACKED), ("Radar", CHART.RADAR),  # noqa: E501
    ):  # fmt: skip
        chart = titled(title).shapes.add_chart(kind, *place, data).chart
        chart.has_title = True
        chart.chart_title.text_frame.text = f"Chart of {title}"
    share = CategoryChartData(number_format="0%")
    share.categories = ["Tea", "Coffee"]
    share.add_series("Share", (0.25, 0.75))
    titled("Cake").shapes.add_chart(CHART.PIE, *place, share)
    points = XyChartData()
    for name, values in (("First", [(1, 2.5), (2, 3)]), ("Second", [(1.5, 4)])):
        series = points.add_series(name)
        for x, y in values:
            series.add_data_point(x, y)
    titled("Clouds").shapes.add_chart(CHART.XY_SCATTER, *place, points)
    table = titled("Merged").shapes.add_table(3, 3, *place).table
    for r in range(3):
        for c in range(3):
            table.cell(r, c).text = f"cell{r}{c} and {r * c}.5"
    table.cell(0, 1).merge(table.cell(0, 2))
    flow = titled("A flow")
    boxes = []
    for n, words in enumerate(["Order arrives", "In stock?", "Ship it"]):
        form = MSO_SHAPE.DIAMOND if "?" in words else MSO_SHAPE.RECTANGLE
        box = flow.shapes.add_shape(form, Inches(0.5 + 3 * n), Inches(3), Inches(2), Inches(1.2))
        box.text = words
        boxes.append(box)
    for one, other in itertools.pairwise(boxes):
        line = flow.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, 0, 0, 0, 0)
        line.begin_connect(one, 3)
        line.end_connect(other, 1)
        line.line._get_or_add_ln().append(etree.fromstring(f'<a:tailEnd xmlns:a="{A}" type="triangle"/>'))
    label = flow.shapes.add_textbox(Inches(5.6), Inches(3.1), Inches(0.8), Inches(0.4))
    label.text_frame.text = "yes"
    steps = titled("Chevrons")
    for n, words in enumerate(["Plan", "Do", "Check", "Act"]):
        steps.shapes.add_shape(MSO_SHAPE.CHEVRON, Inches(0.5 + 2.2 * n), Inches(3), Inches(2.1), Inches(1)).text = words
    free = titled("Boxes anywhere")
    right = free.shapes.add_textbox(Inches(5), Inches(2), Inches(4), Inches(3))
    right.text_frame.text = "Read me second\vand my other line"
    free.shapes.add_textbox(Inches(0.5), Inches(2), Inches(4), Inches(3)).text_frame.text = "Read me first"
    cut = free.shapes.add_picture(picture("green", (200, 100)), Inches(0.5), Inches(5.2), Inches(2), Inches(2))
    cut.crop_left = 0.5
    two = titled("Two sides", 3)
    two.placeholders[1].text, two.placeholders[2].text = "Left one\nLeft two", "Right one\nRight two"
    two._element.set("show", "0")
    for slide in deck.slides:
        slide.shapes.add_textbox(Inches(0.2), Inches(7.1), Inches(4), Inches(0.3)).text_frame.text = "© Oldhouse Ltd"
    return saved(deck)


def plain() -> bytes:
    """A deck without charts, for LibreOffice to write in its own way."""
    deck = Presentation()
    for title, lines in (("First thoughts", ["One thing", "Another thing"]), ("Ümläute und Zeichen", ["Größe", SIGNS])):
        slide = deck.slides.add_slide(deck.slide_layouts[1])
        slide.shapes.title.text = title
        slide.placeholders[1].text = "\n".join(lines)
        slide.notes_slide.notes_text_frame.text = f"Say something about {title}."
    table = deck.slides.add_slide(deck.slide_layouts[5])
    table.shapes.title.text = "A table"
    cells = table.shapes.add_table(2, 2, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for n, words in enumerate(["Head one", "Head two", "Body one", "Body two"]):
        cells.cell(n // 2, n % 2).text = words
    return saved(deck)


def _text(*paragraphs: str) -> str:
    return "".join(f"<a:p>{p if p.startswith('<') else f'<a:r><a:t>{p}</a:t></a:r>'}</a:p>" for p in paragraphs)


def _shape(id: int, at: tuple[float, float, float, float], body: str, preset: str = "rect", extra: str = "") -> str:
    x, y, w, h = (round(value * 12700) for value in at)
    return (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="{id}" name="Shape {id}"/><p:cNvSpPr/><p:nvPr/></p:nvSpPr><p:spPr><a:xfrm><a:off x="{x}" y="{y}"/>'
        f'<a:ext cx="{w}" cy="{h}"/></a:xfrm><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom>{extra}</p:spPr>'
        f"<p:txBody><a:bodyPr/><a:lstStyle/>{body}</p:txBody></p:sp>"
    )


FILL = '<a:solidFill><a:srgbClr val="336699"/></a:solidFill>'
MATH = (
    f'<m:oMath xmlns:m="{M}"><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f>'
    f"<m:r><m:t>=</m:t></m:r><m:sSup><m:e><m:r><m:t>c</m:t></m:r></m:e><m:sup><m:r><m:t>2</m:t></m:r></m:sup></m:sSup></m:oMath>"
)


def oddities() -> bytes:
    """A deck with every oddity: SmartArt, equations, groups, comments, sections, animation, a film, metafiles, embedded objects, WordArt, ink, macros."""
    deck = Presentation()
    deck.core_properties.title = "Odd things"

    def slide(title: str, layout: int = 5) -> Any:
        made = deck.slides.add_slide(deck.slide_layouts[layout])
        made.shapes.title.text = title
        return made

    cover = slide("Odd things", 0)
    cover.placeholders[1].text = "One of each\nBy Somebody"
    chapter = slide("Words first", 2)
    chapter.placeholders[1].text = "What words can do"
    body = slide(f"Signs {SIGNS.replace('&amp;', 'and')}", 1)
    frame = body.placeholders[1].text_frame
    paragraphs = (
        '<a:pPr><a:buAutoNum type="arabicPeriod" startAt="4"/></a:pPr><a:r><a:t>fourth</a:t></a:r>',
        '<a:pPr><a:buAutoNum type="arabicPeriod" startAt="4"/></a:pPr><a:r><a:t>fifth</a:t></a:r>',
        '<a:pPr lvl="1"/><a:r><a:t>beneath</a:t></a:r>',
        '<a:pPr marL="0" indent="0"><a:buNone/></a:pPr><a:r><a:t>H</a:t></a:r><a:r><a:rPr baseline="-25000"/><a:t>2</a:t></a:r><a:r><a:t>O and </a:t></a:r>'
        '<a:r><a:rPr b="1"/><a:t>bold </a:t></a:r><a:r><a:rPr i="1"/><a:t>slanted</a:t></a:r><a:r><a:t>, </a:t></a:r>'
        '<a:r><a:rPr u="sng"/><a:t>lined</a:t></a:r><a:r><a:t> a) b. (1) </a:t></a:r><a:r><a:rPr strike="sngStrike"/><a:t>gone</a:t></a:r>',
        f"<a:pPr><a:buNone/></a:pPr><a:r><a:t>{SIGNS.replace('<', '&lt;')}</a:t></a:r>",
        f'<a:r><a:t>equation </a:t></a:r><a14:m xmlns:a14="http://schemas.microsoft.com/office/drawing/2010/main">{MATH}</a14:m>',
    )
    for p in list(frame._txBody.iterfind(f"{{{A}}}p")):
        frame._txBody.remove(p)
    for inner in paragraphs:
        frame._txBody.append(parse_xml(f'<a:p xmlns:a="{A}">{inner}</a:p>'))
    body._element.append(
        parse_xml(
            f'<p:timing {NS}><p:tnLst/><p:bldLst><p:bldP spid="{body.placeholders[1].shape_id}" grpId="0" build="p"/></p:bldLst></p:timing>'
        )
    )
    links = slide("Links", 1)
    link = links.placeholders[1].text_frame.paragraphs[0].add_run()
    link.text = "the handbook"
    link.hyperlink.address = "https://example.org/handbook"
    jump = links.placeholders[1].text_frame.add_paragraph().add_run()
    jump.text = "back to the signs"
    id = links.part.relate_to(body.part, f"{R}/slide")
    jump._r.get_or_add_rPr().append(
        parse_xml(f'<a:hlinkClick xmlns:a="{A}" xmlns:r="{R}" r:id="{id}" action="ppaction://hlinksldjump"/>')
    )
    away = links.placeholders[1].text_frame.add_paragraph().add_run()
    away.text, away.hyperlink.address = "a file at home", "file:///C:/secret.xlsx"
    group = slide("A group, WordArt and a panel")
    inner = _shape(41, (20, 20, 200, 60), _text("In a group"), extra=FILL) + _shape(
        42, (20, 100, 200, 60), _text("Also in it"), extra=FILL
    )
    group.shapes._spTree.append(
        parse_xml(
            f'<p:grpSp {NS}><p:nvGrpSpPr><p:cNvPr id="40" name="Group"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off x="600000" y="1800000"/>'  # noqa: E501
            f'<a:ext cx="3000000" cy="2000000"/><a:chOff x="254000" y="254000"/><a:chExt cx="2540000" cy="1778000"/></a:xfrm></p:grpSpPr>{inner}</p:grpSp>'
        )
    )
    art = _shape(50, (320, 150, 300, 80), _text("WordArt shines")).replace("<a:bodyPr/>", '<a:bodyPr><a:prstTxWarp prst="textWave1"><a:avLst/></a:prstTxWarp></a:bodyPr>')  # fmt: skip  # noqa: E501
    group.shapes._spTree.append(parse_xml(art))
    group.shapes._spTree.append(parse_xml(_shape(51, (10, 120, 700, 400), "<a:p/>", extra=FILL)))
    venn = slide("Circles over each other")
    for n, words in enumerate(("People", "Process", "Tools")):
        venn.shapes._spTree.append(
            parse_xml(_shape(60 + n, (100 + 110 * n, 200, 180, 180), _text(words), "ellipse", FILL))
        )
    slide("SmartArt")
    data = (
        f'<dgm:dataModel xmlns:dgm="{DGM}" xmlns:a="{A}"><dgm:ptLst><dgm:pt modelId="0" type="doc"/>'
        + "".join(
            f'<dgm:pt modelId="{n}"><dgm:t><a:bodyPr/><a:p><a:r><a:t>{w}</a:t></a:r></a:p></dgm:t></dgm:pt>'
            for n, w in ((1, "Ask"), (2, "Listen well"), (3, "Answer"), (4, "in one sentence"))
        )
        + '</dgm:ptLst><dgm:cxnLst><dgm:cxn modelId="9" srcId="0" destId="1" srcOrd="0" destOrd="0"/><dgm:cxn modelId="10" srcId="0" destId="2" srcOrd="1" destOrd="0"/>'  # noqa: E501
        '<dgm:cxn modelId="11" srcId="0" destId="3" srcOrd="2" destOrd="0"/><dgm:cxn modelId="12" srcId="3" destId="4" srcOrd="0" destOrd="0"/></dgm:cxnLst></dgm:dataModel>'  # noqa: E501
    )
    layout = f'<dgm:layoutDef xmlns:dgm="{DGM}" uniqueId="urn:microsoft.com/office/officeart/2005/8/layout/process1"/>'
    made = saved(deck)
    moving = slide("A film, a metafile and an object")
    film = io.BytesIO(b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom" + b"\0" * 64)
    moving.shapes.add_movie(film, Inches(1), Inches(2), Inches(3), Inches(2), picture("blue"), "video/mp4")
    moving.shapes[-1]._element.nvPicPr.cNvPr.set("descr", "A bird taking off")
    moving.shapes.add_ole_object(
        io.BytesIO(b"PK-not-really"), "Excel.Sheet.12", Inches(5), Inches(2), icon_file=picture("grey")
    )
    described = slide("Pictures")
    shown = described.shapes.add_picture(picture("orange"), Inches(1), Inches(2), Inches(4), Inches(3))
    shown._element.nvPicPr.cNvPr.set("descr", "An orange wall in the evening")
    caption = described.shapes.add_textbox(Inches(1), Inches(5.05), Inches(4), Inches(0.4))
    caption.text_frame.text = "Figure 1: the wall"
    described.notes_slide.notes_text_frame.text = "Wait.\nCount to ten."
    made = saved(deck)
    return _with_parts(made, data, layout)


def _with_parts(deck: bytes, data: str, layout: str) -> bytes:
    """The deck with SmartArt on its seventh slide, a comment on its third, two sections, a macro, and a foot on its last."""
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    frame = (
        f'<p:graphicFrame {NS}><p:nvGraphicFramePr><p:cNvPr id="70" name="Diagram"/><p:cNvGraphicFramePr/><p:nvPr/></p:nvGraphicFramePr><p:xfrm>'
        '<a:off x="900000" y="1900000"/><a:ext cx="7000000" cy="4000000"/></p:xfrm><a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/diagram">'
        f'<dgm:relIds xmlns:dgm="{DGM}" r:dm="rId71" r:lo="rId72" r:qs="rId72" r:cs="rId72"/></a:graphicData></a:graphic></p:graphicFrame>'
    )
    parts["ppt/slides/slide7.xml"] = parts["ppt/slides/slide7.xml"].replace(
        b"</p:spTree>", frame.encode() + b"</p:spTree>"
    )
    _relate(parts, "ppt/slides/_rels/slide7.xml.rels", "rId71", f"{R}/diagramData", "../diagrams/data1.xml")
    _relate(parts, "ppt/slides/_rels/slide7.xml.rels", "rId72", f"{R}/diagramLayout", "../diagrams/layout1.xml")
    parts["ppt/diagrams/data1.xml"], parts["ppt/diagrams/layout1.xml"] = data.encode(), layout.encode()
    _relate(parts, "ppt/slides/_rels/slide3.xml.rels", "rId81", f"{R}/comments", "../comments/comment1.xml")
    parts["ppt/comments/comment1.xml"] = (
        f'<p:cmLst xmlns:p="{P}"><p:cm authorId="0" dt="2020-01-01T10:00:00" idx="1"><p:pos x="1" y="1"/><p:text>Shorten this please</p:text></p:cm></p:cmLst>'
    ).encode()
    _relate(parts, "ppt/_rels/presentation.xml.rels", "rId82", f"{R}/commentAuthors", "commentAuthors.xml")
    parts["ppt/commentAuthors.xml"] = (
        f'<p:cmAuthorLst xmlns:p="{P}"><p:cmAuthor id="0" name="Ann Reader" initials="AR" lastIdx="1" clrIdx="0"/></p:cmAuthorLst>'.encode()
    )
    _relate(
        parts,
        "ppt/_rels/presentation.xml.rels",
        "rId83",
        "http://schemas.microsoft.com/office/2006/relationships/vbaProject",
        "vbaProject.bin",
    )
    parts["ppt/vbaProject.bin"] = b"no code of anybody"
    ids = re.findall(rb'<p:sldId [^>]*?\bid="(\d+)"', parts["ppt/presentation.xml"])
    p14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
    lists = "".join(
        f'<p14:section name="{name}" id="{{0000000{n}-0000-4000-8000-000000000000}}"><p14:sldIdLst>'
        + "".join(f'<p14:sldId id="{id.decode()}"/>' for id in members)
        + "</p14:sldIdLst></p14:section>"
        for n, (name, members) in enumerate((("Beginning", ids[:4]), ("Drawings", ids[4:])))
    )
    sections = f'<p:extLst><p:ext uri="{{521415D9-36F7-43E2-AB2F-B90AF26B5E84}}"><p14:sectionLst xmlns:p14="{p14}">{lists}</p14:sectionLst></p:ext></p:extLst>'
    main = re.sub(rb"<p:extLst>.*?</p:extLst>", b"", parts["ppt/presentation.xml"], flags=re.DOTALL)
    parts["ppt/presentation.xml"] = main.replace(b"</p:presentation>", sections.encode() + b"</p:presentation>")
    foot = (
        f'<p:sp {NS}><p:nvSpPr><p:cNvPr id="90" name="Footer"/><p:cNvSpPr/><p:nvPr><p:ph type="ftr" idx="11"/></p:nvPr></p:nvSpPr><p:spPr/>'
        "<p:txBody><a:bodyPr/><a:p><a:r><a:t>Oldhouse confidential</a:t></a:r></a:p></p:txBody></p:sp>"
    )
    parts["ppt/slides/slide9.xml"] = parts["ppt/slides/slide9.xml"].replace(
        b"</p:spTree>", foot.encode() + b"</p:spTree>"
    )
    types = parts["[Content_Types].xml"].decode()
    more = (
        '<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/>'
        if 'Extension="bin"' not in types
        else ""
    )
    parts["[Content_Types].xml"] = types.replace("<Override", more + "<Override", 1).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relate(parts: dict[str, bytes], name: str, id: str, type: str, target: str) -> None:
    row = f'<Relationship Id="{id}" Type="{type}" Target="{target}"/>'
    parts[name] = parts[name].replace(b"</Relationships>", row.encode() + b"</Relationships>")


# -- words ---------------------------------------------------------------------------------------------------------------------------------


def tokens(text: str) -> Counter[str]:
    """The words in a text, numbers without a fraction of nothing."""
    return Counter(re.findall(r"\w+", re.sub(r"(\d)\.0\b", r"\1", text)))


def _drop(element: etree._Element) -> None:
    parent = element.getparent()
    assert parent is not None
    parent.remove(element)


def words_in(deck: bytes, alts: bool = True) -> Counter[str]:
    """Every word of a deck's slides but those of the foot: text, tables, charts, SmartArt, notes, comments and, with `alts`, descriptions."""
    found: list[str] = []
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        for name in archive.namelist():
            if not re.match(r"ppt/(slides|notesSlides|charts|diagrams|comments)/[^/]+\.xml$", name):
                continue
            root = etree.fromstring(archive.read(name))
            for shape in list(root.iter(f"{{{P}}}sp")):
                ph = shape.find(f"{{{P}}}nvSpPr/{{{P}}}nvPr/{{{P}}}ph")
                if ph is not None and ph.get("type") in ("ftr", "dt", "sldNum", "hdr", "sldImg"):
                    _drop(shape)
            for fallback in list(root.iter("{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback")):
                _drop(fallback)
            for again in [series.find(f"{{{C}}}cat") for series in list(root.iter(f"{{{C}}}ser"))[1:]]:
                if again is not None:  # every series repeats the names of the categories
                    _drop(again)
            for paragraph in root.iter(f"{{{A}}}p"):
                texts = (  # the signs of an equation stand apart
                    (" " if e.tag in (f"{{{A}}}br", f"{{{M}}}t") else "") + (e.text or "")
                    for e in paragraph.iter(f"{{{A}}}t", f"{{{M}}}t", f"{{{A}}}br")
                )
                found.append("".join(texts).replace("\x0b", " "))
            found += [e.text or "" for e in root.iter(f"{{{C}}}v", f"{{{P}}}text")]
            if alts:
                found += [e.get("descr") or "" for e in root.iter(f"{{{P}}}cNvPr")]
    return sum(map(tokens, found), Counter())


def words_written(files: dict[str, str | bytes]) -> Counter[str]:
    """Every word of the texts that an import made; what the list says of several slides counts for each of them."""
    texts = [text if name.endswith(".md") else "" for name, text in files.items() if isinstance(text, str)]
    texts = [text.replace("_{", " {") for text in texts]
    joined = re.sub(r"(?<=\w)(?<!\\)[~^](?=\w)", "", "\n".join(texts))
    found = tokens(re.sub(r"\\(?=[^A-Za-z])", "", joined))
    return found + tokens(str(files.get("syllabus/course.yml", ""))) + further(joined)


def further(report: str) -> Counter[str]:
    """The words of what is left out on several slides (`- 2-5, 9: text`), for all of these but one."""
    found: Counter[str] = Counter()
    for spans, text in re.findall(r"^- (\d[\d, -]*): (.*)$", report.replace("\\", ""), re.MULTILINE):
        slides = 0
        for span in spans.split(","):
            first, _, last = span.partition("-")
            slides += int(last or first) - int(first) + 1
        for word, n in tokens(text).items():
            found[word] += n * (slides - 1)
    return found


def talk(folder: Path) -> bytes:
    """A deck that pandoc made."""
    import pypandoc

    picture("purple").seek(0)
    (folder / "square.png").write_bytes(picture("purple").getvalue())
    source = """---
title: Handover in ten minutes
subtitle: What the next shift needs
author: Night shift
---
# Why bother

## Three reasons

- The *next* shift knows **less** than you
    - and is tired
- Machines remember nothing

::: notes
Ask who was ever surprised.
:::

## A table

| Step | Minutes |
|:-----|--------:|
| Read | 3 |
| Tell | 5 |

: Steps of a handover

## Columns

:::: columns
::: column
1. First
2. Second
:::
::: column
![A square](square.png)
:::
::::

## Some code

```python
def f(x):
    return x ** 2
```

## Formula

The mean is $\\bar x = \\frac{1}{n}\\sum_{i=1}^n x_i$, H~2~O and x^2^.

> Said by nobody
"""
    out = folder / "talk.pptx"
    pypandoc.convert_text(
        source, "pptx", format="markdown", outputfile=str(out), extra_args=[f"--resource-path={folder}"]
    )
    return out.read_bytes()
