"""Two hundred flows that nobody wrote, drawn in every room: nothing overlaps, no line runs through a box or over words."""

from __future__ import annotations

import os
import time
from functools import cache
from itertools import combinations, pairwise

import pytest
from msgspec.structs import replace

from courseware.deck.measure import Measure
from courseware.deck.sizer import FontSizer
from courseware.diagram import labels, lay_out, read_diagram
from courseware.diagram.flowlayout import plans
from courseware.problems import CoursewareError, Place
from courseware.scene import Line, Scene, Shape
from tests.deck.kits import house
from tests.diagram.madeflows import ROOMS, flow
from tests.diagram.tidy import faults, texts

PLACE = Place("m.md", 10)
COUNT = 200
Point = tuple[float, float]
BRANDS = ("house", "fjordlight") if os.environ.get("COURSEWARE_FULL") else ("house",)


@cache
def sizer(brand: str) -> FontSizer:
    """The real fonts' measure."""
    here = house(brand)
    return FontSizer(Measure(here.brand, here.files), here.brand.families["body"])


@pytest.mark.parametrize("brand", BRANDS)
@pytest.mark.parametrize("room", ROOMS, ids=lambda room: f"{room[0]}x{room[1]}")
def test_flows_of_any_content_are_tidy_or_say_that_they_are_too_large(
    brand: str, room: tuple[int, int, int, int]
) -> None:
    width, height, floor, most = room
    drawn = lines = bent = too_large = 0
    for seed in range(COUNT):
        diagram = read_diagram(flow(seed), PLACE)
        try:
            scene = lay_out(diagram, width, height, sizer(brand), floor, most)
        except CoursewareError as error:
            too_large += "don't fit" in str(error)
            continue
        drawn += 1
        told = f"seed {seed}:\n{flow(seed)}"
        assert faults(without_frames(scene), sizer(brand), "flow") == [], told
        assert words_under_lines(scene) == [], told
        assert on_each_other(scene) == [], told
        assert scene.width <= width + 0.1, told
        assert scene.height <= height + 0.1, told
        assert scene.smallest >= floor - 0.01, told
        assert [label for label in labels(diagram) if label not in texts(scene)] == [], told
        found = [part for part in scene.parts if isinstance(part, Line)]
        assert all(line.begin and line.end for line in found), told
        assert len(found) == len(diagram.edges), told
        lines += len(found)
        bent += sum(len(line.points) > 6 for line in found)
    assert drawn + too_large == COUNT
    assert drawn == COUNT or (width < 2400 and drawn > COUNT * 0.4), f"only {drawn} of {COUNT} were drawn"
    assert bent < 0.04 * lines, "PowerPoint's connectors have four bends at most"


def without_frames(scene: Scene) -> Scene:
    """`scene` with its frames as grounds, which boxes and lines may stand on."""
    return replace(
        scene,
        parts=tuple(
            replace(part, role="Ground") if isinstance(part, Shape) and part.id.startswith("g") else part
            for part in scene.parts
        ),
    )


def words_under_lines(scene: Scene) -> list[str]:
    """Labels of lines that a line runs over."""
    return [
        part.text
        for part in scene.parts
        if isinstance(part, Shape) and part.form == "text"
        for line in scene.parts
        if isinstance(line, Line) and any(_over(part, a, b) for a, b in pairwise(line.points))
    ]


def on_each_other(scene: Scene) -> list[str]:
    """Lines that run on one another though they join other boxes; all from the same boxes to the same may share a track."""
    lines = [part for part in scene.parts if isinstance(part, Line)]
    joined = {(line.begin, line.end) for line in lines} | {(line.end, line.begin) for line in lines}
    found = []
    for one, other in combinations(lines, 2):
        crosswise = (one.begin, other.end) in joined and (other.begin, one.end) in joined
        if crosswise or {one.begin, one.end} & {other.begin, other.end}:
            continue
        if any(_along(*a, *b) for a in pairwise(one.points) for b in pairwise(other.points)):
            found.append(f"{one.role} and {other.role}")
    return found


def _along(a: Point, b: Point, c: Point, d: Point) -> bool:
    """Whether two stretches lie on each other for more than a point."""
    for axis in (0, 1):
        if abs(a[axis] - b[axis]) < 0.01 and abs(c[axis] - d[axis]) < 0.01 and abs(a[axis] - c[axis]) < 2.0:
            along = 1 - axis
            first, last = (
                max(min(a[along], b[along]), min(c[along], d[along])),
                min(max(a[along], b[along]), max(c[along], d[along])),
            )
            return last - first > 1.0
    return False


def _over(box: Shape, a: tuple[float, float], b: tuple[float, float]) -> bool:
    return (
        min(a[0], b[0]) < box.x + box.w
        and box.x < max(a[0], b[0])
        and min(a[1], b[1]) < box.y + box.h
        and box.y < max(a[1], b[1])
    )


def test_the_same_flow_gives_the_same_scene() -> None:
    for seed in range(40):
        diagram = read_diagram(flow(seed), PLACE)
        first = lay_out(diagram, 2400, 1800, sizer("house"))
        plans.cache_clear()
        assert lay_out(read_diagram(flow(seed), PLACE), 2400, 1800, sizer("house")) == first


def test_a_flow_of_thirty_boxes_costs_little_once_its_words_are_known() -> None:
    steps = [f"Step {number}" for number in range(30)]
    lines = ["kind: flow", *(f"{one} -> {other}" for one, other in pairwise(steps[:12]))]
    lines += [f"{steps[number % 11]} -> {steps[number]}: case {number}" for number in range(12, 30)]
    lines += ["Step 8 -> Step 2: again", "Step 20 -> Step 11", "Step 25 -> Step 11"]
    diagram = read_diagram("\n".join(lines), PLACE)
    lay_out(diagram, 1800, 1200, sizer("house"))
    best = 1.0
    for _ in range(5):
        plans.cache_clear()
        begin = time.process_time()
        lay_out(diagram, 1800, 1200, sizer("house"))
        best = min(best, time.process_time() - begin)
    assert best < 0.02
