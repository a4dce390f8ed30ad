"""Limits hold wherever a template is rendered, doors are shut whatever turns up behind them, and the documentation says what the limits are."""

from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from courseware import limits
from courseware.assets import is_link
from courseware.build.atomic import write_file
from courseware.build.fence import check_fence, is_within
from courseware.build.state import OUTPUTS, Record, State
from courseware.deck.pixels import picture_fault
from courseware.files import STATE, Files
from courseware.marks import untouched
from courseware.problems import CoursewareError
from courseware.render import csv_cell, render
from courseware.sights import moment
from courseware.svgguard import svg_danger
from tests.hostile.made import packed, png, svg, uses

GUIDE = Path(__file__).parents[2] / "docs/security.md"
ENDLESS = "\n{% for a in range(99999) %}{% for b in range(99999) %}{{ 'x' * 100000 }}{% endfor %}{% endfor %}"
SAID = {
    "LARGEST_FILE": "64 MB",
    "LARGEST_DECK": "400 MB",
    "LARGEST_BOOK": "64 MB",
    "MOST_TEMPLATE_MEMORY": "512 MB",
    "LARGEST_TEMPLATE": "512 KB",
    "MOST_SVG_SIGNS": "16 MB",
    "SMALL_PART": "",
}


def test_the_guide_says_every_limit() -> None:
    guide = GUIDE.read_text(encoding="utf-8")
    for name in (name for name in vars(limits) if name.isupper()):
        said = SAID.get(name, f"{getattr(limits, name):,.0f}")
        assert said in guide, f"{name} is {said}"


def rendered(folder: Path, text: str) -> str:
    (folder / "t").mkdir()
    (folder / "t/x.txt.j2").write_text(text)
    try:
        return render(Files(folder), ("t",), "x.txt.j2", {})
    except CoursewareError as error:
        return str(error)


def test_a_template_is_held_in_another_thread_too(tmp_path: Path) -> None:
    found: list[str] = []
    thread = threading.Thread(target=lambda: found.append(rendered(tmp_path, ENDLESS)))
    thread.start()
    thread.join(60)
    assert found[0].startswith("t/x.txt.j2:2: the template wants more than it may have")


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("{{ [[1], [2, 3]] | sum(start=[]) | length }}", "3"),
        ("{{ [{'a': 2}, {'a': 3}] | sum(attribute='a') }}", "5"),
        ("{{ 'x'.center(5) }}|{{ 'a,b'.split(',') | join('+') }}", "  x  |a+b"),
        ("{{ '%s of %d' % ('a', 3) }} {{ '{} {b}'.format(1, b=2) }}", "a of 3 1 2"),
        ("{% macro m(context, obj) %}{{ context }}{{ obj }}{% endmacro %}{{ m(context=1, obj=2) }}", "12"),
        ("{{ {'items': 1}['items'] }}{{ {'a': 1}.items() | list | length }}", "11"),
        ("{% for x in [[1, [2]]] recursive %}{{ loop(x) if x is iterable else x }}{% endfor %}", "12"),
        ("{{ ('b', 'a') | sort | join }}{{ [3, 1] | max }}{{ 'a' in ['a'] }}{{ [1] == [1] }}", "ab3TrueTrue"),
    ],
)
def test_what_templates_do_every_day_goes_on(text: str, made: str, tmp_path: Path) -> None:
    assert rendered(tmp_path, text) == made


@pytest.mark.parametrize("value", ["=1+1", "+cmd", "-a", "@SUM(A1)", "\tx", "\rx", "=HYPERLINK(1)"])
def test_a_cell_of_a_csv_file_is_never_computed(value: str) -> None:
    assert csv_cell(value).lstrip('"').startswith("'")


@pytest.mark.parametrize(("value", "cell"), [("-5", "-5"), (3.5, "3.5"), ("a,b", '"a,b"'), ('a"b', '"a""b"'), ("a\nb", '"a\nb"'), ("a", "a")])  # fmt: skip
def test_a_cell_of_a_csv_file_is_what_it_was(value: object, cell: str) -> None:
    assert csv_cell(value) == cell


@pytest.mark.parametrize(
    "address",
    [
        "javascript:x",
        " JavaScript:x",
        "java\nscript:x",
        "file:///x",
        "smb://x",
        "//x/y",
        "\\\\x\\y",
        "vbscript:x",
        "data:text/html,x",
    ],
)
def test_an_address_that_runs_or_opens_something_is_no_link(address: str) -> None:
    assert not is_link(address)


@pytest.mark.parametrize(
    "address", ["https://example.org", "mailto:a@example.org", "#a", "chapter.html", "a/b:c", "tel:+49"]
)
def test_an_address_that_people_click_is_a_link(address: str) -> None:
    assert is_link(address)


def refused(files: Files, name: str) -> str:
    with pytest.raises(CoursewareError) as caught:
        files.read(name)
    return str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no pipes with names")
def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "x.png")
    assert "no file that can be read to its end" in refused(Files(tmp_path), "x.png")


def test_a_link_that_is_turned_while_the_file_is_read_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "secret").write_text("secret")
    project = tmp_path / "project"
    project.mkdir()
    (project / "good.md").write_text("good")
    (project / "x.md").symlink_to("good.md")
    real = os.open

    def turned(path: str | Path, *how: int) -> int:
        if str(path).endswith("x.md"):
            (project / "x.md").unlink()
            (project / "x.md").symlink_to(tmp_path / "secret")
            opened = real(path, *how)
            (project / "x.md").unlink()
            (project / "x.md").symlink_to("good.md")
            return opened
        return real(path, *how)

    monkeypatch.setattr(os, "open", turned)
    assert "exchanged while it was read" in refused(Files(project), "x.md")


def test_hidden_files_and_what_was_built_are_no_part_of_a_course(tmp_path: Path) -> None:
    for name in (
        ".env",
        ".git/x.png",
        f"build/{STATE}/x",
        "build/house/x.png",
        "deep/out/x.png",
        f"deep/out/{STATE}/y",
    ):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    files = Files(tmp_path)
    assert "hidden" in refused(files, ".env")
    assert "hidden" in refused(files, ".git/x.png")
    assert "what a build made" in refused(files, "build/house/x.png")
    assert "what a build made" in refused(files, "deep/out/x.png")


def test_an_output_folder_may_lead_elsewhere_where_somebody_says_so(tmp_path: Path) -> None:
    project, elsewhere = tmp_path / "project", tmp_path / "elsewhere"
    project.mkdir()
    elsewhere.mkdir()
    (project / "build").symlink_to(elsewhere)
    with pytest.raises(CoursewareError, match="leads out of the project"):
        check_fence(project / "build", project)
    check_fence(elsewhere, project)
    (elsewhere / "house").symlink_to(tmp_path)
    with pytest.raises(CoursewareError, match="leads out of the output folder"):
        check_fence(elsewhere, project, ["house/m"])
    assert not is_within(elsewhere, elsewhere / "house/m/deck.pptx")


def test_no_record_is_written_through_a_link_among_the_records(tmp_path: Path) -> None:
    out = tmp_path / "project/build"
    records = out / STATE / OUTPUTS
    records.mkdir(parents=True)
    check_fence(out, tmp_path / "project", ["house/m"])
    (records / "house").symlink_to(tmp_path)
    with pytest.raises(CoursewareError, match="leads out of the output folder"):
        check_fence(out, tmp_path / "project", ["house/m"])


def test_links_in_the_place_of_temporary_files_are_not_written_through(tmp_path: Path) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("theirs")
    (tmp_path / f".deck.pptx.tmp-{os.getpid()}").symlink_to(theirs)
    write_file(tmp_path / "deck.pptx", b"ours")
    before = theirs.stat().st_mtime_ns
    (tmp_path / "clock").symlink_to(theirs)
    assert moment(str(tmp_path)) is None
    assert theirs.stat().st_mtime_ns == before
    assert ((tmp_path / "deck.pptx").read_bytes(), theirs.read_text()) == (b"ours", "theirs")


@pytest.mark.parametrize("name", ["../theirs.pptx", "/theirs.pptx", "..", "", "a\0b"])
def test_a_record_can_name_no_file_elsewhere(tmp_path: Path, name: str) -> None:
    state = State(tmp_path)
    state.keep("house/m/deck.pptx", Record(hash="", maker="", request="", ingredients="", beside=(name, "0")))
    assert state.record("house/m/deck.pptx") is None


@pytest.mark.parametrize(
    ("inside", "about"),
    [
        (uses(), 'viewBox="0 0 9 9"'),
        ("<rect/>", 'viewBox="0 0 1e300 1"'),
        ("<rect/>", 'viewBox="0 0 9 9" ONLOAD="x"'),
        ('<a href="java&#10;script:x"/>', 'viewBox="0 0 9 9"'),
        ('<set attributeName="href" to="x"/>', 'viewBox="0 0 9 9"'),
        ('<rect style="fill:u\\72l(http://x)"/>', 'viewBox="0 0 9 9"'),
    ],
)
def test_a_drawing_that_runs_asks_or_grows_is_refused(inside: str, about: str) -> None:
    assert svg_danger(svg(inside, about).encode()) is not None


def test_a_drawing_as_programs_write_it_is_good() -> None:
    drawn = svg(
        '<defs><linearGradient id="a"/><linearGradient id="b" xlink:href="#a"/></defs><style>.c{fill:url(#b)}</style>'
        '<a href="https://example.org"><rect class="c" fill="url(#b)" width="9" height="9"/></a><use href="#d"/><g id="d"/>'
    )
    assert svg_danger(drawn.encode()) is None


def test_a_picture_is_judged_by_what_it_is_and_not_by_its_name() -> None:
    assert picture_fault(png(2, 2, lines=2)) is None
    assert picture_fault(png(60000, 60000)) is not None
    assert picture_fault(svg("<script/>").encode("utf-16")) is not None


def test_an_output_that_grows_is_not_unpacked_to_see_whether_it_is_ours() -> None:
    assert not untouched(packed({"docProps/core.xml": "x", "y": "y"}, swollen=50_000_000))
