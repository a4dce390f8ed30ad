"""Office Math in a notation that can be read: `frac(a, b)`, `sup(x, 2)`, `∑[undOvr](i=1, n, xi)`."""

from __future__ import annotations

from lxml import etree

M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_SCRIPTS = {"double-struck": "bb", "script": "cal", "fraktur": "frak", "sans-serif": "sf", "monospace": "tt"}


def sketch(markup: str) -> str:
    """An `m:oMath` or `m:oMathPara` in one line."""
    root = etree.fromstring(markup)
    math = root if root.tag == M + "oMath" else root.find(M + "oMath")
    return _parts(math)


def _parts(element: etree._Element | None) -> str:
    found = [] if element is None else [_part(each) for each in element if not each.tag.endswith("Pr")]
    return " ".join(each for each in found if each)


def _value(element: etree._Element, path: str, default: str = "") -> str:
    found = element.find("/".join(M + name for name in path.split("/")))
    return default if found is None else found.get(M + "val", "")


def _args(element: etree._Element, *names: str) -> str:
    return ", ".join(_parts(element.find(M + name)) for name in names)


def _part(element: etree._Element) -> str:
    tag = element.tag.removeprefix(M)
    match tag:
        case "r":
            return _run(element)
        case "f":
            name = "over" if _value(element, "fPr/type") == "noBar" else "frac"
            return f"{name}({_args(element, 'num', 'den')})"
        case "rad":
            return f"root({_args(element, *(('deg', 'e') if element.find(f'{M}deg/*') is not None else ('e',)))})"
        case "sSup":
            return f"sup({_args(element, 'e', 'sup')})"
        case "sSub":
            return f"sub({_args(element, 'e', 'sub')})"
        case "sSubSup":
            return f"subsup({_args(element, 'e', 'sub', 'sup')})"
        case "sPre":
            return f"pre({_args(element, 'sub', 'sup')})"
        case "nary":
            place = _value(element, "naryPr/limLoc")
            return f"{_value(element, 'naryPr/chr')}[{place}]({_args(element, 'sub', 'sup', 'e')})"
        case "d":
            opening, closing = _value(element, "dPr/begChr") or ".", _value(element, "dPr/endChr") or "."
            middle = f" {_value(element, 'dPr/sepChr', '|')} "
            return f"{opening}{{{middle.join(_parts(each) for each in element.findall(M + 'e'))}}}{closing}"
        case "m":
            sides = "".join(each.get(M + "val", "")[0] for each in element.iter(M + "mcJc"))
            rows = "; ".join(", ".join(_parts(cell) for cell in row) for row in element.findall(M + "mr"))
            return f"matrix[{sides}]({rows})"
        case "eqArr":
            return f"lines({'; '.join(_parts(each) for each in element.findall(M + 'e'))})"
        case "acc":
            return f"accent[U+{ord(_value(element, 'accPr/chr')):04X}]({_args(element, 'e')})"
        case "bar":
            return f"bar[{_value(element, 'barPr/pos')}]({_args(element, 'e')})"
        case "groupChr":
            return f"group[{_value(element, 'groupChrPr/chr')}]({_args(element, 'e')})"
        case "limLow":
            return f"under({_args(element, 'e', 'lim')})"
        case "limUpp":
            return f"over({_args(element, 'e', 'lim')})"
        case "func":
            return f"fn({_args(element, 'fName')})"
        case "borderBox":
            return f"box({_args(element, 'e')})"
        case "phant":
            return f"hidden({_args(element, 'e')})"
    raise ValueError(tag)


def _run(element: etree._Element) -> str:
    text = (element.findtext(M + "t") or "").replace("\u200b", "")
    if element.find(f"{M}rPr/{M}nor") is not None:
        return f'"{text}"'
    text = text.replace("\u2003", "␣").replace("\u2009", "·").replace("\u2005", "·").replace("\u205f", "·")
    script = _SCRIPTS.get(_value(element, "rPr/scr"), "")
    style = _value(element, "rPr/sty")
    look = script or {"b": "b", "bi": "bi"}.get(style, "")
    return f"{look}:{text}" if look and text else text
