"""What authors write when nobody looks, on paper: nothing breaks, runs over or is lost, and every page is PDF/UA-1. `COURSEWARE_FULL=1` takes every style,
paper and brand.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import page as checker
import pytest
import weasyprint.formatting_structure.boxes as boxes

from courseware.build.making import Target, make
from courseware.build.options import split
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files
from courseware.pdf import engine
from tests.print import reading
from tests.print.layout import faults
from tests.print.nasty import write_nasty

FULL = bool(os.environ.get("COURSEWARE_FULL"))
SMALL = ("house", ("*.pdf:paper=A5", "*.pdf:ink=saver", "*.pdf:duplex=no"))
STYLES = (*(("handout.pdf:style=slides", f"handout.pdf:slides={many}") for many in (1, 2, 3, 4, 6, 9)),)
EVERY = [
    (brand, (f"*.pdf:paper={paper}", *more))
    for brand in ("house", "fjordlight", "brackenrow")
    for paper in ("A4", "Letter", "A5")
    for more in (
        (),
        ("*.pdf:ink=saver",),
        ("*.pdf:duplex=no",),
        ("handout.pdf:style=text", "workbook.pdf:style=lines"),
        *STYLES,
    )
]
DOCUMENTS = ("handout.pdf", "workbook.pdf", "exercises.pdf", "exam.pdf", "slides.pdf", "outline.pdf", "schedule.pdf")


class Made:
    """The participants' papers of the nasty course in a brand: the bytes of each, and its pages as WeasyPrint set them."""

    def __init__(self, folder: Path, brand: str, sets: tuple[str, ...], only: tuple[str, ...]) -> None:
        self.data: dict[str, bytes] = {}
        self.pages: dict[str, Any] = {}
        self.index: Any = ()
        """The pages that were set last: the index of a workbook."""
        usual = engine.layout

        def layout(html: str, **named: Any) -> Any:
            found = usual(html, **named)
            name = named["name"].rpartition("/")[2].removesuffix(".j2")
            self.index = found.pages
            self.pages[name] = max(self.pages.get(name, []), found.pages, key=len)  # an index is set again alone
            return found

        shelf = Shelf(Files(folder))
        request = Request(out=folder / "build", brands=(brand,), only=only, sets=tuple(map(split, sets)))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(engine, "layout", layout)
            plan = make_plan(request, shelf)
            assert not plan.problems
            for unit in units(plan, request):
                results, _ = make(Target(unit=unit, request=request, known={}), shelf)
                for document, result in zip(unit.documents, results, strict=True):
                    assert result.data is not None
                    self.data[document.name.rpartition("/")[2]] = result.data

    def boxes(self, name: str) -> list[tuple[int, Any]]:
        """Every box of a document with the number of its page."""
        return [(n, box) for n, each in enumerate(self.pages[name], 1) for box in each._page_box.descendants()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_nasty(tmp_path_factory.mktemp("nasty"))


@pytest.fixture(scope="module")
def made(folder: Path) -> Made:
    return Made(folder, "fjordlight", (), ("handout.pdf", "workbook.pdf"))


def well_made(found: Made) -> Mapping[str, list[str]]:
    """What is wrong with each document: as a designer sees it, and as a screen reader does."""
    told: dict[str, list[str]] = {}
    for name, data in found.data.items():
        report = checker.validate_pdf_bytes(data, profile="ua1")
        wrong = [each.message for each in report.failures] + faults(found.pages[name])
        # What can't be parted has a page to itself, whatever stands before it.
        told[name] = [each for each in wrong if "% full" not in each]
    return {name: wrong for name, wrong in told.items() if wrong}


def test_on_a4_it_is_well_set_and_accessible(made: Made) -> None:
    assert well_made(made) == {}


@pytest.fixture(scope="module")
def small(folder: Path) -> Made:
    brand, sets = SMALL
    return Made(folder, brand, sets, ("handout.pdf", "exercises.pdf"))


def test_on_small_paper_with_little_ink_it_is_well_set_and_accessible(small: Made) -> None:
    assert well_made(small) == {}


def test_a_short_exercise_before_a_long_one_has_the_lines_of_its_page_alone(small: Made) -> None:
    """Only where the next one shares its page does it bring lines of its own."""
    assert any(box.element_tag == "h3" for _, box in small.boxes("exercises.pdf"))
    assert not [
        box for _, box in small.boxes("exercises.pdf") if box.element is not None and box.element.get("class") == "own"
    ]


@pytest.mark.skipif(not FULL, reason="every style on every paper in every brand takes minutes: COURSEWARE_FULL=1")
@pytest.mark.parametrize(("brand", "sets"), EVERY)
def test_it_is_well_set_and_accessible_everywhere(folder: Path, brand: str, sets: tuple[str, ...]) -> None:
    only = DOCUMENTS if not any("slides" in each for each in sets) else ("handout.pdf",)
    assert well_made(Made(folder, brand, sets, only)) == {}


@pytest.mark.parametrize("name", ["handout.pdf", "workbook.pdf"])
def test_nothing_that_was_written_is_lost(made: Made, name: str) -> None:
    said = reading.squeezed(reading.words(made.data[name]))
    missing = []
    for word in (
        *(f"Responsibilities{column}.{row}" for column in range(1, 9) for row in range(4)),
        *(
            "value_59",
            "Before.",
            "After.",
            "Itssecondparagraph.",
            "Oneinside.",
            "Afifthlevel",
            "option6",
        ),
    ):
        missing += [word] if reading.squeezed(word) not in said else []
    assert missing == []


def test_a_topic_without_text_is_in_no_contents(made: Made) -> None:
    """Its place would be missing, and what names a missing place can't be set."""
    for name in ("handout.pdf", "workbook.pdf"):
        front = reading.squeezed(
            " ".join(
                box.text for page, box in made.boxes(name) if page < 6 and isinstance(box, boxes.TextBox) and box.text
            )
        )
        assert "Anemptytopic" not in front
        assert "Onlykeypoints" not in front
        assert "Practice" in front
    assert "Onlyquestions" in front or name == "workbook.pdf"


def test_a_row_taller_than_a_page_begins_where_its_table_begins(made: Made) -> None:
    pages = [
        n for n, box in made.boxes("handout.pdf") if box.element_tag == "tr" and box.element.get("class") == "tall"
    ]
    assert len(pages) >= 2
    head = [n for n, box in made.boxes("handout.pdf") if isinstance(box, boxes.TextBox) and box.text == "Story"]
    assert min(pages) == min(head)


def test_a_table_of_eight_columns_takes_the_page_and_breaks_no_word_that_has_room(made: Made) -> None:
    tight = [box for _, box in made.boxes("handout.pdf") if box.element_tag == "table" and box.element.get("class")]
    assert tight
    assert all(box.width > 160 * 96 / 25.4 for box in tight)
    words = {box.text for _, box in made.boxes("handout.pdf") if isinstance(box, boxes.TextBox)}
    assert "heading 8" in words


def test_a_picture_keeps_its_shape_within_the_limits_of_a_page(made: Made) -> None:
    high = 0.42 * 297 * 96 / 25.4 + 2
    shown = [
        box for _, box in made.boxes("handout.pdf") if box.element_tag == "img" and isinstance(box, boxes.ReplacedBox)
    ]
    assert shown
    assert all(box.height <= high for box in shown)
    assert {box.style["object_fit"] for box in shown if "tall" in box.element.get("src")} == {"contain"}


def test_a_picture_in_a_line_is_as_wide_as_its_author_says(made: Made) -> None:
    dots = [box for _, box in made.boxes("handout.pdf") if box.element_tag == "img" and "dot" in box.element.get("src")]
    assert min(box.width for box in dots) == pytest.approx(0.05 * 120 * 96 / 25.4, rel=0.02)


def test_a_task_longer_than_a_page_begins_under_the_title_of_its_topic(made: Made) -> None:
    for name in ("handout.pdf", "workbook.pdf"):
        title = [
            n
            for n, box in made.boxes(name)
            if box.element_tag == "h2" and box.element.get("data-title", "").endswith("Practice")
        ]
        task = [
            n
            for n, box in made.boxes(name)
            if box.element is not None and "long" in box.element.get("class", "").split()
        ]
        assert max(title) == min(n for n in task if n >= max(title))


def test_the_columns_of_an_index_begin_at_one_height(made: Made) -> None:
    pages = made.index
    tops: dict[int, float] = {}
    for page in pages:
        for box in page._page_box.descendants():
            if isinstance(box, boxes.LineBox) and box.element_tag == "p":
                tops[round(box.position_x / 40)] = min(box.position_y, tops.get(round(box.position_x / 40), 9999.0))
    assert len(tops) >= 2
    assert max(tops.values()) - min(tops.values()) < 8
