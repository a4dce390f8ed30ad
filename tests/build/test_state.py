"""Records come back as they were kept, and a damaged one is none."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.build.freshness import Now
from courseware.build.state import Record, State
from courseware.files import Files
from courseware.problems import Place, warning

RECORD = Record(
    hash="a" * 64,
    maker="m",
    request="r",
    ingredients="i",
    part="p",
    reads={"syllabus/01-x.md": "b" * 64, "templates/module/": "absent"},
    warnings=(warning(Place("syllabus/01-x.md", 3), "a word in Ελληνικά", "look"),),
    slides=12,
    beside=("deck.new.pptx", "c" * 64),
)


def test_a_record_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    state = State(tmp_path)
    state.keep("house/01-x/deck.pptx", RECORD)
    assert State(tmp_path).record("house/01-x/deck.pptx") == RECORD
    assert state.names() == ("house/01-x/deck.pptx",)
    state.forget("house/01-x/deck.pptx")
    assert state.names() == ()


@pytest.mark.parametrize("damage", [b"", b"{", b"[]", b'{"version": 0}', b'{"version": 1}', b"\xff\xfe"])
def test_a_damaged_record_is_none(tmp_path: Path, damage: bytes) -> None:
    state = State(tmp_path)
    state.keep("deck.pptx", RECORD)
    (tmp_path / ".courseware" / "outputs" / "deck.pptx.json").write_bytes(damage)
    assert state.record("deck.pptx") is None


def test_a_change_of_a_file_a_listing_or_an_absence_is_noticed_and_said(tmp_path: Path) -> None:
    (tmp_path / "parts").mkdir()
    (tmp_path / "a.md").write_text("a")
    (tmp_path / "c.md").write_text("c")
    files = Files(tmp_path, {})
    files.read("a.md")
    files.read("c.md")
    files.list("parts")
    assert not files.exists("b.md")
    assert Now(files).changed(files.reads) == frozenset()
    (tmp_path / "a.md").write_text("other")
    (tmp_path / "b.md").write_text("new")
    (tmp_path / "c.md").unlink()
    (tmp_path / "parts" / "x.j2").write_text("x")
    now = Now(files)
    assert {now.why(name, files.reads) for name in now.changed(files.reads)} == {
        "a.md changed",
        "b.md is new",
        "c.md is gone",
        "the list of files in parts changed",
    }
