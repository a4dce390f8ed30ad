"""TeX as Office's own equations: what is written, what is refused, and that decks with it open."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache
from html import escape
from pathlib import Path

import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator
from pptx import Presentation

from courseware.course.read import read_single
from courseware.deck.slides import TextBox
from courseware.equation import EquationError, read_equation
from courseware.equation.drawn import outlines
from courseware.equation.omml import omml
from courseware.files import Files
from courseware.picture import draw
from courseware.powerpoint.lint import lint
from courseware.powerpoint.outline import outline
from courseware.problems import CoursewareError
from tests.cases import Case, cases
from tests.deck.kits import NAMES, house, page, section
from tests.equation.sketching import M, sketch
from tests.powerpoint.open import P, deck, xml

HERE = Path(__file__).parent
FORMULAS = [case.values[0].given for case in cases(HERE / "formulas.md")]  # type: ignore[union-attr]
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


@pytest.mark.parametrize("case", cases(HERE / "formulas.md"))
def test_tex_gives_the_equation(case: Case) -> None:
    assert sketch(omml(read_equation(case.given), True)) == case.expected


@pytest.mark.parametrize("case", cases(HERE / "refused.md"))
def test_tex_that_cant_be_read_is_told(case: Case) -> None:
    with pytest.raises(EquationError) as caught:
        read_equation(case.given)
    error = caught.value
    assert f"{error.line}: {error.fact}; {error.hint}" == case.expected


@pytest.mark.parametrize("display", [True, False])
def test_every_equation_can_be_drawn_and_has_a_size(display: bool) -> None:
    for tex in FORMULAS:
        drawn = outlines(tex, display)
        assert drawn.width > 0.1, tex
        assert drawn.ascent > 0.1, tex
        etree.fromstring(drawn.svg(20.0))


def test_letters_stand_on_the_line_and_fractions_reach_below_it() -> None:
    assert outlines("x", False).descent < 0.05
    assert outlines(r"\frac{a}{b}", True).descent > 0.5
    assert outlines("x^2", False).ascent > outlines("x", False).ascent


@cache
def built(name: str) -> bytes:
    """Every equation alone, and in a line, in a table and in a list."""
    alone = [section(f'<div class="math">{escape(tex)}</div>', id=f"d{n}") for n, tex in enumerate(FORMULAS)]
    lines = "".join(
        f'<li>Here <span class="math">{escape(tex)}</span>, among words</li>'
        for tex in (r"x^2", r"\frac{a}{b}", r"\alpha")
    )
    row = '<tr><td>Mean</td><td><span class="math">\\bar x</span></td></tr>'
    mixed = (
        section(f"<ul>{lines}</ul>", id="lines"),
        section(f"<table><colgroup><col/><col/></colgroup><tbody>{row}</tbody></table>", id="table"),
        section('<p>Before</p><div class="math">E = mc^2 \\tag{7}</div><p>After</p>', id="tagged"),
    )
    return deck(name, *alone, *mixed)


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_of_all_equations_is_valid_and_needs_no_repair(name: str, tmp_path: Path) -> None:
    file = tmp_path / "deck.pptx"
    file.write_bytes(built(name))
    assert OpenXmlValidator().validate(file).errors == []
    assert lint(built(name)) == []
    assert len(Presentation(io.BytesIO(built(name))).slides) == len(FORMULAS) + 3


@pytest.mark.parametrize("name", NAMES)
def test_each_equation_is_native_with_its_picture_as_fallback(name: str) -> None:
    for n, tex in enumerate(FORMULAS, 1):
        root = xml(built(name), f"ppt/slides/slide{n}.xml")
        (choice,), (fallback,) = root.iter(MC + "Choice"), root.iter(MC + "Fallback")
        assert choice.nsmap[choice.get("Requires")] == "http://schemas.microsoft.com/office/drawing/2010/main"
        assert sketch(etree.tostring(next(choice.iter(M + "oMathPara"))).decode()) == sketch(
            omml(read_equation(tex), True)
        )
        assert [each.get("descr") for each in fallback.iter(P + "cNvPr") if each.get("descr")] == [tex]


@pytest.mark.parametrize("name", NAMES)
def test_the_outline_of_the_deck_tells_the_tex(name: str) -> None:
    told = outline(built(name))
    for tex in FORMULAS:
        assert f"equation: {tex}".splitlines()[0] in told
    assert "- Here x2, among words" in told


def test_the_number_of_an_equation_stands_at_the_right() -> None:
    slides = house("house").fit(page(section('<div class="math">E = mc^2 \\tag{7}</div>')))
    boxes = {box.name: box for box in slides.pages[0].boxes if isinstance(box, TextBox)}
    equation, number = boxes["Equation"], boxes["Equation number"]
    assert number.paragraphs[0].spans[0].text == "(7)"
    assert abs(number.rect.right - equation.rect.right) < 0.01
    piece = equation.paragraphs[0].lines[0].pieces[0]
    assert abs((piece.x + piece.width / 2) - (equation.rect.x + equation.rect.w / 2)) < 1.0


def test_a_line_is_as_high_as_the_equation_in_it() -> None:
    tall = r"\frac{\frac{a}{b}}{\frac{c}{d}}"
    slides = house("house").fit(page(section(f'<p>A <span class="math">{tall}</span> b</p><p>plain</p>')))
    body = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and len(box.paragraphs) == 2)
    high, plain = (paragraph.lines[0].height for paragraph in body.paragraphs)
    assert high > plain * 1.2


def test_an_equation_too_wide_for_its_slot_is_set_smaller_and_one_that_never_fits_is_an_error() -> None:
    long = " + ".join(f"a_{{{n}}} x^{{{n}}}" for n in range(16))
    slides = house("house").fit(page(section(f'<div class="math">{long}</div>')))
    box = next(box for box in slides.pages[0].boxes if box.name == "Equation")
    assert isinstance(box, TextBox)
    assert box.paragraphs[0].style.size < house("house").kit.layouts["content"].slots["body"].style(0).size
    assert box.paragraphs[0].lines[0].pieces[-1].x + box.paragraphs[0].lines[0].pieces[-1].width <= box.rect.right
    with pytest.raises(CoursewareError, match="as wide as its box"):
        house("house").fit(page(section(f'<div class="math">{long} + {long} + {long}</div>')))


def test_a_picture_of_the_slide_shows_the_equation_as_a_drawing_that_is_told_as_tex() -> None:
    home = house("house")
    slides = home.fit(page(section('<p>Energy <span class="math">E = mc^2</span>, then</p>')))
    html = draw(slides.pages[0], slides, home.kit)
    assert 'alt="E = mc^2"' in html
    assert "data:image/svg+xml;base64," in html


def test_an_unknown_command_is_an_error_at_its_line_in_every_channel(tmp_path: Path) -> None:
    text = "# One\n\n$\\fracc{1}{2}$\n\n::: notes\n$$\na \\\\\n\\alhpa\n$$\n:::\n\n::: handout\n$\\betta$\n:::\n"
    (tmp_path / "talk.md").write_text(text, encoding="utf-8")
    with pytest.raises(CoursewareError) as caught:
        read_single(Files(tmp_path), "talk.md")
    assert [(each.place.line, each.fact.split()[-1]) for each in caught.value.problems] == [
        (3, "\\fracc"),
        (8, "\\alhpa"),
        (13, "\\betta"),
    ]


def test_the_same_equations_give_the_same_bytes() -> None:
    assert deck("house", section('<div class="math">x^2</div>')) == deck(
        "house", section('<div class="math">x^2</div>')
    )


def test_a_deck_without_equations_loads_nothing_for_them() -> None:
    import subprocess
    import sys

    code = (
        "from tests.powerpoint.open import deck; from tests.deck.kits import section; deck('house', section('<p>x</p>'));"
        "import sys; print([m for m in ('ziamath', 'latex2mathml', 'resvg_py', 'pygments', 'segno') if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=HERE.parent.parent
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    "tex",
    [
        r"\,",
        "{}",
        r"\phantom{}",
        r"\frac{}{}",
        "x^{}",
        r"\sqrt{}",
        "&",
        r"\\",
        r"\left. \right.",
        "é",
        "½",
        "ﬀ",
        "漢",
        "\u202e",
    ],
)
def test_odd_equations_are_drawn_or_told(tex: str) -> None:
    with suppress(EquationError):
        etree.fromstring(outlines(tex, True).svg(20.0))
        etree.fromstring(omml(read_equation(tex), True))


def test_an_empty_equation_is_told() -> None:
    with pytest.raises(EquationError, match="an equation is empty"):
        read_equation(" ")


@pytest.mark.parametrize("name", NAMES)
def test_titles_boxes_and_footnotes_may_hold_equations(name: str, tmp_path: Path) -> None:
    x = '<span class="math">x^2</span>'
    body = f'<div class="box" data-kind="callout-tip"><p>In {x}</p></div><p>Words<span class="footnote">Note {x}</span></p>'
    data = deck(name, section(body, title=x), section(f'<ul class="incremental"><li>{x}</li><li>b</li></ul>', id="b"))
    (tmp_path / "deck.pptx").write_bytes(data)
    assert OpenXmlValidator().validate(tmp_path / "deck.pptx").errors == []
    assert lint(data) == []
    assert outline(data).count("equation: x^2") == 3  # short ones in titles are text
