"""Markup becomes blocks: the inverse of `write`.

The vocabulary is closed: an element, class or attribute value that is none of ours is a problem at the author's line. Template authors may leave out
`<p>` in items and cells, and may break lines and indent between elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from lxml import etree

from courseware.content.blocks import (
    Block,
    Blocks,
    Box,
    Break,
    Cell,
    Code,
    Column,
    Columns,
    Definition,
    Definitions,
    Drawing,
    Footnote,
    Heading,
    Inline,
    Inlines,
    Item,
    List,
    MathBlock,
    MathRun,
    PageBreak,
    Paragraph,
    Part,
    Pause,
    Picture,
    PictureRun,
    Quote,
    Run,
    Table,
)
from courseware.problems import Place, Problem

_STYLES = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "s": "strike",
    "u": "underline",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
_INLINE = frozenset({*_STYLES, "a", "br", "span", "img"})
_BLOCK = frozenset(
    {"p", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "pre", "figure", "blockquote", "div", "hr"}
)
_LINE_END = re.compile(r"[ \t]*\n\s*")
_FORMS = ("diagram", "chart", "mermaid")

Element = Any  # lxml's element class is private to its stubs


class Reader:
    """Reads elements into blocks; what is wrong is added to `problems`, and reading goes on.

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
                line = _int(own)
            if source:
                file, _, number = source.rpartition(":")
                return Place(file, line or _int(number))
            element = element.getparent()
        return Place(self.name, line)

    def problem(self, element: Element, fact: str, hint: str = "") -> None:
        """Adds a problem at the place of `element`."""
        self.problems.append(Problem(self.place(element), fact, hint))

    def blocks(self, element: Element, skip: Iterable[Element] = ()) -> Blocks:
        """The blocks inside `element`; text that stands bare becomes a paragraph."""
        found: list[Block] = []
        bare: list[Inline] = []
        skipped = frozenset(skip)

        def close() -> None:
            inlines = _trim(bare)
            bare.clear()
            if any(not isinstance(inline, Run) or inline.text.strip() for inline in inlines):
                found.append(Paragraph(inlines, place=self.place(element)))

        self._text(bare, element.text, Run(""))
        for child in element:
            if not isinstance(child.tag, str) or child in skipped:
                pass
            elif child.tag in _INLINE:
                self._inline(child, Run(""), bare)
            else:
                close()
                block = self.block(child)
                if block is not None:
                    found.append(block)
            self._text(bare, child.tail, Run(""))
        close()
        return tuple(found)

    def block(self, element: Element) -> Block | None:
        """The block that `element` is; None, with a problem, where it is none."""
        tag = element.tag
        at: dict[str, Any] = {"place": self.place(element), "id": element.get("data-block", "")}
        if tag == "p":
            return Paragraph(self.inlines(element), **at)
        if tag in ("ul", "ol"):
            return self._list(element, at)
        if tag == "pre":
            return self._code(element, at)
        if tag == "table":
            return self._table(element, at)
        if tag == "figure":
            return self._figure(element, at)
        if tag == "div":
            return self._div(element, at)
        if tag == "dl":
            return self._definitions(element, at)
        if tag == "blockquote":
            return Quote(self.blocks(element), **at)
        if tag == "hr":
            if element.get("class") == "pause":
                return Pause(**at)
            if element.get("class") == "page":
                return PageBreak(**at)
        if tag in _BLOCK and tag[0] == "h" and tag[1:].isdigit():
            return Heading(int(tag[1:]), self.inlines(element), **at)
        self.problem(element, f"a slide can't hold <{tag}>", "use the elements that docs/templates.md lists")
        return None

    def inlines(self, element: Element) -> Inlines:
        """The text inside `element`, its runs merged where they look alike."""
        found: list[Inline] = []
        self._text(found, element.text, Run(""))
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, Run(""), found)
            self._text(found, child.tail, Run(""))
        return _trim(found)

    def _text(self, into: list[Inline], text: str | None, style: Run) -> None:
        if not text:
            return
        if not style.code:
            text = _LINE_END.sub("\n", text)  # kept as one mark until the paragraph's ends are known
        last = into[-1] if into else None
        if isinstance(last, Run) and replace(last, text="") == style:
            into[-1] = replace(last, text=last.text + text)
        else:
            into.append(replace(style, text=text))

    def _inline(self, element: Element, style: Run, into: list[Inline]) -> None:
        tag, css = element.tag, element.get("class", "")
        if tag == "br":
            into.append(Break())
            return
        if tag == "img":
            into.append(PictureRun(element.get("src", ""), element.get("alt", "")))
            return
        if tag == "span" and css == "math":
            into.append(MathRun(element.text or ""))
            return
        if tag == "span" and css == "footnote":
            into.append(Footnote(self.inlines(element)))
            return
        if tag in _STYLES:
            look: dict[str, Any] = {_STYLES[tag]: True}
            style = replace(style, **look)
        elif tag == "a":
            style = replace(style, href=element.get("href", ""))
        elif tag == "span":
            mark = css.removeprefix("mark-") if css.startswith("mark-") else style.mark
            style = replace(style, lang=element.get("lang", style.lang), mark=mark)
        else:
            self.problem(
                element,
                f"a line of text can't hold <{tag}>",
                "use strong, em, code, s, u, sub, sup, a, br, span or img",
            )
        self._text(into, element.text, style)
        for child in element:
            if isinstance(child.tag, str):
                self._inline(child, style, into)
            self._text(into, child.tail, style)

    def _list(self, element: Element, at: dict[str, Any]) -> List:
        items = []
        for child in self._children(element, "li"):
            checked = child.get("data-checked")
            items.append(
                Item(self.blocks(child), None if checked is None else checked == "true", place=self.place(child))
            )
        start = _int(element.get("start", "1")) or 1
        return List(
            tuple(items),
            element.tag == "ol",
            start,
            element.get("class") == "incremental",
            element.get("type", "1"),
            **at,
        )

    def _children(self, element: Element, *tags: str) -> list[Element]:
        found = []
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in tags:
                found.append(child)
            else:
                self.problem(
                    child,
                    f"<{element.tag}> can't hold <{child.tag}>",
                    f"it holds {' and '.join(f'<{tag}>' for tag in tags)}",
                )
        return found

    def _definitions(self, element: Element, at: dict[str, Any]) -> Definitions:
        entries: list[Definition] = []
        for child in self._children(element, "dt", "dd"):
            if child.tag == "dt":
                entries.append(Definition(self.inlines(child), ()))
            elif entries:
                entries[-1] = replace(entries[-1], details=(*entries[-1].details, self.blocks(child)))
            else:
                self.problem(child, "an explanation (<dd>) stands before its term (<dt>)", "write the term first")
        return Definitions(tuple(entries), **at)

    def _code(self, element: Element, at: dict[str, Any]) -> Code:
        text = "".join(element.itertext())
        return Code(
            text,
            element.get("data-language", ""),
            element.get("data-filename", ""),
            element.get("data-highlight", ""),
            element.get("data-numbers") == "true",
            **at,
        )

    def _table(self, element: Element, at: dict[str, Any]) -> Table | None:
        caption: Inlines = ()
        columns: list[Column] = []
        head: list[tuple[Cell, ...]] = []
        rows: list[tuple[Cell, ...]] = []
        for child in self._children(element, "caption", "colgroup", "thead", "tbody", "tr"):
            if child.tag == "caption":
                caption = self.inlines(child)
            elif child.tag == "colgroup":
                columns = [Column(_share(col), col.get("data-align", "left")) for col in child]
            elif child.tag == "tr":
                rows.append(self._row(child))
            else:
                (head if child.tag == "thead" else rows).extend(self._row(row) for row in self._children(child, "tr"))
        widest = max((len(row) for row in head + rows), default=0)
        columns = columns or [Column()] * widest
        for row in head + rows:
            if len(row) != len(columns):
                self.problem(
                    element,
                    f"a table of {len(columns)} columns has a row of {len(row)} cells",
                    "give each row the same number of cells",
                )
                return None
        return Table(tuple(columns), tuple(head), tuple(rows), caption, **at)

    def _row(self, element: Element) -> tuple[Cell, ...]:
        return tuple(Cell(self.blocks(cell)) for cell in self._children(element, "td", "th"))

    def _figure(self, element: Element, at: dict[str, Any]) -> Block | None:
        form = element.get("class", "")
        if form in _FORMS:
            source = element.find("pre")
            return Drawing(
                form,
                element.get("data-kind", ""),
                "" if source is None else source.text or "",
                element.get("aria-label", ""),
                **at,
            )
        if form != "picture":
            self.problem(element, f"a figure of class {form!r} is unknown", "it is picture, diagram, chart or mermaid")
            return None
        image, caption = element.find("img"), element.find("figcaption")
        if image is None:
            self.problem(element, "a picture without <img>", "put the picture inside the figure")
            return None
        width = _style(image).get("width", "")
        return Picture(
            image.get("src", ""), image.get("alt", ""), () if caption is None else self.inlines(caption), width, **at
        )

    def _div(self, element: Element, at: dict[str, Any]) -> Block | None:
        form = element.get("class", "")
        if form == "columns":
            parts = [Part(self.blocks(child), _share(child)) for child in self._children(element, "div")]
            return Columns(tuple(parts), **at)
        if form == "math":
            return MathBlock(element.text or "", **at)
        if form == "box":
            first = next((child for child in element if isinstance(child.tag, str)), None)
            title: Inlines = ()
            skip: list[Element] = []
            if first is not None and first.tag == "p" and first.get("class") == "title":
                title, skip = self.inlines(first), [first]
            return Box(element.get("data-kind", "box"), self.blocks(element, skip), title, **at)
        self.problem(element, f"a division of class {form!r} is unknown here", "it is box or columns")
        return None


def _trim(found: list[Inline]) -> Inlines:
    """Line ends at the ends of the text go, those inside become a space; empty runs go."""
    trimmed: list[Inline] = []
    last = len(found) - 1
    for number, inline in enumerate(found):
        if isinstance(inline, Run):
            text = inline.text
            if number == 0:
                text = text.removeprefix("\n")
            if number == last:
                text = text.removesuffix("\n")
            if not text:
                continue
            inline = replace(inline, text=text.replace("\n", " "))
        trimmed.append(inline)
    return tuple(trimmed)


def _style(element: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if value}


def _share(element: Element) -> float | None:
    width = _style(element).get("width", "")
    try:
        return round(float(width.removesuffix("%")) / 100, 8) if width.endswith("%") else None
    except ValueError:
        return None


def _int(text: str) -> int:
    return int(text) if text.lstrip("-").isdigit() else 0


def parse(markup: str) -> Element:
    """The root element of well-formed markup; `etree.XMLSyntaxError` where it is not well-formed. No entity and no network is resolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(markup.encode(), parser)
