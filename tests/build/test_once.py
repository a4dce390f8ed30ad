"""What many documents share is made once: modules are read once a build, laid out once a delivery, whoever asks."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import courseware.course.modules
import courseware.course.read
import courseware.deck.fit
import courseware.pdf
from courseware.build.building import build
from courseware.build.request import Request
from courseware.files import Files
from tests.build.course import write_course
from tests.build.test_building import Silent

FEW = ("deck.pptx", "handout.pdf", "workbook.pdf", "course/deck.pptx")
MORE = (
    "deck-share.pptx",
    "slides.pdf",
    "instructor-notes.pdf",
    "guide.pdf",
    "exercises.pdf",
    "solutions.pdf",
    "outline.pdf",
)
ONLY = (*FEW, *MORE) if os.environ.get("COURSEWARE_FULL") else FEW
NO_FORK = pytest.mark.skipif(not hasattr(os, "fork"), reason="counts in forked workers")
FORKS = (pytest.param(2, marks=NO_FORK), pytest.param(7, marks=NO_FORK))
"""With seven workers the documents of a module are made side by side."""


@pytest.fixture(autouse=True)
def _forks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Workers are forked: a library that another test loaded may have left threads of its own in this process, which idle."""
    if hasattr(os, "fork"):
        monkeypatch.setattr("courseware.build.forking.can_fork", lambda: True)


class Counts:
    """Counts what is called with what, in workers too: a line each in a file."""

    def __init__(self, path: Path) -> None:
        self.path = path
        path.touch()

    def watch(
        self, monkeypatch: pytest.MonkeyPatch, module: Any, name: str, say: Callable[..., str], *more: Any
    ) -> None:
        original = getattr(module, name)

        def counted(*given: Any, **named: Any) -> Any:
            with self.path.open("a", encoding="utf-8") as file:
                file.write(f"{name} {say(*given, **named)}\n")
            return original(*given, **named)

        for each in (module, *more):
            monkeypatch.setattr(each, name, counted)

    def all(self) -> Counter[str]:
        return Counter(self.path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("jobs", [1, *FORKS])
def test_modules_are_read_once_and_laid_out_once_a_delivery(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, jobs: int
) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))
    counts = Counts(tmp_path / "counts")
    counts.watch(
        monkeypatch, courseware.course.modules, "read_module", lambda files, file, *_: file, courseware.course.read
    )
    counts.watch(
        monkeypatch, courseware.deck.fit, "fit", lambda deck, kit, brand, *_, **__: f"{brand.name} {deck.title}"
    )
    counts.watch(
        monkeypatch,
        courseware.pdf,
        "write_slides",
        lambda slides, kit, brand, *_: f"{brand.name} {slides.title} {len(slides.pages)}",
    )
    course = write_course(tmp_path / "course")
    request = Request(out=tmp_path / "build", only=ONLY, brands=("house", "fjordlight"), jobs=jobs)
    report = build(request, Files(course), Silent())
    assert report.code() == 0, report.problems
    found = counts.all()
    laid_out = {name: times for name, times in found.items() if not name.startswith("write_slides")}
    assert set(laid_out.values()) == {1}
    assert sum(name.startswith("read_module") for name in found) == 2
    assert sum(name.startswith("fit") for name in found) == 2 * (2 + 1), "two modules and the course, in two brands"
    if jobs == 1:  # two workers may draw the same choice of slides for two documents
        assert set(found.values()) == {1}
