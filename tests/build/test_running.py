"""A worker that dies, fails, takes too long or too much costs its own unit and no other, and nothing outlives a build."""

from __future__ import annotations

import _thread
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

import pytest

import courseware.build.making as making
from courseware.build.allowance import LEAST, TooLong, TooMuch, usual_megabytes, within
from courseware.build.forking import Forks, Spawns, can_fork
from courseware.build.making import Target
from courseware.build.planned import PlannedDelivery, PlannedDocument, Unit
from courseware.build.request import Request
from courseware.build.running import Here, Outcome, run
from courseware.build.shelf import Shelf
from courseware.build.workers import Ended, Workers
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

UNITS = ("a", "b", "c", "d", "e")
FILES = tuple(PlannedDocument(name, "module", name, "trainer") for name in ("deck.pptx", "handout.pdf"))
forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="what a worker does is arranged before a fork")
linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux holds a process to an amount of memory")


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked: a library that another test loaded may have left threads of its own in this process, which idle."""
    if hasattr(os, "fork"):
        monkeypatch.setattr("courseware.build.forking.can_fork", lambda: True)


def executor(folder: Path, kind: str, **limits: Any) -> Executor:
    shelf = Shelf(Files(folder))
    return Here(shelf, **limits) if kind == "here" else Workers(shelf, 2, start=Forks, **limits)


def outcomes(folder: Path, kind: str, **limits: Any) -> dict[str, Outcome]:
    """What comes of five units, by name."""
    delivery = PlannedDelivery("house", "house", (), ())
    request = Request(out=folder)
    targets = [Target(unit=Unit(delivery, name, name, FILES, name), request=request, known={}) for name in UNITS]
    with executor(folder, kind, **limits) as chosen:
        return {target.unit.module: outcome for target, outcome in run(targets, chosen)}


def arrange(monkeypatch: pytest.MonkeyPatch, module: str, act: Callable[[], Any]) -> None:
    """Has the making of one unit do something else."""

    def make(target: Target, shelf: Shelf) -> Any:
        if target.unit.module == module:
            act()
        return (), ()

    monkeypatch.setattr(making, "make", make)


def only(found: dict[str, Outcome], module: str) -> Problem:
    """The one problem of the one unit that has any; all units are there."""
    assert sorted(found) == sorted(UNITS)
    assert {name for name, outcome in found.items() if outcome.problems or outcome.bug} == {module}
    (problem,) = found[module].problems
    return problem


@forking
def test_a_killed_worker_fails_its_own_unit_only_which_is_named_with_its_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    arrange(monkeypatch, "c", lambda: os.kill(os.getpid(), signal.SIGKILL))
    problem = only(outcomes(tmp_path, "workers"), "c")
    assert problem.place.file == "c"
    assert problem.fact == "the worker that made deck.pptx and handout.pdf was ended from outside"
    assert "-j 1" in problem.hint


@forking
@pytest.mark.parametrize(("code", "told"), [(0, "with exit status 0"), (-signal.SIGTERM, "by SIGTERM")])
def test_a_worker_that_ends_by_itself_or_crashes_is_named_with_how(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, told: str
) -> None:
    arrange(monkeypatch, "c", lambda: os.kill(os.getpid(), -code) if code else os._exit(0))
    assert told in only(outcomes(tmp_path, "workers"), "c").fact


@forking
def test_every_unit_may_kill_its_worker_and_each_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "make", lambda target, shelf: os.kill(os.getpid(), signal.SIGKILL))
    found = outcomes(tmp_path, "workers")
    assert sorted(found) == sorted(UNITS)
    assert all("ended from outside" in outcome.problems[0].fact for outcome in found.values())


@forking
@pytest.mark.parametrize("kind", ["here", "workers"])
def test_a_unit_that_takes_too_long_is_ended_and_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    def forever() -> None:
        while True:
            try:
                time.sleep(0.01)
            except Exception:  # swallowing what goes wrong doesn't help
                continue

    arrange(monkeypatch, "b", forever)
    problem = only(outcomes(tmp_path, kind, seconds=0.4), "b")
    assert problem.fact == "deck.pptx and handout.pdf took longer than 0.4 seconds"
    assert "--time-limit" in problem.hint


@forking
def test_a_worker_that_listens_to_nothing_is_ended_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def deaf() -> None:
        for each in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            signal.signal(each, signal.SIG_IGN)
        time.sleep(60)

    arrange(monkeypatch, "b", deaf)
    begin = time.monotonic()
    assert "took longer" in only(outcomes(tmp_path, "workers", seconds=0.4), "b").fact
    assert time.monotonic() - begin < 20


@forking
@linux
@pytest.mark.parametrize("kind", ["here", "workers"])
def test_a_unit_that_wants_too_much_memory_gets_an_error_with_a_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_DATA)
    arrange(monkeypatch, "d", lambda: bytearray(3_000_000_000))
    problem = only(outcomes(tmp_path, kind, megabytes=2000), "d")
    assert problem.fact == "deck.pptx and handout.pdf can't be made with 2000 MB of memory"
    assert "--memory-limit 4000" in problem.hint
    assert resource.getrlimit(resource.RLIMIT_DATA) == before, "the limit is the unit's, not that of this process"


@forking
@pytest.mark.parametrize("kind", ["here", "workers"])
def test_problems_and_bugs_stay_with_their_unit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str) -> None:
    def make(target: Target, shelf: Shelf) -> Any:
        if target.unit.module == "b":
            raise CoursewareError(Problem(Place("x.md", 3), "a fact", "a hint"))
        if target.unit.module == "d":
            raise ZeroDivisionError("ours")
        return (), ()

    monkeypatch.setattr(making, "make", make)
    found = outcomes(tmp_path, kind)
    assert [problem.fact for problem in found["b"].problems] == ["a fact"]
    assert "ZeroDivisionError: ours" in found["d"].bug
    assert not any(found[name].problems or found[name].bug for name in "ace")


def add(number: int, shelf: Shelf) -> int:
    """What a new Python can be told to do: it stands in a file."""
    return number + 1


def echo(value: Any, shelf: Shelf) -> Any:
    return value


def secret(shelf: Shelf) -> Any:
    return lambda: "can't be pickled"


@pytest.mark.parametrize("start", [pytest.param(Forks, marks=forking), Spawns])
def test_workers_forked_or_new_give_back_what_was_made(tmp_path: Path, start: Any) -> None:
    with Workers(Shelf(Files(tmp_path)), 2, start=start) as workers:
        large = bytes(range(256)) * 20_000
        found = [workers.submit(add, number) for number in range(12)]
        back = workers.submit(echo, large)
        assert [future.result(60) for future in found] == list(range(1, 13))
        assert back.result(60) == large


@forking
def test_what_can_not_be_pickled_is_an_error_of_its_own_unit(tmp_path: Path) -> None:
    with Workers(Shelf(Files(tmp_path)), 1, start=Forks) as workers:
        first = workers.submit(secret)
        with pytest.raises((RuntimeError, TypeError), match="pickle"):
            first.result(20)
        with pytest.raises((AttributeError, TypeError), match="pickle"):
            workers.submit(echo, compile("1", "", "eval")).result(20)
        assert workers.submit(add, 1).result(20) == 2


@forking
def test_a_worker_that_is_killed_while_it_has_nothing_to_do_costs_nothing(tmp_path: Path) -> None:
    with Workers(Shelf(Files(tmp_path)), 1, start=Forks) as workers:
        (worker,) = {workers.submit(pid).result(20) for _ in range(3)}
        os.kill(worker, signal.SIGKILL)
        assert workers.submit(add, 1).result(20) == 2
        assert workers.submit(pid).result(20) != worker


def pid(shelf: Shelf) -> int:
    return os.getpid()


@forking
def test_workers_see_what_stood_on_the_shelf_when_they_were_made(tmp_path: Path) -> None:
    shelf = Shelf(Files(tmp_path))
    shelf.share("word", lambda: "warm")
    with Workers(shelf, 1, start=Forks) as workers:
        assert workers.submit(shared).result(20) == "warm"


def shared(shelf: Shelf) -> str:
    return shelf.share("word", lambda: "cold")


@forking
def test_giving_up_ends_all_workers_at_once(tmp_path: Path) -> None:
    begin = time.monotonic()
    futures: list[Future[None]] = []

    def interrupted() -> None:
        with Workers(Shelf(Files(tmp_path)), 2, start=Forks) as workers:
            futures.extend(workers.submit(sleep) for _ in range(4))
            time.sleep(0.3)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert time.monotonic() - begin < 10
    assert all(future.done() for future in futures)


def sleep(shelf: Shelf) -> None:
    time.sleep(60)


class Deaf:
    """A worker that never begins what it is given, and where such workers come from; `there` counts them."""

    def __init__(self) -> None:
        self.there = 0

    def worker(self) -> Deaf:
        self.there += 1
        self.line, self.theirs = socket.socketpair()
        return self

    def kill(self) -> None:
        self.theirs.close()

    def ended(self) -> int:
        self.theirs.close()
        self.line.close()
        return -signal.SIGKILL

    def close(self) -> None:
        pass


def test_giving_up_begins_nothing_again(tmp_path: Path) -> None:
    deaf = Deaf()
    workers = Workers(Shelf(Files(tmp_path)), 1, start=lambda _: deaf)
    future = workers.submit(sleep)
    while not deaf.there:
        time.sleep(0.01)
    workers.shutdown(cancel_futures=True)
    assert deaf.there == 1
    with pytest.raises(Ended):
        future.result(timeout=0)


PARENT = """
import os, sys, time
from pathlib import Path
from courseware.build.forking import Forks, Spawns
from courseware.build.shelf import Shelf
from courseware.build.workers import Workers
from courseware.files import Files
from tests.build.test_running import pid, busy
if __name__ == "__main__":
    workers = Workers(Shelf(Files(Path("."))), 2, start={"Forks": Forks, "Spawns": Spawns}[sys.argv[1]])
    idle = workers.submit(pid).result()
    working = workers.submit(busy, sys.argv[2])
    while not os.path.exists(sys.argv[2]):
        time.sleep(0.01)
    print(idle, open(sys.argv[2]).read(), flush=True)
    time.sleep(60)
"""


def busy(path: str, shelf: Shelf) -> None:
    """Computes for ever, and says who it is."""
    Path(f"{path}.part").write_text(str(os.getpid()), encoding="ascii")
    os.replace(f"{path}.part", path)
    while True:
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("start", [pytest.param("Forks", marks=forking), "Spawns"])
def test_workers_end_with_a_parent_that_is_killed_even_in_the_midst_of_work(tmp_path: Path, start: str) -> None:
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", PARENT, start, str(tmp_path / "busy")]
    parent = subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    there = [int(each) for each in parent.stdout.readline().split()]
    assert there
    parent.kill()
    parent.wait()
    parent.stdout.close()
    end = time.monotonic() + 20
    while any(map(_is_alive, there)) and time.monotonic() < end:
        time.sleep(0.05)
    assert not any(map(_is_alive, there))


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
        return file.read().rpartition(")")[2].split()[0] != "Z"


def test_the_clock_of_a_unit_stops_with_it() -> None:
    with within(0.05):
        pass
    time.sleep(0.15)

    def endless() -> None:
        with within(0.05):
            while True:
                pass

    with pytest.raises(TooLong) as caught:
        endless()
    assert caught.value.seconds == 0.05
    time.sleep(0.1)


def test_each_worker_gets_a_share_of_the_machine_and_never_too_little() -> None:
    one, many = usual_megabytes(1), usual_megabytes(1000)
    assert many in (0, LEAST)
    assert one == 0 or one >= LEAST


@pytest.mark.skipif(sys.platform != "linux", reason="counts the threads of a process")
def test_a_process_with_a_thread_that_python_does_not_know_is_not_forked(monkeypatch: pytest.MonkeyPatch) -> None:
    known = ["a thread"] * (_thread._count() + 1)
    monkeypatch.setattr(os, "listdir", lambda path: known)
    assert can_fork()
    monkeypatch.setattr(os, "listdir", lambda path: [*known, "another"])
    assert not can_fork()


def test_errors_of_limits_tell_what_they_were() -> None:
    assert (TooLong(2.0).seconds, TooMuch(5).megabytes, Ended(-9).code) == (2.0, 5, -9)
