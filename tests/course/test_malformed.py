"""Malformed courses: each gives every problem at once, with file, line and way out, as its problems.txt says."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.course.read import read_course
from courseware.files import Files
from courseware.problems import CoursewareError

HERE = Path(__file__).parent / "malformed"


def problems_of(folder: Path) -> str:
    """What reading the course in `folder` complains of."""
    with pytest.raises(CoursewareError) as found:
        read_course(Files(folder))
    assert all(problem.place.file and problem.hint for problem in found.value.problems)
    return "".join(f"{problem}\n" for problem in found.value.problems)


@pytest.mark.parametrize("folder", [pytest.param(path, id=path.name) for path in sorted(HERE.iterdir())])
def test_every_problem_is_told_with_its_place_and_a_way_out(folder: Path) -> None:
    assert problems_of(folder) == (folder / "problems.txt").read_text(encoding="utf-8")


def write(folder: Path, module: str) -> Path:
    """A course of one module."""
    (folder / "syllabus").mkdir()
    (folder / "syllabus" / "course.yml").write_text("title: A course\nmodules: [m]\n", encoding="utf-8")
    (folder / "syllabus" / "m.md").write_text(module, encoding="utf-8")
    return folder


def test_a_line_of_two_megabytes_is_refused_and_not_parsed(tmp_path: Path) -> None:
    told = problems_of(write(tmp_path, "---\ntitle: M\n---\n## A\n\n" + "word " * 400_000))
    assert told.startswith("syllabus/m.md:6: the line is 2,000,000 characters long\n  hint: ")


def test_blocks_nested_beyond_reason_are_refused(tmp_path: Path) -> None:
    told = problems_of(write(tmp_path, "---\ntitle: M\n---\n## A\n\n" + "> " * 200 + "deep\n"))
    assert told.startswith("syllabus/m.md:6: blocks are nested more than ")


def test_a_file_that_includes_without_end_is_refused(tmp_path: Path) -> None:
    write(tmp_path, "---\ntitle: M\n---\n## A\n\n" + "{{< include 0.md >}}\n" * 8)
    for n in range(7):
        text = f"{{{{< include {n + 1}.md >}}}}\n" * 8 if n < 6 else "line\n"
        (tmp_path / "syllabus" / f"{n}.md").write_text(text, encoding="utf-8")
    assert "more than 1,000 files are included in syllabus/m.md" in problems_of(tmp_path)
