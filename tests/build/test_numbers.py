"""A slide has one number: it is 3-14 in the deck, in the handout, in the trainer's papers and wherever else it is named."""

from __future__ import annotations

import io
import re
import shutil
from pathlib import Path

import pikepdf
import pytest
from pptx import Presentation

from tests.build.course import run

ROOT = Path(__file__).parents[2]
MODULE = "03-stakeholder-relationships"
NUMBER = re.compile(r"^(3-\d+[a-z]?)\s+(.+)$")
DOCUMENTS = ("deck.pptx", "deck-share.pptx", "handout.pdf", "slides.pdf", "instructor-notes.pdf", "guide.pdf")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course's files in which its third module is; of the other modules two are left, so that it stays the third."""
    folder = tmp_path_factory.mktemp("numbers")
    shutil.copytree(ROOT / "syllabus", folder / "syllabus")
    facts = folder / "syllabus/course.yml"
    text = facts.read_text(encoding="utf-8")
    first, _, after = text.partition("\nmodules:\n")
    kept = [line for line in after.splitlines() if line.strip()[:4] in ("- 01", "- 02", "- 03")]
    first = re.sub(r"\nexam:.*", "", re.sub(r"\ncuts:\n(?:[ #].*\n)+", "\n", first))
    first = re.sub(r"\ndeliveries:\n(?:[ #].*\n?)+", "\n", first + "\n")
    facts.write_text("\n".join([first, "modules:", *kept, ""]), encoding="utf-8")
    for name in ("01-customer-journeys", "02-markets-and-stakeholders"):
        lines = (folder / f"syllabus/{name}.md").read_text(encoding="utf-8")
        head = lines[: lines.index("\n---\n") + 5]
        (folder / f"syllabus/{name}.md").write_text(f"{head}\n# Before\n\n## A slide\n\n- words\n", encoding="utf-8")
    answer = run(
        folder, "build", *(word for name in DOCUMENTS for word in ("--only", name)), "--brand", "house"
    ).return_value
    assert answer.code == 0, [str(each) for each in answer.problems]
    return folder / "build/house"


def titles(path: Path) -> dict[str, str]:
    """The numbers of the module's slides in a file, each with the title that stands beside it."""
    if path.suffix == ".pptx":
        found = {}
        for slide in Presentation(str(path)).slides:
            numbers = [shape.text_frame.text for shape in slide.placeholders if shape.placeholder_format.type == 13]
            title = slide.shapes.title.text_frame.text if slide.shapes.title is not None else ""
            found[numbers[0] if numbers else f"none: {title}"] = title  # a cover shows no number
        return found
    with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf, pdf.open_outline() as outline:
        pending, named = list(outline.root), []
        while pending:
            each = pending.pop(0)
            named.append(str(each.title))
            pending.extend(each.children)
    return {match[1]: match[2] for match in map(NUMBER.match, named) if match}


def plain(title: str) -> str:
    """A title without what tells its pieces and its case apart, as bookmarks and slides may have it."""
    return re.sub(r"\s+", " ", re.sub(r"\s\(\d+/\d+\)$", "", title)).strip().casefold()


@pytest.mark.parametrize("name", [name for name in DOCUMENTS if name != "deck.pptx"])
def test_a_slide_has_the_number_that_it_has_in_the_deck(name: str, built: Path) -> None:
    deck = titles(built / MODULE / "deck.pptx")
    assert len(deck) > 25
    path = built / MODULE / name
    other = titles(path if path.exists() else built / "course" / name)
    assert len(other) > 12
    differing = {
        number: (title, deck.get(number))
        for number, title in other.items()
        if plain(title) != plain(deck.get(number, deck.get(f"none: {title}", "")))
    }
    assert differing == {}


def test_what_is_left_out_for_participants_leaves_gaps(built: Path) -> None:
    deck, shared = titles(built / MODULE / "deck.pptx"), titles(built / MODULE / "deck-share.pptx")
    assert set(shared) < set(deck)
    assert not [title for title in shared.values() if title.startswith("Answer")]
