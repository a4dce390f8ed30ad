"""Outputs are put in their place whole, and what somebody edited stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from courseware.build.atomic import sweep, write_file
from courseware.build.publishing import publish
from courseware.build.state import Record
from courseware.files import digest
from courseware.marks import marked_pdf
from courseware.problems import CoursewareError


def record(data: bytes) -> Record:
    return Record(hash=digest(data), maker="", request="", ingredients="")


def test_an_output_that_stands_as_recorded_is_replaced(tmp_path: Path) -> None:
    path = tmp_path / "house" / "deck.pptx"
    assert publish(path, b"one", None).state == "made"
    assert publish(path, b"two", record(b"one")).state == "made"
    assert path.read_bytes() == b"two"
    assert os.listdir(path.parent) == ["deck.pptx"]


def test_the_same_bytes_are_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"one")
    before = path.stat().st_mtime_ns
    assert publish(path, b"one", None).state == "same"
    assert path.stat().st_mtime_ns == before


def test_an_edited_output_stays_and_the_new_one_stands_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"edited")
    published = publish(path, b"two", record(b"one"))
    assert (published.state, published.path.name) == ("beside", "deck.new.pptx")
    assert path.read_bytes() == b"edited"
    assert published.path.read_bytes() == b"two"


def test_a_file_beside_that_was_edited_too_stays_as_well(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"edited")
    (tmp_path / "deck.new.pptx").write_bytes(b"edited too")
    assert publish(path, b"two", record(b"one")).path.name == "deck.new-2.pptx"
    assert (tmp_path / "deck.new.pptx").read_bytes() == b"edited too"


def test_replacing_keeps_every_edited_file_under_a_name_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "deck.pptx"
    for number, kept in enumerate(("deck.old.pptx", "deck.old-2.pptx")):
        path.write_bytes(b"edited %d" % number)
        published = publish(path, b"two", record(b"one"), replace=True)
        assert published.kept == tmp_path / kept
        assert (tmp_path / kept).read_bytes() == b"edited %d" % number
        assert path.read_bytes() == b"two"


def test_without_records_a_file_of_somebody_else_is_not_taken_for_ours(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    path.write_bytes(b"%PDF-1.7 of somebody else")
    assert publish(path, b"new", None).state == "beside"


def test_without_records_the_mark_inside_tells_that_a_file_is_ours(tmp_path: Path) -> None:
    path = tmp_path / "handout.pdf"
    ours = marked_pdf(b"%PDF-1.7 made here\n%%EOF")
    path.write_bytes(ours)
    assert publish(path, b"new", None).state == "made"
    path.write_bytes(ours.replace(b"made here", b"made hear"))
    assert publish(path, b"newer", None).state == "beside"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def held(*_: object) -> None:
        raise PermissionError(13, "in use")

    monkeypatch.setattr(os, "replace", held)
    with pytest.raises(CoursewareError, match=r"(?s)deck\.pptx: the file can't be written.*close it where it is open"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["deck.pptx"]


LEFT = (
    ".deck.pptx.tmp-4711",
    ".deck.new-2.pptx.tmp-12",
    ".handout.pdf.tmp-4712",
    ".notes.tmp-draft",
    "deck.pptx",
    ".hidden",
)


def test_leftovers_beside_the_outputs_that_a_build_holds_are_swept_and_nothing_else(tmp_path: Path) -> None:
    for name in LEFT:
        (tmp_path / name).write_bytes(b"")
    sweep([tmp_path / "deck.pptx", tmp_path / "absent/deck.pptx"])
    assert sorted(os.listdir(tmp_path)) == [".handout.pdf.tmp-4712", ".hidden", ".notes.tmp-draft", "deck.pptx"]


def test_whoever_holds_everything_sweeps_every_leftover(tmp_path: Path) -> None:
    for name in LEFT:
        (tmp_path / name).write_bytes(b"")
    sweep((), [tmp_path])
    sweep((), [tmp_path / "absent"])
    assert sorted(os.listdir(tmp_path)) == [".hidden", ".notes.tmp-draft", "deck.pptx"]
