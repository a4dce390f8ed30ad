"""Fenced diagrams and charts as elements of a slide."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from courseware.content.blocks import Drawing
from courseware.deck.elements.drawing import DrawingPart
from courseware.deck.spans import Setter
from courseware.problems import NOWHERE, CoursewareError, Place, Problem
from courseware.scene import Scene, Sizer

if TYPE_CHECKING:
    from courseware.diagram.model import Diagram

FLOW_FLOOR = 12.0
"""The least size of a flow's text on a slide where it is too large at 14 points: better small than not at all, and `courseware check` tells of it."""
WHOLE = 280.0
"""From this height in points on a room is a slide's whole: in less a flow had better get more room than smaller text."""


def diagram_part(setter: Setter, block: Drawing, place: Place) -> DrawingPart | None:
    """The element of a fenced diagram; None, with problems, where it can't be read."""
    from courseware.diagram.read import read_diagram
    from courseware.diagram.texts import labels

    try:
        diagram = read_diagram(block.source, place, block.form)
    except CoursewareError as error:
        setter.problems.extend(error.problems)
        return None
    alt = block.alt or spoken(diagram.title or setter.labels[f"drawing_{diagram.kind}"], labels(diagram))
    return DrawingPart(partial(_laid, diagram), alt, block.id, place, setter.clicks)


def _laid(diagram: Diagram, width: float, height: float, sizer: Sizer) -> Scene:
    """Its scene; a flow that is too large at the usual least size is set smaller rather than refused."""
    from courseware.diagram.layout import lay_out

    try:
        return lay_out(diagram, width, height, sizer)
    except CoursewareError as error:
        if diagram.kind != "flow" or height < WHOLE:
            raise
        try:
            return lay_out(diagram, width, height, sizer, FLOW_FLOOR, FLOW_FLOOR + 1.0)
        except CoursewareError:
            raise error from None


def lines_of(block: Drawing, language: str) -> tuple[str, ...]:
    """What a drawing says as lines of text, for places that show text alone: its labels, a chart's data row by row.

    Where its text can't be read (the data may stand in a file), its source stands for it.
    """
    try:
        if block.form == "chart":
            from courseware.chart.read import read_chart
            from courseware.chart.words import data_table

            chart = read_chart(block.source, block.place, language or "en", _no_file)
            rows = tuple("\t".join(row) for row in data_table(chart))
            return (chart.title, *rows) if chart.title else rows
        from courseware.diagram.read import read_diagram
        from courseware.diagram.texts import labels

        return labels(read_diagram(block.source, block.place, block.form))
    except CoursewareError:
        return tuple(block.source.split("\n"))


def _no_file(name: str) -> bytes:
    raise CoursewareError(Problem(NOWHERE, f"{name} is not read here"))


def spoken(what: str, labels: tuple[str, ...]) -> str:
    """Alternative text: what it is, and what stands on it, each label once."""
    found = [label for label in dict.fromkeys(labels) if label != what]
    return f"{what}: {'; '.join(found)}" if found else what
