"""Layered drawing of directed graphs: ranks, an order in each, places, and right-angled lines in the channels between.

After Sugiyama, Tagawa and Toda (1981). All of it works in one frame: ranks follow each other *along* the flow, the boxes of a rank stand
*across* it; the caller turns the result to the direction that it wants. Nothing here knows texts, shapes or colours.
"""

from courseware.diagram.layered.draw import draw
from courseware.diagram.layered.fold import Row, draw_rows, fold
from courseware.diagram.layered.model import Drawing, Gaps, Graph, Link, Path, Sizes
from courseware.diagram.layered.plan import Plan, plan

__all__ = ["Drawing", "Gaps", "Graph", "Link", "Path", "Plan", "Row", "Sizes", "draw", "draw_rows", "fold", "plan"]
