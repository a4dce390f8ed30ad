"""Inline nodes to inlines: runs of one style, breaks, footnotes, variables."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from msgspec.structs import replace

from courseware.content.blocks import (
    Break,
    Footnote,
    IndexMark,
    Inline,
    Inlines,
    MathRun,
    PictureRun,
    Run,
    Variable,
)
from courseware.course.equations import check_equation
from courseware.course.markdown.parser import Node
from courseware.course.pictures import check_malformed, picture_source, picture_width, words_of
from courseware.late import late
from courseware.problems import Place
from courseware.suggest import did_you_mean

if TYPE_CHECKING:
    from courseware.course.reading import Reading

_BREAK_TAG = late(r"</?br\s*/?>", re.IGNORECASE)
_TAG_NAME = late(r"</?([A-Za-z][\w-]*)")
_MISSING_NOTE = late(r"\[\^([^\]\s]+)\]")
_INSTEAD = {
    "sub": "write H~2~O for a subscript", "sup": "write x^2^ for a superscript", "b": "write **bold**", "strong": "write **bold**",
    "i": "write *italic*", "em": "write *italic*", "u": "write [text]{.underline}", "s": "write ~~struck out~~", "del": "write ~~struck out~~",
    "a": "write [text](address)", "img": "write ![caption](file.png)", "span": "write [text]{.class}", "code": "write `code`",
    "mark": "write [text]{.mark}", "kbd": "write `key`", "div": "open a division with ::: and its name, close it with :::",
    "table": "write a pipe table", "hr": "write --- on a line of its own", "p": "part paragraphs with blank lines",
    "ul": "write - before each item", "ol": "write 1. before each item", "aside": "write ::: notes", "details": "write ::: handout",
}  # fmt: skip
SHORTCODES = ("include", "var", "meta", "pagebreak", "brand", "qr", "video")


class _Line:
    """Inlines as they are collected: neighbouring text of one style becomes one run; no space stands beside a break."""

    def __init__(self) -> None:
        self.found: list[Inline] = []
        self.style: dict[str, Any] | None = None
        """The style of the last inline where that is a run, else None."""
        self.after_comment = False

    def text(self, text: str, style: dict[str, Any]) -> None:
        last = self.found[-1] if self.found else None
        spaced = isinstance(last, Break) or (isinstance(last, Run) and self.after_comment and last.text.endswith(" "))
        self.after_comment = False
        if spaced or last is None:
            text = text.lstrip(" ")
        if not text:
            return
        if self.style == style and isinstance(last, Run):
            self.found[-1] = Run(last.text + text, **style)
        else:
            self.found.append(Run(text, **style))
            self.style = style

    def add(self, *inlines: Inline) -> None:
        self.found.extend(inlines)
        self.style = None

    def add_break(self) -> None:
        self._trim()
        self.add(Break())

    def done(self) -> Inlines:
        while self.found and isinstance(self.found[-1], Break):
            self.found.pop()
        self._trim()
        return tuple(self.found)

    def _trim(self) -> None:
        last = self.found[-1] if self.found else None
        if isinstance(last, Run) and last.text.endswith(" ") and not last.code:
            self.found[-1] = replace(last, text=last.text.rstrip(" "))


def read_inlines(nodes: list[Node], reading: Reading, place: Place, style: dict[str, Any] | None = None) -> Inlines:
    """The inlines of a line of text at `place`; neighbouring runs of one style are one run."""
    line = _Line()
    _collect(nodes, reading, place, style or {}, line)
    return line.done()


def _collect(nodes: list[Node], reading: Reading, place: Place, style: dict[str, Any], line: _Line) -> None:
    for node in nodes:
        match node.kind:
            case "text":
                if "[^" in node.content:
                    _check_notes(node.content, reading, place)
                line.text(node.content, style)
            case "softbreak":
                line.text(" ", style)
            case "hardbreak":
                line.add_break()
            case "inline":
                _collect(node.children, reading, place, style, line)
            case "strong":
                _collect(node.children, reading, place, {**style, "bold": True}, line)
            case "em":
                _collect(node.children, reading, place, {**style, "italic": True}, line)
            case "s":
                _collect(node.children, reading, place, {**style, "strike": True}, line)
            case "code":
                _collect(node.children, reading, place, {**style, "code": True}, line)
            case "sub" | "sup":
                _collect(node.children, reading, place, {**style, node.kind: True}, line)
            case "span":
                check_malformed(node, reading, place)
                _index(node, reading, place, line)
                _collect(node.children, reading, place, _span_style(node, style), line)
            case "code_inline":
                if "raw" in node.meta:
                    reading.error(
                        place, f"raw text for another format can't be shown: {node.meta['raw']}", "write it as Markdown"
                    )
                check_malformed(node, reading, place)
                line.text(node.content, {**style, "code": True})
            case "link":
                check_malformed(node, reading, place)
                _link(node, reading, place, style, line)
            case "image":
                check_malformed(node, reading, place)
                alt = node.attributes.values.get("fig-alt", node.attributes.values.get("alt", words_of(node)))
                width = picture_width(node.attributes.values.get("width", ""), reading, place)
                line.add(PictureRun(picture_source(node, reading, place), alt, width))
            case "math_inline" | "math_inline_double":
                check_equation(node.content.strip(), reading, place)
                line.add(MathRun(node.content.strip()))
            case "footnote_ref":
                line.add(_footnote(node, reading, place))
            case "shortcode":
                line.add(*_shortcode(node, reading, place, style))
            case "html_inline" if _BREAK_TAG.fullmatch(node.content.strip()):
                line.add_break()
            case "html_inline":
                if node.content.startswith("<!--"):
                    line.after_comment = True
                else:
                    complain_of_html(node.content, reading, place)
            case kind:
                reading.error(place, f"this can't be read in a line of text: {kind}", "put it on lines of its own")


def _span_style(node: Node, style: dict[str, Any]) -> dict[str, Any]:
    inner = dict(style)
    for name in node.attributes.classes:
        if name in ("underline", "ul"):
            inner["underline"] = True
        elif name != "index":
            inner["mark"] = name
    if "lang" in node.attributes.values:
        inner["lang"] = node.attributes.values["lang"]
    return inner


def _index(node: Node, reading: Reading, place: Place, line: _Line) -> None:
    """Marks a place for the index: `[term]{.index}`, or under another name with `entry="..."`."""
    if "index" not in node.attributes.classes:
        return
    entry = " ".join(node.attributes.values.get("entry", "").split()) or " ".join(words_of(node).split())
    if entry:
        line.add(IndexMark(entry))
    else:
        reading.error(place, "a mark for the index names nothing", 'write [term]{.index}, or add entry="term"')


def _link(node: Node, reading: Reading, place: Place, style: dict[str, Any], line: _Line) -> None:
    href = str(node.attrs.get("href", ""))
    if href.startswith("#"):
        target = unquote(href[1:])
        reading.links.append((target, place))
        href = f"#{reading.module}/{target.removeprefix(f'{reading.module}/')}"
    coded = "qr" in node.attributes.classes
    if coded and len(href) > 300:
        fact = f"an address of {len(href)} signs makes a QR code too fine to be read"
        reading.error(place, fact, "use a shorter one, or take .qr out")
    if any(child.kind == "image" for child in node.children):
        reading.error(place, "a picture inside a link can't be shown", "put the link beneath the picture, as text")
    _collect(node.children, reading, place, {**style, "href": href, "qr": coded}, line)


def _footnote(node: Node, reading: Reading, place: Place) -> Footnote:
    key = node.meta.get("label", node.meta["id"])
    reading.notes_used.add(key)
    if key in reading.notes_open:
        reading.error(place, f"the footnote [^{key}] stands inside itself", "take the mark out of the note")
        return Footnote(())
    reading.notes_open.append(key)
    inner: list[Inline] = []
    for block in reading.notes.get(key, []):
        if block.kind == "inline":
            inner.extend(read_inlines(block.children, reading, place))
        elif block.kind == "paragraph":
            inner.extend((Break(), Break()) if inner else ())
            inner.extend(read_inlines(block.children, reading, reading.place(block)))
        else:
            reading.error(
                reading.place(block),
                "a footnote holds more than paragraphs",
                "move lists, code and tables into the text",
            )
    reading.notes_open.pop()
    return Footnote(tuple(inner))


def _check_notes(text: str, reading: Reading, place: Place) -> None:
    for label in _MISSING_NOTE.findall(text):
        hint = did_you_mean(
            label,
            (str(key) for key in reading.notes if isinstance(key, str)),
            f"add a line that begins with [^{label}]:",
        )
        reading.error(place, f"the footnote [^{label}] is not written anywhere in this file", hint)


def _shortcode(node: Node, reading: Reading, place: Place, style: dict[str, Any]) -> Inlines:
    match node.meta["words"]:
        case ["var" | "meta" as kind, name]:
            reading.variables.append((f"{kind}.{name}", place))
            return (Variable(f"{kind}.{name}", Run("", **style), place),)
        case ["brand", "logo", *size] if len(size) < 2:
            return (PictureRun(f"brand:logo/{size[0] if size else 'medium'}", ""),)
        case ["qr" | "video" as kind, *_]:
            reading.error(place, f"{{{{< {kind} >}}}} stands inside other text", "put it on a line of its own")
        case ["pagebreak"]:
            reading.error(place, "a page break stands inside other text", "put {{< pagebreak >}} on a line of its own")
        case [name, *_] if name in SHORTCODES:
            hint = {"brand": "a brand has {{< brand logo medium >}}"}.get(name, f"write {{{{< {name} NAME >}}}}")
            reading.error(place, f"this shortcode can't be read: {node.content}", hint)
        case [name, *_]:
            reading.error(place, f"nobody knows the shortcode {node.content}", did_you_mean(name, SHORTCODES))
        case _:
            reading.error(place, "a shortcode has no name", "write {{< var NAME >}}")
    return ()


def complain_of_html(tag: str, reading: Reading, place: Place) -> None:
    """Notes that HTML can't be shown, and what to write instead; a closing tag alone is not told again."""
    if tag.startswith("</"):
        return
    name = _TAG_NAME.match(tag)
    hint = _INSTEAD.get(name[1].lower() if name else "", "write it as Markdown; to show the sign itself, write \\<")
    reading.error(place, f"HTML can't be shown on a slide: {tag.strip().splitlines()[0]}", hint)
