"""A file is known by its times only where they can't lie."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from courseware import sights
from courseware.build.freshness import Now
from courseware.build.maker import program
from courseware.files import Files, digest
from courseware.sights import FAR, GRAIN, Moment, Sights, moment, signature

OLD = 10 * GRAIN


def seen(path: Path, begun: Moment | None) -> Sights:
    """What is known of a file after a look at it."""
    look = Sights(begun=begun)
    look.note(str(path), str(path), signature(str(path)), digest(path.read_bytes()))
    return look


def later(path: Path, nanoseconds: int = OLD) -> Moment:
    """A moment so long after the file was last touched, by the clock of its file system."""
    about = os.stat(path)
    return Moment(about.st_dev, max(about.st_mtime_ns, about.st_ctime_ns) + nanoseconds, time.time_ns())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "a.md"
    path.write_text("one")
    return path


def test_a_file_that_was_left_alone_is_known_without_reading(path: Path) -> None:
    known = Sights(seen(path, later(path)).settled())
    assert known.digest(str(path), str(path)) == digest(b"one")
    path.write_text("two")
    assert known.digest(str(path), str(path)) is None


def test_a_file_of_this_moment_is_not_known_whatever_its_times_say(path: Path) -> None:
    for begun in (later(path, 0), later(path, GRAIN), moment(str(path.parent)), None):
        assert seen(path, begun).settled() == {}


def test_a_time_that_was_put_back_is_noticed(path: Path) -> None:
    about = os.stat(path)
    known = Sights(seen(path, later(path)).settled())
    path.write_text("two")
    os.utime(path, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert os.stat(path).st_mtime_ns == about.st_mtime_ns
    assert known.digest(str(path), str(path)) is None


def test_a_time_in_the_future_is_never_trusted(path: Path) -> None:
    begun = later(path)
    os.utime(path, ns=(begun.there * 2, begun.there * 2))
    assert seen(path, begun).settled() == {}


def test_another_file_in_its_place_is_noticed(path: Path) -> None:
    about = os.stat(path)
    known = Sights(seen(path, later(path)).settled())
    other = path.with_name("b.md")
    other.write_text("two")
    os.utime(other, ns=(about.st_atime_ns, about.st_mtime_ns))
    os.replace(other, path)
    assert known.digest(str(path), str(path)) is None


def test_a_file_on_another_file_system_has_to_be_older_by_far(path: Path) -> None:
    about = os.stat(path)
    young = Moment(about.st_dev + 1, about.st_ctime_ns + 10 * FAR, about.st_ctime_ns + OLD)
    old = Moment(about.st_dev + 1, 0, about.st_ctime_ns + 2 * FAR)
    assert seen(path, young).settled() == {}
    assert str(path) in seen(path, old).settled()


def test_a_file_that_changes_while_it_is_read_is_not_known(path: Path) -> None:
    look = Sights(begun=later(path, 100 * OLD))
    before = signature(str(path))
    content = path.read_bytes()
    path.write_text("other")
    look.note(str(path), str(path), before, digest(content))
    assert look.seen == {}


def test_windows_knows_no_file_by_its_times(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("courseware.sights.sys.platform", "win32")
    assert signature(str(path)) is None
    assert seen(path, later(path)).seen == {}


def test_a_thousand_edits_of_the_same_size_are_all_noticed(path: Path) -> None:
    files = Files(path.parent, {})
    known: dict[str, tuple[sights.Signature, str]] = {}
    for number in range(1000):
        then = digest(path.read_bytes())
        now = Now(files, sights=Sights(known, moment(str(path.parent))))
        assert now.now("a.md") == then
        known = now.sights.settled()
        path.write_text(f"{number:03}")
        assert Now(files, sights=Sights(known)).now("a.md") == digest(f"{number:03}".encode()), number


def test_a_program_is_known_by_its_contents(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cache").mkdir()
    found = set()
    for number in range(2):
        package = tmp_path / f"here{number}/courseware"
        (package / "commands").mkdir(parents=True)
        for name, text in (("a.py", "A = 1\n"), ("cli.py", f"B = {number}\n"), ("commands/c.py", f"C = {number}\n")):
            (package / name).write_text(text)
            os.utime(package / name, (1000 + number, 1000 + number))
        found.add(program(str(package)))
    assert len(found) == 1
    (tmp_path / "here0/courseware/a.py").write_text("A = 2\n")
    assert program(str(tmp_path / "here0/courseware")) not in found
