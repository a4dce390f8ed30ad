"""Commands as somebody types them, each in a new process, and the trees that they leave."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from courseware.build.report import Row
from courseware.files import digest

ROOT = Path(__file__).parents[2]
PATIENCE = 10.0  # seconds after which a process that should have ended never will
RECORDS = ".courseware"

Tree = Mapping[str, str]
"""The digests of files by their path in an output folder, without the records."""


class Run:
    """A command under way, or done."""

    def __init__(self, nursery: Nursery, child: int, told: Path) -> None:
        self.nursery, self.child, self.told = nursery, child, told

    def kill(self, process: int = 0) -> None:
        """Kills the command as `kill -9` does, or another process of its session."""
        with suppress(ProcessLookupError):
            os.kill(process or self.child, signal.SIGKILL)

    def wait(self) -> int:
        """The exit status; negative where a signal ended it."""
        code: int | None = self.nursery.ask({"wait": self.child})["code"]
        assert code is not None, f"it did not end: {self.text()}"
        return code

    def text(self) -> str:
        """What it has printed so far."""
        return self.told.read_text(encoding="utf-8", errors="replace") if self.told.exists() else ""

    def processes(self) -> tuple[int, ...]:
        """The processes of its session that are alive, without the command itself."""
        return tuple(each for each in _session(self.child) if each != self.child)

    def strays(self) -> tuple[int, ...]:
        """The processes that outlive the command by more than a moment."""
        end = time.monotonic() + PATIENCE
        while self.processes() and time.monotonic() < end:
            time.sleep(0.01)
        return self.processes()


class Nursery:
    """Starts commands. `cache` is the folder that they keep their values in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.cache = folder / "cache"
        self.count = 0
        command = [sys.executable, "-m", "tests.torture.nursery"]
        self.process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def ask(self, what: Mapping[str, Any]) -> dict[str, Any]:
        """One question to the process that forks."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        print(json.dumps(what), file=self.process.stdin, flush=True)
        answer: dict[str, Any] = json.loads(self.process.stdout.readline())
        return answer

    def start(self, folder: Path, *words: str, cache: Path | None = None, **how: Any) -> Run:
        """Starts `courseware WORDS` in `folder`; `how` as in `nursery._child`."""
        self.count += 1
        told = self.folder / f"told-{self.count}"
        environment = {"COURSEWARE_CACHE": str(cache or self.cache), **how.pop("environment", {})}
        about = {"run": words, "folder": str(folder), "told": str(told), "environment": environment}
        return Run(self, self.ask({**about, **how})["child"], told)

    def run(self, folder: Path, *words: str, **how: Any) -> tuple[int, str]:
        """Runs a command to its end: its exit status and what it printed."""
        run = self.start(folder, *words, **how)
        code = run.wait()
        text = run.text()
        assert "Traceback" not in text, text
        assert "a bug in courseware" not in text, text
        return code, text

    def rows(self, folder: Path, *words: str, **how: Any) -> dict[str, str]:
        """What became of each output of `courseware build WORDS`, which has to end well."""
        code, text = self.run(folder, "build", "--json", *words, **how)
        assert code == 0, text
        found = json.loads(text[text.index("{") :])
        return {each["file"].removeprefix("build/"): each["state"] for each in found["outputs"]}

    def end(self) -> None:
        """Lets the process that forks end."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self.process.wait()
        assert self.process.stdout is not None
        self.process.stdout.close()


def _session(leader: int) -> Iterator[int]:
    for entry in os.scandir("/proc"):
        with suppress(OSError, ValueError):
            fields = Path(f"/proc/{int(entry.name)}/stat").read_text().rpartition(")")[2].split()
            if int(fields[3]) == leader and fields[0] != "Z":
                yield int(entry.name)


def tree(out: Path) -> dict[str, str]:
    """What stands in an output folder."""
    return {
        path.relative_to(out).as_posix(): digest(path.read_bytes())
        for path in sorted(out.rglob("*"))
        if path.is_file() and RECORDS not in path.parts
    }


def clean_tree(nursery: Nursery, folder: Path, *words: str) -> dict[str, str]:
    """What the course in `folder` gives somebody who builds it for the first time on a new machine."""
    elsewhere = nursery.folder / f"clean-{nursery.count}"
    shutil.copytree(folder, elsewhere, symlinks=True, ignore=shutil.ignore_patterns("build"))
    try:
        nursery.rows(elsewhere, "-j", "1", *words, cache=elsewhere / "empty")
        return tree(elsewhere / "build")
    finally:
        shutil.rmtree(elsewhere)


def leftovers(*folders: Path) -> list[str]:
    """The temporary files in `folders`."""
    return [str(path) for folder in folders for path in folder.rglob("*.tmp*")]


class Nobody:
    """A screen that nobody looks at; a build that waits is a fault."""

    def waiting(self, process: int) -> None:
        raise AssertionError(f"waits for {process}")

    def begin(self, units: int, files: int) -> None:
        pass

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        pass
