"""Fenced blocks: code to show, and data that becomes a drawing (diagram, chart, mermaid)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from courseware.content.blocks import Block, Code, Drawing
from courseware.course.attributes import MALFORMED, NONE, Attributes, read_attributes
from courseware.course.markdown.parser import Node
from courseware.late import late
from courseware.problems import CoursewareError, Place

if TYPE_CHECKING:
    from courseware.course.reading import Draft, Reading

_ALT = late(r"^alt:[ \t]*(.*?)[ \t]*$", re.MULTILINE)
_RUNNABLE = late(r"\{([A-Za-z][\w-]*)\b[^}]*\}$")
_NUMBERED = ("numberLines", "number-lines")


def read_fence(node: Node, reading: Reading, draft: Draft) -> tuple[Block, ...]:
    """Fenced code, or the drawing that its language names."""
    language, attributes = _info(node, reading)
    if language == "chart":
        from courseware.course.charts import chart_block  # a course without charts needs no reader of numbers

        return (chart_block(node, attributes, reading, draft),)
    if language in ("diagram", "mermaid"):
        return (_drawing(node, language, attributes, reading, draft),)
    values = attributes.values
    place = reading.place(node)
    lines = values.get("code-line-numbers", "")
    highlight = values.get("hl", values.get("hl_lines", lines if lines not in ("true", "false") else ""))
    first = _first(values, reading, place)
    _check(node, language, highlight, first, reading, place)
    return (
        Code(
            text=node.content.removesuffix("\n"),
            language=language,
            filename=values.get("filename", ""),
            highlight=highlight,
            numbers=lines != "false"
            and (any(name in attributes.classes for name in _NUMBERED) or lines == "true" or first != 1),
            first=first,
            place=place,
            id=draft.number(),
        ),
    )


def _first(values: Mapping[str, str], reading: Reading, place: Place) -> int:
    """The number of the first line (pandoc's `startFrom`)."""
    said = values.get("startFrom", values.get("start-from", "1")).strip()
    if said.isascii() and said.isdigit() and len(said) < 7:
        return int(said)
    reading.error(place, f"lines can't be counted from {said!r}", 'write a number, as in startFrom="12"')
    return 1


def _check(node: Node, language: str, highlight: str, first: int, reading: Reading, place: Place) -> None:
    """Notes a language that nobody knows, and lines to stand out that can't be read or aren't there."""
    from courseware.highlight.languages import is_known, nearest_language

    if not is_known(language):
        near = nearest_language(language)
        hint = f"did you mean {near}?" if near else "take the name out, or write `text`"
        reading.warn(place, f"no colours are known for code in '{language}'", hint)
    if not highlight:
        return
    from courseware.highlight import read_ranges

    found = read_ranges(highlight)
    last = first + node.content.removesuffix("\n").count("\n")
    if found is None:
        reading.error(place, f"the lines to stand out can't be read: {highlight}", 'write hl="3-5" or hl="2,7-9"')
    elif outside := sorted(line for line in found if not first <= line <= last):
        fact = f"line {outside[0]} shall stand out, and the code has the lines {first} to {last}"
        reading.warn(place, fact, "count the lines of the code, the first after the fence is the first")


def read_code(node: Node, reading: Reading, draft: Draft) -> Code:
    """Code that is indented by four spaces."""
    return Code(text=node.content.rstrip("\n"), place=reading.place(node), id=draft.number())


def _info(node: Node, reading: Reading) -> tuple[str, Attributes]:
    """The language and the attributes after the fence: `python`, `{.python filename="x.py"}` or `python {filename="x.py"}`."""
    info = node.info.strip()
    place = reading.place(node)
    word, brace, rest = info.partition("{")
    word = word.strip()
    if not brace:
        return word.split()[0] if word else "", NONE
    braces = "{" + rest
    if braces.startswith("{="):
        hint = "write it as Markdown, or as code to be read: {." + braces.strip("{=}") + "}"
        reading.error(place, f"a raw block for another format can't be shown: {braces}", hint)
        return word, NONE
    read = read_attributes(braces)
    if read is None or read[1] != len(braces):
        runnable = _RUNNABLE.match(braces)
        if runnable and not word:
            hint = f"to show it, write {{.{runnable[1]}}}; to show its result, put that into the course as a picture or a table"
            reading.error(place, f"this is a cell that Quarto would run, and nothing is run here: {braces}", hint)
        else:
            reading.error(place, f"the attributes can't be read: {braces}", MALFORMED)
        return word, NONE
    attributes = read[0]
    if not word and attributes.classes:
        names = [name for name in attributes.classes if name not in _NUMBERED]
        word = names[0] if names else ""
    return word, attributes


def _drawing(node: Node, form: str, attributes: Attributes, reading: Reading, draft: Draft) -> Drawing:
    """A diagram, read once here, so that what is wrong in it is told whether or not a deck is made."""
    from courseware.diagram.read import read_diagram

    place = reading.place(node)
    source = node.content.removesuffix("\n")
    kind = "mermaid"
    try:
        diagram = read_diagram(source, place, form)
        kind = diagram.kind if form == "diagram" else kind
        reading.problems.extend(diagram.warnings)
    except CoursewareError as error:
        reading.problems.extend(error.problems)
    alt = _ALT.search(source)
    said = attributes.values.get("fig-alt", attributes.values.get("alt", alt[1].strip("\"'") if alt else ""))
    return Drawing(form=form, kind=kind, source=source, alt=said, place=place, id=draft.number())
