"""`courseware serve` as a command: where it answers, what it says, and that it ends as it should."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from courseware.commands.serve import PORT
from courseware.preview.serving import listen
from tests.preview.answering import Listener, Shown
from tests.preview.browsing import stars, write_sky

COMMAND = [sys.executable, "-c", "from courseware.cli import main; main()"]


@pytest.fixture(scope="module")
def sky(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sky(tmp_path_factory.mktemp("served") / "sky")


@contextmanager
def served(folder: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], int]]:
    """The command as a process, and the port that it names."""
    process = subprocess.Popen(
        [*COMMAND, "-C", str(folder), "serve", *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stderr is not None
    try:
        address = process.stdout.readline().split()[0]
        yield process, int(address.rpartition(":")[2])
    finally:
        if process.poll() is None:
            process.kill()
        process.wait(timeout=10)
        process.stdout.close()
        process.stderr.close()


def answers(port: int) -> bool:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/course", timeout=20) as found:
        return b"Night sky" in found.read()


def test_the_next_free_port_is_taken_where_somebody_has_the_usual_one(sky: Path) -> None:
    with served(sky) as (_, first), served(sky) as (_, second):
        assert PORT <= first < second
        assert answers(first)
        assert answers(second)


def test_a_port_that_was_asked_for_and_is_taken_is_said_to_be(sky: Path) -> None:
    taken = listen(0)
    with taken:
        port = taken.getsockname()[1]
        told = subprocess.run(
            [*COMMAND, "-C", str(sky), "serve", "--port", str(port)], capture_output=True, text=True, timeout=60
        )
    assert told.returncode == 2
    assert f"the port {port} can't be used" in told.stderr
    assert "Traceback" not in told.stderr


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_cleanly_with_tabs_open_and_a_document_in_the_making(sky: Path, how: signal.Signals) -> None:
    with served(sky, "--port", "0") as (process, port):
        tabs = [Listener(port) for _ in range(3)]
        asking = Shown(sky, None, port)
        query = "/api/document?delivery=house&module=01-stars&document=handout.pdf"
        waiting = threading.Thread(target=_ignored, args=(asking, query), daemon=True)
        waiting.start()
        time.sleep(0.5)
        children = _children(process.pid)
        began = time.monotonic()
        process.send_signal(how)
        assert process.wait(timeout=15) == 0
        assert time.monotonic() - began < 6
        for tab in tabs:
            tab.close()
        assert process.stderr is not None
        told = process.stderr.read()
        assert "Traceback" not in told
        assert "bug" not in told
        _gone(children)


def test_what_makes_documents_ends_with_a_preview_that_is_killed(sky: Path) -> None:
    with served(sky, "--port", "0") as (process, port):
        Shown(sky, None, port).get("/api/document", delivery="house", module="01-stars", document="handout.pdf")
        children = _children(process.pid)
        assert children
        process.kill()
        process.wait(timeout=10)
        _gone(children)


def test_a_line_tells_of_each_edit_and_quiet_tells_none(sky: Path) -> None:
    for words, told in (((), True), (("--quiet",), False)):
        with served(sky, "--port", "0", *words) as (process, port):
            preview = Shown(sky, None, port)
            preview.get("/api/module", delivery="house", module="01-stars")
            time.sleep(0.5)
            tab = Listener(port)
            preview.write("syllabus/01-stars.md", stars(star_3=f"As told: {told}"))
            tab.changed("01-stars")
            tab.close()
            process.send_signal(signal.SIGINT)
            process.wait(timeout=15)
            assert process.stderr is not None
            assert ("01-stars changed, " in process.stderr.read()) == told


def test_a_brand_or_delivery_to_begin_with_is_shown_first(sky: Path) -> None:
    with served(sky, "--port", "0", "--brand", "fjordlight") as (_, port):
        assert Shown(sky, None, port).get("/api/course")["delivery"] == "fjordlight"


def test_nothing_is_written_into_the_project(tmp_path: Path) -> None:
    folder = write_sky(tmp_path / "sky")
    before = sorted(folder.rglob("*"))
    with served(folder, "--port", "0") as (process, port):
        preview = Shown(folder, None, port)
        preview.get("/api/module", delivery="house", module="01-stars")
        preview.get("/api/document", delivery="house", module="01-stars", document="handout.pdf")
        process.send_signal(signal.SIGINT)
        process.wait(timeout=15)
    assert sorted(folder.rglob("*")) == before


def _ignored(preview: Shown, address: str) -> None:
    try:
        preview.answer(address)
    except OSError:
        return


def _children(process: int) -> list[int]:
    """The processes that a process began, whichever of its threads did."""
    tasks = Path(f"/proc/{process}/task").iterdir()
    return [int(each) for task in tasks for each in (task / "children").read_text().split()]


def _gone(processes: list[int]) -> None:
    """Waits until none of the processes runs any more."""
    end = time.monotonic() + 10
    while [each for each in processes if _runs(each)]:
        assert time.monotonic() < end, processes
        time.sleep(0.05)


def _runs(process: int) -> bool:
    try:
        os.kill(process, 0)
        return "Z" not in Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[:1]
    except OSError:
        return False
