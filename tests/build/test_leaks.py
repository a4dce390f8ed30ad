"""No word of the trainer's is in a participant's file, in any brand and with any option: not in its text, its metadata, its bookmarks, nor
anywhere in its bytes. The documents are found by listing the templates, so that a new one is looked at without being named here.
"""

from __future__ import annotations

import base64
import functools
import io
import os
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from msgspec.structs import replace
from pptx import Presentation

from courseware.build.documents import Document, documents, layers
from courseware.build.making import Target, make
from courseware.build.materials import Materials
from courseware.build.people import materials_of
from courseware.build.planned import PlannedDocument, Unit
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.course import select
from courseware.files import Files
from courseware.values import replace as replaced
from tests.build.leaking import (
    ANSWER_SLIDE,
    ANSWERS,
    BRANDS,
    HIDDEN,
    NOTES,
    WORDS,
    everything,
    found,
    write_marked,
)

FULL = bool(os.environ.get("COURSEWARE_FULL"))
every_brand = pytest.mark.parametrize("brand", BRANDS)


def only(unit: Unit, planned: tuple[PlannedDocument, ...]) -> Unit:
    """A unit of work with nothing but these documents."""
    return replaced(unit, documents=planned)


class Course:
    """The marked course, whose documents are made in this process."""

    def __init__(self, folder: Path) -> None:
        self.folder = write_marked(folder)
        self.shelf = Shelf(Files(self.folder))
        self._units: dict[str, tuple[Unit, ...]] = {}
        self._materials: dict[tuple[str, str], Materials] = {}

    def units(self, brand: str) -> tuple[Unit, ...]:
        if brand not in self._units:
            request = self.request(brand)
            self._units[brand] = units(make_plan(request, self.shelf), request)
        return self._units[brand]

    def request(self, brand: str, *sets: tuple[str, str, str]) -> Request:
        return Request(out=self.folder / "build", delivery=brand, only=("*",), sets=sets)

    def unit(self, brand: str, document: Document) -> Unit:
        """The first unit that makes a document, for it alone."""
        for unit in self.units(brand):
            planned = [each for each in unit.documents if (each.folder, each.name) == (document.folder, document.name)]
            if planned:
                return only(unit, tuple(planned))
        raise AssertionError(f"{document.name} isn't made in the marked course: give it what it needs")

    def made(self, brand: str, document: Document, *sets: tuple[str, str, str]) -> bytes:
        """The bytes of a document with options as `--set` has them."""
        results, problems = make(
            Target(unit=self.unit(brand, document), request=self.request(brand, *sets), known={}), self.shelf
        )
        assert not problems, [str(each) for each in problems]
        assert results[0].data is not None
        return results[0].data

    def all(self, brand: str) -> dict[tuple[str, str], bytes]:
        """Every participants' document, those of a unit made together."""
        found = {}
        for unit in self.units(brand):
            planned = tuple(each for each in unit.documents if each.audience == "participant")
            results, problems = make(
                Target(unit=only(unit, planned), request=self.request(brand), known={}), self.shelf
            )
            assert not problems, [str(each) for each in problems]
            for each, result in zip(planned, results, strict=True):
                assert result.data is not None
                found[each.folder, each.name] = result.data
        return found

    def rendered(self, brand: str, document: Document, *sets: tuple[str, str, str]) -> str:
        """What its template makes of a document, before it is set: everything that could be in the file."""
        materials = self.materials(brand, document)
        materials.request = self.request(brand, *sets)
        return materials.render(document, materials.files.fresh())

    def materials(self, brand: str, document: Document) -> Materials:
        """The materials of a document, whose slides are fitted once for all its options."""
        key = (brand, document.folder)
        if key not in self._materials:
            self._materials[key] = materials_of(self.unit(brand, document), self.request(brand), self.shelf)
        return self._materials[key]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return Course(tmp_path_factory.mktemp("marked"))


@functools.cache
def every_document() -> tuple[Document, ...]:
    return documents(Files(Path(__file__).parent), layers("@templates/brands/house"))


def participants() -> list[Document]:
    return [document for document in every_document() if document.audience == "participant"]


def variants(document: Document) -> Iterator[tuple[str, str, str]]:
    """Every option of a document, one after the other, with every value it may have; of free ones, other ones."""
    for name, usual in document.options.items():
        values: list[Any] = list(document.choices.get(name, ()))
        if not values:
            values = [not usual] if isinstance(usual, bool) else [0, usual + 1] if isinstance(usual, int) else []
        for value in values:
            if value != usual:
                yield document.name, name, str(value).lower() if isinstance(value, bool) else str(value)


def allowed(*sets: tuple[str, str, str]) -> set[str]:
    """The one exception: solutions and rationales where somebody asked for them by name."""
    return {*ANSWERS} if any(each[1:] == ("answers", "full") for each in sets) else set()


def named(documents: list[Document]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("document", documents, ids=lambda each: f"{each.folder}/{each.name}")


@every_brand
def test_no_word_of_the_trainers_is_in_a_participants_file(brand: str, course: Course) -> None:
    made = course.all(brand)
    assert set(made) == {(each.folder, each.name) for each in participants()}
    for (folder, name), data in made.items():
        assert found(name, data) == set(), f"{folder}/{name}"
        assert ANSWER_SLIDE not in everything(name, data), f"{folder}/{name}"


@named(participants())
def test_no_option_brings_a_word_or_a_slide_of_the_trainers_into_a_participants_document(
    document: Document, course: Course
) -> None:
    """Hidden slides, answers, and slides that show the trainer more than others are pictured nowhere."""
    own = trainers_slides(course)
    for sets in [(), *((each,) for each in variants(document))]:
        text = course.rendered("house", document, *sets)
        assert found(document.name, text.encode()) <= allowed(*sets), sets
        assert not set(re.findall(r"slide:([\w-]+)", text)) & own, sets


def trainers_slides(course: Course) -> set[str]:
    """The numbers of the slides that participants may not see."""
    document = next(each for each in participants() if each.name == "slides.pdf")
    materials = course.materials("house", document)
    slides, _ = materials.slides(materials.document("module", "deck.pptx"), materials.files.fresh())
    own = {page.number for page in slides.pages if page.hidden or page.role == "answer" or page.title == "In columns"}
    assert len(own) >= 6
    return own


@pytest.mark.skipif(not FULL, reason="COURSEWARE_FULL=1 sets every document in every brand with every option")
@every_brand
@named(participants())
def test_no_option_brings_a_word_of_the_trainers_into_a_participants_file(
    brand: str, document: Document, course: Course
) -> None:
    for each in variants(document):
        assert found(document.name, course.made(brand, document, each)) <= allowed(each), each


@named([each for each in participants() if set(each.choices.get("answers", ())) >= {"full"}])
def test_answers_asked_for_by_name_are_solutions_and_rationales_and_never_notes(
    document: Document, course: Course
) -> None:
    said = found(document.name, course.made("house", document, (document.name, "answers", "full")))
    assert {"SOLUTION", "RATIONALE"} <= said
    assert not said & {*NOTES, *HIDDEN}


@every_brand
def test_the_trainers_files_have_them_all(brand: str, course: Course) -> None:
    """What is looked for above can be found: else its absence would prove nothing."""
    notes = next(each for each in every_document() if each.name == "instructor-notes.pdf")
    assert set(WORDS) - found(notes.name, course.made(brand, notes, (notes.name, "handout", "true"))) <= {"PROFILE"}
    deck = next(each for each in every_document() if (each.folder, each.name) == ("module", "deck.pptx"))
    said = course.made(brand, deck)
    assert set(WORDS) - found(deck.name, said) <= {
        "DRAWING",
        "PROFILE",
        "ADDRESS",
        "HANDOUT",
        "PICTURED",
        "CAPTION",
        "ALT",
    }
    assert ANSWER_SLIDE in everything(deck.name, said)


@every_brand
def test_a_shared_deck_holds_no_notes_no_hidden_slides_no_ids_and_no_name_of_the_trainers(
    brand: str, course: Course
) -> None:
    documents = {(each.folder, each.name): each for each in every_document()}
    data = course.made(brand, documents["module", "deck-share.pptx"])
    said = everything("deck-share.pptx", data)
    for word in ("COURSEWARE.SLIDE", "COURSEWARE.SHAPE", "notesSlide", "01-all-of-them"):
        assert word not in said, word
    shared = Presentation(io.BytesIO(data))
    assert "Trainername" not in f"{shared.core_properties.author}{shared.core_properties.last_modified_by}"
    assert not any(slide.has_notes_slide or slide._element.get("show") == "0" for slide in shared.slides)
    whole = Presentation(io.BytesIO(course.made(brand, documents["module", "deck.pptx"])))
    assert 0 < len(shared.slides) < len(whole.slides)


# What a leak would look like, planted: each is found.


def test_a_word_is_found_wherever_a_pdf_may_hold_it() -> None:
    def planted(how: Any) -> set[str]:
        pdf = pikepdf.new()
        pdf.add_blank_page()
        how(pdf)
        out = io.BytesIO()
        pdf.save(out, object_stream_mode=pikepdf.ObjectStreamMode.generate)
        return found("x.pdf", out.getvalue())

    def bookmark(pdf: pikepdf.Pdf) -> None:
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("SECRETCELL", 0))

    def metadata(pdf: pikepdf.Pdf) -> None:
        with pdf.open_metadata() as meta:
            meta["dc:description"] = "SECRETROW"

    def attachment(pdf: pikepdf.Pdf) -> None:
        pdf.attachments["a.txt"] = b"SECRETLINK"

    def alternative(pdf: pikepdf.Pdf) -> None:
        pdf.Root.StructTreeRoot = pdf.make_indirect(pikepdf.Dictionary(K=[pikepdf.Dictionary(Alt="SECRETALT, é")]))

    def unused(pdf: pikepdf.Pdf) -> None:
        pdf.Root.PieceInfo = pdf.make_stream(b"(SECRETCODE) Tj")

    for how, word in (
        (bookmark, "CELL"),
        (metadata, "ROW"),
        (attachment, "LINK"),
        (alternative, "ALT"),
        (unused, "CODE"),
    ):
        assert planted(how) == {word}, how.__name__


def test_a_word_is_found_wherever_a_deck_or_a_page_may_hold_it() -> None:
    def packed(**parts: bytes) -> bytes:
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
            for name, data in parts.items():
                package.writestr(name, data)
        return out.getvalue()

    assert found("x.pptx", packed(notes=b"<a:t>SECRETCELL</a:t>")) == {"CELL"}
    assert found("x.pptx", packed(notes=b"<a:r><a:t>SECRET</a:t></a:r><a:r><a:t>ROW</a:t></a:r>")) == {"ROW"}
    assert found("x.pptx", packed(book=packed(sheet=b"SECRETLINK"))) == {"LINK"}
    assert found("x.html", b'<img alt="SECRETALT">') == {"ALT"}
    assert found("x.html", b"<!-- SECRETCODE --><p>SEC<b>RETCELL</b></p>") == {"CODE", "CELL"}
    svg = base64.b64encode(b"<svg><title>SECRETDRAWING</title></svg>").decode()
    assert found("x.html", f'<img src="data:image/svg+xml;base64,{svg}">'.encode()) == {"DRAWING"}
    assert found("x.ics", b"DESCRIPTION:SECRETFOOT\r\n NOTE") == {"FOOTNOTE"}


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("notes", {"TOPIC", "EXERCISE"}),
        ("answers", {"SOLUTION", "RATIONALE"}),
        ("hidden", {"HIDDENTITLE", "HIDDENTEXT"}),
    ],
)
def test_a_selection_that_forgets_its_duty_is_caught(
    part: str, words: set[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The place that takes things out is broken on purpose; a template that prints all it is given shows it."""
    template = tmp_path / "templates/module/all.txt.j2"
    template.parent.mkdir(parents=True)
    template.write_text(
        "---\naudience: participant\n---\n{% for slide in module.slides %}{{ slide.title_text }} {{ slide.body }} {{ slide.notes }} "
        "{{ slide.solution }} {{ slide.rationale }}\n{% endfor %}\n"
    )
    course = Course(tmp_path)
    [document] = [
        each for each in documents(Files(tmp_path), layers("@templates/brands/house")) if each.name == "all.txt"
    ]
    assert found("all.txt", course.made("house", document)) == set()
    keep = select._View._slide
    if part == "notes":
        monkeypatch.setattr(
            select._View,
            "_slide",
            lambda view, slide: replace(keep(view, slide), notes=view.resolver.blocks(slide.notes)),
        )
    elif part == "answers":
        begun = select._View.__init__

        def solved(view: Any, *given: Any) -> None:
            begun(view, *given)
            view.solved = True

        monkeypatch.setattr(select._View, "__init__", solved)
    else:
        monkeypatch.setattr(select._View, "_goes_to", lambda view, slide: "kept" if view._shown(slide) else None)
    assert words <= found("all.txt", Course(tmp_path).made("house", document))
