"""The workbook and the trainer's guide: what they hold, whose they are, and that every page they name is the right one."""

from __future__ import annotations

import functools
import io
import os
import re
import tempfile
from pathlib import Path

import page as checker
import pikepdf
import pytest

from courseware.problems import CoursewareError
from tests.build.course import run, write
from tests.print import reading

BRANDS = ("house", "fjordlight", "brackenrow")
every_brand = pytest.mark.parametrize("brand", BRANDS)
FACTS = """\
title: Reading the weather
subtitle: From the window to the forecast
code: RW
edition: "3"
language: LANGUAGE
schedule: {days: 1, start: "09:00", end: "12:00", breaks: [{after: "09:30", minutes: 15, title: Tea}]}
modules: [01-clouds, 02-winds]
deliveries:
  spring: {brand: BRAND, licensee: {name: Harbour School, number: "77"}}
"""
GLOSSARY = """\
Front
:   Where two kinds of air meet.

ärgerlich
:   A word that begins with an umlaut.

Zenith
:   The point above your head.
"""
MODULE = """\
---
title: TITLE
outcomes:
  "N.1": Explain TITLE
minutes: 45
materials: [a barometer, chalk for TITLE]
room: chairs at the window
---
# The look of TITLE {outcomes="N.1"}

## What they tell {minutes=10}

- one point

::: notes
**Ask** who looked up this morning: SECRETNOTE.
:::

::: handout
A **front** is near when the wind turns. [Barometers]{.index entry="barometer"} fall.

And [barometers]{.index entry="Barometer"} rise again.
:::

::: glossary
Gust of TITLE
:   A short rise of the wind.
:::

::: {.exercise title="Watch TITLE" minutes=15 group="pairs"}
Watch for ten minutes.

::: solution
It is SECRETSOLUTION.
:::
:::

::: {.question outcome="N.1"}
What comes first?

- [ ] Rain
- [x] Wind

::: rationale
Because of SECRETRATIONALE.
:::
:::

## Hidden from them {.hidden}

SECRETSLIDE

::: glossary
SECRETTERM
:   Of a hidden slide.
:::

## Key points

::: keypoints
- Look up
:::
"""


@functools.cache
def folder(brand: str = "house", language: str = "en") -> Path:
    """A small course, with what it was built into."""
    found = Path(tempfile.mkdtemp())
    write(found / "syllabus/course.yml", FACTS.replace("BRAND", brand).replace("LANGUAGE", language))
    write(found / "syllabus/glossary.md", GLOSSARY)
    for name, title, number in (("01-clouds", "Clouds", "1"), ("02-winds", "Winds", "2")):
        write(found / f"syllabus/{name}.md", MODULE.replace("TITLE", title).replace("N.1", f"{number}.1"))
    return found


@functools.cache
def made(document: str, brand: str = "house", language: str = "en", *words: str) -> bytes:
    course = folder(brand, language)
    out = tempfile.mkdtemp()
    result = run(course, "build", "--delivery", "spring", "--only", document, "-o", out, "-j", "1", *words)
    assert result.return_value.code == 0, result.output
    return Path(out, "spring/course", document.rpartition("/")[2]).read_bytes()


def pages(data: bytes) -> list[str]:
    return [reading.squeezed(text) for text in reading.texts(data)]


def bookmarks(data: bytes) -> list[tuple[str, int]]:
    """Every bookmark with the page that it leads to, from 1."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        at = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        found: list[tuple[str, int]] = []

        def walk(items: list[pikepdf.OutlineItem]) -> None:
            for item in items:
                assert isinstance(item.destination, pikepdf.Array)
                found.append((str(item.title), at[item.destination[0].objgen]))
                walk(item.children)

        with pdf.open_outline() as outline:
            walk(outline.root)
        return found


@every_brand
@pytest.mark.parametrize("document", ["workbook.pdf", "guide.pdf"])
def test_a_book_is_pdf_ua_1(brand: str, document: str) -> None:
    if document == "guide.pdf" and brand != "fjordlight" and not os.environ.get("COURSEWARE_FULL"):
        pytest.skip("COURSEWARE_FULL=1 looks at the guide in every brand")
    report = checker.validate_pdf_bytes(made(document, brand), profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


def test_a_german_workbook_is_pdf_ua_1_and_german_throughout() -> None:
    data = made("workbook.pdf", "house", "de")
    assert checker.validate_pdf_bytes(data, profile="ua1").failures == []
    text = reading.words(data)
    for word in ("Inhalt", "MeinPlan", "Glossar", "Register", "PrüfenSiesich"):
        assert word in text
    assert "Checkyourself" not in text


def test_a_workbook_has_its_parts_in_order() -> None:
    whole = "".join(pages(made("workbook.pdf"))[4:])
    parts = [
        "Whatyouwillbeabletodo",
        "WatchClouds",
        "Keypoints",
        "Checkyourself",
        "WatchWinds",
        "Myplan",
        "Theanswersbegin",
        "Glossary",
        "Index",
    ]
    at = [whole.rindex(part) if part in ("Glossary", "Index") else whole.index(part) for part in parts]
    assert at == sorted(at)


@pytest.mark.parametrize("document", ["workbook.pdf", "guide.pdf"])
def test_contents_name_the_pages_that_the_bookmarks_lead_to(document: str) -> None:
    data = made(document)
    contents = next(text for text in pages(data)[1:] if reading.squeezed("Contents") in text)
    leads = {reading.squeezed(title): number for title, number in bookmarks(data)}
    for number, title in ((1, "Clouds"), (2, "Winds")):
        page = leads.get(f"{number}{title}") or leads[title]
        assert re.search(rf"{number}{title}{page}(?!\d)", contents), (title, page, contents)
    if document == "workbook.pdf":
        for title in ("Glossary", "Index", "Myplan"):
            assert f"{title}{leads[title]}" in contents


def test_the_index_names_each_page_once_and_in_order() -> None:
    data = made("workbook.pdf")
    texts = pages(data)
    index = texts[-1]
    found = re.search(r"Front(\d[\d,–]*)", index)
    assert found is not None
    numbers = [int(number) for number in re.findall(r"\d+", found[1].rstrip("G"))]
    there = [
        n for n, text in enumerate(texts[:-1], 1) if "Afrontisnear" in text or ("Front" in text and "Glossary" in text)
    ]
    assert numbers == there
    barometer = re.search(r"barometer([\d,–]+)", index, re.IGNORECASE)
    assert barometer is not None
    assert [int(n) for n in barometer[1].split(",")] == [
        n for n, text in enumerate(texts, 1) if "Barometersfall" in text
    ]


def test_an_index_is_sorted_as_the_language_sorts() -> None:
    index = pages(made("workbook.pdf", "house", "de"))[-1]
    words = ("ärgerlich", "barometer", "Front", "GustofClouds", "Zenith")
    assert [index.index(word) for word in words] == sorted(index.index(word) for word in words)


def test_modules_begin_on_right_pages() -> None:
    leads = dict(bookmarks(made("workbook.pdf")))
    assert leads["1 Clouds"] % 2 == leads["2 Winds"] % 2 == 1


def test_the_licence_stands_on_each_page() -> None:
    for document in ("workbook.pdf", "guide.pdf"):
        assert all("HarbourSchool" in text for text in pages(made(document)))


def test_a_workbook_with_the_key_tells_letters_and_nothing_else_of_the_trainers() -> None:
    text = reading.words(made("workbook.pdf"))
    assert "1.1B" in "".join(pages(made("workbook.pdf"))).replace("\n", "")
    assert "SECRET" not in text
    assert b"SECRET" not in made("workbook.pdf")


def test_a_workbook_without_answers_has_no_divider() -> None:
    text = reading.words(made("workbook.pdf", "house", "en", "--set", "workbook.pdf:answers=none"))
    assert "Yourtrainerhastheanswers" in text
    assert "overleaf" not in text
    assert "SECRET" not in text


def test_a_workbook_with_full_answers_has_solutions_and_reasons_but_no_notes() -> None:
    text = reading.words(made("workbook.pdf", "house", "en", "--set", "workbook.pdf:answers=full"))
    assert "SECRETSOLUTION" in text
    assert "SECRETRATIONALE" in text
    for word in ("SECRETNOTE", "SECRETSLIDE", "SECRETTERM"):
        assert word not in text


def test_full_answers_are_never_a_templates_default(tmp_path: Path) -> None:
    write(tmp_path / "syllabus/course.yml", "title: A\nmodules: [01-a]\n")
    write(tmp_path / "syllabus/01-a.md", "---\ntitle: A\n---\n## B\n\nc\n")
    write(
        tmp_path / "templates/course/workbook.pdf.j2",
        "---\noptions: {answers: full}\n---\n{% extends 'course/workbook.pdf.j2' %}\n",
    )
    with pytest.raises(CoursewareError, match="can't hold solutions and rationales by default"):
        run(tmp_path, "build", "--only", "workbook.pdf", "-o", str(tmp_path / "out"))


def test_the_guide_gathers_days_materials_notes_and_solutions() -> None:
    text = reading.words(made("guide.pdf"))
    for word in (
        "SECRETNOTE",
        "SECRETSOLUTION",
        "SECRETRATIONALE",
        "SECRETSLIDE",
        "achalkforClouds"[1:],
        "chairsatthewindow",
        "Tea(15min)",
        "9:00",
    ):
        assert word in text
    assert all("TRAINERONLY" in each for each in pages(made("guide.pdf"))[1:])


def test_each_module_of_the_guide_begins_on_a_page_of_its_own() -> None:
    data = made("guide.pdf")
    leads = dict(bookmarks(data))
    assert pages(data)[leads["Winds"] - 1].index("Winds") < 120


def test_no_heading_stands_at_the_foot_of_a_page() -> None:
    """A heading is followed on its page by something lower than itself, the foot apart."""
    data = made("workbook.pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count, height = len(pdf.pages), float(pdf.pages[0].mediabox[3])
    foot = height - 22 * 72 / 25.4
    titles = {reading.squeezed(title) for title, _ in bookmarks(data)} - {"WhomIwilltell,andwhat"}  # lines follow
    for number in range(count):
        lines: dict[float, str] = {}
        for _, y, text in reading.baselines(data, number):
            if y < foot:
                lines[round(y)] = lines.get(round(y), "") + text
        if lines and len(lines) > 2:
            assert reading.squeezed(lines[max(lines)]) not in titles, (number + 1, lines[max(lines)])
