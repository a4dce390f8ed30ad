"""Builds of different outputs run side by side; those of the same wait for each other, say for whom, and make nothing twice."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from courseware.build import locking
from courseware.build.cleaning import clean
from courseware.build.locking import locked
from courseware.problems import CoursewareError
from tests.build.course import outputs, run, write, write_course

HOLD = """\
import sys
from pathlib import Path
from courseware.build.locking import locked
folder, *names = sys.argv[1:]
with locked(Path(folder), lambda process: print("waits for", process, flush=True), names or None) as waited:
    print("held", waited, flush=True)
    sys.stdin.readline()
"""
COMMAND = Path(sys.executable).parent / "courseware"


@contextmanager
def other(folder: Path, *names: str) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds outputs, or everything, until somebody writes it a line."""
    command = [sys.executable, "-c", HOLD, str(folder), *names]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def said(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    return process.stdout.readline().strip()


def release(process: subprocess.Popen[str]) -> None:
    assert process.stdin is not None
    process.stdin.write("\n")
    process.stdin.flush()


def never(process: int) -> None:
    raise AssertionError(f"waits for {process}")


def test_different_outputs_are_held_side_by_side(tmp_path: Path) -> None:
    with other(tmp_path, "house/01/deck.pptx", "house/02/deck.pptx") as process:
        assert said(process) == "held False"
        with locked(tmp_path, never, ["house/01/handout.pdf"]) as waited:
            assert not waited


@pytest.mark.parametrize("mine", [["b", "c"], None])
@pytest.mark.parametrize("theirs", [["c", "d"], []])
def test_whoever_wants_what_another_holds_waits_and_says_for_whom(
    tmp_path: Path, mine: list[str] | None, theirs: list[str]
) -> None:
    told = []
    with other(tmp_path, *theirs) as process:
        assert said(process) == "held False"

        def waiting(number: int) -> None:
            told.append(number)
            release(process)

        with locked(tmp_path, waiting, mine) as waited:
            assert waited
        assert told == [process.pid]


def test_two_that_want_the_same_in_another_order_do_not_block_each_other(tmp_path: Path) -> None:
    names = [f"house/{number:02}/deck.pptx" for number in range(40)]
    with other(tmp_path, *names) as one, other(tmp_path, *reversed(names)) as two:
        for process in (one, two):
            release(process)
        assert one.wait(20) == two.wait(20) == 0


def test_the_lock_of_a_killed_process_is_free(tmp_path: Path) -> None:
    with other(tmp_path) as process:
        assert said(process) == "held False"
        process.kill()
        process.wait()
        with locked(tmp_path, never) as waited:
            assert not waited


def test_whoever_waits_while_the_folder_is_removed_holds_the_new_one(tmp_path: Path) -> None:
    folder = tmp_path / ".courseware"
    with other(folder) as holder, ExitStack() as later:
        assert said(holder) == "held False"
        waiter = later.enter_context(other(folder, "a"))
        assert said(waiter) == f"waits for {holder.pid}"
        (folder / "lock").unlink()
        folder.rmdir()
        release(holder)
        assert said(waiter) == "held True"
        told: list[int] = []

        def waiting(number: int) -> None:
            told.append(number)
            release(waiter)

        with locked(folder, waiting, ["a"]):
            assert told == [waiter.pid]


def test_many_outputs_are_held_as_everything(tmp_path: Path) -> None:
    with other(tmp_path, *(f"{number}" for number in range(locking.MANY + 1))) as process:
        assert said(process) == "held False"
        told = []

        def waiting(number: int) -> None:
            told.append(number)
            release(process)

        with locked(tmp_path, waiting, ["something else"]):
            assert told == [process.pid]


@pytest.mark.skipif(sys.platform == "win32", reason="the system's call for it has another name there")
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS])
def test_a_folder_that_knows_no_locks_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("courseware.build.locking.fcntl.lockf", refuse)
    with (
        pytest.raises(
            CoursewareError, match=r"(?s)files can't be locked there: .*hint: a network folder may know no locks"
        ),
        locked(tmp_path / ".courseware", never),
    ):
        pass


def test_a_folder_for_reading_only_is_told_and_one_that_is_up_to_date_needs_no_lock(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_course(tmp_path)
    write(tmp_path / "templates/module/card.txt.j2", "{{ module.title }}\n")
    words = ("build", "-j", "1", "--only", "card.txt", "-o", str(tmp_path / "build"))
    run(tmp_path, *words)

    opened = Path.open

    def refuse(path: Path, *given: Any, **named: Any) -> Any:
        if path.name == "lock":
            raise OSError(errno.EROFS, os.strerror(errno.EROFS))
        return opened(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    assert run(tmp_path, *words).return_value.text.endswith("2 files up to date")
    with pytest.raises(
        CoursewareError, match=r"(?s)nothing can be written there: read-only.*choose another one with -o"
    ):
        run(tmp_path, *words, "--force")


def start(course: Path, *words: str) -> subprocess.Popen[str]:
    command = [str(COMMAND), "build", "-j", "1", *words]
    return subprocess.Popen(command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose modules take a while to render."""
    write_course(tmp_path)
    slow = "{% for a in range(150) %}{% for b in range(150) %}{% endfor %}{% endfor %}{{ module.title }}\n"
    write(tmp_path / "templates/module/card.txt.j2", slow)
    write(tmp_path / "templates/module/note.txt.j2", slow)
    return tmp_path


def test_two_builds_of_different_files_are_under_way_at_once(course: Path) -> None:
    state = course / "build/.courseware"
    with other(state, "house/01-weather/card.txt") as process:
        assert said(process) == "held False"
        with start(course, "--only", "note.txt") as theirs:
            _, err = theirs.communicate(timeout=60)
            assert (theirs.returncode, err.count("waiting")) == (0, 0)
        with start(course, "--only", "card.txt", "1") as same:
            assert same.stderr is not None
            assert same.stderr.readline().strip() == f"waiting for another build in this folder (process {process.pid})"
            release(process)
            same.communicate(timeout=60)
            assert same.returncode == 0


def test_two_builds_of_the_same_make_it_once(course: Path) -> None:
    builds = [start(course, "--only", "card.txt") for _ in range(2)]
    told = [each.communicate(timeout=120)[0] for each in builds]
    assert [each.returncode for each in builds] == [0, 0]
    assert sorted(text.strip().splitlines()[-1] for text in told) == ["2 files made", "2 files up to date"]
    assert len(list(outputs(course / "build"))) == 2


def test_clean_waits_for_a_build(course: Path) -> None:
    run(course, "build", "-j", "1", "--only", "card.txt", "-o", str(course / "build"))
    with other(course / "build/.courseware", "house/01-weather/card.txt") as process:
        assert said(process) == "held False"
        told = []

        def waiting(number: int) -> None:
            told.append(number)
            time.sleep(0.2)
            assert (course / "build/house/01-weather/card.txt").exists()
            release(process)

        removed, edited = clean(course / "build", waiting)
        assert (told, len(removed), edited) == ([process.pid], 2, ())
    assert not (course / "build").exists()
