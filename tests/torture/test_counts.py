"""Each kind of edit writes exactly the outputs that show it, renders again only those that could, and touches no other."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Mapping
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

from tests.torture.commands import Nursery, tree
from tests.torture.counting import KINDS
from tests.torture.course import EVERY, FULL, TEXTS, only, some, write_course

DOCUMENTS = only(*(EVERY if FULL else TEXTS))
REQUESTS = (("--brand", "house", "--brand", "acorn", *DOCUMENTS), ("--delivery", "spring", *DOCUMENTS))


@pytest.fixture(scope="module")
def built(nursery: Nursery, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course, built in two brands and for a delivery."""
    course = write_course(tmp_path_factory.mktemp("counts") / "course")
    states = _build(nursery, course)
    assert set(states.values()) == {"made"}
    return course


@pytest.mark.parametrize("kind", some(KINDS, 3))
def test_an_edit_writes_exactly_the_outputs_that_show_it(
    nursery: Nursery, built: Path, tmp_path: Path, kind: str
) -> None:
    course = tmp_path / "course"
    shutil.copytree(built, course)
    before, stamps = tree(course / "build"), _stamps(course)
    KINDS[kind].edit(course)
    states = _build(nursery, course)
    assert _those(states, "made") == _meant(KINDS[kind].written, states)
    again = _meant(KINDS[kind].again, states) - _meant(KINDS[kind].written, states)
    assert _those(states, "unchanged") == again
    after = tree(course / "build")
    assert {name for name in after if before.get(name) != after[name]} == _those(states, "made")
    assert before.keys() - after.keys() == _meant(KINDS[kind].gone, before)
    kept = {name: stamp for name, stamp in _stamps(course).items() if states[name] != "made"}
    assert kept == {name: stamps[name] for name in kept}


def test_an_option_writes_the_documents_that_have_it_and_none_when_it_is_as_before(
    nursery: Nursery, built: Path, tmp_path: Path
) -> None:
    course = tmp_path / "course"
    shutil.copytree(built, course)
    before = tree(course / "build")
    for words in (("--set", "brief.txt:lines=5"), ()):
        states = _build(nursery, course, *words)
        assert _those(states, "made") == _meant(("*/brief.txt",), states)
        assert _those(states, "unchanged") == set()
    assert tree(course / "build") == before


def _build(nursery: Nursery, course: Path, *words: str) -> dict[str, str]:
    """What became of each output of both requests."""
    states: dict[str, str] = {}
    for request in REQUESTS:
        states |= nursery.rows(course, "-j", "1", *request, *words)
    return states


def _those(states: Mapping[str, str], state: str) -> set[str]:
    return {name for name, found in states.items() if found == state}


def _meant(patterns: Iterable[str], names: Iterable[str]) -> set[str]:
    return {name for name in names for pattern in patterns if fnmatchcase(name, pattern)}


def _stamps(course: Path) -> dict[str, tuple[int, int]]:
    """Time and inode of each output: a file that is written over with the same bytes has others."""
    out = course / "build"
    return {name: ((about := (out / name).stat()).st_mtime_ns, about.st_ino) for name in tree(out)}
