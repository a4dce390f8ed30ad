"""A build with nothing to do is seen at a glance, and a glance is never content with what has changed."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from courseware import sights
from courseware.build import building
from courseware.build.building import build
from courseware.build.glance import glance
from courseware.build.report import Report
from courseware.build.request import Request
from courseware.build.state import State
from courseware.files import Files
from tests.benchmany import DOCUMENTS, many_modules
from tests.build.course import write
from tests.build.test_building import Silent

ONLY = ("facts.txt",)
TEXT = "---\ntitle: Facts\n---\n{% import 'parts/facts.j2' as facts %}{{ module.title }}{{ facts.more() }}\n"
FACTS = "templates/module/facts.txt.j2"
SOURCE = "syllabus/01-one.md"
OUTPUT = "build/house/01-one/facts.txt"


@pytest.fixture(autouse=True)
def _old(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file counts as one that was left alone for long before it was looked at."""
    monkeypatch.setattr(sights, "GRAIN", -(10**15))
    monkeypatch.setattr(sights, "FAR", -(10**15))


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of one module with a text of two templates, built."""
    write(tmp_path / "syllabus/course.yml", "title: Small\nmodules: [01-one]\n")
    write(tmp_path / SOURCE, "---\ntitle: One\n---\n## Begin\n\n::: odd\nA point\n:::\n")
    write(tmp_path / FACTS, TEXT)
    write(tmp_path / "templates/parts/facts.j2", "{% macro more() %}{% endmacro %}\n")
    made(tmp_path)
    return tmp_path


def asked(folder: Path, **request: Any) -> Request:
    return Request(out=folder / "build", **{"only": ONLY, **request})


def made(folder: Path, **request: Any) -> Report:
    return build(asked(folder, **request), Files(folder), Silent())


def seen(folder: Path, **request: Any) -> Report | None:
    return glance(asked(folder, **request), Files(folder), State(folder / "build", folder))


def test_what_was_just_built_is_seen_at_a_glance(course: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(building, "_nothing_to_do", None)
    assert {row.state for row in made(course).rows} == {"up to date"}


def test_a_glance_tells_what_a_whole_look_tells(course: Path) -> None:
    found, whole = seen(course), building._nothing_to_do(asked(course), Files(course), State(course / "build", course))
    assert found is not None
    assert whole is not None
    assert found.rows == whole.rows
    assert found.warnings == whole.warnings != ()
    assert (found.plan, found.told, found.code(strict=True)) == (whole.plan, whole.told, 1)


def append(name: str) -> Callable[[Path], None]:
    def change(folder: Path) -> None:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def same_size(folder: Path) -> None:
    about = os.stat(folder / SOURCE)
    write(folder / SOURCE, (folder / SOURCE).read_text(encoding="utf-8").replace("One", "Two"))
    os.utime(folder / SOURCE, ns=(about.st_atime_ns, about.st_mtime_ns))


def no_plans(folder: Path) -> None:
    for each in (folder / "build/.courseware/plans").iterdir():
        each.unlink()


def moved_out(folder: Path) -> None:
    (folder / "syllabus").rename(folder.parent / f"{folder.name}-outside")
    (folder / "syllabus").symlink_to(folder.parent / f"{folder.name}-outside")


CHANGES: dict[str, Callable[[Path], object]] = {
    "a text": append(SOURCE),
    "a text, of the same size and time": same_size,
    "the course's facts": append("syllabus/course.yml"),
    "a template that another imports": append("templates/parts/facts.j2"),
    "labels that were looked for in vain": lambda folder: write(folder / "templates/labels/en.yml", "agenda: Today\n"),
    "a template in a folder that was listed": lambda folder: write(folder / "templates/module/new.txt.j2", "x"),
    "a brand": lambda folder: write(folder / "templates/brands/new/_brand.yml", "meta: {name: New}\n"),
    "a glossary that was looked for in vain": lambda folder: write(
        folder / "syllabus/glossary.md", "Term\n:   Means\n"
    ),
    "an output that is gone": lambda folder: (folder / OUTPUT).unlink(),
    "an output that was edited": append(OUTPUT),
    "a source that is gone": lambda folder: (folder / SOURCE).unlink(),
    "a folder that is a link out of the project now": moved_out,
    "all records but the glance": no_plans,
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_glance_is_not_content_with(course: Path, change: Callable[[Path], object]) -> None:
    assert seen(course) is not None
    change(course)
    assert seen(course) is None


def test_a_glance_is_of_one_request_in_one_place(course: Path) -> None:
    assert seen(course, sets=(("facts.txt", "x", "1"),)) is None
    assert seen(course, draft=True) is None
    assert seen(course, force=True) is None
    moved = course.rename(course.with_name("moved"))
    assert seen(moved) is None
    assert {row.state for row in made(moved).rows} == {"up to date"}


def test_another_course_in_the_same_folder_does_not_change_the_plan_of_a_glance(course: Path) -> None:
    other = course / "other"
    write(other / "syllabus/course.yml", "title: Other\nmodules: [09-other]\n")
    write(other / "syllabus/09-other.md", "---\ntitle: Other\n---\n## Begin\n")
    write(other / FACTS, "---\ntitle: Facts\n---\n{{ module.title }}\n")
    build(asked(course), Files(other), Silent())
    again = made(course)
    assert again.plan is not None
    assert [module.name for delivery in again.plan.deliveries for module in delivery.modules] == ["01-one"]
    assert {row.name for row in again.rows} == {"house/01-one/facts.txt"}


def test_outputs_of_this_moment_are_read_until_they_have_come_of_age(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sights, "GRAIN", 10**15)
    write(course / SOURCE, "---\ntitle: Other\n---\n## Begin\n")
    made(course)
    assert seen(course) is not None
    about = os.stat(course / OUTPUT)
    write(course / OUTPUT, "0ther\n")
    os.utime(course / OUTPUT, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert seen(course) is None
    write(course / OUTPUT, "Other\n")
    assert seen(course) is not None
    monkeypatch.setattr(sights, "GRAIN", -(10**15))
    assert seen(course) is not None
    append(OUTPUT)(course)
    assert seen(course) is None


OPENED: list[str] = []
LISTENING: list[bool] = []


def listen(event: str, given: tuple[Any, ...]) -> None:
    if LISTENING and event == "open":
        OPENED.append(str(given[0]))


def test_what_a_build_opens_with_nothing_to_do_does_not_grow_with_the_course(tmp_path: Path) -> None:
    sys.addaudithook(listen)
    counts = []
    for modules in (10, 200):
        folder = tmp_path / str(modules)
        many_modules(folder, modules)
        made(folder, only=DOCUMENTS)
        OPENED.clear()
        LISTENING.append(True)
        report = made(folder, only=DOCUMENTS)
        LISTENING.clear()
        assert {row.state for row in report.rows} == {"up to date"}
        assert len(report.rows) == 3 * modules
        counts.append(len(OPENED))
    assert counts[0] == counts[1] < 20


def test_an_edit_in_one_module_of_many_touches_no_record_of_the_others(tmp_path: Path) -> None:
    many_modules(tmp_path, 60)
    made(tmp_path, only=DOCUMENTS)
    records = {path: path.stat().st_mtime_ns for path in (tmp_path / "build").rglob("m*/*") if path.is_file()}
    assert len(records) == 2 * 3 * 60
    path = tmp_path / "syllabus/m00007.md"
    write(path, path.read_text(encoding="utf-8") + "\n## Another\n")
    states = [row.state for row in made(tmp_path, only=DOCUMENTS).rows]
    assert (states.count("made"), states.count("up to date")) == (3, 177)
    assert {path.parent.name for path, then in records.items() if path.stat().st_mtime_ns != then} == {"m00007"}
