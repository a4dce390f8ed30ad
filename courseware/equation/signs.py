"""The names that TeX has for signs, functions, marks, gaps and fonts.

The names of single signs, some 2,500, come from the table that latex2mathml carries (unimathsymbols, LPPL); what stands here are those that mean more than
a sign.
"""

from __future__ import annotations

import unicodedata
from functools import cache

_FUNCTIONS = (
    "arccos", "arcsin", "arctan", "arg", "cos", "cosh", "cot", "coth", "csc", "deg", "dim", "exp", "hom", "ker", "lg", "ln", "log", "sec", "sin",
    "sinh", "tan", "tanh",
)  # fmt: skip
FUNCTIONS = frozenset(_FUNCTIONS)
LIMITS = {
    **{name: name for name in ("det", "gcd", "inf", "lim", "max", "min", "sup", "Pr", "argmax", "argmin")},
    "argmax": "arg\u2009max",
    "argmin": "arg\u2009min",
    "liminf": "lim\u2009inf",
    "limsup": "lim\u2009sup",
}
"""Functions under whose name a limit stands."""
LARGE = {
    "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigvee": "⋁", "bigwedge": "⋀",
    "bigoplus": "⨁", "bigotimes": "⨂", "bigodot": "⨀", "bigsqcup": "⨆", "biguplus": "⨄",
    "int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮", "oiint": "∯",
}  # fmt: skip
INTEGRALS = "∫∬∭∮∯"
ACCENTS = {
    "hat": "\u0302", "check": "\u030c", "tilde": "\u0303", "acute": "\u0301", "grave": "\u0300", "dot": "\u0307",
    "ddot": "\u0308", "dddot": "\u20db", "breve": "\u0306", "bar": "\u0304", "vec": "\u20d7", "mathring": "\u030a",
}  # fmt: skip
WIDE = {
    "widehat": "\u0302",
    "widetilde": "\u0303",
    "overrightarrow": "\u20d7",
    "overleftarrow": "\u20d6",
    "overleftrightarrow": "\u20e1",
}
BRACES = {
    "overbrace": ("\u23de", False),
    "underbrace": ("\u23df", True),
    "overbracket": ("\u23b4", False),
    "underbracket": ("\u23b5", True),
    "overparen": ("\u23dc", False),
    "underparen": ("\u23dd", True),
}
ARROWS = {
    "xrightarrow": "→", "xleftarrow": "←", "xleftrightarrow": "↔", "xRightarrow": "⇒", "xLeftarrow": "⇐",
    "xLeftrightarrow": "⇔", "xmapsto": "↦", "xrightleftharpoons": "⇌", "xlongequal": "=",
}  # fmt: skip
SPACES = {
    ",": 0.167, "thinspace": 0.167, ":": 0.222, ">": 0.222, "medspace": 0.222, ";": 0.278, "thickspace": 0.278, "!": -0.167,
    "negthinspace": -0.167, " ": 0.25, "enspace": 0.5, "quad": 1.0, "qquad": 2.0, "/": 0.0,
}  # fmt: skip
FONTS = {
    "mathbb": "double-struck", "mathcal": "script", "mathscr": "script", "mathfrak": "fraktur", "mathbf": "bold", "mathrm": "normal",
    "mathit": "italic", "mathsf": "sans-serif", "mathtt": "monospace", "boldsymbol": "bold-italic", "bm": "bold-italic",
    "pmb": "bold-italic", "mathnormal": "italic",
}  # fmt: skip
WORDS = {
    "text": "", "textrm": "", "textnormal": "", "mbox": "", "hbox": "", "textup": "", "textbf": "bold", "textit": "italic",
    "emph": "italic", "textsf": "sans-serif", "texttt": "monospace",
}  # fmt: skip
FENCES = {
    "(": "(", ")": ")", "[": "[", "]": "]", "|": "|", "/": "/", ".": "", "<": "⟨", ">": "⟩", "{": "{", "}": "}", "lbrace": "{",
    "rbrace": "}", "lbrack": "[", "rbrack": "]", "vert": "|", "lvert": "|", "rvert": "|", "Vert": "‖", "lVert": "‖", "rVert": "‖",
    "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋", "lceil": "⌈", "rceil": "⌉", "uparrow": "↑", "downarrow": "↓",
    "updownarrow": "↕", "backslash": "\\", "lgroup": "⟮", "rgroup": "⟯",
}  # fmt: skip
"""What may stand after \\left, \\right and \\middle; `\\|` is read apart."""
SIZES = {
    f"{name}{side}": grow
    for name, grow in (("big", 1.2), ("Big", 1.8), ("bigg", 2.4), ("Bigg", 3.0))
    for side in ("", "l", "r", "m")
}
MATRICES = {
    "matrix": ("", ""), "smallmatrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"), "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"), "cases": ("{", ""), "dcases": ("{", ""), "rcases": ("", "}"), "array": ("", ""),
}  # fmt: skip
LINED = ("aligned", "align", "alignat", "alignedat", "split", "eqnarray", "flalign")
PLAIN = ("gathered", "gather", "multline", "equation", "displaymath", "math")
KEPT = {"displaystyle", "textstyle", "scriptstyle", "limits", "nolimits", "nonumber", "notag", "mathstrut", "strut"}
"""Commands that change how TeX would set what follows, and that Office decides by itself; `\\limits` is heeded where it stands."""
SPELT = {
    "dots": "…", "ldots": "…", "dotsc": "…", "dotso": "…", "cdots": "⋯", "dotsb": "⋯", "dotsm": "⋯", "dotsi": "⋯", "lt": "<", "gt": ">",
    "ne": "≠", "le": "≤", "ge": "≥", "iff": "⟺", "implies": "⟹", "impliedby": "⟸", "to": "→", "gets": "←", "land": "∧", "lor": "∨",
    "lnot": "¬", "neg": "¬", "emptyset": "∅", "varnothing": "∅", "degree": "°", "colon": ":", "coloneqq": "≔", "vert": "|", "Vert": "‖", "lvert": "|",
    "rvert": "|", "lVert": "‖", "rVert": "‖", "epsilon": "ϵ", "varepsilon": "ε", "phi": "ϕ", "varphi": "φ", "omicron": "ο", "prime": "′", "ast": "∗",
    "star": "⋆", "cdot": "⋅", "bullet": "∙", "mid": "∣", "parallel": "∥", "setminus": "∖", "backslash": "\\", "hbar": "ℏ", "ell": "ℓ", "Re": "ℜ",
    "Im": "ℑ", "euro": "€", "pounds": "£", "S": "§", "copyright": "©", "dagger": "†", "ddagger": "‡", "lbrace": "{", "rbrace": "}", "lbrack": "[",
    "rbrack": "]", "{": "{", "}": "}", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "|": "‖", "imath": "ı", "jmath": "ȷ", "partial": "∂",
    "infty": "∞", "triangle": "△", "square": "□", "Box": "□", "qed": "∎", "checkmark": "✓", "because": "∵", "therefore": "∴",
}  # fmt: skip
LETTERS = "∞∂∇∅ℏℓ℘ℜℑℵ°′∀∃∄%$#&_§∎✓…⋯⋮⋱△□€£ıȷ"
"""Signs that stand as a variable does, without the gaps of an operator."""
STRUCTURE = (
    "frac", "dfrac", "tfrac", "cfrac", "binom", "dbinom", "tbinom", "sqrt", "left", "right", "middle", "begin", "end", "operatorname",
    "overline", "underline", "overset", "underset", "stackrel", "boxed", "phantom", "hphantom", "vphantom",
    "not", "mod", "bmod", "pmod", "pod", "tag", "substack", "hspace",
    "mathop", "mathrel", "mathbin", "mathord", "mathopen", "mathclose", "over", "choose", "atop",
)  # fmt: skip
REFUSED = {
    "color": "leave the colour to the brand",
    "textcolor": "leave the colour to the brand",
    "label": "give the equation a number with \\tag{1} and name it in the text",
    "ref": "write the number out",
    "eqref": "write the number out",
    "newcommand": "write out what it stands for",
    "def": "write out what it stands for",
    "DeclareMathOperator": "write \\operatorname{name} where it stands",
    "includegraphics": "place a picture with ![caption](file.png)",
    "href": "put the link into the text",
    "cite": "write the source out, or put it into a footnote",
    "ce": "write the formula with \\mathrm and _, as in \\mathrm{H_2O}",
    "SI": "write the number and, after \\, its unit in \\mathrm{…}",
}
"""Commands that many write and that have no place here, with the way out."""


@cache
def signs() -> dict[str, str]:
    """The sign of each name (`alpha` -> `α`)."""
    from latex2mathml.symbols_parser import SYMBOLS

    found = {name[1:]: chr(int(code, 16)) for name, code in SYMBOLS.items() if name.startswith("\\") and len(name) > 1}
    return {**found, **SPELT}


def known() -> frozenset[str]:
    """Every name that an equation may hold after a backslash."""
    tables = (
        FUNCTIONS,
        LIMITS,
        LARGE,
        ACCENTS,
        WIDE,
        BRACES,
        ARROWS,
        SPACES,
        FONTS,
        WORDS,
        FENCES,
        SIZES,
        KEPT,
        STRUCTURE,
    )
    return frozenset(name for table in tables for name in table) | frozenset(signs())


def form_of(sign: str) -> str:
    """Whether a sign is a letter (i), a digit (n) or an operator (o)."""
    if sign in LETTERS:
        return "i"
    kind = unicodedata.category(sign[0])
    return "i" if kind[0] in "LM" else "n" if kind[0] == "N" else "o"
