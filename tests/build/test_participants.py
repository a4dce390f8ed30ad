"""No trainer's word stands in a participant's file, and no slide is pictured there that shows one."""

from __future__ import annotations

from pathlib import Path

from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files
from tests.build.course import write, write_course

MORE = """
## Hidden {.hidden}

SECRETHIDDEN

## Differs

Everybody sees this.

::: {.content-visible when-audience="trainer"}
SECRETBLOCK
:::

::: {.question #why outcome="1.1"}
Why does it rain?

- [ ] For fun
- [x] Clouds

::: rationale
SECRETRATIONALE
:::
:::
"""


def materials(folder: Path) -> Materials:
    """What the documents of the first module are made from."""
    write_course(folder)
    path = folder / "syllabus/01-weather.md"
    write(path, path.read_text() + MORE)
    request = Request(out=folder / "build", modules=("1",))
    shelf = Shelf(Files(folder))
    return Materials(units(make_plan(request, shelf), request)[0], request, shelf)


def test_a_participants_document_holds_no_word_of_the_trainers(tmp_path: Path) -> None:
    made = materials(tmp_path)
    for name in ("handout.pdf", "slides.pdf"):
        text = made.render(made.document("module", name), made.files)
        assert "SECRET" not in text
        assert "What everybody may read" in text or name == "slides.pdf"


def test_the_trainers_document_holds_them(tmp_path: Path) -> None:
    made = materials(tmp_path)
    text = made.render(made.document("module", "instructor-notes.pdf"), made.files)
    for word in ("SECRETNOTE", "SECRETSOLUTION", "SECRETRATIONALE"):
        assert word in text


def test_only_slides_that_participants_see_alike_are_pictured_for_them(tmp_path: Path) -> None:
    made = materials(tmp_path)
    slides, _ = made.slides(made.document("module", "deck.pptx"), made.files)
    numbers = {page.id.rpartition("/")[2]: page.number for page in slides.pages}
    text = made.render(made.document("module", "slides.pdf"), made.files)
    pictured = {name for name, number in numbers.items() if f'"slide:{number}"' in text}
    assert {"begin", "try-it", "why"} <= pictured
    assert pictured.isdisjoint({"hidden", "differs", "answer"})
    notes = made.render(made.document("module", "instructor-notes.pdf"), made.files)
    assert all(f'"slide:{numbers[name]}"' in notes for name in ("begin", "hidden", "differs"))
