"""Native charts: valid, with their data inside, opened by others, the same bytes each time."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from python_calamine import CalamineWorkbook

from courseware.chart.model import KINDS
from courseware.chart.read import read_chart
from courseware.chart.words import advice
from courseware.content.write import escape
from courseware.deck.slides import ChartBox
from courseware.powerpoint.lint import lint
from courseware.problems import CoursewareError, Place
from tests.chart.generated import source
from tests.deck.kits import house, page, section
from tests.powerpoint.open import deck, parts, xml

AT = Place("m.md", 1)
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
SEEDS = range(0, 200, 9)
"""Of the 200 generated charts: each kind several times."""

EXAMPLES = {
    "column": "kind: column\ntitle: Orders\nunit: €\nx: Quarter\ny: Revenue\nQuarter, North, South\nQ1, 1.5, 2\nQ2, , 3",
    "labelled": "kind: column\nA, B\nx, 1\ny, 2",
    "stacked": "kind: stacked\nlabels: yes\nA, B, C\nx, 10, 20\ny, 30, 5",
    "hundred": "kind: bar\nstacked: 100%\nA, B, C\nx, 10, 20\ny, 30, 5",
    "bar": "kind: bar\nA, B\nx, -1\ny, 2",
    "line": "kind: line\nlabels: yes\nA, B, C\nx, 1200000, 2\ny, , 2",
    "area": "kind: area\nA, B, C\nx, 1, 2\ny, 3, 2",
    "areas": "kind: area\nstacked: yes\nA, B, C\nx, 1, 2\ny, 3, 2",
    "pie": "kind: pie\ntitle: Ways\nA, B\nx, 1\ny, 2",
    "doughnut": "kind: doughnut\nA, B\nx, 1\ny, 2",
    "radar": "kind: radar\nA, B, C\nx, 1, 2\ny, 2, 1\nz, 3, 3",
    "scatter": "kind: scatter\nx: Price\nA | B | C\n1 | 1 | 2\n2.5 | 2 |",
}


def slide(text: str, name: str = "a", role: str = "chart") -> str:
    return section(
        f'<figure class="chart" data-kind="x" data-line="4"><pre>{escape(text)}</pre></figure>', id=name, role=role
    )


def of(*texts: str, brand: str = "house") -> bytes:
    return deck(brand, *(slide(text, f"s{number}") for number, text in enumerate(texts)))


def books(data: bytes) -> list[list[list[Any]]]:
    """The rows of each embedded workbook, in the order of the charts."""
    held = parts(data)
    names = [name for name in held if name.startswith("ppt/embeddings/")]
    names.sort(key=lambda name: int("".join(sign for sign in name if sign.isdigit())))
    return [CalamineWorkbook.from_filelike(io.BytesIO(held[name])).get_sheet_by_index(0).to_python() for name in names]


@pytest.mark.parametrize("brand", ["house", "foreign"])
def test_every_kind_is_valid_and_opens_elsewhere(brand: str, tmp_path: Path) -> None:
    given = [*EXAMPLES.values(), *(source(seed) for seed in SEEDS)]
    data = of(*given, brand=brand)
    file = tmp_path / "deck.pptx"
    file.write_bytes(data)
    assert [str(error) for error in OpenXmlValidator().validate(str(file)).errors] == []
    assert lint(data) == []
    found = [shape.chart for page in Presentation(io.BytesIO(data)).slides for shape in page.shapes if shape.has_chart]
    assert len(found) == len(given)
    for chart, text in zip(found, given, strict=True):
        wanted = read_chart(text, AT, "en", lambda name: b"")
        plot = chart.plots[0]
        assert tuple(series.name for series in plot.series) == tuple(series.name for series in wanted.series)
        for series, other in zip(plot.series, wanted.series, strict=True):
            assert tuple(series.values) == other.values
        if wanted.kind != "scatter":
            assert tuple(plot.categories) == wanted.categories


def test_the_workbook_inside_holds_the_source() -> None:
    given = [source(seed) for seed in SEEDS]
    for rows, text in zip(books(of(*given)), given, strict=True):
        wanted = read_chart(text, AT, "en", lambda name: b"")
        assert rows[0][1:] == [series.name for series in wanted.series]
        for point, row in enumerate(rows[1:]):
            first = wanted.series[0].xs[point] if wanted.kind == "scatter" else wanted.categories[point]
            assert row[0] == first
            assert [None if cell == "" else cell for cell in row[1:]] == [s.values[point] for s in wanted.series]


def test_no_cell_of_the_workbook_is_a_formula() -> None:
    data = of("kind: column\n=A1+1 | =NOW()\n=SUM(A1) | 1\n+1 | 2\n@x | 3\n-1 | 4\nhttps://x.example | 5")
    [book] = [part for name, part in parts(data).items() if name.startswith("ppt/embeddings/")]
    held = parts(book)
    assert b"<f>" not in held["xl/worksheets/sheet1.xml"]
    assert not any("hyperlink" in name or b"hyperlink" in part for name, part in held.items())
    assert books(data)[0][1:] == [["=SUM(A1)", 1], ["+1", 2], ["@x", 3], ["-1", 4], ["https://x.example", 5]]


def test_the_same_charts_give_the_same_bytes() -> None:
    assert of(*EXAMPLES.values()) == of(*EXAMPLES.values())


@pytest.mark.parametrize("name", EXAMPLES)
def test_a_chart_is_written_as_powerpoint_wants_it(name: str) -> None:
    data = of(EXAMPLES[name])
    chart = xml(data, "ppt/charts/chart1.xml")
    assert all(int(axis.get("val", "-1")) > 0 for axis in chart.iter(f"{C}axId", f"{C}crossAx"))
    assert (chart.find(f".//{C}smooth") is not None) == (name in ("line", "scatter"))
    assert [each.get("val") for each in chart.iter(f"{C}autoUpdate")] == ["0"]
    assert chart.find(f"{C}lang").get("val") == "en-US"  # type: ignore[union-attr]
    sizes = {int(each.get("sz", "0")) for each in chart.iter() if each.get("sz")}
    assert sizes <= {1400, 1800}
    marks = [each for series in chart.iter(f"{C}ser") for each in series.iter(f"{A}solidFill")]
    assert marks
    assert not [each for fill in marks for each in fill.iter(f"{A}srgbClr")]  # so that they follow another theme


def test_a_chart_says_its_data_to_who_cannot_see_it() -> None:
    data = of(EXAMPLES["column"], EXAMPLES["pie"], "kind: bar\nalt: Waiting takes longest\nA, B\nx, 1")
    told = [xml(data, f"ppt/slides/slide{n}.xml").find(".//{*}graphicFrame//{*}cNvPr").get("descr") for n in (1, 2, 3)]  # type: ignore[union-attr]
    assert told == [
        "Column chart: Orders. Q1: North €1.5, South €2.0; Q2: North –, South €3.0",
        "Pie chart: Ways. x: 1; y: 2",
        "Waiting takes longest",
    ]


def test_a_long_table_is_told_as_far_as_one_can_listen() -> None:
    rows = "\n".join(f"Category {n}, {n}" for n in range(200))
    [box] = [
        box
        for box in house("house").fit(page(slide(f"kind: line\nA, B\n{rows}"))).pages[0].boxes
        if isinstance(box, ChartBox)
    ]
    assert len(box.alt) <= 1200
    assert box.alt.endswith("more rows")


@pytest.mark.parametrize("brand", ["house", "foreign"])
def test_a_chart_fills_the_placeholder_of_its_layout(brand: str) -> None:
    home = house(brand)
    slides = home.fit(page(slide(EXAMPLES["bar"], role="chart")))
    [box] = [box for box in slides.pages[0].boxes if isinstance(box, ChartBox)]
    slot = home.kit.layouts["chart"].slots["body"]
    assert (box.rect, box.idx) == (slot.inner, slot.idx)


def test_where_the_numbers_are_from_stands_under_the_chart() -> None:
    slides = house("house").fit(page(slide("kind: bar\nsource: Own survey, 2026\nA, B\nx, 1")))
    chart, source_line = slides.pages[0].boxes[1:3]
    assert source_line.paragraphs[0].spans[0].text == "Own survey, 2026"  # type: ignore[union-attr]
    assert chart.rect.bottom < source_line.rect.y


def test_a_chart_that_cannot_be_read_is_told_at_its_line() -> None:
    with pytest.raises(CoursewareError, match=r"m\.md:6: 'ten' under 'B' is no number"):
        house("house").fit(page(slide("kind: bar\nA, B\nx, ten").replace('data-line="4"', 'data-line="3"')))


def test_every_kind_has_an_example() -> None:
    assert {text.partition("\n")[0].removeprefix("kind: ") for text in EXAMPLES.values()} == set(KINDS)


def test_a_title_that_repeats_the_slides_is_left_out_and_still_told() -> None:
    text = "kind: column\ntitle: orders\nA, B\nx, 1"
    figure = f'<figure class="chart" data-kind="x"><pre>{escape(text)}</pre></figure>'
    data = deck(
        "house", section(figure, role="chart", title="Orders"), section(figure, id="b", role="chart", title="Sales")
    )
    shapes = [shape for page in Presentation(io.BytesIO(data)).slides for shape in page.shapes if shape.has_chart]
    assert [shape.chart.has_title for shape in shapes] == [False, True]
    assert all("orders" in shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in shapes)


def test_an_area_with_a_gap_is_told_because_powerpoint_has_none() -> None:
    facts = {
        kind: [
            fact for fact, _ in advice(read_chart(f"kind: {kind}\nA, B\nx, 1\ny,\nz, 3", AT, "en", lambda name: b""))
        ]
        for kind in ("area", "line")
    }
    assert facts == {"area": ["a number is missing, and PowerPoint lets an area fall to zero there"], "line": []}
