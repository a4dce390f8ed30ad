"""An equation as a line of text, for speaker notes, outlines and lists of titles: `x̄ = (1/n) ∑_(i=1)^n x_i`.

It is near to the linear format that PowerPoint itself reads (Unicode Technical Note 28): typed into one of its equations, it becomes one again.
"""

from __future__ import annotations

from functools import lru_cache

from courseware.equation.letters import lettered
from courseware.equation.model import (
    Accent,
    Bar,
    Brace,
    EquationError,
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
from courseware.equation.parse import read_equation

_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789", "₀₁₂₃₄₅₆₇₈₉", strict=True))
RELATIONS = frozenset("=<>~≤≥≠≈≡∼≅∝→⇒⟹⇔⟺←↔↦∈∉⊂⊆⊃⊇:≔≪≫∣⟶⟵")
BETWEEN = frozenset("+-−±∓×÷⋅·∗∪∩∖∧∨⊕⊗")
"""Signs that have blanks around them: between two sides, and between two parts."""
_ROOTS = {"3": "∛", "4": "∜"}


@lru_cache(maxsize=512)
def in_line(tex: str) -> str:
    """The equation as text; lines that stand under each other stay lines. TeX that can't be read stays as it is."""
    try:
        equation = read_equation(tex)
    except EquationError:
        return tex
    lines = "\n".join(" ".join(line.split()) for line in _write(equation.body).split("\n")).strip()
    return f"{lines} ({equation.tag})" if equation.tag else lines


def _write(node: Node) -> str:
    match node:
        case Sign(text=text, font=font, form=form):
            return (
                text
                if form in ("t", "f")
                else lettered(text, font)
                if font in ("double-struck", "script", "fraktur")
                else text
            )
        case Row(items=items):
            return _row(items)
        case Space(em=em):
            return " " if em > 0.1 else ""
        case Fraction(above=above, below=below, bar=bar):
            return f"{_whole(above)}/{_whole(below)}" if bar else f"{_write(above)}¦{_write(below)}"
        case Root(body=body, degree=degree):
            sign = "√" if degree is None else _ROOTS.get(_write(degree)) or f"{_small(_write(degree), _RAISED, '')}√"
            return sign + _whole(body)
        case Script(base=base, below=below, above=above):
            return _whole(base, scripts=False) + _bounds(below, above)
        case Large(sign=sign, body=body, below=below, above=above):
            return f"{sign}{_bounds(below, above)} {_write(body)}"
        case Fence(opening=opening, parts=parts, closing=closing, middle=middle):
            return opening + middle.join(_write(part).strip() for part in parts) + closing
        case Grid(rows=rows, lined=lined):
            written = [" ".join(filter(None, (_write(cell).strip() for cell in cells))) for cells in rows]
            return ("\n" if lined else "; ").join(written)
        case Accent(base=base, mark=mark):
            return _marked(base, mark)
        case Bar(base=base, under=under):
            return _marked(base, "\u0332" if under else "\u0304")
        case Brace(base=base, label=label):
            return _write(base) + (f" ({_write(label)})" if label is not None else "")
        case Stack(base=base, above=above, below=below):
            return _write(base).strip() + _bounds(below, above)
        case Framed(body=body, hidden=hidden):
            return "" if hidden else _write(body)
    raise TypeError(f"{node!r} is no part of an equation")


def _row(items: tuple[Node, ...]) -> str:
    """Parts beside each other, with blanks around what stands between two of them, and after a function's name."""
    found = last = ""
    for item in items:
        text = _write(item)
        operator = isinstance(item, Sign) and item.form == "o"
        before = found.rstrip()
        if operator and (text in RELATIONS or (text in BETWEEN and before and before[-1] not in "([{,=<>≤≥≈→∑∏∫")):
            found += f" {text} "
        elif operator and text in (",", ";"):
            found += f"{text} "
        elif _stands_apart(item, before) or _follows(last, text):
            found += f" {text}"
        else:
            found += text
        if isinstance(item, Script) and isinstance(item.base, Sign) and item.base.form == "f":
            found += " "
        last = text
    return found


def _stands_apart(item: Node, before: str) -> bool:
    """Whether a sum, an integral or a function's name has something before it that it would stick to."""
    inner = item.base if isinstance(item, Script) else item
    named = isinstance(inner, Large) or (isinstance(inner, Sign) and inner.form == "f")
    return named and bool(before) and (before[-1].isalnum() or before[-1] in ")]}" or isinstance(inner, Large))


def _follows(before: str, text: str) -> bool:
    """Whether words or names of several letters would run into what stands beside them."""
    touching = before[-1:].isalnum() and text[:1].isalnum()
    return touching and any(len(each) > 1 and each.isalpha() for each in (before, text))


def _bounds(below: Node | None, above: Node | None) -> str:
    said = _small(_write(below).strip(), _LOWERED, "_") if below is not None else ""
    return said + (_small(_write(above).strip(), _RAISED, "^") if above is not None else "")


def _small(text: str, signs: dict[str, str], mark: str) -> str:
    """`text` raised or lowered: in small signs where there are such, else after `mark`."""
    if text and all(sign in signs for sign in text):
        return "".join(signs[sign] for sign in text)
    if set(text) <= set("′″‴'∘°"):
        return text.replace("∘", "°")
    tight = text.replace(" ", "")
    return mark + (tight if len(tight) == 1 or tight.isalnum() else f"({tight})")


def _whole(node: Node, scripts: bool = True) -> str:
    """A part in brackets, unless it is one thing; something raised or lowered is one only where `scripts` are."""
    text = _write(node).strip()
    alone = isinstance(node, (Sign, Fence, Accent, Bar)) or text.isalnum() or len(text) < 2
    return text if alone or (scripts and isinstance(node, Script)) else f"({text})"


def _marked(base: Node, mark: str) -> str:
    text = _write(base).strip()
    return "".join(sign + mark for sign in text) if len(text) < 4 else f"({text}){mark}"
