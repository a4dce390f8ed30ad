"""Markup becomes lines of text: runs that look alike merged, the white space of the template's own line breaks taken out."""

from __future__ import annotations

import re
from typing import Any

from msgspec.structs import replace

from courseware.content.blocks import Break, Footnote, IndexMark, Inline, Inlines, MathRun, PictureRun, Run
from courseware.content.vocabulary import INLINE, STYLES, strange
from courseware.late import late
from courseware.problems import Place, Problem

Element = Any  # lxml's element class is private to its stubs

_LINE_END = late(r"[ \t]*\n\s*")
_PLAIN = Run("")


class InlineReader:
    """Reads the text inside elements; what is wrong is added to `problems`, and reading goes on.

    `name` is the file that problems are placed in where no element names another.
    """

    def __init__(self, name: str, problems: list[Problem]) -> None:
        self.name, self.problems = name, problems

    def place(self, element: Element) -> Place:
        """Where the author wrote `element`: its own `data-source` or `data-line`, else its nearest ancestor's."""
        line = 0
        while element is not None:
            source = element.get("data-source")
            own = element.get("data-line")
            if own and not line:
                line = number_of(own)
            if source:
                file, _, number = source.rpartition(":")
                return Place(file, line or number_of(number)) if number.isdigit() else Place(source, line)
            element = element.getparent()
        return Place(self.name, line)

    def problem(self, element: Element, fact: str, hint: str = "") -> None:
        """Adds a problem at the place of `element`."""
        self.problems.append(Problem(self.place(element), fact, hint))

    def check(self, element: Element) -> None:
        """Adds a problem where `element` has an attribute that is not of the vocabulary: it would be lost in silence."""
        odd = strange(element)
        if odd:
            hint = "a deck's markup holds no styling: looks stand in the brand's layouts; see docs/templates.md"
            self.problem(element, f"<{element.tag}> can't have {odd}", hint)

    def inlines(self, element: Element) -> Inlines:
        """The text inside `element`, its runs merged where they look alike."""
        found: list[Inline] = []
        self.text(found, element.text)
        for child in element:
            if isinstance(child.tag, str):
                self.inline(child, found)
            self.text(found, child.tail)
        return trimmed(found)

    def text(self, into: list[Inline], text: str | None, style: Run = _PLAIN) -> None:
        """Adds text in the look of `style`. A line end of the template stays as one mark until the paragraph's ends are known."""
        if not text:
            return
        if not style.code:
            text = _LINE_END.sub("\n", text)
        last = into[-1] if into else None
        if isinstance(last, Run) and replace(last, text="") == style:
            into[-1] = replace(last, text=last.text + text)
        else:
            into.append(replace(style, text=text))

    def inline(self, element: Element, into: list[Inline], style: Run = _PLAIN) -> None:
        """Adds what `element` holds, in the look of `style` and its own."""
        tag, css = element.tag, element.get("class", "")
        self.check(element)
        if tag == "br":
            into.append(Break())
            return
        if tag == "img":
            width = element.get("style", "").removeprefix("width:")
            into.append(PictureRun(element.get("src", ""), element.get("alt", ""), width))
            return
        if tag == "span" and css == "math":
            into.append(MathRun(element.text or ""))
            return
        if tag == "span" and css == "footnote":
            into.append(Footnote(self.inlines(element)))
            return
        if tag == "span" and css == "index":
            into.append(IndexMark(element.get("data-entry", "")))
            return
        if tag in STYLES:
            look: dict[str, Any] = {STYLES[tag]: True}
            style = replace(style, **look)
        elif tag == "a":
            style = replace(style, href=element.get("href", ""), qr=css == "qr")
        elif tag == "span":
            mark = css.removeprefix("mark-") if css.startswith("mark-") else style.mark
            style = replace(style, lang=element.get("lang", style.lang), mark=mark)
        else:
            words = "use strong, em, code, s, u, sub, sup, a, br, span or img"
            self.problem(element, f"a line of text can't hold <{tag}>", words)
        self.text(into, element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self.inline(child, into, style)
            self.text(into, child.tail, style)


def is_inline(element: Element) -> bool:
    """Whether `element` belongs into a line of text."""
    return element.tag in INLINE


def trimmed(found: list[Inline], spaces: bool = False) -> Inlines:
    """Line ends where a line of text begins or ends go, those inside become a space; empty runs go.

    With `spaces`, blanks at both ends go too: text that stands bare is laid out by the template's author.
    """
    kept: list[Inline] = []
    for number, inline in enumerate(found):
        if isinstance(inline, Run):
            text = inline.text
            before = kept[-1] if kept else Break()
            after = found[number + 1] if number + 1 < len(found) else Break()
            if isinstance(before, Break):
                text = text.lstrip(" \t\n") if spaces and not kept else text.removeprefix("\n")
            if isinstance(after, Break):
                text = text.rstrip(" \t\n") if spaces and number + 1 == len(found) else text.removesuffix("\n")
            if not text:
                continue
            inline = replace(inline, text=text.replace("\n", " "))
        kept.append(inline)
    return tuple(kept)


def number_of(text: str) -> int:
    """A whole number as an attribute holds it, 0 where it holds none."""
    return int(text) if re.fullmatch(r"-?[0-9]{1,9}", text) else 0
