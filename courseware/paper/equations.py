"""Equations on paper: outlines that sit on the line of their text, told as TeX to those who don't see them."""

from __future__ import annotations

import re
from html import escape, unescape

from courseware.brand.colors import contrast
from courseware.equation import EquationError, read_equation
from courseware.equation.drawn import outlines
from courseware.paper.dress import Paper
from courseware.problems import Problem

_BODY = 7.0
"""The contrast that text has on paper: a lighter colour of a brand gives way to black."""


def in_line(match: re.Match[str], paper: Paper) -> str:
    """An equation inside a line of text."""
    return _picture(unescape(match[1]), False, "", paper)


def displayed(match: re.Match[str], paper: Paper) -> str:
    """An equation on lines of its own, with its number at the right."""
    tex = unescape(match[2])
    picture = _picture(tex, True, match[1], paper)
    tag = read_equation(tex).tag if picture else ""
    paper.rules |= {
        ".equation": "position:relative;text-align:center;margin:6pt 0;break-inside:avoid",
        ".equation .number": "position:absolute;right:0;top:50%;margin-top:-.6em",
    }
    number = f'<span class="number">({escape(tag)})</span>' if tag else ""
    return f'<div class="equation">{picture}{number}</div>'


def _picture(tex: str, display: bool, attributes: str, paper: Paper) -> str:
    try:
        drawn = outlines(tex, display)
    except EquationError as error:
        paper.problems.append(Problem(paper.place(attributes), error.fact, error.hint))
        return ""
    ink = paper.palette["text"].rgb
    rgb = ink if contrast(ink, "FFFFFF") >= _BODY else "000000"
    look = f"width:{drawn.width:.3f}em;vertical-align:{-drawn.descent:.3f}em;max-width:100%"
    return f'<img class="drawn-math" src="{drawn.address(rgb)}" alt="{escape(tex)}" style="{look}">'
