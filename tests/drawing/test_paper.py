"""Diagrams and charts on paper: vectors under real text, as wide as their column, told to who can't see them, readable in grey."""

from __future__ import annotations

import re

import page as checker
import pytest

from courseware.brand.colors import contrast
from courseware.deck.measure import Measure
from courseware.labels import read_labels
from courseware.paper import Paper, dress, is_bare
from courseware.pdf import write_pdf
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house
from tests.drawing.sources import SOURCES, figure, figures, said
from tests.print.reading import squeezed, words

CHART = "kind: column\ntitle: Visits\n\n, Spring, Summer\nNorth, 12, 30\nSouth, 7, 18"
HEAD = '<html lang="en"><head><title>A page</title></head><body>'


def paper(name: str, body: str, **said: str) -> Paper:
    home = house(name)
    return Paper(
        html=f"{HEAD}{body}</body></html>",
        format=said.get("format", "pdf"),
        brand=home.brand,
        palette=home.kit.palette,
        fonts=home.kit.fonts,
        labels=read_labels(home.files, ["@templates"], "en"),
        language="en",
        files=home.files,
        measure=Measure(home.brand, home.files),
    )


def pdf(name: str, body: str) -> bytes:
    home = house(name)
    return write_pdf(dress(paper(name, body)), files=home.files, brand=home.brand, name="page.pdf.j2").data


@pytest.mark.parametrize("name", NAMES)
def test_every_label_of_every_kind_is_text_in_the_pdf_which_is_accessible(name: str) -> None:
    data = pdf(name, "".join(figures().values()))
    found = squeezed(words(data))
    assert checker.is_pdf_compliant_bytes(data, profile="ua1")
    for kind in figures():
        if kind != "arabic":  # its letters stand in the PDF in the order in which they are drawn
            assert [label for label in said(kind) if squeezed(label) not in found] == []


def test_a_chart_is_drawn_with_its_words() -> None:
    found = squeezed(words(pdf("house", figure(CHART, "chart"))))
    assert [word for word in ("Visits", "North", "South", "Spring", "Summer") if word not in found] == []


def test_the_same_page_gives_the_same_bytes() -> None:
    body = "".join(figures().values())
    assert pdf("house", body) == pdf("house", body)


@pytest.mark.parametrize(
    ("around", "most"),
    [
        ("{}", 340.2),
        ('<div class="box" data-kind="case">{}</div>', 328.0),
        ("<ul><li>{}</li></ul>", 326.1),
        ('<div class="columns"><div class="column" style="width:50%">{}</div></div>', 161.7),
        ("<ul><li>before</li></ul>{}", 340.2),
    ],
    ids=["column", "box", "list", "columns", "after a list"],
)
def test_a_drawing_is_no_wider_than_where_it_stands(around: str, most: float) -> None:
    made = dress(paper("house", around.format(figure(SOURCES["cycle"]))))
    found = re.search(r'<figure class="drawing"[^>]*><div style="width:([\d.]+)pt', made)
    assert found
    assert most * 0.6 < float(found[1]) <= most


def test_a_document_may_say_how_wide_its_column_is() -> None:
    sheet = paper("house", figure(SOURCES["process"]))
    sheet.html = sheet.html.replace("<body>", '<body data-column="80mm">')
    found = re.search(r'<div style="width:([\d.]+)pt', dress(sheet))
    assert found
    assert 160 < float(found[1]) <= 226.8


@pytest.mark.parametrize("name", NAMES)
def test_words_are_dark_and_areas_have_an_edge(name: str) -> None:
    made = dress(paper(name, figures()["process"] + figures()["flow"]))
    inks = set(re.findall(r"color:#([0-9A-F]{6})", made))
    assert inks
    assert min(contrast(ink, "FFFFFF") for ink in inks) >= 7
    areas = re.findall(r'<path [^>]*fill="#([0-9A-F]{6})"([^>]*)>', made)
    shapes = [
        (fill, rest) for fill, rest in areas if contrast(fill, "FFFFFF") < 4
    ]  # arrow heads are dark by themselves
    assert shapes
    assert [fill for fill, rest in shapes if "stroke=" not in rest] == []


def test_a_web_page_says_what_a_drawing_shows() -> None:
    made = dress(paper("house", figures()["venn"], format="html"))
    assert 'role="img" aria-label="Venn diagram: Useful; Feasible; Loved"' in made


def test_what_is_wrong_in_a_text_is_told_at_its_lines_all_at_once() -> None:
    with pytest.raises(CoursewareError) as caught:
        dress(paper("house", figure("kind: cycle\nnonsense", line=4) + figure("kind: cicle\n- a", line=20)))
    assert [str(each.place) for each in caught.value.problems] == ["m.md:6", "m.md:21"]


def test_a_page_without_drawings_is_left_as_it_is() -> None:
    assert not is_bare("<p>Text</p>")
    assert dress(paper("house", "<p>Text</p>")) == f"{HEAD}<p>Text</p></body></html>"


def test_a_direction_meant_for_the_slide_gives_way_where_the_column_is_too_narrow() -> None:
    source = "kind: flow\ndirection: right\ngroup Everybody\n" + " -> ".join(f"Department {n}" for n in range(8))
    sheet = paper("house", figure(source + "\nend group"))
    dress(sheet)
    assert sheet.problems == []


def test_a_flow_grows_down_the_page_before_it_goes_on_in_a_second_row() -> None:
    source = "kind: flow\n" + " -> ".join(f"Responsibility {n}" for n in range(8))
    height = re.search(r'class="drawing".*?;height:([\d.]+)pt', dress(paper("house", figure(source))))
    assert height is not None
    assert float(height[1]) > 230
