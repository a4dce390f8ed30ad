"""Paragraphs of a shape as inlines, with the bullets and levels that they have or inherit."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import Break, Inline, Inlines, MathRun, PictureRun, Run, plain_text
from courseware.deck.kit import TextStyle
from courseware.equation.officemath import tex_of
from courseware.powerpoint.reading.model import Para, Paras
from courseware.powerpoint.xml import A, Element, R, elements, first, local, number, truth

MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
COUNTING = {"arabic": "1", "alphaLc": "a", "alphaUc": "A", "romanLc": "i", "romanUc": "I"}
_MONO = re.compile(r"courier|consolas|mono|menlo|cascadia|cousine|source code|fira code", re.IGNORECASE)
_SPACES = re.compile(r"[ \t\r\n\x0b\x0c]+")

Link = Callable[[Element], str]
"""Where an `a:hlinkClick` leads: an address, `#slide-5`, or `""`."""


class Ground(Struct, frozen=True):
    """What the text of a shape inherits: the styles of its levels (none for a plain box) and where links lead."""

    levels: Sequence[TextStyle] = ()
    link: Link = lambda element: ""


def paragraphs(body: Element | None, ground: Ground) -> Paras:
    """The paragraphs of a text body, empty ones left out."""
    if body is None:
        return ()
    marks = _list_style(first(body, A + "lstStyle"))
    found: list[Para] = []
    for paragraph in body.iterfind(A + "p"):
        found += _paragraph(paragraph, ground, marks)
    return tuple(found)


def _list_style(style: Element | None) -> dict[int, str]:
    """The bullets that a shape's own list style gives its levels."""
    if style is None:
        return {}
    levels = ((n, first(style, f"{A}lvl{n + 1}pPr")) for n in range(9))
    return {n: mark for n, level in levels if level is not None and (mark := _own_mark(level)) is not None}


def _own_mark(properties: Element) -> str | None:
    """The bullet that properties say, `""` for none, None where they say nothing."""
    for child in elements(properties):
        match local(child):
            case "buNone":
                return ""
            case "buChar" | "buBlip":
                return "•" if (child.get("char") or "•").strip() else ""
            case "buAutoNum":
                kind = child.get("type") or ""
                return next((mark for begin, mark in COUNTING.items() if kind.startswith(begin)), "1")
    return None


def _paragraph(paragraph: Element, ground: Ground, marks: Mapping[int, str]) -> list[Para]:
    properties = first(paragraph, A + "pPr")
    level = min(8, int(number(properties, "lvl"))) if properties is not None else 0
    style = ground.levels[level] if level < len(ground.levels) else None
    mark = _own_mark(properties) if properties is not None else None
    if mark is None:
        mark = marks.get(level)
    if mark is None:
        mark = _inherited(style)
    start = 0
    numbering = first(properties, A + "buAutoNum") if properties is not None else None
    if numbering is not None:
        start = int(number(numbering, "startAt", 1))
    runs, size, display = _runs(paragraph, ground, style)
    align = (properties.get("algn") or "") if properties is not None else ""
    found = []
    inlines = tidy(runs)
    if plain_text(inlines).strip() or any(isinstance(each, (MathRun, PictureRun)) for each in inlines):
        side = align or (style.align if style else "")
        found.append(Para(inlines, level, mark, start, "", size, side, _raw(runs), _tinted(paragraph)))
    return [*found, *(Para(display=tex, level=level) for tex in display)]


def _raw(runs: Sequence[Inline]) -> str:
    if not all(
        isinstance(each, Break) or (isinstance(each, Run) and (each.code or not each.text.strip())) for each in runs
    ):
        return ""
    return "".join(each.text if isinstance(each, Run) else "\n" for each in runs).rstrip()


def _tinted(paragraph: Element) -> bool:
    runs = [first(run, A + "rPr", A + "solidFill") for run in paragraph.iterfind(A + "r")]
    return bool(runs) and None not in runs


def _inherited(style: TextStyle | None) -> str:
    if style is None or style.bullet is None:
        return ""
    if not style.bullet.numbered:
        return "•" if style.bullet.text.strip() else ""
    return next((mark for begin, mark in COUNTING.items() if style.bullet.text.startswith(begin)), "1")


def _runs(paragraph: Element, ground: Ground, style: TextStyle | None) -> tuple[list[Inline], float, list[str]]:
    found: list[Inline] = []
    display: list[str] = []
    size = 0.0
    for child in elements(paragraph):
        match local(child):
            case "r" | "fld":
                if local(child) == "fld" and (child.get("type") or "") == "slidenum":
                    continue
                properties = first(child, A + "rPr")
                size = max(size, number(properties, "sz") / 100 if properties is not None else 0.0)
                text = first(child, A + "t")
                found += _run(text.text or "" if text is not None else "", properties, ground, style)
            case "br":
                found.append(Break())
            case "AlternateContent" | "m" | "oMath" | "oMathPara":
                shown = _equation(child)
                for tex, alone in shown:
                    if alone:
                        display.append(tex)
                    else:
                        found.append(MathRun(tex))
    if display and not plain_text(tuple(found)).strip():
        return [], size, display
    return [*found, *(MathRun(tex) for tex in display)], size, []


def _equation(element: Element) -> list[tuple[str, bool]]:
    """The equations in an element as TeX, and whether each stands alone."""
    if local(element) == "AlternateContent":
        choice = next((form for form in elements(element) if local(form) == "Choice"), None)
        element = choice if choice is not None else element
    found = []
    for math in element.iter(MATH + "oMath"):
        parent = math.getparent()
        found.append((tex_of(math), parent is not None and local(parent) == "oMathPara"))
    return [(tex, alone) for tex, alone in found if tex.strip()]


def _run(text: str, properties: Element | None, ground: Ground, style: TextStyle | None) -> list[Inline]:
    text = text.replace("\x0b", "\n").replace("_x000B_", "\n").replace("_x000D_", "")
    said: dict[str, object] = {}
    href = ""
    if properties is not None:
        said["bold"] = truth(properties, "b", False)
        said["italic"] = truth(properties, "i", False)
        said["underline"] = (properties.get("u") or "none") != "none"
        said["strike"] = (properties.get("strike") or "noStrike") != "noStrike"
        raised = number(properties, "baseline")
        said["sup"], said["sub"] = raised > 0, raised < 0
        face = first(properties, A + "latin")
        said["code"] = face is not None and bool(_MONO.search(face.get("typeface") or ""))
        click = first(properties, A + "hlinkClick")
        href = ground.link(click) if click is not None and (click.get(R + "id") or click.get("action")) else ""
        if href:
            said["underline"] = False
    if style is not None and style.bold:
        said["bold"] = False  # the layout's own weight is its look
    found: list[Inline] = []
    for n, line in enumerate(text.split("\n")):
        if n:
            found.append(Break())
        if line:
            found.append(Run(line, href=href, **said))  # type: ignore[arg-type]
    return found


def tidy(inlines: Sequence[Inline]) -> Inlines:
    """Inlines with single blanks, no blanks at their ends, equal neighbours joined, and marks only around what they can stand around."""
    found: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Run):
            run = replace(inline, text=_SPACES.sub(" ", "".join(c for c in inline.text if c >= " " or c in "\t\n\r")))
            if not run.text.strip(" "):
                run = Run(run.text, href=run.href if run.href else "")
            before = found[-1] if found else None
            if isinstance(before, Run) and _style(before) == _style(run):
                found[-1] = replace(before, text=_SPACES.sub(" ", before.text + run.text))
            elif run.text:
                found.append(run)
        elif not (isinstance(inline, Break) and not found):
            found.append(inline)
    while found and (
        isinstance(found[-1], Break)
        or (isinstance(found[-1], Run) and not found[-1].text.strip(" ") and not found[-1].code)
    ):
        found.pop()
    if found and isinstance(found[0], Run):
        found[0] = replace(found[0], text=found[0].text.lstrip(" "))
        if not found[0].text:
            return tidy(found[1:])
    if found and isinstance(found[-1], Run):
        found[-1] = replace(found[-1], text=found[-1].text.rstrip(" "))
    return tuple(found)


def _style(run: Run) -> Run:
    return replace(run, text="")


def words(paras: Sequence[Para]) -> str:
    """The plain words of paragraphs, an equation as its TeX."""
    return " ".join(para.display or plain_text(para.inlines, tex=True) for para in paras)
