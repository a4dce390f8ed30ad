"""The same course gives the same bytes whatever machine, folder, day, zone, language and habits it is built with."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pikepdf
import pytest

from courseware.build.building import build
from courseware.build.request import Request
from courseware.files import Files
from courseware.moment import moment
from courseware.problems import CoursewareError
from tests.build.course import FACTS, write, write_course
from tests.build.test_building import Silent, whys

ROOT = Path(__file__).parents[2]
FULL = bool(os.environ.get("COURSEWARE_FULL"))
ONLY = ("deck.pptx", "handout.pdf", "outline.pdf", "schedule.ics", "handout.html")
DATED = FACTS.replace(
    "deliveries:",
    'schedule: {days: 1, start: "9:00", end: "16:00"}\ndeliveries:\n  dated: {brand: house, starts: 2027-03-09}',
)
PROGRAM = """
import sys, time, datetime, os
day = float(os.environ.get("FAKE_DAY", 0))
if day:
    real = time.time
    time.time = lambda: real() + day * 86400
    class Date(datetime.date):
        @classmethod
        def today(cls): return cls.fromtimestamp(time.time())
    class Moment(datetime.datetime):
        @classmethod
        def now(cls, tz=None): return cls.fromtimestamp(time.time(), tz)
        @classmethod
        def utcnow(cls): return cls.fromtimestamp(time.time())
    datetime.date, datetime.datetime = Date, Moment
os.umask(int(os.environ.get("FAKE_UMASK", "022"), 8))
from courseware.cli import main
main(sys.argv[1:])
"""


def built(folder: Path, *words: str, **around: str) -> dict[str, bytes]:
    """What a process of its own makes of the course in `folder`."""
    environment = {name: value for name, value in os.environ.items() if name not in ("SOURCE_DATE_EPOCH", "TZ")}
    environment |= {"COURSEWARE_CACHE": str(folder / "cache"), **around}
    named = [word for document in ONLY for word in ("--only", document)]
    command = [sys.executable, "-c", PROGRAM, "-C", str(folder), "build", "--delivery", "dated", *named, "-q", *words]
    done = subprocess.run(
        command, cwd=ROOT, env=environment | {"PYTHONPATH": str(ROOT)}, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return {
        path.relative_to(folder / "build").as_posix(): path.read_bytes()
        for path in sorted((folder / "build").rglob("*"))
        if path.is_file() and ".courseware" not in path.parts
    }


def dated(folder: Path) -> Path:
    write_course(folder)
    write(folder / "syllabus/course.yml", DATED)
    return folder


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    return built(dated(tmp_path_factory.mktemp("usual")), "-j1")


STRANGE = {
    "PYTHONHASHSEED": "4321",
    "TZ": "Pacific/Chatham",
    "LANG": "tr_TR.UTF-8",
    "LC_ALL": "C",
    "FAKE_DAY": "1234.5",
    "FAKE_UMASK": "077",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PYTHONOPTIMIZE": "1",
    "COLUMNS": "20",
    "NO_COLOR": "1",
}


@pytest.mark.parametrize("jobs", ["-j4", *(("-j1", "-j2") if FULL else ())])
def test_folder_day_zone_locale_mask_and_workers_leave_every_byte_alone(
    usual: dict[str, bytes], tmp_path: Path, jobs: str
) -> None:
    found = built(dated(tmp_path / "Kurse für März/ein Ordner"), jobs, **STRANGE)
    assert sorted(found) == sorted(usual)
    assert [name for name in usual if found[name] != usual[name]] == []


@pytest.mark.skipif(not FULL, reason="each by itself: COURSEWARE_FULL=1")
@pytest.mark.parametrize(
    "around", [*({name: value} for name, value in STRANGE.items()), {"LC_ALL": "C.UTF-8"}, {"LC_ALL": "de_DE.UTF-8"}]
)
def test_each_of_them_leaves_every_byte_alone(usual: dict[str, bytes], tmp_path: Path, around: dict[str, str]) -> None:
    assert built(dated(tmp_path), "-j2", **around) == usual


def test_a_moment_that_somebody_names_is_the_moment_of_every_file(usual: dict[str, bytes], tmp_path: Path) -> None:
    found = built(dated(tmp_path), "-j2", SOURCE_DATE_EPOCH="1800000000")
    deck, paper = "dated/01-weather/deck.pptx", "dated/01-weather/handout.pdf"
    with ZipFile(tmp_path / "build" / deck) as archive:
        assert archive.read("docProps/core.xml").count(b">2027-01-15T08:00:00Z<") == 2
    with pikepdf.open(tmp_path / "build" / paper) as pdf:
        assert str(pdf.docinfo["/CreationDate"]).startswith("D:20270115080000")
        assert str(pdf.docinfo["/ModDate"]).startswith("D:20270115080000")
    assert b"DTSTAMP:20270115T080000Z" in found["dated/course/schedule.ics"]
    with pikepdf.open(_kept(tmp_path / "usual.pdf", usual[paper])) as pdf:
        assert "/CreationDate" not in pdf.docinfo
    assert {name for name in usual if found[name] == usual[name]} == {
        "dated/01-weather/handout.html",
        "dated/02-sports/handout.html",
    }


def _kept(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def test_another_moment_makes_files_anew_and_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_course(tmp_path)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    build(Request(out=tmp_path / "build", only=("deck.pptx",)), Files(tmp_path), Silent())
    assert whys(tmp_path) == {}
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1800000000")
    assert set(whys(tmp_path).values()) == {"the variable SOURCE_DATE_EPOCH has another value"}
    assert whys(tmp_path) == {}


@pytest.mark.parametrize("value", ["yesterday", "-5", "12", "9" * 30, "١٨٠٠٠٠٠٠٠٠", "1e9"])
def test_what_is_no_moment_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
    with pytest.raises(CoursewareError, match="is no moment"):
        moment(Files(tmp_path))
