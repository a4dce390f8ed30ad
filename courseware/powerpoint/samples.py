"""Text styles of a master that has none: LibreOffice formats the sample text in the placeholders of a master, and writes no `p:txStyles`."""

from __future__ import annotations

from lxml import etree

from courseware.powerpoint.package import Package
from courseware.powerpoint.xml import A, Element, P, elements, first, number, parse, serialize

_STYLES = (("titleStyle", ("title",)), ("bodyStyle", ("body", "obj")), ("otherStyle", ()))
"""The three styles in their order (ISO 29500-1, 19.3.1.52), and the placeholders whose samples show them."""
_OF_THIS_TEXT = ("lang", "altLang", "dirty", "err", "smtClean", "bmk")
"""Run properties that speak of the sample's words, not of their look."""
_LINKS = (f"{A}hlinkClick", f"{A}hlinkMouseOver")


def give_text_styles(package: Package) -> None:
    """Write each master's missing text styles from its samples, so that slides look like them."""
    for part in [part for part in package.parts if part.startswith("ppt/slideMasters/") and part.endswith(".xml")]:
        if b"<p:txStyles" in package.parts[part] or b"</p:sldMaster>" not in package.parts[part]:
            continue
        root = parse(package.parts[part], part)
        styles = etree.Element(P + "txStyles")
        for name, kinds in _STYLES:
            style = etree.SubElement(styles, P + name)
            for level, sample in sorted(_samples(root, kinds).items()):
                style.append(_level(level, sample))
        extensions = root.find(P + "extLst")
        root.insert(len(root) if extensions is None else root.index(extensions), styles)
        package.parts[part] = serialize(root)


def _samples(root: Element, kinds: tuple[str, ...]) -> dict[int, Element]:
    """The first paragraph of each level in the first placeholder of one of these kinds."""
    found: dict[int, Element] = {}
    for shape in root.iter(P + "sp"):
        ph = first(shape, P + "nvSpPr", P + "nvPr", P + "ph")
        body = first(shape, P + "txBody")
        if ph is None or body is None or (ph.get("type") or "obj") not in kinds:
            continue
        for paragraph in body.iterfind(A + "p"):
            properties = first(paragraph, A + "pPr")
            level = int(number(properties, "lvl")) if properties is not None else 0
            if 0 <= level < 9:
                found.setdefault(level, paragraph)
        break
    return found


def _level(level: int, sample: Element) -> Element:
    """A paragraph's look as `a:lvlNpPr`."""
    said, run = first(sample, A + "pPr"), first(sample, A + "r", A + "rPr")
    run = run if run is not None else first(sample, A + "endParaRPr")
    found = etree.Element(f"{A}lvl{level + 1}pPr")
    if said is not None:
        found.attrib.update({key: value for key, value in said.attrib.items() if key != "lvl"})
        found.extend([_copy(child) for child in elements(said) if child.tag not in (A + "defRPr", A + "extLst")])
    if run is not None:
        look = etree.SubElement(found, A + "defRPr")
        look.attrib.update({key: value for key, value in run.attrib.items() if key not in _OF_THIS_TEXT})
        look.extend([_copy(child) for child in elements(run) if child.tag not in _LINKS])
    return found


def _copy(element: Element) -> Element:
    return etree.fromstring(etree.tostring(element, with_tail=False))
