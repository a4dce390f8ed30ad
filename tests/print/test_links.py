"""Links as QR codes on paper: which of them, and that what is drawn leads there."""

from __future__ import annotations

import io
import re
from html import unescape
from pathlib import Path

import page as checker
import pikepdf
import pytest
from markupsafe import Markup

from courseware.content.write import write
from courseware.course.read import read_single
from courseware.files import Files
from courseware.paper import dress
from courseware.pdf import write_pdf
from courseware.problems import CoursewareError
from courseware.render import render
from tests.deck.kits import NAMES
from tests.drawing.test_paper import paper, pdf
from tests.print import sample
from tests.print.reading import squeezed, words

SLIDE = (
    '<p><a href="https://example.org/slide">on the slide</a> <a href="#m/next">next</a></p>'
    '<figure class="media" data-kind="link" data-qr="true"><a href="https://video.example.org/1">The talk</a></figure>'
)
TEXT = (
    '<p><a href="https://example.org/text">in the text</a> <a class="qr" href="https://example.org/marked?a=1&amp;b=2">marked</a> '
    '<a href="https://example.org/slide">again</a></p>'
)
WISHES = {
    "films": ["https://video.example.org/1", "https://example.org/marked?a=1&b=2"],
    "none": ["https://example.org/marked?a=1&b=2"],
    "links": [
        "https://video.example.org/1",
        "https://example.org/slide",
        "https://example.org/text",
        "https://example.org/marked?a=1&b=2",
    ],
}


def links(wish: str, folder: Path, slide: str = SLIDE, text: str = TEXT) -> str:
    """What a handout's template writes under a slide."""
    (folder / "one.pdf.j2").write_text(
        '{% import "parts/print.pdf.j2" as print with context %}{{ print.codes(slide) }}', encoding="utf-8"
    )
    given = {
        "options": {"qr": wish},
        "slide": {"body": Markup(slide), "handout": Markup(text)},
        "delivery": {"paper": "A4", "licensee": {}},
        "course": {"code": "", "edition": ""},
        "brand": {"title": "A house", "inks": {"foreground": "222222", "primary": "005577"}},
    }
    return render(Files(folder), [".", "@templates"], "one.pdf.j2", given)


@pytest.mark.parametrize(("wish", "wanted"), WISHES.items())
def test_the_option_says_which_links_have_a_code_each_once(wish: str, wanted: list[str], tmp_path: Path) -> None:
    html = dress(paper("house", links(wish, tmp_path)))
    assert [unescape(each) for each in re.findall(r'alt="QR code: ([^"]*)"', html)] == wanted
    assert "<template" not in html


def test_a_slide_without_links_is_left_alone(tmp_path: Path) -> None:
    assert links("links", tmp_path, "<p>None</p>", "").strip() == ""
    assert "code" not in dress(
        paper("house", links("films", tmp_path, '<p><a href="https://example.org">x</a></p>', ""))
    )


@pytest.mark.parametrize("name", NAMES)
def test_codes_of_links_are_accessible_and_their_addresses_are_text(name: str, tmp_path: Path) -> None:
    data = pdf(name, links("links", tmp_path))
    assert checker.is_pdf_compliant_bytes(data, profile="ua1")
    found = squeezed(words(data))
    assert all(
        squeezed(said) in found for said in ("The talk", "video.example.org/1", "on the slide", "marked?a=1&b=2")
    )


def test_a_link_is_marked_in_the_source_and_a_long_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text("# One\n\nSee [it](https://example.org/a){.qr} now.\n", encoding="utf-8")
    course, warnings = read_single(Files(tmp_path), "talk.md")
    markup = write(next(iter(course.modules[0].slides())).blocks)
    assert '<a class="qr" href="https://example.org/a">it</a>' in markup
    assert not warnings
    (tmp_path / "talk.md").write_text(f"# One\n\nSee [it](https://example.org/{'a' * 300}){{.qr}}.\n", encoding="utf-8")
    with pytest.raises(CoursewareError) as error:
        read_single(Files(tmp_path), "talk.md")
    assert str(error.value.problems[0]).startswith("talk.md:3: an address of 320 signs")


def test_a_link_that_holds_an_element_is_one_link() -> None:
    """WeasyPrint gives the element inside a place to click of its own, which no screen reader takes for a link."""
    text = (
        '<p>A <a href="https://a.example/"><strong>bold</strong> and <em>slanted</em> one</a>, '
        '<a href="https://b.example/"><img src="pictures/lamp.png" alt="A lamp"></a></p>'
    )
    html = sample.page("house", "handout").replace("</body>", text + "</body>")
    house = sample.house("house")
    data = write_pdf(html, files=sample.doors(), brand=house.brand, pictures=[sample.pictures("house")]).data
    assert checker.is_pdf_compliant_bytes(data, profile="ua1")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        notes = [note for each in pdf.pages for note in each.obj.get("/Annots", ())]
        addresses = [str(note.A.URI) for note in notes if "/A" in note and "/URI" in note.A]
    assert addresses.count("https://a.example/") == 1
    assert addresses.count("https://b.example/") == 2, "the line's and the picture's"
