"""What an SVG drawing of a stranger may hold: nothing that runs, asks for something outside itself, or grows when it is drawn."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from courseware.late import late
from courseware.limits import LARGEST_SVG_LENGTH, MOST_SVG_DEPTH, MOST_SVG_DRAWN, MOST_SVG_SIGNS

if TYPE_CHECKING:
    from lxml.etree import _Element

Fault = tuple[str, str]

AGAIN = "save it anew from the program that drew it"
PLAIN = "save it as plain SVG with its pictures embedded"
_DECLARED = late(rb"<!DOCTYPE[^>]*\[|<!ENTITY", re.IGNORECASE)
_NOT_UTF8 = late(rb"<\?xml[^>]*encoding\s*=\s*[\"'](?!utf-8|us-ascii|ascii|iso-8859-1)", re.IGNORECASE)
_OUTSIDE = late(r"@import|url\(\s*[\"']?\s*(?!#|data:image/)", re.IGNORECASE)
_ESCAPED = late(r"\\[0-9a-f]", re.IGNORECASE)  # a letter of CSS written so that nobody sees it
_NUMBER = late(r"[-+]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[-+]?[0-9]+)?", re.IGNORECASE)
_RUN = frozenset({"script", "foreignobject", "iframe", "object", "embed", "handler", "audio", "video", "canvas"})
_SIZED = frozenset(
    {"width", "height", "viewBox", "stdDeviation", "radius", "dx", "dy", "scale", "x", "y", "r", "rx", "ry"}
)
_RUNNING = "holds a script or refers to something outside itself"
_USING = frozenset(
    {"use", "lineargradient", "radialgradient", "pattern", "textpath", "mpath", "feimage", "filter", "tref"}
)


def svg_danger(data: bytes) -> Fault | None:
    """A fact and a way out for a drawing that no program may be given; None for a good one."""
    if len(data) > MOST_SVG_SIGNS:
        return f"is larger than {MOST_SVG_SIGNS // 1024**2} MB", "draw it with fewer points, or save it as PNG"
    if b"\0" in data or _NOT_UTF8.search(data[:200]):
        return "is no drawing in UTF-8", "save it as plain SVG in UTF-8"
    if _DECLARED.search(data):
        return "declares entities, which can grow without bound", "save it as plain SVG"
    from lxml import etree

    try:
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError as error:
        reason = (error.msg or "").partition(", line")[0]
        return f"is no well-formed SVG: {reason}", AGAIN
    return _held(root)


def _held(root: _Element) -> Fault | None:
    """What is wrong with an element or an attribute."""
    waiting = [(root, 1)]
    count = 0
    while waiting:
        element, depth = waiting.pop()
        if not isinstance(element.tag, str):
            continue
        count += 1
        if depth > MOST_SVG_DEPTH or count > MOST_SVG_DRAWN:
            return "holds too much: groups in groups, or parts without number", AGAIN
        name = element.tag.rpartition("}")[2].lower()
        if name in _RUN:
            return _RUNNING, PLAIN
        if name == "style" and _asks("".join(str(text) for text in element.itertext())):
            return _RUNNING, PLAIN
        for key, value in element.attrib.items():
            if found := _attribute(name, str(key).rpartition("}")[2], str(value)):
                return found
        waiting += ((child, depth + 1) for child in element)
    if _drawn(root) > MOST_SVG_DRAWN:
        return "draws its parts again and again, without an end", AGAIN
    return None


def _attribute(element: str, name: str, value: str) -> Fault | None:
    if name.lower().startswith("on"):
        return "runs something when it is shown", PLAIN
    if name in ("href", "src"):
        target = value.strip().lower()
        nested = target.startswith("data:image/svg")
        link = element == "a" and target.startswith(("https:", "http:", "mailto:"))
        if nested or not (link or target.startswith(("#", "data:image/"))):
            return _RUNNING, PLAIN
    if element in ("set", "animate") and name == "attributeName" and value.lower().endswith("href"):
        return _RUNNING, PLAIN
    if _asks(value) if name == "style" else _OUTSIDE.search(value):
        return _RUNNING, PLAIN
    if name in _SIZED and any(abs(float(each)) > LARGEST_SVG_LENGTH for each in _NUMBER.findall(value)):
        return (
            f"has a length of more than {LARGEST_SVG_LENGTH:,.0f}",
            "draw it smaller: its viewBox says how large it is",
        )
    return None


def _asks(style: str) -> bool:
    """Whether a style may ask for something outside the drawing."""
    return bool(_OUTSIDE.search(style) or _ESCAPED.search(style))


def _drawn(root: _Element) -> float:
    """How many elements are drawn, those of a part that is used each time; without an end where a part uses itself."""
    every = list(root.iter())  # held, so that each element stays the one object that it is
    named = {str(each.get("id")): each for each in every if each.get("id")}
    known: dict[_Element, float] = {}
    waiting: list[tuple[_Element, bool]] = [(root, False)]
    under: set[_Element] = set()
    while waiting:
        element, done = waiting.pop()
        if done:
            under.discard(element)
            known[element] = 1 + sum(known.get(each, 0) for each in _parts(element, named))
        elif element not in known:
            under.add(element)
            waiting.append((element, True))
            for each in _parts(element, named):
                if each in under:
                    return float("inf")
                waiting.append((each, False))
    return known[root]


def _parts(element: _Element, named: dict[str, _Element]) -> list[_Element]:
    """What is drawn with an element: what stands in it, and what it uses."""
    parts = [each for each in element if isinstance(each.tag, str)]
    using = str(element.tag).rpartition("}")[2].lower() in _USING
    for key, value in element.attrib.items():
        used = value if using and str(key).rpartition("}")[2] == "href" else ""
        for target in (used, *re.findall(r"url\(\s*[\"']?\s*(#[^)\"']*)", str(value))):
            found = named.get(str(target).removeprefix("#")) if str(target).startswith("#") else None
            if found is not None:
                parts.append(found)
    return parts
