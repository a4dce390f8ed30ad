"""Making the documents of one module, or of the course, in one delivery: from sources to bytes, without writing
anything.

The way of the data, as in the design: course → select → render → deck → fit → slides → writers.
"""

from __future__ import annotations

from collections.abc import Mapping
from html import unescape
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from courseware.build.documents import Document
from courseware.build.materials import Materials
from courseware.build.parts import SEEN_WHOLE
from courseware.build.people import materials_of, without_people
from courseware.build.planned import Unit
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.build.state import WHOLE, Record
from courseware.files import Files, digest
from courseware.late import late
from courseware.marks import marked_pdf
from courseware.problems import CoursewareError, Problem
from courseware.sealing import seal

PICTURED = late(r'src="slide:([^"]+)"')


class Target(Struct, frozen=True, kw_only=True):
    """A unit of work with what the request says of it.

    `known` maps documents that stand in their place to their records: where they would be made from the same again, no
    bytes are made. `shared` says that a document of the course wants the slides of this module too.
    """

    unit: Unit
    request: Request
    known: Mapping[str, Record]
    shared: bool = False


class Result(Struct, frozen=True, kw_only=True):
    """One document. `data` is None where its `ingredients` are those known; the other fields are as in `Record`. What is
    `private` is recorded by sealed digests.
    """

    document: str
    data: bytes | None
    ingredients: str
    part: str
    reads: Mapping[str, str]
    warnings: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    slides: int = 0
    pages: int = 0
    private: bool = False


def make(target: Target, shelf: Shelf) -> tuple[tuple[Result, ...], tuple[Problem, ...]]:
    """The documents of a unit that could be made, and the problems of those that could not."""
    materials = materials_of(target.unit, target.request, shelf)
    materials.lasting = materials.lasting or target.shared
    results: list[Result] = []
    problems: list[Problem] = []
    for planned in target.unit.documents:
        document = materials.document(planned.folder, planned.name)
        try:
            made = make_document(document, materials, target.known.get(planned.name))
            made = recorded(made, document, materials)
            found = materials.search.found(target.unit.output(planned.name), made.data, made.reads) if made.data else ()
            results += [] if found else [made]
            problems += found
        except CoursewareError as error:
            problems += (
                without_people(document, materials, error, make_document) if document.private else error.problems
            )
    return tuple(results), tuple(dict.fromkeys(problems))


def recorded(made: Result, document: Document, materials: Materials) -> Result:
    """The result as records tell of it: a document gathered from all modules depends on the whole course."""
    shelf, file, module = materials.shelf, materials.request.file, materials.unit.module
    part = shelf.part(file, WHOLE) if SEEN_WHOLE & {*document.needs} else made.part
    return replace(made, part=part, reads=shelf.apart(made.reads, file, module) if part else dict(made.reads.items()))


def make_document(document: Document, materials: Materials, known: Record | None = None) -> Result:
    """One document. Raises `CoursewareError` with everything that keeps it from being made."""
    files = materials.files.fresh()
    match document.ending:
        case "pptx":
            return _deck(document, materials, files, known)
        case "pdf":
            return _print(document, materials, files, known)
    return _text(document, materials, files, known)


def _deck(document: Document, materials: Materials, files: Files, known: Record | None) -> Result:
    from courseware.powerpoint.write import write_deck

    slides, ingredients = materials.slides(document, files)
    house = materials.house(files)
    made = None
    if not _same(known, ingredients, files):
        made = write_deck(slides, house.kit, house.base, files, with_ids=document.audience == "trainer")
    return Result(
        document=document.name,
        data=made,
        ingredients=ingredients,
        part=materials.part,
        reads=files.reads,
        warnings=materials.warnings(slides),
        notices=slides.notices,
        slides=len(slides.pages),
    )


def _print(document: Document, materials: Materials, files: Files, known: Record | None) -> Result:
    from courseware.pdf import write_pdf

    html = materials.render(document, files)
    pictured = 'src="slide:' in html
    drawn_from = materials.slides_digest(files) if pictured else ""
    options = materials.options(document)
    ingredients = _digest(document, f"{html}\n{drawn_from}\n{options}")
    made = None
    if not _same(known, ingredients, files):
        wanted = frozenset(unescape(number) for number in PICTURED.findall(html))
        pictures = materials.pictures(files, _grounds(options), wanted) if pictured else ()
        html = materials.dressed(html, document, files)
        made = write_pdf(
            html, files=files, brand=materials.brand, pictures=pictures, name=document.file, sheets=options["sheets"]
        )
    return Result(
        document=document.name,
        data=marked_pdf(made.data) if made else None,
        ingredients=ingredients,
        part=materials.part,
        reads=files.reads,
        warnings=materials.warnings(document=document),
        pages=made.pages if made else known.pages if known else 0,
        private=document.private,
    )


def _grounds(options: Mapping[str, Any]) -> str:
    """How a document's slides are pictured: own (as on screen), white, or saver (white, and without fills)."""
    if options.get("grounds") == "own":
        return "own"
    return "saver" if options.get("ink") == "saver" else "white"


def _text(document: Document, materials: Materials, files: Files, known: Record | None) -> Result:
    text = materials.render(document, files)
    pictured = document.ending == "html" and 'src="slide:' in text
    drawn_from = materials.slides_digest(files) if pictured else ""
    ingredients = _digest(document, f"{text}\n{drawn_from}" if pictured else text)
    made = None
    if not _same(known, ingredients, files):
        made = materials.on_screen(text, document, files) if document.ending == "html" else text
    return Result(
        document=document.name,
        data=None if made is None else made.encode(),
        ingredients=ingredients,
        part=materials.part,
        reads=files.reads,
        warnings=materials.warnings(document=document),
        private=document.private,
    )


def _digest(document: Document, text: str) -> str:
    return seal(text.encode()) if document.private else digest(text.encode())


def _same(known: Record | None, ingredients: str, files: Files) -> bool:
    """Whether the bytes that stand there were made from the same, what only the writer read included."""
    if known is None or known.ingredients != ingredients:
        return False
    written_from = {name: then for name, then in known.reads.items() if name not in files.reads}
    if any(files.now(name) != then for name, then in written_from.items()):
        return False
    files.reads.update(written_from)
    return True
