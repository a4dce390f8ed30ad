"""What the trainer and the office hold: one clock in all of it, what a shorter class leaves out, whose licence it is, and notes that fill their pages."""

from __future__ import annotations

import io
import re
from pathlib import Path

import icalendar
import pikepdf
import pypdfium2
import pytest
from pptx import Presentation

from tests.build.course import run, write
from tests.print.reading import squeezed

FACTS = """\
title: The harbour
code: H
edition: "1"
author: Edda Private
schedule: {days: 1, start: "09:00", end: "12:30", breaks: [{after: "10:00", minutes: 15, title: Coffee}]}
exam: {questions: 1, minutes: 20, pass: 1}
modules: [01-ropes, 02-boats, 03-lights]
cuts: {short: {minutes: 120, modules: [01-ropes, 03-lights], priority: 2}}
deliveries:
  whole: {brand: BRAND, starts: 2027-03-09, timezone: America/New_York, licensee: {name: Example Ltd, number: L-77}}
  taster: {brand: BRAND, starts: 2027-03-09, cut: short, licensee: {name: Example Ltd, number: L-77}}
"""
MODULE = """\
---
title: TITLE
outcomes:
  "N.1": Explain TITLE
  "N.2": Use TITLE
minutes: 60
---
# What they are {outcomes="N.1"}

## Seen from the quay {minutes=25}

- words

::: notes
NOTES
:::

## What they are for {minutes=10 outcomes="N.2" priority=3}

- words

::: {.question outcome="N.1" level=BL2}
Which one?

- [x] this one
- [ ] that one
:::

# Practice {outcomes="N.1"}

::: {.exercise title="Try it" minutes=20 group="pairs"}
Do it now.

::: solution
So.
:::
:::
"""
PAPERS = ("guide.pdf", "schedule-trainer.pdf", "schedule.ics", "coverage.pdf", "outline.pdf", "instructor-notes.pdf")
SHARED = ("exam.pdf", "exam-answers.pdf", "handout.pdf", "slides.pdf", "schedule.pdf", "deck-share.pptx", "deck.pptx")


@pytest.fixture(scope="module", params=["house", "brackenrow"])
def built(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Both deliveries of the course in one brand."""
    folder = tmp_path_factory.mktemp("harbour")
    write(folder / "syllabus/course.yml", FACTS.replace("BRAND", request.param))
    for n, (name, title) in enumerate((("01-ropes", "Ropes"), ("02-boats", "Boats"), ("03-lights", "Lights")), 1):
        text = MODULE.replace("TITLE", title).replace("N.", f"{n}.").replace("NOTES", "**Ask:** who knows?")
        write(folder / f"syllabus/{name}.md", text)
    for delivery, names in (("whole", (*PAPERS, *SHARED)), ("taster", PAPERS)):
        asked = [word for name in names for word in ("--only", name)]
        answer = run(folder, "build", "-j1", "-o", str(folder / "build"), "--delivery", delivery, *asked).return_value
        assert answer.code == 0, [str(each) for each in answer.problems]
    return folder / "build"


def text_of(path: Path, pages: slice = slice(None)) -> str:
    document = pypdfium2.PdfDocument(path.read_bytes())
    text = "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document))[pages])
    return re.sub(r"\s+", " ", text)


def clocks(text: str) -> set[str]:
    return set(re.findall(r"\b\d{1,2}:\d\d\b", text))


def test_guide_schedule_notes_and_calendar_tell_the_same_times(built: Path) -> None:
    course = built / "whole/course"
    guide = text_of(course / "guide.pdf", slice(2, 3))
    schedule = text_of(course / "schedule-trainer.pdf")
    assert clocks(guide) <= clocks(schedule)
    assert {"9:00", "10:02", "10:17", "11:15", "12:15", "12:35"} <= clocks(guide)
    assert "Exam (20 min)" in guide
    calendar = icalendar.Calendar.from_ical((course / "schedule.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    told = str(event["description"])
    assert clocks(told) <= clocks(schedule)
    assert [str(event.decoded(end))[11:16] for end in ("dtstart", "dtend")] == [
        "14:00",
        "17:35",
    ]  # winter time in New York
    for name in ("01-ropes", "02-boats", "03-lights"):
        plan = clocks(text_of(built / f"whole/{name}/instructor-notes.pdf", slice(0, 1)))
        assert len(plan) > 2
        assert plan <= clocks(schedule)


def test_what_a_shorter_class_leaves_out_is_told_where_it_is_planned(built: Path) -> None:
    for name in ("guide.pdf", "coverage.pdf"):
        text = text_of(built / "taster/course" / name)
        assert "Not part of this class" in text, name
        assert "Modules: 2 Boats" in text
        assert "Explain Boats" in text
        assert "Use Ropes" in text
        assert "Not part of this class" not in text_of(built / "whole/course" / name)
    notes = text_of(built / "taster/01-ropes/instructor-notes.pdf", slice(0, 1))
    assert "Not part of this class" in notes
    assert "Boats" not in notes
    outline = text_of(built / "taster/course/outline.pdf")
    assert "Modules: 2 Boats" in outline


def test_what_participants_get_names_the_provider_as_its_author(built: Path) -> None:
    for path in (built / "whole").rglob("*.pdf"):
        with pikepdf.open(io.BytesIO(path.read_bytes())) as pdf:
            private = "Edda" in str(pdf.docinfo.get("/Author", ""))
        assert private == (path.name in (*PAPERS, "exam-answers.pdf") and path.name != "outline.pdf"), path.name


def test_a_licence_is_on_every_slide_and_in_the_properties_of_a_deck(built: Path) -> None:
    for name in ("deck-share.pptx", "deck.pptx"):
        deck = Presentation(str(built / "whole/01-ropes" / name))
        assert deck.core_properties.comments == "Licensed to Example Ltd · licence L-77"
        feet = [
            "Licensed to Example Ltd" in shape.text_frame.text
            for slide in deck.slides
            for shape in slide.placeholders
            if shape.placeholder_format.type == 15
        ]
        assert feet
        assert all(feet)
    assert squeezed("Licensed to Example Ltd") in squeezed(text_of(built / "whole/01-ropes/slides.pdf"))


def test_long_notes_are_parted_behind_a_third_of_a_page(tmp_path: Path) -> None:
    """Kept whole they would leave half of most pages empty; short ones stay whole."""
    said = "\n\n".join(f"**Say:** {'This is a sentence of the trainer’s notes. ' * 3}" for _ in range(8))
    write(tmp_path / "syllabus/course.yml", "title: T\ncode: T\nmodules: [01-a]\n")
    slides = "".join(f"\n## Slide {n}\n\n- words\n\n::: notes\n{said}\n:::\n" for n in range(8))
    write(tmp_path / "syllabus/01-a.md", f"---\ntitle: A\nminutes: 60\n---\n# One\n{slides}")
    assert run(tmp_path, "build", "-j1", "--only", "instructor-notes.pdf").return_value.code == 0
    document = pypdfium2.PdfDocument((tmp_path / "build/house/01-a/instructor-notes.pdf").read_bytes())
    ends = []
    for page in document:
        shown = page.render(scale=0.3, grayscale=True).to_pil()
        body = shown.crop((0, int(shown.height * 0.11), shown.width, int(shown.height * 0.92)))
        box = body.point(lambda value: 255 if value < 200 else 0).getbbox()
        ends.append(box[3] / body.height if box else 0)
    assert len(ends) > 5
    assert min(ends[1:-1]) > 0.66
