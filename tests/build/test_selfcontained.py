"""An HTML document holds what it shows, and asks nobody for anything."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest

from courseware.build.selfcontained import self_contained
from courseware.files import Files
from courseware.problems import CoursewareError
from tests.hostile.made import png

PNG = png(2, 2, lines=2)


def test_pictures_and_style_sheets_go_into_the_page_and_links_stay(tmp_path: Path) -> None:
    (tmp_path / "a b.png").write_bytes(PNG)
    (tmp_path / "look.css").write_text("p { background: url(a b.png) }".replace("a b.png", "'a b.png'"))
    files = Files(tmp_path, {})
    page = '<link rel="stylesheet" href="look.css"><img alt="x" src="a b.png"><a href="https://example.org/">y</a>'
    data = f"data:image/png;base64,{b64encode(PNG).decode()}"
    assert self_contained(page, files, "t.html.j2") == (
        f"<style>p {{ background: url('{data}') }}</style>"
        f'<img alt="x" src="{data}"><a href="https://example.org/">y</a>'
    )
    assert sorted(files.reads) == ["a b.png", "look.css"]


def test_all_that_is_missing_or_would_be_fetched_is_told(tmp_path: Path) -> None:
    page = (
        '<img src="gone.png"><img src="https://example.org/x.png"><script src="//example.org/x.js"></script>'
        '<img src="slide:1-2"><img src="../../x.png"><img src="data:image/gif;base64,AA"><svg><use href="#a"/></svg>'
    )
    with pytest.raises(CoursewareError) as found:
        self_contained(page, Files(tmp_path, {}), "t.html.j2")
    assert [problem.fact for problem in found.value.problems] == [
        "the document asks for ../../x.png: the path leads outside the project",
        "the document would fetch //example.org/x.js",
        "the document would fetch https://example.org/x.png",
        "the file is missing: gone.png",
        "there is no slide 1-2 to picture here",
    ]
    assert {problem.place.file for problem in found.value.problems} == {"t.html.j2"}
