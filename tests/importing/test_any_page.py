"""Whatever stands in an outline or on a page: it is imported without a crash, every word is kept, and the course can be read."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.course.read import read_course
from courseware.files import Files
from courseware.importing import import_outline, write_course
from courseware.problems import CoursewareError
from tests.importing.kept import kept_words, texts, words

OUTLINE = """Know how to sail (in a breeze)
- Understand the parts of a boat
- Know how the “Knot” practice can be applied to enable and contribute to sailing
- Know how the “Sail” practice can be applied to enable and contribute to sailing
Know how to stay dry
- Wear a coat
"""
PROSE = (
    "A boat has parts. Parts of a Boat 1. The Hull Definition: What floats. Types: Round: Slow and warm. Flat: Fast and wet (very). "
    "2. The Mast Definition: What stands. Importance: Without it, nothing pulls. Example: A broom will do for an hour, if the wind is kind."
)
FLAT = "1. Look Up Clouds: Grey ones bring wind. Gulls: They know first. 2. Look Down A. Waves Short Waves: Reef. B. Foam Turn back. Conclusion Look."
DRAWN = "Here is a drawing: Copy code +-----+ | Sea | +-----+ | v +------+ | Port | +------+ That was it."
LINES = [
    *(
        "",
        "Welcome",
        "Show More",
        "Lorem ipsum dolor sit amet",
        "( 2 Reviews )",
        "Rs 1,200.00",
        "Price: EUR 90",
        "Level: Easy",
        "40h",
    ),
    *(
        "Total Hours",
        "Video Tutorials",
        "2",
        "Course Content",
        "Requirements",
        "- 1. A coat",
        "• A hat",
        "Audience",
        "Everybody",
        "About Course",
    ),
    *(
        "What will you learn?",
        "Sailing ® for All: A Course",
        "Understand the parts of a boat",
        "Understanding parts of boats",
        "Wear a coat",
    ),
    *(
        "Know how to sail",
        "Know how the following practices can be applied to enable and contribute to sailing",
        "Know how to cook rice",
    ),
    *(
        "- Understand the parts of a boat",
        "Conclusion",
        "A short line",
        "Colours:",
        "Label: and more.",
        "1. Step One",
        "* * *",
        "---",
        "# Heading",
    ),
    *(
        "::: notes",
        "{{< include x.md >}}",
        "<b>bold</b>",
        "| a | b |",
        "$x$ and `code`",
        "2.",
        "A.",
        "+---+",
        "Copy code",
        "http://a.b/c_d",
    ),
    *(PROSE, PROSE, FLAT, DRAWN, "word " * 60 + "end."),
]


@given(st.lists(st.sampled_from(LINES), min_size=1, max_size=30))
@settings(max_examples=100, deadline=None, derandomize=True)
def test_any_page(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    page = "\n".join(lines)
    if not page.strip():
        with pytest.raises(CoursewareError, match="the course page is empty"):
            import_outline(("outline.txt", OUTLINE.encode()), ("page.txt", page.encode()))
        return
    imported = import_outline(("outline.txt", OUTLINE.encode()), ("page.txt", page.encode()))
    assert words(OUTLINE, page) - kept_words(imported.files) == Counter()
    folder = tmp_path_factory.mktemp("any") / "course"
    write_course(imported, folder)
    course, problems = read_course(Files(folder))
    assert [str(problem) for problem in problems if "Bloom level" not in problem.fact] == []
    for topic in (topic for module in course.modules for topic in module.topics):
        assert len(topic.slides) <= 8


def test_a_lesson_that_stands_twice_is_imported_once() -> None:
    lesson = "Wear a coat\nA coat keeps the wind out.\n\n"
    found = import_outline(("outline.txt", OUTLINE.encode()), ("page.txt", f"Lessons\n\n{lesson * 2}".encode()))
    assert texts(found.files)["syllabus/02-stay-dry.md"].count("A coat keeps the wind out.\n:::") == 1
    assert "- line 7: `A coat keeps the wind out.`" in texts(found.files)["import-leftovers.md"]


OUTLINE_LINES = [
    "",
    "Content",
    "Row",
    "Sail away",
    "- Explain an oar",
    "  - Name a sail",
    "\t* Tie a knot",
    "1. Boats",
    "1.1 Explain a boat",
    "1.2 Sink",
]
OUTLINE_LINES += [
    "2.1 Float",
    "Module 1: Wind",
    "a) Breathe",
    "# Sea",
    "## Tides",
    "o Dive",
    "• Swim:",
    "---",
    "(an aside)",
    "Über das Meer",
    "x" * 200,
]


@given(st.lists(st.sampled_from(OUTLINE_LINES), min_size=1, max_size=12))
@settings(max_examples=150, deadline=None, derandomize=True)
def test_any_outline(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    outline = "\n".join(lines)
    try:
        imported = import_outline(("outline.txt", outline.encode()))
    except CoursewareError as error:
        told = [problem for problem in error.problems if not (problem.place.line and problem.hint)]
    else:
        assert words(outline) - kept_words(imported.files) == Counter()
        write_course(imported, folder := tmp_path_factory.mktemp("any") / "course")
        told = [problem for problem in read_course(Files(folder))[1] if "Bloom level" not in problem.fact]
    assert [str(problem) for problem in told] == []
