"""However a build ends, what stood there is as it was or as it should be: interrupted, asked to end, without room, without permission."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from courseware.build import atomic, placing
from courseware.build.atomic import write_file
from courseware.build.publishing import publish
from courseware.build.state import Record, State
from courseware.files import digest
from courseware.problems import CoursewareError
from tests.build.course import outputs, run, write, write_course

COMMAND = Path(sys.executable).parent / "courseware"
FULL = bool(os.environ.get("COURSEWARE_FULL"))
posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has other signals, limits and permissions")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course whose card takes many seconds to render."""
    write_course(tmp_path)
    slow = "{% for a in range(900) %}{% for b in range(9000) %}{% endfor %}{% endfor %}{{ module.title }}\n"
    write(tmp_path / "templates/module/card.txt.j2", slow)
    write(tmp_path / "templates/module/note.txt.j2", "{{ module.title }}\n")
    return tmp_path


def state_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and path.name != "lock"
    }


def members(group: int) -> bool:
    """Whether a process of the group is left."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


@posix
@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("times", [1, 3])
def test_a_signal_ends_a_build_at_once_and_cleanly(course: Path, jobs: str, number: int, times: int) -> None:
    if times == 3 and jobs == "1" and not FULL:
        pytest.skip("in the long form")
    command = [str(COMMAND), "build", "-j", jobs, "--only", "*.txt"]
    with subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as build:
        deadline = time.monotonic() + 30
        while not (course / "build/.courseware/settled").exists() and time.monotonic() < deadline:
            time.sleep(0.01)
        time.sleep(0.4)  # workers are at it
        before = time.monotonic()
        for _ in range(times):
            if number == signal.SIGINT:
                os.killpg(build.pid, number)  # as a terminal does
            else:
                build.send_signal(number)
            time.sleep(0.01)
        _, told = build.communicate(timeout=30)
        took = time.monotonic() - before
    assert build.returncode == 128 + number
    assert took < 3  # one second where the machine has nothing else to do
    assert "Traceback" not in told
    assert told.strip().splitlines()[-1:] in (["interrupted"], [])
    time.sleep(0.2)
    assert not members(build.pid)
    assert not list((course / "build").rglob(".*.tmp-*"))


@posix
def test_what_was_ignored_as_the_build_began_stays_ignored(course: Path) -> None:
    (course / "templates/module/card.txt.j2").unlink()

    def ignore() -> None:
        for number in (signal.SIGINT, signal.SIGHUP):
            signal.signal(number, signal.SIG_IGN)

    command = [str(COMMAND), "build", "-j", "1", "--only", "note.txt"]
    with subprocess.Popen(
        command, cwd=course, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, preexec_fn=ignore
    ) as build:
        for _ in range(20):
            build.send_signal(signal.SIGINT)
            build.send_signal(signal.SIGHUP)
            time.sleep(0.02)
        build.communicate(timeout=60)
        assert build.returncode == 0


@posix
def test_without_room_the_old_files_and_records_stay_and_the_way_out_is_told(course: Path) -> None:
    import resource

    words = [str(COMMAND), "build", "-j", "1", "--only", "deck.pptx", "1"]
    first = subprocess.run(words, cwd=course, capture_output=True, text=True, check=True)
    assert "1 file made" in first.stdout
    before = state_of(course / "build/house")
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text(encoding="utf-8").replace("A first point", "Another point"), encoding="utf-8")

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    done = subprocess.run(words, cwd=course, capture_output=True, text=True, check=False, preexec_fn=little)
    assert done.returncode == 1
    assert "build/house/01-weather/deck.pptx: the file can't be written: file too large" in done.stderr
    assert "make room on the disk, then build again; what stood there is as it was" in done.stderr
    assert "Traceback" not in done.stderr
    assert state_of(course / "build/house") == before
    again = subprocess.run(words, cwd=course, capture_output=True, text=True, check=True)
    assert "1 file made" in again.stdout


@pytest.mark.parametrize(
    ("number", "hint"),
    [
        (errno.ENOSPC, "make room on the disk"),
        (errno.EDQUOT, "make room on the disk"),
        (errno.EROFS, "choose another folder with -o"),
        (errno.EACCES, "close it where it is open in another program"),
        (errno.EIO, "check the disk's space"),
    ],
)
def test_whatever_the_disk_says_the_old_file_stays_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, hint: str
) -> None:
    path = tmp_path / "deck.pptx"
    path.write_bytes(b"old")

    def fail(_: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(CoursewareError, match=hint):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["deck.pptx"]


def test_a_name_that_is_too_long_is_told_and_a_long_one_is_written(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match=r"(?s)file name too long.*a shorter name"):
        write_file(tmp_path / ("n" * 300 + ".txt"), b"new")
    longest = tmp_path / ("n" * 251 + ".txt")
    write_file(longest, b"new")
    assert os.listdir(tmp_path) == [longest.name]


def test_a_folder_or_a_file_in_the_way_is_told(tmp_path: Path) -> None:
    (tmp_path / "deck.pptx").mkdir()
    with pytest.raises(CoursewareError, match="a folder stands in its place"):
        write_file(tmp_path / "deck.pptx", b"new")
    write(tmp_path / "file", "")
    with pytest.raises(CoursewareError, match="a file stands where a folder has to be"):
        write_file(tmp_path / "file/deck.pptx", b"new")
    assert sorted(os.listdir(tmp_path)) == ["deck.pptx", "file"]


def test_the_folder_goes_to_the_disk_after_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    synced, replaced = os.fsync, os.replace

    def fsync(handle: int) -> None:
        done.append("folder" if os.path.isdir(f"/proc/self/fd/{handle}") else "file")
        synced(handle)

    def replace(old: Any, new: Any) -> None:
        done.append("rename")
        replaced(old, new)

    monkeypatch.setattr(os, "fsync", fsync)
    monkeypatch.setattr(os, "replace", replace)
    write_file(tmp_path / "deck.pptx", b"new")
    assert done == (["file", "rename", "folder"] if os.path.isdir("/proc/self/fd") else done)


def test_a_file_whose_temporary_file_another_build_swept_is_written_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced = os.replace
    swept: list[Any] = []

    def replace(old: Any, new: Any) -> None:
        if not swept:
            swept.append(old)
            os.unlink(old)
        replaced(old, new)

    monkeypatch.setattr(os, "replace", replace)
    write_file(tmp_path / "deck.pptx", b"new")
    assert swept
    assert (tmp_path / "deck.pptx").read_bytes() == b"new"


def test_a_file_that_was_put_in_place_before_its_record_is_still_ours(tmp_path: Path) -> None:
    path = tmp_path / "card.txt"
    coming = Record(hash=digest(b"one"), maker="", request="", ingredients="", coming=digest(b"two"))
    path.write_bytes(b"two")
    assert publish(path, b"three", coming).state == "made"
    path.write_bytes(b"mine")
    assert publish(path, b"four", coming).state == "beside"


def test_a_build_killed_between_a_file_and_its_record_takes_it_for_its_own(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = ("build", "-j", "1", "--only", "note.txt", "-o", str(course / "build"))
    run(course, *words)
    kept = State.keep

    def killed(state: State, name: str, record: Record) -> None:
        if not record.coming:
            raise KeyboardInterrupt
        kept(state, name, record)

    def interrupted(*_: Any, **__: Any) -> None:
        raise KeyboardInterrupt

    change(course, "title: Weather", "title: Wind")
    with monkeypatch.context() as patched:
        patched.setattr(State, "keep", killed)
        with pytest.raises((KeyboardInterrupt, Exception)):  # Click has a name of its own for it
            run(course, *words)
    assert (course / "build/house/01-weather/note.txt").read_text() == "Wind\n"
    change(course, "title: Wind", "title: Hail")
    with monkeypatch.context() as patched:
        patched.setattr(placing, "publish", interrupted)  # and once more, before the file
        with pytest.raises((KeyboardInterrupt, Exception)):
            run(course, *words)
    change(course, "title: Hail", "title: Snow")
    answer = run(course, *words).return_value
    assert not answer.problems
    assert (answer.code, list(outputs(course / "build"))) == (
        0,
        ["house/01-weather/note.txt", "house/02-sports/note.txt"],
    )
    assert (course / "build/house/01-weather/note.txt").read_text() == "Snow\n"


def change(course: Path, old: str, new: str) -> None:
    module = course / "syllabus/01-weather.md"
    module.write_text(module.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_process_that_gives_up_leaves_no_temporary_file(tmp_path: Path) -> None:
    left = tmp_path / ".deck.pptx.tmp-1"
    left.write_bytes(b"half")
    atomic._under_way.add(left)
    atomic.abandon()
    atomic._under_way.discard(left)
    assert not left.exists()
