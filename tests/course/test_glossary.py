"""The glossary as it is read, gathered and sorted, and marks for the index."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from courseware.content.blocks import IndexMark, Paragraph, plain_text
from courseware.content.write import write
from courseware.course.alphabet import letter_of, sort_key
from courseware.course.deliveries import delivery
from courseware.course.glossary import entries
from courseware.course.model import Course
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.files import Files
from courseware.problems import CoursewareError, Problem

MODULE = "---\ntitle: A\n---\n## B\n\nSeen.\n\n"


def read(folder: Path, **texts: str) -> tuple[Course, tuple[Problem, ...]]:
    named: Mapping[str, str] = {"course.yml": "title: T\nmodules: [a]\nvars: {who: crew}\n", **texts}
    for name, text in named.items():
        path = folder / "syllabus" / (name if "." in name else f"{name}.md")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return read_course(Files(folder))


def terms(course: Course, audience: str = "participant", language: str = "en") -> list[str]:
    seen = select(course, delivery(course), audience, "pdf")
    return [entry.words for entry in entries(seen, language)]


def test_terms_come_from_their_file_and_from_divisions_and_are_sorted(tmp_path: Path) -> None:
    course, _ = read(
        tmp_path,
        a=MODULE + "::: glossary\nzebra\n:   Striped.\n\nApple\n:   Round.\n:::\n",
        glossary="mango\n:   Sweet.\n",
    )
    assert terms(course) == ["Apple", "mango", "zebra"]


def test_a_glossary_inside_participant_text_is_read_there_too(tmp_path: Path) -> None:
    course, _ = read(tmp_path, a=MODULE + "::: handout\nText.\n\n::: glossary\nApple\n:   Round.\n:::\n:::\n")
    assert "<dt>Apple</dt>" in write(course.modules[0].slides()[0].handout)
    assert terms(course) == ["Apple"]


def test_terms_of_hidden_slides_are_the_trainers(tmp_path: Path) -> None:
    course, _ = read(tmp_path, a=MODULE + "## C {.hidden}\n\nx\n\n::: glossary\nApple\n:   Round.\n:::\n")
    assert terms(course) == []
    assert terms(course, "trainer") == ["Apple"]


def test_a_term_explained_twice_is_told_and_printed_with_both(tmp_path: Path) -> None:
    course, told = read(tmp_path, a=MODULE + "::: glossary\nApple\n:   Round.\n:::\n", glossary="apple\n:   Red.\n")
    assert [problem.fact for problem in told] == ["the term 'Apple' is explained a second time"]
    (entry,) = entries(select(course, delivery(course), "participant", "pdf"), "en")
    assert len(entry.details) == 2


def test_a_glossary_may_use_variables_and_conditions(tmp_path: Path) -> None:
    text = 'The {{< var who >}}\n:   All.\n\n::: {.content-visible when-audience="trainer"}\nSecret\n:   No.\n:::\n'
    course, _ = read(tmp_path, a=MODULE, glossary=text)
    assert terms(course) == ["The crew"]
    assert terms(course, "trainer") == ["Secret", "The crew"]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("Just a paragraph.\n", "a glossary holds nothing but terms and what they mean"),
        ("<!-- nothing -->\n", "the glossary explains no term"),
        ("A\n:   See {{< var whom >}}.\n", "nobody knows the variable 'whom'"),
    ],
)
def test_what_is_no_glossary_is_an_error_at_its_line(tmp_path: Path, text: str, fact: str) -> None:
    with pytest.raises(CoursewareError) as caught:
        read(tmp_path, a=MODULE, glossary=text)
    assert [(problem.place.file, problem.fact) for problem in caught.value.problems] == [("syllabus/glossary.md", fact)]


def test_a_glossary_can_not_stand_inside_notes(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match="a glossary stands inside trainer notes"):
        read(tmp_path, a=MODULE + "::: notes\n::: glossary\nA\n:   b\n:::\n:::\n")


def test_marks_for_the_index_stay_in_print_and_leave_slides(tmp_path: Path) -> None:
    course, _ = read(tmp_path, a=MODULE + 'A [word]{.index} and [it]{.index entry="thing"} here.\n')
    for format, marks in (("pdf", [IndexMark("word"), IndexMark("thing")]), ("pptx", [])):
        (slide,) = select(course, delivery(course), "participant", format).modules[0].slides()
        last = slide.blocks[-1]
        assert isinstance(last, Paragraph)
        assert [inline for inline in last.inlines if isinstance(inline, IndexMark)] == marks
        assert plain_text(last.inlines) == "A word and it here."


def test_a_mark_that_names_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match="a mark for the index names nothing"):
        read(tmp_path, a=MODULE + "A [ ]{.index} here.\n")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["co-op", "cooper", "naïve", "Zoo"]),
        ("de", ["Affe", "ärgern", "Arm", "Straße", "Zug"]),
        ("es", ["nube", "ñandú", "oso"]),
        ("sv", ["zon", "ålder", "ärlig", "öl"]),
        ("fr", ["côte", "élan", "zèbre"]),
    ],
)
def test_words_are_sorted_as_their_language_sorts(language: str, words: list[str]) -> None:
    mixed = words[1:] + words[:1]
    assert sorted(mixed, key=lambda word: sort_key(word, language)) == words


def test_a_word_stands_under_its_letter() -> None:
    assert [
        letter_of(*each) for each in (("élan", "fr"), ("ñandú", "es"), ("ärgern", "de"), ("Ärlig", "sv"), ("3D", "en"))
    ] == ["E", "Ñ", "A", "Ä", "#"]
