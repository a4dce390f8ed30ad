"""The shapes of a slide as things with their place on it, groups unfolded to the slide's own measures."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.kit import Rect, TextStyle
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import placeholder_of, rectangle
from courseware.powerpoint.reading.charts import read_chart_part, read_extended_chart
from courseware.powerpoint.reading.model import (
    Connector,
    Group,
    Image,
    Odd,
    Smart,
    Thing,
    Words,
)
from courseware.powerpoint.reading.pictures import clip_of, image_of
from courseware.powerpoint.reading.smartart import read_smart
from courseware.powerpoint.reading.tables import read_grid
from courseware.powerpoint.reading.text import Ground, paragraphs
from courseware.powerpoint.template import Placeholder
from courseware.powerpoint.xml import EMU, A, Element, P, R, elements, first, local, number, truth

_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_KNOWN = ("a14", "p14", "p15", "p159", "wps", "a16", "cx1", "cx2", "cx4", "v")
"""What a `Choice` may require for us to take it: the forms that are read here."""

Turn = Callable[[Rect], Rect]


class Sheet(Struct, frozen=True):
    """What a slide's shapes inherit: placeholders by idx and by kind, and the box that texts outside of placeholders take."""

    by_idx: Mapping[int, Placeholder]
    by_kind: Mapping[str, Placeholder]

    def behind(self, ph: Element) -> Placeholder | None:
        """The layout's placeholder behind a slide's."""
        kind = ph.get("type") or "obj"
        found = self.by_idx.get(int(number(ph, "idx"))) if ph.get("idx") else None
        return found or self.by_kind.get(kind) or (self.by_kind.get("title") if kind == "ctrTitle" else None)


class ShapeReader(Struct, frozen=True):
    """Reads the shapes of one slide. `link` gives where a click leads; `lost` collects what could not be taken out, in a trainer's words."""

    package: Package
    part: str
    sheet: Sheet
    link: Callable[[Element], str]
    lost: list[str]

    def things(self, tree: Element, turn: Turn = lambda rect: rect) -> Iterator[Thing]:
        """The things in a shape tree or group, in z-order."""
        for shape in elements(tree):
            yield from self.thing(shape, turn)

    def thing(self, shape: Element, turn: Turn) -> Iterator[Thing]:
        """What a shape is; nothing for empty placeholders and for properties."""
        match local(shape):
            case "sp":
                found = self._words(shape)
            case "pic":
                found = self._picture(shape)
            case "graphicFrame":
                found = self._frame(shape)
            case "cxnSp":
                found = self._line(shape)
            case "grpSp":
                found = self._group(shape, turn)
            case "AlternateContent":
                yield from self.things(self._chosen(shape), turn)
                return
            case "contentPart":
                found = Odd(what="ink", rect=Rect(0, 0, 0, 0))
            case _:
                return
        if found is None:
            return
        if not isinstance(found, Group):
            found = replace(found, rect=turn(found.rect))
        if isinstance(found, Connector):
            a, b = (turn(Rect(*point, 0, 0)) for point in (found.start, found.stop))
            found = replace(found, start=(a.x, a.y), stop=(b.x, b.y))
        yield found

    def _chosen(self, alternative: Element) -> Element:
        """The form of an alternative that we can read: the first whose needs we know, else the fallback."""
        for form in elements(alternative):
            needs = (form.get("Requires") or "").split()
            if local(form) == "Choice" and all(need in _KNOWN for need in needs):
                return form
        return next((form for form in elements(alternative) if local(form) == "Fallback"), alternative)

    # -- what all shapes have --------------------------------------------------------------------------------------------------------------

    def _common(self, shape: Element) -> dict[str, object]:
        named = next((c for c in shape.iterfind("*/" + P + "cNvPr")), None)
        ph = placeholder_of(shape)
        rect = rectangle(shape)
        if rect is None and ph is not None and (behind := self.sheet.behind(ph)) is not None:
            rect = behind.rect
        said: dict[str, object] = {"rect": rect or Rect(0, 0, 0, 0)}
        if ph is not None:
            said["kind"], said["idx"] = ph.get("type") or "obj", int(number(ph, "idx"))
        if named is not None:
            click = first(named, A + "hlinkClick")
            said["key"] = int(number(named, "id"))
            said["name"] = named.get("name") or ""
            said["alt"] = " ".join((named.get("descr") or "").split())
            said["href"] = self.link(click) if click is not None else ""
            said["decorative"] = any(truth(mark, "val", False) for mark in named.iter(_DECORATIVE))
        return said

    def _levels(self, shape: Element) -> tuple[TextStyle, ...]:
        ph = placeholder_of(shape)
        behind = self.sheet.behind(ph) if ph is not None else None
        return behind.levels if behind is not None else ()

    # -- each kind -------------------------------------------------------------------------------------------------------------------------

    def _words(self, shape: Element) -> Thing | None:
        common = self._common(shape)
        paras = paragraphs(first(shape, P + "txBody"), Ground(self._levels(shape), self.link))
        properties = first(shape, P + "spPr")
        filled = first(properties, A + "blipFill")
        if filled is not None and (image := image_of(self.package, self.part, filled, self.lost)) is not None:
            return replace(image, paras=paras, **common)
        geometry = first(properties, A + "prstGeom")
        preset = (
            geometry.get("prst") or ""
            if geometry is not None
            else "custom"
            if first(properties, A + "custGeom") is not None
            else ""
        )
        style = first(shape, P + "style")
        fills = {local(child) for child in elements(properties)} if properties is not None else set()
        drawn = bool(fills & {"solidFill", "gradFill", "pattFill"}) or (style is not None and "noFill" not in fills)
        line = first(properties, A + "ln")
        drawn = drawn or (line is not None and first(line, A + "noFill") is None and len(line) > 0)
        return Words(paras=paras, preset=preset, drawn=drawn, **common)  # type: ignore[arg-type]

    def _picture(self, shape: Element) -> Thing | None:
        common = self._common(shape)
        fill = first(shape, P + "blipFill")
        image = image_of(self.package, self.part, fill, self.lost) if fill is not None else None
        clip = clip_of(self.package, self.part, shape)
        if clip is not None:
            return replace(clip, poster=image, **common)
        if image is None:
            return Odd(what="a picture that is not in the file", **common)  # type: ignore[arg-type]
        return replace(image, **common)

    def _frame(self, shape: Element) -> Thing | None:
        common = self._common(shape)
        data = first(shape, A + "graphic", A + "graphicData")
        if data is None:
            return None
        for child in elements(data):
            match local(child):
                case "tbl":
                    return read_grid(child, self.link, common)
                case "chart":
                    part = self.package.target(self.part, child.get(R + "id") or "")
                    if "chartex" in (child.tag or ""):
                        return read_extended_chart(self.package, part, common)
                    return read_chart_part(self.package, part, common)
                case "relIds":
                    return self._smart(child, common)
                case "oleObj" | "AlternateContent":
                    return self._object(child, common)
        return Odd(what="an object that only PowerPoint can show", **common)  # type: ignore[arg-type]

    def _smart(self, ids: Element, common: dict[str, object]) -> Smart:
        def pictures(part: str) -> Callable[[Element], Image | None]:
            return lambda fill: image_of(self.package, part, fill, self.lost)

        return read_smart(self.package, self.part, ids, self.link, pictures, common)

    def _object(self, element: Element, common: dict[str, object]) -> Odd:
        """An embedded object: its picture, and its program's name."""
        ole = element if local(element) == "oleObj" else next((e for e in element.iter(P + "oleObj")), element)
        pic = next(element.iter(P + "pic"), None)
        fill = first(pic, P + "blipFill") if pic is not None else None
        image = image_of(self.package, self.part, fill, self.lost) if fill is not None else None
        program = (ole.get("progId") or ole.get("name") or "").partition(".")[0]
        what = f"an embedded object ({program})" if program else "an embedded object"
        part = self.package.target(self.part, ole.get(R + "id") or "")
        data = self.package.parts.get(part, b"")
        ending = part.rpartition(".")[2].lower()
        shown = replace(image, **common) if image is not None else None
        return Odd(what=what, data=data, ending=ending, image=shown, **common)  # type: ignore[arg-type]

    def _line(self, shape: Element) -> Connector:
        ids = []
        for name in ("stCxn", "endCxn"):
            tied = first(shape, P + "nvCxnSpPr", P + "cNvCxnSpPr", A + name)
            ids.append(int(number(tied, "id")) if tied is not None else 0)
        frame = first(shape, P + "spPr", A + "xfrm")
        common = self._common(shape)
        rect = rectangle(shape) or Rect(0, 0, 0, 0)
        xs, ys = (rect.x, rect.right), (rect.y, rect.bottom)
        if frame is not None and truth(frame, "flipH", False):
            xs = (xs[1], xs[0])
        if frame is not None and truth(frame, "flipV", False):
            ys = (ys[1], ys[0])
        line = first(shape, P + "spPr", A + "ln")
        heads = [first(line, A + end) for end in ("headEnd", "tailEnd")]
        at_begin, at_end = ((end is not None and (end.get("type") or "none") != "none") for end in heads)
        dash = first(line, A + "prstDash")
        dashed = dash is not None and (dash.get("val") or "solid") != "solid"
        return Connector(
            begin=ids[0], end=ids[1], start=(xs[0], ys[0]), stop=(xs[1], ys[1]), head=at_begin, tail=at_end, dashed=dashed, **common,  # type: ignore[arg-type]
        )  # fmt: skip

    def _group(self, shape: Element, turn: Turn) -> Group | None:
        common = self._common(shape)
        frame = first(shape, P + "grpSpPr", A + "xfrm")
        inner = turn
        if frame is not None and (offset := first(frame, A + "chOff")) is not None:
            extent = first(frame, A + "chExt")
            outside = rectangle(shape) or Rect(0, 0, 0, 0)
            x, y = number(offset, "x") / EMU, number(offset, "y") / EMU
            wide = number(extent, "cx") / EMU if extent is not None else 0.0
            high = number(extent, "cy") / EMU if extent is not None else 0.0
            sx, sy = (outside.w / wide if wide else 1.0), (outside.h / high if high else 1.0)

            def inner(rect: Rect) -> Rect:
                return turn(
                    Rect(outside.x + (rect.x - x) * sx, outside.y + (rect.y - y) * sy, rect.w * sx, rect.h * sy)
                )

        things = tuple(self.things(shape, inner))
        if not things:
            return None
        rect = common["rect"]
        assert isinstance(rect, Rect)
        common["rect"] = turn(rect) if rect.w else around(things)
        return Group(things=things, **common)  # type: ignore[arg-type]


def around(things: tuple[Thing, ...]) -> Rect:
    """The rectangle around things."""
    left, top = min(t.rect.x for t in things), min(t.rect.y for t in things)
    return Rect(left, top, max(t.rect.right for t in things) - left, max(t.rect.bottom for t in things) - top)
