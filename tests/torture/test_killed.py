"""A build that is killed leaves old files and new ones, never half of one, and the next build finishes what it began."""

from __future__ import annotations

import os
import random
import time
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from pptx import Presentation

from tests.torture.commands import Nursery, Run, clean_tree, leftovers, tree
from tests.torture.course import EVERY, FULL, only, write

MOMENTS = 100 if FULL else 3
"""For each of the ways below."""
WAYS = {
    "a brand": ("--zip", *only(*EVERY)),
    "a delivery": ("--zip", "--delivery", "spring", *only(*EVERY)),
}
"""Together all kinds of documents: decks, PDFs, pages, texts, tables, calendars, papers about people, and the zip to send."""
TITLES = ("Keeping bees", "Keeping calm")


@pytest.mark.parametrize("way", WAYS)
def test_a_killed_build_leaves_whole_files_and_the_next_one_ends_its_work(
    nursery: Nursery, course: Path, way: str
) -> None:
    words, chance = WAYS[way], random.Random(way)
    trees = [_entitled(nursery, course, words, title) for title in TITLES]
    assert trees[0].keys() == trees[1].keys()
    _entitle(course, TITLES[0])
    nursery.rows(course, *words)
    for name in trees[0]:
        assert _opens(course / "build" / name), name
    killer, killed, old = Killer(chance), 0, 0
    for _ in range(4 * MOMENTS):
        new = 1 - old
        _entitle(course, TITLES[new])
        jobs = chance.choice(("1", "2"))
        run = nursery.start(course, "build", "-j", jobs, *words, **killer.plan(jobs))
        killer.wait_and_kill(run)
        killed += run.wait() == -9
        assert run.strays() == ()
        for name, found in tree(course / "build").items():
            if ".tmp-" not in name:
                assert found in (trees[old].get(name), trees[new].get(name)), f"{name} is torn"
        if chance.random() < 0.3:  # somebody thinks better of it
            _entitle(course, TITLES[old])
            new = old
        nursery.rows(course, "-j", "1", *words)
        assert tree(course / "build") == trees[new]
        assert leftovers(course / "build") == []
        old = new
        if killed == MOMENTS:
            return
    raise AssertionError(f"only {killed} builds could be killed")


def test_no_output_is_ever_opened_for_writing_in_its_place(nursery: Nursery, course: Path, tmp_path: Path) -> None:
    """Half a file is there for less time than a test that kills can hit, so this looks at how files come to their places."""
    log = tmp_path / "log"
    for words in WAYS.values():
        for turn in (0, 1):
            _entitle(course, TITLES[turn])
            nursery.rows(course, "-j", "2", *words, log=str(log))
    opened = {Path(line) for line in log.read_text().splitlines() if "build" in Path(line).parts}
    beside = {path for path in opened if ".tmp-" in path.name}
    names = {Path(name).name for name in tree(course / "build")}
    assert {path.name.removeprefix(".").partition(".tmp-")[0] for path in beside} >= names
    assert {path.name.partition("-")[0] for path in opened - beside} <= {"lock", "clock"}


def test_what_a_killed_build_left_in_the_users_cache_goes_when_no_build_can_be_writing_it(
    nursery: Nursery, course: Path, tmp_path: Path
) -> None:
    cache = tmp_path / "cache"
    cache.mkdir()
    old, new = cache / ".old.pickle.tmp-1", cache / ".new.pickle.tmp-2"
    for path in (old, new):
        path.write_bytes(b"half")
    os.utime(old, (1, 1))
    nursery.rows(course, *only("brief.txt"), cache=cache)
    assert (old.exists(), new.exists()) == (False, True)


@pytest.mark.parametrize("seed", range(20 if FULL else 1))
def test_a_killed_worker_costs_at_most_its_own_unit_which_is_named(nursery: Nursery, course: Path, seed: int) -> None:
    words, chance = ("-j", "2", *only(*EVERY)), random.Random(seed)
    wanted = clean_tree(nursery, course, *words)
    began = time.monotonic()
    run = nursery.start(course, "build", *words)
    workers: tuple[int, ...] = ()
    while not workers and time.monotonic() < began + 5:
        workers = run.processes()
    time.sleep(chance.random() * 0.2)
    alive = [each for each in run.processes() if each in workers] or list(run.processes())
    if alive:
        run.kill(chance.choice(alive))
    code = run.wait()
    assert run.strays() == ()
    found = tree(course / "build")
    if len(found) < len(wanted):
        found.pop("house/course/papers.txt", None)  # it names the pages of what there is
    missing = {name.rpartition("/")[0] for name in wanted.keys() - found.keys()}
    assert found == {name: wanted[name] for name in found}
    assert code == (1 if missing else 0), run.text()
    assert len(missing - {"house/course"}) <= 1, missing
    for folder in missing:
        assert folder in run.text()
    nursery.rows(course, *words)
    assert tree(course / "build") == wanted
    assert leftovers(course / "build") == []


class Killer:
    """Chooses when a build is killed: at a moment of its time, or before one of its changes of a folder."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        self.changes, self.seconds = 120, 1.0
        self.moment: float | None = None
        self.number = 0

    def plan(self, jobs: str) -> dict[str, Any]:
        """What the command is started with."""
        self.moment = self.chance.random() * self.seconds if self.chance.random() < 0.4 else None
        self.number = self.chance.randrange(self.changes)
        if self.moment is not None:
            return {}
        return {"kill": ("worker" if jobs == "2" and self.chance.random() < 0.2 else "parent", self.number)}

    def wait_and_kill(self, run: Run) -> None:
        """Kills the command, where its moment has come before its end."""
        if self.moment is not None:
            time.sleep(self.moment)
            run.kill()


def _entitled(nursery: Nursery, course: Path, words: Sequence[str], title: str) -> Mapping[str, str]:
    _entitle(course, title)
    return clean_tree(nursery, course, *words)


def _entitle(course: Path, title: str) -> None:
    """Gives the course another title, which stands in every document but the figures; those get another slide."""
    facts = course / "syllabus/course.yml"
    write(facts, facts.read_text().replace(*(TITLES if title == TITLES[1] else TITLES[::-1])))
    for path in (course / "syllabus").glob("0*.md"):
        more = f"\n## {TITLES[1]}\n\n- More\n"
        text = path.read_text().replace(more, "")
        write(path, text + more if title == TITLES[1] else text)


def _opens(path: Path) -> bool:
    """Whether a file can be read to its end by a program of its kind."""
    if path.suffix == ".pptx":
        return len(Presentation(str(path)).slides) > 0
    if path.suffix == ".pdf":
        with pikepdf.open(path) as pdf:
            return len(pdf.pages) > 0
    if path.suffix == ".zip":
        with zipfile.ZipFile(path) as archive:
            return archive.testzip() is None
    return bool(path.read_text(encoding="utf-8"))
