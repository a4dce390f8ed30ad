"""A deck as text, for reading and for tests: each slide with its layout, words, tables, pictures and notes."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.powerpoint.package import Package, read_package
from courseware.powerpoint.places import TITLES, placeholder_of
from courseware.powerpoint.presentation import P14
from courseware.powerpoint.xml import A, Element, P, R, elements, first, local, number, parse, truth

_STEP = "  "
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def outline(data: bytes) -> str:
    """The deck's outline. `CoursewareError` where `data` is no presentation.

    One slide is a line `3. Title  [Layout]` with `(hidden)` where it is, and beneath it, set in by level, its paragraphs (`-`), table rows (`|`), pictures
    (`picture: alt text`), text of the foot (`foot:`) and notes (`notes:`). A section begins with `# Title`.
    """
    package = read_package(data, "the presentation")
    root = parse(package.parts[package.main], package.main)
    sections = _sections(root)
    lines: list[str] = []
    for n, entry in enumerate(root.iterfind(f"{P}sldIdLst/{P}sldId"), 1):
        if (section := sections.get(entry.get("id") or "")) is not None:
            lines += [f"# {section}"]
        part = package.target(package.main, entry.get(R + "id") or "")
        if part in package.parts:
            lines += _slide(package, part, n)
    return "".join(f"{line}\n" for line in lines)


def _sections(root: Element) -> dict[str, str]:
    """The title of each section by its first slide's id."""
    found = {}
    for section in root.iter(f"{{{P14}}}section"):
        entry = next(section.iter(f"{{{P14}}}sldId"), None)
        if entry is not None:
            found[entry.get("id") or ""] = section.get("name") or ""
    return found


def _slide(package: Package, part: str, n: int) -> Iterator[str]:
    root = parse(package.parts[part], part)
    layouts = package.related(part, "slideLayout")
    layout = first(parse(package.parts[layouts[0]], layouts[0]), P + "cSld") if layouts else None
    name = layout.get("name") if layout is not None else ""
    tree = first(root, P + "cSld", P + "spTree")
    title, lines = "", []
    for shape in _shapes(tree) if tree is not None else ():
        ph = placeholder_of(shape)
        kind = (ph.get("type") or "obj") if ph is not None else ""
        if kind in TITLES:
            title = " / ".join(words for _, words in _paragraphs(shape))
        elif kind in ("ftr", "sldNum", "dt"):
            lines += [f"foot: {words}" for _, words in _paragraphs(shape)]
        else:
            lines += _content(shape)
    hidden = "" if truth(root, "show", True) else " (hidden)"
    yield f"{n}. {title or '(no title)'}  [{name}]{hidden}"
    yield from (_STEP + line for line in lines)
    for notes in package.related(part, "notesSlide"):
        for shape in parse(package.parts[notes], notes).iter(P + "sp"):
            ph = placeholder_of(shape)
            if ph is not None and ph.get("type") == "body":
                yield from (f"{_STEP}notes: {_STEP * level}{words}" for level, words in _paragraphs(shape))


def _shapes(tree: Element) -> Iterator[Element]:
    """All shapes, those in groups too, in reading order."""
    for shape in elements(tree):
        if local(shape) == "grpSp":
            if (_named(shape).get("name") or "").startswith("Diagram"):
                yield shape
            yield from _shapes(shape)
        elif local(shape) == "AlternateContent":
            yield from _alternate(shape)
        elif local(shape) in ("sp", "pic", "graphicFrame"):
            yield shape


def _alternate(shape: Element) -> Iterator[Element]:
    """The shapes of the choice, and the pictures that stand for its equations elsewhere: these tell the equations' TeX."""
    for form in elements(shape):
        for inner in _shapes(form):
            if local(form) == "Choice" or local(inner) == "pic":
                yield inner


def _named(group: Element) -> Element:
    """The element that names a group."""
    named = group.find(f"{P}nvGrpSpPr/{P}cNvPr")
    return group if named is None else named


def _content(shape: Element) -> Iterator[str]:
    if local(shape) == "grpSp":
        yield f"diagram: {_named(shape).get('descr') or ''}"
        return
    if local(shape) == "pic":
        named = shape.find(f"{P}nvPicPr/{P}cNvPr")
        alt = named.get("descr") if named is not None else ""
        if any(local(parent) == "Fallback" for parent in shape.iterancestors()):
            yield f"equation: {alt}"
            return
        if shape.find(f".//{A}videoFile") is not None or shape.find(f".//{A}audioFile") is not None:
            yield f"{'film' if shape.find(f'.//{A}videoFile') is not None else 'sound'}: {alt}"
            return
        yield f"picture: {alt or '(decorative)'}"
        return
    if shape.find(f".//{CHART}chart") is not None:
        named = shape.find(f"{P}nvGraphicFramePr/{P}cNvPr")
        yield f"chart: {(named.get('descr') if named is not None else '') or ''}"
        return
    for row in shape.iter(A + "tr"):
        cells = (" / ".join(words for _, words in _texts(cell)) for cell in row.iterfind(A + "tc"))
        yield f"| {' | '.join(cells)} |"
    yield from (f"{_STEP * level}- {words}" for level, words in _paragraphs(shape))


def _paragraphs(shape: Element) -> Iterator[tuple[int, str]]:
    body = first(shape, P + "txBody")
    if body is not None:
        yield from _texts(body)


def _texts(body: Element) -> Iterator[tuple[int, str]]:
    for paragraph in body.iter(A + "p"):
        words = "".join(
            "\n" if local(e) == "br" else e.text or "" for e in paragraph.iter(A + "t", A + "br", M + "t")
        ).replace("\n", " / ")
        if words.strip():
            properties = first(paragraph, A + "pPr")
            yield (int(number(properties, "lvl")) if properties is not None else 0), words
