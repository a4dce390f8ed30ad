"""A malformed course leaves what was built: exit status 1, every problem with its place and a way out, nothing touched."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from itertools import pairwise
from pathlib import Path

import pytest

from courseware.cli import main
from tests.build.course import MODULE, write

FIXTURES = [
    path
    for path in sorted((Path(__file__).parent.parent / "course" / "malformed").iterdir())
    if path.name != "no-course"
]
"""All but the one that is a mistake of whoever called: a folder without a course has exit status 2."""
FACTS = "title: A course\nmodules: [m]\n"
GOOD = MODULE.replace("TITLE", "A module").replace("N.1", "1.1")
BOMB = "a: &a [x, x, x]\n" + "".join(f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}]\n" for a, b in pairwise("abcdefghijkl"))
PLACED = re.compile(r"^[^\s:]+(:\d+){0,2}: (?!warning)\S.*$")
"""A problem's first line: file, line and column where there are any, fact."""

FURTHER = {
    "a line of two megabytes": ("syllabus/m.md", GOOD + "word " * 400_000),
    "a picture that is none": ("syllabus/m.md", GOOD + "\n## P\n\n![P](course.yml){fig-alt=P}\n"),
    "characters that no font has": ("syllabus/m.md", GOOD.replace("A module", "\U00012000\U00012001")),
    "a word too long for a table": ("syllabus/m.md", GOOD + "\n## W\n\n|" + "a|" * 40 + "\n|" + "-|" * 40 + "\n|" + "b|" * 40 + "\n"),
    "an equation": ("syllabus/m.md", GOOD + "\n## E\n\n$$\\nosuchsign$$\n"),
    "a template with a broken tag": ("templates/module/handout.pdf.j2", "{% block"),
    "a template that asks for a name that is not there": ("templates/course/x.txt.j2", "{{ course.nothing }}"),
    "a template that reaches out": ("templates/course/x.pdf.j2", "<html lang='en'><title>t</title><img src='/etc/passwd' alt='x'>"),
    "a template that opens a door": ("templates/course/x.txt.j2", "{{ ''.__class__.__mro__ }}"),
    "labels that are no words": ("templates/labels/en.yml", "agenda: [1, 2]\n"),
    "a brand without a name": ("templates/brands/house/_brand.yml", "color: {primary: red-ish}\n"),
    "a course that is a list": ("syllabus/course.yml", "- one\n- two\n"),
    "an alias bomb": ("syllabus/course.yml", BOMB),
}  # fmt: skip
"""Faults beyond the fixtures: the file and what it says."""
DOCUMENTS = () if os.environ.get("COURSEWARE_FULL") else ("deck.pptx", "handout.pdf", "outline.pdf")
"""One of each kind: a deck, what a module prints, what a course prints; in the long form all that a build makes by itself."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A good course of one module, built once."""
    folder = tmp_path_factory.mktemp("built")
    write(folder / "syllabus/course.yml", FACTS)
    write(folder / "syllabus/m.md", GOOD)
    with pytest.raises(SystemExit) as left:
        main(build(folder))
    assert left.value.code == 0
    assert len(hashes(folder)) >= 3
    return folder


def build(folder: Path, *more: str) -> list[str]:
    """The command that builds the documents, and `more` that only this course has."""
    only = [word for name in (*DOCUMENTS, *more) for word in ("--only", name)] if DOCUMENTS else []
    return ["-C", str(folder), "build", "-q", "-j", "1", *only]


def hashes(folder: Path) -> dict[str, str]:
    """The files in the output folder, without the records, by their digest."""
    files = [path for path in (folder / "build").rglob("*") if path.is_file() and ".courseware" not in path.parts]
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def told(folder: Path, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    """What a build that must fail says; that it fails as it should, and touches nothing."""
    before = hashes(folder)
    with pytest.raises(SystemExit) as left:
        main(build(folder, *more))
    error = capsys.readouterr().err
    assert left.value.code == 1, error
    assert hashes(folder) == before
    lines = error.rstrip("\n").split("\n")
    places, hints = lines[::2], lines[1::2]
    assert len(places) == len(hints), error
    assert all(PLACED.match(line) for line in places), error
    assert all(line.startswith("  hint: ") for line in hints), error
    assert str(folder) not in error
    assert "Traceback" not in error
    return error


@pytest.mark.parametrize("fixture", [pytest.param(path, id=path.name) for path in FIXTURES])
def test_a_malformed_course_leaves_what_was_built(
    fixture: Path, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    shutil.rmtree(tmp_path / "syllabus")
    shutil.copytree(fixture / "syllabus", tmp_path / "syllabus")
    first = (fixture / "problems.txt").read_text(encoding="utf-8").split("\n")[0]
    assert first in told(tmp_path, capsys)


@pytest.mark.parametrize("name", FURTHER)
def test_a_fault_that_shows_later_leaves_what_was_built_too(
    name: str, built: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    file, text = FURTHER[name]
    write(tmp_path / file, text)
    own = (file.removeprefix("templates/course/").removesuffix(".j2"),) if file.startswith("templates/course/") else ()
    assert file in told(tmp_path, capsys, *own)
