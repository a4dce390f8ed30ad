"""Faults of templates that PowerPoint would want to repair in every deck made on them, mended as the template is read."""

from __future__ import annotations

import re

from courseware.powerpoint.package import Package
from courseware.powerpoint.samples import give_text_styles
from courseware.powerpoint.settle import settle_layouts

_SHEETS = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")
_LAYOUTS = "ppt/slideLayouts/"
_PLACE = re.compile(rb"<p:ph\b([^>]*?)(/?)>")
_TYPE, _IDX = re.compile(rb'\stype="([^"]*)"'), re.compile(rb'\sidx="(\d+)"')
_FIRST_IDX = 20  # beyond the numbers that PowerPoint itself gives to a layout's date, footer and number
_SHAPE_ID = re.compile(rb'(<p:cNvPr\b[^>]*?\sid=")(\d+)(?=")')


def mend(package: Package) -> None:
    """Leave out relations to parts that aren't there, and give each shape of a layout or master an id of its own, each place of a layout a
    number of its own, and each master its text styles.
    """
    for owner, relations in package.relations.items():
        package.relations[owner] = [r for r in relations if r.external or r.target in package.parts]
    for part in [part for part in package.parts if part.startswith(_SHEETS)]:
        ids = [found[2] for found in _SHAPE_ID.finditer(package.parts[part])]
        if len(set(ids)) < len(ids) or b"0" in ids:
            package.parts[part] = _renumbered(package.parts[part], {int(id) for id in ids})
        if part.startswith(_LAYOUTS):
            package.parts[part] = _placed_apart(package.parts[part])
    settle_layouts(package)
    give_text_styles(package)


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
    """The layout with a fresh idx for every placeholder whose type and idx stood before: LibreOffice writes both columns of a layout alike."""
    places = [(m[1], int(found[1]) if (found := _IDX.search(m[1])) else 0) for m in _PLACE.finditer(data)]
    kinds = [(kind[1] if (kind := _TYPE.search(said)) else b"", idx) for said, idx in places]
    if len(set(kinds)) == len(kinds):
        return data
    seen: set[tuple[bytes, int]] = set()
    following = max(_FIRST_IDX, *(idx for _, idx in places)) + 1
    at = iter(kinds)

    def fresh(found: re.Match[bytes]) -> bytes:
        nonlocal following
        if (place := next(at)) not in seen:
            seen.add(place)
            return found[0]
        following += 1
        return b'<p:ph%s idx="%d"%s>' % (_IDX.sub(b"", found[1]).rstrip(), following - 1, found[2])

    return _PLACE.sub(fresh, data)
