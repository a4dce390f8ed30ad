"""The one door to the disk: what comes in, what stays out, and what is recorded."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from courseware.files import ABSENT, Files, digest
from courseware.limits import LARGEST_FILE
from courseware.problems import CoursewareError


@pytest.fixture
def files(tmp_path: Path) -> Files:
    """A project beside a brand's folder and a secret."""
    for name in ("project/syllabus", "project/empty", "brand/fonts"):
        (tmp_path / name).mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "project/syllabus/01-a.md").write_text("# A\n")
    (tmp_path / "brand/logo.txt").write_text("logo")
    return Files(tmp_path / "project", {"@brand/acme": tmp_path / "brand"})


def refused(files: Files, name: str) -> str:
    """What is said when `name` is read as text."""
    with pytest.raises(CoursewareError) as caught:
        files.text(name)
    return str(caught.value)


def put(files: Files, name: str, data: bytes) -> str:
    (files.project / name).write_bytes(data)
    return name


# -- what stays out ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "../secret.txt",
        "syllabus/../../secret.txt",
        "/etc/hostname",
        "//etc/hostname",
        "@brand/acme/../secret.txt",
        "@brand/acme/fonts/../../secret.txt",
    ],
)
def test_no_name_leads_outside_of_its_root(files: Files, name: str) -> None:
    assert "the path leads outside the project" in refused(files, name)
    assert files.reads == {}


def test_no_link_leads_outside_of_its_root(files: Files) -> None:
    os.symlink(files.project.parent / "secret.txt", files.project / "link.txt")
    os.symlink(files.project.parent, files.project / "up")
    assert "the path leads outside the project" in refused(files, "link.txt")
    assert "the path leads outside the project" in refused(files, "up/secret.txt")
    with pytest.raises(CoursewareError, match="outside"):
        files.list("up")


def test_a_link_inside_its_root_is_followed(files: Files) -> None:
    os.symlink(files.project / "syllabus", files.project / "modules")
    assert files.text("modules/01-a.md") == "# A\n"


def test_a_name_that_only_begins_like_a_root_is_none(files: Files) -> None:
    with pytest.raises(FileNotFoundError):
        files.read("@brand/acme-two/logo.txt")


def test_a_file_that_is_too_large_is_not_read(files: Files) -> None:
    with open(files.project / "film.md", "wb") as film:
        film.truncate(LARGEST_FILE + 1)
    assert refused(files, "film.md") == (
        "film.md: the file is larger than 64 MB\n  hint: is it the right file? a course reads text, pictures and tables"
    )


def test_a_pipe_is_not_waited_for(files: Files) -> None:
    os.mkfifo(files.project / "pipe.md")
    assert "no file that can be read to its end" in refused(files, "pipe.md")


@pytest.mark.parametrize("name", ["a" * 5000, "syllabus/\0.md"])
def test_an_impossible_name_is_told(files: Files, name: str) -> None:
    assert "the file can't be read: " in refused(files, name)


def test_links_in_a_circle_are_told(files: Files) -> None:
    os.symlink(files.project / "b.md", files.project / "a.md")
    os.symlink(files.project / "a.md", files.project / "b.md")
    assert "the file can't be read: " in refused(files, "a.md")


# -- text ----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"a\r\nb\rc\n", "a\nb\nc\n"),
        (b"\xef\xbb\xbfa\n", "a\n"),
        ("é שלום 日本\n".encode(), "é שלום 日本\n"),
        (b"", ""),
        (b"a\x0bb\x0cc", "a b c"),
        (b"a" * 2_000_000, "a" * 2_000_000),
    ],
)
def test_text_comes_without_mark_and_with_plain_line_ends(files: Files, data: bytes, text: str) -> None:
    assert files.text(put(files, "a.md", data)) == text


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"one\ncaf\xe9\n", "a.md:2: the file is not UTF-8 text\n  hint: save the file as UTF-8"),
        ("one\n".encode("utf-16"), "a.md:1: the file is not UTF-8 text\n  hint: the file is UTF-16: save it as UTF-8"),
        (
            b"\x89PNG\r\n\x1a\n\0\0\0",
            "a.md:1: the file is not UTF-8 text\n  hint: this looks like a binary file, not text",
        ),
        (b"one\ntwo\0", "a.md:2: the file holds a NUL character\n  hint: this looks like a binary file, not text"),
        (
            b"one\n\ntwo\x02",
            "a.md:3: the file holds the control character U+0002\n"
            "  hint: delete it: it came along when the text was copied, and can't be shown",
        ),
    ],
)
def test_what_is_no_text_is_told_with_its_line(files: Files, data: bytes, said: str) -> None:
    assert refused(files, put(files, "a.md", data)) == said


# -- the record ----------------------------------------------------------------------------------------------------------


def test_what_was_read_is_recorded_by_its_hash(files: Files) -> None:
    assert files.read("@brand/acme/logo.txt") == b"logo"
    assert files.reads == {"@brand/acme/logo.txt": digest(b"logo")}


@pytest.mark.parametrize("name", ["none.md", "syllabus", "syllabus/01-a.md/under.md", "no/where.md"])
def test_what_was_looked_for_in_vain_is_recorded(files: Files, name: str) -> None:
    with pytest.raises(FileNotFoundError):
        files.read(name)
    assert files.exists(name) is False
    assert files.reads == {name: ABSENT}


def test_a_listing_is_recorded_and_changes_with_a_new_file(files: Files) -> None:
    put(files, "syllabus/.hidden", b"")
    assert files.list("syllabus") == ("syllabus/01-a.md",)
    before = files.reads["syllabus/"]
    assert files.now("syllabus/") == before
    put(files, "syllabus/02-b.md", b"")
    assert files.now("syllabus/") != before
    assert files.reads["syllabus/"] == before


def test_a_missing_folder_lists_nothing_and_is_recorded(files: Files) -> None:
    assert files.list("nowhere") == ()
    assert files.folders("nowhere") == ()
    assert files.reads["nowhere/"] == ABSENT
    assert files.now("nowhere/") == ABSENT


def test_folders_are_recorded_apart_from_files(files: Files) -> None:
    (files.project / "syllabus/parts").mkdir()
    assert files.folders("syllabus") == ("syllabus/parts",)
    assert list(files.reads) == ["syllabus//"]


def test_the_first_of_some_names_is_found_and_the_absent_before_it_are_recorded(files: Files) -> None:
    assert files.first(["a.md", "syllabus/01-a.md", "b.md"]) == "syllabus/01-a.md"
    assert set(files.reads) == {"a.md", "syllabus/01-a.md"}
    assert files.first(["a.md", "b.md"]) is None


def test_a_fresh_door_has_an_empty_record(files: Files) -> None:
    files.read("syllabus/01-a.md")
    assert files.fresh().reads == {}
    assert files.fresh().project == files.project


def test_the_root_of_the_disk_is_a_folder_like_others(tmp_path: Path) -> None:
    """Where somebody stands in a container."""
    path = tmp_path.resolve() / "talk.md"
    path.write_text("words")
    assert Files(Path("/")).text(path.relative_to("/").as_posix()) == "words"


def test_a_name_that_is_a_folder_leaves_nothing_open(tmp_path: Path) -> None:
    """What watches a course asks for thousands of names."""

    def free() -> int:
        number = os.dup(0)
        os.close(number)
        return number

    before = free()
    assert not Files(tmp_path, {}).exists(".")
    assert free() == before
