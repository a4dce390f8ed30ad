"""`courseware explain` tells what a file was made of, how that stands today, and why the file is or isn't up to date."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
import pytest

from courseware.sights import CLOCK
from tests.build.course import run, write, write_course

CARD = "---\ntitle: card\noptions:\n  size: 3\n  style: {default: plain, choices: [plain, fancy]}\n---\n{{ module.title }} {% include 'parts/more.txt.j2' %}\n"
ROSTER = "name,mail\nAda Secretname,ada@example.org\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_course(tmp_path)
    write(tmp_path / "templates/module/card.txt.j2", CARD)
    write(tmp_path / "templates/parts/more.txt.j2", "more")
    run(tmp_path, "build", "-j", "1", "--only", "card.txt", "-o", str(tmp_path / "build"))
    return tmp_path


def explained(course: Path, typed: str, *words: str) -> str:
    return str(run(course, "explain", "-o", str(course / "build"), typed, *words).return_value.text)


def data(course: Path, typed: str = "01-weather/card.txt") -> Any:
    return json.loads(explained(course, typed, "--json"))


def states(course: Path, typed: str = "01-weather/card.txt") -> dict[str, str]:
    return {each["name"]: each["state"] for each in data(course, typed)["sources"]}


def test_a_file_is_explained_by_all_that_was_read_for_it(course: Path) -> None:
    found = data(course)
    assert (found["up_to_date"], found["document"], found["module"], found["brand"]) == (
        True,
        "card.txt",
        "01-weather",
        "house",
    )
    of = {each["name"]: (each["kind"], each["state"], each["found"]) for each in found["sources"]}
    assert of["syllabus/01-weather.md"] == ("course", "unchanged", True)
    assert of["syllabus/course.yml"] == ("course", "unchanged", True)
    assert of["templates/module/card.txt.j2"] == ("template", "unchanged", True)
    assert of["templates/parts/more.txt.j2"] == ("template", "unchanged", True)
    assert of["@templates/brands/house/module/card.txt.j2"] == ("template", "absent", False)
    assert of["@templates/brands/house/_brand.yml"] == ("brand", "unchanged", True)
    assert of["@templates/labels/en.yml"] == ("label", "unchanged", True)
    assert {"weasyprint", "jinja2", "courseware"} <= found["versions"].keys()
    assert found["program_unchanged"] is True


def test_what_changed_since_is_told_by_its_name(course: Path) -> None:
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text(encoding="utf-8").replace("title: Weather", "title: Wind"), encoding="utf-8")
    write(course / "templates/brands/house/parts/more.txt.j2", "other")
    (course / "templates/parts/more.txt.j2").unlink()
    found = data(course)
    assert (found["up_to_date"], found["why"].partition(",")[0]) == (False, "syllabus/01-weather.md changed")
    of = {each["name"]: each["state"] for each in found["sources"]}
    assert of["syllabus/01-weather.md"] == "changed"
    assert of["templates/parts/more.txt.j2"] == "gone"


def test_a_template_that_was_looked_for_in_vain_is_new(course: Path) -> None:
    import shutil

    from courseware.files import packaged_templates

    shutil.copytree(packaged_templates() / "brands/house", course / "templates/brands/house")
    run(course, "build", "-j", "1", "--only", "card.txt", "-o", str(course / "build"))
    write(course / "templates/brands/house/parts/more.txt.j2", "other")
    assert states(course)["templates/brands/house/parts/more.txt.j2"] == "new"
    shown = explained(course, "01-weather/card.txt")
    assert "not up to date: templates/brands/house/parts/more.txt.j2 is new" in shown
    assert "  new        templates/brands/house/parts/more.txt.j2" in shown


def test_options_come_with_where_they_were_said(course: Path) -> None:
    facts = course / "syllabus/course.yml"
    said = "{brand: fjordlight, client: Example Ltd, options: {card.txt: {size: 5}}}"
    text = facts.read_text(encoding="utf-8").replace("{brand: fjordlight, client: Example Ltd}", said)
    facts.write_text(text, encoding="utf-8")
    words = ("--only", "card.txt", "--delivery", "spring", "--set", "card.txt:style=fancy")
    run(course, "build", "-j", "1", "-o", str(course / "build"), *words, "1")
    options = {
        each["name"]: (each["value"], each["origin"]) for each in data(course, "spring/01-weather/card.txt")["options"]
    }
    assert options["size"][0] == 5
    assert options["size"][1].startswith("syllabus/course.yml:6")
    assert options["style"] == ("fancy", "--set card.txt:style=fancy")
    assert data(course, "house/01-weather/card.txt")["options"][0]["origin"] == ""
    assert data(course, "spring/01-weather/card.txt")["up_to_date"] is True


def test_the_text_is_grouped(course: Path) -> None:
    shown = explained(course, str(course / "build/house/01-weather/card.txt"))
    first, second, third = shown.splitlines()[:3]
    assert first.endswith("build/house/01-weather/card.txt")
    assert second == "  card, a document for participants, of module 1, Weather, in the brand house"
    assert third == "  up to date"
    headings = [line for line in shown.splitlines() if line and not line.startswith(" ")]
    assert headings[1:4] == ["the course", "the course, looked for in vain", "templates"]
    assert {"templates, looked for in vain", "the brand", "printed words", "options", "made with"} <= set(headings)


@pytest.mark.parametrize(
    "typed",
    [
        "01-w",
        "01-weather/c",
        "01-w/card",
        "1/c",
        "house/01-weather/card.txt",
        "weather",
        "build/house/01-weather/card.txt",
    ],
)
def test_enough_of_a_name_tells_a_file_from_others(course: Path, typed: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course)
    if typed == "weather":
        with pytest.raises(click.UsageError, match="no build made a file 'weather'"):
            explained(course, typed)
        return
    assert explained(course, typed).splitlines()[0].endswith("house/01-weather/card.txt")


def test_a_file_of_a_brand_given_by_its_folder_is_explained_and_listed_with_that_folder(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    folder = tmp_path_factory.mktemp("brands") / "elsewhere"
    write(folder / "_brand.yml", "meta: {name: Elsewhere}\ncolor: {primary: '#224488'}\n")
    out = ("-o", str(course / "build"))
    run(course, "build", "-j", "1", "--only", "card.txt", "--brand", str(folder), *out, "1")
    name = str(course / "build/elsewhere/01-weather/card.txt")
    with pytest.raises(click.UsageError, match=r"(?s)no brand 'elsewhere'.*--brand FOLDER"):
        explained(course, name)
    assert "in the brand elsewhere\n  up to date" in explained(course, name, "--brand", str(folder))
    assert "up to date" in run(course, "list", "--files", "--brand", str(folder), name, *out).return_value.text
    with pytest.raises(click.UsageError, match="says whose it is"):
        run(course, "list", "--files", "--brand", "house", name, *out)


def test_a_deck_of_one_file_is_explained(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course)
    write(course / "talk.md", "# Hello\n\n## One\n\n- Two\n")
    run(course, "build", "-j", "1", "talk.md")
    assert "up to date; 2 slides" in str(run(course, "explain", "talk").return_value.text)


def test_without_a_course_the_deck_of_one_file_is_explained_and_cleaned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write(tmp_path / "talk.md", "# Hello\n\n## One\n\n- Two\n")
    with pytest.raises(click.UsageError, match="begin one with"):
        run(tmp_path, "explain", "talk")
    run(tmp_path, "build", "-j", "1", "-o", "build", "talk.md")
    told = str(run(tmp_path, "explain", "talk").return_value.text)
    assert "deck, made of talk.md on its own\n  up to date; 2 slides" in told
    run(tmp_path, "clean")
    assert not (tmp_path / "build").exists()


def test_a_source_is_no_file_that_a_build_made(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(course)
    with pytest.raises(
        click.UsageError, match=r"(?s)syllabus/01-weather.md is no file that a build made.*name a file of"
    ):
        explained(course, "syllabus/01-weather.md")


def test_a_name_that_fits_several_names_them(course: Path) -> None:
    with pytest.raises(click.UsageError, match=r"(?s)may mean 2 files:.*01-weather/card.txt.*02-sports/card.txt"):
        explained(course, "card.txt")


def test_a_file_that_is_not_built_yet_and_one_that_nothing_makes_are_explained_too(course: Path) -> None:
    assert "it has not been built here yet" in explained(course, str(course / "build/house/01-weather/deck.pptx"))
    (course / "templates/module/card.txt.j2").unlink()
    assert "nothing makes it any more" in explained(course, "01-weather/card.txt")


def test_an_edited_file_and_one_that_is_gone_are_told(course: Path) -> None:
    path = course / "build/house/01-weather/card.txt"
    path.write_text("mine", encoding="utf-8")
    assert data(course)["why"] == "somebody edited it"
    path.unlink()
    assert data(course)["why"] == "the file is gone"


def test_a_course_with_errors_is_explained_as_far_as_the_record_goes(course: Path) -> None:
    module = course / "syllabus/02-sports.md"
    module.write_text(module.read_text(encoding="utf-8").replace('outcomes="2.1"', 'outcomes="9.9"'), encoding="utf-8")
    answer = run(course, "explain", "-o", str(course / "build"), "02-sports/card.txt").return_value
    assert answer.code == 1
    assert "changed    syllabus/02-sports.md" in answer.text
    assert [problem.place.line for problem in answer.problems] == [7]


def test_nothing_of_a_roster_is_told(course: Path) -> None:
    write(course / "templates/participant/hello.txt.j2", "---\ntitle: hello\n---\n{{ participant.name }}\n")
    write(course / "people.csv", ROSTER)
    words = ("--roster", str(course / "people.csv"), "--only", "hello.txt", "-o", str(course / "build"))
    run(course, "build", "-j", "1", *words)
    for shown in (explained(course, "participants/001/hello.txt"), explained(course, "participants/001", "--json")):
        assert "Secretname" not in shown
        assert "ada@" not in shown
        assert "people.csv" in shown
        assert "sealed" not in shown
    assert data(course, "participants/001/hello.txt")["up_to_date"] is True
    write(course / "people.csv", ROSTER.replace("Ada", "Eda"))
    assert states(course, "participants/001/hello.txt")["people.csv"] == "changed"


def test_explaining_writes_nothing(course: Path) -> None:
    before = times(course)
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text(encoding="utf-8").replace("title: Weather", "title: Wind"), encoding="utf-8")
    explained(course, "01-weather/card.txt")
    run(course, "list", "--files", "-o", str(course / "build"))
    assert times(course) == before


def times(course: Path) -> dict[Path, int]:
    """When each file of the output folder was written, but for the one that only tells the time."""
    found = (path for path in (course / "build").rglob("*") if path.is_file() and path.name != CLOCK)
    return {path: path.stat().st_mtime_ns for path in found}
