"""A document is a file: it is found on the search path, and says of itself what lists and writers need."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.build.documents import documents
from courseware.build.options import PRINT
from courseware.files import Files
from courseware.problems import CoursewareError

LAYERS = ("brand", "templates")


def course(folder: Path, **templates: str) -> Files:
    for name, text in templates.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return Files(folder, {})


def test_every_template_of_the_two_folders_is_a_document_decks_first(tmp_path: Path) -> None:
    files = course(
        tmp_path,
        **{
            "templates/module/handout.pdf.j2": "---\ntitle: Handout\naudience: participant\n---\n",
            "templates/module/deck.pptx.j2": "---\naudience: trainer\n---\n",
            "brand/module/cards.html.j2": "<html/>",
            "templates/course/outline.pdf.j2": "",
            "templates/module/README.md": "no document",
            "templates/parts/head.pdf.j2": "no document",
        },
    )
    found = [(each.folder, each.name, each.title, each.audience, each.file) for each in documents(files, LAYERS)]
    assert found == [
        ("module", "deck.pptx", "deck", "trainer", "templates/module/deck.pptx.j2"),
        ("module", "cards.html", "cards", "participant", "brand/module/cards.html.j2"),
        ("module", "handout.pdf", "Handout", "participant", "templates/module/handout.pdf.j2"),
        ("course", "outline.pdf", "outline", "participant", "templates/course/outline.pdf.j2"),
    ]


def test_an_override_inherits_what_it_does_not_say(tmp_path: Path) -> None:
    files = course(
        tmp_path,
        **{
            "templates/module/notes.pdf.j2": "---\ntitle: Notes\naudience: trainer\noptions: {size: 12, lines: 6}\n---\n",
            "brand/module/notes.pdf.j2": "---\noptions: {lines: 8}\n---\n",
        },
    )
    [document] = documents(files, LAYERS)
    assert (document.title, document.audience, document.file) == ("Notes", "trainer", "brand/module/notes.pdf.j2")
    assert document.options == {"size": 12, "lines": 8, **PRINT}


def test_an_override_may_not_give_the_trainers_document_to_participants(tmp_path: Path) -> None:
    files = course(
        tmp_path,
        **{
            "templates/module/notes.pdf.j2": "---\naudience: trainer\n---\n",
            "brand/module/notes.pdf.j2": "---\ntitle: Notes\naudience: participant\n---\n",
        },
    )
    with pytest.raises(CoursewareError) as found:
        documents(files, LAYERS)
    [problem] = found.value.problems
    assert str(problem.place).startswith("brand/module/notes.pdf.j2:3")


def test_every_mistake_in_front_matter_is_told_with_its_line(tmp_path: Path) -> None:
    files = course(
        tmp_path,
        **{
            "templates/module/a.pdf.j2": "---\ntitel: Notes\n---\n",
            "templates/module/b.pdf.j2": "---\ntitle: B\naudience: everybody\n---\n",
            "templates/participant/c.pdf.j2": "---\nneeds: [rooster]\n---\n",
        },
    )
    with pytest.raises(CoursewareError) as found:
        documents(files, LAYERS)
    places = [(problem.place.file, problem.place.line) for problem in found.value.problems]
    assert places == [
        ("templates/module/a.pdf.j2", 2),
        ("templates/module/b.pdf.j2", 3),
        ("templates/participant/c.pdf.j2", 2),
    ]
