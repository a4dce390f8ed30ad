"""A provider's own slides in a deck: taken out with all that is theirs before the template's slides leave, and put in again, native."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from courseware.deck.kept import filled
from courseware.powerpoint.package import Package, Relation
from courseware.powerpoint.places import FOOT, placeholder_of
from courseware.powerpoint.xml import A, Element, P, R, first, parse, serialize
from courseware.problems import CoursewareError, Place, Problem

_LEFT = (
    "slide",
    "notesSlide",
    "comments",
    "comment",
    "commentAuthors",
    "tags",
    "customXml",
    "customData",
    "slideUpdateInfo",
)
"""Relations of a slide that stay behind: other slides, what people said about it, what programs noted on it. Its notes are written anew."""
_HOME = ("slideLayout", "slideMaster", "theme", "notesMaster")
_AXIS = re.compile(rb'(<c:(?:axId|crossAx)\s+val=")-(\d+)"')
"""The ids of a chart's axes are numbers without sign; older programs write some with one."""


class Kept(Struct, frozen=True):
    """A slide of the template and every part that is only its own: name -> (type, bytes, relations)."""

    part: str
    parts: Mapping[str, tuple[str, bytes, tuple[Relation, ...]]]


def take(package: Package, keys: Sequence[str]) -> dict[str, Kept]:
    """The slides of these keys (`/ppt/slides/slide2.xml`) with their parts. `CoursewareError` where one is no longer there."""
    found: dict[str, Kept] = {}
    for key in keys:
        part = key.lstrip("/")
        if part not in package.parts:
            raise CoursewareError(
                Problem(Place(""), f"the base presentation has no slide {key}", "build again: the template has changed")
            )
        found[key] = Kept(part, {name: _part(package, name) for name in _own(package, part)})
    return found


def _part(package: Package, name: str) -> tuple[str, bytes, tuple[Relation, ...]]:
    data = package.parts[name]
    if name.startswith("ppt/charts/"):
        data = _AXIS.sub(lambda found: found[1] + b'%d"' % (2**32 - int(found[2])), data)
    return package.types.get(name, ""), data, tuple(_relations(package, name))


def _relations(package: Package, name: str) -> Iterator[Relation]:
    return (
        r for r in package.relations.get(name, ()) if r.kind not in _LEFT and (r.external or r.target in package.parts)
    )


def _own(package: Package, part: str) -> list[str]:
    """The slide and every part that it leads to, but for layouts and what is theirs."""
    reached = [part]
    for name in reached:
        for relation in _relations(package, name):
            if not relation.external and relation.kind not in _HOME and relation.target not in reached:
                reached.append(relation.target)
    return reached


def put(package: Package, kept: Kept, slide: str, words: Mapping[str, str], hidden: bool) -> list[Relation]:
    """The slide as the part `slide`; its charts, pictures and the like under names of their own where the deck has others of their names.

    Gives its relations, to which the caller adds. `words` fill its fields.
    """
    names = {kept.part: slide}
    stem = slide.rpartition("/")[2].removesuffix(".xml")
    for name, (_, data, _) in kept.parts.items():
        if name != kept.part and package.parts.get(name) != data:
            folder, _, file = name.rpartition("/")
            names[name] = f"{folder}/{stem}-{file}"
    for name, (type, data, relations) in kept.parts.items():
        own = names.get(name, name)
        package.types[own] = type
        package.parts[own] = _slide(data, name, relations, words, hidden) if name == kept.part else data
        package.relations[own] = [
            Relation(r.id, r.type, r.target if r.external else names.get(r.target, r.target), r.external)
            for r in relations
        ]
        if not package.relations[own]:
            del package.relations[own]
    return package.relations.setdefault(slide, [])


def _slide(data: bytes, name: str, relations: Sequence[Relation], words: Mapping[str, str], hidden: bool) -> bytes:
    """The slide without its automatic number and placeholders that nobody filled, without links that lead nowhere any more, its fields filled."""
    root = parse(data, name)
    there = {relation.id for relation in relations}
    for shape in [
        shape
        for shape in root.iter(P + "sp")
        if (ph := placeholder_of(shape)) is not None and ph.get("type") == "sldNum"
    ]:
        _remove(shape)
    moved = {target.get("spid") for target in root.iter(P + "spTgt")}
    for shape in list(root.iter(P + "sp")):
        if _is_unfilled(shape) and _id(shape) not in moved:
            _remove(shape)
    for listed in list(root.iter(P + "custDataLst")):
        _remove(listed)
    for element in list(root.iter(A + "hlinkClick", A + "hlinkHover", A + "hlinkMouseOver")):
        id = element.get(R + "id") or ""
        if id and id not in there:
            _remove(element)
    for paragraph in root.iter(A + "p"):
        _fill(paragraph, words)
    if hidden:
        root.set("show", "0")
    return serialize(root)


def _id(shape: Element) -> str:
    named = first(shape, P + "nvSpPr", P + "cNvPr")
    return (named.get("id") or "") if named is not None else ""


def _is_unfilled(shape: Element) -> bool:
    """Whether a shape is a placeholder that nobody has filled, which shows its prompt to the author and nothing to the class."""
    ph = placeholder_of(shape)
    if ph is None or ph.get("type") in FOOT or any((text.text or "").strip() for text in shape.iter(A + "t")):
        return False
    drawn = shape.find(P + "spPr")
    return drawn is None or not any(True for _ in drawn.iter(A + "solidFill", A + "gradFill", A + "blipFill"))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _fill(paragraph: Element, words: Mapping[str, str]) -> None:
    """Fill fields; one that PowerPoint parted into several runs stands in the first of them."""
    texts = list(paragraph.iter(A + "t"))
    whole = "".join(text.text or "" for text in texts)
    if "{" not in whole:
        return
    for text in texts:
        text.text = filled(text.text or "", words)
    whole = "".join(text.text or "" for text in texts)
    if filled(whole, words) != whole:
        texts[0].text = filled(whole, words)
        for text in texts[1:]:
            text.text = ""
