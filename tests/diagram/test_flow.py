"""Flows in our own notation: what a line means, and what is told where it can't be read."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from courseware.diagram import lay_out, read_diagram
from courseware.problems import CoursewareError, Place
from courseware.scene import Line, Shape
from tests.cases import Case, cases
from tests.diagram.test_flow_generated import sizer
from tests.diagram.test_mermaid import told

HERE = Path(__file__).parent
PLACE = Place("m.md", 10)


@pytest.mark.parametrize("case", cases(HERE / "flow.txt"))
def test_a_flow_is_read(case: Case) -> None:
    try:
        found = told(read_diagram(case.given, PLACE))
    except CoursewareError as error:
        found = str(error)
    assert found == case.expected


@pytest.mark.parametrize("seed", range(60))
def test_broken_flows_are_told_at_their_lines(seed: int) -> None:
    random = Random(seed)
    source = (HERE / "flow.txt").read_text(encoding="utf-8").split("== ")[1 + seed % 5].partition("\n")[2]
    signs = list(source.partition("\n--\n")[0])
    for _ in range(random.randint(1, 6)):
        signs[random.randrange(11, len(signs))] = random.choice(
            ["", "[", "(", '"', " -> ", ">", "|", "\n", ":", "é", "?", "- ", "&"]
        )
    broken = "".join(signs)
    try:
        lay_out(read_diagram(broken, PLACE), 3000, 3000, sizer("house"))
    except CoursewareError as error:
        problems = error.problems
    else:
        problems = ()
    assert all(problem.hint and problem.place.line >= 10 for problem in problems), broken


def test_the_step_that_matters_is_the_one_in_full_colour() -> None:
    scene = lay_out(read_diagram("kind: flow\n(Start) -> **Pay** -> [End]", PLACE), 864, 356, sizer("house"))
    full = [part.text for part in scene.parts if isinstance(part, Shape) and part.fill and part.fill.tint == 1]
    assert full == ["Pay"]


def test_a_flow_too_large_for_its_place_tells_the_way_out() -> None:
    names = [f"Responsibility number {number}" for number in range(40)]
    source = "kind: flow\n" + "\n".join(f"{names[0]} -> {name}\n{name} -> {names[-1]}" for name in names[1:-1])
    with pytest.raises(CoursewareError) as error:
        lay_out(read_diagram(source, PLACE), 420, 356, sizer("house"))
    assert "40 boxes of a flow diagram don't fit into 420 x 356 points" in str(error.value)
    assert "divide it" in str(error.value)


def test_lines_have_the_dashes_and_heads_that_their_arrows_show() -> None:
    scene = lay_out(read_diagram("kind: flow\nA -> B -.-> C ==> D <-> E -- F", PLACE), 864, 356, sizer("house"))
    lines = [part for part in scene.parts if isinstance(part, Line)]
    assert [(line.dash, line.head, line.tail) for line in lines] == [
        ("", "arrow", ""), ("dash", "arrow", ""), ("", "arrow", ""), ("", "arrow", "arrow"), ("", "", ""),
    ]  # fmt: skip
    assert lines[2].width > lines[0].width


@pytest.mark.parametrize(
    ("outside", "inside"),
    [
        ("**[Ship]**", "[**Ship**]"),
        ("**(Ship)**", "(**Ship**)"),
        ("**{Ship it}**", "{**Ship it**}"),
        ("**/Ship/**", "/**Ship**/"),
    ],
)
def test_bold_may_stand_around_a_steps_signs_or_within_them(outside: str, inside: str) -> None:
    one, other = (told(read_diagram(f"kind: flow\nPack -> {step}: at six", PLACE)) for step in (outside, inside))
    assert one == other
    assert "**" not in one
