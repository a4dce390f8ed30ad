"""Presets as PowerPoint draws them: outlines fill their rectangle, sites lie on them, text stands inside."""

from __future__ import annotations

import pytest

from courseware.curves import smooth
from courseware.presets import FORMS, outline

SIZES = ((120.0, 60.0), (60.0, 120.0), (80.0, 80.0))
CROSS = ("top", "left", "bottom", "right")
ORDERS = {
    "rect": CROSS, "roundRect": CROSS, "diamond": CROSS, "trapezoid": CROSS, "chevron": CROSS, "homePlate": CROSS, "rightArrow": CROSS,
    "flowChartDecision": CROSS, "flowChartTerminator": CROSS, "flowChartDocument": CROSS,
    "ellipse": ("top", "", "left", "", "bottom", "", "right", ""), "round2SameRect": ("right", "bottom", "left", "top"),
    "triangle": ("top", "left", "", "bottom", "", "right"), "parallelogram": ("", "top", "right", "bottom", "", "left"),
    "hexagon": ("right", "", "bottom", "left", "top", ""), "can": ("", "top", "left", "bottom", "right"),
}  # fmt: skip
"""The order of the sites in `presetShapeDefinitions.xml` (ISO/IEC 29500-1, annex D)."""


@pytest.mark.parametrize(("form", "order"), ORDERS.items(), ids=list(ORDERS))
def test_sites_have_powerpoints_numbers(form: str, order: tuple[str, ...]) -> None:
    assert tuple(site.side for site in outline(form, 100, 50).sites) == order


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_an_outline_fills_its_rectangle_and_holds_its_text_and_sites(form: str, size: tuple[float, float]) -> None:
    w, h = size
    known = outline(form, w, h)
    xs = [value for name, values in known.path if name != "C" for value in values[::2]]
    ys = [value for name, values in known.path for value in (values[5:6] if name == "C" else values[1::2])]
    xs += [values[4] for name, values in known.path if name == "C"]
    assert [min(xs), max(xs)] == pytest.approx([0, w], abs=0.1)
    assert min(ys) == pytest.approx(0, abs=0.1)
    assert max(ys) == pytest.approx(h, abs=h * 0.2)
    left, top, right, bottom = known.area
    assert 0 <= left < right <= w
    assert 0 <= top < bottom <= h
    assert all(0 <= site.x <= w and 0 <= site.y <= h for site in known.sites)


@pytest.mark.parametrize("form", FORMS)
def test_every_preset_has_a_site_on_each_side(form: str) -> None:
    known = outline(form, 100, 50)
    assert [known.sites[known.site(side)].side for side in CROSS] == list(CROSS)


def test_a_smooth_line_goes_through_its_points_and_never_above_them() -> None:
    points = [(0.0, 10.0), (20.0, 0.0), (40.0, 0.0), (60.0, 30.0), (80.0, 10.0)]
    path = smooth(points)
    assert [values[-2:] for _, values in path] == points
    heights = [value for _, values in path for value in values[1::2]]
    assert (min(heights), max(heights)) == (0.0, 30.0)
