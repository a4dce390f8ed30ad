"""Office Math (ISO/IEC 29500-1, 22.1) as TeX: what `omml` writes, and what people type in PowerPoint and Word.

Elements come from any tree of XML; a part that nobody knows gives the text in it, so that no sign of an equation is lost.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from courseware.equation.model import EquationError
from courseware.equation.parse import read_equation
from courseware.equation.signs import ACCENTS, FUNCTIONS, LARGE, LIMITS, WIDE

_LARGE = {sign: f"\\{name}" for name, sign in LARGE.items()}
_ACCENTS = {sign: f"\\{name}" for name, sign in {**WIDE, **ACCENTS}.items()}
_ACCENTS |= {
    "^": "\\hat",
    "~": "\\tilde",
    "→": "\\vec",
    "¯": "\\bar",
    "‾": "\\bar",
    "ˉ": "\\bar",
    "̅": "\\bar",
    "˙": "\\dot",
    "¨": "\\ddot",
    "ˇ": "\\check",
}
_SPECIAL = {
    "\\": "\\backslash ", "{": "\\{", "}": "\\}", "%": "\\%", "$": "\\$", "#": "\\#", "&": "\\&", "_": "\\_",
    "~": "\\sim ", "^": "\\wedge ", "\u2061": "", "\u200b": "", "\u2062": "", "−": "-", "∗": "*", "\u2003": "\\quad ",
    "\u2009": "\\,", "\u2005": "\\;", "\u2002": "\\;", "\u205f": "\\:", "\u00a0": "\\ ", "′": "'",
}  # fmt: skip
_FONTS = {
    "double-struck": "mathbb",
    "script": "mathcal",
    "fraktur": "mathfrak",
    "sans-serif": "mathsf",
    "monospace": "mathtt",
}
_BRACKETS = {
    "{": "\\{", "}": "\\}", "": ".", "⟨": "\\langle", "⟩": "\\rangle", "‖": "\\|",
    "⌊": "\\lfloor", "⌋": "\\rfloor", "⌈": "\\lceil", "⌉": "\\rceil", "∣": "|",
}  # fmt: skip


def tex_of(element: Any) -> str:
    """The TeX of an `m:oMath`; its text in `\\text{}` where it holds what our TeX can't say."""
    tex = " ".join(_children(element).split())
    if not tex:
        return ""
    try:
        read_equation(tex)
    except EquationError:
        text = " ".join("".join(t.text or "" for t in element.iter() if _local(t) == "t").split())
        return f"\\text{{{''.join(_SPECIAL.get(c, c) if c not in '^~' else ' ' for c in text)}}}" if text else ""
    return tex


def _local(element: Any) -> str:
    return str(element.tag).rpartition("}")[2] if isinstance(element.tag, str) else ""


def _children(element: Any) -> str:
    return "".join(_write(child) for child in element) if element is not None else ""


def _child(element: Any, name: str) -> Any:
    return next((child for child in element if _local(child) == name), None)


def _value(element: Any, *path: str) -> str | None:
    """The `m:val` at the end of a path of children, None where it isn't there; `""` for an element without a value."""
    for name in path:
        element = _child(element, name) if element is not None else None
    if element is None:
        return None
    return next((str(value) for key, value in element.attrib.items() if key.rpartition("}")[2] == "val"), "")


def _arg(element: Any, name: str) -> str:
    return _children(_child(element, name)).strip()


def _write(element: Any) -> str:
    name = _local(element)
    if name in ("rPr", "ctrlPr") or name.endswith("Pr"):
        return ""
    writer = _WRITERS.get(name)
    return writer(element) if writer else _children(element)


def _run(element: Any) -> str:
    text = "".join(t.text or "" for t in element if _local(t) == "t")
    properties = _child(element, "rPr")
    plain = properties is not None and _child(properties, "nor") is not None
    font = _FONTS.get(_value(element, "rPr", "scr") or "", "")
    style = _value(element, "rPr", "sty")
    if plain and text.strip():
        inner = "".join(_SPECIAL.get(c, c) for c in text)
        return f"\\text{{{inner}}}"
    written = "".join(_SPECIAL.get(c, c) for c in text)
    if font and text.strip():
        return f"\\{font}{{{written}}}"
    if style == "b" and text.strip():
        return f"\\mathbf{{{written}}}"
    if style == "bi" and text.strip():
        return f"\\boldsymbol{{{written}}}"
    if text.strip() in FUNCTIONS or text.strip() in LIMITS:
        return f"\\{text.strip()} "
    if style == "p" and len(text.strip()) > 1 and text.strip().isalpha():
        return f"\\operatorname{{{text.strip()}}}"
    if style == "p" and text.strip().isalpha() and text.isascii():
        return f"\\mathrm{{{written}}}"
    return written


def _fraction(element: Any) -> str:
    above, below = _arg(element, "num"), _arg(element, "den")
    kind = _value(element, "fPr", "type")
    if kind == "noBar":
        return f"\\substack{{{above} \\\\ {below}}}"
    if kind in ("lin", "skw"):
        return f"{{{above}}}/{{{below}}}"
    return f"\\frac{{{above}}}{{{below}}}"


def _root(element: Any) -> str:
    degree = _arg(element, "deg")
    hidden = _value(element, "radPr", "degHide") in ("1", "on", "true", "")
    return f"\\sqrt{'' if hidden or not degree else f'[{degree}]'}{{{_arg(element, 'e')}}}"


def _script(element: Any) -> str:
    below, above = _arg(element, "sub"), _arg(element, "sup")
    base = _arg(element, "e")
    simple = len(base) == 1 or (base.startswith("\\") and base[1:].isalpha())
    said = (base if simple else f"{{{base}}}") + (f"_{{{below}}}" if below else "")
    return f"{said}^{{{above}}}" if above else said + " " * (not below)


def _before(element: Any) -> str:
    return f"{{}}_{{{_arg(element, 'sub')}}}^{{{_arg(element, 'sup')}}} {_arg(element, 'e')}"


def _large(element: Any) -> str:
    sign = _value(element, "naryPr", "chr") or "∫"
    place = _value(element, "naryPr", "limLoc")
    said = _LARGE.get(sign, sign)
    if place == "undOvr" and sign in "∫∬∭∮∯" and sign in _LARGE:
        said += "\\limits"
    below, above = _arg(element, "sub"), _arg(element, "sup")
    said += f"_{{{below}}}" if below else ""
    said += f"^{{{above}}}" if above else ""
    return f"{said} {_arg(element, 'e')}"


def _fence(element: Any) -> str:
    opening, closing = _value(element, "dPr", "begChr"), _value(element, "dPr", "endChr")
    opening = "(" if opening is None else opening
    closing = ")" if closing is None else closing
    middle = _value(element, "dPr", "sepChr") or "|"
    parts = [_children(child).strip() for child in element if _local(child) == "e"]
    joined = f" \\middle{_BRACKETS.get(middle, middle)} ".join(parts) if len(parts) > 1 else "".join(parts)
    if opening == "{" and not closing and "\\begin{aligned}" in joined and len(parts) == 1:
        inner = joined.strip().removeprefix("\\begin{aligned}").removesuffix("\\end{aligned}")
        return "\\begin{cases}" + inner + "\\end{cases}"
    return f"\\left{_BRACKETS.get(opening, opening)} {joined} \\right{_BRACKETS.get(closing, closing)}"


def _function(element: Any) -> str:
    name = _arg(element, "fName")
    return f"{name} {_arg(element, 'e')}"


def _limit(below: bool) -> Callable[[Any], str]:
    def write(element: Any) -> str:
        base, limit = _arg(element, "e"), _arg(element, "lim")
        if base.startswith("\\") and base[1:].isalpha() and base[1:] in LIMITS:
            return f"{base}{'_' if below else '^'}{{{limit}}} "
        if base.startswith(("\\underbrace", "\\overbrace")):
            return f"{base}{'_' if below else '^'}{{{limit}}}"
        return f"\\{'underset' if below else 'overset'}{{{limit}}}{{{base}}}"

    return write


def _accent(element: Any) -> str:
    mark = _value(element, "accPr", "chr")
    return f"{_ACCENTS.get(mark or chr(0x302), chr(92) + 'hat')}{{{_arg(element, 'e')}}}"


def _bar(element: Any) -> str:
    under = _value(element, "barPr", "pos") != "top"
    return f"\\{'underline' if under else 'overline'}{{{_arg(element, 'e')}}}"


def _braced(element: Any) -> str:
    mark, side = _value(element, "groupChrPr", "chr"), _value(element, "groupChrPr", "pos")
    inner = _arg(element, "e")
    if mark in (None, "⏟", "︸"):
        return f"\\underbrace{{{inner}}}"
    if mark in ("⏞", "︷"):
        return f"\\overbrace{{{inner}}}"
    if mark in ("→", "←", "⟶") and side == "bot":
        return f"\\x{'left' if mark == '←' else 'right'}arrow{{{inner}}}"
    return f"\\{'overset' if side == 'top' else 'underset'}{{{mark}}}{{{inner}}}"


def _matrix(element: Any) -> str:
    rows = [
        " & ".join(_children(cell).strip() for cell in row if _local(cell) == "e")
        for row in element
        if _local(row) == "mr"
    ]
    return "\\begin{matrix} " + " \\\\ ".join(rows) + " \\end{matrix}"


def _lines(element: Any) -> str:
    rows = [_children(child).replace("\\&", "&").strip() for child in element if _local(child) == "e"]
    return "\\begin{aligned} " + " \\\\ ".join(rows) + " \\end{aligned}"


_WRITERS: Mapping[str, Callable[[Any], str]] = {
    "r": _run, "f": _fraction, "rad": _root, "sSup": _script, "sSub": _script, "sSubSup": _script, "sPre": _before, "nary": _large,
    "d": _fence, "func": _function, "limLow": _limit(True), "limUpp": _limit(False), "acc": _accent, "bar": _bar, "groupChr": _braced,
    "m": _matrix, "eqArr": _lines, "borderBox": lambda e: f"\\boxed{{{_arg(e, 'e')}}}", "phant": lambda e: f"\\phantom{{{_arg(e, 'e')}}}",
}  # fmt: skip
