"""Markup becomes blocks: the inverse of `write`.

The vocabulary is closed: an element, class or attribute value that is none of ours is a problem at the author's line. Template authors may leave out
`<p>` in items and cells, and may break lines and indent between elements.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from lxml import etree
from msgspec.structs import replace

from courseware.content.blocks import (
    SHARE_DIGITS,
    Block,
    Blocks,
    Box,
    Cell,
    Code,
    Column,
    Columns,
    Definition,
    Definitions,
    Drawing,
    Heading,
    Inline,
    Inlines,
    Item,
    List,
    MathBlock,
    Media,
    PageBreak,
    Paragraph,
    Part,
    Pause,
    Picture,
    Quote,
    Run,
    Table,
)
from courseware.content.readinlines import InlineReader, is_inline, number_of, trimmed
from courseware.content.vocabulary import DRAWINGS, HEADINGS, MEDIA

Element = Any  # lxml's element class is private to its stubs


class Reader(InlineReader):
    """Reads elements into blocks; what is wrong is added to `problems`, and reading goes on."""

    def blocks(self, element: Element, skip: Iterable[Element] = ()) -> Blocks:
        """The blocks inside `element`; text that stands bare becomes a paragraph."""
        found: list[Block] = []
        bare: list[Inline] = []
        skipped = frozenset(skip)

        def close() -> None:
            inlines = trimmed(bare, spaces=True)
            bare.clear()
            if any(not isinstance(inline, Run) or inline.text.strip() for inline in inlines):
                found.append(Paragraph(inlines, place=self.place(element)))

        self.text(bare, element.text)
        for child in element:
            if not isinstance(child.tag, str) or child in skipped:
                pass
            elif is_inline(child):
                self.inline(child, bare)
            else:
                close()
                block = self.block(child)
                if block is not None:
                    found.append(block)
            self.text(bare, child.tail)
        close()
        return tuple(found)

    def block(self, element: Element) -> Block | None:
        """The block that `element` is; None, with a problem, where it is none."""
        tag = element.tag
        self.check(element)
        at: dict[str, Any] = {"place": self.place(element), "id": element.get("data-block", "")}
        if tag == "p":
            if element.get("class"):
                self.problem(element, 'a paragraph of class "title" stands outside of a box', "it begins a box")
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
        if tag in HEADINGS:
            return Heading(int(tag[1:]), self.inlines(element), **at)
        self.problem(element, f"a slide can't hold <{tag}>", "use the elements that docs/templates.md lists")
        return None

    def _list(self, element: Element, at: dict[str, Any]) -> List:
        items = []
        for child in self._children(element, "li"):
            checked = child.get("data-checked")
            items.append(
                Item(self.blocks(child), None if checked is None else checked == "true", place=self.place(child))
            )
        start = number_of(element.get("start", "1"))
        return List(
            tuple(items),
            element.tag == "ol",
            start,
            element.get("class") == "incremental",
            element.get("type", "1"),
            **at,
        )

    def _children(self, element: Element, *tags: str) -> list[Element]:
        """The elements inside `element`, each one of `tags`; anything else there is a problem."""
        found = []
        self.check_bare(element, _listed(tags))
        for child in element:
            if not isinstance(child.tag, str):
                continue
            if child.tag in tags:
                self.check(child)
                found.append(child)
            else:
                self.problem(child, f"<{element.tag}> can't hold <{child.tag}>", f"it holds {_listed(tags)}")
        return found

    def check_bare(self, element: Element, home: str) -> None:
        """Adds a problem where text stands between the elements of `element`; it belongs into `home`."""
        if any(text and text.strip() for text in (element.text, *(child.tail for child in element))):
            self.problem(element, f"text stands bare inside <{element.tag}>", f"put it into {home}")

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
            number_of(element.get("data-first", "1")),
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
                columns = [Column(_share(col), col.get("data-align", "left")) for col in self._children(child, "col")]
            elif child.tag == "tr":
                rows.append(self._row(child))
            else:
                (head if child.tag == "thead" else rows).extend(self._row(row) for row in self._children(child, "tr"))
        widest = max((len(row) for row in head + rows), default=0)
        columns = columns or [Column()] * widest
        if not columns:
            self.problem(element, "a table without cells", "give it a row, or leave it out")
            return None
        for row in head + rows:
            if len(row) != len(columns):
                self.problem(
                    element,
                    f"a table of {len(columns)} columns has a row of {len(row)}",
                    "give each row the same number of cells",
                )
                return None
        return Table(tuple(columns), tuple(head), tuple(rows), caption, **at)

    def _row(self, element: Element) -> tuple[Cell, ...]:
        return tuple(Cell(self.blocks(cell)) for cell in self._children(element, "td", "th"))

    def _figure(self, element: Element, at: dict[str, Any]) -> Block | None:
        form = element.get("class", "")
        if form in DRAWINGS:
            source = "".join(child.text or "" for child in self._children(element, "pre"))
            return Drawing(form, element.get("data-kind", ""), source, element.get("aria-label", ""), **at)
        if form == "media":
            return self._media(element, at)
        if form != "picture":
            hint = "it is picture, media, diagram, chart or mermaid"
            self.problem(element, f"a figure of class {form!r} is unknown", hint)
            return None
        parts = {child.tag: child for child in self._children(element, "img", "figcaption")}
        if "img" not in parts:
            self.problem(element, "a picture without <img>", "put the picture inside the figure")
            return None
        image = parts["img"]
        caption = self.inlines(parts["figcaption"]) if "figcaption" in parts else ()
        return Picture(
            image.get("src", ""),
            image.get("alt", ""),
            caption,
            _style(image).get("width", ""),
            image.get("data-fit", ""),
            image.get("data-crop", ""),
            **at,
        )

    def _media(self, element: Element, at: dict[str, Any]) -> Media | None:
        parts = {child.tag: child for child in self._children(element, "a", "figcaption")}
        if "a" not in parts or element.get("data-kind") not in MEDIA:
            hint = 'write <figure class="media" data-kind="video"><a href="clip.mp4">Title</a></figure>'
            self.problem(element, "a figure of class 'media' names no kind and file", hint)
            return None
        link = parts["a"]
        return Media(
            element.get("data-kind", ""),
            link.get("href", ""),
            "".join(link.itertext()),
            self.inlines(parts["figcaption"]) if "figcaption" in parts else (),
            element.get("data-poster", ""),
            _style(element).get("width", ""),
            element.get("data-qr") == "true",
            element.get("data-auto") == "true",
            **at,
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
                self.check(first)
                title, skip = self.inlines(first), [first]
            return Box(
                element.get("data-kind", "box"), self.blocks(element, skip), title, element.get("data-icon", ""), **at
            )
        self.problem(element, f"a division of class {form!r} is unknown here", "it is box or columns")
        return None


def _style(element: Element) -> dict[str, str]:
    pairs = (part.partition(":") for part in element.get("style", "").split(";"))
    return {key.strip(): value.strip() for key, _, value in pairs if value}


def _share(element: Element) -> float | None:
    width = _style(element).get("width", "")
    try:
        return round(float(width.removesuffix("%")) / 100, SHARE_DIGITS) if width.endswith("%") else None
    except ValueError:
        return None


def _listed(tags: Iterable[str]) -> str:
    return " and ".join(f"<{tag}>" for tag in tags)


def parse(markup: str) -> Element:
    """The root element of well-formed markup; `etree.XMLSyntaxError` where it is not. No entity and nothing of a network is resolved."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True, remove_comments=True, remove_pis=True
    )
    return etree.fromstring(markup.encode("utf-8", "surrogatepass"), parser)
