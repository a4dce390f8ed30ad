"""A drawn slide tells which click brings what, for whoever shows it one click at a time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courseware.build.documents import DECK
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.builds import clicks_of
from courseware.files import Files
from courseware.picture import draw
from tests.preview.browsing import OPENING, write_sky

STEP = re.compile(r'<(\w+) data-step="(\d+)"[^>]*>([^<]*)')
PAUSED = """
## Pauses

Before

. . .

| Planet | Moons |
|---|---|
| Mars | 2 |

. . .

![A quay](pictures/quay.png)
"""


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow"])
def test_everything_that_a_click_brings_carries_its_number_and_nothing_else_does(brand: str, tmp_path: Path) -> None:
    folder = write_sky(tmp_path)
    (folder / "syllabus/01-stars.md").write_text(OPENING + PAUSED)
    request = Request(out=folder / "build", modules=("1",), only=(DECK,), brands=(brand,))
    shelf = Shelf(Files(folder))
    (unit,) = units(make_plan(request, shelf), request)
    materials = Materials(unit, request, shelf)
    files = materials.files.fresh()
    slides, _ = materials.slides(materials.document("module", DECK), files)
    kit = materials.house(files).kit
    marked = {page.title: STEP.findall(draw(page, slides, kit)) for page in slides.pages}
    for page in slides.pages:
        assert {int(step) for _, step, _ in marked[page.title]} == clicks_of(page.boxes), page.title
    assert [(step, words) for _, step, words in marked["One after the other"] if len(words) > 1] == [
        ("1", "Dusk"),
        ("2", "Darkness"),
        ("3", "Dawn"),
    ]
    steps = {words: step for _, step, words in marked["Pauses"] if words.strip()}
    assert steps["Mars"] == steps["Planet"] == "1"
    assert "Before" not in steps
    assert marked["The first hour"] == []
