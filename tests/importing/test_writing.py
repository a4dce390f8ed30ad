"""An import never overwrites without being told to, and never leaves half a course."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from courseware.importing import Imported, import_outline, write_course
from courseware.problems import CoursewareError

COURSE = Imported(
    {"syllabus/course.yml": "title: Boats\n", "syllabus/01-row.md": "# Row\n", "import-leftovers.md": "none\n"}
)


def files_in(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text() for path in sorted(folder.rglob("*")) if path.is_file()
    }


def test_a_course_is_written_into_a_new_folder(tmp_path: Path) -> None:
    assert write_course(COURSE, tmp_path / "deep" / "my-course") == list(COURSE.files)
    assert files_in(tmp_path / "deep" / "my-course") == COURSE.files
    assert os.listdir(tmp_path / "deep") == ["my-course"]


def test_every_file_that_is_there_is_named_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "syllabus").mkdir()
    for name in ("syllabus/course.yml", "import-leftovers.md"):
        (tmp_path / name).write_text("mine\n")
    before = files_in(tmp_path)
    with pytest.raises(CoursewareError) as error:
        write_course(COURSE, tmp_path)
    assert [problem.place.file for problem in error.value.problems] == [
        (tmp_path / "import-leftovers.md").as_posix(),
        (tmp_path / "syllabus/course.yml").as_posix(),
    ]
    assert all("--force" in problem.hint for problem in error.value.problems)
    assert files_in(tmp_path) == before


def test_force_overwrites_and_leaves_other_files_alone(tmp_path: Path) -> None:
    (tmp_path / "syllabus").mkdir()
    (tmp_path / "syllabus/course.yml").write_text("mine\n")
    (tmp_path / "syllabus/notes.txt").write_text("mine too\n")
    write_course(COURSE, tmp_path, force=True)
    assert files_in(tmp_path) == {**COURSE.files, "syllabus/notes.txt": "mine too\n"}


def test_a_write_that_fails_leaves_the_old_files_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "syllabus").mkdir()
    (tmp_path / "syllabus/course.yml").write_text("mine\n")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CoursewareError, match="no space left on device"):
        write_course(COURSE, tmp_path, force=True)
    with pytest.raises(CoursewareError, match="no space left on device"):
        write_course(COURSE, tmp_path / "new")
    assert files_in(tmp_path) == {"syllabus/course.yml": "mine\n"}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such file modes")
def test_a_new_course_has_the_modes_of_any_other_folder(tmp_path: Path) -> None:
    write_course(COURSE, tmp_path / "one")
    (tmp_path / "two").mkdir()
    assert (tmp_path / "one").stat().st_mode == (tmp_path / "two").stat().st_mode


def test_a_file_in_the_place_of_the_folder_is_a_plain_problem(tmp_path: Path) -> None:
    (tmp_path / "course").write_text("a file\n")
    with pytest.raises(CoursewareError) as error:
        write_course(import_outline(("outline.txt", b"Row\n- Explain an oar\n")), tmp_path / "course")
    assert error.value.problems[0].hint
