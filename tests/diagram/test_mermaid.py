"""Mermaid's flowcharts: what is understood, what is told, what is refused."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from courseware.diagram import lay_out, read_diagram
from courseware.diagram.model import Diagram
from courseware.problems import CoursewareError, Place
from courseware.scene import Line, Shape
from tests.cases import Case, cases
from tests.diagram.test_flow_generated import sizer, without_frames
from tests.diagram.tidy import faults

HERE = Path(__file__).parent
PLACE = Place("m.md", 10)


def told(diagram: Diagram) -> str:
    """A diagram as text: its direction, its frames, its boxes by form, its lines."""
    lines = [f"{diagram.direction or 'either way'} {diagram.title}".strip()]
    lines += [
        f"group {group.id}{f' in {group.parent}' if group.parent else ''}: {group.title}" for group in diagram.groups
    ]
    for node in diagram.nodes:
        where = f" in {node.group}" if node.group else ""
        text = node.text.replace("\n", " / ")
        lines.append(f"{node.id} {node.form}{' strong' if node.strong else ''}{where}: {text}")
    for edge in diagram.edges:
        label = f": {edge.text}" if edge.text else ""
        lines.append(f"{edge.begin} {'<' if edge.tail else ''}{edge.line}{'>' if edge.head else ''} {edge.end}{label}")
    return "\n".join([*lines, *(str(each) for each in diagram.warnings)])


@pytest.mark.parametrize("case", cases(HERE / "mermaid.txt"))
def test_a_flowchart_is_read(case: Case) -> None:
    try:
        found = told(read_diagram(case.given, PLACE, "mermaid"))
    except CoursewareError as error:
        found = str(error)
    assert found == case.expected


@pytest.mark.parametrize("room", [(864, 356), (1200, 900)], ids=["slide", "wall"])
@pytest.mark.parametrize("case", cases(HERE / "mermaid.txt"))
def test_a_flowchart_that_is_read_is_drawn(case: Case, room: tuple[int, int]) -> None:
    try:
        diagram = read_diagram(case.given, PLACE, "mermaid")
    except CoursewareError:
        return
    scene = lay_out(diagram, *room, sizer("house"))
    assert faults(without_frames(scene), sizer("house"), "flow") == []
    drawn = sum(isinstance(part, Line) for part in scene.parts)
    assert drawn == sum(edge.line != "none" for edge in diagram.edges)


def test_a_flowchart_that_is_too_high_tells_the_direction_in_which_it_fits() -> None:
    source = "flowchart TD\n" + "\n".join(f"s{number} --> s{number + 1}" for number in range(11)) + "\ns11 --> s0"
    diagram = read_diagram(source, PLACE, "mermaid")
    with pytest.raises(CoursewareError, match="flowchart LR"):
        lay_out(diagram, 864, 300, sizer("house"))


def test_a_line_to_a_subgraph_ends_at_its_frame() -> None:
    source = "flowchart LR\nsubgraph one\na --> b\nend\nstart --> one"
    scene = lay_out(read_diagram(source, PLACE, "mermaid"), 864, 356, sizer("house"))
    frame = next(part for part in scene.parts if isinstance(part, Shape) and part.id == "g1")
    line = next(part for part in scene.parts if isinstance(part, Line) and part.role == "Line 2")
    assert line.points[-1][0] == pytest.approx(frame.x)


@pytest.mark.parametrize("seed", range(60))
def test_broken_flowcharts_are_told_at_their_lines(seed: int) -> None:
    random = Random(seed)
    source = (HERE / "mermaid.txt").read_text(encoding="utf-8").split("== ")[1 + seed % 6].partition("\n")[2]
    signs = list(source.partition("\n--\n")[0])
    for _ in range(random.randint(1, 6)):
        place = random.randrange(len(signs))
        signs[place] = random.choice(["", "[", "]", "(", '"', "-", ">", "|", "&", ";", "\n", "end\n", "é", "}", "%%"])
    broken = "".join(signs)
    try:
        diagram = read_diagram(broken, PLACE, "mermaid")
        lay_out(diagram, 3000, 3000, sizer("house"))
    except CoursewareError as error:
        problems = error.problems
    else:
        problems = ()
    assert all(problem.hint and problem.place.line >= 10 for problem in problems), broken
