"""Words of the trainer's in odd places: in boxes and columns of hidden tasks, in marks for the index, in comments, behind links. None is in a participant's
file, and a link to a slide that a reader doesn't get is plain words.
"""

from __future__ import annotations

import io
import re
from pathlib import Path

import pikepdf
import pytest

from courseware.build.making import Target, make
from tests.build.course import write
from tests.build.leaking import everything
from tests.build.test_leaks import Course, only

MODULE = """\
---
title: All of them
outcomes: {"1.1": Explain the subject}
minutes: 30
---
# Open {outcomes="1.1"}

Seen by all. <!-- ODDCOMMENT -->

## ODDHIDDENTITLE {.hidden #hidden-one}

::: {.exercise title="ODDHIDDENTASK" minutes=5}
:::: columns
::: column
ODDHIDDENCOLUMN

::: notes
ODDHIDDENNOTE [ODDHIDDENINDEX]{.index}
:::
:::
::: column
right
:::
::::
:::

## Seen {minutes=5}

- a point, [leading on](#hidden-one)

::: notes
ODDNOTE, [ODDINDEX]{.index} and [x]{.index entry="ODDENTRY"}; [back](#hidden-one)
:::

::: handout
Open text <!-- ODDCOMMENT -->, [here](#hidden-one), [there](#to-do).

::: example
An example.

::: notes
ODDEXAMPLE
:::
:::
:::

# ODDHIDDENTOPIC {.hidden}

## ODDUNDER {.hidden}

ODDTEXT

# Practice {outcomes="1.1"}

## To do

text

::: {.exercise title="Do it" minutes=5}
Do it now.

::: solution
ODDSOLUTION [ODDSOLVEDINDEX]{.index}
:::
:::

::: {.question outcome="1.1" level=BL2}
Which one?

- [x] this one
- [ ] that one

::: rationale
ODDRATIONALE [ODDREASONINDEX]{.index}
:::
:::

## What to keep {layout="keypoints"}

::: keypoints
- Keep it
:::
"""
ODD = re.compile(r"ODD[A-Z]+")


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, bytes]]:
    """Every document but those on request of the trainer: its audience and its bytes by its name."""
    course = Course(tmp_path_factory.mktemp("odd"))
    write(course.folder / "syllabus/01-all-of-them.md", MODULE)
    write(
        course.folder / "syllabus/course.yml",
        Path(course.folder, "syllabus/course.yml").read_text().replace("{word: SECRETVAR}", "{word: open}"),
    )
    found = {}
    for unit in course.units("house"):
        wanted = ("instructor-notes.pdf", "guide.pdf")
        planned = tuple(each for each in unit.documents if each.audience == "participant" or each.name in wanted)
        target = Target(unit=only(unit, planned), request=course.request("house"), known={})
        results, _ = make(target, course.shelf)
        for each, result in zip(planned, results, strict=True):
            assert result.data is not None
            found[each.name] = (each.audience, result.data)
    return found


def test_no_word_of_the_trainers_is_in_a_participants_file(files: dict[str, tuple[str, bytes]]) -> None:
    theirs = {name: data for name, (audience, data) in files.items() if audience == "participant"}
    assert {"handout.pdf", "handout.html", "workbook.pdf", "deck-share.pptx"} <= set(theirs)
    found = {name: ODD.findall(everything(name, data)) for name, data in theirs.items()}
    assert {name: words for name, words in found.items() if words} == {}


def test_the_trainer_has_them_all(files: dict[str, tuple[str, bytes]]) -> None:
    notes = everything("instructor-notes.pdf", files["instructor-notes.pdf"][1])
    for word in sorted(set(ODD.findall(MODULE)) - {"ODDCOMMENT", "ODDENTRY"}):
        assert word in notes, word


def test_links_lead_to_slides_that_the_reader_has(files: dict[str, tuple[str, bytes]]) -> None:
    """A slide of the file is reached in it; one that isn't there is no link, and no fault of the page."""
    for name, reached in (("handout.pdf", ["to-do"]), ("instructor-notes.pdf", ["hidden-one"])):
        with pikepdf.open(io.BytesIO(files[name][1])) as pdf:
            notes = [note for each in pdf.pages for note in each.obj.get("/Annots", ())]
            places = {str(note.Dest).rpartition("/")[2] for note in notes if "/Dest" in note}
        assert places >= set(reached), (name, places)
        assert name != "handout.pdf" or "hidden-one" not in places
