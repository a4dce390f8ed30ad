"""`courseware build --watch`: builds again after each edit, what somebody works on first."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import Any

import click

from courseware.build.building import build
from courseware.build.choosing import Unknown
from courseware.build.report import MADE, Row
from courseware.build.request import Request
from courseware.build.workshop import StandingWorkshop, Stirred
from courseware.commands import Answer, styled
from courseware.commands.project import ROSTER, as_typed
from courseware.commands.summary import contents, edited, gone
from courseware.files import Files
from courseware.preview.watching import Watcher
from courseware.problems import CoursewareError, Place, Problem
from courseware.values import replace

EVERY = ("*",)
NICE = 5
"""How far the documents of the course, which are made when nobody waits for a module, stand back on the processor; Windows knows no such number."""


def watch(request: Request, files: Files, quiet: bool) -> Answer:
    """Builds, then again after each edit until Ctrl-C. What is wrong is told and waits to be mended."""
    watching = _Watching(request, files, quiet)
    try:
        watching.go_on()
    except KeyboardInterrupt:
        click.echo("", err=True)
    finally:
        watching.close()
    return Answer()


class _Watching:
    """The process that watches. It makes modules itself, with all that it has in memory; documents of the whole course, which take long,
    are made by a process of their own, which an edit ends.
    """

    def __init__(self, request: Request, files: Files, quiet: bool) -> None:
        self.request, self.files, self.quiet = replace(request, force=False), files, quiet
        self.workshop = StandingWorkshop()
        self.stirred = threading.Event()
        self.bell = threading.Event()
        roots = [root for name, root in files.roots.items() if name != ROSTER]
        self.watcher = Watcher(files.project, roots, request.out, self._stir, self._check)
        self.rest: _Rest | None = None
        self.told: set[Problem] = set()
        self.wrong: tuple[Problem, ...] = ()
        self.edited = True
        """Whether somebody edited something for sure: then there is an answer, though it is the same as before."""

    def go_on(self) -> None:
        """Builds again and again."""
        self._build(self.request)
        self.workshop.prepare(self.request, self.files)
        self.watcher.start()
        click.echo(click.style("watching; Ctrl-C ends it", dim=True), err=True)
        while True:
            self.bell.wait()
            self.bell.clear()
            if self.stirred.is_set():
                self._follow()
            elif self.rest is not None and self.rest.done:
                self._tell_rest(self.rest)

    def close(self) -> None:
        """Ends everything that was begun."""
        self._end_rest()
        self.workshop.close(at_once=True)
        self.watcher.close()

    def _stir(self) -> None:
        self.edited = True
        self._check()

    def _check(self) -> None:
        self.stirred.set()
        self.bell.set()

    def _follow(self) -> None:
        """What an edit asks for: the modules, then the documents of the course."""
        self._end_rest()
        self.stirred.clear()
        whole = bool(self.request.modules or self.request.file)
        sound = self._build(self.request if whole else replace(self.request, modules=EVERY))
        if sound and not whole and not self.stirred.is_set():
            self.rest = _Rest(self.bell.set)

    def _build(self, request: Request) -> bool:
        """One build, told in lines; whether there was a course to build."""
        answer, self.edited = self.edited, False
        screen = _Screen(self.stirred)
        try:
            report = build(request, self.files, screen, self.workshop)
        except Stirred:  # the next build makes what this one left
            self._tell(screen.lines(), (), screen.rows)
            return False
        except Unknown as error:
            return self._fail((Problem(Place(""), error.fact, error.hint),), answer)
        except CoursewareError as error:
            return self._fail(error.problems, answer)
        except Exception as error:  # a bug of ours must not end what somebody works with
            return self._fail((_bug(f"{type(error).__name__}: {error}"),), answer)
        bugs = (_bug(each.strip().rpartition("\n")[2]) for each in report.bugs)
        wrong = (*report.problems, *bugs)
        lines = [*screen.lines(), *edited(report), *gone(report)]
        if not lines and not wrong and answer:
            lines = [screen.line("nothing to make")]
        if lines or answer or wrong != self.wrong:
            self._tell(lines, wrong, report.rows)
        self.wrong = wrong
        return True

    def _fail(self, problems: tuple[Problem, ...], answer: bool) -> bool:
        """What keeps the course from being built; the same is not told twice."""
        if answer or problems != self.wrong:
            self._tell([], problems)
        self.wrong = problems
        return False

    def _tell(self, lines: Iterable[str], problems: Iterable[Problem], rows: Iterable[Row] = ()) -> None:
        """Lines, errors, and warnings that were not told the last time."""
        if not self.quiet:
            for line in lines:
                click.echo(line)
        warnings = {warning for row in rows for warning in row.warnings}
        for problem in as_typed((*dict.fromkeys(problems), *sorted(warnings - self.told)), self.files):
            click.echo(styled(problem), err=True)
        self.told = warnings if warnings else self.told

    def _tell_rest(self, rest: _Rest) -> None:
        self.rest = None
        self._tell(rest.lines(), rest.problems())

    def _end_rest(self) -> None:
        if self.rest is not None:
            self.rest.end()
            self.rest = None


class _Screen:
    """Collects what a build made, and gives it up between two units when something has changed meanwhile."""

    def __init__(self, stirred: threading.Event) -> None:
        self._stirred = stirred
        self._begun = time.monotonic()
        self._left = 0
        self._made: dict[str, tuple[list[Row], float]] = {}
        self.rows: list[Row] = []

    def waiting(self, process: int) -> None:
        """Another build writes the same files."""
        click.echo(f"waiting for another build{f' (process {process})' if process else ''}", err=True)

    def begin(self, units: int, files: int) -> None:
        """So many units are about to be made."""
        self._left = units

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        """A unit is done. Raises `Stirred` where others wait and something has changed."""
        self._left -= 1
        self.rows += rows
        made, _ = self._made.get(folder, ([], 0.0))
        self._made[folder] = [*made, *(row for row in rows if row.state == MADE)], time.monotonic() - self._begun
        if self._left > 0 and self._stirred.is_set():
            raise Stirred

    def lines(self) -> list[str]:
        """A line for each folder that something was made in."""
        return [
            _line(f"{folder}: {', '.join(map(_said, rows))}", seconds)
            for folder, (rows, seconds) in self._made.items()
            if rows
        ]

    def line(self, said: str) -> str:
        """A line with what has been said and the time that it took."""
        return _line(said, time.monotonic() - self._begun)


class _Rest:
    """The documents of the course, made by a process of their own: this very command without `--watch`."""

    def __init__(self, ring: Any) -> None:
        arguments = [each for each in sys.argv[1:] if each not in ("--watch", "-q", "--quiet", "--force")]
        self._begun = time.monotonic()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "courseware.cli", *arguments, "--json"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is ours to hand on
        )
        if hasattr(os, "setpriority"):
            with suppress(OSError):  # it has ended already
                os.setpriority(os.PRIO_PROCESS, self._process.pid, NICE)
        self._said: Mapping[str, Any] = {}
        self._ended = False
        self.done = False
        threading.Thread(target=self._wait, args=(ring,), name="rest", daemon=True).start()

    def end(self) -> None:
        """Ends it. What it has made is made."""
        self._ended = True
        with suppress(OSError):
            self._process.terminate()

    def lines(self) -> list[str]:
        """A line for each folder that something was made in."""
        seconds = time.monotonic() - self._begun
        made: dict[str, list[str]] = {}
        for each in self._said.get("outputs", ()):
            if each["state"] == MADE:
                folder, _, name = each["file"].rpartition("/")
                made.setdefault(folder[folder.rfind(f"{each['delivery']}/") :], []).append(name)
        return [_line(f"{folder}: {', '.join(names)}", seconds) for folder, names in made.items()]

    def problems(self) -> list[Problem]:
        """What is wrong with the documents of the course."""
        return [
            Problem(Place(each["file"], each["line"], each["column"]), each["fact"], each["hint"], each["severity"])
            for each in self._said.get("problems", ())
        ]

    def _wait(self, ring: Any) -> None:
        said = self._process.communicate()[0]
        if not self._ended:
            with suppress(ValueError):
                self._said = json.loads(said)
            self.done = True
            ring()


def _line(said: str, seconds: float) -> str:
    return f"{time.strftime('%H:%M:%S')}  {said}  {seconds:.1f} s"


def _said(row: Row) -> str:
    return " ".join(filter(None, (row.document, f"({contents(row)})" if contents(row) else "")))


def _bug(told: str) -> Problem:
    hint = "build once without --watch to get a report of it"
    return Problem(Place(""), f"a bug in courseware: {told}", hint)
