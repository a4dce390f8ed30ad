"""Slides of a provider's own that decks keep: whole, native, filled, where the brand wants them, and pictured."""

from __future__ import annotations

import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest
from msgspec.structs import replace
from openxml_audit import OpenXmlValidator
from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Pt

from courseware.build.documents import DECK
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.slides import Slides
from courseware.files import Files
from courseware.picture import draw
from courseware.powerpoint.lint import lint
from courseware.powerpoint.write import write_deck
from courseware.problems import CoursewareError
from tests.foreign import _square

COURSE = "title: Seeing\nlanguage: en\ncode: SEE\nmodules: [one.md, two.md]\n"
BRAND = """meta: {name: Nordwall Seminare}
defaults:
  courseware:
    template: template.pptx
    keep_slides:
      - {slide: 1, at: start}
      - {slide: 2, at: after-cover, modules: first}
      - {slide: 4, at: before-closing, modules: last}
      - {slide: 2, at: end}
"""


@cache
def template() -> bytes:
    """Five slides: a cover with fields, a disclaimer with notes and a link to the last, one to drop, one with chart and picture, one to drop."""
    made = Presentation()
    cover = made.slides.add_slide(made.slide_layouts[0])
    cover.shapes.title.text = "{course}"
    runs = cover.placeholders[1].text_frame.paragraphs[0]
    for text in ("Module {", "n", "}: {module}, {nobody}"):
        runs.add_run().text = text
    disclaimer = made.slides.add_slide(made.slide_layouts[1])
    disclaimer.shapes.title.text = "Disclaimer"
    disclaimer.placeholders[1].text = "All of this may be wrong"
    disclaimer.notes_slide.notes_text_frame.text = "Read it aloud"
    made.slides.add_slide(made.slide_layouts[1]).shapes.title.text = "An example"
    results = made.slides.add_slide(made.slide_layouts[5])
    results.shapes.title.text = "Our results"
    data = CategoryChartData()
    data.categories = ["a", "b"]
    data.add_series("x", (1, 2))
    results.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, Pt(50), Pt(150), Pt(400), Pt(300), data)
    results.shapes.add_picture(io.BytesIO(_square()), Pt(500), Pt(150), Pt(100), Pt(100))
    last = made.slides.add_slide(made.slide_layouts[1])
    last.shapes.title.text = "Another example"
    disclaimer.shapes.title.click_action.target_slide = last
    saved = io.BytesIO()
    made.save(saved)
    return saved.getvalue()


def decks(folder: Path, brand: str = BRAND) -> Mapping[str, tuple[bytes, Slides, Materials]]:
    for name, text in {
        "syllabus/course.yml": COURSE,
        "syllabus/one.md": "---\ntitle: One\n---\n\n## A slide\n\nText.\n",
        "syllabus/two.md": "---\ntitle: Two\n---\n\n## A slide\n\nText.\n",
        "templates/brands/nordwall/_brand.yml": brand,
    }.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (folder / "templates/brands/nordwall/template.pptx").write_bytes(template())
    request = Request(out=folder / "build", brands=("nordwall",), only=(DECK,))
    shelf = Shelf(Files(folder))
    found = {}
    for unit in units(make_plan(request, shelf), request):
        materials = Materials(unit, request, shelf)
        files = materials.files.fresh()
        house = materials.house(files)
        slides, _ = materials.slides(materials.document("module", DECK), files)
        found[unit.module] = write_deck(slides, house.kit, house.base, files), slides, materials
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[bytes, Slides, Materials]]:
    return decks(tmp_path_factory.mktemp("kept"))


def titles(deck: bytes) -> list[str]:
    return [slide.shapes.title.text if slide.shapes.title else "" for slide in Presentation(io.BytesIO(deck)).slides]


def test_they_stand_where_the_brand_wants_them_and_no_other_slide_of_the_template_does(
    made: Mapping[str, tuple[bytes, Slides, Materials]],
) -> None:
    one, two = titles(made["one"][0]), titles(made["two"][0])
    assert one == ["Seeing", "One", "Disclaimer", "A slide", "Thank you", "Disclaimer"]
    assert two == ["Seeing", "Two", "A slide", "Our results", "Thank you", "Disclaimer"]


def test_decks_with_them_are_valid_and_whole(
    made: Mapping[str, tuple[bytes, Slides, Materials]], tmp_path: Path
) -> None:
    for name, (deck, _, _) in made.items():
        (tmp_path / "deck.pptx").write_bytes(deck)
        assert OpenXmlValidator().validate(tmp_path / "deck.pptx").errors == [], name
        assert lint(deck) == [], name
    results = Presentation(io.BytesIO(made["two"][0])).slides[3]
    assert [tuple(series.values) for shape in results.shapes if shape.has_chart for series in shape.chart.series] == [
        (1, 2)
    ]
    assert any(shape.shape_type == 13 for shape in results.shapes)
    assert results.slide_layout.name == "Title Only"


def test_their_fields_are_filled_and_other_braces_stay(made: Mapping[str, tuple[bytes, Slides, Materials]]) -> None:
    cover = Presentation(io.BytesIO(made["two"][0])).slides[0]
    assert cover.placeholders[1].text_frame.text == "Module 2: Two, {nobody}"


def test_they_leave_the_numbers_of_all_other_slides_as_they_are(
    made: Mapping[str, tuple[bytes, Slides, Materials]],
) -> None:
    assert [page.number for page in made["one"][1].pages] == ["1-P1", "1-1", "1-P2", "1-2", "1-3", "1-P3"]


def test_their_notes_are_the_trainers_and_their_links_lead_to_no_lost_slide(
    made: Mapping[str, tuple[bytes, Slides, Materials]],
) -> None:
    disclaimer = Presentation(io.BytesIO(made["one"][0])).slides[-1]
    assert "Read it aloud" in disclaimer.notes_slide.notes_text_frame.text
    assert not [r for r in disclaimer.part.rels.values() if r.reltype.endswith("/slide")]


def test_a_picture_shows_their_words_and_pictures(made: Mapping[str, tuple[bytes, Slides, Materials]]) -> None:
    _, slides, materials = made["two"]
    kit = materials.house(materials.files.fresh()).kit
    cover, results = draw(slides.pages[0], slides, kit), draw(slides.pages[3], slides, kit)
    assert "Seeing" in cover
    assert "Module 2: Two" in cover
    assert "Our results" in results
    assert "part:ppt/media/" in results


def test_a_slide_that_the_template_lacks_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(CoursewareError, match="keep_slides names slide 9, and the template has 5"):
        decks(tmp_path, BRAND.replace("slide: 4", "slide: 9"))


def test_the_same_slides_give_the_same_bytes(
    tmp_path: Path, made: Mapping[str, tuple[bytes, Slides, Materials]]
) -> None:
    deck, slides, materials = made["one"]
    house = materials.house(materials.files.fresh())
    assert write_deck(replace(slides), house.kit, house.base, materials.files.fresh()) == deck


def test_what_nobody_filled_on_them_stays_behind(tmp_path: Path) -> None:
    brand = BRAND[: BRAND.index("      - {slide: 1")] + "      - {slide: 5, at: end}\n"
    deck = decks(tmp_path, brand)["one"][0]
    slide = Presentation(io.BytesIO(deck)).slides[-1]
    assert [shape.text_frame.text for shape in slide.shapes] == ["Another example"]
    assert lint(deck) == []
