"""Drawings in a picture: outlines and lines in one SVG, exactly as PowerPoint draws its presets; their text stands on it as HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import hypot

from courseware.curves import smooth
from courseware.deck.kit import Ink
from courseware.deck.slides import DrawingBox, DrawnLine, DrawnShape
from courseware.picture.units import at, number
from courseware.presets import outline
from courseware.scene import Step

Point = tuple[float, float]

EDGE = 6.0
"""Points around a drawing that an outline or an arrow head may reach into."""
HEAD = 3.0
"""An arrow head's length and width in widths of its line, which counts as 2 pt at least: PowerPoint's medium head."""
DASHES = {"dash": (4.0, 3.0), "dot": (1.0, 1.0)}
"""Stroke and gap in widths of the line: PowerPoint's dash and sysDot."""


def drawn(box: DrawingBox) -> str:
    """The shapes and lines of a drawing as one SVG without words, in the rectangle of the drawing."""
    rect = box.rect.inset(-EDGE, -EDGE, -EDGE, -EDGE)
    inside = "".join(_shape(part) if isinstance(part, DrawnShape) else _line(part) for part in box.parts)
    view = f"{number(rect.x)} {number(rect.y)} {number(rect.w)} {number(rect.h)}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" style="{at(rect)}" viewBox="{view}" aria-hidden="true">{inside}</svg>'
    )


def _shape(shape: DrawnShape) -> str:
    pen = _pen(shape.outline, shape.outline_width, shape.dash)
    if shape.form == "text" and shape.fill is None and not pen:
        return ""
    fill = f' fill="#{shape.fill.rgb}"' if shape.fill is not None else ' fill="none"'
    if shape.fill is not None and shape.alpha < 1:
        fill += f' fill-opacity="{number(shape.alpha)}"'
    if shape.form == "path":
        return f'<path d="{_d(shape.path)}"{fill}{pen}/>'
    known = outline(shape.form, shape.rect.w, shape.rect.h, shape.adjust)
    x, y = shape.rect.x, shape.rect.y
    found = f'<path d="{_d(known.path, x, y)}"{fill}{pen}/>'
    if known.strokes and pen:
        found += f'<path d="{_d(known.strokes, x, y)}" fill="none"{pen}/>'
    return found


def _line(line: DrawnLine) -> str:
    points = list(line.points)
    path: tuple[Step, ...]
    path = smooth(points) if line.form == "curve" else (("M", points[0]), *(("L", point) for point in points[1:]))
    heads = ""
    length = HEAD * max(line.width, 2.0)
    if line.head:
        before = _before(path)
        heads += _head(before, path[-1][1][-2:], length, line.ink)
        path = (*path[:-1], _short(path[-1], before, length))
    if line.tail:
        first = path[0][1]
        after = path[1][1][:2]
        heads += _head(after, first, length, line.ink)
        path = (("M", _towards(first, after, length * 0.9)), *path[1:])
    return f'<path d="{_d(path)}" fill="none"{_pen(line.ink, line.width, line.dash)} stroke-linejoin="round"/>{heads}'


def _before(path: Sequence[Step]) -> tuple[float, ...]:
    """The point from which the last step arrives: the last handle of a curve, else the point before."""
    name, values = path[-1]
    return values[2:4] if name == "C" else path[-2][1][-2:]


def _short(step: Step, before: Sequence[float], length: float) -> Step:
    """The last step, ended inside its arrow head, so that the line's end does not show at the tip."""
    name, values = step
    return name, (*values[:-2], *_towards(values[-2:], before, length * 0.9))


def _towards(point: Sequence[float], other: Sequence[float], length: float) -> Point:
    far = hypot(other[0] - point[0], other[1] - point[1])
    share = min(length / far, 0.99) if far else 0.0
    return point[0] + (other[0] - point[0]) * share, point[1] + (other[1] - point[1]) * share


def _head(before: Sequence[float], tip: Sequence[float], length: float, ink: Ink) -> str:
    far = hypot(tip[0] - before[0], tip[1] - before[1]) or 1.0
    dx, dy = (tip[0] - before[0]) / far * length, (tip[1] - before[1]) / far * length
    foot = (tip[0] - dx, tip[1] - dy)
    corners = (tip, (foot[0] - dy / 2, foot[1] + dx / 2), (foot[0] + dy / 2, foot[1] - dx / 2))
    said = " ".join(f"{number(x)} {number(y)}" for x, y in corners)
    return f'<path d="M{said}Z" fill="#{ink.rgb}"/>'


def _pen(ink: Ink | None, width: float, dash: str = "") -> str:
    if ink is None or width <= 0:
        return ""
    pattern = ""
    if dash:
        pattern = f' stroke-dasharray="{" ".join(number(each * width) for each in DASHES[dash])}"'
    return f' stroke="#{ink.rgb}" stroke-width="{number(width)}"{pattern}'


def _d(path: Iterable[Step], x: float = 0.0, y: float = 0.0) -> str:
    return "".join(
        name + " ".join(number(value + (y if n % 2 else x)) for n, value in enumerate(values)) for name, values in path
    )
