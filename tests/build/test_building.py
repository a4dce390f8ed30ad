"""A build makes what is stale and nothing else, the same on any day, in any folder, with any number of workers."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest

from courseware.build.building import build
from courseware.build.report import Row
from courseware.build.request import Request
from courseware.files import Files
from courseware.problems import CoursewareError
from tests.build.course import MODULE, outputs, write, write_course

DECKS = ("deck.pptx",)


class Silent:
    """A screen that remembers what it was told."""

    def __init__(self) -> None:
        self.told: list[Any] = []

    def waiting(self, process: int) -> None:
        self.told.append(process)

    def begin(self, units: int, files: int) -> None:
        self.told.append((units, files))

    def done(self, folder: str, rows: tuple[Row, ...]) -> None:
        self.told.append(folder)


def states(folder: Path, **request: Any) -> dict[str, str]:
    """What became of each output of a build."""
    asked = Request(out=folder / "build", **{"only": DECKS, **request})
    report = build(asked, Files(folder), Silent())
    return {row.name: row.state for row in report.rows}


def whys(folder: Path, **request: Any) -> dict[str, str]:
    """Why each output of a build was made."""
    report = build(Request(out=folder / "build", only=DECKS, **request), Files(folder), Silent())
    return {row.name: row.why for row in report.rows if row.why}


WEATHER, SPORTS = "house/01-weather/deck.pptx", "house/02-sports/deck.pptx"


def test_the_first_build_makes_all_and_the_second_nothing(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert states(tmp_path) == {WEATHER: "made", SPORTS: "made"}
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "up to date"}


def test_a_change_in_one_module_makes_only_that_one(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    write(tmp_path / "syllabus/02-sports.md", MODULE.replace("TITLE", "Sports").replace("N.1", "2.1") + "\n## More\n")
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "made"}
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "up to date"}


def test_a_build_says_why(tmp_path: Path) -> None:
    write_course(tmp_path)
    assert set(whys(tmp_path).values()) == {"it has not been built here yet"}
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + "\n## More\n")
    assert whys(tmp_path) == {SPORTS: "syllabus/02-sports.md changed"}
    (tmp_path / "build" / WEATHER).unlink()
    assert whys(tmp_path) == {WEATHER: "the file is gone"}
    write(tmp_path / "templates/labels/en.yml", "agenda: What we do\n")
    assert set(whys(tmp_path).values()) == {"templates/labels/en.yml is new"}


def test_what_renders_to_the_same_is_not_written_again(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    before = (tmp_path / "build" / SPORTS).stat().st_mtime_ns
    write(tmp_path / "templates/labels/en.yml", "timing: Never printed on a slide\n")
    assert states(tmp_path)[SPORTS] == "unchanged"
    assert (tmp_path / "build" / SPORTS).stat().st_mtime_ns == before
    assert states(tmp_path)[SPORTS] == "up to date"


def test_the_same_course_gives_the_same_bytes_elsewhere_and_with_workers(tmp_path: Path) -> None:
    one, two = write_course(tmp_path / "one"), write_course(tmp_path / "deep/in/two")
    states(one, jobs=1)
    states(two, jobs=2)
    for name in (WEATHER, SPORTS):
        assert (one / "build" / name).read_bytes() == (two / "build" / name).read_bytes()


def test_an_edited_deck_stays_until_somebody_decides(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    deck = tmp_path / "build" / WEATHER
    deck.write_bytes(b"edited")
    for _ in range(2):
        assert states(tmp_path) == {WEATHER: "beside", SPORTS: "up to date"}
        assert deck.read_bytes() == b"edited"
    beside = deck.with_name("deck.new.pptx")
    beside.replace(deck)
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "up to date"}
    deck.write_bytes(b"edited again")
    states(tmp_path)
    assert states(tmp_path, replace=True) == {WEATHER: "made", SPORTS: "up to date"}
    assert deck.with_name("deck.old.pptx").read_bytes() == b"edited again"
    assert not beside.exists()


def test_without_records_our_own_files_are_known_by_their_mark(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    shutil.rmtree(tmp_path / "build/.courseware")
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + "\n## More\n")
    assert states(tmp_path) == {WEATHER: "unchanged", SPORTS: "made"}
    shutil.rmtree(tmp_path / "build/.courseware")
    with (tmp_path / "build" / SPORTS).open("ab") as file:
        file.write(b"edited")
    assert states(tmp_path) == {WEATHER: "unchanged", SPORTS: "beside"}


def test_errors_leave_the_last_good_files_and_are_all_told(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    before = (tmp_path / "build" / SPORTS).read_bytes()
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + '\n## More {layout="nowhere"}\n\n![Gone](gone.png)\n')
    with pytest.raises(CoursewareError) as found:
        states(tmp_path)
    assert [(str(problem.place), problem.fact) for problem in found.value.problems] == [
        ("syllabus/02-sports.md:30", "there is no layout 'nowhere'"),
        ("syllabus/02-sports.md:32", "the picture is missing: gone.png"),
    ]
    assert (tmp_path / "build" / SPORTS).read_bytes() == before


def test_somebody_who_names_a_module_gets_it_though_another_has_errors(tmp_path: Path) -> None:
    write_course(tmp_path)
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + "\n## More\n\n![Gone](gone.png)\n")
    report = build(Request(out=tmp_path / "build", only=DECKS, modules=("1",)), Files(tmp_path), Silent())
    assert [(row.name, row.state) for row in report.rows] == [(WEATHER, "made")]
    assert [problem.fact for problem in report.problems] == ["the picture is missing: gone.png"]
    assert report.code() == 1
    assert states(tmp_path, modules=("1",)) == {WEATHER: "up to date"}
    assert states(tmp_path, modules=("1", "2")) == {WEATHER: "up to date", SPORTS: "failed"}
    path = tmp_path / "syllabus/course.yml"
    write(path, path.read_text() + "cuts: {short: {modules: [03-food]}}\n")
    with pytest.raises(CoursewareError, match=r"syllabus/course\.yml"):
        states(tmp_path, modules=("1",))


def test_a_module_that_fails_does_not_keep_the_others(tmp_path: Path) -> None:
    write_course(tmp_path)
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + '\n## More {layout="nowhere"}\n')
    assert states(tmp_path) == {WEATHER: "made", SPORTS: "failed"}
    assert list(outputs(tmp_path / "build")) == [WEATHER]
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "failed"}


def test_a_draft_always_yields_a_deck(tmp_path: Path) -> None:
    write_course(tmp_path)
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + '\n## More {layout="nowhere"}\n\n![Gone](gone.png)\n')
    report = build(Request(out=tmp_path / "build", only=DECKS, draft=True), Files(tmp_path), Silent())
    assert [row.state for row in report.rows] == ["made", "made"]
    assert [problem.place.line for problem in report.warnings] == [30, 30, 32]
    assert (report.code(), report.code(strict=True)) == (0, 1)


def test_warnings_are_recorded_and_fail_a_strict_build_with_nothing_to_do(tmp_path: Path) -> None:
    write_course(tmp_path)
    path = tmp_path / "syllabus/02-sports.md"
    write(path, path.read_text() + "\n## More\n\n::: nobody-knows-this\nText\n:::\n")
    asked = Request(out=tmp_path / "build", only=DECKS)
    first, again = (build(asked, Files(tmp_path), Silent()) for _ in range(2))
    assert {row.state for row in again.rows} == {"up to date"}
    assert first.warnings == again.warnings != ()
    assert (again.code(), again.code(strict=True)) == (0, 1)


def test_a_template_added_to_a_folder_is_a_document(tmp_path: Path) -> None:
    write_course(tmp_path)
    write(tmp_path / "templates/module/titles.csv.j2", "{% for slide in module.slides %}{{ slide.id }}\n{% endfor %}")
    made = states(tmp_path, only=("titles.csv",))
    assert made == {"house/01-weather/titles.csv": "made", "house/02-sports/titles.csv": "made"}
    lines = (tmp_path / "build/house/01-weather/titles.csv").read_text().splitlines()
    assert lines[1] == "01-weather/begin"


def test_a_second_brand_gets_its_own_folder_and_leaves_the_first_alone(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    assert states(tmp_path, brands=("fjordlight",), modules=("2",)) == {"fjordlight/02-sports/deck.pptx": "made"}
    assert states(tmp_path, delivery="spring", modules=("sports",)) == {"spring/02-sports/deck.pptx": "made"}
    assert states(tmp_path) == {WEATHER: "up to date", SPORTS: "up to date"}


def test_a_build_waits_for_another_and_names_it(tmp_path: Path) -> None:
    write_course(tmp_path)
    (tmp_path / "build/.courseware").mkdir(parents=True)
    hold = (
        "import sys, time\nfrom pathlib import Path\nfrom courseware.build.locking import locked\n"
        "with locked(Path(sys.argv[1]), print):\n    print('held', flush=True)\n    time.sleep(1)\n"
    )
    command = [sys.executable, "-c", hold, str(tmp_path / "build/.courseware")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        screen = Silent()
        build(Request(out=tmp_path / "build", only=DECKS, modules=("1",)), Files(tmp_path), screen)
    assert screen.told == [other.pid, (1, 1), "house/01-weather"]


def test_a_build_with_nothing_to_do_imports_click_and_the_standard_library_only(tmp_path: Path) -> None:
    write_course(tmp_path)
    code = (
        "import sys\nbefore = set(sys.modules)\nfrom courseware.cli import main\n"
        "try:\n    main(sys.argv[1:])\n"
        "except SystemExit as end:\n    assert not end.code\n"
        "import json\nprint(json.dumps(sorted({name.partition('.')[0] for name in {*sys.modules} - before})))\n"
    )
    for expected in ("made", "up to date"):
        command = [sys.executable, "-c", code, "-C", str(tmp_path), "build", "--only", "deck.pptx", "-j", "1"]
        done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path)
        *summary, modules = done.stdout.splitlines()
        assert summary[-1].startswith(f"2 files {expected}")
    known = sys.stdlib_module_names | {"click", "courseware", "__main__", "__mp_main__"}
    assert {name for name in json.loads(modules) if name not in known and not name.startswith("_")} == set()


def test_a_build_that_is_killed_leaves_whole_files_and_the_next_one_cleans_up(tmp_path: Path) -> None:
    write_course(tmp_path)
    out = tmp_path / "build"
    command = [
        sys.executable,
        "-m",
        "courseware.cli",
        "-C",
        str(tmp_path),
        "build",
        "--only",
        "deck.pptx",
        "-o",
        str(out),
    ]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=tmp_path) as build_:
        assert build_.stderr is not None
        build_.stderr.readline()  # a first unit is done, the second under way
        build_.kill()
    for path in out.rglob("deck.pptx"):
        assert zipfile.ZipFile(path).testzip() is None
    folder = out / "house/01-weather"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / ".deck.pptx.tmp-1").write_bytes(b"half")
    (folder / "deck.pptx").unlink(missing_ok=True)
    states(tmp_path)
    assert list(outputs(out)) == [WEATHER, SPORTS]


def test_what_a_killed_build_left_goes_though_its_edit_was_taken_back(tmp_path: Path) -> None:
    write_course(tmp_path)
    states(tmp_path)
    left = [
        tmp_path / f"build/{name}.tmp-4711"
        for name in (
            ".courseware/plans/.a.json",
            "house/01-weather/.deck.pptx",
            ".courseware/outputs/house/01-weather/.deck.pptx.json",
        )
    ]
    for path in left:
        path.write_bytes(b"half")
    shutil.rmtree(tmp_path / "build/.courseware/glances")
    assert set(states(tmp_path).values()) == {"up to date"}
    assert not any(path.exists() for path in left)
    left[0].write_bytes(b"half")
    assert set(states(tmp_path).values()) == {"up to date"}
    assert not left[0].exists()


def test_a_brand_that_can_not_be_read_is_told_whatever_documents_were_asked_for(tmp_path: Path) -> None:
    write_course(tmp_path)
    write(tmp_path / "templates/brands/acme/_brand.yml", "meta: {name: Acme}\nlogo: gone.png\n")
    with pytest.raises(CoursewareError, match=r"gone\.png"):
        states(tmp_path, brands=("acme",), only=("deck.pptx",))
