"""Faults of templates that PowerPoint would want to repair in every deck made on them, mended as the template is read."""

from __future__ import annotations

import re

from courseware.powerpoint.package import Package
from courseware.powerpoint.samples import give_text_styles

_SHEETS = ("ppt/slideMasters/", "ppt/slideLayouts/", "ppt/notesMasters/")
_SHAPE_ID = re.compile(rb'(<p:cNvPr\b[^>]*?\sid=")(\d+)(?=")')


def mend(package: Package) -> None:
    """Leave out relations to parts that aren't there, and give each shape of a layout or master an id of its own, and each master its text
    styles.
    """
    for owner, relations in package.relations.items():
        package.relations[owner] = [r for r in relations if r.external or r.target in package.parts]
    for part in [part for part in package.parts if part.startswith(_SHEETS)]:
        ids = [found[2] for found in _SHAPE_ID.finditer(package.parts[part])]
        if len(set(ids)) < len(ids):
            package.parts[part] = _renumbered(package.parts[part], {int(id) for id in ids})
    give_text_styles(package)


def _renumbered(data: bytes, taken: set[int]) -> bytes:
    """The part with a fresh id for every shape whose id stood before; what refers to that id means the first."""
    seen: set[bytes] = set()
    following = max(taken) + 1

    def fresh(found: re.Match[bytes]) -> bytes:
        nonlocal following
        if found[2] not in seen:
            seen.add(found[2])
            return found[0]
        following += 1
        return found[1] + str(following - 1).encode()

    return _SHAPE_ID.sub(fresh, data)
