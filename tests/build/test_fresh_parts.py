"""An edit makes again what shows it, in whatever module that stands, and nothing else is even rendered."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from courseware.build import making
from courseware.build.building import build
from courseware.build.request import Request
from courseware.files import Files
from tests.build.course import outputs, write
from tests.build.test_building import Silent

MODULES = ("01-one", "02-two", "03-three")
FACTS = "title: Parts\nmodules: [01-one, 02-two, 03-three]\n"
SCHEDULE = FACTS + 'schedule: {days: 1, start: "09:00", end: "17:00"}\n'
CUT = FACTS + "cuts:\n  short: {priority: 2}\ndeliveries:\n  brief: {brand: house, cut: short}\n"
TIMES = "{% for slide in module.slides %}{{ slide.title }} {{ slide.clock }};{% endfor %}"
GONE = "{% for slide in left_out.slides %}{{ slide }};{% endfor %}{% for each in left_out.outcomes %}{{ each.code }};{% endfor %}"
OTHERS = "{% for each in course.modules %}{{ each.number }} {{ each.title }} {{ each.minutes }};{% endfor %}"


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The documents that builds rendered, by module (`""` for the course) and name."""
    found: list[str] = []
    make = making.make_document

    def told(document: Any, materials: Any, known: Any = None) -> Any:
        found.append(f"{materials.unit.module}/{document.name}".removeprefix("/"))
        return make(document, materials, known)

    monkeypatch.setattr(making, "make_document", told)
    return found


def course(folder: Path, facts: str = FACTS, **texts: str) -> None:
    """A course of three modules with the texts of `texts` as documents, built."""
    write(folder / "syllabus/course.yml", facts)
    for number, name in enumerate(MODULES, 1):
        front = f"---\ntitle: {name}\nminutes: 30\noutcomes:\n  '{number}.1': Explain it\n---\n"
        write(folder / f"syllabus/{name}.md", f"{front}## Begin {{minutes=10}}\n\n- A point\n")
    for name, text in texts.items():
        write(folder / f"templates/module/{name}.txt.j2", f"---\ntitle: {name}\n---\n{text}\n")
    write(
        folder / "templates/course/list.txt.j2",
        "---\ntitle: List\n---\n{{ course.modules | map(attribute='title') | join }}\n",
    )
    made(folder)


def made(folder: Path, **request: Any) -> dict[str, tuple[str, str]]:
    """What became of each output of a build, and why."""
    report = build(Request(out=folder / "build", only=("*.txt",), **request), Files(folder), Silent())
    assert not report.bugs
    assert not report.problems
    return {row.name: (row.state, row.why) for row in report.rows if row.state != "up to date"}


def edit(folder: Path, name: str, old: str, new: str) -> None:
    path = folder / f"syllabus/{name}.md"
    text = path.read_text(encoding="utf-8")
    assert old in text
    write(path, text.replace(old, new))


def as_clean(folder: Path, **request: Any) -> None:
    """Compares what stands with what a build into an empty folder makes."""
    clean = folder / "clean"
    build(Request(out=clean, only=("*.txt",), **request), Files(folder), Silent())
    there = {name: (folder / "build" / name).read_text() for name in outputs(folder / "build")}
    assert there == {name: (clean / name).read_text() for name in outputs(clean)}


def test_an_edit_renders_its_module_and_the_course_and_nothing_else(tmp_path: Path, rendered: list[str]) -> None:
    course(tmp_path, times=TIMES, others=OTHERS)
    rendered.clear()
    edit(tmp_path, "01-one", "A point", "Another point")
    changes = made(tmp_path)
    assert sorted(rendered) == ["01-one/others.txt", "01-one/times.txt", "list.txt"]
    assert {why for _, why in changes.values()} == {"syllabus/01-one.md changed"}
    rendered.clear()
    assert made(tmp_path) == {}
    assert rendered == []
    as_clean(tmp_path)


def test_what_lists_show_of_a_module_reaches_the_documents_of_the_others(tmp_path: Path) -> None:
    course(tmp_path, times=TIMES, others=OTHERS)
    edit(tmp_path, "01-one", "title: 01-one", "title: First")
    changes = made(tmp_path)
    assert {name for name, (state, _) in changes.items() if state == "made"} == {
        *(f"house/{name}/others.txt" for name in MODULES),
        "house/course/list.txt",
    }
    assert {why for _, why in changes.values()} == {"syllabus/01-one.md changed"}
    as_clean(tmp_path)


def test_time_spent_in_one_module_moves_those_after_it(tmp_path: Path, rendered: list[str]) -> None:
    course(tmp_path, SCHEDULE, times=TIMES)
    rendered.clear()
    edit(tmp_path, "02-two", "minutes=10", "minutes=45")
    changes = made(tmp_path)
    assert {name for name, (state, _) in changes.items() if state == "made"} == {"house/03-three/times.txt"}
    assert sorted(rendered) == ["02-two/times.txt", "03-three/times.txt", "list.txt"]
    as_clean(tmp_path)


def test_what_a_cut_takes_out_of_one_module_reaches_those_that_tell_of_it(tmp_path: Path) -> None:
    course(tmp_path, CUT, gone=GONE)
    made(tmp_path, delivery="brief")
    edit(tmp_path, "02-two", "{minutes=10}", "{minutes=10 priority=3}")
    changes = made(tmp_path, delivery="brief")
    assert {name for name, (state, _) in changes.items() if state == "made"} >= {
        f"brief/{name}/gone.txt" for name in MODULES
    }


def test_pictures_and_tables_of_one_module_leave_the_others_alone(tmp_path: Path, rendered: list[str]) -> None:
    from PIL import Image

    course(tmp_path, times=TIMES)
    Image.new("RGB", (16, 9), "teal").save(tmp_path / "syllabus/a.png")
    edit(tmp_path, "01-one", "- A point", "![A square](a.png)")
    made(tmp_path)
    rendered.clear()
    Image.new("RGB", (16, 9), "navy").save(tmp_path / "syllabus/a.png")
    assert made(tmp_path) == {}
    assert rendered == []


def test_a_brand_that_is_added_renders_nothing_of_the_others(tmp_path: Path, rendered: list[str]) -> None:
    course(tmp_path, times=TIMES)
    rendered.clear()
    write(tmp_path / "templates/brands/new/_brand.yml", "meta: {name: New}\n")
    assert made(tmp_path) == {}
    assert rendered == []


@pytest.mark.parametrize("text", ["\n<!-- a remark -->\n", "\n\n"])
def test_a_remark_at_the_end_changes_no_output(tmp_path: Path, text: str) -> None:
    course(tmp_path, times=TIMES)
    path = tmp_path / "syllabus/01-one.md"
    write(path, path.read_text(encoding="utf-8") + text)
    assert {state for state, _ in made(tmp_path).values()} <= {"unchanged"}
    assert made(tmp_path) == {}


def test_a_touched_file_and_a_template_that_nobody_uses_change_nothing(tmp_path: Path, rendered: list[str]) -> None:
    course(tmp_path, times=TIMES)
    rendered.clear()
    for path in (tmp_path / "syllabus").iterdir():
        path.touch()
    write(tmp_path / "templates/parts/unused.j2", "nobody asks for this\n")
    assert made(tmp_path) == {}
    assert rendered == []
