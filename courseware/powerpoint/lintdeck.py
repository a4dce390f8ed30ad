"""Rules of the presentation part: the slides it lists, its masters, sections and custom shows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping

from courseware.powerpoint.package import Package
from courseware.powerpoint.presentation import P14
from courseware.powerpoint.xml import Element, P, R, number

_SLIDE_IDS = range(256, 2**31)  # ISO 29500-1, 19.7.13
_LAYOUT_IDS = range(2**31, 2**32)  # 19.7.16
_GUID = re.compile(r"\{[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}")
_BESIDE = ("presProps", "viewProps", "theme", "tableStyles")


def check_presentation(
    package: Package, roots: Mapping[str, Element], say: Callable[[str, str], None]
) -> tuple[str, ...]:
    """Say what is wrong with the presentation part; the parts of the slides that it lists, in order."""
    main = package.main
    root = roots.get(main)
    if root is None:
        return ()
    held = {relation.id: relation for relation in package.relations.get(main, ())}
    slides: list[str] = []
    ids: list[str] = []
    for entry in root.iterfind(f"{P}sldIdLst/{P}sldId"):
        id = entry.get("id") or ""
        ids.append(id)
        if not id.isdigit() or int(id) not in _SLIDE_IDS:
            say(main, f"the slide id {id!r} is none that PowerPoint allows")
        relation = held.get(entry.get(R + "id") or "")
        if relation is None or relation.kind != "slide":
            say(main, f"slide {id} names the relation {entry.get(R + 'id')!r}, which is none to a slide")
        else:
            slides.append(relation.target)
    _repeated(ids, main, "slide id", say)
    _repeated(slides, main, "slide", say)
    for relation in held.values():
        if relation.kind == "slide" and relation.target not in slides:
            say(main, f"the presentation still relates to {relation.target}, which it doesn't list")
    for kind in _BESIDE:
        if kind not in {relation.kind for relation in held.values()}:
            say(main, f"the presentation has no relation to its {kind}")
    _masters(package, root, roots, say)
    _sections(root, main, ids, say)
    for show in root.iterfind(f"{P}custShowLst/{P}custShow/{P}sldLst/{P}sld"):
        relation = held.get(show.get(R + "id") or "")
        if relation is None or relation.target not in slides:
            say(main, "a custom show names a slide that is not there")
    for name in roots:
        if name != main and name.startswith("ppt/"):
            for target in package.related(name, "slide"):
                if target in package.parts and target not in slides and not name.startswith("ppt/notesSlides/"):
                    say(name, f"a link leads to {target}, which the presentation doesn't list")
    return tuple(slides)


def _repeated(values: list[str], part: str, what: str, say: Callable[[str, str], None]) -> None:
    for value, count in Counter(values).items():
        if count > 1:
            say(part, f"the {what} {value} stands {count} times")


def _masters(package: Package, root: Element, roots: Mapping[str, Element], say: Callable[[str, str], None]) -> None:
    main = package.main
    ids: list[str] = []
    for entry in root.iterfind(f"{P}sldMasterIdLst/{P}sldMasterId"):
        ids.append(entry.get("id") or "")
        part = package.target(main, entry.get(R + "id") or "")
        master = roots.get(part)
        if master is None:
            say(main, f"the slide master {entry.get(R + 'id')!r} is not there")
            continue
        if len(package.related(part, "theme")) != 1:
            say(part, "the master has no theme of its own")
        for layout in master.iterfind(f"{P}sldLayoutIdLst/{P}sldLayoutId"):
            ids.append(layout.get("id") or "")
            target = package.target(part, layout.get(R + "id") or "")
            if target not in package.parts:
                say(part, f"the layout {layout.get(R + 'id')!r} is not there")
            elif package.related(target, "slideMaster") != [part]:
                say(target, "the layout doesn't lead back to its master")
    _repeated([id for id in ids if id], main, "id of a master or layout", say)
    for id in ids:
        if id and (not id.isdigit() or int(id) not in _LAYOUT_IDS):
            say(main, f"the id {id!r} of a master or layout is none that PowerPoint allows")


def _sections(root: Element, main: str, ids: list[str], say: Callable[[str, str], None]) -> None:
    p14 = f"{{{P14}}}"
    sections = list(root.iter(p14 + "section"))
    _repeated([section.get("id") or "" for section in sections], main, "section id", say)
    for section in sections:
        if not _GUID.fullmatch(section.get("id") or ""):
            say(main, f"the section {section.get('name')!r} has the id {section.get('id')!r}, which is none")
    named = [entry.get("id") or "" for section in sections for entry in section.iter(p14 + "sldId")]
    for id in named:
        if id not in ids:
            say(main, f"a section names slide {id}, which is not there")
    _repeated(named, main, "slide in sections,", say)
    if sections and (left := [id for id in ids if id not in named]):
        say(main, f"slide {left[0]} is in no section")
    size = root.find(P + "sldSz")
    if size is None or not 914400 <= number(size, "cx") <= 51206400:
        say(main, "the slides have no size that PowerPoint allows")
