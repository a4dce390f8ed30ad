"""An equation as Office Math (ISO/IEC 29500-1, 22.1), which PowerPoint and Word edit as their own.

Sizes and colours are not written: the paragraph's hold. An empty part holds a sign without width, else Office shows a box to fill in.
"""

from __future__ import annotations

from html import escape

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

SPACE = "http://schemas.openxmlformats.org/officeDocument/2006/math"
_NOTHING = "<m:r><m:t>\u200b</m:t></m:r>"
_SCRIPTS = {
    "double-struck": "double-struck", "script": "script", "fraktur": "fraktur", "sans-serif": "sans-serif", "monospace": "monospace",
}  # fmt: skip
_STYLES = {"normal": "p", "italic": "i", "bold": "b", "bold-italic": "bi"}
_GAPS = ((2.0, "\u2003\u2003"), (1.0, "\u2003"), (0.5, "\u2002"), (0.27, "\u2005"), (0.22, "\u205f"), (0.1, "\u2009"))


def omml(equation: Equation, display: bool) -> str:
    """`m:oMath` for an equation in a line, `m:oMathPara` for one on its own; the prefix `m` is declared on it."""
    body = write(equation.body)
    if not display:
        return f'<m:oMath xmlns:m="{SPACE}">{body}</m:oMath>'
    return (
        f'<m:oMathPara xmlns:m="{SPACE}"><m:oMathParaPr><m:jc m:val="center"/></m:oMathParaPr>'
        f"<m:oMath>{body}</m:oMath></m:oMathPara>"
    )


def _arg(tag: str, node: Node | None) -> str:
    inner = write(node) if node is not None else ""
    return f"<m:{tag}>{inner or _NOTHING}</m:{tag}>"


def write(node: Node) -> str:
    """The elements for a part of an equation."""
    match node:
        case Sign():
            return _sign(node)
        case Row(items=items):
            return "".join(map(write, items))
        case Space(em=em):
            gap = next((sign for least, sign in _GAPS if em >= least - 0.01), "")
            return _run(gap, '<m:sty m:val="p"/>') if gap else ""
        case Fraction():
            kind = "" if node.bar else '<m:fPr><m:type m:val="noBar"/></m:fPr>'
            return f"<m:f>{kind}{_arg('num', node.above)}{_arg('den', node.below)}</m:f>"
        case Root(body=body, degree=degree):
            hidden = '<m:radPr><m:degHide m:val="1"/></m:radPr>' if degree is None else ""
            inner = "<m:deg/>" if degree is None else _arg("deg", degree)
            return f"<m:rad>{hidden}{inner}{_arg('e', body)}</m:rad>"
        case Script():
            return _script(node)
        case Large():
            return _large(node)
        case Fence():
            said = f'<m:begChr m:val="{escape(node.opening)}"/>'
            said += f'<m:sepChr m:val="{escape(node.middle)}"/>' if len(node.parts) > 1 else ""
            said += f'<m:endChr m:val="{escape(node.closing)}"/>'
            return f"<m:d><m:dPr>{said}</m:dPr>{''.join(_arg('e', part) for part in node.parts)}</m:d>"
        case Grid():
            return _grid(node)
        case Accent(base=base, mark=mark):
            return f'<m:acc><m:accPr><m:chr m:val="{mark}"/></m:accPr>{_arg("e", base)}</m:acc>'
        case Bar(base=base, under=under):
            return f'<m:bar><m:barPr><m:pos m:val="{"bot" if under else "top"}"/></m:barPr>{_arg("e", base)}</m:bar>'
        case Brace():
            return _brace(node)
        case Stack():
            return _stack(node)
        case Framed(body=body, hidden=True):
            return f'<m:phant><m:phantPr><m:show m:val="0"/></m:phantPr>{_arg("e", body)}</m:phant>'
        case Framed(body=body):
            return f"<m:borderBox>{_arg('e', body)}</m:borderBox>"
    raise TypeError(f"{node!r} is no part of an equation")


def _run(text: str, looks: str = "") -> str:
    kept = ' xml:space="preserve"' if text != text.strip() else ""
    properties = f"<m:rPr>{looks}</m:rPr>" if looks else ""
    return f"<m:r>{properties}<m:t{kept}>{escape(text)}</m:t></m:r>"


def _sign(sign: Sign) -> str:
    if sign.form == "t":
        style = _STYLES.get(sign.font, "p")
        return _run(sign.text, "<m:nor/>" if style == "p" else f'<m:nor/><m:sty m:val="{style}"/>')
    if sign.form == "f":
        return _function(_named(sign))
    if sign.font in _SCRIPTS:
        return _run(sign.text, f'<m:scr m:val="{_SCRIPTS[sign.font]}"/><m:sty m:val="p"/>')
    style = _STYLES.get(sign.font, "p" if sign.form in ("n", "o") else "")
    return _run(sign.text, f'<m:sty m:val="{style}"/>' if style else "")


def _named(sign: Sign) -> str:
    return _run(sign.text, '<m:sty m:val="p"/>')


def _function(name: str) -> str:
    """A function's name, after which Office leaves the gap that belongs there."""
    return f"<m:func><m:fName>{name}</m:fName><m:e>{_NOTHING}</m:e></m:func>"


def _script(node: Script) -> str:
    base, below, above = node.base, node.below, node.above
    if isinstance(base, Stack) and base.above is None and base.below is None:
        base = base.base  # `\\operatorname*`, a name with its limit under it
    if isinstance(base, Sign) and base.form == "f" and not node.limits:
        parts = f"<m:e>{_named(base)}</m:e>"
        parts += _arg("sub", below) if below is not None else ""
        parts += _arg("sup", above) if above is not None else ""
        tag = "sSub" if above is None else "sSup" if below is None else "sSubSup"
        return _function(f"<m:{tag}>{parts}</m:{tag}>")
    if node.limits:
        named = isinstance(base, Sign) and base.form == "f"
        inner = (_named(base) if isinstance(base, Sign) and named else write(base)) or _NOTHING
        if below is not None:
            inner = f"<m:limLow><m:e>{inner}</m:e>{_arg('lim', below)}</m:limLow>"
        if above is not None:
            inner = f"<m:limUpp><m:e>{inner}</m:e>{_arg('lim', above)}</m:limUpp>"
        return _function(inner) if named else inner
    if base == Row() and below is not None and above is not None:
        return f"<m:sPre>{_arg('sub', below)}{_arg('sup', above)}<m:e>{_NOTHING}</m:e></m:sPre>"
    if below is None:
        return f"<m:sSup>{_arg('e', base)}{_arg('sup', above)}</m:sSup>"
    if above is None:
        return f"<m:sSub>{_arg('e', base)}{_arg('sub', below)}</m:sSub>"
    return f"<m:sSubSup>{_arg('e', base)}{_arg('sub', below)}{_arg('sup', above)}</m:sSubSup>"


def _large(node: Large) -> str:
    said = f'<m:chr m:val="{node.sign}"/><m:limLoc m:val="{"undOvr" if node.limits else "subSup"}"/>'
    said += '<m:subHide m:val="1"/>' if node.below is None else ""
    said += '<m:supHide m:val="1"/>' if node.above is None else ""
    below = _arg("sub", node.below) if node.below is not None else "<m:sub/>"
    above = _arg("sup", node.above) if node.above is not None else "<m:sup/>"
    return f"<m:nary><m:naryPr>{said}</m:naryPr>{below}{above}{_arg('e', node.body)}</m:nary>"


def _grid(node: Grid) -> str:
    if node.lined:  # an & marks where the lines of an array of equations stand under each other
        lines = []
        for cells in node.rows:
            inner = "".join(("" if number == 0 else _run("&")) + write(cell) for number, cell in enumerate(cells))
            lines.append(f"<m:e>{inner or _NOTHING}</m:e>")
        return f"<m:eqArr>{''.join(lines)}</m:eqArr>"
    sides = {"l": "left", "c": "center", "r": "right"}
    count = len(node.rows[0])
    columns = "".join(
        f'<m:mc><m:mcPr><m:count m:val="1"/><m:mcJc m:val="{sides[node.align[number : number + 1] or "c"]}"/></m:mcPr></m:mc>'
        for number in range(count)
    )
    rows = "".join(f"<m:mr>{''.join(_arg('e', cell) for cell in cells)}</m:mr>" for cells in node.rows)
    return f'<m:m><m:mPr><m:plcHide m:val="1"/><m:mcs>{columns}</m:mcs></m:mPr>{rows}</m:m>'


def _brace(node: Brace) -> str:
    side, joined = ("bot", "top") if node.under else ("top", "bot")
    said = f'<m:chr m:val="{node.mark}"/><m:pos m:val="{side}"/><m:vertJc m:val="{joined}"/>'
    braced = f"<m:groupChr><m:groupChrPr>{said}</m:groupChrPr>{_arg('e', node.base)}</m:groupChr>"
    if node.label is None:
        return braced
    tag = "limLow" if node.under else "limUpp"
    return f"<m:{tag}><m:e>{braced}</m:e>{_arg('lim', node.label)}</m:{tag}>"


def _stack(node: Stack) -> str:
    inner = write(node.base) or _NOTHING
    if node.stretch and isinstance(node.base, Sign):
        if node.above is not None:
            said = f'<m:chr m:val="{node.base.text}"/><m:pos m:val="bot"/><m:vertJc m:val="bot"/>'
            inner = f"<m:groupChr><m:groupChrPr>{said}</m:groupChrPr>{_arg('e', node.above)}</m:groupChr>"
    elif node.above is not None:
        inner = f"<m:limUpp><m:e>{inner}</m:e>{_arg('lim', node.above)}</m:limUpp>"
    if node.below is not None:
        inner = f"<m:limLow><m:e>{inner}</m:e>{_arg('lim', node.below)}</m:limLow>"
    return inner
