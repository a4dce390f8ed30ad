"""A few shapes of a slide as a presentation of their own, its page as large as they are: whoever draws it has a picture of just them."""

from __future__ import annotations

from collections.abc import Collection

from msgspec.structs import replace

from courseware.deck.kit import Rect
from courseware.powerpoint.package import Package, write_package
from courseware.powerpoint.xml import A, Element, P, R, elements, emu, first, local, number, parse, serialize

SMALLEST = 72.0  # points: PowerPoint's own least for a page is an inch
_MARGIN = 2.0


def cut_out(package: Package, slide: str, keys: Collection[int], rect: Rect) -> bytes:
    """A deck of one slide with the shapes `keys` (all where there are none) of the slide `slide`, cut to `rect` on it."""
    wide, high = max(SMALLEST, rect.w + 2 * _MARGIN), max(SMALLEST, rect.h + 2 * _MARGIN)
    copy = replace(package, parts=dict(package.parts), types=dict(package.types), relations=dict(package.relations))
    root = parse(package.parts[slide], slide)
    root.set("showMasterSp", "0")
    tree = first(root, P + "cSld", P + "spTree")
    if tree is not None and keys:
        for shape in list(elements(tree)):
            if local(shape) not in ("nvGrpSpPr", "grpSpPr") and not _has(shape, keys):
                tree.remove(shape)
    if tree is not None:
        frame = first(tree, P + "grpSpPr")
        if frame is not None:
            for child in list(frame):
                frame.remove(child)
            x, y = rect.x - (wide - rect.w) / 2, rect.y - (high - rect.h) / 2
            inner = [shape for shape in elements(tree) if local(shape) not in ("nvGrpSpPr", "grpSpPr")]
            for shape in inner:
                tree.remove(shape)
            size = f'cx="{emu(wide)}" cy="{emu(high)}"'
            group = parse(
                f'<p:grpSp xmlns:p="{P[1:-1]}" xmlns:a="{A[1:-1]}"><p:nvGrpSpPr><p:cNvPr id="99999" name=""/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr>'
                f'<p:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/>'
                f'<a:chOff x="{emu(x)}" y="{emu(y)}"/><a:chExt {size}/></a:xfrm></p:grpSpPr></p:grpSp>'.encode(),
                slide,
            )
            group.extend(inner)
            tree.append(group)
    timing = first(root, P + "timing")
    if timing is not None:
        root.remove(timing)
    copy.parts[slide] = serialize(root)
    main = parse(package.parts[package.main], package.main)
    _only(main, copy, slide)
    size_ = first(main, P + "sldSz")
    if size_ is not None:
        size_.set("cx", str(emu(wide)))
        size_.set("cy", str(emu(high)))
        size_.attrib.pop("type", "")
    copy.parts[copy.main] = serialize(main)
    copy.drop_unreachable()
    return write_package(copy)


def _has(shape: Element, keys: Collection[int]) -> bool:
    return any(int(number(named, "id")) in keys for named in shape.iter(P + "cNvPr"))


def _only(main: Element, copy: Package, slide: str) -> None:
    """Takes every slide but one out of a presentation, with the lists that name slides."""
    listed = first(main, P + "sldIdLst")
    gone = set()
    for entry in list(listed) if listed is not None else ():
        id = entry.get(R + "id") or ""
        if copy.target(copy.main, id) != slide:
            gone.add(id)
            entry.getparent().remove(entry)  # type: ignore[union-attr]
    for name in ("extLst", "custShowLst"):
        extra = first(main, P + name)
        if extra is not None:
            main.remove(extra)
    copy.relations[copy.main] = [r for r in copy.relations.get(copy.main, []) if r.id not in gone]
