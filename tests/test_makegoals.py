"""Files in build/ are goals of make with real prerequisites: make does what courseware would, and nothing where that would do nothing."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.build.course import FACTS, MODULE, write, write_course
from tests.test_makefile import ENVIRONMENT, ROOT

pytestmark = pytest.mark.skipif(shutil.which("make") is None, reason="there is no make")

COMMAND = Path(sys.executable).parent / "courseware"
CARD = "---\ntitle: card\n---\n{% include 'parts/more.txt.j2' %}{{ module.title }}\n"
LIST = "---\ntitle: contents\n---\n{% for each in course.modules %}{{ each.title }} {% endfor %}.\n"
WEATHER, SPORTS = "build/house/01-weather/card.txt", "build/house/02-sports/card.txt"
CONTENTS = "build/house/course/contents.txt"
GOALS = (WEATHER, SPORTS, CONTENTS)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    write_course(tmp_path)
    shutil.copy(ROOT / "Makefile", tmp_path)
    for name in ("pyproject.toml", "requirements.lock", "requirements-dev.lock", ".ci/setup"):
        write(tmp_path / name, "")
    write(tmp_path / ".venv/bin/courseware", f'#!/bin/sh\nexec "{COMMAND}" "$@"\n')
    (tmp_path / ".venv/bin/courseware").chmod(0o755)
    write(tmp_path / ".venv/ready", "")
    write(tmp_path / "templates/module/card.txt.j2", CARD)
    write(tmp_path / "templates/parts/more.txt.j2", "!")
    write(tmp_path / "templates/course/contents.txt.j2", LIST)
    return tmp_path


def make(course: Path, *goals: str, status: int = 0) -> tuple[list[str], str]:
    """The files that make ran a build for, and all that it said."""
    done = subprocess.run(
        ["make", "--no-print-directory", *goals],
        cwd=course,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        check=False,
        timeout=180,
    )
    assert done.returncode == status, done.stdout + done.stderr
    return [line for line in done.stdout.splitlines() if " build " in line], done.stdout + done.stderr


def runs(course: Path, *goals: str) -> int:
    return len(make(course, *(goals or GOALS))[0])


def edit(course: Path, name: str, old: str, new: str) -> None:
    path = course / name
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def is_done(course: Path) -> bool:
    """Whether make and courseware agree that there is nothing left to do."""
    said = subprocess.run(
        [str(COMMAND), "build", "--only", "card.txt", "--only", "contents.txt"],
        cwd=course,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    made = said.splitlines()[-1]
    _, told = make(course, *GOALS)
    return made == "3 files up to date" and told.count("is up to date") == 3


def test_what_is_up_to_date_is_left_alone(course: Path) -> None:
    assert runs(course) == 3
    assert (course / WEATHER).read_text() == "!Weather\n"
    assert is_done(course)
    make(course, "-q", *GOALS)


def test_after_a_change_make_and_courseware_agree(course: Path) -> None:
    make(course, *GOALS)

    os.utime(course / "syllabus/01-weather.md")  # a touch: a build looks, and finds nothing to do
    assert runs(course, WEATHER, SPORTS) == 1
    assert runs(course, WEATHER, SPORTS) == 0

    edit(course, "syllabus/02-sports.md", "title: Sports", "title: Games")
    (course / WEATHER).unlink()
    make(course, *GOALS)
    assert ((course / SPORTS).read_text(), (course / CONTENTS).read_text()) == ("!Games\n", "Weather Games .\n")
    assert is_done(course)

    edit(course, "templates/parts/more.txt.j2", "!", "?")  # a part that only an include names
    assert runs(course, WEATHER) == 1
    assert (course / WEATHER).read_text() == "?Weather\n"


def test_a_template_that_is_new_but_old_by_its_time_is_noticed(course: Path) -> None:
    override = course / "templates/brands/house/module/card.txt.j2"
    shutil.copytree(ROOT / "templates/brands/house", override.parent.parent)
    make(course, WEATHER)
    write(override, CARD.replace("card", "badge").replace("{{", "* {{"))
    os.utime(override, (1, 1))
    assert runs(course, WEATHER) == 1
    assert (course / WEATHER).read_text() == "!* Weather\n"
    override.unlink()
    assert runs(course, WEATHER) == 1
    assert runs(course, WEATHER) == 0


def test_an_edit_that_leaves_the_bytes_as_they_were_is_looked_at_once(course: Path) -> None:
    make(course, WEATHER)
    edit(course, "syllabus/01-weather.md", "- A first point", "- Another point")  # nothing of it shows in a card
    before = (course / WEATHER).read_bytes()
    assert runs(course, WEATHER) == 1
    assert runs(course, WEATHER) == 0
    assert (course / WEATHER).read_bytes() == before


def test_a_file_that_somebody_edited_fails_as_with_courseware(course: Path) -> None:
    make(course, WEATHER)
    write(course / WEATHER, "mine\n")
    _, told = make(course, WEATHER, status=2)
    assert "was edited and is left as it is" in told
    assert (course / WEATHER).read_text() == "mine\n"


def test_several_at_once_give_the_same_bytes_as_one_build(
    course: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    goals = [
        f"build/house/{module}/{name}" for module in ("01-weather", "02-sports") for name in ("deck.pptx", "card.txt")
    ]
    make(course, "-j2", *goals)
    out = tmp_path_factory.mktemp("out")
    words = [str(COMMAND), "build", "--only", "deck.pptx", "--only", "card.txt", "-o", str(out)]
    subprocess.run(words, cwd=course, capture_output=True, check=True)
    for goal in goals:
        assert (course / goal).read_bytes() == (out / goal.removeprefix("build/")).read_bytes()


def test_two_goals_are_made_side_by_side(course: Path) -> None:
    slow = "{% for a in range(200) %}{% for b in range(200) %}{% endfor %}{% endfor %}"
    edit(course, "templates/module/card.txt.j2", "{{ module.title }}", slow + "{{ module.title }}")
    _, told = make(course, "-j2", WEATHER, SPORTS)
    assert "waiting" not in told


def test_files_of_any_delivery_and_brand_are_goals_together(course: Path) -> None:
    goals = (WEATHER, "build/spring/02-sports/card.txt", "./build/fjordlight/01-weather/card.txt")
    assert runs(course, *goals) == 3
    assert runs(course, *goals) == 0


def test_a_course_with_errors_fails_with_its_line(course: Path) -> None:
    make(course, SPORTS)
    edit(course, "syllabus/02-sports.md", "::: notes", ":::: notes {.nonsense")
    edit(course, "syllabus/02-sports.md", 'outcomes="2.1"', 'outcomes="9.9"')
    _, told = make(course, SPORTS, status=2)
    assert "syllabus/02-sports.md:" in told
    assert (course / SPORTS).read_text() == "!Sports\n"
    make(course, WEATHER, status=2)  # as with courseware: it is made, and the errors are told
    edit(course, "syllabus/02-sports.md", ":::: notes {.nonsense", "::: notes")
    edit(course, "syllabus/02-sports.md", 'outcomes="9.9"', 'outcomes="2.1"')
    make(course, SPORTS)
    assert runs(course, SPORTS) == 0


def test_a_file_that_nothing_makes_is_no_goal(course: Path) -> None:
    _, told = make(course, "build/house/09-nothing/card.txt", status=2)
    assert "No rule to make target" in told


@pytest.mark.parametrize("folder", ["build/house/01-weather", "build/house/01-weather/", "build/house"])
def test_a_folder_is_a_goal_of_all_that_a_build_makes_there(course: Path, folder: str) -> None:
    write(course / "syllabus/course.yml", FACTS + "  cards: {brand: house, documents: [card.txt, contents.txt]}\n")
    wanted = [goal.replace("house", "cards") for goal in GOALS if goal.startswith(folder)]
    folder = folder.replace("house", "cards")
    ran, _ = make(course, "-j2", folder)
    assert len(ran) == len(wanted)
    assert sorted(str(path.relative_to(course)) for path in course.glob("build/cards/*/*")) == sorted(wanted)
    assert make(course, folder)[0] == []
    (course / wanted[0]).unlink()
    assert len(make(course, folder)[0]) == 1


@pytest.mark.parametrize("name", ["03-Käse und $Brot#1 100%", "03-it's new & fine"])
def test_odd_names_are_escaped(course: Path, name: str) -> None:
    write(course / f"syllabus/{name}.md", MODULE.replace("TITLE", "Cheese").replace("N.1", "3.1"))
    write(course / "syllabus/course.yml", FACTS.replace("02-sports]", f'02-sports, "{name}"]'))
    goal = f"build/house/{name}/card.txt"
    _, told = make(course, SPORTS)
    if "'" in name:  # make has no word for it: that is said, and the others are made
        assert f"build/house/{name}/card.txt: warning: make has no word for a file with such a name" in told
        assert (course / SPORTS).exists()
    else:
        assert runs(course, goal) == 1
        assert runs(course, goal) == 0


def test_a_module_with_a_blank_in_its_name_is_a_goal(course: Path) -> None:
    (course / "syllabus/02-sports.md").rename(course / "syllabus/02-team sports.md")
    edit(course, "syllabus/course.yml", "02-sports", "'02-team sports'")
    goal = "build/house/02-team sports/card.txt"
    assert runs(course, goal) == 1
    assert runs(course, goal) == 0
    time.sleep(0.01)
    os.utime(course / "syllabus/02-team sports.md")
    assert runs(course, goal) == 1


def test_make_alone_is_one_build_and_clean_removes_the_rules(course: Path) -> None:
    make(course, *GOALS)
    assert (course / "build/.courseware/make/house.mk").is_file()
    make(course, "clean")
    assert not (course / "build").exists()
