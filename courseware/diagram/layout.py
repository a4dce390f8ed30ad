"""Laying out a diagram: one module a kind, loaded when the first diagram of its kind is drawn."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from courseware.diagram.model import Diagram
from courseware.scene import Scene, Sizer

_LAYOUTS = {"flow": "courseware.diagram.flowlayout"}


def lay_out(
    diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float = 14.0, size: float = 18.0
) -> Scene:
    """`diagram` in `width` x `height` points, its text between `floor` and `size` points: the largest at which all fits.

    `CoursewareError` with the way out where it does not fit at `floor`.
    """
    name = _LAYOUTS.get(diagram.kind, f"courseware.diagram.layouts.{diagram.kind}")
    layout: Callable[..., Scene] = import_module(name).lay_out
    return layout(diagram, width, height, sizer, floor, size)
