"""Whole imports: an outline and a page beside the course that they must give, and no word lost."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from courseware.course.read import read_course
from courseware.files import Files
from courseware.importing import Imported, import_outline, write_course
from courseware.problems import CoursewareError
from tests.importing.kept import kept_words, texts, words

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
    assert "price" not in texts(imported("bicycles").files)["syllabus/course.yml"]


def test_two_lessons_of_one_outcome_share_its_eight_slides() -> None:
    text = texts(imported("lighthouse").files)["syllabus/01-keep-the-lamp.md"]
    topic = text.split("\n# ")[2]  # the first is the comment in the front matter
    assert 'outcomes="1.1"' in topic
    assert topic.count("\n## ") <= 8
    assert "Clean the lens with spirit." in topic
    assert "The lens is made of rings of glass." in topic


LEARN = "What will you learn?\n- Explain an oar\n- Explain a sail\n"


@pytest.mark.parametrize(
    "before",
    ["", LEARN, "Contents\nExplain an oar\nExplain a sail\n"],
    ids=["nothing", "a list", "a table of contents"],
)
def test_a_list_of_the_outcomes_on_the_page_is_no_lesson(before: str) -> None:
    page = f"{before}\nLessons\n\nExplain an oar\nAn oar is a lever.\n\nExplain a sail\nA sail is a wing.\n"
    found = import_outline(("outline.txt", b"Boats\n- Explain an oar\n- Explain a sail\n"), ("page.txt", page.encode()))
    assert found.summary["lessons"] == 2
    text = texts(found.files)["syllabus/01-boats.md"]
    assert text.count("An oar is a lever.") == text.count("A sail is a wing.") == 1
    assert words(page) - words(*texts(found.files).values()) == Counter()


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Explain how an oar pulls", "same"),
        ("1.1 Explain how an oar pulls", "same"),
        ("Lesson 4: explain how an “oar” pulls", "same"),
        ("Explaining how oars pull", "other words"),
        ("How an oar pulls", "other words"),
        ("Organise the colours of a fleet", "same"),
        ("organize the colors of a fleet", "same"),
        ("Paint a boat", "none"),
        ("Know how to do it", "none"),
    ],
)
def test_a_lesson_finds_its_outcome_in_other_words(title: str, kind: str) -> None:
    outline = b"Boats\n- Explain how an oar pulls\n- Organise the colours of a fleet\n- Explain why a boat floats\n"
    page = f"Lessons\n\n{title}\nA text of one sentence.\n\nExplain why a boat floats\nA boat is light.\n"
    found = import_outline(("outline.txt", outline), ("page.txt", page.encode()))
    assert words(page) - words(*texts(found.files).values()) == Counter()
    reworded = any("was taken for outcome" in problem.fact for problem in found.problems)
    served = found.summary["outcomes with text"] == 2
    assert ("other words" if reworded else "same" if served else "none") == kind


def test_a_page_in_html_is_refused_with_a_way_out() -> None:
    with pytest.raises(CoursewareError) as error:
        import_outline(
            ("outline.txt", b"Boats\n- Explain an oar\n"),
            ("page.html", b"<!DOCTYPE html>\n<html><body>Boats</body></html>\n"),
        )
    (problem,) = error.value.problems
    assert str(problem.place) == "page.html:1"
    assert "save it as text" in problem.hint


def test_five_lessons_of_one_outcome_still_make_at_most_eight_slides() -> None:
    titles = ["Explain an oar", "Explain the oar", "explain oars", "Explaining an oar", "Explain “the oars”"]
    lesson = "{0}\nOars of kind {1} are light. 1. Blade Steps: Wet: Wash {1}. Dry: Rub {1}. 2. Loom Steps: Hold: Grip {1}. Turn: Roll {1}. Conclusion Row.\n"
    page = "\n".join(["Lessons", "", *(lesson.format(title, n) for n, title in enumerate(titles))])
    found = import_outline(("outline.txt", b"Boats\n- Explain an oar\n"), ("page.txt", page.encode()))
    assert found.summary["lessons"] == 5
    assert 5 <= found.summary["slides"] <= 8
    assert words(page) - kept_words(found.files) == Counter()
