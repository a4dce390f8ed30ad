"""A drawn flow as shapes and lines, turned to its direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from courseware.diagram.flowparts import Parts
from courseware.diagram.flowsizes import FORMS, radius
from courseware.diagram.layered import Path
from courseware.diagram.layouts.tools import full, scene, shape, soft
from courseware.diagram.model import Diagram
from courseware.presets import outline
from courseware.scene import Line, Paint, Scene, Shape

if TYPE_CHECKING:
    from courseware.diagram.flowfit import Drawn

Point = tuple[float, float]
Rect = tuple[float, float, float, float]

SIDES: Mapping[str, Mapping[str, str]] = {
    "down": {"start": "top", "end": "bottom", "near": "left", "far": "right"},
    "up": {"start": "bottom", "end": "top", "near": "left", "far": "right"},
    "right": {"start": "left", "end": "right", "near": "top", "far": "bottom"},
    "left": {"start": "right", "end": "left", "near": "top", "far": "bottom"},
}
CORNER = 4.0
"""Radius of a step's corners."""
GLUED = 0.6
"""A line is glued to a site that lies as near as this to its end."""


class _Turn:
    """From across and along to x and y."""

    def __init__(self, direction: str, along: float) -> None:
        self.direction, self.total = direction, along

    def point(self, at: Point) -> Point:
        across, along = at
        if self.direction in ("up", "left"):
            along = self.total - along
        return (across, along) if self.direction in ("down", "up") else (along, across)

    def rect(self, of: Rect) -> Rect:
        across, along, wide, long = of
        if self.direction in ("up", "left"):
            along = self.total - along - long
        return (across, along, wide, long) if self.direction in ("down", "up") else (along, across, long, wide)


def make_scene(diagram: Diagram, parts: Parts, drawn: Drawn) -> Scene:
    """The scene of `drawn`: frames at the back, then lines, boxes, labels."""
    setting = drawn.setting
    turn = _Turn(setting.direction, drawn.along)
    frames: dict[int, Rect] = {}
    nodes: dict[int, Rect] = {}
    paths: dict[int, Path] = {}
    for one, drawing, corner in zip(parts.parts, drawn.parts, drawn.corners, strict=True):
        for number, rect in enumerate(drawing.frames):
            if rect:
                frames[number] = turn.rect(_moved(rect, corner))
        for node, rect in zip(one.nodes, drawing.nodes, strict=True):
            nodes[node] = turn.rect(_moved(rect, corner))
        for edge, path in zip(one.edges, drawing.paths, strict=True):
            paths[edge] = Path(
                points=tuple(turn.point((x + corner[0], y + corner[1])) for x, y in path.points),
                begin_side=SIDES[setting.direction][path.begin_side],
                end_side=SIDES[setting.direction][path.end_side],
                label=turn.rect(_moved(path.label, corner)) if path.label else None,
            )
    boxes = [_node(diagram, number, nodes[number], drawn) for number in range(len(diagram.nodes))]
    back = [_frame(diagram, number, rect, drawn, tuple(paths.values())) for number, rect in sorted(frames.items())]
    lines = [
        line
        for edge, path in sorted(paths.items())
        if (line := _line(diagram, edge, path, boxes, frames, parts)) is not None
    ]
    labels = [
        label for edge, path in sorted(paths.items()) if (label := _label(diagram, edge, path, drawn)) is not None
    ]
    wide, tall = (drawn.across, drawn.along) if setting.upright else (drawn.along, drawn.across)
    return scene([*back, *lines, *boxes, *labels], wide, tall, _order(diagram, back, labels))


def _moved(rect: Rect, corner: Point) -> Rect:
    return rect[0] + corner[0], rect[1] + corner[1], rect[2], rect[3]


def _node(diagram: Diagram, number: int, rect: Rect, drawn: Drawn) -> Shape:
    node, box = diagram.nodes[number], drawn.boxes[number]
    form, adjust = FORMS[node.form]
    if node.form == "step":
        adjust = radius(box.w, box.h, CORNER)
    marked = any(each.strong for each in diagram.nodes)
    strong = node.strong if marked else node.form in ("start", "end") or (node.form == "circle" and not node.text)
    return shape(
        f"n{number + 1}",
        form,
        rect,
        full(diagram.accent) if strong else soft(diagram.accent),
        text=node.text,
        size=drawn.setting.size,
        adjust=adjust,
        insets=box.insets,
    )


def _frame(diagram: Diagram, number: int, rect: Rect, drawn: Drawn, paths: Sequence[Path]) -> Shape:
    """A frame, its title at the top left, or wherever no line runs through it."""
    group = diagram.groups[number]
    x, y, w, h = rect
    text = drawn.titles[number]
    left = _free(rect, text.width, text.height, paths)
    depth = 0
    parent = group.parent
    while parent:
        depth += 1
        parent = next(each.parent for each in diagram.groups if each.id == parent)
    return Shape(
        id=f"g{number + 1}",
        form="roundRect",
        x=x,
        y=y,
        w=w,
        h=h,
        text=group.title,
        size=drawn.setting.size,
        bold=True,
        fill=Paint("text", 0.05) if depth % 2 == 0 else Paint("ground"),
        outline=Paint("muted"),
        outline_width=0.75,
        adjust=radius(w, h, 6.0),
        insets=(left, 4.0, max(2.0, w - left - text.width - 1.0), 0.0),
        align="l",
        anchor="t",
    )


def _free(rect: Rect, width: float, height: float, paths: Sequence[Path]) -> float:
    """How far from the frame's left edge its title begins: the first of a few places where no line crosses it."""
    x, y, w, _ = rect
    tries = [
        8.0,
        max(8.0, w - width - 8.0),
        max(8.0, (w - width) / 2),
        *(8.0 + 12.0 * step for step in range(1, int(max(0.0, w - width - 16.0) // 12))),
    ]
    for left in tries:
        zone = (x + left - 3.0, y + 2.0, width + 6.0, height + 3.0)
        if not any(_crosses(path, zone) for path in paths):
            return left
    return tries[0]


def _crosses(path: Path, zone: Rect) -> bool:
    return any(
        min(one[0], other[0]) < zone[0] + zone[2]
        and zone[0] < max(one[0], other[0])
        and min(one[1], other[1]) < zone[1] + zone[3]
        and zone[1] < max(one[1], other[1])
        for one, other in pairwise(path.points)
    )


def _line(
    diagram: Diagram, number: int, path: Path, boxes: Sequence[Shape], frames: Mapping[int, Rect], parts: Parts
) -> Line | None:
    edge = diagram.edges[number]
    if edge.line == "none":
        return None
    begin_frame, end_frame = parts.framed[number]
    points = path.points
    places = {node.id: place for place, node in enumerate(diagram.nodes)}
    begin = end = ""
    begin_side, end_side = path.begin_side, path.end_side
    if begin_frame >= 0:
        points = _cut(points[::-1], frames[begin_frame])[::-1]
    else:
        points, begin = _glue(points, boxes[places[edge.begin]], begin_side, 0)
    if end_frame >= 0:
        points = _cut(points, frames[end_frame])
    else:
        points, end = _glue(points, boxes[places[edge.end]], end_side, -1)
    return Line(
        points=points,
        form="straight" if len(points) == 2 else "elbow",
        begin=begin,
        begin_side=begin_side if begin else "",
        end=end,
        end_side=end_side if end else "",
        width=2.75 if edge.line == "thick" else 1.5,
        dash={"dash": "dash", "dot": "dot"}.get(edge.line, ""),
        head="arrow" if edge.head else "",
        tail="arrow" if edge.tail else "",
        role=f"Line {number + 1}",
    )


def _glue(points: tuple[Point, ...], box: Shape, side: str, place: int) -> tuple[tuple[Point, ...], str]:
    """`points` led to the site at that side, and the shape's id; left as they are, without an id, where the site lies elsewhere."""
    known = outline(box.form, box.w, box.h, box.adjust)
    site = known.sites[known.site(side)]
    spot = (box.x + site.x, box.y + site.y)
    at = points[place]
    axis = 1 if side in ("left", "right") else 0
    if abs(spot[axis] - at[axis]) > GLUED:
        return points, ""
    moved = (spot[0], at[1]) if axis else (at[0], spot[1])
    return ((moved, *points[1:]) if place == 0 else (*points[:-1], moved)), box.id


def _cut(points: tuple[Point, ...], frame: Rect) -> tuple[Point, ...]:
    """`points` as far as the frame's edge."""
    x, y, w, h = frame
    kept = [points[0]]
    for one, other in pairwise(points):
        if x < other[0] < x + w and y < other[1] < y + h:
            if one[0] == other[0]:
                kept.append((one[0], y if one[1] < other[1] else y + h))
            else:
                kept.append((x if one[0] < other[0] else x + w, one[1]))
            return tuple(kept)
        kept.append(other)
    return tuple(kept)


def _label(diagram: Diagram, edge: int, path: Path, drawn: Drawn) -> Shape | None:
    text = drawn.labels[edge]
    if text is None or path.label is None:
        return None
    x, y, w, h = path.label
    return Shape(
        id=f"t{edge + 1}", form="text", x=x, y=y, w=w, h=h, text=diagram.edges[edge].text, size=drawn.setting.size
    )


def _order(diagram: Diagram, frames: Sequence[Shape], labels: Sequence[Shape]) -> list[str]:
    """As it is read: frames' titles, then each box with the words on the lines that leave it."""
    said = {label.id for label in labels}
    found = [frame.id for frame in frames]
    for number, node in enumerate(diagram.nodes):
        found.append(f"n{number + 1}")
        found += [
            f"t{place + 1}"
            for place, edge in enumerate(diagram.edges)
            if edge.begin == node.id and f"t{place + 1}" in said
        ]
    return found + [label.id for label in labels if label.id not in found]
