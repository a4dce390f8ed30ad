"""Charts in a course: read where they stand, their files with them, in the language of the module."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from courseware.brand.read import read_brand
from courseware.content.blocks import Drawing, walk
from courseware.course.read import read_course
from courseware.files import Files
from courseware.problems import CoursewareError

COURSE = "title: Numbers\nlanguage: de\nmodules: [m]\n"


def course(folder: Path, text: str, **files: str) -> Files:
    (folder / "syllabus").mkdir()
    (folder / "syllabus/course.yml").write_text(COURSE, encoding="utf-8")
    (folder / "syllabus/m.md").write_text(f"---\ntitle: M\n---\n{text}", encoding="utf-8")
    for name, content in files.items():
        (folder / "syllabus" / name.replace("_", ".")).write_text(content, encoding="utf-8")
    return Files(folder)


def drawings(files: Files) -> list[Drawing]:
    found, _ = read_course(files)
    slides = (slide for topic in found.modules[0].topics for slide in topic.slides)
    groups = (group for slide in slides for group in (slide.blocks, *(blocks for _, blocks in slide.slots)))
    return list(dict.fromkeys(each for group in groups for each in walk(group) if isinstance(each, Drawing)))


def test_numbers_are_read_in_the_language_of_the_course(tmp_path: Path) -> None:
    files = course(tmp_path, "## A\n\n```chart\nkind: bar\nA | B\nx | 1.950,5\n```\n")
    assert drawings(files)[0].source.endswith("| A | B |\n| x | 1950.5 |")


def test_a_file_is_read_from_beside_the_module_and_its_change_is_noticed(tmp_path: Path) -> None:
    files = course(tmp_path, "## A\n\n```chart\nkind: bar\nfile: d.csv\n```\n", d_csv="A;B\nx;1.950,5\n")
    assert drawings(files)[0].source.endswith("| x | 1950.5 |")
    before = files.reads["syllabus/d.csv"]
    (tmp_path / "syllabus/d.csv").write_text("A;B\nx;2\n", encoding="utf-8")
    assert files.now("syllabus/d.csv") != before


def test_every_problem_of_every_chart_is_told_at_once(tmp_path: Path) -> None:
    text = (
        "## A\n\n```chart\nkind: bar\nA | B\nx | ten\n```\n\n"
        "## B\n\n```chart\nkind: bar\nfile: d.csv\n```\n\n## C\n\n```chart\nkind: bar\nfile: none.csv\ntitel: x\n```\n"
    )
    files = course(tmp_path, text, d_csv="A;B\nx;1\ny;two\n")
    with pytest.raises(CoursewareError) as error:
        read_course(files)
    told = [str(problem).partition("\n")[0] for problem in error.value.problems]
    assert told == [
        "syllabus/d.csv:3: 'two' under 'B' is no number",
        "syllabus/m.md:9: 'ten' under 'B' is no number",
        "syllabus/m.md:23: the data file is missing: none.csv",
        "syllabus/m.md:24: a chart has no line 'titel:'",
    ]


def test_a_file_outside_the_project_is_refused(tmp_path: Path) -> None:
    files = course(tmp_path, "## A\n\n```chart\nkind: bar\nfile: ../../d.csv\n```\n")
    with pytest.raises(CoursewareError, match=r"syllabus/m\.md:8: the path leads outside the project"):
        read_course(files)


def test_what_nobody_could_read_off_is_a_warning(tmp_path: Path) -> None:
    rows = "\n".join(f"slice {n} | {n}" for n in range(1, 13))
    files = course(tmp_path, f"## A\n\n```chart\nkind: pie\nA | B\n{rows}\n```\n")
    _, warnings = read_course(files)
    assert [str(each).partition("\n")[0] for each in warnings if "slices" in each.fact] == [
        "syllabus/m.md:6: warning: a pie of 12 slices can't be read"
    ]


def test_a_brand_orders_the_colours_of_its_charts_by_names_it_knows(tmp_path: Path) -> None:
    folder = tmp_path / "templates/brands/mine"
    folder.mkdir(parents=True)
    house = Path("templates/brands/house/_brand.yml")
    given = (Path(__file__).parents[2] / house).read_text(encoding="utf-8")
    given = re.sub(r"^logo:.*?^color:", "color:", given, flags=re.MULTILINE | re.DOTALL)
    own = "  courseware:\n    chart_colors: [accent3, {}]\n"
    (folder / "_brand.yml").write_text(given.replace("  courseware:\n", own.format("cobalt")), encoding="utf-8")
    assert read_brand(Files(tmp_path), "mine").settings["chart_colors"] == ["accent3", "cobalt"]
    (folder / "_brand.yml").write_text(given.replace("  courseware:\n", own.format("cobolt")), encoding="utf-8")
    with pytest.raises(CoursewareError, match=r"nobody knows the colour cobolt\n  hint: did you mean cobalt\?"):
        read_brand(Files(tmp_path), "mine")
