"""Brands stand apart: editing one touches no file of another, a folder outside the course is a brand like any other, and two never share a place."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click import UsageError

from courseware.build.state import State
from tests.branding.test_new import LOGOS, made
from tests.build.course import outputs, run, write, write_course

FULL = bool(os.environ.get("COURSEWARE_FULL"))
DOCUMENTS = ("--only", "deck.pptx", *(("--only", "handout.pdf") if FULL else ()), "--only", "outline.pdf")
BRANDS = ("house", "ours", *(("fjordlight",) if FULL else ()))


def snapshot(folder: Path) -> dict[str, tuple[int, bytes]]:
    """When each output was written, and its bytes."""
    return {name: ((folder / name).stat().st_mtime_ns, (folder / name).read_bytes()) for name in outputs(folder)}


@pytest.mark.parametrize(
    ("file", "text"),
    [
        ("_brand.yml", 'meta: {name: Ours}\ncolor: {primary: "#AA1144"}\n'),
        ("powerpoint/layouts.yml", "text: {title: {size: 30}}\n"),
        ("styles/brand.css.j2", "h2 { letter-spacing: 0.2pt }\n"),
        ("labels/en.yml", "exercise: Your turn\n"),
        ("module/deck.pptx.j2", '{% extends "module/deck.pptx.j2" %}\n'),
    ],
)
def test_editing_a_brand_rebuilds_no_file_of_another(file: str, text: str, tmp_path: Path) -> None:
    """By bytes, by time, and by what the records say of every other brand's file."""
    write_course(tmp_path)
    brand = tmp_path / "templates/brands/ours"
    write(brand / "_brand.yml", 'meta: {name: Ours}\ncolor: {primary: "#114488"}\n')
    brands = [word for name in BRANDS for word in ("--brand", name)]
    assert run(tmp_path, "build", *brands, *DOCUMENTS, "-j", "1", "-o", str(tmp_path / "build")).return_value.code == 0
    before = snapshot(tmp_path / "build")
    write(brand / file, text)
    again = run(tmp_path, "build", *brands, *DOCUMENTS, "-j", "1", "--json", "-o", str(tmp_path / "build")).return_value
    assert again.code == 0
    after = snapshot(tmp_path / "build")
    others = [name for name in before if not name.startswith("ours/")]
    assert len(others) == (10 if FULL else 3)
    assert {name: after[name] for name in others} == {name: before[name] for name in others}
    if file in ("_brand.yml", "powerpoint/layouts.yml"):
        assert [name for name in before if after[name] != before[name]]
    state = State(tmp_path / "build")
    for name in others:
        record = state.record(name)
        assert record is not None
        assert not [read for read in record.reads if "brands/ours" in read], name


def test_two_brands_of_one_name_are_refused_since_they_would_share_their_output(tmp_path: Path) -> None:
    made(tmp_path, "ours", "--from", str(LOGOS / "oakme.svg"))
    for name in ("ours", "house"):
        other = tmp_path / "elsewhere" / name
        write(other / "_brand.yml", "meta: {name: Other}\n")
        with pytest.raises(UsageError, match=f"there are two brands called {name}"):
            run(tmp_path, "build", "--brand", str(other))
    one, two = tmp_path / "a/acme", tmp_path / "b/acme"
    for folder in (one, two):
        write(folder / "_brand.yml", "meta: {name: Acme}\n")
    with pytest.raises(UsageError, match="there are two brands called acme"):
        run(tmp_path, "build", "--brand", str(one), "--brand", str(two))


def test_a_brand_of_the_course_may_be_named_by_its_folder(tmp_path: Path) -> None:
    made(tmp_path, "ours", "--from", str(LOGOS / "oakme.svg"))
    out = ("--only", "deck.pptx", "-j", "1", "-o", str(tmp_path / "build"))
    run(tmp_path, "build", "--brand", "ours", *out)
    before = snapshot(tmp_path / "build")
    run(tmp_path, "build", "--brand", str(tmp_path / "templates/brands/ours"), *out)
    assert snapshot(tmp_path / "build") == before


def text_of(folder: Path, brand: Path, name: str = "words.txt") -> str:
    """A text document of module 1 in a brand outside the course."""
    answer = run(folder, "build", "1", "--brand", str(brand), "--only", name, "-j", "1", "-o", str(folder / "build"))
    assert answer.return_value.code == 0, answer.return_value.problems
    return (folder / "build" / brand.name / "01-weather" / name).read_text(encoding="utf-8")


BASE = """---
title: words
---
{% block head %}head of the course{% endblock %}
{{ module.title }}
{% for slide in module.slides %}{{ slide.handout | striptags }}{% endfor %}
"""


def test_a_brand_outside_the_course_overrides_a_template_a_block_and_a_word(tmp_path: Path) -> None:
    course, brand = write_course(tmp_path / "course"), tmp_path / "elsewhere/acme"
    write(course / "templates/module/words.txt.j2", BASE)
    write(brand / "_brand.yml", "meta: {name: Acme}\ncolor: {primary: navy}\n")
    assert "head of the course" in text_of(course, brand)
    block = '{% extends "module/words.txt.j2" %}{% block head %}head of {{ brand.title }}{% endblock %}\n'
    write(brand / "module/words.txt.j2", block)
    shown = text_of(course, brand)
    assert "head of Acme" in shown
    assert "Weather" in shown
    write(brand / "module/words.txt.j2", "---\ntitle: words\n---\nall of it ours: {{ labels.exercise }}\n")
    write(brand / "labels/en.yml", "exercise: Your turn\n")
    assert text_of(course, brand) == "all of it ours: Your turn\n"


def test_a_brands_words_and_what_is_meant_for_it_alone_are_in_its_documents_and_in_no_others(tmp_path: Path) -> None:
    course, brand = write_course(tmp_path / "course"), tmp_path / "elsewhere/acme"
    write(course / "templates/module/words.txt.j2", BASE)
    module = course / "syllabus/01-weather.md"
    more = '\n## Where we meet\n\n::: handout\nIn {{< var room >}}.\n\n::: {.content-visible when-brand="acme"}\nFor Acme only.\n:::\n:::\n'
    write(module, module.read_text(encoding="utf-8") + more)
    write(course / "syllabus/course.yml", (course / "syllabus/course.yml").read_text() + "vars: {room: the hall}\n")
    write(brand / "_brand.yml", "meta: {name: Acme}\ndefaults: {courseware: {vars: {room: the Acme room}}}\n")
    shown = text_of(course, brand)
    assert "In the Acme room." in shown
    assert "For Acme only." in shown
    both = (
        "--brand",
        "house",
        "--brand",
        str(brand),
    )  # the course knows a brand elsewhere only where somebody names it
    run(course, "build", "1", *both, "--only", "words.txt", "-j", "1", "-o", str(course / "build"))
    other = (course / "build/house/01-weather/words.txt").read_text(encoding="utf-8")
    assert "In the hall." in other
    assert "Acme" not in other
