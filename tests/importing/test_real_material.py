"""The outline and the course page that the import was made for. They are not in this repository: see DEVELOPERS.md."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from courseware.content.blocks import Block, Columns, List, Paragraph, plain_text
from courseware.course.model import Course
from courseware.course.read import read_course
from courseware.files import Files
from courseware.importing import Imported, import_outline, write_course
from courseware.problems import Problem
from tests.importing.kept import kept_words, texts, words

MATERIAL = Path(__file__).resolve().parents[3] / "shared" / "material"
OUTLINE, PAGE = MATERIAL / "dsv-outline.txt", MATERIAL / "dsv-course-page.txt"

pytestmark = pytest.mark.skipif(
    not PAGE.exists(), reason="the material is not beside this checkout (../shared/material)"
)


@pytest.fixture(scope="module")
def imported() -> Imported:
    return import_outline((OUTLINE.name, OUTLINE.read_bytes()), (PAGE.name, PAGE.read_bytes()))


@pytest.fixture(scope="module")
def read(imported: Imported, tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, tuple[Problem, ...]]:
    folder = tmp_path_factory.mktemp("import") / "course"
    write_course(imported, folder)
    return read_course(Files(folder))


def paragraphs(blocks: tuple[Block, ...]) -> list[str]:
    return [plain_text(block.inlines) for block in blocks if isinstance(block, Paragraph)]


def lists(blocks: tuple[Block, ...]) -> Iterator[List]:
    for block in blocks:
        if isinstance(block, List):
            yield block
        elif isinstance(block, Columns):
            for part in block.parts:
                yield from lists(part.blocks)


def test_every_word_is_in_the_course_or_in_the_leftovers(imported: Imported) -> None:
    given = words(OUTLINE.read_text("utf-8"), PAGE.read_text("utf-8"))
    assert given.total() > 30_000
    assert given - kept_words(imported.files) == Counter()


def test_the_outline_gives_8_modules_and_43_outcomes(read: tuple[Course, tuple[Problem, ...]]) -> None:
    course, _ = read
    assert len(course.modules) == 8
    outcomes = [outcome for module in course.modules for outcome in module.outcomes]
    assert len(outcomes) == 43
    assert outcomes[0].code == "1.1"
    assert outcomes[-1].code == "8.6"
    for outcome in outcomes:
        assert outcome.level == ("BL3" if outcome.text.startswith("Know how") else "BL2")


def test_the_course_is_read_without_a_word_of_complaint(read: tuple[Course, tuple[Problem, ...]]) -> None:
    assert read[1] == ()


def test_each_outcome_has_its_topic_with_at_most_eight_slides(read: tuple[Course, tuple[Problem, ...]]) -> None:
    served = Counter(code for module in read[0].modules for topic in module.topics for code in topic.outcomes)
    assert served == Counter(outcome.code for module in read[0].modules for outcome in module.outcomes)
    for module in read[0].modules:
        for topic in module.topics:
            titles = [plain_text(slide.title) for slide in topic.slides]
            assert 2 <= len(titles) <= 8
            assert len(set(titles)) == len(titles)
            assert all(5 <= len(title) <= 104 for title in titles)


def test_slides_have_at_most_six_short_bullets(read: tuple[Course, tuple[Problem, ...]]) -> None:
    lengths = []
    for module in read[0].modules:
        for slide in module.slides():
            for block in lists(slide.blocks):
                assert 1 <= len(block.items) <= 6
                texts = [text for item in block.items for text in paragraphs(item.blocks)]
                lengths += [len(text.split()) for text in texts]
    assert max(lengths) <= 30
    assert sum(length <= 17 for length in lengths) > 0.9 * len(lengths)


def test_a_bullet_never_ends_in_the_middle_of_a_phrase(read: tuple[Course, tuple[Problem, ...]]) -> None:
    ends: Counter[str] = Counter()
    for module in read[0].modules:
        for slide in module.slides():
            for block in lists(slide.blocks):
                ends.update(text.split()[-1].casefold() for item in block.items for text in paragraphs(item.blocks))
    hanging = {
        "the",
        "a",
        "an",
        "of",
        "and",
        "or",
        "to",
        "for",
        "with",
        "is",
        "are",
        "that",
        "which",
        "who",
        "their",
        "so",
        "by",
    }
    assert not hanging & set(ends)


def test_lessons_stand_where_they_belong(imported: Imported) -> None:
    topics = {
        name.removeprefix("syllabus/")[:2]: re.findall(
            r"^# (.+?)(?: \{(.*)\})?$", text.split("\n---\n", 1)[1], re.MULTILINE
        )
        for name, text in texts(imported.files).items()
        if re.match(r"syllabus/\d", name)
    }
    assert any('outcomes="3.6 3.7"' in attributes for _, attributes in topics["03"])  # one lesson serves two outcomes
    introduction, measuring, guest, *_ = topics["08"]
    assert introduction[0] == "Realise and validate service value"  # the lesson with the module's title
    assert 'outcomes="8.1"' in measuring[1]
    assert guest[0].startswith(
        "Methods to track and monitor service value"
    )  # no outcome fits it: it stays in its place
    assert "outcomes" not in guest[1]
    (problem,) = [problem for problem in imported.problems if "no outcome fits" in problem.fact]
    assert problem.place.line == 144


def test_odd_facts_are_marked(imported: Imported) -> None:
    text = texts(imported.files)["syllabus/course.yml"]
    for entry in ("Salesforce Account", "Job OpportunitiesHours On Demanded Videos", "ITIL is a registered trade mark"):
        assert entry in text
        before = text[: text.index(entry)].splitlines()[-3:]
        assert any("# check:" in line for line in before), entry
    for key in ("price", "hours", "level", "code", "videos"):
        assert re.search(rf"# check: .*\n{key}:", text), key


def test_furniture_repeats_and_placeholders_are_left_over_with_their_lines(imported: Imported) -> None:
    text = texts(imported.files)["import-leftovers.md"]
    for line, begin in ((1, "Welcome"), (3, "Labore et dolore"), (8, "( 0 Review )"), (202, "Full Lifetime Access")):
        assert f"- line {line}: `{begin}" in text
    assert sum(len(t) for t in imported.files.values()) > 20 * len(text)
