"""The records of earlier builds: whatever happens to them, outputs are right, and nothing is called up to date that isn't."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from courseware.build.building import build
from courseware.build.request import Request
from courseware.build.state import SUM, State
from courseware.files import Files, digest
from tests.build.course import write
from tests.build.test_building import Silent

FACTS = "title: Small\nmodules: [01-one, 02-two]\n"
TEXT = "---\ntitle: Facts\n---\n{{ module.title }}: {% for each in module.slides %}{{ each.title }}; {% endfor %}\n"
ONE, TWO = "house/01-one/facts.txt", "house/02-two/facts.txt"
MADE = {ONE: "made", TWO: "made"}
FRESH = {ONE: "up to date", TWO: "up to date"}


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of two modules with a text each."""
    write(tmp_path / "syllabus/course.yml", FACTS)
    for name in ("01-one", "02-two"):
        write(tmp_path / f"syllabus/{name}.md", f"---\ntitle: {name}\n---\n## Begin\n\n- A point\n")
    write(tmp_path / "templates/module/facts.txt.j2", TEXT)
    return tmp_path


def states(folder: Path, **request: Any) -> dict[str, str]:
    """What became of each text of a build."""
    report = build(Request(out=folder / "build", only=("facts.txt",), **request), Files(folder), Silent())
    assert not report.bugs
    assert not report.problems
    return {row.name: row.state for row in report.rows}


def texts(folder: Path) -> list[bytes]:
    return [(folder / "build" / name).read_bytes() for name in (ONE, TWO)]


def edit(folder: Path, name: str = "01-one") -> None:
    path = folder / f"syllabus/{name}.md"
    write(path, path.read_text(encoding="utf-8") + "\n## More\n")


def kinds(folder: Path) -> list[Path]:
    """A file of each kind of record."""
    found = {path.relative_to(folder).parts[0]: path for path in sorted(folder.rglob("*")) if path.is_file()}
    return [path for name, path in sorted(found.items()) if not name.startswith("lock")]


def test_a_record_cut_off_at_any_byte_is_none(course: Path) -> None:
    states(course)
    state = State(course / "build")
    record = state.folder / "outputs" / f"{ONE}.json"
    whole = record.read_bytes()
    assert state.record(ONE) is not None
    for length in range(len(whole)):
        record.write_bytes(whole[:length])
        assert state.record(ONE) is None, length


def test_a_byte_that_fell_over_makes_a_record_none(course: Path) -> None:
    states(course)
    state = State(course / "build")
    record = state.folder / "outputs" / f"{ONE}.json"
    whole = record.read_bytes()
    for at in range(0, len(whole), 7):
        record.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        assert state.record(ONE) is None, at


DAMAGES = (b"", b"{", b"[" * 200_000, b'{"version": 2}', b"\xff\xfe\0", b"null")


@pytest.mark.parametrize("damage", DAMAGES, ids=range(len(DAMAGES)))
def test_damaged_records_are_made_again_and_an_edit_is_still_seen(course: Path, damage: bytes) -> None:
    states(course)
    states(course)
    for path in kinds(course / "build/.courseware"):
        path.write_bytes(damage)
    edit(course)
    states(course)
    assert b"More" in texts(course)[0]
    assert states(course) == FRESH


def signed(rest: bytes) -> bytes:
    return SUM % digest(rest).encode() + rest


WRONG = ('"reads": 5}', '"plans": [[]]}', '"hash": 3, "reads": {"a": 1}}', '"watched": [1], "seen": {}, "settled": []}')


@pytest.mark.parametrize("plain", WRONG)
def test_values_of_other_kinds_are_no_records(course: Path, plain: str) -> None:
    states(course)
    states(course)
    for path in kinds(course / "build/.courseware"):
        if path.suffix == ".json":
            path.write_bytes(signed(f'"version": 2, {plain}'.encode()))
    edit(course)
    states(course)
    assert b"More" in texts(course)[0]
    assert states(course) == FRESH


def test_records_of_another_version_are_none(course: Path) -> None:
    states(course)
    state = State(course / "build")
    record = state.folder / "outputs" / f"{ONE}.json"
    plain = json.loads(record.read_bytes())
    rest = json.dumps({**{key: plain[key] for key in plain if key != "sum"}, "version": 1}).encode()[1:]
    record.write_bytes(signed(rest))
    assert state.record(ONE) is None


@pytest.mark.parametrize("kind", ["plans", "courses", "glances", "sights.json"])
def test_a_folder_or_a_file_in_the_place_of_records_stops_no_build(course: Path, kind: str) -> None:
    states(course)
    swap(course / "build/.courseware" / kind)
    edit(course)
    states(course)
    assert b"More" in texts(course)[0]
    assert states(course) == FRESH


def test_a_text_whose_record_can_not_be_is_taken_for_edited(course: Path) -> None:
    states(course)
    swap(course / "build/.courseware/outputs")
    edit(course)
    assert states(course) == {ONE: "beside", TWO: "unchanged"}
    assert b"More" in (course / "build/house/01-one/facts.new.txt").read_bytes()


def swap(place: Path) -> None:
    """Puts a file in a folder's place, and a folder in a file's."""
    if place.is_dir():
        shutil.rmtree(place)
        place.write_bytes(b"")
    else:
        place.unlink()
        (place / "within").mkdir(parents=True)


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="whoever may do anything may write anywhere"
)
def test_an_output_folder_that_may_not_be_written_is_looked_at_nevertheless(course: Path) -> None:
    states(course)
    state = course / "build/.courseware"
    state.chmod(0o500)
    try:
        assert states(course) == FRESH
    finally:
        state.chmod(0o700)


def test_without_records_all_is_made_again_and_stays_as_it_was(course: Path) -> None:
    states(course)
    before = texts(course)
    shutil.rmtree(course / "build")
    assert states(course) == MADE
    assert texts(course) == before
