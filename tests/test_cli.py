"""What the console says is a product: its words, its exit status, and what a command leaves behind."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from courseware.cli import COMMANDS, courseware
from courseware.commands.reference import reference
from tests.build.course import outputs, write, write_course

ROOT = Path(__file__).parent.parent
CLI = [sys.executable, "-m", "courseware.cli"]


def cli(folder: Path, *words: str, code: int = 0) -> tuple[list[str], list[str]]:
    """`courseware WORDS` as a process in `folder`: the lines of both its outputs. It must end with `code`."""
    done = subprocess.run([*CLI, *words], cwd=folder, capture_output=True, text=True, timeout=60)
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout.splitlines(), done.stderr.splitlines()


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def test_a_build_shows_what_it_made_and_where(course: Path) -> None:
    shown, told = cli(course, "build", "--only", "deck.pptx", "-j", "1")
    assert shown == [
        "build/house/01-weather/deck.pptx  made  6 slides",
        "build/house/02-sports/deck.pptx   made  6 slides",
        "2 files made",
    ]
    assert told == ["house/01-weather: deck.pptx 6 slides", "house/02-sports: deck.pptx 6 slides"]
    assert cli(course, "build", "--only", "deck.pptx") == (["2 files up to date"], [])


def test_a_problem_has_its_place_and_a_way_out_and_status_1(course: Path) -> None:
    path = course / "syllabus/01-weather.md"
    write(path, path.read_text() + "\n## More\n\n![Gone](gone.png)\n")
    assert cli(course, "build", code=1) == (
        [],
        [
            "syllabus/01-weather.md:32: the picture is missing: gone.png",
            "  hint: it would be syllabus/gone.png: is the name right, with its capitals?",
        ],
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("build", "wether"), "there is no module 'wether'"),
        (("build", "--only", "dekc.pptx"), "there is no document 'dekc.pptx'"),
        (("build", "--brand", "hous"), "there is no brand 'hous'"),
        (("build", "--delivery", "sprung"), "spring"),
        (("build", "--brand", "./nowhere"), "there is no folder './nowhere'"),
        (("build", "--brand", "house", "--all-brands"), "exclude each other"),
        (("biuld",), "No such command 'biuld'"),
        (("new", "slied"), "slied"),
    ],
)
def test_a_mistake_in_the_command_has_status_2_and_names_the_nearest(
    course: Path, words: tuple[str, ...], message: str
) -> None:
    shown, told = cli(course, *words, code=2)
    assert shown == []
    assert message in "\n".join(told)
    assert not (course / "build/house").exists()


@pytest.mark.parametrize("words", [("build", "3"), ("list", "--files", "03-pets"), ("build", "syllabus/03-pets.md")])
def test_a_module_that_is_in_no_list_is_found_in_the_folder(course: Path, words: tuple[str, ...]) -> None:
    write(course / "syllabus/03-pets.md", (course / "syllabus/02-sports.md").read_text())
    _, told = cli(course, *words, code=2)
    assert told[-1] == "  hint: syllabus/03-pets.md is there: name it under modules in syllabus/course.yml"


def test_outside_of_a_course_a_command_says_how_to_begin_one(tmp_path: Path) -> None:
    _, told = cli(tmp_path, "build", code=2)
    assert told[-1] == "  hint: change into a course's folder, or begin one with: courseware init my-course"


def test_json_is_for_programs(course: Path) -> None:
    shown, told = cli(course, "build", "--only", "deck.pptx", "--json", "2")
    [output] = json.loads("\n".join(shown))["outputs"]
    assert (output["file"], output["state"], output["slides"]) == ("build/house/02-sports/deck.pptx", "made", 6)
    assert told == []
    listed = json.loads("\n".join(cli(course, "list", "--json")[0]))
    assert [module["name"] for module in listed["deliveries"][0]["modules"]] == ["01-weather", "02-sports"]
    assert {each["file"]: each["to_be_made"] for each in listed["files"]}["build/house/02-sports/deck.pptx"] is False
    pages = json.loads("\n".join(cli(course, "show", "2", "--json")[0]))
    assert [page["number"] for page in pages] == [f"2-{n}" for n in range(1, 7)]


def test_json_tells_what_is_wrong_too(course: Path) -> None:
    write(course / "syllabus/01-weather.md", "no front matter\n")
    shown, told = cli(course, "build", "--json", code=1)
    answer = json.loads("\n".join(shown))
    assert [problem["file"] for problem in answer["problems"]] == ["syllabus/01-weather.md"] * len(answer["problems"])
    assert answer["problems"]
    assert (answer["outputs"], told) == ([], [])


def test_a_quiet_build_still_names_an_edited_deck(course: Path) -> None:
    cli(course, "build", "1", "--only", "deck.pptx", "-q", "-j", "1")
    (course / "build/house/01-weather/deck.pptx").write_bytes(b"edited")
    shown, _ = cli(course, "build", "1", "--only", "deck.pptx", "-q", "-j", "1", code=1)
    assert shown == [
        "build/house/01-weather/deck.pptx was edited and is left as it is; the new one is build/house/01-weather/deck.new.pptx",
        "  hint: put the new file in the edited one's place, or build with --replace",
    ]


def test_show_tells_what_stands_on_each_slide(course: Path) -> None:
    shown, _ = cli(course, "show", "weather")
    at = shown.index("1-4 [content] Begin")
    assert shown[at + 1 : at + 4] == [
        "    • A first point",
        "    • A second point",
        "  notes: The trainer says SECRETNOTE.",
    ]
    assert not (course / "build").exists()


def test_check_tells_what_deserves_a_look_and_fails_when_strict(course: Path) -> None:
    shown, told = cli(course, "check")
    assert "warnings" in shown[-1]
    assert "syllabus/01-weather.md:4:3: warning: no question asks for outcome 1.1" in told
    cli(course, "check", "--strict", code=1)


MANY = "\n\n".join(f"## Point {n}\n\n- It is so." for n in range(1, 6))
LONG = "## Much\n\n" + "- A point that takes a line of its own on the slide.\n" * 30 + "\n::: notes\nSlowly.\n:::\n"


def test_check_tells_slides_without_notes_in_one_line_and_sets_fitted_ones_apart(course: Path) -> None:
    path = course / "syllabus/02-sports.md"
    write(path, f"---\ntitle: Sports\n---\n\n{MANY}\n\n{LONG}\n## Last\n\n- It is so.\n")
    shown, told = cli(course, "check", "sports")
    first = told.index("syllabus/02-sports.md:5: warning: 6 slides have no trainer notes: 2-2 to 2-6, 2-8")
    assert told[first + 1] == "  hint: write what to say and ask under ::: notes"
    heading = told.index("Set smaller or continued")
    assert told[heading - 1] == ""
    assert re.match(r"syllabus/02-sports.md:25: warning: slide 2-7 «Much» goes on over \d slides", told[heading + 1])
    assert told[heading + 2] == "  hint: shorten it or divide it, if that matters"
    assert shown[-1].endswith(", 6 slides without trainer notes, 1 slide set smaller or continued")
    found = json.loads("\n".join(cli(course, "check", "sports", "--json")[0]))
    assert sum(problem["fact"] == "the slide has no trainer notes" for problem in found) == 6
    assert [problem["line"] for problem in found] == sorted(problem["line"] for problem in found)


def test_check_is_strict_with_a_slide_that_is_continued_and_nothing_else(tmp_path: Path) -> None:
    cli(tmp_path, "init", "mine")
    cli(tmp_path / "mine", "check", "--strict")
    [path] = (tmp_path / "mine/syllabus").glob("0*.md")
    write(path, path.read_text(encoding="utf-8") + f"\n{LONG}")
    shown, _ = cli(tmp_path / "mine", "check")
    assert shown == ["0 errors, 0 warnings, 1 slide set smaller or continued"]
    cli(tmp_path / "mine", "check", "--strict", code=1)


def test_slides_without_notes_are_told_by_their_lines_where_no_deck_can_be_made(course: Path) -> None:
    path = course / "syllabus/02-sports.md"
    write(path, f"---\ntitle: Sports\n---\n\n{MANY}\n\n## Last\n\n{'endlessly' * 30}\n")
    _, told = cli(course, "check", "sports", code=1)
    assert "syllabus/02-sports.md:5: warning: 6 slides have no trainer notes: lines 5, 9, 13, 17, 21, 25" in told


def test_the_next_step_is_one_that_a_shell_takes(tmp_path: Path) -> None:
    assert cli(tmp_path, "init", "mein Kurs")[0][-1] == "now: cd 'mein Kurs' && courseware build"


def test_a_course_from_init_builds_at_once(tmp_path: Path) -> None:
    shown, _ = cli(tmp_path, "init", "mine")
    assert shown[-1] == "now: cd mine && courseware build"
    shown, _ = cli(tmp_path / "mine", "build", "--only", "deck.pptx", "--strict")
    assert shown[-1].startswith("1 file made")
    _, told = cli(tmp_path, "init", "mine", code=2)
    assert "holds a course already" in told[-2]


def test_a_new_module_is_written_and_builds(course: Path) -> None:
    cli(course, "new", "module", "Food & drink")
    assert (course / "syllabus/course.yml").read_text().splitlines()[
        3
    ] == "modules: [01-weather, 02-sports, 03-food-drink]"
    shown, _ = cli(course, "build", "food", "--only", "deck.pptx")
    assert shown[0].startswith("build/house/03-food-drink/deck.pptx  made")


@pytest.mark.parametrize("title", ["Food: why *we* eat <it>", 'The "first" #1 {of} all', "a - | $a$ @ [x](y)"])
def test_a_new_module_builds_whatever_signs_its_title_has(course: Path, title: str) -> None:
    cli(course, "new", "module", title)
    shown, _ = cli(course, "show", "3")
    assert shown[0] == f"3-1 [cover] {title}"


@pytest.mark.parametrize("kind", ["slide", "exercise", "question"])
def test_what_new_prints_can_be_pasted_into_a_module(course: Path, kind: str) -> None:
    shown, _ = cli(course, "new", kind, "Why it rains")
    path = course / "syllabus/01-weather.md"
    write(path, path.read_text() + "\n" + "\n".join(shown) + "\n")
    shown, _ = cli(course, "show", "weather")
    assert any("Why it rains" in line for line in shown)


def test_one_markdown_file_is_built_on_its_own(tmp_path: Path) -> None:
    write(tmp_path / "talk.md", "% A talk\n\n# One\n\n## Two\n\n- a\n\n---\n\nNo title here.\n")
    shown, _ = cli(tmp_path, "build", "talk.md", "-o", "out")
    assert next(line for line in shown if "deck.pptx" in line).startswith("out/talk/deck.pptx  made")
    assert list(outputs(tmp_path / "out")) == ["talk/deck.pptx"]
    shown, _ = cli(tmp_path, "show", "talk.md")
    assert shown[0] == "1 [cover] A talk"
    _, told = cli(tmp_path, "check", "talk.md")
    assert told[0] == "talk.md:5: warning: 2 slides have no trainer notes: 3, 4"


def test_clean_removes_what_was_built_and_nothing_else(course: Path) -> None:
    cli(course, "build", "--only", "deck.pptx", "-j", "1")
    (course / "build/house/01-weather/deck.pptx").write_bytes(b"edited")
    write(course / "build/house/02-sports/mine.txt", "mine")
    shown, _ = cli(course, "clean")
    assert shown == ["build/house/01-weather/deck.pptx was edited and stays", "1 file removed from build"]
    assert list(outputs(course / "build")) == ["house/01-weather/deck.pptx", "house/02-sports/mine.txt"]


def test_names_complete_in_the_shell_without_reading_the_course(course: Path) -> None:
    facts = (course / "syllabus/course.yml").read_text()
    (course / "syllabus/course.yml").write_text("broken: [")

    def complete(*words: str) -> list[str]:
        line = " ".join(("courseware", *words))
        environment = {
            **os.environ,
            "_COURSEWARE_COMPLETE": "bash_complete",
            "COMP_WORDS": line,
            "COMP_CWORD": str(len(words)),
        }
        code = "import sys; sys.argv[0] = 'courseware'; from courseware.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code], env=environment, cwd=course, capture_output=True, text=True, timeout=30
        )
        assert done.stderr == ""
        return [line.partition(",")[2] for line in done.stdout.split()]

    assert complete("build", "0") == ["01-weather", "02-sports"]
    assert complete("build", "--brand", "h") == ["house"]
    assert "deck.pptx" in complete("build", "--only", "d")
    assert "build" in complete("bu")
    assert complete("build", "--delivery", "s") == []
    (course / "syllabus/course.yml").write_text(facts)
    assert complete("build", "--delivery", "s") == ["spring"]


def test_a_reader_that_stops_early_is_no_bug(course: Path) -> None:
    done = subprocess.run(
        f"'{sys.executable}' -m courseware.cli list | head -1",
        shell=True,
        cwd=course,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == "house (brand house)"
    assert done.stderr == ""


def _heed_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@pytest.mark.skipif(os.name == "nt", reason="Windows sends no SIGINT to a single process")
def test_ctrl_c_ends_with_130_and_without_a_traceback(course: Path) -> None:
    command = [*CLI, "build", "-j", "2"]
    # A shell starts what runs in its background with Ctrl-C ignored, and the tests may be such: here it counts again.
    with subprocess.Popen(
        command, cwd=course, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, preexec_fn=_heed_ctrl_c
    ) as build:
        while not (course / "build/.courseware/lock").exists() and build.poll() is None:
            time.sleep(0.01)
        build.send_signal(signal.SIGINT)
        _, told = build.communicate(timeout=30)
    assert (build.returncode, told.splitlines()[-1]) == (130, "interrupted")
    assert "Traceback" not in told


def test_a_bug_of_ours_has_status_3_and_a_file_to_report(course: Path) -> None:
    code = (
        "import courseware.commands.doctor as doctor\nfrom courseware.cli import main\n"
        "doctor.command.callback = lambda **_: 1 / 0\nmain(['doctor'])"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=course, capture_output=True, text=True, timeout=30)
    assert (done.returncode, done.stdout) == (3, "")
    first, hint = done.stderr.splitlines()
    assert first == "a bug in courseware: ZeroDivisionError: division by zero"
    kept = re.search(r"report it with (\S+),", hint)
    assert kept
    assert "ZeroDivisionError" in Path(kept[1]).read_text()
    Path(kept[1]).unlink()


def test_the_doctor_finds_all_that_a_build_needs(tmp_path: Path) -> None:
    shown, _ = cli(tmp_path, "doctor")
    assert {"Python", "Pango", "fonts"} <= {line.split()[0] for line in shown if " ok " in line}


def test_the_command_reference_is_made_from_the_commands() -> None:
    assert (ROOT / "docs/commands.md").read_text(encoding="utf-8") == reference(courseware), (
        "make it anew: python -m courseware.cli reference > docs/commands.md"
    )


def test_every_command_says_what_it_does() -> None:
    page = reference(courseware)
    for name in COMMANDS:
        if name != "reference":
            assert f"\n## {name}\n" in page
    rows = [line for line in page.splitlines() if line.startswith("| `")]
    assert [row for row in rows if len(re.split(r"(?<!\\)\|", row)[2].strip()) < 10] == []
