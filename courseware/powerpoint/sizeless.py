"""Placeholders without a size: neither the layout nor its master says where they stand, or they are nothing wide or high."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.deck.kit import Rect
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import placeholder_of, rectangle
from courseware.powerpoint.xml import A, Element, P, emu, first, number, parse, serialize

_PLACES = {
    "title": Rect(0.05, 0.06, 0.9, 0.16),
    "body": Rect(0.05, 0.26, 0.9, 0.63),
    "dt": Rect(0.05, 0.92, 0.22, 0.05),
    "ftr": Rect(0.3, 0.92, 0.4, 0.05),
    "sldNum": Rect(0.73, 0.92, 0.22, 0.05),
}
"""Shares of the slide: where PowerPoint's own template has them."""
_KINDS = {"ctrTitle": "title", "title": "title", "dt": "dt", "ftr": "ftr", "sldNum": "sldNum"}
_LEAST = 1.0  # points
_BETWEEN = 0.02


def give_sizes(package: Package) -> None:
    """Give a place to each placeholder of masters and layouts that has none, several on one layout beside each other; a slide would show nothing of them."""
    size = first(parse(package.parts[package.main], package.main), P + "sldSz")
    across, down = (number(size, "cx"), number(size, "cy")) if size is not None else (0.0, 0.0)
    slide = (across or 9144000) / 12700, (down or 6858000) / 12700
    for master in [part for part in package.parts if part.startswith("ppt/slideMasters/") and part.endswith(".xml")]:
        behind = _settled(package, master, {}, slide)
        for layout in package.related(master, "slideLayout"):
            _settled(package, layout, behind, slide)


def _settled(package: Package, part: str, behind: dict[str, Rect], slide: tuple[float, float]) -> dict[str, Rect]:
    """The places of a sheet's placeholders by kind, after those without one got theirs."""
    root = parse(package.parts[part], part)
    places: dict[str, Rect] = {}
    lost: dict[str, list[Element]] = {}
    changed = False
    for shape, kind in _placed(root):
        rect = rectangle(shape)
        if rect is not None and (rect.w < _LEAST or rect.h < _LEAST):
            _forget(shape)
            rect, changed = None, True
        if rect is None:
            lost.setdefault(kind, []).append(shape)
        else:
            places.setdefault(kind, rect)
    for kind, shapes in list(lost.items()):
        if kind in behind and (len(shapes) == 1 or kind != "body"):
            del lost[kind]  # its master says where it stands
            continue
        usual = _PLACES[kind]
        whole = Rect(usual.x * slide[0], usual.y * slide[1], usual.w * slide[0], usual.h * slide[1])
        for shape, rect in zip(shapes, _beside(behind.get(kind, whole), len(shapes)), strict=True):
            _put(shape, rect)
            places.setdefault(kind, rect)
    if changed or lost:
        package.parts[part] = serialize(root)
    return places


def _beside(whole: Rect, count: int) -> Iterator[Rect]:
    between = _BETWEEN * whole.w
    wide = (whole.w - between * (count - 1)) / count
    for n in range(count):
        yield Rect(whole.x + n * (wide + between), whole.y, wide, whole.h)


def _placed(root: Element) -> Iterator[tuple[Element, str]]:
    tree = first(root, P + "cSld", P + "spTree")
    for shape in tree.iterfind(P + "sp") if tree is not None else ():
        place = placeholder_of(shape)
        if place is not None:
            yield shape, _KINDS.get(place.get("type") or "obj", "body")


def _forget(shape: Element) -> None:
    properties = first(shape, P + "spPr")
    frame = first(properties, A + "xfrm")
    if properties is not None and frame is not None:
        properties.remove(frame)


def _put(shape: Element, rect: Rect) -> None:
    properties = first(shape, P + "spPr")
    if properties is None:
        return
    frame = properties.makeelement(A + "xfrm", {}, None)
    properties.insert(0, frame)
    frame.append(frame.makeelement(A + "off", {"x": str(emu(rect.x)), "y": str(emu(rect.y))}, None))
    frame.append(frame.makeelement(A + "ext", {"cx": str(emu(rect.w)), "cy": str(emu(rect.h))}, None))
