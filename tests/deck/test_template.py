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


def deck_of(folder: Path, module: str, **options: bool) -> str:
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
