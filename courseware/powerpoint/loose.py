"""Loose ends of a presentation: what names a part that isn't there, and masters that have lost their theme."""

from __future__ import annotations

import re

from courseware.powerpoint.package import OFFICE_TYPE, Package
from courseware.powerpoint.xml import P, R, local, parse, serialize
from courseware.problems import CoursewareError, Place, Problem

THEME = "application/vnd.openxmlformats-officedocument.theme+xml"
_LISTS = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst", "sldIdLst", "sldLayoutIdLst")
_TYPE = re.compile(rb'(<p:sldLayout\b[^>]*?)\stype="([^"]*)"')
_TYPES = frozenset(
    b"title tx twoColTx tbl txAndChart chartAndTx dgm chart txAndClipArt clipArtAndTx titleOnly blank txAndObj objAndTx objOnly obj txAndMedia mediaAndTx "
    b"objOverTx txOverObj txAndTwoObj twoObjAndTx twoObjOverTx fourObj vertTx clipArtAndVertTx vertTitleAndTx vertTitleAndTxOverChart twoObj objAndTwoObj "
    b"twoObjAndObj cust secHead twoTxTwoObj objTx picTx".split()
)
"""What ST_SlideLayoutType (ISO 29500-1, 19.7.15) allows."""


def tie_up(package: Package) -> None:
    """Leave out relations of and to parts that aren't there, entries of lists that name such a relation, and layout types that there are none of.

    Raises `CoursewareError` where a master has no theme and the file holds none that could serve.
    """
    for owner in [owner for owner in package.relations if owner and owner not in package.parts]:
        del package.relations[owner]
    for owner, relations in package.relations.items():
        package.relations[owner] = [r for r in relations if r.external or r.target in package.parts]
    masters = [part for part in package.parts if part.startswith("ppt/slideMasters/") and part.endswith(".xml")]
    for part in (package.main, *masters):
        _shorten_lists(package, part)
    for part in [part for part in package.parts if part.startswith("ppt/slideLayouts/")]:
        found = _TYPE.search(package.parts[part][:4000])
        if found and found[2] not in _TYPES:
            package.parts[part] = _TYPE.sub(rb"\1", package.parts[part], count=1)
    for part in masters:
        if not package.related(part, "theme"):
            _give_theme(package, part)


def _shorten_lists(package: Package, part: str) -> None:
    ids = {relation.id for relation in package.relations.get(part, ())}
    root = parse(package.parts[part], part)
    gone = [
        (held, entry)
        for name in _LISTS
        for held in root.iterfind(P + name)
        for entry in held
        if isinstance(entry.tag, str) and local(entry) != "extLst" and entry.get(R + "id") not in ids
    ]
    for held, entry in gone:
        held.remove(entry)
        parent = held.getparent()
        if not len(held) and parent is not None:
            parent.remove(held)
    if gone:
        package.parts[part] = serialize(root)


def _give_theme(package: Package, part: str) -> None:
    """A copy of the presentation's theme, or of the first that there is, for a master that has none: two masters can't share one."""
    themes = [*package.related(package.main, "theme"), *(p for p in sorted(package.types) if package.types[p] == THEME)]
    if not themes:
        fact = "the slide master has no theme, so that nothing tells the template's colours and fonts"
        raise CoursewareError(
            Problem(Place(part), fact, "open the template in PowerPoint, let it repair the file and save it")
        )
    copy = package.free_name("ppt/theme/theme{}.xml")
    package.parts[copy], package.types[copy] = package.parts[themes[0]], THEME
    package.relate(part, OFFICE_TYPE + "theme", copy)
