"""`courseware init --gallery` writes the gallery course."""

from __future__ import annotations

from pathlib import Path

import pytest
from click import UsageError

from courseware.files import packaged_templates
from tests.build.course import run


def test_the_gallery_is_written_whole_into_a_folder_of_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = run(tmp_path, "init", "--gallery")
    assert "one of everything" in answer.return_value.text
    source = packaged_templates() / "gallery"
    files = {path.relative_to(source) for path in source.rglob("*") if path.is_file()}
    assert {
        path.relative_to(tmp_path / "gallery") for path in (tmp_path / "gallery").rglob("*") if path.is_file()
    } == files
    with pytest.raises(UsageError, match="holds a course already"):
        run(tmp_path, "init", "--gallery")


def test_a_course_to_start_from_wants_a_folder(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="name the folder"):
        run(tmp_path, "init")
