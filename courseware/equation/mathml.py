"""An equation as MathML, from which its outlines are drawn."""

from __future__ import annotations

import unicodedata
from html import escape

from courseware.equation.letters import lettered
from courseware.equation.model import (
    Accent,
    Bar,
    Brace,
    Equation,
    Fence,
    Fraction,
    Framed,
    Grid,
    Large,
    Node,
    Root,
    Row,
    Script,
    Sign,
    Space,
    Stack,
)
from courseware.equation.signs import INTEGRALS

_SPACING = {"\u0302": "ˆ", "\u0303": "˜", "\u0304": "¯"}
"""Combining marks that the drawing wants as signs of their own."""


def mathml(equation: Equation, display: bool) -> str:
    """The equation; a displayed one has its limits above and below."""
    body = _Writer(display).write(equation.body)
    return (
        f'<math xmlns="http://www.w3.org/1998/Math/MathML" display="{"block" if display else "inline"}">{body}</math>'
    )


class _Writer:
    def __init__(self, display: bool) -> None:
        self.display = display

    def write(self, node: Node | None) -> str:
        """One element for `node`."""
        match node:
            case None:
                return "<mrow/>"
            case Sign():
                return _sign(node)
            case Row(items=items):
                return f"<mrow>{''.join(map(self.write, items))}</mrow>"
            case Space(em=em):
                return f'<mspace width="{em:g}em"/>'
            case Fraction():
                thick = "" if node.bar else ' linethickness="0"'
                inner = f"<mfrac{thick}>{self.write(node.above)}{self.write(node.below)}</mfrac>"
                shown = {"display": "true", "text": "false"}.get(node.style)
                return f'<mstyle displaystyle="{shown}">{inner}</mstyle>' if shown else inner
            case Root(body=body, degree=None):
                return f"<msqrt>{self.write(body)}</msqrt>"
            case Root(body=body, degree=degree):
                return f"<mroot>{self.write(body)}{self.write(degree)}</mroot>"
            case Script():
                return self._bounds(self.write(node.base), node.below, node.above, node.limits and self.display)
            case Large():
                stacked = node.limits and (self.display or node.sign in INTEGRALS)
                sign = self._bounds(f"<mo>{node.sign}</mo>", node.below, node.above, stacked)
                return f"<mrow>{sign}{self.write(node.body)}</mrow>"
            case Fence():
                middle = f'<mo stretchy="true" fence="true">{escape(node.middle)}</mo>'
                inner = middle.join(self.write(part) for part in node.parts)
                return f"<mrow>{_bracket(node.opening, 'prefix')}{inner}{_bracket(node.closing, 'postfix')}</mrow>"
            case Grid():
                return self._grid(node)
            case Accent():
                mark = node.mark if node.wide or node.mark not in _SPACING else _SPACING[node.mark]
                wide = "true" if node.wide else "false"
                return f'<mover accent="true">{self.write(node.base)}<mo stretchy="{wide}">{mark}</mo></mover>'
            case Bar(base=base, under=True):
                return f'<munder>{self.write(base)}<mo stretchy="true">_</mo></munder>'
            case Bar(base=base):
                return f'<mover>{self.write(base)}<mo stretchy="true" accent="true">―</mo></mover>'
            case Brace():
                tag = "munder" if node.under else "mover"
                braced = f'<{tag}>{self.write(node.base)}<mo stretchy="true">{node.mark}</mo></{tag}>'
                return f"<{tag}>{braced}{self.write(node.label)}</{tag}>" if node.label is not None else braced
            case Stack():
                return self._stack(node)
            case Framed(body=body, hidden=True):
                return f"<mphantom>{self.write(body)}</mphantom>"
            case Framed(body=body):
                return f'<menclose notation="box">{self.write(body)}</menclose>'
        raise TypeError(f"{node!r} is no part of an equation")

    def _stack(self, node: Stack) -> str:
        base, above = node.base, node.above
        if node.stretch and isinstance(base, Sign) and above is not None:
            long = _LONG.get(base.text, base.text) if isinstance(above, Row) else base.text
            return self._bounds(
                f'<mo stretchy="true">{long}</mo>', node.below, Row((Space(0.4), above, Space(0.4))), True
            )
        return self._bounds(self.write(base), node.below, above, True)

    def _bounds(self, base: str, below: Node | None, above: Node | None, stacked: bool) -> str:
        if below is None and above is None:
            return base
        names = ("munder", "mover", "munderover") if stacked else ("msub", "msup", "msubsup")
        if below is None:
            return f"<{names[1]}>{base}{self.write(above)}</{names[1]}>"
        if above is None:
            return f"<{names[0]}>{base}{self.write(below)}</{names[0]}>"
        return f"<{names[2]}>{base}{self.write(below)}{self.write(above)}</{names[2]}>"

    def _grid(self, grid: Grid) -> str:
        sides = {"l": "left", "r": "right", "c": "center"}
        rows = []
        for row in grid.rows:
            cells = []
            for number, cell in enumerate(row):
                letter = "rl"[number % 2] if grid.lined else (grid.align[number : number + 1] or "c")
                cells.append(f'<mtd columnalign="{sides[letter]}">{self.write(cell)}</mtd>')
            rows.append(f"<mtr>{''.join(cells)}</mtr>")
        if not grid.lined:
            gap = ' columnspacing="1em"' if set(grid.align) == {"l"} else ""
            return f"<mtable{gap}>{''.join(rows)}</mtable>"
        gaps = " ".join("0.1em" if number % 2 == 0 else "1.5em" for number in range(max(len(grid.rows[0]) - 1, 1)))
        return f'<mtable displaystyle="true" columnspacing="{gaps}" rowspacing="0.6ex">{"".join(rows)}</mtable>'


_LONG = {"→": "⟶", "←": "⟵", "↔": "⟷", "⇒": "⟹", "⇐": "⟸", "⇔": "⟺", "↦": "⟼"}
"""Arrows with room for more than a letter on them."""


def _bracket(sign: str, form: str) -> str:
    return f'<mo stretchy="true" fence="true" form="{form}">{escape(sign)}</mo>' if sign else ""


def _sign(sign: Sign) -> str:
    text = escape(lettered(sign.text, sign.font))
    match sign.form:
        case "n":
            return f"<mn>{text}</mn>"
        case "f":
            return f'<mi mathvariant="normal">{text}</mi>'
        case "t":
            return f"<mtext>{text.replace(' ', chr(160))}</mtext>"
        case "o" if sign.grow:
            return f'<mo stretchy="true" fence="true" minsize="{sign.grow:g}em" maxsize="{sign.grow:g}em">{text}</mo>'
        case "o" if sign.text in BRACKETS:
            return f'<mo stretchy="false">{text}</mo>'
        case "o":
            return f"<mo{_gaps(sign.text)}>{text}</mo>"
    upright = ' mathvariant="normal"' if sign.font else ""  # the sign itself is of its font
    return f"<mi{upright}>{text}</mi>"


BRACKETS = "()[]{}|‖⟨⟩⌊⌋⌈⌉↑↓↕/\\"
_TIGHT = "!.,;'′…"


def _gaps(sign: str) -> str:
    """The gaps at both sides of an operator, for the many that the drawing knows none of."""
    if sign in _TIGHT or (unicodedata.category(sign[0]) not in ("Sm", "So") and sign not in "⋅∙"):
        return ""
    gap = 0.222 if sign in BINARY else 0.278
    return f' lspace="{gap}em" rspace="{gap}em"'


BINARY = frozenset("+−±∓×÷⋅∙∗⋆∘∪∩∧∨⊕⊗⊖⊙∖⊔⊓")
