"""Whatever becomes of the records of earlier builds, the next build is right, says nothing of it, and ends well."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pytest

from courseware.build.building import build
from courseware.build.report import FAILED
from courseware.build.request import Request
from courseware.build.state import SUM
from courseware.files import Files, digest
from tests.torture.commands import RECORDS, Nobody, Nursery, tree
from tests.torture.course import FULL, only, some, write

WORDS = ("-j", "1", *only("brief.txt", "overview.txt", "sheet.pdf", "papers.txt"))
SAMPLES = 6
"""Lengths to which each file is cut in the short form."""
FLIPS = 400 if FULL else 6


@pytest.fixture
def built(nursery: Nursery, course: Path) -> Path:
    """The course, built in the house's brand, and for a delivery with people."""
    nursery.rows(course, *WORDS)
    nursery.rows(course, "--delivery", "spring", *only("letter.txt"))
    return course


def records(course: Path) -> list[Path]:
    """The files that the records consist of; a lock says nothing."""
    folder = course / "build" / RECORDS
    return [each for each in sorted(folder.rglob("*")) if each.is_file() and each.stat().st_size]


def test_records_cut_short_at_any_byte_cost_at_most_time(tmp_path: Path) -> None:
    course = tmp_path / "course"
    write(course / "syllabus/course.yml", "title: Bees\nmodules: [01-hive]\n")
    write(course / "syllabus/01-hive.md", "---\ntitle: The hive\n---\n# Parts\n\n## Boxes\n\n- The floor carries all\n")
    write(course / "templates/module/brief.txt.j2", "---\ntitle: brief\n---\n{{ module.title }}\n")
    _build(course)
    wanted, chance, cut = tree(course / "build"), random.Random(7), 0
    before = {path: path.read_bytes() for path in records(course)}
    assert wanted
    assert before
    for path, data in before.items():
        lengths: Sequence[int] = range(len(data))
        if not FULL:
            lengths = sorted({0, len(data) - 1, *chance.sample(lengths, min(SAMPLES, len(lengths)))})
        for length in lengths:
            path.write_bytes(data[:length])
            _build(course)
            assert tree(course / "build") == wanted, f"{path.name} cut to {length} bytes"
            path.write_bytes(data)
            cut += 1
    assert cut >= 2 * len(before)


def _build(course: Path) -> None:
    """A build in this process: there are thousands of them."""
    report = build(Request(out=course / "build", only=("brief.txt",)), Files(course), Nobody())
    assert report.code() == 0, report.problems
    assert all(row.state != FAILED for row in report.rows)


def test_records_with_a_flipped_bit_make_no_file_wrong(nursery: Nursery, built: Path) -> None:
    wanted, chance = tree(built / "build"), random.Random(11)
    for _ in range(FLIPS):
        path = chance.choice(records(built))
        data = bytearray(path.read_bytes())
        position = chance.randrange(len(data))
        data[position] ^= 1 << chance.randrange(8)
        path.write_bytes(data)
        _holds(nursery, built, wanted, f"{path.name}, bit flipped in byte {position}")


def test_a_digit_that_changes_in_a_record_does_not_reach_a_paper(nursery: Nursery, built: Path) -> None:
    """What papers are told of another file (its pages) stands in its record alone, and a wrong number is good JSON too."""
    wanted = tree(built / "build")
    for path in records(built):
        path.write_bytes(path.read_bytes().replace(b'"pages": 1', b'"pages": 7').replace(b'"pages":1', b'"pages":7'))
    template = built / "templates/course/papers.txt.j2"
    write(template, template.read_text().replace("title: papers", "title: Papers"))
    nursery.rows(built, *WORDS)
    assert tree(built / "build") == wanted


def test_records_swapped_between_outputs_make_no_file_wrong(nursery: Nursery, built: Path) -> None:
    wanted, chance = tree(built / "build"), random.Random(3)
    for _ in range(40 if FULL else 2):
        one, two = chance.sample(records(built), 2)
        mine, other = one.read_bytes(), two.read_bytes()
        one.write_bytes(other)
        two.write_bytes(mine)
        _holds(nursery, built, wanted, f"{one} and {two} swapped")


def test_outputs_swapped_with_one_another_are_edits(nursery: Nursery, built: Path) -> None:
    one, two = (built / "build/house" / name / "brief.txt" for name in ("01-hive", "02-swarm"))
    mine, other = one.read_bytes(), two.read_bytes()
    one.write_bytes(other)
    two.write_bytes(mine)
    code, told = nursery.run(built, "build", *WORDS)
    assert (code, one.read_bytes(), two.read_bytes()) == (1, other, mine), told
    assert (one.with_name("brief.new.txt").read_bytes(), two.with_name("brief.new.txt").read_bytes()) == (mine, other)


DAMAGES: Mapping[str, Callable[[Path], object]] = {
    "deleted": lambda path: path.unlink(),
    "empty": lambda path: path.write_bytes(b""),
    "zeros, as after a power cut": lambda path: path.write_bytes(bytes(path.stat().st_size)),
    "no text": lambda path: path.write_bytes(b"\xff\xfe\x00\x80" * 50),
    "an empty list": lambda path: path.write_bytes(b"[]"),
    "null": lambda path: path.write_bytes(b"null"),
    "an empty object": lambda path: path.write_bytes(b"{}"),
    "a number that is none": lambda path: path.write_bytes(b'{"version": NaN}'),
    "nested without an end": lambda path: path.write_bytes(b"[" * 200_000),
    "of an older version": lambda path: _as_version(path, 0),
    "of a newer version": lambda path: _as_version(path, 99),
    "values of other kinds": lambda path: _with_values(path, 5),
    "values that are nothing": lambda path: _with_values(path, None),
    "values that are lists": lambda path: _with_values(path, [[]]),
    "values that are objects": lambda path: _with_values(path, {"a": {}}),
    "written twice": lambda path: path.write_bytes(path.read_bytes() * 2),
    "a folder in its place": lambda path: _instead(path, lambda: path.mkdir()),
    "a folder with files in its place": lambda path: _instead(path, lambda: write(path / "mine", "mine")),
    "a link to nowhere": lambda path: _instead(path, lambda: path.symlink_to("nowhere")),
    "a link to itself": lambda path: _instead(path, lambda: path.symlink_to(path.name)),
    "a link to another's": lambda path: _instead(path, lambda: path.symlink_to("../01-hive/brief.txt.json")),
}


def _instead(path: Path, put: Callable[[], object]) -> None:
    path.unlink()
    put()


def _as_version(path: Path, version: int) -> None:
    _store(path, {**json.loads(path.read_bytes()), "version": version})


def _with_values(path: Path, value: object) -> None:
    """The record's own keys and version, with another value everywhere else."""
    plain = json.loads(path.read_bytes())
    _store(path, {key: kept if key == "version" else value for key, kept in plain.items()})


def _store(path: Path, plain: Mapping[str, object]) -> None:
    """Writes a record under the digest that it should have: whoever wrote it meant it."""
    rest = json.dumps({key: value for key, value in plain.items() if key != "sum"})[1:].encode()
    path.write_bytes(SUM % digest(rest).encode() + rest)


@pytest.mark.parametrize("damage", some(DAMAGES, 3))
def test_damaged_records_cost_at_most_time(nursery: Nursery, built: Path, damage: str) -> None:
    wanted = tree(built / "build")
    for path in records(built):
        if path.suffix == ".json" or not damage.startswith(("of a", "values")):
            DAMAGES[damage](path)
    _holds(nursery, built, wanted, damage)


def test_records_that_are_gone_as_a_whole_or_in_part_cost_at_most_time(nursery: Nursery, built: Path) -> None:
    wanted, folder = tree(built / "build"), built / "build" / RECORDS
    shutil.rmtree(folder / "outputs")
    _holds(nursery, built, wanted, "no outputs")
    shutil.rmtree(folder)
    _holds(nursery, built, wanted, "nothing")
    shutil.rmtree(folder / "outputs")
    write(folder / "outputs", "a file")
    _holds(nursery, built, wanted, "a file in place of the folder of records")


def test_records_that_may_not_be_read_make_no_file_wrong(nursery: Nursery, course: Path) -> None:
    nursery.rows(course, *WORDS)
    wanted = tree(course / "build")
    for path in records(course):
        path.chmod(0)
    code, told = nursery.run(course, "build", *WORDS, bound=True)
    assert code == 0, told
    assert tree(course / "build") == wanted


def _holds(nursery: Nursery, course: Path, wanted: Mapping[str, str], what: str) -> None:
    """The next build ends well with the tree that was there, and the one after it finds nothing to do."""
    code, told = nursery.run(course, "build", *WORDS)
    assert code == 0, f"{what}: {told}"
    assert tree(course / "build") == wanted, what
    assert set(nursery.rows(course, *WORDS).values()) == {"up to date"}, what
