"""Whoever carries out a build, its bytes and its records are the same; a cluster gets no more than it needs, and costs no more than a unit."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

import courseware.build.abroad as abroad
import courseware.build.forking as forking
from courseware.build.abroad import Abroad, Known, Missing, Parcel, Sent, about, work
from courseware.build.building import build
from courseware.build.bundling import Bundles
from courseware.build.cluster import Cluster
from courseware.build.maker import maker
from courseware.build.making import Target
from courseware.build.planning import make_plan, units
from courseware.build.report import Report
from courseware.build.request import Request
from courseware.build.running import run
from courseware.build.shelf import Shelf
from courseware.files import ABSENT, Files
from courseware.problems import CoursewareError
from tests.build.test_building import Silent
from tests.build.travelling import write_travelling

ONLY = ("deck.pptx", "handout.pdf", "workbook.pdf", "certificate.pdf", "print-order.pdf")
"""Decks, papers of modules, papers of the course that picture slides, papers about people, and one that counts."""


@pytest.fixture(scope="module", autouse=True)
def cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A cache folder that no other test fills."""
    before = os.environ.get("COURSEWARE_CACHE")
    os.environ["COURSEWARE_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("COURSEWARE_CACHE")
    if before is not None:
        os.environ["COURSEWARE_CACHE"] = before


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_travelling(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Two workers in processes of their own, which begin in a folder that is not the project."""
    from distributed import LocalCluster

    scratch, before = tmp_path_factory.mktemp("scratch"), Path.cwd()
    os.chdir(scratch)
    try:
        with LocalCluster(
            n_workers=2,
            threads_per_worker=1,
            processes=True,
            dashboard_address=None,
            host="127.0.0.1",
            local_directory=str(scratch),
        ) as running:
            yield str(running.scheduler_address).replace("tcp://", "dask://")
    finally:
        os.chdir(before)


def built(course: Path, out: Path, **asked: Any) -> Report:
    """A build of two brands."""
    given = {"only": ONLY, "brands": ("fjordlight", "ravenmoor"), "roster": "people.csv", **asked}
    return build(Request(out=out, **given), Files(course), Silent())


def files(out: Path) -> dict[str, bytes]:
    """All outputs of a build and their records."""
    return {
        path.relative_to(out).as_posix(): path.read_bytes()
        for path in sorted(out.rglob("*"))
        if path.is_file() and (".courseware" not in path.parts or "outputs" in path.parts)
    }


@pytest.fixture(scope="module")
def serial(course: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    out = tmp_path_factory.mktemp("serial")
    report = built(course, out)
    assert report.code() == 0, report
    return files(out)


def same(found: dict[str, bytes], serial: dict[str, bytes]) -> None:
    assert sorted(found) == sorted(serial)
    assert [name for name in serial if found[name] != serial[name]] == []


def test_workers_of_this_machine_make_the_same_bytes_and_records(
    course: Path, serial: dict[str, bytes], tmp_path: Path
) -> None:
    report = built(course, tmp_path, jobs=2)
    assert report.code() == 0
    assert report.memory > 0
    same(files(tmp_path), serial)


def test_workers_that_are_new_pythons_make_the_same_bytes_and_records(
    course: Path, serial: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forking, "can_fork", lambda: False)  # as on macOS and Windows
    report = built(course, tmp_path, jobs=2, brands=("ravenmoor",), only=("deck.pptx",))
    assert report.code() == 0, report
    found = files(tmp_path)
    assert len(found) == 4
    same(found, {name: data for name, data in serial.items() if name in found})


def test_a_cluster_makes_the_same_bytes_and_records(
    course: Path, serial: dict[str, bytes], cluster: str, tmp_path: Path
) -> None:
    report = built(course, tmp_path, executor=cluster)
    assert report.code() == 0, report
    same(files(tmp_path), serial)


def test_nothing_of_a_course_stays_on_a_workers_disk(course: Path, cluster: str, tmp_path: Path) -> None:
    from distributed import Client

    with Client(cluster.replace("dask://", "tcp://"), set_as_default=False) as client:
        scratch = Path(next(iter(client.run(os.getcwd).values())))
        built(course, tmp_path, executor=cluster, brands=("house",), only=("certificate.pdf", "handout.pdf"))
        assert set(client.run(kept).values()) == {0}
    held = b"".join(path.read_bytes() for path in scratch.rglob("*") if path.is_file())
    for word in (b"Secretname", b"SECRETNOTE"):
        assert word not in held


def kept() -> int:
    """What a worker still holds of builds that are done."""
    import courseware.build.abroad

    return len(courseware.build.abroad._SHELVES)


def targets(course: Path, out: Path, **asked: Any) -> tuple[list[Target], Shelf]:
    request = Request(out=out, **asked)
    shelf = Shelf(Files(course))
    wanted = units(make_plan(request, shelf), request)
    return [Target(unit=unit, request=request, known={}) for unit in wanted], shelf


def test_people_travel_only_with_the_units_that_are_about_them(course: Path, tmp_path: Path) -> None:
    found, shelf = targets(course, tmp_path, roster="people.csv", only=("deck.pptx", "certificate.pdf"))
    bundles = Bundles(shelf)
    about = {bool(target.unit.person): bundles.sent(target) for target in found}
    assert about[True].private["people.csv"].startswith(b"name")
    assert about[True].key
    assert not about[False].private
    assert not about[False].key
    assert b"Secretname" not in b"".join(bundles.data.values())


def test_a_unit_takes_along_its_own_brand_and_pictures_and_not_those_of_others(course: Path, tmp_path: Path) -> None:
    found, shelf = targets(course, tmp_path, brands=("fjordlight",), only=("deck.pptx",))
    bundles = Bundles(shelf)
    first, second = (bundles.sent(target) for target in found)
    assert "syllabus/pictures/quay.png" in first.contents
    assert "syllabus/pictures/quay.png" not in second.contents
    assert not any("ravenmoor" in name for name in first.contents)
    assert "templates/labels/en.yml" in second.contents


def away(sent: Sent, data: dict[str, bytes]) -> Abroad:
    known = Known()
    known.learn(sent, data)
    return Abroad(Path("/nowhere"), known)


def asked(course: Path, out: Path, look: Callable[[Files], Any]) -> tuple[Any, Files]:
    """What a look gives elsewhere, when all that it asked for was told."""
    found, shelf = targets(course, out, only=("deck.pptx",))
    bundles = Bundles(shelf)
    for _ in range(4):
        there = away(bundles.sent(found[0]), bundles.data)
        try:
            return look(there), there
        except Missing as missing:
            bundles.tell(found[0], missing.name)
    raise AssertionError("it asks for ever")


@pytest.mark.parametrize(
    "look",
    [
        lambda files: files.exists("syllabus/none.md"),
        lambda files: files.exists("syllabus/none/none.md"),
        lambda files: files.exists("syllabus/pictures"),
        lambda files: files.list("syllabus"),
        lambda files: files.list("syllabus/none"),
        lambda files: files.folders("templates/brands"),
        lambda files: files.folders("templates/none"),
        lambda files: files.text("syllabus/course.yml"),
        lambda files: files.note("syllabus/course.yml"),
        lambda files: files.first(("templates/x.css.j2", "@templates/labels/en.yml")),
        lambda files: files.list("@templates/labels"),
    ],
)
def test_what_is_read_elsewhere_is_recorded_as_at_home(
    course: Path, tmp_path: Path, look: Callable[[Files], Any]
) -> None:
    home = Files(course)
    given, there = asked(course, tmp_path, look)
    assert given == look(home)
    assert there.reads == home.reads
    assert all(there.now(name) == then for name, then in home.reads.items())


@pytest.mark.parametrize(
    ("name", "answer"),
    [("people.csv", None), ("syllabus/../syllabus/course.yml", None), ("other/none.txt", ABSENT), ("none/", ABSENT)],
)
def test_what_did_not_come_along_is_asked_for_and_then_told(
    course: Path, tmp_path: Path, name: str, answer: str | None
) -> None:
    now, _ = asked(course, tmp_path, lambda files: files.now(name))
    assert now == (Files(course).now(name) if answer is None else answer)


class Wires:
    """Stands for dask's client: does what a worker would, in this process, and counts what comes over."""

    def __init__(self) -> None:
        self.came: list[str] = []
        self.told: list[Any] = []

    def get_executor(self, **options: Any) -> Any:
        return self

    def submit(self, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        from concurrent.futures import Future

        if "key" in named:
            self.came.append(named["key"])
            return given[0]
        future = Future[Any]()
        abroad._SHELVES.clear()
        found = pickle.loads(pickle.dumps(call(*pickle.loads(pickle.dumps(given)))))
        self.told.append(found[0] if found[0] == "done" else found)
        future.set_result(found)
        return future

    def shutdown(self, wait: bool = True) -> None: ...
    def cancel(self, futures: Any) -> None: ...
    def run(self, call: Callable[[], Any]) -> None: ...
    def close(self, timeout: float) -> None: ...


def test_each_content_goes_over_once_and_units_need_not_ask(course: Path, tmp_path: Path) -> None:
    found, shelf = targets(course, tmp_path, brands=("fjordlight", "ravenmoor"), only=("deck.pptx", "handout.pdf"))
    wires = Wires()
    with Cluster(wires, shelf) as executor:
        done = {target.unit.folder: outcome for target, outcome in run(found, executor)}
    assert not any(outcome.problems or outcome.bug for outcome in done.values())
    assert len(wires.came) == len(set(wires.came))
    assert wires.told == ["done"] * len(found), "what a unit reads is known beforehand"


def test_a_unit_that_takes_too_long_elsewhere_is_given_up(course: Path, tmp_path: Path) -> None:
    found, shelf = targets(course, tmp_path, only=("deck.pptx",))
    with Cluster(Wires(), shelf, seconds=0.001) as executor:
        done = [outcome for _, outcome in run(found, executor)]
    assert all("took longer" in outcome.problems[0].fact for outcome in done)


def test_a_worker_with_another_program_makes_nothing(course: Path, tmp_path: Path) -> None:
    sent = Sent(contents={}, folders={}, absent=frozenset(), settings={})
    for program in (("another", about()[1]), (maker(), "other templates")):
        parcel = Parcel(program=program, project=".", shelf="", target=b"", sent=sent, seconds=0.0)
        assert work(parcel, {}) == ("other", None)


def test_a_cluster_of_another_program_is_refused_before_any_work(
    course: Path, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import courseware.build.cluster as home

    monkeypatch.setattr(home, "about", lambda: ("another", "another"))
    monkeypatch.setattr(home, "_look_over", _as_if_other(home._look_over))
    with pytest.raises(CoursewareError) as caught:
        built(course, tmp_path, executor=cluster, only=("deck.pptx",))
    (problem,) = caught.value.problems
    assert "have another courseware" in problem.fact
    assert "same version" in problem.hint
    assert not list(tmp_path.rglob("deck.pptx"))


def _as_if_other(look_over: Callable[[Any], None]) -> Callable[[Any], None]:
    """`about` is sent to the workers by its name: what they say is theirs."""

    class Asked:
        def __init__(self, client: Any) -> None:
            self.client = client

        def run(self, call: Any) -> Any:
            return self.client.run(abroad.about)

    return lambda client: look_over(Asked(client))


def test_a_cluster_that_does_not_answer_is_told_with_a_way_out(
    course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import courseware.build.cluster as home

    monkeypatch.setattr(home, "PATIENCE", 0.5)
    with pytest.raises(CoursewareError) as caught:
        built(course, tmp_path, executor="dask://127.0.0.1:9", only=("deck.pptx",))
    (problem,) = caught.value.problems
    assert problem.fact == "no cluster answers at dask://127.0.0.1:9"
    assert "dask scheduler" in problem.hint


def die(parcel: Parcel, content: Any) -> Any:
    """Ends the worker, as the system does where memory is used up; but only for one unit."""
    if pickle.loads(parcel.target).unit.module == "01-weather":
        os.kill(os.getpid(), signal.SIGKILL)
    return work(parcel, content)


def test_a_unit_that_ends_every_worker_is_named_and_the_others_are_made(
    course: Path, cluster: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import courseware.build.cluster as home

    monkeypatch.setattr(home, "work", die)
    report = built(course, tmp_path, executor=cluster, brands=("house",), only=("deck.pptx",))
    assert {row.module: row.state for row in report.rows} == {"01-weather": "failed", "02-sports": "made"}
    (problem,) = report.problems
    assert "deck.pptx" in problem.fact
    assert "ended, one after the other" in problem.fact


def test_without_dask_the_extra_is_named(course: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(CoursewareError) as caught:
        built(course, tmp_path, executor="dask://127.0.0.1:9", only=("deck.pptx",))
    assert "courseware[dask]" in caught.value.problems[0].hint


def test_a_log_of_what_a_worker_was_given_holds_nothing_of_people() -> None:
    sent = Sent(
        contents={}, folders={}, absent=frozenset(), settings={}, private={"people.csv": b"Ada Quill"}, key=b"secret"
    )
    parcel = Parcel(program=about(), project=".", shelf="", target=b"", sent=sent, seconds=0.0)
    assert "Quill" not in repr(parcel)
    assert "secret" not in repr(parcel)
