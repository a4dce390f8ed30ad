"""What stands on a layout behind the slide's content, as far as a picture of the slide can show it: grounds, bars, lines, logos, fixed words."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from courseware.deck.kit import Decor, Ink, Rect, TextStyle
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import placeholder_of, shape_name
from courseware.powerpoint.styles import EMPTY, merge, read_list_style, read_properties, read_run, text_style
from courseware.powerpoint.template import Master, Sheet
from courseware.powerpoint.theme import Palette
from courseware.powerpoint.xml import EMU, A, Element, P, R, elements, first, local, number, truth

_SHAPES = {"rect": "rect", "roundRect": "rect", "ellipse": "ellipse", "line": "line", "straightConnector1": "line", "round2SameRect": "rect",
           "round1Rect": "rect", "snip1Rect": "rect", "flowChartProcess": "rect"}  # fmt: skip


class _Frame(Struct, frozen=True):
    """How a group's children stand on the slide: scale and offset."""

    scale_x: float = 1.0
    scale_y: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def rect(self, xfrm: Element | None) -> Rect | None:
        offset, extent = first(xfrm, A + "off"), first(xfrm, A + "ext")
        if offset is None or extent is None:
            return None
        return Rect(
            number(offset, "x") / EMU * self.scale_x + self.x,
            number(offset, "y") / EMU * self.scale_y + self.y,
            number(extent, "cx") / EMU * self.scale_x,
            number(extent, "cy") / EMU * self.scale_y,
        )

    def inside(self, group: Element) -> _Frame:
        xfrm = group.find(f"{P}grpSpPr/{A}xfrm")
        outer = self.rect(xfrm)
        child, extent = first(xfrm, A + "chOff"), first(xfrm, A + "chExt")
        if outer is None or child is None or extent is None:
            return self
        across = outer.w / (number(extent, "cx") / EMU or 1.0)
        down = outer.h / (number(extent, "cy") / EMU or 1.0)
        return _Frame(
            across, down, outer.x - number(child, "x") / EMU * across, outer.y - number(child, "y") / EMU * down
        )


class DecorReader(Struct, eq=False):
    """Reads the shapes of layouts and masters; `unseen` collects the names of those that can't be drawn, once each."""

    package: Package
    width: float
    height: float
    unseen: dict[str, None] = field(default_factory=dict)
    _masters: dict[str, tuple[Decor, ...]] = field(default_factory=dict)

    def read(self, sheet: Sheet) -> tuple[tuple[Decor, ...], Ink]:
        """A layout's decor, the master's beneath its own, and the colour of its ground."""
        master = sheet.master
        grounds: list[Decor] = []
        ground = self._ground(sheet.root, sheet.part, sheet.palette, grounds) or self._ground(
            master.root, master.part, sheet.palette, grounds
        )
        below: tuple[Decor, ...] = ()
        if truth(sheet.root, "showMasterSp", True):
            key = f"{master.part} {sheet.palette.key}"
            if key not in self._masters:
                self._masters[key] = tuple(self._shapes(master.root, master.part, master, sheet.palette))
            below = self._masters[key]
        own = tuple(self._shapes(sheet.root, sheet.part, master, sheet.palette))
        return (*grounds, *below, *own), ground or Ink(sheet.palette.named("bg1"), "bg1")

    def own(self, root: Element, part: str, sheet: Sheet) -> tuple[tuple[Decor, ...], Ink | None]:
        """What stands on a slide of its own on `sheet`, and its ground where it has one."""
        grounds: list[Decor] = []
        ground = self._ground(root, part, sheet.palette, grounds)
        return (*grounds, *self._shapes(root, part, sheet.master, sheet.palette)), ground

    def _ground(self, root: Element, part: str, palette: Palette, decor: list[Decor]) -> Ink | None:
        background = first(root, P + "cSld", P + "bg")
        if background is None or decor:
            return None
        reference = first(background, P + "bgRef")
        if reference is not None:
            return palette.reference(reference) or palette.ink(next(elements(reference), None))
        properties = first(background, P + "bgPr")
        picture = first(properties, A + "blipFill")
        if picture is not None and (source := self._picture(picture, part)):
            decor.append(Decor("picture", Rect(0, 0, self.width, self.height), picture=source))
        return palette.solid(properties)

    def _picture(self, fill: Element, part: str) -> str:
        return _blip(self.package, fill, part)

    def _shapes(self, root: Element, part: str, master: Master, palette: Palette) -> Iterator[Decor]:
        tree = first(root, P + "cSld", P + "spTree")
        if tree is not None:
            yield from self._walk(tree, part, master, palette, _Frame())

    def _walk(self, group: Element, part: str, master: Master, palette: Palette, frame: _Frame) -> Iterator[Decor]:
        for shape in elements(group):
            kind = local(shape)
            if kind == "grpSp":
                yield from self._walk(shape, part, master, palette, frame.inside(shape))
            elif kind in ("sp", "cxnSp") and placeholder_of(shape) is None and not _hidden(shape):
                yield from self._shape(shape, master, palette, frame)
            elif kind == "pic" and placeholder_of(shape) is None and not _hidden(shape):
                fill = first(shape, P + "blipFill")
                source = self._picture(fill, part) if fill is not None else ""
                rect = frame.rect(shape.find(f"{P}spPr/{A}xfrm"))
                if source and rect is not None:
                    yield Decor("picture", rect, picture=source, alt=_alt(shape))
                else:
                    self.unseen[shape_name(shape) or "picture"] = None
            elif kind in ("graphicFrame", "contentPart"):
                self.unseen[shape_name(shape) or kind] = None

    def _shape(self, shape: Element, master: Master, palette: Palette, frame: _Frame) -> Iterator[Decor]:
        properties = first(shape, P + "spPr")
        xfrm = first(properties, A + "xfrm")
        rect = frame.rect(xfrm)
        if rect is None or properties is None or xfrm is None:
            return
        style = first(shape, P + "style")
        fill = palette.solid(properties)
        if fill is None and first(properties, A + "noFill") is None:
            fill = palette.reference(first(style, A + "fillRef"))
        outline, width = _outline(properties, style, palette)
        geometry = first(properties, A + "prstGeom")
        preset = (geometry.get("prst") or "rect") if geometry is not None else ""
        drawn = _SHAPES.get(preset, "")
        if preset == "rtTriangle" or not drawn or number(xfrm, "rot") % 5400000:
            if fill is not None or outline is not None:
                self.unseen[shape_name(shape) or "shape"] = None
        elif fill is not None or outline is not None:
            if drawn == "line" and truth(xfrm, "flipV", False) != truth(xfrm, "flipH", False):
                rect = Rect(rect.x, rect.bottom, rect.w, -rect.h)
            rounded = 0.1667 * min(rect.w, rect.h) if preset == "roundRect" else 0.0
            yield Decor(drawn, rect, fill if drawn != "line" else None, outline, width, rounded=rounded)
        yield from _words(shape, rect, master, palette)


def picture_of(package: Package, shape: Element, part: str) -> str:
    """The part of a `p:pic` that can be drawn, `""` for none."""
    fill = first(shape, P + "blipFill")
    return _blip(package, fill, part) if fill is not None else ""


def _blip(package: Package, fill: Element, part: str) -> str:
    blip = first(fill, A + "blip")
    target = package.target(part, blip.get(R + "embed") or "") if blip is not None else ""
    drawable = target.lower().endswith((".png", ".jpg", ".jpeg", ".gif", ".svg"))
    return target if target in package.parts and drawable else ""


def _outline(properties: Element, style: Element | None, palette: Palette) -> tuple[Ink | None, float]:
    line = first(properties, A + "ln")
    if line is not None and first(line, A + "noFill") is not None:
        return None, 0.0
    ink = palette.solid(line)
    reference = first(style, A + "lnRef")
    index = int(number(reference, "idx")) if reference is not None else 0
    themed = palette.theme.lines[index - 1] if 0 < index <= len(palette.theme.lines) else None
    if ink is None and themed is not None and reference is not None:
        ink = palette.ink(next(elements(reference), None))
    width = (
        number(line, "w")
        if line is not None and "w" in line.attrib
        else number(themed, "w", EMU)
        if themed is not None
        else EMU * 0.75
    )
    return (ink, width / EMU) if ink is not None else (None, 0.0)


def _words(shape: Element, rect: Rect, master: Master, palette: Palette) -> Iterator[Decor]:
    body = first(shape, P + "txBody")
    if body is None:
        return
    paragraphs = ["".join(t.text or "" for t in paragraph.iter(A + "t")) for paragraph in body.iterfind(A + "p")]
    text = "\n".join(paragraphs).strip("\n")
    if not text.strip():
        return
    own = first(body, A + "lstStyle")
    base = merge(
        (read_list_style(master.default, palette), read_list_style(own, palette) if own is not None else EMPTY)
    )[0]
    said = dict(base)
    paragraph = next((p for p in body.iterfind(A + "p") if p.find(A + "r") is not None), None)
    if (properties := first(paragraph, A + "pPr")) is not None:
        said |= read_properties(properties, palette)
    if (run := first(paragraph, A + "r", A + "rPr")) is not None:
        read_run(run, palette, said)
    font = (
        palette.ink(next(elements(reference), None))
        if (reference := first(shape, P + "style", A + "fontRef")) is not None
        else None
    )
    if font is not None and "ink" not in said:
        said["ink"] = font
    style: TextStyle = text_style(said, palette)
    properties = first(body, A + "bodyPr")
    anchor = (properties.get("anchor") or "t") if properties is not None else "t"
    left, top, right, bottom = (
        number(properties, key, default * EMU) / EMU if properties is not None else default
        for key, default in (("lIns", 7.2), ("tIns", 3.6), ("rIns", 7.2), ("bIns", 3.6))
    )
    yield Decor("text", rect.inset(left, top, right, bottom), text=text, style=style, anchor=anchor)


def _hidden(shape: Element) -> bool:
    return any(
        truth(named, "hidden", False)
        for child in shape
        if isinstance(child.tag, str)
        for named in child.iterfind(P + "cNvPr")
    )


def _alt(shape: Element) -> str:
    named = shape.find(f"{P}nvPicPr/{P}cNvPr")
    return (named.get("descr") or "") if named is not None else ""
