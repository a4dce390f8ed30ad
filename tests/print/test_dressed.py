"""Code, equations and media on paper: dressed, accessible, lean, and readable in grey."""

from __future__ import annotations

import re

import page as checker
import pytest

from courseware.brand.colors import contrast
from courseware.paper import dress
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house
from tests.drawing.test_paper import paper, pdf
from tests.media.test_media import clips
from tests.print.reading import squeezed, words

CODE = (
    '<pre data-filename="x.py" data-language="python" data-highlight="8" data-numbers="true" data-first="7"><code>import os\n'
    "x = os.name  # a note\n\ny = &lt;3&gt;</code></pre>"
)
MATH = '<p>Energy <span class="math">E = mc^2</span> here</p><div class="math">a &lt; \\frac{b}{c} \\tag{4}</div>'
MEDIA = (
    '<figure class="media" data-kind="link" data-qr="true"><a href="https://video.example.org/1">The talk</a></figure>'
    '<figure class="media" data-kind="video" data-poster="wide.png"><a href="steps.mp4">A square</a></figure>'
    '<figure class="media" data-kind="audio"><a href="tone.mp3">A tone</a></figure>'
    '<figure class="media" data-kind="audio" data-auto="true"><a href="tone.mp3">said</a></figure>'
    '<figure class="media" data-kind="qr" data-qr="true"><a href="https://example.org"></a><figcaption>Two questions</figcaption></figure>'
)


@pytest.mark.parametrize("name", NAMES)
def test_code_equations_and_media_are_accessible_and_their_words_are_text(name: str) -> None:
    clips()
    data = pdf(name, CODE + MATH + MEDIA)
    assert checker.is_pdf_compliant_bytes(data, profile="ua1")
    found = squeezed(words(data))
    for said in (
        "import os",
        "# a note",
        "Energy",
        "Film: The talk",
        "https://video.example.org/1",
        "Two questions",
    ):
        assert squeezed(said) in found
    assert "said" not in found


def test_lines_are_counted_and_those_that_stand_out_have_a_bar_that_grey_keeps() -> None:
    page = paper("house", CODE)
    html = dress(page)
    assert re.findall(r'class="no"[^>]*>(\d+)<', html) == ["7", "8", "9", "10"]
    assert html.count('class="line marked"') == 1
    assert "border-left-color:#000" in page.rules["pre .line.marked"]


def test_code_without_numbers_has_no_element_for_plain_text_and_lines() -> None:
    html = dress(paper("house", '<pre data-language="python"><code>x = y\nz = w</code></pre>'))
    assert "<code>x = y&#10;z = w</code>" in html


@pytest.mark.parametrize("name", ["house", "fjordlight", "brackenrow", "foreign", "dark"])
def test_colours_of_code_on_paper_can_be_read(name: str) -> None:
    page = paper(name, CODE)
    dress(page)
    inks = [found[1] for rule in page.rules.values() if (found := re.match(r"color:#(\w{6})", rule))]
    assert inks
    assert all(contrast(ink, ground) >= 4.5 for ink in inks for ground in ("F2F2F2", "DCDCDC"))


def test_an_equation_sits_on_its_line_and_is_told_as_tex() -> None:
    html = dress(paper("house", MATH))
    look = re.search(r'alt="E = mc\^2" style="width:([\d.]+)em;vertical-align:-([\d.]+)em', html)
    assert look
    assert float(look[2]) < 0.1
    assert '<span class="number">(4)</span>' in html
    assert 'alt="a &lt; \\frac{b}{c} \\tag{4}"' in html


def test_tex_that_a_template_wrote_wrongly_is_an_error() -> None:
    with pytest.raises(CoursewareError, match="nobody knows the TeX command"):
        dress(paper("house", '<div class="math">\\frrac{1}{2}</div>'))


def test_only_what_stands_on_the_web_gets_a_code() -> None:
    html = dress(paper("house", MEDIA))
    assert re.findall(r'class="qr" src="[^"]*" alt="QR code: ([^"]*)"', html) == [
        "https://video.example.org/1",
        "https://example.org",
    ]
    assert "steps.mp4" not in html


def test_a_page_without_any_of_it_stays_as_it_is() -> None:
    page = paper("house", "<p>Words</p>")
    assert dress(page) == page.html
    assert house("house").brand.name == "house"
