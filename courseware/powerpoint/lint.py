"""What PowerPoint would repair or refuse in a presentation: more than the schema says, each found with its part.

LibreOffice opens every broken deck and a schema sees one part at a time; these rules look across parts.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct, field

from courseware.powerpoint.guard import check_contents
from courseware.powerpoint.lintcharts import check_chart
from courseware.powerpoint.lintdeck import check_presentation
from courseware.powerpoint.lintorder import check_order
from courseware.powerpoint.lintparts import check_parts
from courseware.powerpoint.lintslide import check_sheet, check_slide
from courseware.powerpoint.package import TYPES, Package, Relation, read_relations, relations_owner
from courseware.powerpoint.xml import Element, elements, parse
from courseware.problems import CoursewareError, Place, Problem

_OWNED = ("slides", "slideLayouts", "slideMasters", "notesSlides", "notesMasters", "handoutMasters")
_SIGNATURES = {
    "png": b"\x89PNG", "jpg": b"\xff\xd8", "jpeg": b"\xff\xd8", "gif": b"GIF8", "bmp": b"BM",
}  # fmt: skip


def lint(data: bytes) -> list[Problem]:
    """Every fault of the presentation `data`, in the order of its parts; empty for one that opens without a question."""
    deck = _Deck()
    deck.open(data)
    if deck.roots and not deck.fatal:
        deck.cross()
    return sorted(dict.fromkeys(deck.problems))


class _Deck(Struct, eq=False):
    package: Package = field(default_factory=Package)
    roots: dict[str, Element] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    fatal: bool = False

    def open(self, data: bytes) -> None:
        """Read what can be read: names, types, relations, well-formed parts."""
        try:
            archive = zipfile.ZipFile(io.BytesIO(data))
            names = [member.filename for member in archive.infolist()]
            parts = {name: archive.read(name) for name in dict.fromkeys(names)}
        except (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError) as error:
            self._say("", f"the file is no readable zip archive: {error}")
            self.fatal = True
            return
        for name, count in Counter(name.lower() for name in names).items():
            if count > 1:
                self._say(name, f"{count} parts have this name")
        for name, content in parts.items():
            if name.endswith((".xml", ".rels")):
                try:
                    self.roots[name] = parse(content, name)
                except CoursewareError as error:
                    self.problems += error.problems
        self.package.parts = {
            name: content for name, content in parts.items() if name != TYPES and not name.endswith(".rels")
        }
        self._types(parts)
        self._relations(parts)
        if self.package.main not in self.package.parts:
            self._say("_rels/.rels", "no relation leads to a presentation")
            self.fatal = True

    def _types(self, parts: Mapping[str, bytes]) -> None:
        root = self.roots.pop(TYPES, None)
        if root is None:
            self._say(TYPES, "the list of content types is missing")
            return
        defaults: dict[str, str] = {}
        overrides: dict[str, str] = {}
        for child in elements(root):
            kind = child.get("ContentType") or ""
            if (ending := child.get("Extension")) is not None:
                if ending.lower() in defaults:
                    self._say(TYPES, f"two default types for {ending!r}")
                defaults[ending.lower()] = kind
            elif (part := child.get("PartName")) is not None:
                if part.lower() in overrides:
                    self._say(TYPES, f"two types for {part}")
                overrides[part.lower()] = kind
                if part.lstrip("/") not in parts:
                    self._say(TYPES, f"a type for {part}, which is not there")
        for name in self.package.parts:
            kind = overrides.get("/" + name.lower()) or defaults.get(name.rpartition(".")[2].lower(), "")
            if not kind:
                self._say(name, "the part has no content type")
            self.package.types[name] = kind
            expected = _SIGNATURES.get(name.rpartition(".")[2].lower())
            if expected is not None and not parts[name].startswith(expected):
                self._say(name, "the picture's bytes are of another kind than its name says")

    def _relations(self, parts: Mapping[str, bytes]) -> None:
        for name in [name for name in self.roots if name.endswith(".rels")]:
            del self.roots[name]
            owner = relations_owner(name)
            relations = read_relations(parts[name], owner, name)
            self.package.relations[owner] = relations
            if owner and owner not in parts:
                self._say(name, "relations of a part that is not there")
            for id, count in Counter(relation.id for relation in relations).items():
                if count > 1:
                    self._say(name, f"{count} relations have the id {id}")
            for relation in relations:
                if not relation.external and relation.target not in self.package.parts:
                    self._say(name, f"relation {relation.id} leads to {relation.target}, which is not there")
        try:
            check_contents(self.package.types.items(), self._links(), "")
        except CoursewareError as error:
            self.problems += error.problems

    def _links(self) -> Iterator[tuple[str, str, str, bool]]:
        """All relations; a deck's own links may also lead to http."""
        for owner, relations in self.package.relations.items():
            for r in relations:
                target = r.target.replace("http://", "https://", 1) if r.kind == "hyperlink" else r.target
                yield owner, r.type, target, r.external

    def cross(self) -> None:
        """The rules that look at several parts."""
        listed = check_presentation(self.package, self.roots, self._say)
        for name, root in self.roots.items():
            folder = name.split("/")[1] if name.startswith("ppt/") and name.count("/") == 2 else ""
            held: Mapping[str, Relation] = {r.id: r for r in self.package.relations.get(name, ())}
            if folder in _OWNED:
                check_sheet(name, root, held, self._say)
                check_order(name, root, self._say)
            if folder == "charts" and root.tag.endswith("}chartSpace"):
                check_chart(name, root, self.package, self._say)
            if folder == "slides":
                if name not in listed:
                    self._say(name, "the slide is in the file but not in the presentation")
                layouts = self.package.related(name, "slideLayout")
                if len(layouts) != 1:
                    self._say(name, f"the slide has {len(layouts)} layouts")
                check_slide(name, root, self.roots.get(layouts[0]) if layouts else None, self._say)
                for notes in self.package.related(name, "notesSlide"):
                    if self.package.related(notes, "slide") != [name]:
                        self._say(notes, f"the notes don't lead back to {name}")
            if folder == "notesSlides" and not self.package.related(name, "notesMaster"):
                self._say(name, "the notes have no notes master")
        check_parts(self.package, self.roots, self._say)
        for kind in ("notesSlide", "tags"):
            users = Counter(t for name in listed for t in self.package.related(name, kind))
            for target, count in users.items():
                if count > 1:
                    self._say(target, f"{count} slides share this part")

    def _say(self, part: str, fact: str) -> None:
        self.problems.append(Problem(Place(part), fact))
