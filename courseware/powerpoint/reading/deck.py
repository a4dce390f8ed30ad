"""A deck as it stands in its file becomes an `OldDeck`: slides in order, each with its title, its things, notes and comments."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial

from msgspec import Struct, field

from courseware.content.blocks import plain_text
from courseware.powerpoint.ids import SLIDE_TAG
from courseware.powerpoint.package import Package, unpack
from courseware.powerpoint.places import FOOT, TITLES
from courseware.powerpoint.presentation import P14
from courseware.powerpoint.reading.model import Image, OldDeck, OldSlide, Para, Thing, Words
from courseware.powerpoint.reading.pictures import image_of
from courseware.powerpoint.reading.remarks import read_notes, read_remarks
from courseware.powerpoint.reading.shapes import ShapeReader, Sheet
from courseware.powerpoint.reading.text import Ground
from courseware.powerpoint.template import Template, read_template
from courseware.powerpoint.xml import A, Element, P, R, elements, first, local, number, parse, truth
from courseware.problems import CoursewareError, Place, Problem

_LINKS = ("https:", "http:", "mailto:")
_FURNITURE = (*FOOT, "hdr", "sldImg")
_OLE_FILE = bytes.fromhex("d0cf11e0a1b11ae1")


def read_old_deck(data: bytes, name: str) -> tuple[OldDeck, Package]:
    """The deck and the package it was read from. `name` is the file's name for problems and properties.

    Macros, embedded programs and references to other files are passed over and told in `OldDeck.dropped`. Raises `CoursewareError` for a file that is
    encrypted, damaged, too large (guard.py) or no presentation.
    """
    if data[:8] == _OLE_FILE:
        fact = "the file is encrypted, or an old .ppt under another name"
        raise CoursewareError(Problem(Place(name), fact, "take the password off in PowerPoint, or save it as .pptx"))
    package = unpack(data, name)
    if package.main not in package.parts or "presentationml" not in package.types.get(package.main, ""):
        raise CoursewareError(Problem(Place(name), "the file holds no presentation", "name a .pptx or .potx file"))
    try:
        return _Reader(package, name).read(), package
    except CoursewareError as error:
        raise CoursewareError(
            problem
            if problem.place.file == name
            else Problem(Place(name), f"{problem.place}: {problem.fact}", problem.hint, problem.severity)
            for problem in error.problems
        ) from None


class _Reader(Struct, eq=False):
    package: Package
    name: str
    template: Template | None = None
    sheets: dict[str, tuple[Sheet, str, str]] = field(default_factory=dict)
    links: Counter[str] = field(default_factory=Counter)

    def read(self) -> OldDeck:
        package = self.package
        dropped = list(_dropped(package))
        self.template = read_template(package)
        root = parse(package.parts[package.main], package.main)
        sections = _sections(root)
        parts = []
        for entry in root.iterfind(f"{P}sldIdLst/{P}sldId"):
            part = package.target(package.main, entry.get(R + "id") or "")
            if part in package.parts:
                parts.append((part, sections.get(entry.get("id") or "", "")))
        numbers = {part: n for n, (part, _) in enumerate(parts, 1)}
        slides, languages = [], Counter[str]()
        section = ""
        for n, (part, begins) in enumerate(parts, 1):
            section = begins or section
            slides.append(self._slide(n, part, section, numbers, languages))
        title, author, subject, keywords, language = _properties(package)
        dropped += [f"{count} x {what}" for what, count in sorted(self.links.items())]
        return OldDeck(
            name=self.name, width=self.template.width, height=self.template.height, slides=tuple(slides), title=title, author=author,
            subject=subject, keywords=keywords, language=language or next((code for code, _ in languages.most_common(1)), ""), dropped=tuple(dropped),
            company=_company(package), sections=tuple(dict.fromkeys(slide.section for slide in slides if slide.section)),
        )  # fmt: skip

    def _slide(self, n: int, part: str, section: str, numbers: dict[str, int], languages: Counter[str]) -> OldSlide:
        package = self.package
        root = parse(package.parts[part], part)
        sheet, layout, layout_type = self._sheet(part)
        lost: list[str] = []
        link = partial(self._link, part, numbers)
        reader = ShapeReader(package, part, sheet, link, lost)
        tree = first(root, P + "cSld", P + "spTree")
        title: list[Para] = []
        things: list[Thing] = []
        furniture: list[str] = []
        for thing in reader.things(tree) if tree is not None else ():
            if isinstance(thing, Words) and thing.kind in _FURNITURE:
                furniture += [text for para in thing.paras if (text := plain_text(para.inlines).strip())]
            elif isinstance(thing, Words) and thing.kind in TITLES and not title:
                title = list(thing.paras)
            else:
                things.append(thing)
        for run in root.iter(A + "rPr"):
            code = (run.get("lang") or "").partition("-")[0].lower()
            after = run.getnext()
            if code and after is not None and after.text:
                languages[code] += len(after.text)
        builds, animated = _builds(root)
        return OldSlide(
            number=n, part=part, layout=layout, layout_type=layout_type, title=tuple(title), things=tuple(things),
            notes=read_notes(package, part, Ground(link=self._notes_link(part))), remarks=read_remarks(package, part),
            hidden=not truth(root, "show", True), section=section, source=_tag(package, part), background=self._background(root, part, lost),
            builds=builds, animated=animated, furniture=tuple(furniture), lost=tuple(lost),
        )  # fmt: skip

    def _sheet(self, slide: str) -> tuple[Sheet, str, str]:
        """What the slide's layout gives to its shapes, the layout's name and its type."""
        part = next((part for part in self.package.related(slide, "slideLayout")), "")
        if part not in self.sheets:
            found = Sheet({}, {}), "", ""
            assert self.template is not None
            master = next((master for name, master in self.template.names if name == part), None)
            if master is not None:
                sheet = self.template.sheet(part, master)
                holders = (*sheet.placeholders, *sheet.turned)
                by_kind = {p.kind: p for p in reversed(holders)}
                found = Sheet({p.idx: p for p in holders}, by_kind), sheet.name, sheet.type
            self.sheets[part] = found
        return self.sheets[part]

    def _link(self, part: str, numbers: dict[str, int], click: Element) -> str:
        """Where a click leads: an address, a slide as `#slide-5`, or nothing that a course can follow (which is counted)."""
        id = click.get(R + "id") or ""
        relation = next((r for r in self.package.relations.get(part, ()) if r.id == id), None)
        if relation is None:
            action = click.get("action") or ""
            if action and "noaction" not in action and "media" not in action:
                self.links["buttons that jump within the show"] += 1
            return ""
        if relation.target in numbers and not relation.external:
            return f"#slide-{numbers[relation.target]}"
        address = relation.target.strip()
        if relation.external and address.lower().startswith(_LINKS) and " " not in address:
            return address
        self.links[f"links to {address}" if relation.external else "links to another part of the file"] += 1
        return ""

    def _notes_link(self, slide: str) -> Callable[[Element], str]:
        notes = next(iter(self.package.related(slide, "notesSlide")), "")
        return partial(self._link, notes, {})

    def _background(self, root: Element, slide: str, lost: list[str]) -> Image | None:
        fill = first(root, P + "cSld", P + "bg", P + "bgPr", A + "blipFill")
        return image_of(self.package, slide, fill, lost) if fill is not None else None


def _sections(root: Element) -> dict[str, str]:
    """The name of each section by the id of its first slide."""
    found = {}
    for section in root.iter(f"{{{P14}}}section"):
        entry = next(section.iter(f"{{{P14}}}sldId"), None)
        if entry is not None:
            found[entry.get("id") or ""] = " ".join((section.get("name") or "").split())
    return found


def _builds(root: Element) -> tuple[frozenset[int], bool]:
    """The shapes whose paragraphs come one by one (19.5.14), and whether anything else moves."""
    timing = first(root, P + "timing")
    if timing is None:
        return frozenset(), False
    found = {int(number(build, "spid")) for build in timing.iter(P + "bldP") if build.get("build") == "p"}
    targets = {int(number(target, "spid")) for target in timing.iter(P + "spTgt")}
    media = {int(number(t, "spid")) for m in timing.iter(P + "video", P + "audio") for t in m.iter(P + "spTgt")}
    return frozenset(found), bool(targets - found - media)


def _tag(package: Package, slide: str) -> str:
    """The id that a deck of ours keeps for its slide, with its part (`module/slide 2/3`); `""` in other decks."""
    for part in package.related(slide, "tags"):
        if part in package.parts:
            for tag in parse(package.parts[part], part).iter(P + "tag"):
                if tag.get("name") == SLIDE_TAG:
                    return tag.get("val") or ""
    return ""


def _dropped(package: Package) -> Iterator[str]:
    """What of a file is never taken: macros and controls."""
    kinds = [f"{part} {kind}".lower() for part, kind in package.types.items()]
    if any("vbaproject" in kind for kind in kinds):
        yield "the macros"
    controls = sum("activex" in kind and kind.split(" ")[0].endswith(".xml") for kind in kinds)
    if controls:
        yield f"{controls} x an ActiveX control"


def _company(package: Package) -> str:
    """The house that the file says it is from."""
    for part in package.related("", "extended-properties") + package.related("", "extendedProperties"):
        if part in package.parts:
            for child in elements(parse(package.parts[part], part)):
                if local(child) == "Company":
                    return " ".join((child.text or "").split())
    return ""


_PROPERTY = re.compile(r"^(title|creator|subject|keywords|language)$")


def _properties(package: Package) -> tuple[str, str, str, str, str]:
    """Title, author, subject, keywords and language of the file."""
    found: dict[str, str] = {}
    for part in package.related("", "core-properties") + package.related("", "metadata/core-properties"):
        if part in package.parts:
            for child in elements(parse(package.parts[part], part)):
                if _PROPERTY.match(local(child)) and (child.text or "").strip():
                    found.setdefault(local(child), " ".join((child.text or "").split()))
    language = found.get("language", "").partition("-")[0].lower()
    return (
        found.get("title", ""),
        found.get("creator", ""),
        found.get("subject", ""),
        found.get("keywords", ""),
        language,
    )
