"""The presentation part and the package around it: a template's own slides leave, the deck's slides and sections enter."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha1

from lxml import etree

from courseware.powerpoint.package import OFFICE_TYPE, PML_TYPE, Package
from courseware.powerpoint.template import Template
from courseware.powerpoint.xml import (
    DRAWING,
    EMU,
    HEAD,
    SPACES,
    Element,
    P,
    R,
    attribute,
    first,
    number,
    parse,
    serialize,
)

P14 = "http://schemas.microsoft.com/office/powerpoint/2010/main"
_SECTIONS = "{521415D9-36F7-43E2-AB2F-B90AF26B5E84}"
_SPACE = bytes.fromhex("6f1f3a528c1d5d0c9a532f0f6f6b7a11")
_FIRST_SLIDE_ID = 256  # ISO 29500-1, 19.7.13
# What stands before each of these in p:presentation (19.2.1.26).
_AFTER_MASTERS = ("sldMasterIdLst", "notesMasterIdLst", "handoutMasterIdLst")
_GONE = ("sldIdLst", "custShowLst", "modifyVerifier", "custDataLst")
_LEFT = (
    "slide",
    "viewProps",
    "printerSettings",
    "revisionInfo",
    "changesInfo",
    "customXml",
    "tags",
    "commentAuthors",
    "authors",
)
"""Relations of the presentation that are of its slides, of whoever wrote or printed them, or of programs that noted something on it."""

_BESIDE = {
    "presProps": f"<p:presentationPr {SPACES}/>",
    "viewProps": f"<p:viewPr {SPACES}/>",
    "tableStyles": f'<a:tblStyleLst xmlns:a="{DRAWING}" def="{{5C22544A-7EE6-4342-B048-85BDC9FD1C3A}}"/>',
}


def drop_slides(template: Template) -> None:
    """Take the template's own slides out, with all that leads to them: sections, custom shows, links on layouts, the preview
    picture, a signature that no longer fits.

    What nothing leads to any longer leaves the package, so that no part of an old slide stays behind.
    """
    package, root = template.package, template.presentation
    for tag in _GONE:
        if (element := first(root, P + tag)) is not None:
            root.remove(element)
    for extension in list(root.iterfind(f"{P}extLst/{P}ext")):
        if extension.get("uri") == _SECTIONS:
            parent = extension.getparent()
            assert parent is not None
            parent.remove(extension)
    _keep(
        package,
        package.main,
        lambda kind: kind not in _LEFT,
    )
    _keep(
        package,
        "",
        lambda kind: (
            kind
            not in ("thumbnail", "core-properties", "extended-properties", "custom-properties", "customXml", "origin")
        ),
    )
    package.drop_unreachable()
    _show_all(package)
    for part in [part for part in package.parts if package.related(part, "slide")]:
        if not part.startswith("ppt/slides/"):
            _unlink(package, part)
    package.drop_unreachable()


def _keep(package: Package, part: str, keep: Callable[[str], bool]) -> None:
    package.relations[part] = [relation for relation in package.relations.get(part, ()) if keep(relation.kind)]


def _show_all(package: Package) -> None:
    """Let the show run over all slides, where the template shows a range or a custom show of its own."""
    for part in package.related(package.main, "presProps"):
        if part in package.parts and (b"custShow" in package.parts[part] or b"sldRg" in package.parts[part]):
            root = parse(package.parts[part], part)
            for chosen in list(root.iter(P + "custShow", P + "sldRg")):
                chosen.clear()
                chosen.tag = P + "sldAll"
            package.parts[part] = serialize(root)


def _unlink(package: Package, part: str) -> None:
    """Remove links from a layout or master to slides that are gone."""
    gone = {relation.id for relation in package.relations[part] if relation.kind == "slide"}
    root = parse(package.parts[part], part)
    for element in list(root.iter()):
        if (
            isinstance(element.tag, str)
            and element.get(R + "id") in gone
            and (parent := element.getparent()) is not None
        ):
            parent.remove(element)
    package.parts[part] = serialize(root)
    package.relations[part] = [relation for relation in package.relations[part] if relation.id not in gone]


def complete(package: Package) -> None:
    """Give the presentation the parts that PowerPoint expects beside it and makes a repair of where one is missing."""
    held = {relation.kind for relation in package.relations[package.main]}
    for kind, content in _BESIDE.items():
        if kind not in held:
            part = f"ppt/{kind}.xml"
            package.parts[part] = (HEAD + content).encode()
            package.types[part] = f"{PML_TYPE}{kind}+xml"
            package.relate(package.main, OFFICE_TYPE + kind, part)


def notes_size(root: Element) -> tuple[int, int]:
    """The notes pages' size in EMU."""
    found = first(root, P + "notesSz")
    return (int(number(found, "cx")), int(number(found, "cy"))) if found is not None else (540 * EMU, 720 * EMU)


def finish(template: Template, slides: Sequence[str], sections: Sequence[tuple[str, int]], notes_master: str) -> None:
    """Write the presentation part: `slides` are relation ids in order, `sections` a title and the index of its first slide.

    `notes_master` is its relation's id, `""` for none.
    """
    root = template.presentation
    if notes_master and first(root, P + "notesMasterIdLst") is None:
        held = etree.Element(P + "notesMasterIdLst")
        etree.SubElement(held, P + "notesMasterId", {R + "id": notes_master})
        _insert(root, held, ("sldMasterIdLst",))
    if slides:
        listed = etree.Element(P + "sldIdLst")
        for n, id in enumerate(slides, _FIRST_SLIDE_ID):
            etree.SubElement(listed, P + "sldId", {"id": str(n), R + "id": id})
        _insert(root, listed, _AFTER_MASTERS)
    if sections and slides:
        extensions = first(root, P + "extLst")
        if extensions is None:
            extensions = etree.SubElement(root, P + "extLst")
        extensions.insert(0, _section_list(sections, len(slides)))
    elif (empty := first(root, P + "extLst")) is not None and not len(empty):
        root.remove(empty)
    template.package.parts[template.package.main] = serialize(root)


def _section_list(sections: Sequence[tuple[str, int]], count: int) -> Element:
    rows = []
    for n, (title, start) in enumerate(sections):
        end = sections[n + 1][1] if n + 1 < len(sections) else count
        id = _guid(f"{n} {title}")
        ids = "".join(f'<p14:sldId id="{_FIRST_SLIDE_ID + slide}"/>' for slide in range(start, end))
        rows.append(
            f'<p14:section name="{attribute(title)}" id="{{{id}}}"><p14:sldIdLst>{ids}</p14:sldIdLst></p14:section>'
        )
    text = f'<p:ext xmlns:p="{P[1:-1]}" uri="{_SECTIONS}"><p14:sectionLst xmlns:p14="{P14}">{"".join(rows)}</p14:sectionLst></p:ext>'
    return etree.fromstring(text)


def _guid(name: str) -> str:
    """The name's UUID of version 5 (RFC 9562, 5.5); importing `uuid` for it would take longer than all sections."""
    raw = bytearray(sha1(_SPACE + name.encode(), usedforsecurity=False).digest()[:16])
    raw[6], raw[8] = raw[6] & 0x0F | 0x50, raw[8] & 0x3F | 0x80
    digits = raw.hex().upper()
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))


def _insert(root: Element, element: Element, before: Sequence[str]) -> None:
    """Put `element` after the last of these children."""
    at = max((n + 1 for n, child in enumerate(root) if child.tag in {P + name for name in before}), default=0)
    root.insert(at, element)
