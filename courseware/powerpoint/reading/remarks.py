"""Speaker notes and comments, in PowerPoint's older and newer form."""

from __future__ import annotations

from courseware.powerpoint.package import Package
from courseware.powerpoint.places import placeholder_of
from courseware.powerpoint.reading.model import Para, Paras, Remark
from courseware.powerpoint.reading.text import Ground, paragraphs
from courseware.powerpoint.xml import A, Element, P, elements, first, local, parse

_NO_NOTES = ("sldImg", "hdr", "ftr", "dt", "sldNum")


def read_notes(package: Package, slide: str, ground: Ground) -> Paras:
    """The speaker notes of a slide, and whatever else somebody typed on its notes page."""
    found: list[Para] = []
    for part in package.related(slide, "notesSlide"):
        if part not in package.parts:
            continue
        for shape in parse(package.parts[part], part).iter(P + "sp"):
            ph = placeholder_of(shape)
            if ph is not None and ph.get("type") in _NO_NOTES:
                continue
            found += paragraphs(first(shape, P + "txBody"), ground)
    return tuple(found)


def read_remarks(package: Package, slide: str) -> tuple[Remark, ...]:
    """The comments on a slide with their answers, in the file's order."""
    authors = _authors(package)
    found: list[Remark] = []
    for relation in package.relations.get(slide, ()):
        if relation.external or relation.target not in package.parts or "comment" not in relation.kind.lower():
            continue
        root = parse(package.parts[relation.target], relation.target)
        for comment in root.iter():
            if isinstance(comment.tag, str) and local(comment) in ("cm", "reply"):
                text = _text(comment)
                if text:
                    found.append(Remark(authors.get(comment.get("authorId") or "", ""), text))
    return tuple(found)


def _text(comment: Element) -> str:
    """A comment's own words, without those of its answers."""
    for child in elements(comment):
        match local(child):
            case "text":
                return " ".join((child.text or "").split())
            case "txBody":
                lines = ("".join(t.text or "" for t in line.iter(A + "t")) for line in child.iter(A + "p"))
                return " ".join(" ".join(lines).split())
    return ""


def _authors(package: Package) -> dict[str, str]:
    """The names of those who commented, by id."""
    found = {}
    for relation in package.relations.get(package.main, ()):
        if relation.kind in ("commentAuthors", "authors") and relation.target in package.parts:
            for author in elements(parse(package.parts[relation.target], relation.target)):
                found[author.get("id") or ""] = " ".join((author.get("name") or "").split())
    return found
