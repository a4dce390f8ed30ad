"""Imported words are words: no sign in them becomes a mark of Markdown, of YAML or of ours."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courseware.content.blocks import Paragraph, plain_text
from courseware.course.read import read_course
from courseware.files import Files
from courseware.importing import import_outline, write_course
from courseware.importing.markdown import comment, escape, heading, paragraph
from courseware.importing.yamltext import folded, scalar
from courseware.yamlfile import load

SIGNS = [
    "*",
    "_",
    "`",
    "<b>",
    "{{<",
    ">}}",
    ":::",
    "#",
    "##",
    "-",
    "+",
    "1.",
    "2)",
    "|",
    "$x$",
    "~a~",
    "^b^",
    "[c](d)",
    "![e](f)",
]
SIGNS += [
    "{.g}",
    "&amp;",
    "\\",
    "\\*",
    "---",
    "===",
    "...",
    ". . .",
    "<!--",
    "-->",
    "@h",
    "word",
    "two words",
    "«ü»",
    "http://i.j",
    "::: notes",
]
TEXT = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=30).map(" ".join)


def shown(tmp_path: Path, body: str) -> list[str]:
    """The texts of the one slide of a module with this body, title first."""
    (tmp_path / "syllabus").mkdir(parents=True, exist_ok=True)
    (tmp_path / "syllabus/course.yml").write_text("title: T\nmodules: [01-m]\n")
    (tmp_path / "syllabus/01-m.md").write_text(f"---\ntitle: M\n---\n# Topic\n\n{body}\n")
    course, _ = read_course(Files(tmp_path))
    (slide,) = [slide for slide in course.modules[0].slides() if slide.kind == "slide"]
    return [plain_text(slide.title), *(plain_text(b.inlines) for b in slide.blocks if isinstance(b, Paragraph))]


@given(title=TEXT, text=TEXT)
@settings(max_examples=150, deadline=None, derandomize=True)
def test_a_reader_sees_exactly_the_words(title: str, text: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    body = f"{heading(2, title)}\n\n{paragraph(escape(text))}"
    found = shown(tmp_path_factory.mktemp("course"), body)
    assert [part.replace("\n", " ") for part in found] == [title, text]


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" "), min_size=1)
    .map(str.strip)
    .filter(bool)
)
@settings(max_examples=300, deadline=None, derandomize=True)
def test_yaml_gives_back_the_same_text(text: str) -> None:
    text = " ".join(text.split())
    written = f"key: {scalar(text)}\nlong: {folded(text, '  ')}\n"
    assert load(written, "course.yml").value == {"key": text, "long": text}


@pytest.mark.parametrize(
    "text",
    [
        "no",
        "yes",
        "9:30",
        "0o14",
        "1_000",
        "~",
        "null",
        "- a",
        "a: b",
        "a #b",
        "{a}",
        "y",
        "2026-01-01",
        "0x1F",
        ".inf",
        "1e3",
        "Ünder, the sea",
    ],
)
def test_a_word_stays_a_word_in_yaml(text: str) -> None:
    assert load(f"key: {scalar(text)}\n", "course.yml").value == {"key": text}


def test_a_comment_ends_where_it_should() -> None:
    assert comment("a --> b -- c") == "<!-- a - -> b - - c -->"


def test_a_page_full_of_signs_is_imported_and_read(tmp_path: Path) -> None:
    text = (
        "Know how to row\n# not a heading but *stars*, {{< include x.md >}}, ::: notes and <script>alert(1)</script> in one line of forty words "
        + "and a word " * 12
    )
    outline = b"Boats\n- Know how to row\n- Explain {.oars} and <b>sails</b>\n"
    imported = import_outline(("outline.txt", outline), ("page.txt", f"Lessons\n\n{text}.\n".encode()))
    write_course(imported, tmp_path / "course")
    course, problems = read_course(Files(tmp_path / "course"))
    assert not problems
    assert [outcome.text for outcome in course.modules[0].outcomes] == [
        "Know how to row",
        "Explain {.oars} and <b>sails</b>",
    ]
