"""Reading a diagram: the notation's parts become a `Diagram` of its kind, or errors at the author's lines, all at once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module

from courseware.diagram.model import KINDS, Diagram
from courseware.diagram.notation import Written, read_written
from courseware.limits import MOST_ARROWS, MOST_DRAWING_LINES, MOST_GROUPS
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean

DIRECTIONS: Mapping[str, str] = {
    "right": "right", "left": "left", "down": "down", "up": "up", "across": "right",
    "lr": "right", "rl": "left", "td": "down", "tb": "down", "bt": "up",
}  # fmt: skip
"""What `direction:` may say: our words, and those of mermaid."""

COMMON = ("kind", "title", "alt", "accent")
"""Keys of every kind."""

_READERS = {
    "process": "lists", "cycle": "lists", "hierarchy": "lists", "timeline": "lists", "pyramid": "lists",
    "matrix": "matrix", "venn": "venn", "journey": "journey", "flow": "flow",
}  # fmt: skip
"""The module that reads a kind: its `read(written, kind)` notes errors in `written` and returns a `Diagram` that need not be whole then."""


def read_diagram(source: str, place: Place, form: str = "diagram") -> Diagram:
    """The diagram that a fenced block describes; `place` is its fence's line, `form` diagram or mermaid. `CoursewareError` with all that is wrong."""
    if source.count("\n") > MOST_DRAWING_LINES:
        fact = f"the drawing has more than {MOST_DRAWING_LINES} lines"
        raise CoursewareError(Problem(place, fact, "divide it into several"))
    diagram = _read(source, place, form)
    for count, most, what in (
        (len(diagram.edges), MOST_ARROWS, "arrows"),
        (len(diagram.groups), MOST_GROUPS, "groups"),
    ):
        if count > most:
            fact = f"the drawing has {count} {what}; {most} is the most that can be drawn"
            raise CoursewareError(Problem(place, fact, "divide it into several"))
    return diagram


def _read(source: str, place: Place, form: str) -> Diagram:
    if form == "mermaid":
        read: Callable[[str, Place], Diagram] = import_module("courseware.diagram.mermaid").read
        return read(source, place)
    written = read_written(source, place)
    kind = _kind(written)
    reader: Callable[[Written, str], Diagram] = import_module(f"courseware.diagram.{_READERS[kind]}").read
    diagram = reader(written, kind)
    if written.problems:
        raise CoursewareError(written.problems)
    return diagram


def _kind(written: Written) -> str:
    """The kind, where there is one that we know: what else is wrong can't be told before."""
    if "kind" not in written.keys:
        hint = f"write a line 'kind: {KINDS[0]}', or: {', '.join(KINDS[1:])}"
        raise CoursewareError(Problem(written.place, "the diagram does not say of which kind it is", hint))
    said = written.keys["kind"]
    kind = said.text.casefold()
    if kind not in KINDS:
        hint = did_you_mean(kind, KINDS, f"it is one of: {', '.join(KINDS)}")
        raise CoursewareError(Problem(said.place, f"nobody knows a diagram of kind '{said.text}'", hint))
    return kind


def accent(written: Written) -> str:
    """The palette's name for the colour that `accent:` chooses, 1 to 6."""
    colours = {str(number): f"accent{number}" if number > 1 else "accent" for number in range(1, 7)}
    return written.choice("accent", colours, "accent")


def refuse_others(written: Written, kind: str) -> None:
    """An error for each line that is neither key, item nor row."""
    for said in written.others:
        fact = f"a {kind} diagram has no line like this: {said.text.strip()[:60]}"
        written.error(said.place, fact, "an item begins with '- ', a row with '|', a key is a word and a colon")
