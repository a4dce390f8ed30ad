"""A trace of another brand is found wherever a finished file can show one, and nothing else is taken for one."""

from __future__ import annotations

import base64
import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from PIL import Image

from courseware.files import Files, digest, packaged_templates
from courseware.leaks import Traces, find_leaks, read_traces

NAME, DOMAIN = "Pellwyn Training Company", "pellwyn.example"


def logo() -> bytes:
    """Their logo as a PNG."""
    out = io.BytesIO()
    Image.linear_gradient("L").save(out, "PNG")
    return out.getvalue()


@pytest.fixture(scope="module")
def theirs(tmp_path_factory: pytest.TempPathFactory) -> Traces:
    """The traces of the other brand, read from its folder."""
    folder = tmp_path_factory.mktemp("project")
    brand = folder / "templates/brands/pellwyn"
    brand.mkdir(parents=True)
    facts = f"meta:\n  name: {{full: {NAME}, short: Pellwyn}}\n  link: https://www.{DOMAIN}/courses\nlogo: logo.png\n"
    (brand / "_brand.yml").write_text(facts + "color: {primary: '#224466'}\n", encoding="utf-8")
    (brand / "logo.png").write_bytes(logo())
    found = read_traces(Files(folder, {"@templates": packaged_templates()}), "pellwyn")
    assert found is not None
    return found


def package(parts: dict[str, str | bytes]) -> bytes:
    """A deck's package, as far as a search of it goes."""
    slide = "<p:sld><a:p><a:r><a:t>A clean slide</a:t></a:r></a:p></p:sld>"
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in {"ppt/slides/slide1.xml": slide, **parts}.items():
            archive.writestr(name, content)
    return out.getvalue()


def workbook() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", f"<sst><si><t>{NAME}</t></si></sst>")
    return out.getvalue()


DECKS: dict[str, tuple[dict[str, str | bytes], str]] = {
    "text in two runs": ({"ppt/slides/slide3.xml": "<a:p><a:t>By Pellwyn Trai</a:t><a:t>ning Company</a:t></a:p>"}, "slide 3"),
    "a note": ({"ppt/notesSlides/notesSlide2.xml": f"<a:p><a:t>Say: {NAME}</a:t></a:p>"}, "the notes of page 2"),
    "the master": ({"ppt/slideMasters/slideMaster1.xml": f"<a:p><a:t>© {NAME}</a:t></a:p>"}, "the slide master"),
    "a layout": ({"ppt/slideLayouts/slideLayout4.xml": "<p:cSld name='Pellwyn Title'/>"}, "layout 4"),
    "a property": ({"docProps/app.xml": f"<Company>{NAME.upper()}</Company>"}, "the file's properties"),
    "a picture's name": ({"ppt/media/pellwyn-training_company.png": b"x"}, "the name of a file inside"),
    "an alternative text": ({"ppt/slides/slide2.xml": "<p:cNvPr descr='Logo of Pellwyn'/>"}, "slide 2"),
    "the theme's name": ({"ppt/theme/theme1.xml": '<a:theme name="PELLWYN"/>'}, "the theme"),
    "a link": ({"ppt/slides/_rels/slide2.xml.rels": f'<R Target="https://shop.{DOMAIN}/x"/>'}, "a link of slide 2"),
    "a logo under another name": ({"ppt/media/image7.png": logo()}, "ppt/media/image7.png"),
    "an embedded workbook": ({"ppt/embeddings/data.xlsx": workbook()}, "what is embedded"),
}  # fmt: skip
"""What is planted in a deck, and the place that is told."""


@pytest.mark.parametrize(("parts", "place"), DECKS.values(), ids=DECKS)
def test_a_deck_with_it_is_found_at_its_place(parts: dict[str, str | bytes], place: str, theirs: Traces) -> None:
    found = find_leaks(package(parts), "deck.pptx", {}, "Ours", (theirs,))
    assert [problem.fact.startswith(place) for problem in found] == [True], found
    assert "pellwyn" in found[0].fact
    assert found[0].hint


def pdf(change: Callable[[pikepdf.Pdf], None]) -> bytes:
    """A PDF of one page, changed."""
    made = pikepdf.new()
    made.add_blank_page()
    change(made)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def says(text: str) -> Callable[[pikepdf.Pdf], None]:
    """Text lines on the page."""

    def change(made: pikepdf.Pdf) -> None:
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        made.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        lines = " ".join(f"({line}) Tj 0 -20 Td" for line in text.split("\n"))
        made.pages[0].Contents = made.make_stream(f"BT /F 12 Tf 50 500 Td {lines} ET".encode())

    return change


def holds(**entries: Any) -> Callable[[pikepdf.Pdf], None]:
    def change(made: pikepdf.Pdf) -> None:
        made.Root.Thing = made.make_indirect(pikepdf.Dictionary(**entries))

    return change


def titled(made: pikepdf.Pdf) -> None:
    made.docinfo["/Author"] = pikepdf.String(NAME)


def attached(made: pikepdf.Pdf) -> None:
    made.attachments["a.txt"] = NAME.encode()


def drawn(made: pikepdf.Pdf) -> None:
    data = logo()
    picture = made.make_stream(
        data[data.index(b"IDAT") + 4 :][: int.from_bytes(data[data.index(b"IDAT") - 4 :][:4], "big")]
    )
    picture.Type, picture.Subtype = pikepdf.Name.XObject, pikepdf.Name.Image
    picture.Width, picture.Height, picture.BitsPerComponent = 256, 256, 8
    picture.ColorSpace, picture.Filter = pikepdf.Name.DeviceGray, pikepdf.Name.FlateDecode
    made.Root.Thing = made.make_indirect(picture)


PDFS: dict[str, tuple[Callable[[pikepdf.Pdf], None], str]] = {
    "text over the end of a line": (says("by Pellwyn\nTraining Company"), "page 1"),
    "the author": (titled, "the properties"),
    "a bookmark": (holds(Title=pikepdf.String(f"About {NAME}")), "bookmarks"),
    "an alternative text": (holds(Alt=pikepdf.String("Pellwyn's logo")), "bookmarks"),
    "a link": (holds(A=pikepdf.Dictionary(URI=pikepdf.String(f"mailto:info@{DOMAIN}"))), "bookmarks"),
    "an attachment": (attached, "the attachment a.txt"),
    "a logo": (drawn, "a picture"),
}


@pytest.mark.parametrize(("change", "place"), PDFS.values(), ids=PDFS)
def test_a_pdf_with_it_is_found_at_its_place(change: Callable[[pikepdf.Pdf], None], place: str, theirs: Traces) -> None:
    found = find_leaks(pdf(change), "handout.pdf", {}, "Ours", (theirs,))
    assert found
    assert all(problem.fact.startswith(place) for problem in found), found


@pytest.mark.parametrize(
    "html",
    [
        f"<p>{NAME}</p>",
        "<p>Pellwyn <b>Training</b>\n Company</p>",
        f"<meta name='author' content='{NAME}'>",
        f"<a href='https://{DOMAIN}'>here</a>",
        f"<img src='data:image/png;base64,{base64.b64encode(logo()).decode()}'>",
        "<p>Pellwyn&#32;Training Company</p>",
    ],
)
def test_a_page_for_the_screen_with_it_is_found(html: str, theirs: Traces) -> None:
    assert find_leaks(html.encode(), "handout.html", {}, "Ours", (theirs,))


def test_a_logo_that_a_file_was_made_from_is_found_under_any_name(theirs: Traces) -> None:
    found = find_leaks(b"", "schedule.txt", {"syllabus/pictures/nice.png": digest(logo())}, "Ours", (theirs,))
    assert [problem.fact for problem in found] == [
        "it shows syllabus/pictures/nice.png, which is the logo logo.png of the brand pellwyn"
    ]


@pytest.mark.parametrize(
    "text",
    ["A clean text", "The pellwynian way", "unpellwyn.examples", "notpellwyn.example", "Training Company of Pellwy n"],
)
def test_what_only_resembles_it_is_let_be(text: str, theirs: Traces) -> None:
    assert not find_leaks(text.encode(), "a.txt", {}, "Ours", (theirs,))


def test_a_short_name_of_one_word_is_found_only_as_it_is_written() -> None:
    arc = Traces(brand="arc", names=("Arc",), domains=(), pictures={})
    assert not find_leaks(b"The arc of a story", "a.txt", {}, "", (arc,))
    assert find_leaks(b"Courses by Arc", "a.txt", {}, "", (arc,))
    assert find_leaks(b"ARC LEARNING", "a.txt", {}, "", (arc,))


def test_a_name_of_ordinary_words_is_none_in_small_letters() -> None:
    global_ = Traces(brand="gk", names=("Global Knowledge Hub",), domains=(), pictures={})
    assert not find_leaks(b"a global knowledge hub for all", "a.txt", {}, "", (global_,))
    for text in (
        b"Global Knowledge Hub",
        b"GLOBAL KNOWLEDGE HUB",
        b"Global knowledge\nhub",
        b"global-knowledge-hub.png",
        b"globalknowledgehub",
    ):
        assert find_leaks(text, "a.txt", {}, "", (global_,)), text


def test_a_name_that_the_brand_itself_prints_or_the_course_mentions_is_none(theirs: Traces) -> None:
    text = f"In partnership with {NAME} (Pellwyn)".encode()
    assert find_leaks(text, "a.txt", {}, "Ours", (theirs,))
    assert not find_leaks(text, "a.txt", {}, f"Ours, with {NAME}", (theirs,))
    assert not find_leaks(text, "a.txt", {}, "Ours", (theirs,), [NAME])


def test_a_brand_that_cannot_be_read_has_no_traces_and_stops_nobody(tmp_path: Path) -> None:
    brand = tmp_path / "templates/brands/torn"
    brand.mkdir(parents=True)
    (brand / "_brand.yml").write_text("meta: [", encoding="utf-8")
    files = Files(tmp_path, {"@templates": packaged_templates()})
    assert read_traces(files, "torn") is None
    assert read_traces(files, "nowhere") is None
