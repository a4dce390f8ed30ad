"""What a designer looks for in a drawing: one style of arrows, ways back that cross nothing, room that is used, lines of one length."""

from __future__ import annotations

from itertools import pairwise

import pytest

from courseware.problems import CoursewareError
from courseware.scene import Line, Shape
from tests.diagram.test_layout import scene_of, sizer

HUNG = """kind: flow
(Offered) -> {Genuine?}
Genuine? -> {Room left?}: yes
Genuine? -> [Declined]: no
Room left? -> [Hung]: yes
Room left? -> /Store/: no
Store -> Room left?: in spring"""


def lines_of(text: str) -> list[Line]:
    return [part for part in scene_of(text).parts if isinstance(part, Line)]


def shapes_of(text: str) -> dict[str, Shape]:
    return {part.id: part for part in scene_of(text).parts if isinstance(part, Shape)}


@pytest.mark.parametrize("count", range(2, 9))
def test_all_arrows_of_a_cycle_are_arcs(count: int) -> None:
    lines = lines_of("kind: cycle\n" + "\n".join(f"- Stage {number}" for number in range(count)))
    assert [line.form for line in lines] == ["curve"] * count


@pytest.mark.parametrize("count", [9, 12, 14])
def test_all_arrows_of_a_long_cycle_are_straight(count: int) -> None:
    lines = lines_of("kind: cycle\n" + "\n".join(f"- Stage {number}" for number in range(count)))
    assert [line.form for line in lines] == ["straight"] * count


def test_a_cycle_of_too_many_stages_says_what_to_do() -> None:
    with pytest.raises(CoursewareError) as caught:
        scene_of("kind: cycle\n" + "\n".join(f"- The stage of number {number}" for number in range(40)))
    assert "40 stages" in caught.value.problems[0].fact
    assert "two slides" in caught.value.problems[0].hint


def test_a_way_back_that_would_cross_the_main_way_leads_around_the_last_box() -> None:
    lines = lines_of(HUNG)
    back = lines[-1]
    assert (back.begin_side, back.end_side) == ("right", "top")
    assert not any(crosses(back, other) for other in lines[:-1])


def crosses(one: Line, other: Line) -> bool:
    """Whether a level piece of one meets an upright piece of the other between their ends."""
    for line, mate in ((one, other), (other, one)):
        for (a, b), (c, d) in pairwise(line.points):
            for (e, f), (g, h) in pairwise(mate.points):
                level, upright = abs(b - d) < 0.01, abs(e - g) < 0.01
                if level and upright and min(a, c) < e < max(a, c) and min(f, h) < b < max(f, h):
                    return True
    return False


def test_words_on_a_line_keep_off_the_boxes_at_its_ends() -> None:
    shapes = shapes_of(HUNG)
    yes, before, after = shapes["t2"], shapes["n2"], shapes["n3"]
    assert yes.x - (before.x + before.w) >= 7.0
    assert after.x - (yes.x + yes.w) >= 7.0


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("kind: hierarchy\n- All\n  - North\n    - Sales\n    - Desk\n  - South\n    - Store\n    - Crew", 0.7),
        ("kind: timeline\n- 1887: A merchant builds it\n- 1921: The town inherits both\n- 2024: A new roof", 0.4),
    ],
)
def test_a_small_diagram_takes_room_rather_than_leaving_it_empty(text: str, least: float) -> None:
    scene = scene_of(text)
    assert scene.height >= least * 356
    assert scene.smallest >= 18


def test_a_label_does_not_end_with_a_lone_word() -> None:
    card = shapes_of(
        "kind: timeline\n" + "- 1990: The long bench of oak comes at last into room 4\n- 1991: It is used\n" * 3
    )["c1"]
    left, _, right, _ = card.insets
    lines = sizer("house").wrap(card.detail, card.w - left - right, card.detail_size).lines
    assert len(lines) > 1
    assert len(lines[-1]) >= 0.5 * max(len(line) for line in lines)


def test_titles_of_axes_stand_above_the_upright_one_and_in_the_middle_of_the_level_one() -> None:
    scene = scene_of("kind: matrix\nx: Urgent (no, yes)\ny: Important (no, yes)\n- Plan\n- Do\n- Drop\n- Ask")
    shapes = {part.id: part for part in scene.parts if isinstance(part, Shape)}
    arrow = next(part for part in scene.parts if isinstance(part, Line) and part.role == "Axis y")
    first, last = shapes["c2-1"], shapes["c2-2"]
    assert abs(shapes["y"].x - arrow.points[0][0]) < 6.0
    assert abs(shapes["x"].x + shapes["x"].w / 2 - (first.x + last.x + last.w) / 2) < 0.1
    assert shapes["x"].align == "ctr"


def test_details_of_a_process_stand_centred_beneath_the_words_of_their_step() -> None:
    shapes = shapes_of("kind: process\n- Choose: from the store\n- Clean: frame and glass\n- Hang: at 155 cm")
    for number in (1, 2, 3):
        assert abs(middle(shapes[f"s{number}"]) - middle(shapes[f"d{number}"])) < 1.0


def middle(shape: Shape) -> float:
    left, _, right, _ = shape.insets
    return shape.x + (left + shape.w - right) / 2


def test_a_funnel_ends_as_wide_as_its_last_label_in_one_line_needs() -> None:
    said = "kind: pyramid\ndirection: down\n- Know of it: 640\n- Have asked: 210\n- Tried it: 96\n- Book it: 61\n- "
    ends = []
    for last in ("Stay", "Recommend it all"):
        shape = next(each for each in shapes_of(said + f"**{last}**: 38").values() if each.text == last)
        assert sizer("house").wrap(last, shape.w - shape.insets[0] - shape.insets[2], shape.size, True).lines == (last,)
        ends.append((shape.w - 2 * shape.insets[0]) / max(each.w for each in shapes_of(said + last).values()))
    assert ends[0] < ends[1]
