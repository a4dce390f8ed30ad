"""A build gives the reason for each file; it makes all anew where somebody forces it, and what is in order where somebody says so."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from courseware.build.maker import maker
from courseware.build.state import State
from courseware.problems import CoursewareError
from courseware.values import replace
from tests.build.course import run, write, write_course

CARD = "---\ntitle: card\n---\n{{ module.title }}\n"
WEATHER, SPORTS = "house/01-weather/card.txt", "house/02-sports/card.txt"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_course(tmp_path)
    write(tmp_path / "templates/module/card.txt.j2", CARD)
    return tmp_path


def answer(course: Path, *words: str) -> Any:
    return run(course, "build", "-j", "1", "--only", "card.txt", "-o", str(course / "build"), *words).return_value


def whys(course: Path, *words: str) -> dict[str, tuple[str, str]]:
    """State and reason of each file."""
    outputs = json.loads(answer(course, "--json", *words).text)["outputs"]
    return {"/".join(each["file"].split("/")[-3:]): (each["state"], each["why"]) for each in outputs}


def edit(course: Path, name: str, old: str, new: str) -> None:
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_each_file_has_its_reason(course: Path) -> None:
    assert set(whys(course).values()) == {("made", "it has not been built here yet")}
    assert set(whys(course).values()) == {("up to date", "nothing that it is made from has changed")}

    edit(course, "syllabus/02-sports.md", "title: Sports", "title: Games")
    found = whys(course)
    assert found[SPORTS] == ("made", "syllabus/02-sports.md changed")

    (course / "build" / WEATHER).unlink()
    assert whys(course) == {
        WEATHER: ("made", "the file is gone"),
        SPORTS: ("up to date", "nothing that it is made from has changed"),
    }

    write(course / "build" / WEATHER, "mine\n")
    assert whys(course)[WEATHER] == ("beside", "somebody edited it")
    assert whys(course)[WEATHER] == ("beside", "somebody edited it")
    answer(course, "--replace")

    write(course / "templates/brands/house/module/card.txt.j2", CARD)
    for name in ("_brand.yml",):
        write(course / "templates/brands/house" / name, "meta: {name: House}\n")
    assert all("new" in why for _, why in whys(course).values())

    edit(course, "syllabus/course.yml", "title: Small talk", "title: Large talk")
    assert all("syllabus/course.yml changed" in why for state, why in whys(course).values() if state != "up to date")

    state = State(course / "build")
    record = state.record(WEATHER)
    assert record is not None
    assert record.maker == maker()
    state.keep(WEATHER, replace(record, maker="another"))
    assert whys(course, "1")[WEATHER] == ("unchanged", "courseware or one of its libraries changed")


def test_a_draft_and_other_options_are_reasons_of_their_own(course: Path) -> None:
    write(course / "templates/module/card.txt.j2", "---\ntitle: card\noptions: {size: 3}\n---\n{{ options.size }}\n")
    one = ("--json", "1")
    answer(course, "--set", "card.txt:size=4", *one)
    assert whys(course, *one)[WEATHER] == ("made", "the last build had other options (--set)")
    assert whys(course, "--draft", *one)[WEATHER][1] == "a draft is asked for"
    write(course / "templates/module/card.txt.j2", "---\ntitle: card\n---\nother\n")
    whys(course, "--draft", *one)
    assert whys(course, *one)[WEATHER][1] == "the last build made a draft"


def test_why_shows_files_that_are_up_to_date_too(course: Path) -> None:
    answer(course)
    assert "01-weather/card.txt" not in answer(course).text
    shown = answer(course, "--why").text
    assert f"{WEATHER}  up to date" in shown
    assert shown.count("nothing that it is made from has changed") == 2


def test_force_makes_all_anew_and_publishes_the_same_bytes(course: Path) -> None:
    words = ("build", "-j", "1", "--only", "card.txt", "--only", "deck.pptx", "-o", str(course / "build"))
    run(course, *words)
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (course / "build/house").rglob("*.*")}
    outputs = json.loads(run(course, *words, "--force", "--json").return_value.text)["outputs"]
    assert {(each["state"], each["why"]) for each in outputs} == {("unchanged", "forced")}
    assert before == {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before}


def test_force_renders_even_what_a_record_says_is_the_same(course: Path) -> None:
    answer(course)
    state = State(course / "build")
    record = state.record(WEATHER)
    assert record is not None
    wrong = b"Of another world\n"  # as if a record and its file were wrong together
    from courseware.files import digest

    (course / "build" / WEATHER).write_bytes(wrong)
    state.keep(WEATHER, replace(record, hash=digest(wrong)))
    assert whys(course)[WEATHER][0] == "up to date"
    assert whys(course, "--force")[WEATHER] == ("made", "forced")
    assert (course / "build" / WEATHER).read_text() == "Weather\n"


def test_a_forced_build_overwrites_no_edited_file(course: Path) -> None:
    answer(course)
    write(course / "build" / WEATHER, "mine\n")
    told = answer(course, "--force")
    assert told.code == 1
    assert (course / "build" / WEATHER).read_text() == "mine\n"


def test_a_course_with_errors_stops_before_anything_is_made_unless_somebody_keeps_going(course: Path) -> None:
    edit(course, "syllabus/02-sports.md", 'outcomes="2.1"', 'outcomes="9.9"')
    with pytest.raises(CoursewareError, match=r"9\.9"):
        answer(course)
    assert not (course / "build/house").exists()
    told = answer(course, "--keep-going")
    assert told.code == 1
    assert [problem.place.file for problem in told.problems] == ["syllabus/02-sports.md"]
    assert (course / "build" / WEATHER).exists()
    assert not (course / "build" / SPORTS).exists()
    assert "1 file made, 1 file not made" in told.text


def test_a_failed_file_keeps_its_last_good_version_and_is_named_at_the_end(course: Path) -> None:
    answer(course)
    good = (course / "build" / SPORTS).read_bytes()
    fault = "{% if module.number == 2 %}{{ nothing }}{% endif %}"
    write(course / "templates/module/card.txt.j2", CARD.replace("{{", fault + "{{"))
    told = answer(course)
    assert told.code == 1
    *_, named, stays, count = told.text.splitlines()
    assert named == f"not made: {(course / 'build' / SPORTS).as_posix()}"
    assert stays == f"  the last good version stays of {(course / 'build' / SPORTS).as_posix()}"
    assert count == "1 file unchanged, 1 file not made"
    assert (course / "build" / SPORTS).read_bytes() == good


def test_files_are_listed_with_whose_they_are_and_how_they_stand(course: Path) -> None:
    answer(course, "1")
    words = ("list", "--files", "--json", "--only", "card.txt", "-o", str(course / "build"))
    first, second = json.loads(run(course, *words).return_value.text)
    assert first | {"file": "", "build": ""} == {
        "file": "",
        "delivery": "house",
        "brand": "house",
        "module": "01-weather",
        "number": 1,
        "participant": 0,
        "document": "card.txt",
        "title": "card",
        "audience": "participant",
        "stale": False,
        "why": "up to date",
        "build": "",
    }
    assert (second["stale"], second["why"]) == (True, "it has not been built here yet")
    assert second["build"] == "--only card.txt 02-sports"
    [only] = json.loads(run(course, *words, "--delivery", "spring", "2").return_value.text)
    assert (only["delivery"], only["brand"]) == ("spring", "fjordlight")
    assert only["build"].startswith("--delivery spring")
    brands = json.loads(run(course, *words, "--all-brands").return_value.text)
    assert len({each["brand"] for each in brands}) >= 3
    shown = run(course, *(word for word in words if word != "--json")).return_value.text
    assert shown.splitlines()[-1] == "1 file of 2 to be made"


def test_modules_that_are_named_are_listed_though_another_has_errors_as_a_build_makes_them(course: Path) -> None:
    answer(course)
    edit(course, "syllabus/02-sports.md", 'outcomes="2.1"', 'outcomes="9.9"')
    words = ("list", "--files", "--only", "card.txt", "-o", str(course / "build"))
    told = run(course, *words, "1").return_value
    assert ("01-weather/card.txt" in told.text, told.code) == (True, 1)
    assert [problem.place.file for problem in told.problems] == ["syllabus/02-sports.md"]
    assert "the module has errors" in run(course, *words, "2").return_value.text
    with pytest.raises(CoursewareError, match=r"9\.9"):
        run(course, *words)


def test_what_is_listed_is_what_a_build_then_makes(course: Path) -> None:
    answer(course)
    edit(course, "syllabus/02-sports.md", "- A first point", "- Another point")
    edit(course, "syllabus/01-weather.md", "title: Weather", "title: Wind")
    words = ("list", "--files", "--json", "--only", "card.txt", "-o", str(course / "build"))
    stale = {each["file"]: each["stale"] for each in json.loads(run(course, *words).return_value.text)}
    outputs = json.loads(answer(course, "--json").text)["outputs"]
    assert {each["file"]: each["state"] != "up to date" for each in outputs} == stale
