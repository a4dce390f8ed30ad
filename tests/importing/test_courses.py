"""Whole imports: an outline and a page beside the course that they must give, and no word lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from courseware.course.read import read_course
from courseware.files import Files
from courseware.importing import Imported, import_outline, write_course
from tests.importing.kept import kept_words, words

DATA = Path(__file__).parent / "data"
COURSES = sorted(path.parent.name for path in DATA.glob("*/outline.txt"))


def imported(name: str) -> Imported:
    folder = DATA / name
    page = folder / "page.txt"
    return import_outline(
        ("outline.txt", (folder / "outline.txt").read_bytes()),
        ("page.txt", page.read_bytes()) if page.exists() else None,
    )


@pytest.mark.parametrize("name", COURSES)
def test_the_course_is_as_expected(name: str) -> None:
    found = dict(imported(name).files)
    found["warnings.txt"] = "".join(f"{problem}\n" for problem in imported(name).problems)
    folder = DATA / name / "expected"
    expected = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in folder.rglob("*") if path.is_file()
    }
    assert sorted(found) == sorted(expected)
    for path, text in expected.items():
        assert found[path] == text, path


@pytest.mark.parametrize("name", COURSES)
def test_every_word_is_in_the_course_or_in_the_leftovers(name: str) -> None:
    given = [path.read_text("utf-8") for path in sorted((DATA / name).glob("*.txt"))]
    assert words(*given) - kept_words(imported(name).files) == Counter()


@pytest.mark.parametrize("name", COURSES)
def test_the_course_is_read_without_an_error(name: str, tmp_path: Path) -> None:
    write_course(imported(name), tmp_path / "course")
    course, problems = read_course(Files(tmp_path / "course"))
    assert [str(problem) for problem in problems if "Bloom level" not in problem.fact] == []
    assert course.rights == "unknown"
    assert [module.number for module in course.modules] == list(range(1, len(course.modules) + 1))


def test_the_same_input_gives_the_same_files() -> None:
    assert imported("bakery").files == imported("bakery").files


def test_a_page_without_a_price_gives_a_course_without_one() -> None:
    assert "price" not in imported("bicycles").files["syllabus/course.yml"]


def test_two_lessons_of_one_outcome_share_its_eight_slides() -> None:
    text = imported("lighthouse").files["syllabus/01-keep-the-lamp.md"]
    topic = text.split("\n# ")[2]  # the first is the comment in the front matter
    assert 'outcomes="1.1"' in topic
    assert topic.count("\n## ") <= 8
    assert "Clean the lens with spirit." in topic
    assert "The lens is made of rings of glass." in topic
