"""The course that comes with the project, and what `init` and `new` give, hold what their readers are promised."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from courseware.cli import main
from courseware.course.model import Course, Module, Slide
from courseware.course.read import read_course
from courseware.files import Files, packaged_templates

HERE = Path(__file__).parent.parent
OUTCOMES_OF_MODULES = [2, 4, 7, 5, 3, 8, 8, 6]


@pytest.fixture(scope="module")
def course() -> Course:
    found, warnings = read_course(Files(HERE))
    assert [str(warning) for warning in warnings] == []
    return found


def minutes_between(start: str, end: str) -> int:
    hours, minutes = (int(late) - int(early) for early, late in zip(start.split(":"), end.split(":"), strict=True))
    return 60 * hours + minutes


def said_by(words: list[str], folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """What a command that succeeds prints."""
    with pytest.raises(SystemExit) as end:
        main(["-C", str(folder), *words])
    said = capsys.readouterr()
    assert not end.value.code, said.err
    return said.out + said.err


def content(module: Module) -> list[Slide]:
    return [slide for slide in module.slides() if slide.kind == "slide"]


def test_every_outcome_has_its_code_in_order_and_a_level(course: Course) -> None:
    assert [len(module.outcomes) for module in course.modules] == OUTCOMES_OF_MODULES
    for module in course.modules:
        codes = [f"{module.number}.{n}" for n in range(1, len(module.outcomes) + 1)]
        assert [outcome.code for outcome in module.outcomes] == codes
    assert {outcome.level for module in course.modules for outcome in module.outcomes} == {"BL2", "BL3"}


def test_the_modules_and_the_test_fill_the_days_to_the_minute(course: Course) -> None:
    schedule, exam = course.schedule, course.exam
    assert schedule
    assert exam
    assert course.hours
    day = minutes_between(schedule.start, schedule.end) - sum(each.minutes for each in schedule.breaks)
    taught = sum(module.minutes or 0 for module in course.modules)
    assert taught == 60 * course.hours
    assert taught + exam.minutes == schedule.days * day


def test_the_first_module_shows_at_least_twelve_layouts(course: Course) -> None:
    slides = course.modules[0].slides()
    assert len(content(course.modules[0])) >= 18
    assert len({slide.role for slide in slides}) >= 12


def test_the_slides_of_each_module_take_its_minutes(course: Course) -> None:
    for module in course.modules:
        assert sum(slide.minutes or 0 for slide in module.slides()) == module.minutes, module.name


def test_a_question_asks_for_every_outcome(course: Course) -> None:
    for module in course.modules:
        asked = {code for slide in module.slides() if slide.question for code in slide.outcomes}
        assert asked == {outcome.code for outcome in module.outcomes}, module.name


def test_the_course_uses_diagrams_of_every_kind_and_data_beside_its_modules() -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in (HERE / "syllabus").glob("*.md"))
    kinds = set(re.findall(r"^```diagram\nkind: (\w+)", text, re.MULTILINE))
    assert kinds == {"process", "cycle", "hierarchy", "matrix", "timeline", "pyramid", "venn", "journey", "flow"}
    for data in (HERE / "syllabus" / "data").iterdir():
        assert f"\nfile: data/{data.name}\n" in text


def test_every_slide_of_the_course_has_trainer_notes(course: Course) -> None:
    assert [slide.id for module in course.modules for slide in module.slides() if not slide.notes] == []


def test_every_module_has_slides_something_to_do_and_key_points(course: Course) -> None:
    for module in course.modules:
        assert len(content(module)) >= 4, module.name
        assert content(module)[-1].role == "keypoints", module.name
        assert any(slide.activity or slide.question for slide in module.slides()), module.name
        assert sum(bool(slide.handout) for slide in module.slides()) >= 4, module.name


def test_every_exercise_has_a_solution_and_every_question_one_right_answer_of_four(course: Course) -> None:
    slides = [slide for module in course.modules for slide in module.slides()]
    assert [
        slide.id for slide in slides if slide.kind == "exercise" and not (slide.activity and slide.activity.solution)
    ] == []
    questions = [slide for slide in slides if slide.question]
    assert len([slide for slide in questions if slide.id.startswith("01-")]) == 5
    for slide in questions:
        assert slide.question
        assert [option.right for option in slide.question.options].count(True) == 1, slide.id
        assert len(slide.question.options) == 4, slide.id
        assert all((slide.question.rationale, slide.outcomes, slide.title)), slide.id


def test_right_answers_stand_at_every_letter(course: Course) -> None:
    questions = [slide.question for slide in course.modules[0].slides() if slide.question]
    places = {next(n for n, option in enumerate(each.options) if option.right) for each in questions}
    assert places == {0, 1, 2, 3}


def test_the_trade_mark_of_the_subject_stands_in_the_acknowledgements_only(course: Course) -> None:
    for file in sorted((HERE / "syllabus").glob("*.md")):
        assert not re.search(r"\bITIL\b|PeopleCert|AXELOS", file.read_text(encoding="utf-8"), re.IGNORECASE), file.name
    facts = (HERE / "syllabus" / "course.yml").read_text(encoding="utf-8")
    assert facts.count("ITIL") == sum(line.count("ITIL") for line in course.acknowledgements) == 1


def test_the_pictures_are_light_and_each_is_used(course: Course) -> None:
    text = "".join(file.read_text(encoding="utf-8") for file in (HERE / "syllabus").glob("*.md"))
    for picture in (HERE / "syllabus" / "pictures").iterdir():
        assert picture.stat().st_size < 150_000, picture.name
        assert f"(pictures/{picture.name})" in text


def test_the_starter_course_has_nothing_to_mend(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.copytree(packaged_templates() / "starter", tmp_path / "course")
    assert said_by(["check"], tmp_path / "course", capsys).strip() == "nothing to mend"


def test_what_new_gives_can_be_read_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "course"
    shutil.copytree(packaged_templates() / "starter", folder)
    for kind in ("slide", "exercise", "question"):
        given = said_by(["new", kind, f"The first {kind}"], folder, capsys)
        with (folder / "syllabus/01-welcome.md").open("a", encoding="utf-8") as file:
            file.write(f"\n{given}\n")
    said_by(["new", "module", "Second steps"], folder, capsys)
    found, warnings = read_course(Files(folder))
    assert [module.name for module in found.modules] == ["01-welcome", "02-second-steps"]
    assert [str(warning) for warning in warnings] == []
    assert all(slide.notes for module in found.modules for slide in module.slides())
