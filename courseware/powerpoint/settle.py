"""Layouts whose boxes stand where another master has them: LibreOffice writes the layouts of all masters with the places of one."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from courseware.deck.kit import Rect
from courseware.powerpoint.package import Package
from courseware.powerpoint.places import FOOT, TITLES, placeholder_of, rectangle
from courseware.powerpoint.xml import A, Element, P, R, emu, first, local, parse, serialize

_NEAR = 1.5  # points within which two places are one


class _Master(Struct):
    """A master's places for title and text, its layouts by part, and the places that those of one text box give to the two."""

    title: Rect | None
    body: Rect | None
    layouts: dict[str, Element]
    given: list[tuple[Rect, Rect]]


def settle_layouts(package: Package) -> None:
    """Move the boxes of layouts that repeat another master's places to where their own master has title and text."""
    parts = [part for part in package.parts if part.startswith("ppt/slideMasters/") and part.endswith(".xml")]
    if len(parts) < 2:
        return
    masters = [_read(package, part) for part in parts]
    for master in masters:
        if master.title is None or master.body is None or not master.given or _lends(master, master.given):
            continue
        source = next((m for m in masters if m is not master and _lends(m, master.given)), None)
        if source is None or source.title is None or source.body is None:
            continue
        for part, root in master.layouts.items():
            _move(root, (source.title, source.body), (master.title, master.body))
            package.parts[part] = serialize(root)


def _read(package: Package, part: str) -> _Master:
    root = parse(package.parts[part], part)
    places: dict[str, Rect] = {}
    for shape in root.iter(P + "sp"):
        place, rect = placeholder_of(shape), rectangle(shape)
        if place is not None and rect is not None:
            places.setdefault(place.get("type") or "obj", rect)
    layouts = {}
    for entry in root.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
        target = package.target(part, entry.get(R + "id") or "")
        if target in package.parts:
            layouts[target] = parse(package.parts[target], target)
    given = [pair for layout in layouts.values() if (pair := _pair(layout)) is not None]
    return _Master(places.get("title"), places.get("body"), layouts, given)


def _pair(root: Element) -> tuple[Rect, Rect] | None:
    """Where a layout of a title and one box has the two, None for other layouts and for places that are inherited."""
    titles: list[Rect | None] = []
    boxes: list[Rect | None] = []
    for shape in root.iter(P + "sp"):
        place = placeholder_of(shape)
        if place is not None and place.get("type") not in FOOT:
            (titles if place.get("type") in TITLES else boxes).append(rectangle(shape))
    if len(titles) != 1 or len(boxes) != 1 or titles[0] is None or boxes[0] is None:
        return None
    return titles[0], boxes[0]


def _lends(master: _Master, given: Sequence[tuple[Rect, Rect]]) -> bool:
    """Whether all these titles and boxes stand where `master` has its own."""
    if master.title is None or master.body is None:
        return False
    return all(_near(title, master.title) and _near(box, master.body) for title, box in given)


def _near(one: Rect, other: Rect) -> bool:
    pairs = ((one.x, other.x), (one.y, other.y), (one.w, other.w), (one.h, other.h))
    return all(abs(a - b) < _NEAR for a, b in pairs)


def _move(root: Element, source: tuple[Rect, Rect], target: tuple[Rect, Rect]) -> None:
    for shape in root.iter(P + "sp"):
        place, rect = placeholder_of(shape), rectangle(shape)
        if place is None or rect is None or place.get("type") in FOOT:
            continue
        if place.get("type") in TITLES:
            _put(shape, target[0])
        elif source[1].holds(rect, _NEAR):
            _put(shape, _mapped(rect, source[1], target[1]))
        else:
            _put(shape, _mapped(rect, _both(*source), _both(*target)))


def _both(one: Rect, other: Rect) -> Rect:
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _mapped(rect: Rect, source: Rect, target: Rect) -> Rect:
    across, down = target.w / max(source.w, 1.0), target.h / max(source.h, 1.0)
    return Rect(
        target.x + (rect.x - source.x) * across, target.y + (rect.y - source.y) * down, rect.w * across, rect.h * down
    )


def _put(shape: Element, rect: Rect) -> None:
    frame = first(shape, P + "spPr", A + "xfrm")
    for child in frame if frame is not None else ():
        if local(child) == "off":
            child.set("x", str(emu(rect.x)))
            child.set("y", str(emu(rect.y)))
        elif local(child) == "ext":
            child.set("cx", str(emu(rect.w)))
            child.set("cy", str(emu(rect.h)))
