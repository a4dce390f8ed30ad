"""A provider's own slides that the brand keeps, read for pictures of them; kept.py puts them into a deck."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from courseware.brand.model import Brand
from courseware.deck.kit import Decor, Ink, KeptSlide, Layout
from courseware.powerpoint.decor import DecorReader, picture_of
from courseware.powerpoint.places import FOOT, TITLES, placeholder_of, rectangle
from courseware.powerpoint.template import Placeholder, Sheet, Template, slide_parts
from courseware.powerpoint.xml import A, Element, P, first, local, number, parse, truth
from courseware.problems import CoursewareError, Problem


def read_kept(template: Template, sheets: Sequence[Sheet], brand: Brand, decor: DecorReader) -> tuple[KeptSlide, ...]:
    """The slides that `brand.keep_slides` names, each once. Raises `CoursewareError` for numbers that the template has no slide for."""
    parts = slide_parts(template)
    numbers = list(dict.fromkeys(int(each["slide"]) for each in brand.keep_slides))
    missing = [n for n in numbers if n > len(parts)]
    if missing:
        there = f"the template has {len(parts)}" if parts else "the template has none"
        facts = (f"keep_slides names slide {n}, and {there}" for n in missing)
        hint = "slides are counted from 1, in the order of the template"
        raise CoursewareError(Problem(brand.place, fact, hint) for fact in facts)
    return tuple(_kept(template, sheets, n, parts[n - 1], decor) for n in numbers)


def _kept(template: Template, sheets: Sequence[Sheet], n: int, part: str, reader: DecorReader) -> KeptSlide:
    root = parse(template.package.parts[part], part)
    layouts = template.package.related(part, "slideLayout")
    sheet = next((sheet for sheet in sheets if sheet.part in layouts), sheets[0])
    below, ground = reader.read(sheet)
    shown, own_ground = reader.own(root, part, sheet)
    texts = tuple(_placed(root, part, sheet, template))
    titles = [_words(shape) for shape, ph in _places(root) if ph.get("type") in TITLES]
    title = " ".join(" ".join(titles).split())
    layout = Layout(
        role="legal",
        key=f"/{part}",
        name=sheet.name,
        slots={},
        decor=(*(below if truth(root, "showMasterSp", True) else ()), *shown, *texts),
        background=own_ground or ground,
        found="kept",
    )
    return KeptSlide(n, title, layout, _notes(template, part), root.get("show") in ("0", "false"))


def _places(root: Element) -> Iterator[tuple[Element, Element]]:
    for shape in root.iter(P + "sp", P + "pic"):
        if (ph := placeholder_of(shape)) is not None:
            yield shape, ph


def _words(shape: Element) -> str:
    paragraphs = shape.iterfind(f"{P}txBody/{A}p")
    return "\n".join("".join(t.text or "" for t in paragraph.iter(A + "t")) for paragraph in paragraphs)


def _placed(root: Element, part: str, sheet: Sheet, template: Template) -> Iterator[Decor]:
    """What stands in the slide's placeholders: texts in the styles of its layout, and pictures."""
    for shape, ph in _places(root):
        kind = ph.get("type") or "obj"
        if kind == "sldNum":
            continue
        home = _home(sheet, kind, int(number(ph, "idx")))
        rect = rectangle(shape) or (home.rect if home is not None else None)
        if rect is None:
            continue
        if local(shape) == "pic":
            source = picture_of(template.package, shape, part)
            if source:
                yield Decor("picture", rect, picture=source)
            continue
        text = _words(shape)
        if not text.strip():
            continue
        if home is None:
            levels = sheet.master.levels(kind, None, sheet.palette)
            yield Decor("text", rect.inset(7.2, 3.6, 7.2, 3.6), text=text, style=levels[0])
            continue
        style, ink = home.levels[0], _ink(shape, sheet)
        bullet = (
            f"{style.bullet.text} "
            if style.bullet is not None and not style.bullet.numbered and kind not in FOOT
            else ""
        )
        lines = "\n".join(bullet + line if line.strip() else line for line in text.split("\n"))
        style = replace(style, ink=ink) if ink is not None else style
        yield Decor("text", rect.inset(*home.insets), text=lines, style=style, anchor=home.anchor)


def _ink(shape: Element, sheet: Sheet) -> Ink | None:
    """The colour that the first words of a shape are given on the slide itself."""
    run = next(shape.iter(A + "rPr"), None)
    return sheet.palette.solid(run)


def _home(sheet: Sheet, kind: str, idx: int) -> Placeholder | None:
    """The layout's placeholder behind a slide's."""
    all_ = (*sheet.placeholders, *sheet.turned)
    if kind in TITLES:
        return next((p for p in all_ if p.kind in TITLES), None)
    return next((p for p in all_ if p.idx == idx and p.kind not in TITLES), None) or next(
        (p for p in all_ if p.kind == kind), None
    )


def _notes(template: Template, part: str) -> tuple[str, ...]:
    """The paragraphs of a slide's notes."""
    for notes in template.package.related(part, "notesSlide"):
        root = parse(template.package.parts[notes], notes)
        for shape in root.iter(P + "sp"):
            ph = first(shape, P + "nvSpPr", P + "nvPr", P + "ph")
            if ph is not None and ph.get("type") == "body":
                return tuple(line for line in _words(shape).split("\n") if line.strip())
    return ()
