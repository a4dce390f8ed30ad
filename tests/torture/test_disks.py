"""Disks that are full, folders that may not be written, clocks that go wrong, folders that move: no old file is harmed, and the next build is right."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.torture.commands import RECORDS, Nursery, clean_tree, leftovers, tree
from tests.torture.course import FULL, TEXTS, only, some, write

WORDS = ("-j", "1", *only("brief.txt", "hand.txt", "overview.txt", "deck.pptx"))


def entitle(course: Path, title: str) -> None:
    """Another title, which stands in most documents."""
    facts = course / "syllabus/course.yml"
    lines = facts.read_text().splitlines(keepends=True)
    write(facts, f"title: {title}\n" + "".join(lines[1:]))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    folder = tmp_path / "disk"
    folder.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", "size=1m", "courseware", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        pytest.skip("nobody here may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_leaves_the_old_files_and_says_so(nursery: Nursery, course: Path, small_disk: Path) -> None:
    out = small_disk / "build"
    nursery.rows(course, "-o", str(out), *WORDS)
    before = tree(out)
    entitle(course, "Minding bees")
    ballast = small_disk / "ballast"
    with ballast.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(bytes(4096))
    code, told = nursery.run(course, "build", "-o", str(out), *WORDS)
    assert code == 1, told
    assert "no space left" in told
    assert tree(out) == before
    ballast.unlink()
    nursery.rows(course, "-o", str(out), *WORDS)
    assert tree(out) == clean_tree(nursery, course, *WORDS)
    assert leftovers(out) == []


@pytest.mark.parametrize("largest", some([0, 1, 1000, 3000, 30_000], 3))
def test_files_that_may_not_grow_leave_the_old_ones_whole(nursery: Nursery, course: Path, largest: int) -> None:
    nursery.rows(course, *WORDS)
    before = tree(course / "build")
    entitle(course, "Minding bees")
    wanted = clean_tree(nursery, course, *WORDS)
    run = nursery.start(course, "build", *WORDS, largest=largest)
    code = run.wait()
    assert code == 1, run.text()
    for name, found in tree(course / "build").items():
        assert found in (before[name], wanted[name])
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == wanted
    assert leftovers(course / "build") == []


@pytest.mark.parametrize(
    "place", some(["build", "build/house/01-hive", f"build/{RECORDS}", f"build/{RECORDS}/outputs/house/01-hive"], 3)
)
def test_folders_that_may_not_be_written_leave_the_old_files(nursery: Nursery, course: Path, place: str) -> None:
    nursery.rows(course, *WORDS)
    before = tree(course / "build")
    entitle(course, "Minding bees")
    wanted = clean_tree(nursery, course, *WORDS)
    folders = [course / place, *(each for each in (course / place).rglob("*") if each.is_dir())]
    for folder in folders:
        folder.chmod(0o555)
    code, told = nursery.run(course, "build", *WORDS, bound=True)
    for folder in folders:
        folder.chmod(0o755)
    assert code == 1, told
    assert "may" in told or "can't be written" in told
    for name, found in tree(course / "build").items():
        assert found in (before[name], wanted[name])
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == wanted


def test_a_source_that_may_not_be_read_is_told_and_the_old_files_stay(nursery: Nursery, course: Path) -> None:
    nursery.rows(course, *WORDS)
    before = tree(course / "build")
    module = course / "syllabus/01-hive.md"
    module.chmod(0)
    code, told = nursery.run(course, "build", *WORDS, bound=True)
    module.chmod(0o644)
    assert code == 1
    assert "the file may not be read: syllabus/01-hive.md" in told
    assert tree(course / "build") == before
    assert set(nursery.rows(course, *WORDS).values()) == {"up to date"}


@pytest.mark.parametrize(
    "what", some(["build", "build/house", f"build/{RECORDS}", "syllabus/02-swarm.md", "templates"], 2)
)
def test_what_is_deleted_while_a_build_runs_costs_no_more_than_that_build(
    nursery: Nursery, course: Path, what: str
) -> None:
    words = only("deck.pptx") if what.endswith(RECORDS) else WORDS  # without records a text can't tell who wrote it
    for turn in range(12 if FULL else 2):
        entitle(course, "Keeping bees" if turn % 2 else "Minding bees")
        wanted = clean_tree(nursery, course, *words)
        run = nursery.start(course, "build", *words)
        time.sleep(0.08 * turn)
        path, aside = course / what, course / "aside"
        if path.exists():
            path.rename(aside)
        code = run.wait()
        assert "Traceback" not in run.text()
        assert "a bug in courseware" not in run.text(), run.text()
        assert code in (0, 1, 2), run.text()
        if aside.exists() and what.startswith("build"):
            shutil.rmtree(aside)
        elif aside.exists():
            aside.rename(path)
        nursery.rows(course, *words)
        assert tree(course / "build") == wanted


@pytest.mark.parametrize("when", some([0, 1, 4_000_000_000, 10_000_000_000], 3))
def test_times_of_files_do_not_matter(nursery: Nursery, course: Path, when: int) -> None:
    nursery.rows(course, *WORDS)
    for path in course.rglob("*"):
        os.utime(path, (when, when))
    assert set(nursery.rows(course, *WORDS).values()) == {"up to date"}
    for title in ("Minding bees", "Tending bees"):  # of one length, under one time
        entitle(course, title)
        os.utime(course / "syllabus/course.yml", (when, when))
        nursery.rows(course, *WORDS)
        assert title in (course / "build/house/01-hive/brief.txt").read_text()
    assert tree(course / "build") == clean_tree(nursery, course, *WORDS)


@pytest.mark.parametrize("how", some(["cp -r", "cp -a", "mv", "git clone"], 3))
def test_a_course_that_moves_takes_what_was_built_along(
    nursery: Nursery, course: Path, tmp_path: Path, how: str
) -> None:
    nursery.rows(course, *WORDS)
    before, moved = tree(course / "build"), tmp_path / "elsewhere/deep"
    moved.parent.mkdir()
    if how.startswith("git"):
        author = ("-c", "user.name=A", "-c", "user.email=a@b.example")
        for words in (("init", "-q"), ("add", "-A", "-f"), (*author, "commit", "-q", "-m", "All")):
            subprocess.run(["git", "-C", str(course), *words], check=True)
        subprocess.run(["git", "clone", "-q", str(course), str(moved)], check=True)
    else:
        subprocess.run([*how.split(), str(course), str(moved)], check=True)
    assert set(nursery.rows(moved, *WORDS).values()) == {"up to date"}
    entitle(moved, "Minding bees")
    nursery.rows(moved, *WORDS)
    assert tree(moved / "build") == clean_tree(nursery, moved, *WORDS)
    if how != "mv":
        assert tree(course / "build") == before


def test_a_build_that_was_copied_over_an_older_one_is_known_for_what_it_is(
    nursery: Nursery, course: Path, tmp_path: Path
) -> None:
    """Outputs and records of two builds mixed, as a copy that broke off leaves them."""
    nursery.rows(course, *WORDS)
    shutil.copytree(course / "build", tmp_path / "old")
    entitle(course, "Minding bees")
    nursery.rows(course, *WORDS)
    wanted = tree(course / "build")
    shutil.copytree(tmp_path / "old" / RECORDS, course / "build" / RECORDS, dirs_exist_ok=True)
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == wanted
    shutil.copytree(tmp_path / "old", course / "build", dirs_exist_ok=True)
    nursery.rows(course, *WORDS)
    assert tree(course / "build") == wanted


def test_an_output_folder_that_is_a_link_stays_one(nursery: Nursery, course: Path) -> None:
    (course / "made").mkdir()
    (course / "build").symlink_to("made")
    nursery.rows(course, *WORDS)
    assert (course / "build").is_symlink()
    wanted = clean_tree(nursery, course, *WORDS)
    assert tree(course / "made") == wanted


def test_the_umask_decides_who_may_read_an_output(nursery: Nursery, course: Path) -> None:
    nursery.rows(course, *only(*TEXTS), mask=0o027)
    modes = {(course / "build" / name).stat().st_mode & 0o777 for name in tree(course / "build")}
    assert modes == {0o640}
