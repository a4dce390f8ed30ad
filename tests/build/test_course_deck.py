"""The deck of a course: its modules' slides as they were fitted once, under their own numbers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.deck.model import Deck
from courseware.deck.slides import Slides
from courseware.powerpoint.lint import lint
from tests.build.course import run, write, write_course
from tests.foreign import foreign_template

DECK = "house/course/deck.pptx"


def build(folder: Path, out: Path, *words: str) -> Path:
    result = run(folder, "build", "-o", str(out), "-j", "1", *words)
    assert result.return_value.code == 0, result.output
    return out


def texts(path: Path) -> list[str]:
    """The words of each slide."""
    return [
        " ".join(shape.text_frame.text for shape in slide.shapes if shape.has_text_frame)
        for slide in Presentation(str(path)).slides
    ]


def sections(path: Path) -> list[str]:
    root = Presentation(str(path)).part._element
    return [
        str(each.get("name")) for each in root.iter("{http://schemas.microsoft.com/office/powerpoint/2010/main}section")
    ]


def test_the_deck_of_a_course_is_made_on_request_only(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    assert not (build(course, tmp_path / "all", "--only", "deck.pptx") / DECK).exists()
    assert (build(course, tmp_path / "one", "--only", "course/deck.pptx") / DECK).exists()


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow", "foreign"])
def test_it_is_valid_in_every_brand_and_on_a_foreign_template(tmp_path: Path, brand: str) -> None:
    course = write_course(tmp_path / "course")
    if brand == "foreign":
        write(course / "templates/brands/foreign/_brand.yml", "meta: {name: Foreign}\ncolor: {primary: '#224466'}\n")
        (course / "templates/brands/foreign/template.pptx").write_bytes(foreign_template())
    path = build(course, tmp_path / "out", "--only", "course/deck.pptx", "--brand", brand) / brand / "course/deck.pptx"
    assert OpenXmlValidator().validate(str(path)).errors == []
    assert [problem for problem in lint(path.read_bytes()) if problem.severity == "error"] == []


def test_slides_keep_the_numbers_they_have_in_their_modules(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    out = build(course, tmp_path / "out", "--only", "course/deck.pptx", "--only", "deck.pptx")
    whole = texts(out / DECK)
    for name in ("01-weather", "02-sports"):
        module = [each for each in texts(out / f"house/{name}/deck.pptx") if "Try it" in each]
        assert module
        assert set(module) <= set(whole)


def test_it_has_one_cover_one_closing_and_a_section_a_module(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    path = build(course, tmp_path / "out", "--only", "course/deck.pptx") / DECK
    layouts = [slide.slide_layout.name for slide in Presentation(str(path)).slides]
    assert layouts.count(layouts[0]) == 1
    assert sections(path) == ["Small talk", "Weather", "Sports", "Thank you"]
    assert sum("Thank you" in each for each in texts(path)) == 1
    assert [slide.has_notes_slide for slide in Presentation(str(path)).slides].count(True) == 4


def test_one_day_holds_that_days_modules_only(tmp_path: Path) -> None:
    course = write_course(tmp_path / "course")
    facts = course / "syllabus/course.yml"
    facts.write_text(facts.read_text() + 'schedule: {days: 2, start: "09:00", end: "09:30"}\n')
    out = build(course, tmp_path / "out", "--only", "course/deck.pptx", "--set", "course/deck.pptx:day=2")
    assert sections(out / DECK) == ["Small talk: day 2", "Sports", "Thank you"]


def test_slides_of_a_module_are_fitted_once_for_all_documents_of_a_build(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from courseware.deck import fit

    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path / "cache"))
    fitted: list[str] = []
    real = fit.fit

    def counting(deck: Deck, *rest: Any, **more: Any) -> Slides:
        fitted.append(deck.title)
        return real(deck, *rest, **more)

    monkeypatch.setattr(fit, "fit", counting)
    course = write_course(tmp_path / "course")
    build(course, tmp_path / "out", "--only", "course/deck.pptx", "--only", "deck.pptx", "--only", "guide.pdf")
    assert sorted(fitted) == ["Small talk", "Sports", "Weather"]
