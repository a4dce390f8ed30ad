"""Equations as lines of text, in notes, titles and lists."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from pptx import Presentation

from courseware.content.blocks import plain_text
from courseware.course.read import read_single
from courseware.equation.linear import in_line
from courseware.files import Files
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, section
from tests.powerpoint.open import deck


@pytest.mark.parametrize(
    ("tex", "said"),
    [
        (r"\bar{x} = \frac{1}{n}\sum_{i=1}^{n} x_i", "x̄ = 1/n ∑_(i=1)ⁿ x_i"),
        (r"s = \sqrt{\frac{1}{n-1}\sum_{i=1}^n (x_i-\bar{x})^2}", "s = √(1/(n − 1) ∑_(i=1)ⁿ (x_i − x̄)²)"),
        (r"68\,\% \text{ within } \mu \pm \sigma", "68 % within μ ± σ"),
        (r"f(x) = \begin{cases} 1 & \text{if } x > 0 \\ 0 & \text{otherwise} \end{cases}", "f(x) = {1 if x > 0; 0 otherwise"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b\n= c"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a b; c d)"),
        (r"\text{NPV} = \sum_{t=0}^{T} \frac{C_t}{(1+r)^t} = -1{,}000", "NPV = ∑_(t=0)^T C_t/((1 + r)^t) = −1,000"),
        (r"\lim_{n\to\infty} x_{\max} + 2\sin^2 x", "lim_(n→∞) x_max + 2 sin² x"),
        (r"25\,^\circ\mathrm{C} \in \mathbb{R}", "25°C ∈ ℝ"),
        (r"y = 2x \tag{3}", "y = 2x (3)"),
        (r"\nosuchcommand{x}", r"\nosuchcommand{x}"),
    ],
)  # fmt: skip
def test_an_equation_reads_as_a_line_of_text(tex: str, said: str) -> None:
    assert in_line(tex) == said


@pytest.mark.parametrize("name", NAMES)
def test_speaker_notes_hold_no_tex(name: str) -> None:
    notes = r'<aside class="notes"><p>Say <span class="math">\bar x</span></p><div class="math">a &amp;= \frac{b}{2} \\ &amp;= c</div></aside>'
    made = deck(name, section("<p>x</p>").replace("</section>", f"{notes}</section>"))
    slide = Presentation(io.BytesIO(made)).slides[0]
    assert slide.notes_slide.notes_text_frame.text.endswith("Say x̄\na = b/2\n= c")


def test_a_backslash_before_a_letter_stays_in_an_attribute_as_in_pandoc(tmp_path: Path) -> None:
    (tmp_path / "talk.md").write_text(
        '# One\n\nText.\n\n::: {.exercise title="Find $\\bar{x}$ \\"soon\\""}\nTry.\n:::\n', encoding="utf-8"
    )
    course, _ = read_single(Files(tmp_path), "talk.md")
    slide = next(each for each in course.modules[0].slides() if each.kind == "exercise")
    assert plain_text(slide.title) == "Find x̄ “soon”"


def test_an_equation_too_wide_for_its_column_is_called_one() -> None:
    long = "+".join(rf"\\text{{a long word number {n}}}" for n in range(9)).replace("\\\\", "\\")
    columns = f'<div class="columns"><div class="column"><div class="math">{long}</div></div><div class="column"><p>x</p></div></div>'
    with pytest.raises(CoursewareError) as error:
        deck("house", section(columns))
    assert "an equation on slide" in str(error.value.problems[0])
    assert "break it with" in str(error.value.problems[0])


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("tex", "found"),
    [
        ("n", "n"),
        (r"E[x^2] \le \mu_{n+1}", "E[x2]\u2009≤\u2009μn+1"),
        (r"\hat y", "ŷ"),
        (r"\text{NPV} = 5", "NPV\u2009=\u20095"),
        (r"\frac{a}{b}", None),
        (r"\bar x", None),  # no sign of its own: few fonts could show it
    ],
)
def test_a_title_with_a_short_equation_is_found_by_every_program(name: str, tex: str, found: str | None) -> None:
    title = f'On <span class="math">{tex.replace("<", "&lt;")}</span>'
    slide = Presentation(io.BytesIO(deck(name, section("<p>x</p>", title=title)))).slides[0]
    assert (slide.shapes.title.text if slide.shapes.title is not None else None) == (f"On {found}" if found else None)
