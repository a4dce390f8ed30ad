"""Modules in Markdown, and the outline of the slides they must give: one file a subject in cases/."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courseware.course.deliveries import delivery
from courseware.course.read import read_course, read_single
from courseware.course.select import select
from courseware.files import Files
from tests.cases import Case, cases
from tests.course.outline import outline_of

HERE = Path(__file__).parent / "cases"
COURSE = "title: A course\nmodules: [m]\n"
FRONT = '---\ntitle: A module\noutcomes: {"1.1": Explain one, "1.2": Apply two}\n---\n'


def write_course(folder: Path, given: str) -> None:
    """The files of a case: `=== name` begins a further file; without front matter the module gets some."""
    parts = re.split(r"^=== (.+)\n", given, flags=re.MULTILINE)
    module = parts[0]
    if module and not module.startswith("---\ntitle"):
        module = FRONT + module
    texts = {"course.yml": COURSE, "m.md": module, **dict(zip(parts[1::2], parts[2::2], strict=True))}
    for name, text in texts.items():
        file = folder / "syllabus" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    for picture in ("a.png", "b.png", "pictures/c d.png"):
        file = folder / "syllabus" / picture
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"a picture")


@pytest.mark.parametrize("case", cases(*sorted(HERE.glob("*.md"))))
def test_a_module_gives_its_outline(case: Case, tmp_path: Path) -> None:
    write_course(tmp_path, case.given + "\n")
    course, warnings = read_course(Files(tmp_path))
    told = [str(problem) for problem in warnings]
    assert "\n".join([outline_of(course), *told]) == case.expected


@pytest.mark.parametrize("case", cases(*sorted((HERE / "pandoc").glob("*.md"))))
def test_a_file_on_its_own_gives_its_outline(case: Case, tmp_path: Path) -> None:
    """Pandoc's rule for slides holds, and the metadata becomes the course's facts."""
    (tmp_path / "talk.md").write_text(case.given + "\n", encoding="utf-8")
    (tmp_path / "a.png").write_bytes(b"a picture")
    course, warnings = read_single(Files(tmp_path), "talk.md")
    facts = [
        f"{name}: {value}"
        for name in ("title", "subtitle", "author", "date", "language")
        if (value := getattr(course, name))
    ]
    told = [str(problem) for problem in warnings]
    assert "\n".join([*facts, outline_of(course), *told]) == case.expected


@pytest.mark.parametrize("case", cases(*sorted((HERE / "select").glob("*.md"))))
def test_a_reader_gets_what_is_theirs(case: Case, tmp_path: Path) -> None:
    """The first line of a case names delivery, audience and format."""
    head, _, given = case.given.partition("\n")
    name, audience, format = head.split()
    write_course(tmp_path, given + "\n")
    course, _ = read_course(Files(tmp_path))
    chosen = delivery(course, None if name == "-" else name)
    assert outline_of(select(course, chosen, audience, format)) == case.expected
