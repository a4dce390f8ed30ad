"""Fenced diagrams and charts as elements of a slide."""

from __future__ import annotations

from functools import partial

from courseware.content.blocks import Drawing
from courseware.deck.elements.drawing import DrawingPart
from courseware.deck.spans import Setter
from courseware.problems import CoursewareError, Place


def diagram_part(setter: Setter, block: Drawing, place: Place) -> DrawingPart | None:
    """The element of a fenced diagram; None, with problems, where it can't be read."""
    from courseware.diagram.layout import lay_out
    from courseware.diagram.read import read_diagram
    from courseware.diagram.texts import labels

    try:
        diagram = read_diagram(block.source, place, block.form)
    except CoursewareError as error:
        setter.problems.extend(error.problems)
        return None
    alt = block.alt or spoken(diagram.title or setter.labels[f"drawing_{diagram.kind}"], labels(diagram))
    return DrawingPart(partial(lay_out, diagram), alt, block.id, place, setter.clicks)


def spoken(what: str, labels: tuple[str, ...]) -> str:
    """Alternative text: what it is, and what stands on it, each label once."""
    found = [label for label in dict.fromkeys(labels) if label != what]
    return f"{what}: {'; '.join(found)}" if found else what
