"""Faults of templates that PowerPoint would want to repair in every deck made on them, mended as the template is read."""

from __future__ import annotations

import re
from collections import Counter

from courseware.powerpoint.loose import tie_up
from courseware.powerpoint.package import Package
from courseware.powerpoint.prefixes import usual_prefixes
from courseware.powerpoint.samples import give_text_styles
from courseware.powerpoint.settle import settle_layouts
from courseware.powerpoint.sizeless import give_sizes
from courseware.powerpoint.xml import P, R, elements, parse, serialize

_SHEETS = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")
_XML = (*_SHEETS, "ppt/presentation.xml", "ppt/slides/", "ppt/theme/")
_LAYOUTS = "ppt/slideLayouts/"
_PLACE = re.compile(rb"<p:ph\b([^>]*?)(/?)>")
_TYPE, _IDX = re.compile(rb'\stype="([^"]*)"'), re.compile(rb'\sidx="(\d+)"')
_FOOT = (b"dt", b"ftr", b"sldNum")
_TITLES = (b"title", b"ctrTitle")
_LAST_IDX = 2**31 - 1  # other programs read an idx as a signed number
_FIRST_IDX = 20  # beyond the numbers that PowerPoint itself gives to a layout's date, footer and number
_NAMELESS = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin\s+)typeface=""')
_SHAPE_ID = re.compile(rb'(<p:cNvPr\b[^>]*?\sid=")(\d+)(?=")')


def mend(package: Package) -> None:
    """Tie up loose ends (loose.py), give places to placeholders without one, and give each shape of a layout or master an id of its own, each place
    of a layout a number of its own, and each master its text styles.
    """
    for part in [part for part in package.parts if part.startswith(_XML) and part.endswith(".xml")]:
        package.parts[part] = usual_prefixes(package.parts[part], part)
    tie_up(package)
    for part in [part for part in package.parts if part.startswith(_SHEETS)]:
        ids = [found[2] for found in _SHAPE_ID.finditer(package.parts[part])]
        if len(set(ids)) < len(ids) or b"0" in ids:
            package.parts[part] = _renumbered(package.parts[part], {int(id) for id in ids})
        if part.startswith(_LAYOUTS):
            package.parts[part] = _placed_apart(package.parts[part])
    _name_fonts(package)
    _drop_broken_fonts(package)
    give_sizes(package)
    settle_layouts(package)
    give_text_styles(package)


def _name_fonts(package: Package) -> None:
    """Name Arial where a theme names no Latin font, which its schema asks for."""
    for part in [
        part for part in package.parts if part.startswith("ppt/theme/") and _NAMELESS.search(package.parts[part])
    ]:
        package.parts[part] = _NAMELESS.sub(rb'\1typeface="Arial"', package.parts[part])


def _drop_broken_fonts(package: Package) -> None:
    """Leave out embedded fonts that are none (an Embedded OpenType file has `LP` at byte 34): PowerPoint repairs a deck that has one."""
    held = package.relations.get(package.main, [])
    broken = {r.id for r in held if r.kind == "font" and package.parts.get(r.target, b"")[34:36] != b"LP"}
    if not broken:
        return
    root = parse(package.parts[package.main], package.main)
    for font in list(root.iter(P + "embeddedFont")):
        for face in list(elements(font)):
            if face.get(R + "id") in broken:
                font.remove(face)
        parent = font.getparent()
        if parent is not None and not any(face.get(R + "id") for face in elements(font)):
            parent.remove(font)
    for listed in list(root.iter(P + "embeddedFontLst")):
        if not len(listed):
            root.remove(listed)
    package.parts[package.main] = serialize(root)
    package.relations[package.main] = [r for r in held if r.id not in broken]


def _renumbered(data: bytes, taken: set[int]) -> bytes:
    """The part with a fresh id for every shape whose id stood before or is 0, which is none; what refers to that id means the first."""
    seen = {b"0"}
    following = max(taken) + 1

    def fresh(found: re.Match[bytes]) -> bytes:
        nonlocal following
        if found[2] not in seen:
            seen.add(found[2])
            return found[0]
        following += 1
        return found[1] + str(following - 1).encode()

    return _SHAPE_ID.sub(fresh, data)


def _placed_apart(data: bytes) -> bytes:
    """The layout with a fresh idx for every placeholder whose idx stood before (a title has none), and for a date, footer or number whose idx
    another place has: LibreOffice writes both columns of a layout alike.
    """
    places = [(m[1], int(found[1]) if (found := _IDX.search(m[1])) else 0) for m in _PLACE.finditer(data)]
    kinds = [(kind[1] if (kind := _TYPE.search(said)) else b"", idx) for said, idx in places]
    far = {idx for _, idx in places if idx > _LAST_IDX}
    shared = {idx for idx, count in Counter(idx for _, idx in places).items() if count > 1} | far
    apart = [(kind if kind in _TITLES else b"", idx) for kind, idx in kinds]
    if len(set(apart)) == len(apart) and not far and not any(kind in _FOOT and idx in shared for kind, idx in kinds):
        return data
    seen: set[tuple[bytes, int]] = set()
    following = max([_FIRST_IDX, *(idx for _, idx in places if idx not in far)]) + 1
    at = iter(kinds)

    def fresh(found: re.Match[bytes]) -> bytes:
        nonlocal following
        kind, idx = next(at)
        place = (kind if kind in _TITLES else b"", idx)
        if place not in seen and idx not in far and not (kind in _FOOT and idx in shared):
            seen.add(place)
            return found[0]
        following += 1
        return b'<p:ph%s idx="%d"%s>' % (_IDX.sub(b"", found[1]).rstrip(), following - 1, found[2])

    return _PLACE.sub(fresh, data)
