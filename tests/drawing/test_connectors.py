"""PowerPoint's connectors run exactly where the drawing's lines run: presets are drawn here as ISO/IEC 29500-1 describes them."""

from __future__ import annotations

from math import cos, hypot, pi, sin

import pytest

from courseware.powerpoint.connectors import Route, is_plain, routed, simplified

Point = tuple[float, float]

LINES: dict[str, tuple[Point, ...]] = {
    "straight to the right": ((0, 0), (90, 0)),
    "straight to the upper left": ((90, 80), (10, 5)),
    "one bend, right then down": ((0, 0), (90, 0), (90, 60)),
    "one bend, down then right": ((0, 0), (0, 60), (90, 60)),
    "one bend, up then left": ((90, 60), (90, 0), (0, 0)),
    "two bends, to the lower right": ((0, 0), (30, 0), (30, 60), (90, 60)),
    "two bends, to the upper left": ((90, 60), (20, 60), (20, 0), (0, 0)),
    "two bends, downward": ((0, 0), (0, 20), (90, 20), (90, 60)),
    "two bends, upward": ((90, 60), (90, 10), (0, 10), (0, 0)),
    "two bends, around below": ((0, 0), (0, 40), (90, 40), (90, 0)),
    "two bends, around above": ((90, 50), (90, 10), (0, 10), (0, 50)),
    "two bends, around the right": ((0, 0), (40, 0), (40, 60), (0, 60)),
    "two bends, around the left": ((50, 60), (10, 60), (10, 0), (50, 0)),
    "three bends, right, down, right, down": ((0, 0), (30, 0), (30, 40), (90, 40), (90, 70)),
    "three bends, back over the top": ((50, 60), (80, 60), (80, 0), (10, 0), (10, 30)),
    "three bends, down first": ((50, 10), (50, 80), (120, 80), (120, 30), (160, 30)),
    "four bends, back beneath": ((50, 10), (80, 10), (80, 90), (0, 90), (0, 40), (20, 40)),
    "four bends, up first": ((50, 60), (50, 20), (-40, 20), (-40, 120), (10, 120), (10, 90)),
}


def drawn(route: Route) -> list[Point]:
    """The corners of a preset connector on the page, from its formulas, flips and turn."""
    w, h = route.rect.w, route.rect.h
    a = [guide / 100_000 for guide in route.guides]
    local: list[Point]
    match route.preset, a:
        case "straightConnector1", []:
            local = [(0, 0), (w, h)]
        case "bentConnector2", []:
            local = [(0, 0), (w, 0), (w, h)]
        case "bentConnector3", [x]:
            local = [(0, 0), (w * x, 0), (w * x, h), (w, h)]
        case "bentConnector4", [x, y]:
            local = [(0, 0), (w * x, 0), (w * x, h * y), (w, h * y), (w, h)]
        case "bentConnector5", [x, y, z]:
            local = [(0, 0), (w * x, 0), (w * x, h * y), (w * z, h * y), (w * z, h), (w, h)]
        case _:
            raise AssertionError(route)
    found = []
    angle = route.turn / 60_000 * pi / 180
    for px, py in local:
        fx = (w - px if route.flip_h else px) - w / 2
        fy = (h - py if route.flip_v else py) - h / 2
        found.append(
            (
                route.rect.x + w / 2 + fx * cos(angle) - fy * sin(angle),
                route.rect.y + h / 2 + fx * sin(angle) + fy * cos(angle),
            )
        )
    return found


@pytest.mark.parametrize("points", LINES.values(), ids=LINES)
def test_a_connector_bends_where_the_line_does(points: tuple[Point, ...]) -> None:
    route = routed(points)
    assert route is not None
    found = drawn(route)
    assert len(found) == len(points)
    assert max(hypot(a[0] - b[0], a[1] - b[1]) for a, b in zip(found, points, strict=True)) < 0.2


def test_points_that_are_no_corner_are_left_out() -> None:
    assert simplified(((0, 0), (10, 0), (10, 0), (30, 0), (30, 5))) == [(0, 0), (30, 0), (30, 5)]


@pytest.mark.parametrize(
    "points",
    [((0, 0), (10, 5), (30, 5)), ((0, 0), (9, 0), (9, 9), (19, 9), (19, 19), (29, 19), (29, 29))],
    ids=["slanting", "too many bends"],
)
def test_other_lines_have_no_preset(points: tuple[Point, ...]) -> None:
    assert routed(points) is None


def test_only_lines_that_bend_in_the_middle_are_left_to_every_program() -> None:
    assert is_plain(((0, 0), (45, 0), (45, 60), (90, 60)), "elbow")
    assert not is_plain(((0, 0), (30, 0), (30, 60), (90, 60)), "elbow")
    assert not is_plain(LINES["two bends, around below"], "elbow")
    assert not is_plain(((0, 0), (45, 10), (90, 0)), "curve")
