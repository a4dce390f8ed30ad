"""Exam, answers, exercise sheets, solutions and coverage as files: accessible, complete, and without a key where there mustn't be one."""

from __future__ import annotations

import functools
import io
import re
import subprocess
import tempfile
from pathlib import Path

import page as checker
import pikepdf
import pytest

from tests.build.course import run, write

BRANDS = ("house", "fjordlight", "brackenrow")
PAPERS = ("exam.pdf", "exam-answers.pdf", "exercises.pdf", "solutions.pdf", "coverage.pdf")
THEIRS = ("exam.pdf", "exercises.pdf")
every_brand = pytest.mark.parametrize("brand", BRANDS)
COUNT = 12
RIGHT = {n: (1, 3) if n % 4 == 0 else (n % 4,) for n in range(1, COUNT + 1)}
"""The right options of each question, from 0."""

FACTS = """\
title: Tides and times
code: TT
edition: "3"
exam: {questions: 12, minutes: 30, pass: 8, versions: 2, seed: 7, rules: [Bring nothing but a pencil.]}
deliveries: {morning: {brand: house, cut: short}}
cuts: {short: {modules: [01-tides]}}
modules: [01-tides, 02-times]
"""
OUTCOMES = '"N.1": {text: Explain the subject, level: BL2}\n  "N.2": {text: Use the subject, level: BL3}'


def ask(n: int, module: int) -> str:
    options = "\n".join(f"- [{'x' if o in RIGHT[n] else ' '}] word q{n}o{o}." for o in range(4))
    fixed = ' fixed="D"' if n == 5 else ""
    use = " exam=only" if n in (2, 9) else ""
    return (
        f'\n::: {{.question #q{n} title="Title {n}" outcome="{module}.{1 + n % 2}" level=BL2{fixed}{use}}}\nAbout stem{n}, what holds?\n\n'
        f"{options}\n\n::: rationale\nAs SECRETWHY{n} says.\n:::\n:::\n"
    )


def module(number: int, questions: range) -> str:
    example = " {.example outcomes=" + f'"{number}.1"' + "}" if number == 1 else ""
    return f"""\
---
title: Module {number}
outcomes:
  {OUTCOMES.replace("N.", f"{number}.")}
minutes: 60
---
# Basics {{outcomes="{number}.1 {number}.2"}}

## Begin{example}

- A first point

::: notes
SECRETNOTE.
:::

::: {{.exercise title="Try {number}" minutes=15 group="pairs" outcomes="{number}.1"}}
Do it now.

::: hint
A hint for all.
:::

::: solution
It is SECRETSOLUTION{number}.
:::

::: notes
**Debrief:** SECRETDEBRIEF{number}.
:::
:::

::: {{.discussion title="Talk {number}" minutes=5}}
Say it.
:::
{"".join(ask(n, number) for n in questions)}
"""


kept: list[tempfile.TemporaryDirectory[str]] = []
"""The folders of this run; they go when it ends."""


@functools.cache
def built(brand: str, *more: str) -> Path:
    """The folder with the course's documents in a brand."""
    kept.append(tempfile.TemporaryDirectory(prefix="papers-"))
    folder = Path(kept[-1].name)
    write(folder / "syllabus/course.yml", FACTS)
    write(folder / "syllabus/01-tides.md", module(1, range(1, 7)))
    write(folder / "syllabus/02-times.md", module(2, range(7, COUNT + 1)))
    where = more or ("--brand", brand)
    only = [word for paper in PAPERS for word in ("--only", paper)]
    result = run(folder, "build", *where, *only)
    assert result.return_value.code == 0, result.output
    return folder / "build" / brand / "course"


@functools.cache
def pages(brand: str, paper: str, *more: str) -> list[str]:
    """The words of each page in the lines in which they are read."""
    read = subprocess.run(["pdftotext", "-layout", built(brand, *more) / paper, "-"], capture_output=True, check=True)
    return [" " + re.sub(r" +", " ", text) for text in read.stdout.decode().split("\f")[:-1]]


@every_brand
@pytest.mark.parametrize("paper", PAPERS)
def test_a_paper_is_pdf_ua_1(brand: str, paper: str) -> None:
    report = checker.validate_pdf_bytes((built(brand) / paper).read_bytes(), profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


@every_brand
@pytest.mark.parametrize("paper", THEIRS)
def test_a_participants_paper_holds_no_key_no_reason_and_no_solution(brand: str, paper: str) -> None:
    data = (built(brand) / paper).read_bytes()
    assert "SECRET" not in "".join(pages(brand, paper))
    with pikepdf.open(io.BytesIO(data)) as pdf:
        streams = [
            each.read_bytes()
            for each in pdf.objects
            if isinstance(each, pikepdf.Stream) and each.get("/Subtype") != "/Image"
        ]
        texts = [str(each) for each in pdf.objects if isinstance(each, pikepdf.Dictionary)]
    assert not any(b"SECRET" in each for each in streams)
    assert not any("SECRET" in each for each in texts)


def asked(brand: str) -> dict[str, dict[int, tuple[int, dict[str, int]]]]:
    """By version: number on paper, then number in the source and the option behind each letter, as the candidate reads them."""
    found: dict[str, dict[int, tuple[int, dict[str, int]]]] = {"A": {}, "B": {}}
    for text in pages(brand, "exam.pdf"):
        version = re.search(r"Version (\w)", text)
        for part in re.split(r"(?m)^ *(?=\d+\. About stem)", text):
            begun = re.match(r"(\d+)\. About stem(\d+)", part)
            if begun and version:
                options = {letter: int(o) for letter, o in re.findall(r"(?m)^ *([A-Z])\. word q\d+o(\d)", part)}
                found[version[1]][int(begun[1])] = (int(begun[2]), options)
    return found


def keys(brand: str) -> dict[str, dict[int, str]]:
    """By version: the letters that the trainer's key gives for each number."""
    found = {}
    for text in pages(brand, "exam-answers.pdf"):
        version = re.search(r"Key: Version (\w)", text)
        if version:
            found[version[1]] = {int(n): k for n, k in re.findall(r"(?m)^ ?(\d+) ([A-D](?:, [A-D])*) \d\.\d BL2", text)}
    return found


@every_brand
def test_the_key_names_the_letters_of_the_right_options_in_each_version(brand: str) -> None:
    questions, given = asked(brand), keys(brand)
    for version in ("A", "B"):
        assert sorted(questions[version]) == list(range(1, COUNT + 1))
        assert sorted(source for source, _ in questions[version].values()) == list(range(1, COUNT + 1))
        for number, (source, options) in questions[version].items():
            right = ", ".join(sorted(letter for letter, option in options.items() if option in RIGHT[source]))
            assert given[version][number] == right
    assert [q for q, _ in questions["A"].values()] != [q for q, _ in questions["B"].values()]


@every_brand
def test_no_question_is_parted_over_two_pages_and_the_version_stands_on_each(brand: str) -> None:
    found = pages(brand, "exam.pdf")
    for text in found:
        assert set(re.findall(r"q(\d+)o", text)) == set(re.findall(r"stem(\d+)", text))
        assert not text.strip() or re.search(r"Version [AB]", text)
    whole = "".join(found)
    assert all(whole.count(f"q{n}o{o}.") == 2 for n in RIGHT for o in range(4))


@every_brand
def test_questions_with_two_right_answers_say_so_and_the_cover_says_what_counts(brand: str) -> None:
    found = pages(brand, "exam.pdf")
    stems = re.findall(r"stem(\d+), what holds\?\s+(Choose two\.)?", "".join(found))
    assert {int(n) for n, choose in stems if choose} == {n for n, right in RIGHT.items() if len(right) == 2}
    first = re.sub(r"\s+", " ", found[0])
    for words in (
        "12 30 8 questions minutes of 12 points to pass",
        "Bring nothing but a pencil",
        "Candidate’s number",
    ):
        assert words in first
    sheets = [text for text in found if "Answer sheet" in text and "Choose two." in text and "stem" not in text]
    assert len(sheets) == 2
    assert all(len(re.findall(r"\b[ABCD]\b", text)) >= 4 * COUNT for text in sheets)


@every_brand
def test_the_answers_tell_reason_outcome_and_where_it_was_taught(brand: str) -> None:
    whole = re.sub(r"\s+", " ", "".join(pages(brand, "exam-answers.pdf")))
    assert all(whole.count(f"SECRETWHY{n} says") == 2 for n in RIGHT)
    assert whole.count("not shown in class") == 4
    assert "taught on 1-4" in whole
    assert "8 to 12 Passed" in whole
    assert "TRAINERONLY" in whole.replace(" ", "")


@every_brand
def test_each_exercise_has_a_page_with_room_and_short_ones_share_one(brand: str) -> None:
    found = pages(brand, "exercises.pdf")
    assert len(found) == 4
    assert all(re.search(r"Exercise \d-\d+ · in pairs", text) and "A hint for all" in text for text in found[::2])
    assert all("Talk" in text for text in found[1::2])


@every_brand
def test_solutions_hold_solution_debrief_and_keys(brand: str) -> None:
    whole = "".join(pages(brand, "solutions.pdf"))
    for n in (1, 2):
        assert f"SECRETSOLUTION{n}" in whole
        assert f"SECRETDEBRIEF{n}" in whole
    assert "SECRETWHY1 " in whole
    assert "SECRETNOTE." not in whole


@every_brand
def test_coverage_marks_gaps_with_words_and_shows_the_numbers_of_the_deck(brand: str) -> None:
    found = pages(brand, "coverage.pdf")
    rows = dict(re.findall(r"(?m)^(\d\.\d) (.*)$", re.sub(r"\r\n(?!\d\.\d )", " ", "\n".join(found))))
    assert "no example" not in rows["1.1"]
    assert "1-4" in rows["1.1"]
    assert "no example" in rows["2.1"]
    assert "no exercise" in rows["1.2"]
    assert "no exercise" not in rows["1.1"]


def test_after_a_cut_the_exam_has_what_is_left_and_says_so_to_the_trainer() -> None:
    found = pages("morning", "exam.pdf", "--delivery", "morning")
    assert "15" in found[0]
    assert "4" in found[0]
    assert all("stem7" not in text for text in found)
    whole = re.sub(r"\s+", " ", "".join(pages("morning", "exam-answers.pdf", "--delivery", "morning")))
    assert "There are 6 questions in place of 12" in whole


def test_a_module_without_outcomes_leads_nowhere_in_the_overview_of_coverage(tmp_path: Path) -> None:
    write(tmp_path / "syllabus/course.yml", "title: Tides\nmodules: [01-tides, 02-extra]\n")
    write(tmp_path / "syllabus/01-tides.md", module(1, range(1, 2)))
    write(tmp_path / "syllabus/02-extra.md", "---\ntitle: Extra\n---\n## Once more\n\nNothing to prove.\n")
    result = run(tmp_path, "build", "--only", "coverage.pdf")
    assert result.return_value.code == 0, result.return_value.problems
