"""Rules across parts: what each relation leads to, what kind of part that is, and whether anything leads to a part at all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping

from courseware.powerpoint.package import TYPES, Package
from courseware.powerpoint.xml import Element, R, elements, local

Say = Callable[[str, str], None]

_MAIN = "application/vnd.openxmlformats-officedocument."
# A relation's kind -> how the content type of its part begins, and the root element of that part ("" for one that isn't XML of ours).
_KINDS = {
    "slide": (_MAIN + "presentationml.slide+xml", "sld"),
    "slideLayout": (_MAIN + "presentationml.slideLayout+xml", "sldLayout"),
    "slideMaster": (_MAIN + "presentationml.slideMaster+xml", "sldMaster"),
    "notesSlide": (_MAIN + "presentationml.notesSlide+xml", "notes"),
    "notesMaster": (_MAIN + "presentationml.notesMaster+xml", "notesMaster"),
    "theme": (_MAIN + "theme+xml", "theme"),
    "chart": (_MAIN + "drawingml.chart+xml", "chartSpace"),
    "tags": (_MAIN + "presentationml.tags+xml", "tagLst"),
    "image": ("image/", ""),
    "video": ("video/", ""),
    "audio": ("audio/", ""),
}
# An element that names a relation -> the kinds it may be of.
_NAMED = {
    "blip": ("image",),
    "svgBlip": ("image",),
    "chart": ("chart",),
    "videoFile": ("video",),
    "audioFile": ("audio",),
    "media": ("media",),
    "externalData": ("package", "oleObject"),
}
_ONE_USER = ("chart", "package")  # what can't serve two: PowerPoint copies it, or repairs the file


def check_parts(package: Package, roots: Mapping[str, Element], say: Say) -> None:
    """Say which relations and parts are not what they are taken for."""
    reached = {""}
    waiting = [""]
    while waiting:
        owner = waiting.pop()
        for relation in package.relations.get(owner, ()):
            if not relation.external and relation.target in package.parts and relation.target not in reached:
                reached.add(relation.target)
                waiting.append(relation.target)
    for name in package.parts:
        if name not in reached and name != TYPES:
            say(name, "nothing in the file leads to this part")
        if any(sign in name for sign in " \\%?#"):
            say(name, "the part's name holds a sign that part names can't")
    for owner, relations in package.relations.items():
        for relation in relations:
            if relation.external or relation.target not in package.parts or relation.kind not in _KINDS:
                continue
            kind, root = _KINDS[relation.kind]
            found = package.types.get(relation.target, "")
            if found and not found.startswith(kind):
                say(
                    relation.target,
                    f"{owner} takes it for a part of the kind {relation.kind}, and its content type is {found}",
                )
            element = roots.get(relation.target)
            if root and element is not None and local(element) != root:
                say(relation.target, f"a part of the kind {relation.kind} begins with <{local(element)}>")
    for kind in _ONE_USER:
        users = Counter(
            relation.target
            for relations in package.relations.values()
            for relation in relations
            if relation.kind == kind
        )
        for target, count in users.items():
            if count > 1:
                say(target, f"{count} parts share this {kind}")
    if sum(relation.type.endswith("metadata/core-properties") for relation in package.relations.get("", ())) > 1:
        say("_rels/.rels", "the file has more than one part of core properties")
    for name, part in roots.items():
        _named(name, part, package, say)


def _named(name: str, root: Element, package: Package, say: Say) -> None:
    """Relations that elements name, by their kind."""
    held = {relation.id: relation for relation in package.relations.get(name, ())}
    for element in elements(root) if not held else root.iter():
        if not isinstance(element.tag, str) or (allowed := _NAMED.get(local(element))) is None:
            continue
        for key in (R + "embed", R + "link", R + "id"):
            relation = held.get(element.get(key) or "")
            if relation is None:
                continue
            if relation.kind not in allowed:
                say(name, f"<{local(element)}> names {relation.id}, which is a relation of the kind {relation.kind}")
            elif local(element) == "svgBlip" and package.types.get(relation.target) != "image/svg+xml":
                say(name, f"<svgBlip> names {relation.target}, which is no SVG")
