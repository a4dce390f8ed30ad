"""Scenes of diagrams: one beside its source for each kind, and two hundred that nobody wrote, each tidy in every room."""

from __future__ import annotations

import os
import time
from functools import cache
from pathlib import Path

import pytest

from courseware.deck.measure import Measure
from courseware.deck.sizer import FontSizer
from courseware.diagram import labels, lay_out, read_diagram
from courseware.problems import CoursewareError, Place, Problem
from courseware.scene import Scene, Shape
from tests.cases import Case, cases
from tests.deck.kits import house
from tests.diagram.made import SIZES, source
from tests.diagram.outline import outline_of
from tests.diagram.tidy import faults, texts

HERE = Path(__file__).parent
PLACE = Place("m.md", 10)
FULL = "COURSEWARE_FULL" in os.environ
ROOMS = [
    (brand, size) for brand in ("house", "fjordlight") for size in SIZES if FULL or brand == "house" or size == SIZES[0]
]
"""Two brands with fonts of different width; the second in one room, in all where nothing may be left out."""
COUNT = 1000 if FULL else 200


@cache
def sizer(brand: str) -> FontSizer:
    """The real fonts' measure."""
    here = house(brand)
    return FontSizer(Measure(here.brand, here.files), here.brand.families["body"])


def scene_of(text: str, width: float = 864, height: float = 356, floor: float = 14, size: float = 22) -> Scene:
    return lay_out(read_diagram(text, PLACE), width, height, sizer("house"), floor, size)


@pytest.mark.parametrize("case", cases(*sorted((HERE / "cases").glob("*.txt"))))
def test_a_source_gives_its_scene(case: Case) -> None:
    room, _, text = case.given.partition("\n")
    numbers = [float(number) for number in room.split()]
    assert outline_of(scene_of(text, *numbers)) == case.expected


@pytest.mark.parametrize(("brand", "size"), ROOMS, ids=str)
def test_diagrams_of_any_content_are_tidy_or_say_that_they_are_too_large(
    brand: str, size: tuple[int, int, int, int]
) -> None:
    drawn = 0
    for seed in range(COUNT):
        kind, text = source(seed)
        found = _try(text, brand, *size)
        if not isinstance(found, Scene):
            assert [problem.place for problem in found] == [PLACE], text
            assert "don't fit" in found[0].fact, text
            continue
        drawn += 1
        assert faults(found, sizer(brand), kind) == [], f"seed {seed}:\n{text}"
        assert found.width <= size[0] + 0.1, text
        assert found.height <= size[1] + 0.1, text
        assert found.smallest >= size[2] - 0.01, text
        said = texts(found)
        missing = [label for label in labels(read_diagram(text, PLACE)) if label not in said]
        assert missing == [], f"seed {seed}:\n{text}"
    assert drawn > COUNT * 0.65, f"only {drawn} of {COUNT} were drawn"


def test_a_diagram_of_thirty_boxes_costs_little_once_its_words_are_known() -> None:
    lines = ["kind: hierarchy", "- All"]
    for group in range(5):
        lines += [f"  - Group {group}", *(f"    - Part {group}{number}" for number in range(5))]
    diagram = read_diagram("\n".join(lines), PLACE)
    lay_out(diagram, 864, 356, sizer("house"))
    begin = time.process_time()
    for _ in range(10):
        lay_out(diagram, 864, 356, sizer("house"))
    assert (time.process_time() - begin) / 10 < (0.02 if os.environ.get("CI") else 0.012)


def test_the_same_source_gives_the_same_scene() -> None:
    for seed in range(8):
        text = source(seed)[1]
        assert repr(_try(text)) == repr(_try(text))


def _try(
    text: str, brand: str = "house", width: float = 864, height: float = 356, floor: float = 14, size: float = 22
) -> Scene | tuple[Problem, ...]:
    """The scene, or what hinders it."""
    try:
        return lay_out(read_diagram(text, PLACE), width, height, sizer(brand), floor, size)
    except CoursewareError as error:
        return error.problems


def test_labels_that_run_right_to_left_mirror_the_drawing() -> None:
    ltr = scene_of("kind: process\n- One\n- Two")
    rtl = scene_of("kind: process\n- واحد\n- اثنان")
    assert [part.id for part in _from_left(ltr)] == ["s1", "s2"]
    assert [part.id for part in _from_left(rtl)] == ["s2", "s1"]


def test_a_cycle_runs_clockwise_in_every_script() -> None:
    stages = _from_left(scene_of("kind: cycle\n- خطط\n- نفذ\n- تحقق\n- حسن"))
    assert [stage.id for stage in stages] == ["s4", "s1", "s3", "s2"]


def _from_left(scene: Scene) -> list[Shape]:
    return sorted((part for part in scene.parts if isinstance(part, Shape)), key=lambda part: part.x)
