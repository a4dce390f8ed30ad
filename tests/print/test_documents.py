"""Every document in print, in two brands: accessible, complete, in its place, and the same each time."""

from __future__ import annotations

import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import page as checker
import pikepdf
import pytest
from msgspec.structs import replace

from courseware.content.blocks import Heading
from courseware.pdf import write_pdf
from tests.print import reading, sample

BRANDS = ("house", "fjordlight", "foreign")
TRAINERS = ("instructor-notes",)
PARTICIPANTS = ("handout", "slides", "outline")
every_brand = pytest.mark.parametrize("brand", BRANDS)
every_document = pytest.mark.parametrize("document", [*PARTICIPANTS, *TRAINERS])


@every_brand
@every_document
def test_a_document_is_pdf_ua_1(brand: str, document: str) -> None:
    report = checker.validate_pdf_bytes(sample.made(brand, document).data, profile="ua1")
    assert [(each.rule_id, each.message) for each in report.failures] == []


@every_brand
@every_document
def test_a_document_embeds_every_font_and_takes_none_of_the_system(brand: str, document: str) -> None:
    own = {"Carlito", "Arimo", "Caladea", "Cousine", "Tinos"}
    with pikepdf.open(io.BytesIO(sample.made(brand, document).data)) as pdf:
        fonts = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/FontDescriptor")]
        assert fonts
        for font in fonts:
            assert "/FontFile2" in font.FontDescriptor
            assert str(font.BaseFont).partition("+")[2].partition("-")[0] in own


@every_brand
@pytest.mark.parametrize("document", PARTICIPANTS)
def test_nothing_of_the_trainers_stands_in_a_participants_document(brand: str, document: str) -> None:
    assert reading.squeezed(sample.SECRET) not in reading.words(sample.made(brand, document).data)
    assert sample.SECRET not in sample.page(brand, document)


@every_brand
def test_a_participants_document_carries_the_drawings_of_its_own_slides_only(brand: str) -> None:
    shown = [each for each in sample.slides(brand).pages if not each.hidden]
    assert reading.forms(sample.made(brand, "slides").data) == len(shown)
    assert sample.LAMP in reading.images(sample.made(brand, "instructor-notes").data)
    for document in PARTICIPANTS:
        assert sample.LAMP not in reading.images(sample.made(brand, document).data)
    assert reading.forms(sample.made(brand, "handout").data) == 3  # three slides of text; activities stand in words


@every_brand
def test_the_trainers_notes_carry_what_only_the_trainer_may_read(brand: str) -> None:
    made = sample.made(brand, "instructor-notes")
    found = reading.words(made.data)
    assert found.count(sample.SECRET) >= 9
    for words in ("Solution", "Answer: B", "Coffee", "9:00", "A book with blank pages", "A window to the sea"):
        assert reading.squeezed(words) in found


@every_brand
def test_trainer_only_stands_on_each_page_of_the_trainers_notes(brand: str) -> None:
    assert all(
        "TRAINERONLY" in reading.squeezed(each) for each in reading.texts(sample.made(brand, "instructor-notes").data)
    )


@every_brand
def test_a_handout_has_outcomes_text_exercises_and_the_key_points_at_its_end(brand: str) -> None:
    pages = [reading.squeezed(each) for each in reading.texts(sample.made(brand, "handout").data)]
    assert reading.squeezed("Judge what is worth a line") in pages[0]
    whole = "".join(pages[1:])
    order = ["Why keep a log", "Four columns", "Keep a log for ten minutes", "What is worth a line", "Key points"]
    places = [whole.index(reading.squeezed(each)) for each in order]
    assert places == sorted(places)
    assert "12minutes,inpairs" in whole


def test_a_slide_with_text_has_six_lines_beside_it_and_an_exercise_sixty_millimetres() -> None:
    html = sample.page("house", "handout")
    unit = html[html.index("A line in the log</h3>") :]
    assert unit[: unit.index('class="text"')].count('class="line"') == 6
    task = html[html.index('class="task exercise"') :]
    assert task[: task.index('class="text"')].count('class="line"') * 8 >= 60


@every_brand
@every_document
def test_a_course_with_unknown_rights_says_draft_on_each_page(brand: str, document: str) -> None:
    html = sample.page(brand, document, sample.course(rights="unknown"))
    made = write_pdf(html, files=sample.doors(), brand=sample.house(brand).brand, pictures=[sample.pictures(brand)])
    assert all("DRAFT" in each for each in reading.texts(made.data))
    assert all("DRAFT" not in each for each in reading.texts(sample.made(brand, document).data))


@every_brand
def test_slides_on_paper_have_the_size_of_a_slide_and_tell_its_words(brand: str) -> None:
    made = sample.made(brand, "slides")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        slides = sample.slides(brand)
        assert {tuple(map(float, each.mediabox)) for each in pdf.pages} == {(0, 0, slides.width, slides.height)}
        figures = [each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"]
    assert any("Memory mends itself" in str(each.Alt) for each in figures)
    assert len(figures) == made.pages


@every_brand
def test_the_outline_is_one_sheet_with_all_facts(brand: str) -> None:
    made = sample.made(brand, "outline")
    assert made.pages <= 2
    found = reading.words(made.data)
    for words in ("EUR 900", "2 days, 12 hours", "20 questions in 30 minutes", "Harbour masters", "Every light"):
        assert reading.squeezed(words) in found


@every_brand
@every_document
def test_nothing_reaches_over_the_edge_of_its_page(brand: str, document: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from courseware.pdf import engine

    seen: list[Any] = []
    keep = engine.layout

    def layout(html: str, **more: Any) -> Any:
        seen.append(keep(html, **more))
        return seen[-1]

    monkeypatch.setattr(engine, "layout", layout)
    html = sample.page(brand, document)
    write_pdf(html, files=sample.doors(), brand=sample.house(brand).brand, pictures=[sample.pictures(brand)])
    for number, each in enumerate(seen[0].pages, 1):
        for box in each._page_box.descendants():
            if type(box).__name__ in ("LineBox", "InlineReplacedBox", "BlockReplacedBox", "TableBox"):
                words = (
                    "".join(getattr(inner, "text", "") for inner in box.descendants())
                    if hasattr(box, "descendants")
                    else ""
                )
                where = f"page {number}: {words!r}"
                assert box.position_x >= -0.5, where
                assert box.position_x + box.width <= each.width + 0.5, where
                assert box.position_y + box.height <= each.height + 0.5, where


@every_document
def test_letter_paper_is_taken_where_the_delivery_says_so(document: str) -> None:
    html = sample.page("house", document, paper="letter")
    made = write_pdf(html, files=sample.doors(), brand=sample.house("house").brand, pictures=[sample.pictures("house")])
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        size = tuple(round(float(each)) for each in pdf.pages[0].mediabox[2:])
    assert size == ((960, 540) if document == "slides" else (612, 792))


@every_document
def test_title_author_and_language_are_told_and_no_date_and_no_other_maker(document: str) -> None:
    with pikepdf.open(io.BytesIO(sample.made("house", document).data)) as pdf:
        told = {str(key): str(value) for key, value in pdf.docinfo.items()}
        assert str(pdf.Root.Lang) == "en"
        assert told["/Title"] == pdf.open_metadata()["dc:title"]
    assert told["/Author"] == (
        "Ada Fen" if document in TRAINERS else "Ninegable Training"
    )  # a provider's paper names no trainer
    assert told["/Producer"] == "courseware"
    assert not {"/CreationDate", "/ModDate"} & told.keys()


def test_bookmarks_name_topics_and_slides() -> None:
    headings = [(level, text) for level, text, _ in sample.made("house", "handout").headings]
    assert headings[0] == (1, "Lights and logs")
    assert [each for each in headings if "log" in each[1]][1:3] == [(2, "1 The log"), (3, "1-5 Why keep a log")]
    assert headings[-1] == (2, "Key points")


def test_a_document_has_the_same_bytes_in_another_process() -> None:
    """Also with other hashes and another order of sets."""
    code = (
        "import sys; sys.path.insert(0, '.')\n"
        "from tests.print import sample\n"
        "import hashlib\n"
        "made = [sample.made('fjordlight', each).data for each in ('handout', 'instructor-notes')]\n"
        "print(*[hashlib.sha256(each).hexdigest() for each in made])\n"
    )
    root = Path(__file__).parents[2]
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": f"UTC{seed}"}
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, text=True, check=True
        )
        assert run.stderr == ""
        found.add(run.stdout)
    assert len(found) == 1


def test_a_documents_headings_never_skip_a_level() -> None:
    whole = sample.course()
    first = whole.modules[0].topics[0]
    deep = replace(first.slides[1], handout=(Heading(level=6, inlines=sample.title("Deep")), sample.text("text")))
    topics = (replace(first, slides=(deep,), opening=None), *whole.modules[0].topics[1:])
    changed = replace(whole, modules=(replace(whole.modules[0], topics=topics), *whole.modules[1:]))
    html = sample.page("house", "handout", changed)
    made = write_pdf(html, files=sample.doors(), brand=sample.house("house").brand, pictures=[sample.pictures("house")])
    assert checker.is_pdf_compliant_bytes(made.data, profile="ua1")


def test_a_picture_without_words_is_decoration_and_no_figure() -> None:
    logo = sample.house("house").brand.logo
    assert logo
    page = f'<html lang="en"><head><title>T</title></head><body><p><img src="{logo.file}" alt=""/>x</p></body></html>'
    made = write_pdf(page, files=sample.doors(), brand=sample.house("house").brand)
    assert checker.is_pdf_compliant_bytes(made.data, profile="ua1")
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        assert not [
            each for each in pdf.objects if isinstance(each, pikepdf.Dictionary) and each.get("/S") == "/Figure"
        ]


def test_the_options_of_a_handout_leave_out_what_they_say() -> None:
    html = sample.page("house", "handout", cover=False, style="pictures", pictures=True)
    assert 'class="cover' not in html
    assert "<h1" in html
    assert 'class="row"' in html
    assert 'class="line"' not in html[: html.index('class="task')]
    assert "slide:" not in sample.page("house", "handout", pictures=False)


def test_the_trainers_notes_hold_the_participants_text_where_asked_for() -> None:
    assert "A lighthouse keeper" not in sample.page("house", "instructor-notes")
    assert "A lighthouse keeper" in sample.page("house", "instructor-notes", handout=True)


def test_a_line_that_fits_but_for_the_space_before_a_link_is_not_broken() -> None:
    """At every width: WeasyPrint leaves the first word alone on its line at some."""
    for width in range(330, 350):
        style = f"<style>p{{width:{width}pt;font:10.5pt/15pt Arial}}</style>"
        words = 'Service designers in government work in the same way; the guidance on <a href="https://x.example/">mapping</a> is'
        page = f'<html lang="en"><head><title>T</title>{style}</head><body><p>{words}</p></body></html>'
        made = write_pdf(page, files=sample.doors(), brand=sample.house("fjordlight").brand)
        runs = reading.baselines(made.data, 0)
        first = "".join(text for _, y, text in runs if y == runs[0][1])
        assert first.startswith("Service designers in government"), width
