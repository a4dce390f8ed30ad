"""Rules of one slide, layout, master or notes page: ids, tables, connectors, animations, text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from courseware.powerpoint.package import Relation
from courseware.powerpoint.places import FOOT, TITLES, placeholder_of, shape_name
from courseware.powerpoint.xml import A, Element, P, R, elements, first, local, number
from courseware.presets import FORMS, outline

FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What stands in for an element in programs that don't know it, with the same ids."""
_HEX = re.compile(r"[0-9A-Fa-f]{6}")
_SIZES = range(100, 400_001)  # hundredths of a point, ISO 29500-1, 20.1.10.72
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_FARTHEST = 2_147_483_647

Say = Callable[[str, str], None]


def check_sheet(part: str, root: Element, relations: Mapping[str, Relation], say: Say) -> None:
    """Rules of every part that holds shapes."""
    spare = {shape for fallback in root.iter(FALLBACK) for shape in fallback.iter(P + "cNvPr")}
    ids = Counter(shape.get("id") or "" for shape in root.iter(P + "cNvPr") if shape not in spare)
    for id, count in ids.items():
        if count > 1:
            say(part, f"{count} shapes have the id {id}")
        if not id.isdigit():
            say(part, f"a shape has the id {id!r}")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for key, id in ((str(key), str(value)) for key, value in element.attrib.items()):
            if key.startswith(R) and id and id not in relations:
                say(part, f"<{local(element)}> names the relation {id}, which is not there")
    for table in root.iter(A + "tbl"):
        _table(part, table, say)
    _ties(part, root, say)
    for color in root.iter(A + "srgbClr"):
        if not _HEX.fullmatch(color.get("val") or ""):
            say(part, f"the colour {color.get('val')!r} is none")
    for extent in root.iter(A + "ext"):
        if "cx" in extent.attrib and (number(extent, "cx") < 0 or number(extent, "cy") < 0):
            say(part, "a shape is smaller than nothing")
    for offset in root.iter(A + "off"):
        if max(abs(number(offset, "x")), abs(number(offset, "y"))) > _FARTHEST:
            say(part, "a shape lies farther out than PowerPoint can reach")
    _text(part, root, say)


def _ties(part: str, root: Element, say: Say) -> None:
    """Connectors' ends: on shapes that are there, at sites that those have."""
    ends = list(root.iter(A + "stCxn", A + "endCxn"))
    named = {shape.get("id") or "": shape for shape in root.iter(P + "cNvPr")} if ends else {}
    for end in ends:
        id, site = end.get("id") or "", int(number(end, "idx", -1))
        if id not in named:
            say(part, f"a connector is tied to shape {id}, which is not there")
        elif (sites := _sites(named[id])) is not None and not 0 <= site < sites:
            say(part, f"a connector is tied to site {site} of shape {id}, which has {sites}")


def _sites(named: Element) -> int | None:
    """How many sites for connectors a shape has; None where that isn't known."""
    holder = named.getparent()
    shape = holder.getparent() if holder is not None else None
    properties = first(shape, P + "spPr")
    free = first(properties, A + "custGeom")
    if free is not None:
        return len(free.findall(f"{A}cxnLst/{A}cxn"))
    preset = first(properties, A + "prstGeom")
    form = (preset.get("prst") or "") if preset is not None else ""
    return len(outline(form, 1.0, 1.0).sites) if form in FORMS else None


def _table(part: str, table: Element, say: Say) -> None:
    columns = len(table.findall(f"{A}tblGrid/{A}gridCol"))
    if not columns:
        say(part, "a table has no columns")
    for n, row in enumerate(table.iterfind(A + "tr"), 1):
        cells = row.findall(A + "tc")
        if len(cells) != columns:
            say(part, f"row {n} of a table has {len(cells)} cells for {columns} columns")
        for at, cell in enumerate(cells):
            if cell.find(A + "txBody") is None:
                say(part, f"a cell in row {n} of a table has no text body")
            if at + int(number(cell, "gridSpan", 1)) > columns:
                say(part, f"a cell in row {n} of a table spans more columns than there are")


def _text(part: str, root: Element, say: Say) -> None:
    for body in root.iter(P + "txBody", A + "txBody"):
        if body.find(A + "p") is None:
            say(part, "a text body has no paragraph")
    for paragraph in root.iter(A + "pPr"):
        if not 0 <= number(paragraph, "lvl") <= 8:
            say(part, f"a paragraph has level {paragraph.get('lvl')}")
        if not 0 <= number(paragraph, "marL") <= 51206400 or abs(number(paragraph, "indent")) > 51206400:
            say(part, "a paragraph's margin is none that PowerPoint allows")
        names = [local(child) for child in elements(paragraph)]
        if names != sorted(names, key=_ORDER.index) if set(names) <= set(_ORDER) else True:
            say(part, "a paragraph's properties stand in the wrong order")
    for run in root.iter(A + "rPr", A + "endParaRPr", A + "defRPr"):
        if "sz" in run.attrib and int(number(run, "sz")) not in _SIZES:
            say(part, f"a text size of {run.get('sz')} hundredths of a point")


# The order of a:pPr's children (21.1.2.2.7).
_ORDER = (
    "lnSpc", "spcBef", "spcAft", "buClrTx", "buClr", "buSzTx", "buSzPct", "buSzPts", "buFontTx", "buFont", "buNone", "buAutoNum", "buChar", "buBlip",
    "tabLst", "defRPr", "extLst",
)  # fmt: skip


def check_slide(part: str, root: Element, layout: Element | None, say: Say) -> None:
    """Rules of slides alone: placeholders that the layout has, pictures with a source, animations of shapes and paragraphs that are there."""
    offered = _places(layout) if layout is not None else {}
    used: Counter[tuple[int, bool]] = Counter()
    for shape in root.iter(P + "sp", P + "pic", P + "graphicFrame"):
        ph = placeholder_of(shape)
        if ph is None or any(local(each) == "Fallback" for each in shape.iterancestors()):
            continue  # a fallback fills the place of its choice, never beside it
        idx, kind = int(number(ph, "idx")), ph.get("type") or "obj"
        used[idx, kind in TITLES] += 1
        if layout is not None and idx not in offered and kind != "title":  # PowerPoint gives any slide a title
            say(part, f"{shape_name(shape)!r} fills place {idx}, which its layout doesn't have")
        if (
            local(shape) == "sp"
            and kind not in FOOT
            and not "".join(t.text or "" for t in shape.iter(A + "t", _MATH_TEXT)).strip()
        ):
            say(part, f"the placeholder {shape_name(shape)!r} is empty and shows its prompt to the author")
    for (idx, _), count in used.items():
        if count > 1:
            say(part, f"{count} shapes fill place {idx}")
    for picture in root.iter(P + "pic"):
        blip = picture.find(f"{P}blipFill/{A}blip")
        if blip is None or not (blip.get(R + "embed") or blip.get(R + "link")):
            say(part, f"the picture {shape_name(picture)!r} has no source")
    _timing(part, root, say)


def _places(layout: Element) -> dict[int, str]:
    return {
        int(number(ph, "idx")): ph.get("type") or "obj"
        for shape in layout.iter(P + "sp", P + "pic", P + "graphicFrame")
        if (ph := placeholder_of(shape)) is not None
    }


def _timing(part: str, root: Element, say: Say) -> None:
    timing = root.find(P + "timing")
    if timing is None:
        return
    shapes: dict[str, int] = {}
    for named in root.iter(P + "cNvPr"):
        holder = named.getparent()
        owner = holder.getparent() if holder is not None else None
        shapes[named.get("id") or ""] = len(owner.findall(f"{P}txBody/{A}p")) if owner is not None else 0
    for target in timing.iter(P + "spTgt", P + "bldP"):
        id = target.get("spid") or ""
        if id not in shapes:
            say(part, f"an animation moves shape {id}, which is not there")
        for span in target.iter(P + "pRg"):
            if number(span, "end") >= shapes.get(id, 0):
                say(part, f"an animation shows paragraph {int(number(span, 'end')) + 1} of shape {id}, which has fewer")
    for id, count in Counter(node.get("id") or "" for node in timing.iter(P + "cTn")).items():
        if count > 1:
            say(part, f"{count} steps of the animation have the id {id}")
