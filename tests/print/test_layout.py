"""The pages of the sample course as a book designer sees them. A run takes one module and the papers of a short course; `COURSEWARE_FULL=1`
takes every document of every module in three brands, on A4, Letter and A5.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from courseware.brand.read import read_brand
from courseware.build.making import Target, make
from courseware.build.options import split
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files
from courseware.pdf import engine
from tests.print.layout import faults

ROOT = Path(__file__).parents[2]
FULL = bool(os.environ.get("COURSEWARE_FULL"))
BRANDS = ("house", "fjordlight", "brackenrow")
PAPERS = ("A4", "Letter", "A5")
SHORT = "cuts:\n  short: {minutes: 150, modules: [01-customer-journeys]}\n"
QUICK = "handout.pdf instructor-notes.pdf workbook.pdf outline.pdf schedule.pdf exercises.pdf coverage.pdf"
KNOWN = ("exam.pdf", "exam-answers.pdf")
"""An exam's pages are parted between questions, and each version begins on a sheet of its own: a page may end early."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course with a delivery of one module for each brand."""
    folder = tmp_path_factory.mktemp("course")
    shutil.copytree(ROOT / "syllabus", folder / "syllabus")
    facts = folder / "syllabus/course.yml"
    deliveries = "".join(f"  short-{brand}: {{brand: {brand}, cut: short}}\n" for brand in BRANDS)
    text = facts.read_text(encoding="utf-8")
    text = text.replace("cuts:\n", SHORT, 1).replace("deliveries:\n", f"deliveries:\n{deliveries}", 1)
    facts.write_text(text, encoding="utf-8")
    return folder


def set_pages(project: Path, monkeypatch: pytest.MonkeyPatch, request: Request) -> Iterator[tuple[str, Any]]:
    """Each document's name and its pages as WeasyPrint set them last (a book with an index is set twice)."""
    caught: dict[str, Any] = {}
    usual = engine.layout

    def layout(html: str, **named: Any) -> Any:
        found = usual(html, **named)
        caught[named["name"]] = found
        return found

    monkeypatch.setattr(engine, "layout", layout)
    shelf = Shelf(Files(project))
    plan = make_plan(request, shelf)
    assert not plan.problems
    for unit in units(plan, request):
        caught.clear()
        _, problems = make(Target(unit=unit, request=request, known={}), shelf)
        assert [str(problem) for problem in problems] == []
        for name, found in caught.items():
            if name.endswith(".j2"):
                yield f"{unit.folder}/{name.rpartition('/')[2].removesuffix('.j2')}", found.pages


def looked_at(project: Path, monkeypatch: pytest.MonkeyPatch, request: Request) -> dict[str, list[str]]:
    """Every document with its faults, of those that have some."""
    found = {name: faults(pages) for name, pages in set_pages(project, monkeypatch, request)}
    assert found
    return {name: told for name, told in found.items() if told and not name.endswith(KNOWN)}


def test_a_module_and_the_papers_of_a_short_course_are_well_set(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    request = Request(out=project / "build", delivery="short-house", only=tuple(QUICK.split()))
    assert looked_at(project, monkeypatch, request) == {}


def test_a_handout_is_well_set_on_small_paper_with_little_ink(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    sets = (split("*.pdf:paper=A5"), split("*.pdf:ink=saver"), split("*.pdf:duplex=no"))
    request = Request(out=project / "build", delivery="short-fjordlight", only=("handout.pdf",), sets=sets)
    assert looked_at(project, monkeypatch, request) == {}


@pytest.mark.skipif(not FULL, reason="all documents in all brands take minutes: COURSEWARE_FULL=1")
@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("brand", BRANDS)
def test_every_document_is_well_set(project: Path, monkeypatch: pytest.MonkeyPatch, brand: str, paper: str) -> None:
    request = Request(out=project / "build", brands=(brand,), only=("*.pdf",), sets=(split(f"*.pdf:paper={paper}"),))
    assert looked_at(project, monkeypatch, request) == {}


# -- the eye itself: each fault is seen where it is planted ---------------------------------------------------------------

LINES = "<br>".join(f"line {number}" for number in range(1, 15))
"""Fourteen lines: a page of the small sheet below holds sixteen."""
ROWS = "".join(f"<tr><td>row {number}</td></tr>" for number in range(20))
PLANTED = {
    "beyond the margins": '<p style="white-space:nowrap">a line that is a good deal longer than the sheet is wide</p>',
    "h2 at the foot": f"<p>{LINES}</p><h2 style='break-after:auto'>Alone</h2><p>{LINES}</p>",
    "without its header": f"<table><thead style='display:table-row-group'><tr><th>A</th></tr></thead><tbody>{ROWS}</tbody></table>",
    "% full": f"<p>one line</p><div style='break-inside:avoid'>{LINES}<br>{LINES[:40]}</div>",
    "parted as": f"<p>{LINES}</p><p>one more</p><p style='orphans:1;widows:1'>first<br>second<br>third<br>fourth</p>",
    "beyond its cell": "<table style='table-layout:fixed;width:30mm'><tr><td style='width:10mm;white-space:nowrap'>a long word</td><td>b</td></tr></table>",
}
SHEET = "@page{size:60mm 75mm;margin:5mm}html{font:10pt/4mm Carlito}body,p,h2,table{margin:0;border-spacing:0;padding:0;font-size:10pt}"


def seen(body: str) -> list[str]:
    brand, files = read_brand(Files(ROOT), "house"), Files(ROOT)
    fonts = engine.ready(brand, files)
    from courseware.pdf.fetching import Fetcher

    html = f"<html lang=en><head><title>t</title><style>{SHEET}</style></head><body>{body}</body></html>"
    fetcher = Fetcher(files, "planted", {})
    return faults(engine.layout(html, fonts=fonts, fetcher=fetcher, name="planted").pages)


@pytest.mark.parametrize("told", PLANTED)
def test_a_planted_fault_is_seen(told: str) -> None:
    assert any(told in fault for fault in seen(PLANTED[told])), seen(PLANTED[told])


def test_a_page_that_is_well_set_has_no_fault() -> None:
    head = f"<table><thead><tr><th>A</th></tr></thead><tbody>{ROWS}</tbody></table>"
    assert seen(f"<p>{LINES}</p><h2>Kept</h2><p style='orphans:2;widows:2'>{LINES}</p>{head}") == []
