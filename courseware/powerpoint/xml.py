"""PresentationML as text and as trees: namespaces, escaping, units, and a parser that fetches and expands nothing."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from courseware.late import late
from courseware.problems import CoursewareError, Place, Problem

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006/main"
PRESENTATION = "http://schemas.openxmlformats.org/presentationml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = f"{{{DRAWING}}}"
P = f"{{{PRESENTATION}}}"
R = f"{{{OFFICE}}}"
SPACES = f'xmlns:a="{DRAWING}" xmlns:r="{OFFICE}" xmlns:p="{PRESENTATION}"'
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
EMU = 12700  # English metric units in a point

Element = etree._Element

_PARSER = etree.XMLParser(
    resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
)
_UNWRITABLE = late("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # no character of XML 1.0
_SPECIAL = late("[&<>\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def parse(data: bytes, name: str) -> Element:
    """The root of an XML part; `CoursewareError` where it is broken or declares a document type (entities can grow without bound)."""
    if b"<!DOCTYPE" in data or (b"\0" in data[:4] and b"<!DOCTYPE" in data.replace(b"\0", b"")):
        raise CoursewareError(
            Problem(
                Place(name),
                "the part declares a document type, which no presentation needs",
                "save the file anew in PowerPoint",
            )
        )
    try:
        return etree.fromstring(data, _PARSER)
    except etree.XMLSyntaxError as error:
        raise CoursewareError(
            Problem(
                Place(name, error.lineno or 0),
                f"the part is no well-formed XML: {error.msg}",
                "save the file anew in PowerPoint",
            )
        ) from None


def serialize(root: Element) -> bytes:
    """The part's bytes, as PowerPoint writes them."""
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def local(element: Element) -> str:
    """The element's name without its namespace."""
    return str(element.tag).rpartition("}")[2]


def first(element: Element | None, *names: str) -> Element | None:
    """The descendant down this path of child names, None where a step is missing."""
    for name in names:
        if element is None:
            return None
        element = element.find(name)
    return element


def elements(element: Element) -> Iterator[Element]:
    """The element's children, without processing instructions."""
    return (child for child in element if isinstance(child.tag, str))


def number(element: Element, key: str, default: float = 0.0) -> float:
    """A numeric attribute; the older `50%` counts as 50000, the thousandths of a percent that stand everywhere else."""
    value = element.get(key)
    if value is None:
        return default
    try:
        return float(value[:-1]) * 1000 if value.endswith("%") else float(value)
    except ValueError:
        return default


def truth(element: Element, key: str, default: bool) -> bool:
    """An attribute of type xsd:boolean."""
    value = element.get(key)
    return default if value is None else value in ("1", "true", "on")


def escape(text: str) -> str:
    """`text` for the content of an element; characters that XML can't hold are left out."""
    if "&" not in text and "<" not in text and ">" not in text and (text.isprintable() or not _SPECIAL.search(text)):
        return text
    return _UNWRITABLE.sub("", text).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def attribute(text: str) -> str:
    """`text` for the inside of a double-quoted attribute."""
    return escape(text).replace('"', "&quot;").replace("\n", "&#10;").replace("\t", "&#9;")


def emu(points: float) -> int:
    """Points in English metric units."""
    return round(points * EMU)
