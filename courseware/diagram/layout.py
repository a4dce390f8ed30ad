"""Laying out a diagram: one module a kind, loaded when the first diagram of its kind is drawn."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from msgspec import Struct
from msgspec.structs import replace

from courseware.diagram.balance import balance
from courseware.diagram.mirror import is_rtl, mirror
from courseware.diagram.model import Diagram
from courseware.diagram.texts import labels
from courseware.scene import Line, Scene, Shape, Sizer, Step, Wrapped, scaled

_LAYOUTS = {"flow": "courseware.diagram.flowlayout"}
_NOT_MIRRORED = ("flow", "cycle")
"""A flow's direction is its author's, and clocks go round the same way everywhere."""
LEAST = 14.0
NATURAL = 18.0
"""Gaps, margins and lines of the layouts are meant for text of 14 points and more: for print, all is laid out with text of 18 and then reduced."""
GAP = 10.0
"""Between a diagram's title and what it shows."""


def lay_out(
    diagram: Diagram,
    width: float,
    height: float,
    sizer: Sizer,
    floor: float = 14.0,
    size: float = 24.0,
    folded: bool = True,
) -> Scene:
    """`diagram` in `width` x `height` points, its text between `floor` and `size` points: the largest at which all fits.

    The scene may be smaller than its room. `CoursewareError` with the way out where it does not fit at `floor`. Mirrored where its labels run
    right to left. `folded` tells whether a long flow may go on in a further row.
    """
    if size < LEAST:
        factor = NATURAL / size
        larger = _Larger(sizer, factor)
        return scaled(
            _laid_out(diagram, width * factor, height * factor, larger, floor * factor, NATURAL, folded), 1 / factor
        )
    return _laid_out(diagram, width, height, sizer, floor, size, folded)


def _laid_out(
    diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float, folded: bool
) -> Scene:
    name = _LAYOUTS.get(diagram.kind, f"courseware.diagram.layouts.{diagram.kind}")
    layout: Callable[..., Scene] = import_module(name).lay_out
    above = sizer.wrap(diagram.title, width, size, True).height + GAP if diagram.title else 0.0
    further = {} if folded or diagram.kind != "flow" else {"folded": False}
    scene = layout(diagram, width, height - above, sizer, floor, size, **further)
    scene = balance(scene, sizer)
    if above:
        scene = _titled(scene, diagram.title, above, width, size)
    return mirror(scene) if diagram.kind not in _NOT_MIRRORED and is_rtl(labels(diagram)) else scene


class _Larger(Struct, eq=False):
    """Measures text that will be set `factor` times smaller than asked for."""

    sizer: Sizer
    factor: float

    def wrap(self, text: str, width: float, size: float, bold: bool = False) -> Wrapped:
        found = self.sizer.wrap(text, width / self.factor, size / self.factor, bold)
        return replace(found, width=found.width * self.factor, height=found.height * self.factor)


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
