"""A flow as a scene: the largest text at which its boxes and lines fit, in the author's direction or in the one that suits the room."""

from __future__ import annotations

from functools import lru_cache

from courseware.diagram.flowfit import Fitter
from courseware.diagram.flowparts import part
from courseware.diagram.flowscene import make_scene
from courseware.diagram.layouts.tools import too_large
from courseware.diagram.mirror import is_rtl
from courseware.diagram.model import Diagram
from courseware.problems import CoursewareError, Problem
from courseware.scene import Scene, Sizer

plans = lru_cache(maxsize=32)(part)
"""A drawing is tried in several rooms: what does not depend on them is found once."""


def lay_out(
    diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float, folded: bool = True
) -> Scene:
    """The scene of a flow; `CoursewareError` where it does not fit at `floor`, told whether another direction would help."""
    parts = plans(diagram.nodes, diagram.edges, diagram.groups)
    fitter = Fitter(diagram, parts, width, height, sizer, folded)
    chosen = (diagram.direction,) if diagram.direction else _directions(diagram, width, height)
    found = fitter.best(chosen, floor, size)
    if found is not None:
        return make_scene(diagram, parts, found)
    error = too_large("flow", len(diagram.nodes), (width, height), floor, diagram.place)
    if diagram.direction:
        other = "right" if diagram.direction in ("down", "up") else "down"
        if fitter.best((other,), floor, floor) is not None:
            problem = error.problems[0]
            raise CoursewareError(Problem(problem.place, problem.fact, _turned(other, diagram.form)))
    raise error


def _directions(diagram: Diagram, width: float, height: float) -> tuple[str, str]:
    """Along the longer side first, and as its words are read."""
    level = "left" if is_rtl([node.text for node in diagram.nodes]) else "right"
    return (level, "down") if width >= 1.2 * height else ("down", level)


def _turned(direction: str, form: str) -> str:
    said = f"flowchart {'LR' if direction == 'right' else 'TD'}" if form == "mermaid" else f"direction: {direction}"
    return f"it fits in the other direction: {said}"
