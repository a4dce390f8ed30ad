"""A module in Markdown, and the deck that the default template asks for."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.brand.read import read_brand
from courseware.context import context
from courseware.course.deliveries import delivery
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.deck.read import read_deck
from courseware.files import Files
from courseware.labels import read_labels
from courseware.render import render
from tests.cases import Case, cases
from tests.deck.test_read import outline

HERE = Path(__file__).parent / "template"
TEMPLATE = "module/deck.pptx.j2"
OPTIONS = {"cover": True, "objectives": True, "agenda": True, "answers": True, "closing": True, "legal": True}


def deck_of(folder: Path, module: str, **options: bool | str) -> str:
    """The outline of the deck of a course's first module."""
    (folder / "syllabus").mkdir()
    (folder / "syllabus/course.yml").write_text((HERE / "course.yml").read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "syllabus/01-a.md").write_text(module, encoding="utf-8")
    (folder / "syllabus/02-b.md").write_text("---\ntitle: Beta\n---\n\n## One\n", encoding="utf-8")
    files = Files(folder)
    course, _ = read_course(files)
    brand = read_brand(files, "house")
    layers = (brand.folder, "templates", "@templates")
    labels = read_labels(files, layers, "en")
    made = delivery(course, None, "house")
    seen = select(course, made, "trainer", "pptx")
    document = {"name": "deck.pptx", "title": "deck", "audience": "trainer"}
    plain = context(
        seen, seen.modules[0], brand, made, labels, document=document, options=OPTIONS | options, places=True
    )
    return outline(read_deck(render(files, layers, TEMPLATE, plain), f"@templates/{TEMPLATE}"))


@pytest.mark.parametrize("case", cases(HERE / "modules.txt"))
def test_a_module_becomes_this_deck(case: Case, tmp_path: Path) -> None:
    assert deck_of(tmp_path, case.given + "\n") == case.expected


def test_an_option_leaves_a_slide_out(tmp_path: Path) -> None:
    module = "---\ntitle: Alpha\noutcomes: {'1.1': Know it}\n---\n\n## One\n"
    found = deck_of(tmp_path, module, cover=False, objectives=False, closing=False, legal=False)
    assert [line.split()[0] for line in found.splitlines()[1:] if not line.startswith(" ")] == ["01-a/one"]


TOPICS = "---\ntitle: Alpha\n---\n\n# First\n\n## One\n\n# Second\n\n## Two\n\n# Aside {.unlisted}\n\n## Three\n"


def test_the_agenda_comes_again_before_each_topic_that_it_lists_where_it_is_asked_for(tmp_path: Path) -> None:
    found = deck_of(tmp_path, TOPICS, agenda="topics", cover=False, closing=False, legal=False)
    slides = [line.split()[0].removeprefix("01-a/") for line in found.splitlines()[1:] if line[0] not in " -"]
    assert slides == ["agenda", "agenda-1", "first", "one", "agenda-2", "second", "two", "aside", "three"]
    assert "Agenda: part 2 of 2" in found


def test_activities_without_a_title_are_numbered_where_there_are_several(tmp_path: Path) -> None:
    task = "\n::: {.exercise minutes=5}\nDo it.\n:::\n"
    assert "Exercise 1" not in deck_of(tmp_path, f"---\ntitle: Alpha\n---\n\n## One\n{task}")
    (tmp_path / "more").mkdir()
    found = deck_of(tmp_path / "more", f"---\ntitle: Alpha\n---\n\n## One\n{task}{task}")
    assert "Exercise 1" in found
    assert "Exercise 2" in found
