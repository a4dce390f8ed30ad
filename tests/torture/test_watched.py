"""`build --watch` comes to the tree of a clean build after whatever is done while it watches, and ends without a trace."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from tests.torture.commands import ROOT, Nursery, leftovers, tree
from tests.torture.course import FULL, TEXTS, only, write
from tests.torture.edits import EDITS, take_the_include_away

WORDS = ("--delivery", "spring", *only(*TEXTS))
EDITED = 40 if FULL else 2
PATIENCE = 40.0  # seconds; the machine may be busy with other things


@pytest.mark.parametrize("seed", range(3 if FULL else 1))
def test_a_watching_build_follows_any_edit(nursery: Nursery, course: Path, seed: int) -> None:
    chance = random.Random(seed)
    with _watching(nursery, course):
        for _ in range(EDITED):
            done = []
            for _ in range(chance.choice((1, 1, 3))):
                edit, number = chance.choice(EDITS), chance.randrange(1000)
                edit(course, number)
                done.append(f"{edit.__name__} {number}")
                time.sleep(chance.choice((0.0, 0.0, 0.3)))
            _comes_to(nursery, course, " ".join(done))


def test_a_watching_build_and_another_one_in_the_same_folder_do_not_harm_each_other(
    nursery: Nursery, course: Path
) -> None:
    with _watching(nursery, course):
        for turn in range(6 if FULL else 1):
            take_the_include_away(course, turn)
            take_the_include_away(course, turn)
            runs = [nursery.start(course, "build", "-j", "1", *WORDS) for _ in range(2)]
            assert [run.wait() for run in runs] == [0, 0], [run.text() for run in runs]
            _comes_to(nursery, course, f"turn {turn}")


def test_outputs_that_go_while_a_build_watches_come_back_with_the_next_edit(nursery: Nursery, course: Path) -> None:
    with _watching(nursery, course):
        (course / "build").rename(course.parent / "gone")
        module = course / "syllabus/02-swarm.md"
        write(module, module.read_text() + "\n## More\n\n- More\n")
        _comes_to(nursery, course, "the folder was removed")


@contextmanager
def _watching(nursery: Nursery, course: Path) -> Iterator[None]:
    """A build that watches, which has to end at Ctrl-C with nothing left of it."""
    told = course.parent / "told"
    with told.open("w") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "courseware.cli", "-C", str(course), "build", "--watch", "-j", "1", *WORDS],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env=os.environ | {"COURSEWARE_CACHE": str(nursery.cache)},
            start_new_session=True,
        )
    try:
        _until(lambda: "watching" in told.read_text(), told)
        yield
        process.send_signal(signal.SIGINT)
        assert process.wait(PATIENCE) in (0, 130)
        text = told.read_text()
        assert "Traceback" not in text
        assert "a bug in courseware" not in text
        assert leftovers(course / "build") == []
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _comes_to(nursery: Nursery, course: Path, what: str) -> None:
    """Waits until every output is as a clean build makes it."""
    wanted = _build_elsewhere(nursery, course)
    _until(lambda: wanted.items() <= tree(course / "build").items(), course.parent / "told", what)


def _build_elsewhere(nursery: Nursery, course: Path) -> Mapping[str, str]:
    """What a clean build makes; nothing where the course can't be built as it stands."""
    elsewhere = nursery.folder / "beside"
    shutil.copytree(course, elsewhere, symlinks=True, ignore=shutil.ignore_patterns("build"))
    try:
        code, _ = nursery.run(elsewhere, "build", "-j", "1", *WORDS, cache=elsewhere / "empty")
        return tree(elsewhere / "build") if code == 0 else {}
    finally:
        shutil.rmtree(elsewhere)


def _until(right: Callable[[], bool], told: Path, what: str = "") -> None:
    end = time.monotonic() + PATIENCE
    while not right():
        assert time.monotonic() < end, f"{what}: {told.read_text()[-2000:]}"
        time.sleep(0.05)
