"""A delivery is exactly its set, cut as it says, and goes into one zip when everything in it is fit to be sent."""

from __future__ import annotations

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from pptx import Presentation

from tests.build.course import MODULE, outputs, run, write

COURSE = """\
title: Small talk
code: ST
edition: "2026.1"
modules: [01-weather, 02-sports]
cuts:
  short: {priority: 2, modules: [01-weather]}
deliveries:
  berlin-march:
    brand: fjordlight
    language: de
    cut: short
    client: Example Ltd
    starts: 2027-03-09
    documents: [deck.pptx, "hand*.pdf", outline.pdf]
    licensee: {name: Example Ltd, number: L-77}
"""
EXTRA = """
## For those with time {priority=3 outcomes="1.2" minutes=5}

- Left out in a short course

## Always there {priority=1 minutes=5}

- Stays
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with a delivery of three documents, built."""
    tmp_path = tmp_path_factory.mktemp("made")
    write(tmp_path / "syllabus/course.yml", COURSE)
    weather = (
        MODULE.replace("TITLE", "Weather")
        .replace("N.1", "1.1")
        .replace('"1.1": Explain', '"1.2": Foresee storms\n  "1.1": Explain')
    )
    write(tmp_path / "syllabus/01-weather.md", weather + EXTRA)
    write(tmp_path / "syllabus/02-sports.md", MODULE.replace("TITLE", "Sports").replace("N.1", "2.1"))
    assert built(tmp_path)[0] == 0
    return tmp_path


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(made, tmp_path / "course"))


def built(folder: Path, *words: str) -> tuple[int, str, list[str]]:
    """Exit code, text and problems of a build of the delivery."""
    answer = run(folder, "build", "--delivery", "berlin-march", "-j", "1", *words).return_value
    return answer.code, answer.text, [problem.fact for problem in answer.problems if problem.severity == "error"]


def test_a_delivery_is_its_documents_of_its_modules_in_its_brand_and_language(course: Path) -> None:
    code, text, _ = built(course)
    assert code == 0
    assert list(outputs(course / "build")) == [
        "berlin-march/01-weather/deck.pptx",
        "berlin-march/01-weather/handout.pdf",
        "berlin-march/course/outline.pdf",
    ]
    deck = Presentation(str(course / "build/berlin-march/01-weather/deck.pptx"))
    texts = [shape.text_frame.text for slide in deck.slides for shape in slide.shapes if shape.has_text_frame]
    assert "Example Ltd" in " ".join(texts)
    assert "Was Sie können werden" in texts or any("können" in text for text in texts)
    assert "berlin-march leaves out 1 module and hides 1 slide\n  no slide is left for the outcomes 1.2, 2.1" in text


def test_what_the_cut_takes_out_is_hidden_at_the_end_of_the_deck(course: Path) -> None:
    built(course)
    deck = Presentation(str(course / "build/berlin-march/01-weather/deck.pptx"))
    hidden = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.element.get("show") == "0"]
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides if slide.shapes.title is not None]
    assert hidden == ["For those with time"]
    assert titles.index("For those with time") > titles.index("Always there")


def test_a_zip_holds_the_set_under_speaking_names_with_a_list(course: Path) -> None:
    code, text, _ = built(course, "--zip")
    path = course / "build/ST-berlin-march-de-2026.1.zip"
    assert code == 0
    assert f"{path.relative_to(course).name} is ready to send" in text
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == [
            "Für-die-Kursleitung/ST-01-weather-deck-de-2026.1.pptx",
            "Für-die-Teilnehmenden/ST-01-weather-handout-de-2026.1.pdf",
            "Für-die-Teilnehmenden/ST-course-outline-de-2026.1.pdf",
            "contents.txt",
        ]
        listed = archive.read("contents.txt").decode()
        assert (
            archive.read(archive.namelist()[1]) == (course / "build/berlin-march/01-weather/handout.pdf").read_bytes()
        )
    assert listed == CONTENTS
    first = path.read_bytes()
    path.unlink()
    built(course, "--zip")
    assert path.read_bytes() == first


CONTENTS = """\
Inhalt von ST-berlin-march-de-2026.1

Für die Teilnehmenden
  Für-die-Teilnehmenden/ST-01-weather-handout-de-2026.1.pdf  Handout, 3 Seiten
  Für-die-Teilnehmenden/ST-course-outline-de-2026.1.pdf  Kursbeschreibung

Für die Kursleitung
  Für-die-Kursleitung/ST-01-weather-deck-de-2026.1.pptx  Foliensatz, 8 Folien
"""


def test_no_draft_goes_into_a_zip(course: Path) -> None:
    path = course / "syllabus/course.yml"
    path.write_text("rights: unknown\n" + COURSE, encoding="utf-8")
    code, _, problems = built(course, "--zip")
    assert (code, problems) == (1, ["berlin-march is a draft, and no draft goes into a zip"])
    assert not list((course / "build").glob("*.zip"))


def test_no_red_slide_goes_into_a_zip(course: Path) -> None:
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text(encoding="utf-8") + "\n## Broken\n\n![x](nowhere.png)\n", encoding="utf-8")
    code, _, problems = built(course, "--zip", "--draft")
    assert code == 1
    assert problems == ["berlin-march is a draft, and no draft goes into a zip"]


def test_a_file_that_could_not_be_made_or_was_edited_stops_the_zip(course: Path) -> None:
    built(course)
    handout = course / "build/berlin-march/01-weather/handout.pdf"
    handout.write_bytes(handout.read_bytes() + b"edited")
    code, _, problems = built(course, "--zip")
    assert code == 1
    assert problems == ["nothing was zipped: not all files could be made as they should"]
    assert not list((course / "build").glob("*.zip"))


def test_a_zip_that_somebody_changed_is_not_overwritten_and_clean_takes_ours(course: Path) -> None:
    built(course, "--zip")
    path = course / "build/ST-berlin-march-de-2026.1.zip"
    ours = path.read_bytes()
    path.write_bytes(b"theirs")
    code, _, problems = built(course, "--zip")
    assert (code, problems, path.read_bytes()) == (1, ["somebody changed this file"], b"theirs")
    path.write_bytes(ours)
    run(course, "clean")
    assert not (course / "build").exists()


def test_an_unknown_document_of_a_delivery_is_told_with_the_nearest(course: Path) -> None:
    path = course / "syllabus/course.yml"
    path.write_text(COURSE.replace("outline.pdf", "outlin.pdf"), encoding="utf-8")
    answer = run(course, "build", "--delivery", "berlin-march").return_value
    assert [(str(problem.place), problem.fact, problem.hint) for problem in answer.problems] == [
        ("syllabus/course.yml:8:3", "there is no document 'outlin.pdf'", "did you mean outline.pdf?")
    ]


def test_a_zip_opens_with_nothing_but_what_is_listed(course: Path) -> None:
    built(course, "--zip", "--only", "deck.pptx")
    data = (course / "build/ST-berlin-march-de-2026.1.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert len(archive.namelist()) == 2
