"""Diagrams: the notation of ```` ```diagram ```` and ```` ```mermaid ````, and their layout as a `Scene`."""

from courseware.diagram.layout import lay_out
from courseware.diagram.model import Diagram
from courseware.diagram.read import read_diagram
from courseware.diagram.texts import labels

__all__ = ["Diagram", "labels", "lay_out", "read_diagram"]
