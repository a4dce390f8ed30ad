"""What nothing makes any more goes with the next build, where nobody edited it; what was merely not asked for stays."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from courseware.build.state import AGAIN, State
from tests.build.course import outputs, run, write, write_course

CARD = "---\ntitle: card\n---\n{{ module.title }}\n"
NOTE = "---\ntitle: note\nrequest: true\n---\n{{ course.title }}\n"
BRAND = "meta: {name: Birch}\ncolor:\n  primary: '#225522'\n"
ROSTER = "name\nAda Example\nBen Example\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_course(tmp_path)
    write(tmp_path / "templates/module/card.txt.j2", CARD)
    write(tmp_path / "templates/course/note.txt.j2", NOTE)
    return tmp_path


def made(course: Path, *words: str, only: str = "card.txt") -> Any:
    """What a build answers."""
    return run(course, "build", "-j", "1", "--only", only, "-o", str(course / "build"), *words).return_value


def there(course: Path) -> list[str]:
    return list(outputs(course / "build"))


def change(course: Path, old: str, new: str) -> None:
    facts = course / "syllabus/course.yml"
    text = facts.read_text(encoding="utf-8")
    assert old in text
    facts.write_text(text.replace(old, new), encoding="utf-8")


def test_the_files_of_a_renamed_module_go_with_their_folder(course: Path) -> None:
    made(course)
    (course / "syllabus/02-sports.md").rename(course / "syllabus/02-games.md")
    change(course, "02-sports", "02-games")
    answer = made(course)
    assert there(course) == ["house/01-weather/card.txt", "house/02-games/card.txt"]
    assert not (course / "build/house/02-sports").exists()
    assert "build/house/02-sports/card.txt was removed: nothing makes it any more" in answer.text
    assert "was removed" not in made(course).text


def test_the_files_of_a_template_that_is_gone_go(course: Path) -> None:
    made(course)
    made(course, only="deck.pptx")
    (course / "templates/module/card.txt.j2").unlink()
    made(course, only="deck.pptx")
    assert there(course) == ["house/01-weather/deck.pptx", "house/02-sports/deck.pptx"]


def test_an_edited_one_stays_and_is_named_once(course: Path) -> None:
    made(course)
    edited = course / "build/house/02-sports/card.txt"
    edited.write_text("mine\n", encoding="utf-8")
    change(course, ", 02-sports", "")
    (course / "syllabus/02-sports.md").unlink()
    told = made(course)
    assert f"{edited.as_posix()} was edited and stays, though nothing makes it any more" in told.text
    assert told.code == 0
    assert edited.read_text(encoding="utf-8") == "mine\n"
    assert "edited" not in made(course).text


def test_what_was_not_asked_for_stays(course: Path) -> None:
    made(course)
    made(course, only="note.txt")
    made(course, "1", only="deck.pptx")
    write(course / "templates/module/other.txt.j2", CARD)
    made(course, "1", only="deck.pptx")
    assert len(there(course)) == 4


def test_the_files_of_a_delivery_and_a_brand_that_are_gone_go_with_any_build(course: Path) -> None:
    write(course / "templates/brands/birch/_brand.yml", BRAND)
    made(course, "1")
    made(course, "1", "--delivery", "spring")
    made(course, "1", "--brand", "birch")
    assert {name.partition("/")[0] for name in there(course)} == {"house", "spring", "birch"}
    shutil.rmtree(course / "templates/brands/birch")
    change(course, "deliveries:\n  spring: {brand: fjordlight, client: Example Ltd}\n", "")
    made(course, "1")
    assert there(course) == ["house/01-weather/card.txt"]
    assert not (course / "build/spring").exists()


def test_a_delivery_that_comes_and_goes_between_two_builds_of_another_leaves_nothing(course: Path) -> None:
    made(course, "1")
    change(course, "deliveries:\n", "deliveries:\n  autumn: {brand: house}\n")
    made(course, "1", "--delivery", "autumn")
    change(course, "  autumn: {brand: house}\n", "")
    made(course, "1")
    assert there(course) == ["house/01-weather/card.txt"]
    for words in ((), ("--delivery", "spring"), (), ("--delivery", "spring")):
        made(course, "1", *words)
    state = State(course / "build")
    before = [state.settled(name) for name in ("house", "spring")]
    made(course, "1")
    assert [state.settled(name) for name in ("house", "spring")] == before
    assert AGAIN not in before


def test_what_was_made_in_a_brand_given_by_its_folder_stays(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("brands") / "birch"
    write(folder / "_brand.yml", BRAND)
    made(course, "1", "--brand", str(folder))
    change(course, 'edition: "1"', 'edition: "2"')
    made(course, "1")
    assert there(course) == ["birch/01-weather/card.txt", "house/01-weather/card.txt"]


def test_a_document_that_the_course_has_no_facts_for_any_more_goes(course: Path) -> None:
    write(course / "templates/course/days.txt.j2", "---\ntitle: days\nneeds: [schedule]\n---\n{{ course.title }}\n")
    facts = "schedule: {days: 1, start: '9:00', end: '17:00'}\n"
    change(course, "deliveries:", facts + "deliveries:")
    made(course, only="days.txt")
    assert there(course) == ["house/course/days.txt"]
    change(course, facts, "")
    made(course, "1")
    assert there(course) == ["house/01-weather/card.txt"]


def test_a_course_with_errors_and_a_draft_remove_nothing(course: Path) -> None:
    made(course)
    change(course, ", 02-sports", ", 02-missing")
    with pytest.raises(Exception, match="02-missing"):
        made(course)
    run(course, "build", "--draft", "--only", "card.txt", "-o", str(course / "build"))
    assert len(there(course)) == 2


def test_orphans_of_a_build_that_was_asked_for_otherwise_are_found(course: Path) -> None:
    facts = (course / "syllabus/course.yml").read_text(encoding="utf-8")
    made(course)
    change(course, ", 02-sports", ", 02-sports, 03-food")
    shutil.copy(course / "syllabus/02-sports.md", course / "syllabus/03-food.md")
    third = (course / "syllabus/03-food.md").read_text(encoding="utf-8").replace("2.1", "3.1")
    write(course / "syllabus/03-food.md", third)
    made(course, "--brand", "house")  # another plan of the same delivery
    assert len(there(course)) == 3
    write(course / "syllabus/course.yml", facts)
    (course / "syllabus/03-food.md").unlink()
    made(course)  # everything is as the first build left it, but for this
    assert there(course) == ["house/01-weather/card.txt", "house/02-sports/card.txt"]


def test_papers_of_participants_who_are_gone_go_unless_the_roster_was_merely_not_named(course: Path) -> None:
    write(course / "templates/participant/hello.txt.j2", "---\ntitle: hello\n---\n{{ participant.name }}\n")
    write(course / "people.csv", ROSTER)
    made(course, "--roster", str(course / "people.csv"), only="hello.txt")
    assert len(there(course)) == 2
    made(course, "1")
    assert len(there(course)) == 3
    write(course / "people.csv", ROSTER.replace("Ben Example\n", ""))
    made(course, "--roster", str(course / "people.csv"), only="hello.txt")
    assert len(there(course)) == 2
    change(course, "client: Example Ltd", "client: Example Ltd, roster: people.csv")
    made(course, "--delivery", "spring", only="hello.txt")
    assert len(there(course)) == 3
    change(course, ", roster: people.csv", "")
    made(course, "1", "--delivery", "spring")
    assert not list((course / "build/spring").rglob("hello.txt"))


def test_a_contact_sheet_goes_with_its_module_and_not_before(course: Path) -> None:
    from courseware.build.sheets import put_sheet

    made(course)
    for folder in ("house/01-weather", "house/02-sports"):
        put_sheet(course / "build", folder, b"png", lambda _: None, course)
    change(course, ", 02-sports", "")
    (course / "syllabus/02-sports.md").unlink()
    made(course)
    assert there(course) == ["house/01-weather/card.txt", "house/01-weather/contact-sheet.png"]


def test_a_course_that_is_built_into_the_same_folder_keeps_its_files(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = write_course(tmp_path_factory.mktemp("other"))
    write(other / "templates/module/badge.txt.j2", CARD)
    (other / "syllabus/01-weather.md").rename(other / "syllabus/01-climate.md")
    change(other, "01-weather", "01-climate")
    change(other, "  spring: {brand: fjordlight, client: Example Ltd}\n", "  autumn: {brand: fjordlight}\n")
    made(course, "--delivery", "spring")
    made(course)
    before = there(course)
    for _ in range(2):
        run(other, "build", "-j", "1", "--only", "badge.txt", "-o", str(course / "build"))
        made(course)
    assert set(before) < set(there(course))
    assert len(there(course)) == 6


def test_course_and_output_folder_may_move_together(course: Path) -> None:
    made(course)
    moved = course.parent / f"{course.name}-moved"
    course.rename(moved)
    change(moved, ", 02-sports", "")
    (moved / "syllabus/02-sports.md").unlink()
    made(moved)
    assert there(moved) == ["house/01-weather/card.txt"]
