"""The exam: how many questions of which module, every outcome once where there is room, versions that differ and keys that don't lie."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from courseware.content.blocks import Paragraph, Run, plain_text
from courseware.course.choosing import Candidate, Share, choose
from courseware.course.exam import Sitting, compose
from courseware.course.model import Course, Exam, Module, Option, Outcome, Question, Slide, Topic
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.files import Files
from courseware.problems import CoursewareError
from tests.build.course import write, write_course

ROOT = Path(__file__).parents[2]


def question(id: str, outcome: str, options: int = 4, right: tuple[int, ...] = (1,), **more: object) -> Slide:
    answers = tuple(Option((Paragraph(inlines=(Run(f"{id} option {n}"),)),), n in right) for n in range(options))
    asked = Question(answers, "BL2", **more)  # type: ignore[arg-type]
    return Slide(id=id, title=(Run(id),), role="question", kind="question", outcomes=(outcome,), question=asked)


def module(number: int, outcomes: int, each: int) -> Module:
    """A module of outcomes with `each` questions for every one of them."""
    name = f"{number:02d}-module"
    codes = [f"{number}.{n + 1}" for n in range(outcomes)]
    slides = tuple(question(f"{name}/{code}-{n}", code) for code in codes for n in range(each))
    found = tuple(Outcome(code, f"Explain {code}", "BL2") for code in codes)
    return Module(
        name=name, number=number, title=name, outcomes=found, topics=(Topic(id=name, title=(), slides=slides),)
    )


def course(*modules: Module) -> Course:
    return Course(title="Tides", modules=modules)


def exam(questions: int, **more: object) -> Exam:
    return Exam(questions=questions, minutes=60, passed=questions * 7 // 10, **more)  # type: ignore[arg-type]


modules = st.lists(st.tuples(st.integers(1, 5), st.integers(0, 3)), min_size=1, max_size=4).map(
    lambda found: tuple(module(n, *size) for n, size in enumerate(found, start=1))
)


@given(modules, st.integers(1, 40), st.integers(1, 4), st.integers(0, 9))
def test_every_version_asks_the_number_that_is_wanted_or_all_there_are_and_nothing_twice(
    there: tuple[Module, ...], wanted: int, versions: int, seed: int
) -> None:
    sitting = compose(course(*there), exam(wanted, versions=versions, seed=seed))
    every = sum(len(each.slides()) for each in there)
    asked = [[each.slide.id for each in version.questions] for version in sitting.versions]
    assert [len(ids) for ids in asked] == [min(wanted, every)] * versions
    assert all(len(set(ids)) == len(ids) for ids in asked)
    assert all(set(ids) == set(asked[0]) for ids in asked)


@given(modules, st.integers(0, 9))
def test_every_outcome_with_a_question_is_examined_where_the_exam_has_room_for_all(
    there: tuple[Module, ...], seed: int
) -> None:
    asked_for = {code for each in there for slide in each.slides() for code in slide.outcomes}
    for share in ("outcomes", "minutes"):
        sitting = compose(course(*there), exam(max(len(asked_for), 1), seed=seed, share=share))
        assert {code for each in sitting.versions[0].questions for code in each.outcomes} == asked_for


@given(st.lists(st.sets(st.sampled_from("abcdef"), min_size=1), max_size=12), st.integers(0, 5))
def test_questions_for_several_outcomes_cover_them_all_as_well(pool: list[set[str]], seed: int) -> None:
    candidates = [Candidate(str(n), frozenset(each)) for n, each in enumerate(pool)]
    total = len({code for each in pool for code in each})
    chosen = choose({"one": Share(candidates, 1)}, total, seed)["one"]
    assert {code for each in candidates if each.id in chosen for code in each.outcomes} == {c for p in pool for c in p}


@given(st.integers(0, 20), st.sampled_from(("both", "options", "questions", "none")))
def test_the_letters_of_a_version_are_those_of_its_right_options(seed: int, shuffle: str) -> None:
    there = Module(
        name="m",
        number=1,
        title="M",
        topics=(
            Topic(
                id="m",
                title=(),
                slides=(question("m/one", "1.1", 5, (0, 3)), question("m/two", "1.1", 4, (2,), fixed=(3,))),
            ),
        ),
    )
    sitting = compose(course(there), exam(2, versions=3, seed=seed, shuffle=shuffle))
    for version in sitting.versions:
        for each in version.questions:
            assert sorted(each.order) == list(range(len(each.question.options)))
            shown = [each.question.options[n].right for n in each.order]
            assert each.right == tuple("ABCDE"[n] for n, right in enumerate(shown) if right)
            if each.slide.id == "m/two":
                assert each.order[3] == 3
            if shuffle in ("questions", "none"):
                assert list(each.order) == sorted(each.order)


def orders(sitting: Sitting) -> list[list[str]]:
    return [[each.slide.id for each in version.questions] for version in sitting.versions]


def test_versions_have_other_orders_of_questions_and_of_options() -> None:
    sitting = compose(course(module(1, 4, 2)), exam(8, versions=3, seed=7))
    assert len({tuple(each) for each in orders(sitting)}) == 3
    options = {id: set[tuple[int, ...]]() for id in orders(sitting)[0]}
    for version in sitting.versions:
        for each in version.questions:
            options[each.slide.id].add(each.order)
    assert all(len(found) == 3 for found in options.values())


def test_shuffling_options_alone_leaves_the_questions_in_the_order_of_the_course() -> None:
    there = module(1, 4, 2)
    sitting = compose(course(there), exam(8, versions=2, shuffle="options"))
    assert orders(sitting) == [[slide.id for slide in there.slides()]] * 2


def test_another_seed_is_another_exam_and_a_further_question_moves_no_other() -> None:
    there = module(1, 6, 2)
    one, other = (compose(course(there), exam(6, seed=seed)) for seed in (7, 8))
    assert orders(one) != orders(other)
    all_asked = orders(compose(course(there), exam(13, seed=7)))[0]
    more = replace(there, topics=(*there.topics, Topic(id="x", title=(), slides=(question("m/new", "1.1"),))))
    with_one_more = [each for each in orders(compose(course(more), exam(13, seed=7)))[0] if each != "m/new"]
    assert all_asked == with_one_more


def test_modules_share_the_questions_by_their_outcomes_by_their_minutes_or_as_they_are_told() -> None:
    there = (replace(module(1, 2, 10), minutes=300), replace(module(2, 6, 10), minutes=100))

    def numbers(**more: object) -> list[int]:
        asked = compose(course(*there), exam(16, **more)).versions[0].questions
        return [sum(each.module.number == n for each in asked) for n in (1, 2)]

    assert numbers() == [4, 12]
    assert numbers(share="minutes") == [10, 6]  # each of the six outcomes of the second has its question
    assert numbers(per_module={"02-module": 3}) == [13, 3]
    assert numbers(per_module={"01-module": 9, "02-module": 7}) == [9, 7]


def test_with_fewer_questions_time_and_pass_mark_are_the_same_share_and_a_warning_names_what_is_missing() -> None:
    there = (module(1, 2, 2), module(2, 2, 0))
    sitting = compose(course(*there), exam(20))
    assert (sitting.minutes, sitting.points, sitting.passed) == (12, 4, 3)
    assert [each.code for each in sitting.unexamined] == ["2.1", "2.2"]
    (problem,) = sitting.problems
    assert problem.severity == "warning"
    assert problem.fact == "the exam asks 20 questions, the course has 4"
    assert "2.1 (02-module), 2.2 (02-module)" in problem.hint
    assert not compose(course(*there), exam(20), cut=True).problems


def test_points_count_for_the_pass_mark() -> None:
    slides = (question("m/a", "1.1", points=3), question("m/b", "1.1"))
    there = Module(name="m", number=1, title="M", topics=(Topic(id="m", title=(), slides=slides),))
    sitting = compose(course(there), Exam(questions=2, minutes=10, passed=1))
    assert (sitting.points, sitting.passed) == (4, 2)


def test_versions_that_are_all_alike_are_warned_of() -> None:
    sitting = compose(course(module(1, 2, 2)), exam(4, versions=2, shuffle="none"))
    assert [each.fact for each in sitting.problems] == ["the versions of the exam are all alike"]


MORE = """
::: {.question exam=only outcome="1.1" fixed="D"}
Only in the exam: what is right?

- [ ] One
- [x] Two
- [ ] Three
- [ ] None of these
:::

::: {.question exam=no outcome="1.1"}
Only in class: what is right?

- [x] One
- [ ] Two
:::
"""


def sample(folder: Path, facts: str = "", more: str = MORE) -> tuple[Course, list[str]]:
    write_course(folder)
    path = folder / "syllabus/01-weather.md"
    write(path, path.read_text() + more)
    facts_file = folder / "syllabus/course.yml"
    write(facts_file, facts_file.read_text() + facts)
    try:
        found, _ = read_course(Files(folder))
    except CoursewareError as error:
        return Course(title=""), [f"{each.place.line}: {each.fact}" for each in error.problems]
    return found, []


def test_a_question_for_the_exam_only_is_no_slide_and_one_for_class_only_is_not_examined(tmp_path: Path) -> None:
    found, _ = sample(tmp_path, "exam: {questions: 5, minutes: 10, pass: 3}\n")
    from courseware.course.deliveries import delivery

    for audience in ("trainer", "participant"):
        seen = select(found, delivery(found, None, "house"), audience, "pptx")
        words = " ".join(
            plain_text(b.inlines) for s in seen.modules[0].slides() for b in s.blocks if hasattr(b, "inlines")
        )
        assert "Only in class" in words
        assert "Only in the exam" not in words
        assert len(seen.modules[0].bank) == 1
    seen = select(found, delivery(found, None, "house"), "trainer", "pdf")
    assert seen.exam
    (asked,) = compose(seen, seen.exam).versions[0].questions
    assert asked.question.exam == "only"
    assert asked.question.fixed == (3,)
    assert asked.outcomes == ("1.1",)
    assert asked.taught == ("01-weather/begin",)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ("exam: {questions: 5, minutes: 10, pass: 3, per_module: {01-wether: 2}}\n", "there is no module '01-wether'"),
        (
            "exam: {questions: 5, minutes: 10, pass: 3, per_module: {01-weather: 9}}\n",
            "the modules have 9 questions, the exam 5",
        ),
        (
            "exam: {questions: 5, minutes: 10, pass: 3, per_module: {01-weather: 1, 02-sports: 1}}\n",
            "the modules have 2 questions, the exam 5",
        ),
        ("exam: {questions: 5, minutes: 10, pass: 3, shuffle: all}\n", "shuffle"),
        ("exam: {questions: 5, minutes: 10, pass: 3, versions: 9}\n", "versions"),
    ],
)
def test_an_exam_that_can_not_be_is_told_at_its_line(tmp_path: Path, facts: str, told: str) -> None:
    _, problems = sample(tmp_path, facts)
    assert len(problems) == 1
    assert told in problems[0]
    assert problems[0].startswith("7:")


@pytest.mark.parametrize(
    ("attribute", "told"),
    [('fixed="E"', "the question has no answer E"), ("exam=maybe", "a question can't have exam=maybe")],
)
def test_a_question_that_can_not_be_is_told_at_its_line(tmp_path: Path, attribute: str, told: str) -> None:
    _, problems = sample(tmp_path, more=MORE.replace('exam=only outcome="1.1" fixed="D"', f'outcome="1.1" {attribute}'))
    assert [each.partition(": ")[2] for each in problems] == [told]


SCRIPT = """
from pathlib import Path
from courseware.course.deliveries import delivery
from courseware.course.exam import compose
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.files import Files
course, _ = read_course(Files(Path(".")))
seen = select(course, delivery(course, None, "house"), "trainer", "pdf")
for version in compose(seen, seen.exam).versions:
    for each in version.questions:
        print(version.letter, each.slide.id, *each.right)
"""


def test_the_same_seed_is_the_same_exam_in_another_process() -> None:
    def made(hashes: str) -> str:
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], cwd=ROOT, env={"PYTHONHASHSEED": hashes}, capture_output=True, check=True
        )
        return run.stdout.decode()

    first = made("1")
    assert first == made("2")
    assert len(first.splitlines()) == 80
