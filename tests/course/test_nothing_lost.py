"""Whatever stands in a module is in the course that is read from it, or reading fails and says where."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.course.model import Course
from courseware.course.read import read_course
from courseware.files import Files
from courseware.problems import CoursewareError, Problem
from tests.course.outline import outline_of

DIVISIONS = (
    "notes", "instructor", "handout", "exercise", "challenge", "discussion", "example", "case", "hint", "keypoints",
    "objectives", "checklist", "callout-note", "incremental", "nonincremental", "unknown-class",
    '{.content-visible when-format="pptx"}', '{.content-hidden when-brand="house" when-mode="online"}', "question", "{#only-id}",
)  # fmt: skip
WORD = "§"  # stands for a word that occurs once, numbered afterwards

LINES = st.sampled_from(
    [
        "", "", "", WORD, f"{WORD} *{WORD}* **{WORD}** `{WORD}`", f"- {WORD}", f"  - {WORD}", f"    {WORD}", f"1. {WORD}", f"#. {WORD}", f"a) {WORD}",
        f"- [x] {WORD}", f"- [ ] {WORD}", f"> {WORD}", f"> - {WORD}", f"# {WORD}", f"## {WORD}", f"### {WORD}", f"###### {WORD}", "---", "***",
        "~~~ {.python}", f"| {WORD} | {WORD} |", "|----|---|", f"+---+\n| {WORD} |\n+---+", f"|  {WORD}  |  {WORD}  |",
        f": {WORD}", f"Table: {WORD}", f"| {WORD}", f"{WORD}[^1]\n\n[^1]: {WORD}\n", f"{WORD}^[{WORD}]", f"${WORD}$", f"$$\n{WORD}\n$$",
        f"[{WORD}]{{.accent}}", f"[{WORD}][ref]", "[ref]: https://example.org", f"{WORD} <br> {WORD}", f"![{WORD}](a.png)",
        f"{WORD} ![{WORD}](a.png)", ". . .", f"{WORD}\\", f"~~{WORD}~~ H~{WORD}~ x^{WORD}^", "-----  -----", f"{WORD}   {WORD}", "-------------",
        f"{WORD}\n====", f"{WORD}\n----", "{{< pagebreak >}}", f"{WORD} {{", f"## {WORD} {{.hidden}}",
        "\t" + WORD,
    ]
)  # fmt: skip
BROKEN = st.sampled_from(
    [
        "```",
        "$$",
        ":::",
        "::: notes",
        "|---|---|",
        "+-----+-----+",
        f"## {WORD} {{#x}}",
        f"[{WORD}](#x)",
        f"<{WORD}>",
        "</div>",
    ]
)
"""What breaks a module more often than not."""


def division(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A division that is closed, around a few pieces."""
    return st.builds(
        lambda name, parts: "\n".join([f"::: {name}", *parts, ":::"]),
        st.sampled_from(DIVISIONS),
        st.lists(inner, max_size=5),
    )


def columns(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Two columns, the second with a few pieces."""
    return st.lists(inner, max_size=3).map(
        lambda parts: "\n".join(["::: columns", "::: column", WORD, ":::", "::: column", *parts, ":::", ":::"])
    )


def question(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """A question with a rationale."""
    return inner.map(
        lambda piece: f"::: question\n{WORD}\n\n- [x] {WORD}\n- [ ] {WORD}\n\n::: rationale\n{piece}\n:::\n:::"
    )


PIECES = st.recursive(LINES, lambda inner: division(inner) | columns(inner) | question(inner), max_leaves=6)


@st.composite
def modules(draw: st.DrawFn) -> str:
    """A module of pieces that belong together more or less, each word in it a different one."""
    pieces = draw(st.lists(PIECES, max_size=14))
    for piece in draw(st.lists(BROKEN, max_size=1)):
        pieces.insert(draw(st.integers(0, len(pieces))), piece)
    text = "\n".join(["---", "title: M", "---", "## Begin", *pieces, ""])
    numbers = iter(range(10_000))
    return re.sub(WORD, lambda _: f"w{next(numbers)}w", text)


@settings(max_examples=200, deadline=None)
@given(modules())
def test_every_word_is_in_the_course_or_reading_fails_with_a_place(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        syllabus = Path(folder) / "syllabus"
        syllabus.mkdir()
        (syllabus / "course.yml").write_text("title: A course\nmodules: [m]\n", encoding="utf-8")
        (syllabus / "m.md").write_text(text, encoding="utf-8")
        (syllabus / "a.png").write_bytes(b"a picture")
        pointless: list[Problem] = []
        course: Course | None = None
        try:
            course, _ = read_course(Files(Path(folder)))
        except CoursewareError as error:
            pointless = [problem for problem in error.problems if not (problem.place.line and problem.hint)]
    if course is None:
        assert pointless == []
        return
    found = outline_of(course)
    assert [word for word in re.findall(r"w\d+w", text) if word not in found] == []
