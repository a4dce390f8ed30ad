"""An edit right after a build is noticed, however little of the file's size and time it changes."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from courseware.build.building import build
from courseware.build.request import Request
from courseware.files import Files
from tests.torture.commands import Nobody, Nursery
from tests.torture.course import FULL, only, write

EDITS = 1000 if FULL else 30


@pytest.fixture
def slow_clock(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk that knows times by the second."""
    image, folder = tmp_path / "image", tmp_path / "disk"
    folder.mkdir()
    with image.open("wb") as file:
        file.truncate(16 * 1024 * 1024)
    for command in (["mkfs.ext2", "-q", "-I", "128", str(image)], ["mount", "-o", "loop", str(image), str(folder)]):
        if not shutil.which(command[0]) or subprocess.run(command, capture_output=True).returncode:
            pytest.skip("nobody here may mount a disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_an_edit_within_the_tick_of_a_slow_clock_is_noticed(slow_clock: Path) -> None:
    edit_and_build(slow_clock / "course", "in place", EDITS)


@pytest.mark.parametrize("save", ["in place", "as a new file", "under the time that it had"])
def test_every_edit_right_after_a_build_is_noticed(tmp_path: Path, save: str) -> None:
    edit_and_build(tmp_path / "course", save, EDITS)


def edit_and_build(course: Path, save: str, edits: int) -> None:
    """Builds, edits at once and builds again, so many times; the edit has to show each time."""
    chance = random.Random(save)
    write(course / "syllabus/course.yml", "title: Bees\nmodules: [01-hive]\n")
    write(course / "templates/module/brief.txt.j2", "---\ntitle: brief\n---\n{{ module.slides[1].title_text }}\n")
    module = course / "syllabus/01-hive.md"
    write(module, "---\ntitle: The hive\n---\n# Parts\n\n## Box 00000\n\n- The floor carries all\n")
    request = Request(out=course / "build", only=("brief.txt",))
    missed = 0
    for number in chance.sample(range(10_000, 100_000), edits):
        build(request, Files(course), Nobody())
        text, before = module.read_bytes(), module.stat()
        data = text[: text.index(b"Box ") + 4] + str(number).encode() + text[text.index(b"Box ") + 9 :]
        assert len(data) == len(text)
        if save == "as a new file":
            beside = module.with_name("beside")
            beside.write_bytes(data)
            beside.replace(module)
        else:
            module.write_bytes(data)
        if save == "under the time that it had":
            os.utime(module, ns=(before.st_atime_ns, before.st_mtime_ns))
        build(request, Files(course), Nobody())
        missed += f"Box {number}" not in (course / "build/house/01-hive/brief.txt").read_text()
    assert missed == 0


def test_an_edit_of_an_output_right_after_a_build_is_noticed(nursery: Nursery, course: Path) -> None:
    """Of the same size, and under the time that it had."""
    words = ("-j", "1", *only("brief.txt"))
    nursery.rows(course, *words)
    output = course / "build/house/01-hive/brief.txt"
    for old, new in ((b"hive", b"five"), (b"five", b"live"), (b"live", b"dive")):
        data, about = output.read_bytes(), output.stat()
        output.write_bytes(data.replace(old, new))
        os.utime(output, ns=(about.st_atime_ns, about.st_mtime_ns))
        code, told = nursery.run(course, "build", *words)
        assert (code, output.read_bytes()) == (1, data.replace(old, new)), told
