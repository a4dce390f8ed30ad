"""The outline is one sheet, both sides, in every brand, language and paper."""

from __future__ import annotations

import os
import shutil
from itertools import product
from pathlib import Path

import pikepdf
import pytest

from tests.build.course import run

ROOT = Path(__file__).parents[2]
BRANDS, LANGUAGES, PAPERS = ("house", "fjordlight", "brackenrow"), ("en", "de", "fr", "es"), ("A4", "Letter", "A5")
EVERY = list(product(BRANDS, LANGUAGES, PAPERS))
SOME = [("house", "de", "A5"), ("fjordlight", "fr", "Letter"), ("brackenrow", "es", "A4"), ("fjordlight", "de", "A5")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample course with a delivery for each brand and language."""
    there = tmp_path_factory.mktemp("outline")
    shutil.copytree(ROOT / "syllabus", there / "syllabus")
    facts = there / "syllabus/course.yml"
    lines = "\n".join(
        f"  {brand}-{code}: {{brand: {brand}, language: {code}}}" for brand, code in product(BRANDS, LANGUAGES)
    )
    facts.write_text(facts.read_text().replace("deliveries:\n", f"deliveries:\n{lines}\n"))
    return there


@pytest.mark.parametrize(("brand", "language", "paper"), EVERY if os.environ.get("COURSEWARE_FULL") else SOME)
def test_the_outline_is_one_sheet(folder: Path, brand: str, language: str, paper: str) -> None:
    name = f"{brand}-{language}"
    words = ("--delivery", name, "--only", "outline.pdf", "--set", f"outline.pdf:paper={paper}", "--replace")
    result = run(folder, "build", *words)
    assert result.return_value.code == 0, result.output
    with pikepdf.open(folder / "build" / name / "course/outline.pdf") as pdf:
        assert len(pdf.pages) == 2
