"""A build that would show one brand in another's file fails at its place, and leaves what was there."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.build.course import run, write, write_course

NAME = "Fjordlight Academy"
TALE = "A first point"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A clean course, whose first module is built."""
    folder = write_course(tmp_path_factory.mktemp("clean"))
    answer = run(folder, "build", "--brand", "house", "-j", "1", "01").return_value
    assert answer.code == 0, answer
    return folder


@pytest.fixture
def course(built: Path, tmp_path: Path) -> Path:
    """A copy of the built course, to plant something in."""
    return Path(shutil.copytree(built, tmp_path / "course", dirs_exist_ok=True))


def told(folder: Path, *arguments: str) -> list[str]:
    """What a build says at files of the output folder."""
    answer = run(folder, "build", "-j", "1", *arguments).return_value
    return [f"{problem.place.file}: {problem.fact}" for problem in answer.problems]


def in_source(old: str, new: str) -> Callable[[Path], None]:
    def plant(folder: Path) -> None:
        path = folder / "syllabus/01-weather.md"
        path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    return plant


def logo(folder: Path) -> None:
    """Their logo, under another name, on a slide and in the participants' text."""
    theirs = Path(__file__).parents[2] / "templates/brands/fjordlight/logo.svg"
    shutil.copy(theirs, folder / "syllabus/nice.svg")
    in_source(TALE, "![A picture](nice.svg)\n\n- A point")(folder)


def in_brand(folder: Path) -> None:
    """A template of our own brand that was copied from theirs."""
    ours = Path(__file__).parents[2] / "templates/brands/house"
    shutil.copytree(ours, folder / "templates/brands/house")
    write(folder / "templates/brands/house/module/handout.pdf.j2", HANDOUT)


HANDOUT = """\
---
title: handout
---
<html lang="en"><head><title>Handout by Fjordlight Academy</title></head><body><p>Text</p></body></html>
"""


def copied_lines(folder: Path) -> None:
    """A brand copied from theirs, whose foot and legal line were forgotten."""
    ours = Path(__file__).parents[2] / "templates/brands/house"
    shutil.copytree(ours, folder / "templates/brands/house")
    path = folder / "templates/brands/house/_brand.yml"
    text = path.read_text(encoding="utf-8").replace("© Ninegable Training", f"© {NAME}")
    path.write_text(text.replace("paper: A4", "footer: '{code} by Fjordlight Academy'"), encoding="utf-8")


CASES: dict[str, tuple[Callable[[Path], None], str]] = {
    "a slide": (in_source(TALE, f"A point of {NAME}"), "deck.pptx: slide "),
    "a slide, parted by emphasis": (in_source(TALE, "A point of **Fjord**light *Academy*"), "deck.pptx: slide "),
    "a note": (in_source("SECRETNOTE", NAME), "deck.pptx: the notes of page "),
    "trainer notes in print": (in_source("SECRETNOTE", NAME), "instructor-notes.pdf: page "),
    "participant text": (in_source("everybody", NAME), "handout.pdf: page "),
    "a link": (in_source(TALE, "[A point](https://shop.fjordlight.example/a)"), "deck.pptx: a link of slide "),
    "the title of the module": (in_source("title: Weather", f"title: Weather by {NAME}"), "slides.pdf: the properties"),
    "a logo on a slide": (logo, "deck.pptx: it shows syllabus/nice.svg"),
    "a logo in print": (logo, "slides.pdf: it shows syllabus/nice.svg"),
    "a template of the brand": (in_brand, "handout.pdf: the properties"),
    "a legal line of the brand": (copied_lines, "deck.pptx: slide "),
    "the foot of the brand in print": (copied_lines, "handout.pdf: page "),
    "an alternative text": (
        in_source(TALE, f"![](nice.png){{fig-alt='Logo of {NAME}'}}\n\n- A point"),
        "deck.pptx: slide ",
    ),
}


@pytest.mark.parametrize(("plant", "place"), CASES.values(), ids=CASES)
def test_a_planted_trace_fails_the_files_that_show_it_and_no_others(
    plant: Callable[[Path], None], place: str, course: Path
) -> None:
    from PIL import Image

    Image.new("RGB", (40, 30)).save(course / "syllabus/nice.png")
    before = {path: path.read_bytes() for path in (course / "build/house").rglob("*.p*")}
    plant(course)
    document = place.partition(":")[0]
    problems = told(course, "--brand", "house", "01", "--only", document)
    assert any(place in problem for problem in problems), problems
    assert all("fjordlight" in problem for problem in problems), problems
    changed = [path.name for path, data in before.items() if path.read_bytes() != data]
    assert document not in changed


def test_a_clean_build_has_none(course: Path) -> None:
    assert (
        told(course, "--brand", "house", "--brand", "fjordlight", "--brand", "brackenrow", "--only", "deck.pptx") == []
    )
    assert told(course, "--brand", "house", "--brand", "fjordlight", "--only", "handout.pdf") == []


def test_the_brand_itself_may_say_its_name(course: Path) -> None:
    in_source(TALE, f"A point of {NAME}")(course)
    assert told(course, "--brand", "fjordlight", "01", "--only", "deck.pptx") == []


def test_a_name_that_the_course_means_to_say_is_none(course: Path) -> None:
    in_source(TALE, f"A point of {NAME}")(course)
    path = course / "syllabus/course.yml"
    path.write_text(path.read_text(encoding="utf-8") + f"mentions: [{NAME}]\n", encoding="utf-8")
    assert told(course, "--brand", "house", "01", "--only", "deck.pptx") == []


def test_a_brand_that_comes_later_is_searched_for_in_what_stands(course: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (course / "build/house").rglob("*.p*")}
    brand = "meta: {name: Pellwyn School}\ncolor: {primary: '#224466'}\n"
    write(course / "templates/brands/pellwyn/_brand.yml", brand)
    assert told(course, "--brand", "house", "01") == []
    write(course / "templates/brands/pellwyn/_brand.yml", brand.replace("Pellwyn School", "Second Point"))
    assert told(course, "--brand", "house", "01") == []  # "a second point" is no name
    write(course / "templates/brands/pellwyn/_brand.yml", brand.replace("Pellwyn School", "Weather"))
    problems = told(course, "--brand", "house", "01")
    assert any(problem.startswith("house/01-weather/deck.pptx: slide 1 names Weather") for problem in problems)
    assert told(course, "--brand", "house", "01") == problems
    after = {path: path.stat().st_mtime_ns for path in (course / "build/house").rglob("*.p*")}
    assert after == before
