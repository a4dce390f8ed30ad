"""A slide has one number: it is 2-14 in the deck, in the handout, in the trainer's papers and wherever else it is named."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from tests.build.course import run, write

FACTS = """\
title: Numbers
code: N
edition: "1"
schedule: {days: 1, start: "09:00", end: "12:00", breaks: [{after: "10:00", minutes: 15, title: Coffee}]}
exam: {questions: 1, minutes: 5, pass: 1}
modules: [01-before, 02-told]
"""
BEFORE = "---\ntitle: Before\nminutes: 10\n---\n# Early\n\n## A slide\n\n- words\n"
LONG = "\n".join(
    f"- Point {n} says so much about its subject that it takes a line and a half of any slide" for n in range(16)
)
MODULE = f"""\
---
title: Told
outcomes:
  "2.1": {{text: Explain the subject, level: BL2}}
  "2.2": {{text: Use the subject, level: BL3}}
minutes: 120
---
# First {{outcomes="2.1"}}

## Long {{minutes=20}}

{LONG}

::: notes
**Ask:** who counts?
:::

::: handout
What everybody may read.
:::

## Kept back {{.hidden}}

Only for some.

## Case {{minutes=10 outcomes="2.1"}}

::: example
A case.
:::

::: {{.question title="Which of them" outcome="2.1" level=BL2}}
Which one is it?

- [x] this one
- [ ] that one
:::

# Second {{outcomes="2.2"}}

## Behind the answer

- a point

::: {{.exercise title="Do it" minutes=15 outcome="2.2"}}
Do it now.

::: solution
So.
:::
:::

## Last of all

- the end

## What to keep {{layout="keypoints"}}

::: keypoints
- Keep it
:::
"""
NUMBER = re.compile(r"^(2-\d+[a-z]?)\s+(.+)$")
NAMED = re.compile(r"\b2-\d+[a-z]?\b")
TITLED = ("deck-share.pptx", "handout.pdf", "slides.pdf", "instructor-notes.pdf", "guide.pdf", "deck.pptx")
"""Files in which each number stands beside its title; `deck.pptx` is here that of the course."""
NAMING = (
    "coverage.pdf",
    "guide.pdf",
    "instructor-notes.pdf",
    "solutions.pdf",
    "exam-answers.pdf",
    "handout.pdf",
    "workbook.pdf",
)
"""Files that name slides by their numbers."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("numbers")
    write(folder / "syllabus/course.yml", FACTS)
    write(folder / "syllabus/01-before.md", BEFORE)
    write(folder / "syllabus/02-told.md", MODULE)
    asked = [word for name in dict.fromkeys((*TITLED, *NAMING, "course/deck.pptx")) for word in ("--only", name)]
    answer = run(folder, "build", "-j1", "-o", str(folder / "build"), *asked, "--brand", "house").return_value
    assert answer.code == 0, [str(each) for each in answer.problems]
    return folder / "build/house"


def there(built: Path, name: str) -> Path:
    own = built / "02-told" / name
    return own if own.exists() and name != "deck.pptx" else built / "course" / name


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


def printed(path: Path) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    return "\n".join(page.get_textpage().get_text_range() for page in document)


def plain(title: str) -> str:
    """A title without what tells its pieces and its case apart, as bookmarks and slides may have it."""
    return re.sub(r"\s+", " ", re.sub(r"\s\(\d+/\d+\)$", "", title)).strip().casefold()


@pytest.mark.parametrize("name", TITLED)
def test_a_slide_has_the_number_that_it_has_in_the_deck(name: str, built: Path) -> None:
    deck = titles(built / "02-told/deck.pptx")
    assert len(deck) > 12
    assert "2-6b" in deck or any(number.endswith("b") for number in deck)  # a slide that goes on
    other = {number: title for number, title in titles(there(built, name)).items() if number.startswith("2-")}
    assert len(other) > 4
    differing = {
        number: (title, deck.get(number))
        for number, title in other.items()
        if plain(title) != plain(deck.get(number, deck.get(f"none: {title}", "")))
    }
    assert differing == {}


def test_coverage_names_the_slides_that_serve_an_outcome_by_their_numbers(built: Path) -> None:
    deck = titles(built / "02-told/deck.pptx")
    number = {plain(title): number for number, title in reversed(deck.items())}
    text = printed(there(built, "coverage.pdf"))
    rows = text[text.index("2.1 Explain") :]
    first, second = rows.split("2.2 Use")
    asked = next(number for number, title in deck.items() if title == "Which of them")
    assert {number["long"], number["case"], asked} <= set(NAMED.findall(first))
    assert {number["do it"], number["behind the answer"]} <= set(NAMED.findall(second))


@pytest.mark.parametrize("name", NAMING)
def test_every_number_in_print_is_one_of_the_deck(name: str, built: Path) -> None:
    named = set(NAMED.findall(printed(there(built, name))))
    assert len(named) > 1
    assert named <= set(titles(built / "02-told/deck.pptx"))


def test_what_is_left_out_for_participants_leaves_gaps(built: Path) -> None:
    deck, shared = titles(built / "02-told/deck.pptx"), titles(built / "02-told/deck-share.pptx")
    assert set(shared) < set(deck)
    assert not [title for title in shared.values() if title.startswith("Answer") or title == "Kept back"]
