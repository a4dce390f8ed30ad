"""Charts laid out: every label inside the chart and off the others, whatever the data; colours that every eye tells apart."""

from __future__ import annotations

import os
from itertools import combinations, pairwise

import pytest

from courseware.brand.colors import contrast, difference, luminance, mix
from courseware.chart.canvas import ENDLESS
from courseware.chart.layout import LINED, Laid, lay_out_chart
from courseware.chart.read import read_chart
from courseware.deck.measure import Measure
from courseware.deck.sizer import ROOM, FontSizer
from courseware.deck.tones import chart_tones
from courseware.problems import Place
from courseware.scene import Paint, Shape
from tests.chart.generated import SIZES, source
from tests.deck.kits import House, house

AT = Place("m.md", 1)
FULL = os.environ.get("COURSEWARE_FULL") == "1"
EDGE = 5.0
"""Half a marker: a point at the end of a scale stands on its edge."""


def laid(text: str, width: float, height: float, size: float, home: House | None = None) -> Laid:
    home = home or house("house")
    chart = read_chart(text, AT, "en", lambda name: b"")
    sizer = FontSizer(Measure(home.brand, home.files), home.kit.fonts["body"])
    tones = chart_tones(home.kit.palette, lines=chart.kind in LINED)
    return lay_out_chart(chart, width, height, sizer, labels=home.labels, tones=tones, size=size)


def inked(found: Laid) -> list[tuple[Shape, tuple[float, float, float, float]]]:
    """Each text of a drawing with what it covers: left, top, right, bottom."""
    home = house("house")
    sizer = FontSizer(Measure(home.brand, home.files), home.kit.fonts["body"])
    covered = []
    for shape in found.scene.parts:
        if not isinstance(shape, Shape) or not shape.text:
            continue
        text = sizer.wrap(shape.text, ENDLESS, shape.size, shape.bold)
        wide, high = text.width * ROOM, text.height
        x = {"l": shape.x, "ctr": shape.x + (shape.w - wide) / 2, "r": shape.x + shape.w - wide}[shape.align]
        y = {"t": shape.y, "ctr": shape.y + (shape.h - high) / 2, "b": shape.y + shape.h - high}[shape.anchor]
        covered.append((shape, (x, y, x + wide, y + high)))
    return covered


@pytest.mark.parametrize("first", range(0, 200, 10))
def test_labels_stay_in_the_chart_and_off_one_another(first: int) -> None:
    for seed in range(first, first + 10):
        for width, height, size in SIZES if FULL else (SIZES[seed % 5],):
            found = laid(source(seed), width, height, size)
            texts = inked(found)
            where = f"chart {seed} at {width:g} x {height:g}"
            for shape, (left, top, right, bottom) in texts:
                assert min(left, width - right) >= -0.5, f"{where}: {shape.text!r} leaves at the side"
                assert min(top, height - bottom) >= -1, f"{where}: {shape.text!r} leaves above or below"
                assert shape.size >= min(size, 12.0)
            for (one, a), (other, b) in combinations(texts, 2):
                beside = min(a[2], b[2]) - max(a[0], b[0]) <= 0.3
                apart = min(a[3], b[3]) - max(a[1], b[1]) <= size * 0.25  # what a line has above and below its letters
                assert beside or apart, f"{where}: {one.text!r} lies on {other.text!r}"


@pytest.mark.parametrize("first", range(0, 200, 50))
def test_marks_stay_in_the_chart(first: int) -> None:
    for seed in range(first, first + 50):
        found = laid(source(seed), 864, 356, 14)
        for shape in found.scene.parts:
            assert isinstance(shape, Shape)
            assert min(shape.x, 864 - shape.x - shape.w) >= -EDGE, (seed, shape)
            assert min(shape.y, 356 - shape.y - shape.h) >= -EDGE, (seed, shape)


def texts(found: Laid) -> list[str]:
    return [shape.text for shape in found.scene.parts if isinstance(shape, Shape) and shape.text]


def test_few_bars_of_one_series_show_their_values_and_need_no_axis() -> None:
    found = laid("kind: column\nA, B\nx, 1\ny, 2500", 864, 356, 14)
    assert texts(found) == ["x", "y", "1", "2,500"]
    assert not found.plan.ticks


def test_many_bars_have_an_axis_and_no_values() -> None:
    found = laid("kind: column\nA, B\n" + "\n".join(f"{n}, {n * 7}" for n in range(9)), 864, 356, 14)
    assert found.plan.ticks
    assert not found.plan.labelled


def test_several_series_have_a_legend_and_one_has_none() -> None:
    assert laid("kind: line\nA, B, C\nx, 1, 2", 864, 356, 14).plan.legend is not None
    assert laid("kind: line\nA, B\nx, 1", 864, 356, 14).plan.legend is None
    assert laid("kind: line\nlegend: yes\nA, B\nx, 1", 864, 356, 14).plan.legend is not None


def test_a_pie_names_its_slices_with_their_shares() -> None:
    found = laid("kind: pie\nA, B\nx, 1\ny, 3", 864, 356, 14)
    assert texts(found) == ["x\n25%", "y\n75%"]
    assert found.plan.legend is None


def test_a_pie_of_many_slices_has_a_legend_with_each_of_them() -> None:
    found = laid("kind: pie\nA, B\n" + "\n".join(f"slice {n}, {n}" for n in range(1, 21)), 864, 356, 14)
    assert {f"slice {n}" for n in range(1, 21)} <= set(texts(found))


def test_a_missing_value_parts_a_line_and_a_lonely_point_keeps_its_mark() -> None:
    found = laid("kind: line\nA | B\nu | 1\nv | 2\nw |\nx | 4", 864, 356, 14)
    lines = [shape for shape in found.scene.parts if isinstance(shape, Shape) and shape.outline_width > 2]
    marks = [shape for shape in found.scene.parts if isinstance(shape, Shape) and shape.form == "ellipse"]
    assert len(lines) == 1
    assert len(lines[0].path) == 2
    assert len(marks) == 3


def test_all_labels_of_fifty_bars_that_are_shown_are_whole() -> None:
    found = laid("kind: column\nA, B\n" + "\n".join(f"Category {n}, {n}" for n in range(50)), 864, 356, 14)
    shown = [text for text in texts(found) if text.startswith("Category")]
    assert len(shown) >= 8
    assert not any("…" in text for text in shown)


@pytest.mark.parametrize("brand", ["house", "fjordlight", "foreign", "dark"])
@pytest.mark.parametrize("lines", [False, True])
def test_series_differ_for_every_eye_and_in_grey(brand: str, lines: bool) -> None:
    palette = house(brand).kit.palette
    ground = palette["ground"].rgb
    tones = chart_tones(palette, lines=lines)
    assert len({mix(palette[tone.fill.name].rgb, ground, tone.fill.tint) for tone in tones}) == 12
    rgbs = [mix(palette[tone.fill.name].rgb, ground, tone.fill.tint) for tone in tones[:4]]
    for one, other in combinations(rgbs, 2):
        assert difference(one, other) > 0.06
    for one, other in pairwise(rgbs):
        assert lines or abs(luminance(one) - luminance(other)) > 0.04
    if lines:  # a copy of thin lines is told by dash and marker
        assert len({(tone.dash, tone.marker) for tone in tones}) == len(tones)
        assert min(contrast(rgb, ground) for rgb in rgbs) >= 3.0
    for tone, rgb in zip(tones, rgbs, strict=False):
        assert contrast(palette[tone.on.name].rgb, rgb) >= 4.5


def test_a_brand_says_which_colours_come_first() -> None:
    tones = chart_tones(house("house").kit.palette, ["accent3", "accent5"])
    assert [tone.fill for tone in tones[:2]] == [Paint("accent3"), Paint("accent5")]


def test_the_same_chart_is_laid_out_alike() -> None:
    assert laid(source(7), 864, 356, 14) == laid(source(7), 864, 356, 14)


def test_an_area_labels_its_first_and_last_category() -> None:
    found = laid("kind: area\nHour, People\n10, 12\n12, 71\n18, 20", 864, 356, 14)
    assert {"10", "12", "18"} <= set(texts(found))


@pytest.mark.parametrize(("small", "shown"), [(8, 4), (0, 3), (1, 0)])
def test_stacked_bars_show_their_values_where_all_of_them_fit(small: int, shown: int) -> None:
    found = laid(f"kind: stacked\nA, B, C\nx, 10, {small}\ny, 30, 20", 864, 356, 14)
    assert len(found.plan.labelled) == shown
