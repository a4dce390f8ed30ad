"""Laying out a diagram: one module a kind, loaded when the first diagram of its kind is drawn."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msgspec.structs import replace

from courseware.diagram.mirror import is_rtl, mirror
from courseware.diagram.model import Diagram
from courseware.diagram.texts import labels
from courseware.scene import Line, Scene, Shape, Sizer, Step

_LAYOUTS = {"flow": "courseware.diagram.flowlayout"}
GAP = 10.0
"""Between a diagram's title and what it shows."""


def lay_out(
    diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float = 14.0, size: float = 18.0
) -> Scene:
    """`diagram` in `width` x `height` points, its text between `floor` and `size` points: the largest at which all fits.

    The scene may be smaller than its room. `CoursewareError` with the way out where it does not fit at `floor`. Mirrored where its labels run
    right to left; a flow's direction is its author's.
    """
    name = _LAYOUTS.get(diagram.kind, f"courseware.diagram.layouts.{diagram.kind}")
    layout: Callable[..., Scene] = import_module(name).lay_out
    above = sizer.wrap(diagram.title, width, size, True).height + GAP if diagram.title else 0.0
    scene = layout(diagram, width, height - above, sizer, floor, size)
    if above:
        scene = _titled(scene, diagram.title, above, width, size)
    return mirror(scene) if diagram.kind != "flow" and is_rtl(labels(diagram)) else scene


def _titled(scene: Scene, title: str, above: float, width: float, size: float) -> Scene:
    heading = Shape(
        id="title", form="text", x=0.0, y=0.0, w=width, h=above - GAP, text=title, size=size, bold=True, align="l",
        anchor="t", role="Title",
    )  # fmt: skip
    parts = (heading, *(_lowered(part, above) for part in scene.parts))
    return replace(scene, width=width, height=scene.height + above, parts=parts, order=("title", *scene.order))


def _lowered(part: Shape | Line, by: float) -> Shape | Line:
    if isinstance(part, Line):
        return replace(part, points=tuple((x, y + by) for x, y in part.points))
    return replace(part, y=part.y + by, path=tuple(_step(step, by) for step in part.path))


def _step(step: Step, by: float) -> Step:
    name, values = step
    return name, tuple(value + (by if number % 2 else 0.0) for number, value in enumerate(values))
