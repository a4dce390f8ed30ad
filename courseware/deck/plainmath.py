"""Short equations as text: in a title, `$\\hat y$` and `$x_n^2$` are letters with their marks, raised and lowered.

A shape with one of PowerPoint's equations stands in `mc:AlternateContent`, where programs that list titles do not look. A title stays a title for all
of them as long as its equations can be written in runs.
"""

from __future__ import annotations

import unicodedata

from msgspec.structs import replace

from courseware.content.blocks import Inline, Inlines, MathRun, Run
from courseware.equation import EquationError, read_equation
from courseware.equation.linear import BETWEEN, RELATIONS
from courseware.equation.model import Accent, Bar, Fence, Node, Row, Script, Sign, Space


def without_equations(inlines: Inlines) -> Inlines:
    """The line with its equations as runs; as it was where one of them can't be written so."""
    found: list[Inline] = []
    for inline in inlines:
        if not isinstance(inline, MathRun):
            found.append(inline)
            continue
        try:
            runs = _runs(read_equation(inline.tex).body)
        except EquationError:
            return inlines  # told where its spans are made
        if runs is None:
            return inlines
        found += runs
    return tuple(found)


def _runs(node: Node) -> list[Run] | None:
    """A part in runs; None where text can't show it."""
    match node:
        case Sign(text=text, form="i", font=""):
            return [Run(text, italic=text.isalpha())]
        case Sign(text=text, form=form, font=font) if font in ("", "normal", "bold", "italic"):
            spaced = form == "o" and text in RELATIONS | BETWEEN
            return [Run(f"\u2009{text}\u2009" if spaced else text, bold=font == "bold", italic=font == "italic")]
        case Space(em=em):
            return [Run("\u00a0")] if em > 0.1 else []
        case Row(items=items):
            return _joined([_runs(item) for item in items])
        case Fence(opening=opening, parts=(inner,), closing=closing):
            return _joined([[Run(opening)], _runs(inner), [Run(closing)]])
        case Accent(base=Sign(text=text), mark=mark):
            return _marked(text, mark)
        case Bar(base=Sign(text=text), under=False):
            return _marked(text, "\u0304")
        case Script(base=base, below=below, above=above, limits=False):
            return _joined([_runs(base), _moved(below, "sub"), _moved(above, "sup")])
    return None


def _marked(text: str, mark: str) -> list[Run] | None:
    """A letter with its mark where Unicode has both as one: few fonts can put any mark over any letter."""
    letter = unicodedata.normalize("NFC", text + mark)
    return [Run(letter, italic=True)] if len(letter) == 1 else None


def _moved(node: Node | None, way: str) -> list[Run] | None:
    """A part raised or lowered, where it is all on one line."""
    runs = _runs(node) if node is not None else []
    if runs is None or any(run.sub or run.sup for run in runs):
        return None
    return [replace(run, text=run.text.replace("\u2009", ""), sub=way == "sub", sup=way == "sup") for run in runs]


def _joined(parts: list[list[Run] | None]) -> list[Run] | None:
    found: list[Run] = []
    for part in parts:
        if part is None:
            return None
        found += part
    return found
