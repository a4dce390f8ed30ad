"""What mammoth passes over in a Word document (equations, charts, SmartArt): taken out beforehand, with a sign in its place."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from courseware.content.blocks import Block, Inline, Item, List, MathBlock, MathRun, Paragraph, Run
from courseware.equation.officemath import tex_of
from courseware.importing.docxdocument import W
from courseware.importing.pptxcharts import chart_blocks
from courseware.powerpoint.package import Package
from courseware.powerpoint.reading.charts import read_chart_part
from courseware.powerpoint.xml import parse, serialize

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SIGN = "\ue0f0{}\ue0f1"
SIGNED = re.compile("\ue0f0(\\d+)\ue0f1")
"""A sign in a text; its group is the number of the inset that belongs there."""

Inset = list[Block | Inline]


def take_insets(package: Package, told: list[str]) -> list[Inset]:
    """What the signs in the document's text stand for; `package` is changed in place, what to look at is added to `told`."""
    main = package.main
    root = parse(package.parts[main], main)
    insets: list[Inset] = []
    for math in list(root.iter(M + "oMath")):
        tex = tex_of(math)
        parent = math.getparent()
        if parent is not None and parent.tag == M + "oMathPara":
            _put_sign(parent, [MathBlock(tex=tex)] if tex else [], insets)
        else:
            _put_sign(math, [MathRun(tex)] if tex else [], insets)
    for drawing in list(root.iter(W + "drawing")):
        chart = next(drawing.iter(C + "chart"), None)
        if chart is not None:
            named = next((e for e in drawing.iter() if isinstance(e.tag, str) and e.tag.endswith("}docPr")), None)
            alt = (named.get("descr") or "") if named is not None else ""
            part = package.target(main, chart.get(R + "id") or "")
            blocks, fact = chart_blocks(read_chart_part(package, part, {"alt": alt}))
            told += [fact] if fact else []
            _put_sign(drawing, [*blocks], insets)
        elif any("diagram" in (e.get("uri") or "") for e in drawing.iter() if isinstance(e.tag, str)):
            items = tuple(Item(blocks=(Paragraph(inlines=(Run(w),)),)) for w in _smart_words(package, drawing))
            told.append("a SmartArt drawing is a list now")
            _put_sign(drawing, [List(items=items)] if items else [], insets)
    for blip in root.iter(A + "blip"):
        if blip.attrib.pop(R + "link", "") and not blip.get(R + "embed"):
            told.append("a picture that only a link led to is not in the file")
    if next(root.iter(W + "ins", W + "del"), None) is not None:
        told.append("tracked changes are taken as accepted")
    package.parts[main] = serialize(root)
    return insets


def _smart_words(package: Package, drawing: Any) -> list[str]:
    """The words of a SmartArt drawing, one a shape."""
    ids = next((e for e in drawing.iter() if isinstance(e.tag, str) and e.tag.endswith("}relIds")), None)
    part = package.target(package.main, ids.get(R + "dm") or "") if ids is not None else ""
    if part not in package.parts:
        return []
    root = parse(package.parts[part], part)
    found = ["".join(t.text or "" for t in p.iter(A + "t")).strip() for p in root.iter(A + "p")]
    return [words for words in found if words]


def _put_sign(element: Any, what: Inset, insets: list[Inset]) -> None:
    insets.append(what)
    sign = etree.Element(W + "r")
    etree.SubElement(sign, W + "t").text = _SIGN.format(len(insets) - 1)
    parent = element.getparent()
    if parent is not None and parent.tag == W + "r":  # a drawing stands in a run
        parent.replace(element, sign[0])
    elif parent is not None:
        sign.tail = None
        parent.replace(element, sign)
