"""Drawings as one group of shapes that stay editable, their lines tied to the shapes."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappop, heappush
from itertools import pairwise

from courseware.deck.kit import Ink, Rect
from courseware.deck.slides import DrawingBox, DrawnLine, DrawnShape
from courseware.powerpoint.connectors import freehand, geometry, is_plain
from courseware.powerpoint.freeforms import see_through
from courseware.powerpoint.text import TextWriter
from courseware.powerpoint.xml import attribute, emu
from courseware.presets import outline, text_area
from courseware.scene import Step

CROSS = {"top": 0, "left": 1, "bottom": 2, "right": 3}
"""The sites that a freeform of ours has."""
DASHES = {"": "solid", "dash": "dash", "dot": "sysDot"}
DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>'
)
_ALTERNATIVE = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    '<mc:Choice xmlns:p159="http://schemas.microsoft.com/office/powerpoint/2015/09/main" Requires="p159">{}</mc:Choice>'
    "<mc:Fallback>{}</mc:Fallback></mc:AlternateContent>"
)
"""PowerPoint (2016 on) takes the first, a connector; programs that would run it elsewhere take the second, a freeform."""
_TAGS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}
_ANGLES = {"top": "16200000", "left": "10800000", "bottom": "5400000", "right": "0"}

Part = DrawnShape | DrawnLine


def drawing(box: DrawingBox, group: int, number: Callable[[], int], text: TextWriter) -> str:
    """The group of a drawing with the id `group`; `number` gives its members theirs.

    The members stand in the order in which they are read, as far as what lies on top allows.
    """
    parts = in_order(box)
    ids = [number() for _ in parts]
    shapes = {part.key: (id, part) for id, part in zip(ids, parts, strict=True) if isinstance(part, DrawnShape)}
    inside = "".join(
        _shape(part, id, text) if isinstance(part, DrawnShape) else _line(part, id, shapes, text)
        for id, part in zip(ids, parts, strict=True)
    )
    place = f'x="{emu(box.rect.x)}" y="{emu(box.rect.y)}"'
    size = f'cx="{emu(box.rect.w)}" cy="{emu(box.rect.h)}"'
    return (
        f'<p:grpSp><p:nvGrpSpPr><p:cNvPr id="{group}" name="{attribute(box.name)}" descr="{attribute(box.alt)}"/>'
        f"<p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr><a:xfrm><a:off {place}/><a:ext {size}/>"
        f"<a:chOff {place}/><a:chExt {size}/></a:xfrm></p:grpSpPr>{inside}</p:grpSp>"
    )


def in_order(box: DrawingBox) -> list[Part]:
    """The parts in the order in which they are read, those without words first; what overlaps stays above what it covers."""
    told = {key: number for number, key in enumerate(box.order)}
    rank: list[tuple[int, int]] = []
    for n, part in enumerate(box.parts):
        worded = isinstance(part, DrawnShape) and bool(part.paragraphs)
        read = told.get(part.key, len(told)) if isinstance(part, DrawnShape) else 0
        rank.append((read if worded else -1, n))
    areas = [_areas(part) for part in box.parts]
    above: list[list[int]] = [[] for _ in areas]
    waits = [0] * len(areas)
    for high in range(len(areas)):
        for low in range(high):
            if _meet(areas[low], areas[high]):
                above[low].append(high)
                waits[high] += 1
    ready: list[tuple[tuple[int, int], int]] = []
    for n, count in enumerate(waits):
        if not count:
            heappush(ready, (rank[n], n))
    found = []
    while ready:
        _, n = heappop(ready)
        found.append(box.parts[n])
        for high in above[n]:
            waits[high] -= 1
            if not waits[high]:
                heappush(ready, (rank[high], high))
    return found


def _areas(part: Part) -> list[tuple[float, float, float, float]]:
    """Rectangles that a part covers: a shape's own, a line's by stretch."""
    if isinstance(part, DrawnShape):
        return [(part.rect.x, part.rect.y, part.rect.right, part.rect.bottom)]
    half = part.width / 2
    found = []
    for a, b in pairwise(part.points):
        left, right = (a[0], b[0]) if a[0] < b[0] else (b[0], a[0])
        top, bottom = (a[1], b[1]) if a[1] < b[1] else (b[1], a[1])
        found.append((left - half, top - half, right + half, bottom + half))
    return found


def _meet(some: list[tuple[float, float, float, float]], others: list[tuple[float, float, float, float]]) -> bool:
    """Whether one of `some` lies on one of `others`, not only at its edge."""
    return any(
        a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1 for a in some for b in others
    )


def _shape(shape: DrawnShape, id: int, text: TextWriter) -> str:
    artifact = not shape.paragraphs
    named = f'<p:cNvPr id="{id}" name="{attribute(shape.name)}"' + (f">{DECORATIVE}</p:cNvPr>" if artifact else "/>")
    kind = '<p:cNvSpPr txBox="1"/>' if shape.form == "text" else "<p:cNvSpPr/>"
    insets = _insets(shape)
    form = _preset(shape) if insets is not None else _freeform(shape)
    look = _fill(shape.fill, shape.alpha, text) + _pen(shape.outline, shape.outline_width, shape.dash, text)
    left, top, right, bottom = insets or (0.0, 0.0, 0.0, 0.0)
    body = (
        f'<a:bodyPr vert="horz" wrap="square" lIns="{emu(left)}" tIns="{emu(top)}" rIns="{emu(right)}" bIns="{emu(bottom)}" '
        f'rtlCol="0" anchor="{shape.anchor}"><a:noAutofit/></a:bodyPr>'
    )
    words = f"<p:txBody>{body}<a:lstStyle/>{text.paragraphs(shape.paragraphs, None)}</p:txBody>"
    return f"<p:sp><p:nvSpPr>{named}{kind}<p:nvPr/></p:nvSpPr><p:spPr>{_frame(shape.rect)}{form}{look}</p:spPr>{words}</p:sp>"


def _insets(shape: DrawnShape) -> tuple[float, float, float, float] | None:
    """The insets inside the area that the preset keeps for text; None where its text stands outside of that area, or it is no preset."""
    if shape.form == "path":
        return None
    left, top, right, bottom = text_area(shape.form, shape.rect.w, shape.rect.h, shape.adjust)
    kept = (left, top, shape.rect.w - right, shape.rect.h - bottom)
    found = [own - given for own, given in zip(shape.insets, kept, strict=True)]
    if shape.paragraphs and min(found) < -0.05:
        return None
    return (max(found[0], 0.0), max(found[1], 0.0), max(found[2], 0.0), max(found[3], 0.0))


def _preset(shape: DrawnShape) -> str:
    names = ["adj"] if len(shape.adjust) == 1 else [f"adj{n}" for n in range(1, len(shape.adjust) + 1)]
    if shape.form == "hexagon":
        names = ["adj", "vf"][: len(shape.adjust)]
    guides = "".join(
        f'<a:gd name="{name}" fmla="val {value}"/>' for name, value in zip(names, shape.adjust, strict=True)
    )
    preset = "rect" if shape.form == "text" else shape.form
    return f'<a:prstGeom prst="{preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def _freeform(shape: DrawnShape) -> str:
    """A freeform with sites of its own, and a rectangle for its text: where that is larger than the preset's, the shape stands as its outline."""
    rect, strokes = shape.rect, ""
    if shape.form == "path":
        path = tuple((name, _from(values, rect)) for name, values in shape.path)
        sites = [
            (rect.w / 2, 0.0, "top"),
            (0.0, rect.h / 2, "left"),
            (rect.w / 2, rect.h, "bottom"),
            (rect.w, rect.h / 2, "right"),
        ]
    else:
        known = outline(shape.form, rect.w, rect.h, shape.adjust)
        path = known.path
        sites = [(site.x, site.y, site.side) for site in known.sites]
        if known.strokes:
            strokes = f'<a:path w="{emu(rect.w)}" h="{emu(rect.h)}" fill="none">{_steps(known.strokes)}</a:path>'
    left, top, right, bottom = shape.insets
    guides = "".join(
        f'<a:gd name="{name}" fmla="*/ {side} {emu(value)} {max(emu(whole), 1)}"/>'
        for name, side, value, whole in (
            ("tl", "w", left, rect.w), ("tt", "h", top, rect.h), ("tr", "w", rect.w - right, rect.w), ("tb", "h", rect.h - bottom, rect.h),
        )
    )  # fmt: skip
    for n, (x, y, _) in enumerate(sites):
        guides += f'<a:gd name="sx{n}" fmla="*/ w {emu(x)} {max(emu(rect.w), 1)}"/><a:gd name="sy{n}" fmla="*/ h {emu(y)} {max(emu(rect.h), 1)}"/>'
    docks = "".join(
        f'<a:cxn ang="{_ANGLES.get(side, "0")}"><a:pos x="sx{n}" y="sy{n}"/></a:cxn>'
        for n, (_, _, side) in enumerate(sites)
    )
    unfilled = "" if shape.fill is not None else ' fill="none"'
    return (
        f'<a:custGeom><a:avLst/><a:gdLst>{guides}</a:gdLst><a:ahLst/><a:cxnLst>{docks}</a:cxnLst><a:rect l="tl" t="tt" r="tr" b="tb"/>'
        f'<a:pathLst><a:path w="{emu(rect.w)}" h="{emu(rect.h)}"{unfilled}>{_steps(path)}</a:path>{strokes}</a:pathLst></a:custGeom>'
    )


def _from(values: tuple[float, ...], rect: Rect) -> tuple[float, ...]:
    return tuple(value - (rect.y if n % 2 else rect.x) for n, value in enumerate(values))


def _steps(path: tuple[Step, ...]) -> str:
    found = ""
    for name, values in path:
        points = "".join(f'<a:pt x="{emu(x)}" y="{emu(y)}"/>' for x, y in zip(values[::2], values[1::2], strict=True))
        found += f"<a:{_TAGS[name]}>{points}</a:{_TAGS[name]}>" if points else "<a:close/>"
    return found


def _line(line: DrawnLine, id: int, shapes: dict[str, tuple[int, DrawnShape]], text: TextWriter) -> str:
    ties, plain = "", is_plain(line.points, line.form)
    for tag, key, side in (("stCxn", line.begin, line.begin_side), ("endCxn", line.end, line.end_side)):
        if key in shapes and side:
            shape_id, shape = shapes[key]
            number, known = _site(shape, side)
            ties += f'<a:{tag} id="{shape_id}" idx="{number}"/>'
            plain = plain and known
    ends = '<a:headEnd type="triangle"/>' if line.tail else ""
    ends += '<a:tailEnd type="triangle"/>' if line.head else ""
    pen = _pen(line.ink, line.width, line.dash, text, ends)
    named = f'<p:cNvPr id="{id}" name="{attribute(line.name)}">{DECORATIVE}</p:cNvPr>'
    tied = (
        f"<p:cxnSp><p:nvCxnSpPr>{named}<p:cNvCxnSpPr>{ties}</p:cNvCxnSpPr><p:nvPr/></p:nvCxnSpPr>"
        f"<p:spPr>{geometry(line.points, line.form)}{pen}</p:spPr></p:cxnSp>"
    )
    if plain:
        return tied
    free = (
        f"<p:sp><p:nvSpPr>{named}<p:cNvSpPr/><p:nvPr/></p:nvSpPr>"
        f"<p:spPr>{freehand(line.points, line.form)}<a:noFill/>{pen}</p:spPr></p:sp>"
    )
    return _ALTERNATIVE.format(tied, free) if ties else free


def _site(shape: DrawnShape, side: str) -> tuple[int, bool]:
    """The number of the site at a side, and whether every program finds it: LibreOffice 7.4 takes 0 to 3 for the middles of the edges."""
    if shape.form == "path":
        return CROSS[side], True
    w, h = shape.rect.w, shape.rect.h
    known = outline(shape.form, w, h, shape.adjust)
    number = known.site(side)
    middle = {"top": (w / 2, 0.0), "left": (0.0, h / 2), "bottom": (w / 2, h), "right": (w, h / 2)}[side]
    site = known.sites[number]
    return number, number == CROSS[side] and abs(site.x - middle[0]) + abs(site.y - middle[1]) < 0.1


def _fill(ink: Ink | None, alpha: float, text: TextWriter) -> str:
    if ink is None or alpha >= 1:
        return text.fill(ink)
    return f"<a:solidFill>{see_through(text.ink(ink), alpha)}</a:solidFill>"


def _pen(ink: Ink | None, width: float, dash: str, text: TextWriter, ends: str = "") -> str:
    if ink is None or width <= 0:
        return "<a:ln><a:noFill/></a:ln>"
    return (
        f'<a:ln w="{emu(width)}" cap="flat" cmpd="sng" algn="ctr"><a:solidFill>{text.ink(ink)}</a:solidFill>'
        f'<a:prstDash val="{DASHES[dash]}"/><a:round/>{ends}</a:ln>'
    )


def _frame(rect: Rect) -> str:
    return (
        f'<a:xfrm><a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/><a:ext cx="{emu(rect.w)}" cy="{emu(rect.h)}"/></a:xfrm>'
    )
