"""`courseware build --watch` as a trainer has it: a process that goes on, and real edits."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.build.course import FACTS, MODULE, outputs, write, write_course

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="ends the process with SIGINT")

PATIENCE = 60.0
"""Seconds that a loaded machine may take; a test waits no longer than it has to."""
WEATHER = "syllabus/01-weather.md"
DECK = "house/01-weather/deck.pptx"


class Watched:
    """The process and what it says."""

    def __init__(self, project: Path, *words: str) -> None:
        self.project = project
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "COURSEWARE_CACHE": str(project.parent / "cache")}
        command = [sys.executable, "-m", "courseware.cli", "-C", str(project), "build", "--watch", *words]
        self.process = subprocess.Popen(
            [*command, "-o", str(project / "build")],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            env=environment,
            cwd=project,
        )
        self.said: list[str] = []
        self._lines: queue.Queue[str] = queue.Queue()
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._lines.put(line)

    def hear(self, *words: str) -> str:
        """The next line that has all the words; fails where none comes."""
        end = time.monotonic() + PATIENCE
        while True:
            try:
                line = self._lines.get(timeout=max(0.01, end - time.monotonic()))
            except queue.Empty:
                raise AssertionError(f"{words} was not said:\n{''.join(self.said)}") from None
            self.said.append(line)
            if all(word in line for word in words):
                return line

    def edit(self, old: str, new: str, name: str = WEATHER) -> None:
        path = self.project / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    def close(self) -> None:
        """Ends it whatever it does."""
        with suppress(OSError):
            self.process.kill()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def end(self) -> int:
        """Presses Ctrl-C; the exit status."""
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=PATIENCE)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_course(tmp_path / "course")


@pytest.fixture
def begun() -> Iterator[list[Watched]]:
    """The processes of a test, ended after it whatever happened."""
    found: list[Watched] = []
    yield found
    for each in found:
        each.close()


def watch(begun: list[Watched], project: Path, *words: str) -> Watched:
    begun.append(Watched(project, *words))
    begun[-1].hear("watching; Ctrl-C ends it")
    return begun[-1]


def words_in(deck: Path) -> str:
    from pptx import Presentation

    return " ".join(
        shape.text_frame.text
        for slide in Presentation(str(deck)).slides
        for shape in slide.shapes
        if shape.has_text_frame
    )


@pytest.mark.parametrize("brand", ["house", "fjordlight"])
def test_each_edit_builds_what_shows_it_and_ctrl_c_ends_it(project: Path, begun: list[Watched], brand: str) -> None:
    watching = watch(begun, project, "--brand", brand, "--only", "deck.pptx")
    deck = project / f"build/{brand}/01-weather/deck.pptx"
    other = project / f"build/{brand}/02-sports/deck.pptx"
    before = other.stat().st_mtime_ns
    for number in range(3):
        watching.edit("A first point" if number == 0 else f"point {number - 1}", f"point {number}")
        line = watching.hear(f"{brand}/01-weather: deck.pptx")
        assert line.rstrip().endswith(" s")
        assert f"point {number}" in words_in(deck)
    assert other.stat().st_mtime_ns == before
    assert watching.end() == 0
    assert not any("Traceback" in line for line in watching.said)


def test_handout_and_notes_come_with_the_deck(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "-j", "2", "01-weather")
    watching.edit("What everybody may read", "What all may read")
    watching.hear("01-weather:", "handout.pdf")
    watching.edit("The trainer says", "The trainer asks")
    line = watching.hear("01-weather:", "instructor-notes.pdf")
    assert "deck.pptx" in line  # its notes pages
    assert watching.end() == 0


def test_the_documents_of_the_course_follow_when_the_modules_are_made(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "--only", "deck.pptx", "--only", "outline.pdf")
    watching.edit("title: Small talk", "title: Long talk", "syllabus/course.yml")
    watching.hear("house/course: outline.pdf")
    watching.edit("title: Weather", "title: Climate")
    watching.hear("house/01-weather: deck.pptx")
    watching.hear("house/course: outline.pdf")
    assert watching.end() == 0


def test_an_error_is_told_at_its_line_and_mended_by_the_next_edit(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "--only", "deck.pptx")
    before = (project / "build" / DECK).read_bytes()
    watching.edit("- A second point", "\n![A cloud](cloud.png)")
    watching.hear(f"{WEATHER}:13: the picture is missing: cloud.png")
    assert (project / "build" / DECK).read_bytes() == before
    watching.edit("\n![A cloud](cloud.png)", "- A third point")
    watching.hear("house/01-weather: deck.pptx")
    assert "A third point" in words_in(project / "build" / DECK)
    assert watching.end() == 0


def test_a_course_that_is_gone_is_waited_for(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "--only", "deck.pptx")
    (project / "syllabus/course.yml").unlink()
    watching.hear("syllabus/course.yml: there is no course here")
    write(project / "syllabus/course.yml", FACTS)
    watching.hear("nothing to make")
    (project / "syllabus").rename(project / "elsewhere")
    watching.hear("syllabus/course.yml: there is no course here")
    (project / "elsewhere").rename(project / "syllabus")
    watching.hear("nothing to make")
    watching.edit("A first point", "The first point")
    watching.hear("house/01-weather: deck.pptx")
    assert watching.end() == 0


def test_an_editor_that_saves_by_renaming_is_followed_and_its_scratch_files_are_not(
    project: Path, begun: list[Watched]
) -> None:
    watching = watch(begun, project, "--only", "deck.pptx")
    for scratch in (".01-weather.md.swp", "4913", "01-weather.md~", "#01-weather.md#"):
        write(project / "syllabus" / scratch, "scratch")
    beside = project / "syllabus/.01-weather.md.new"
    write(beside, MODULE.replace("TITLE", "Weather").replace("N.1", "1.1").replace("A first point", "A renamed point"))
    beside.replace(project / WEATHER)
    watching.hear("house/01-weather: deck.pptx")
    assert "A renamed point" in words_in(project / "build" / DECK)
    assert watching.end() == 0
    assert sum("01-weather" in line for line in watching.said[watching.said.index("watching; Ctrl-C ends it\n") :]) == 1


def test_after_a_burst_of_saves_the_last_one_is_built(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "--only", "deck.pptx")
    text = (project / WEATHER).read_text(encoding="utf-8")
    for number in range(40):
        (project / WEATHER).write_text(text.replace("A first point", f"save {number:02}"), encoding="utf-8")
    deck = project / "build" / DECK
    end = time.monotonic() + PATIENCE
    while "save 39" not in words_in(deck) and time.monotonic() < end:
        watching.hear("house/01-weather: deck.pptx")
    assert "save 39" in words_in(deck)
    assert watching.end() == 0
    assert sum("deck.pptx" in line for line in watching.said) < 15


def test_a_new_module_and_a_brand_are_followed_and_what_is_gone_is_removed(project: Path, begun: list[Watched]) -> None:
    watching = watch(begun, project, "--only", "deck.pptx")
    write(project / "syllabus/03-food.md", "---\ntitle: Food\n---\n## Eat\n\n- Bread\n")
    write(project / "syllabus/course.yml", FACTS.replace("02-sports", "03-food"))
    watching.hear("house/03-food: deck.pptx")
    assert watching.end() == 0
    assert "house/03-food/deck.pptx" in list(outputs(project / "build"))
    assert "house/02-sports/deck.pptx" not in list(outputs(project / "build"))


def test_watching_goes_with_nothing_that_ends(project: Path) -> None:
    command = [sys.executable, "-m", "courseware.cli", "-C", str(project), "build", "--watch", "--zip"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "leave out --zip" in done.stderr
