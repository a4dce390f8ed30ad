"""One Markdown file on its own: what read_single promises beyond the slides."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.course.read import read_single
from courseware.files import Files
from courseware.problems import CoursewareError


def write(folder: Path, text: str, name: str = "talks/talk.md") -> Files:
    """Files of a project with one talk."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return Files(folder)


def test_the_course_is_marked_as_single_and_its_slides_are_numbered_plainly(tmp_path: Path) -> None:
    course, _ = read_single(write(tmp_path, "# A\n\ntext\n"), "talks/talk.md")
    assert (course.single, course.modules[0].number, course.modules[0].name) == (True, 0, "talk")


def test_without_a_title_the_metadata_has_none_so_that_no_cover_is_made(tmp_path: Path) -> None:
    course, _ = read_single(write(tmp_path, "# A\n\ntext\n"), "talks/talk.md")
    assert (course.title, "title" in course.modules[0].meta) == ("A", False)


@pytest.mark.parametrize("text", ["reference-doc: {}", "format:\n  pptx:\n    reference-doc: {}"])
@pytest.mark.parametrize("where", ["house.pptx", "../house.pptx"])
def test_the_reference_doc_is_found_beside_the_file(tmp_path: Path, text: str, where: str) -> None:
    files = write(tmp_path, f"---\n{text.format(where)}\n---\n# A\n\ntext\n")
    (tmp_path / "talks" / where).write_bytes(b"a presentation")
    name = "house.pptx" if where.startswith("..") else "talks/house.pptx"
    assert read_single(files, "talks/talk.md")[0].meta["reference-doc"] == name


def test_what_is_missing_is_told(tmp_path: Path) -> None:
    files = write(tmp_path, "---\nreference-doc: none.pptx\n---\n# A\n\n![x](none.png)\n")
    with pytest.raises(CoursewareError) as found:
        read_single(files, "talks/talk.md")
    assert [str(problem).partition("\n")[0] for problem in found.value.problems] == [
        "talks/talk.md:2:1: the reference-doc is missing: none.pptx",
        "talks/talk.md:6: the picture is missing: none.png",
    ]
    with pytest.raises(CoursewareError, match="there is no such file"):
        read_single(files, "nothing.md")


def test_front_matter_in_a_code_block_is_code(tmp_path: Path) -> None:
    text = "# A\n\n```mermaid\n---\ntitle: B\n---\nflowchart LR\n  a --> b\n```\n"
    course, warnings = read_single(write(tmp_path, text), "talks/talk.md")
    assert (len(course.modules[0].slides()), warnings) == (1, ())
