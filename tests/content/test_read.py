"""What template authors write by hand, and what is said where it is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.content.read import Reader, parse
from courseware.content.write import write
from courseware.problems import CoursewareError, Problem
from tests.cases import Case, cases

HERE = Path(__file__).parent


@pytest.mark.parametrize("case", cases(HERE / "by-hand.txt"))
def test_markup_written_by_hand_is_read_as_its_normal_form(case: Case) -> None:
    problems: list[Problem] = []
    assert write(Reader("x.md", problems).blocks(parse(f"<div>{case.given}</div>"))) == case.expected
    assert problems == []


@pytest.mark.parametrize("case", cases(HERE / "problems.txt"))
def test_what_is_wrong_is_told_with_its_line(case: Case) -> None:
    problems: list[Problem] = []
    Reader("deck.pptx.j2", problems).blocks(parse(f'<section data-source="x.md:10">{case.given}</section>'))
    assert str(CoursewareError(problems)) == case.expected
