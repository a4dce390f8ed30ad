"""A slide is laid out once in a process, and again where anything that it shows is another."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PIL import Image

from courseware.build.live import Live, Look
from courseware.build.request import Request
from courseware.files import Files, packaged_templates
from courseware.pdf import engine, laying
from courseware.pdf.laying import pictures_of
from tests.build.course import write, write_course

WEATHER = "01-weather"


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """The numbers of the slides that were laid out, by call."""
    monkeypatch.setattr(laying, "_PAGES", {})
    found: list[list[str]] = []
    real = engine.layout

    def layout(html: str, **named: object) -> object:
        found.append(re.findall(r'<section class="slide" id="slide-([^"]+)"', html))
        return real(html, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(engine, "layout", layout)
    return found


def drawn(look: Look, brand: str) -> tuple[bytes, set[str]]:
    """The module's slides as a PDF, and what they were made from."""
    materials = look.materials(brand, WEATHER)
    files = materials.files.fresh()
    return materials.pictured(files), set(files.reads)


@pytest.mark.parametrize("brand", ["house", "fjordlight"])
def test_an_edit_lays_out_its_slide_alone_and_gives_the_bytes_of_a_new_process(
    tmp_path: Path, laid: list[list[str]], monkeypatch: pytest.MonkeyPatch, brand: str
) -> None:
    write_course(tmp_path)
    path = tmp_path / f"syllabus/{WEATHER}.md"
    write(path, path.read_text(encoding="utf-8").replace("- A second point", "\n![A sky](sky.png)"))
    Image.new("RGB", (40, 20), "blue").save(tmp_path / "syllabus/sky.png")
    files = Files(tmp_path, {"@templates": packaged_templates()})
    course = Live(files, Request(out=tmp_path / "build"))
    _, read = drawn(course.look(), brand)
    everything = laid.pop()
    assert len(everything) > 3
    assert "syllabus/sky.png" in read

    write(path, path.read_text(encoding="utf-8").replace("Do it now", "Do it soon"))
    edited, read = drawn(course.look(), brand)
    (again,) = laid.pop()
    assert again in everything
    assert "syllabus/sky.png" in read, "what a kept page shows counts as read"

    Image.new("RGB", (40, 20), "red").save(tmp_path / "syllabus/sky.png")
    other, _ = drawn(course.look(), brand)
    assert len(laid.pop()) == 1
    assert other != edited

    monkeypatch.setattr(laying, "_PAGES", {})
    assert drawn(Live(files, Request(out=tmp_path / "build")).look(), brand)[0] == other


def test_a_picture_that_may_name_other_files_or_is_not_there_is_left_to_the_layout(tmp_path: Path) -> None:
    write(tmp_path / "a.svg", "<svg/>")
    write(tmp_path / "a & b.png", "x")
    files = Files(tmp_path)
    assert pictures_of('<img src="a.svg"/>', files) is None
    assert pictures_of('<img src="gone.png"/>', files) is None
    assert pictures_of('<img src="part:ppt/media/a.emf"/><img src="data:image/png;base64,x"/>', files) == ()
    assert pictures_of('<img src="a &amp; b.png"/>', files) is not None
    assert "a & b.png" in files.reads


def test_no_more_pages_are_kept_than_may_be(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "_PAGES", {})
    monkeypatch.setattr(laying, "MOST", 3)
    pages = laying.Laid(object())
    for number in range(5):
        pages[number] = number
    pages[3] = 3  # used last
    pages[9] = 9
    assert [number for number in range(10) if number in pages] == [3, 4, 9]
