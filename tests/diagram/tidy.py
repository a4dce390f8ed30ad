"""What a person sees at once in an untidy drawing: boxes that overlap, words outside of their shape, lines through boxes, ends that dock nowhere."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from courseware.curves import smooth
from courseware.presets import outline
from courseware.scene import Line, Scene, Shape, Sizer, Step

Point = tuple[float, float]
NEAR = 0.6
"""Less than a person sees, in points."""


def faults(scene: Scene, sizer: Sizer, kind: str) -> list[str]:
    """Everything untidy in `scene`, in words."""
    shapes = [part for part in scene.parts if isinstance(part, Shape)]
    lines = [part for part in scene.parts if isinstance(part, Line)]
    found = [*_doubled(shapes), *_outside(scene, shapes), *_overlaps(shapes, kind)]
    for shape in shapes:
        found += _label(shape, sizer)
    for line in lines:
        found += [*_ends(line, shapes), *_crossings(line, shapes)]
    return found


def texts(scene: Scene) -> str:
    """All that stands in it, blanks evened out."""
    return " ".join(" ".join(f"{part.text} {part.detail}".split()) for part in scene.parts if isinstance(part, Shape))


def _doubled(shapes: list[Shape]) -> Iterator[str]:
    ids = [shape.id for shape in shapes]
    yield from (f"the id {id} is used twice" for id in {id for id in ids if ids.count(id) > 1})


def _outside(scene: Scene, shapes: list[Shape]) -> Iterator[str]:
    for shape in shapes:
        if shape.x < -NEAR or shape.y < -NEAR or shape.x + shape.w > scene.width + NEAR:
            yield f"{shape.id} stands outside of the scene"
        elif shape.y + shape.h > scene.height + NEAR:
            yield f"{shape.id} stands below the scene"


def _overlaps(shapes: list[Shape], kind: str) -> Iterator[str]:
    """Sets of a venn diagram are meant to overlap, and a curve of mood stands on its ground."""
    for one, other in combinations(shapes, 2):
        if one.role == "Ground" or other.role == "Ground" or (kind == "venn" and (_in_set(one) or _in_set(other))):
            continue
        across = min(one.x + one.w, other.x + other.w) - max(one.x, other.x)
        down = min(one.y + one.h, other.y + other.h) - max(one.y, other.y)
        if across > NEAR and down > NEAR:
            yield f"{one.id} and {other.id} overlap"


def _in_set(shape: Shape) -> bool:
    return shape.role.startswith("Set")


def _label(shape: Shape, sizer: Sizer) -> Iterator[str]:
    """Each line of the label lies within the shape's edge."""
    left, top, right, bottom = shape.insets
    width, room = shape.w - left - right, shape.h - top - bottom
    lines: list[tuple[float, float]] = []
    for text, size, bold in ((shape.text, shape.size, shape.bold), (shape.detail, shape.detail_size, False)):
        if text:
            wrapped = sizer.wrap(text, width, size, bold)
            if not wrapped.fits:
                yield f"a word of {shape.id} is too wide: {text}"
            lines += [(wrapped.width, wrapped.height / len(wrapped.lines))] * len(wrapped.lines)
    total = sum(height for _, height in lines)
    if total > room + NEAR:
        yield f"the text of {shape.id} is {total - room:.0f} points too high: {shape.text}"
        return
    y = shape.y + top + {"t": 0.0, "ctr": (room - total) / 2, "b": room - total}[shape.anchor]
    edge = flat(shape.path, (0.0, 0.0)) if shape.form == "path" else _edge(shape)
    for wide, height in lines:
        x = shape.x + left + {"l": 0.0, "ctr": (width - wide) / 2, "r": width - wide}[shape.align]
        box = (x + NEAR, y + NEAR, x + wide - NEAR, y + height - NEAR)
        if not all(_within((a, b), edge) for a in (box[0], box[2]) for b in (box[1], box[3])):
            yield f"the text of {shape.id} leaves its {shape.form}: {shape.text}"
            return
        y += height


def _edge(shape: Shape) -> list[Point]:
    return flat(outline(shape.form, shape.w, shape.h, shape.adjust).path, (shape.x, shape.y))


def flat(path: tuple[Step, ...], at: Point) -> list[Point]:
    """A path as points, curves in eight stretches."""
    points: list[Point] = []
    for name, values in path:
        pairs = [(x + at[0], y + at[1]) for x, y in zip(values[::2], values[1::2], strict=True)]
        if name == "C":
            (a, b), (c, d), (e, f), (g, h) = points[-1], *pairs
            for number in range(1, 9):
                t = number / 8
                u = 1 - t
                points.append(
                    (u**3 * a + 3 * u * u * t * c + 3 * u * t * t * e + t**3 * g,
                     u**3 * b + 3 * u * u * t * d + 3 * u * t * t * f + t**3 * h)
                )  # fmt: skip
        else:
            points += pairs
    return points


def _within(point: Point, edge: list[Point]) -> bool:
    x, y = point
    inside = False
    for (ax, ay), (bx, by) in pairwise([*edge, edge[0]]):
        if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
            inside = not inside
    return inside


def _ends(line: Line, shapes: list[Shape]) -> Iterator[str]:
    """An end that is glued stands at a site of its shape."""
    known = {shape.id: shape for shape in shapes}
    for id, side, point in (
        (line.begin, line.begin_side, line.points[0]), (line.end, line.end_side, line.points[-1]),
    ):  # fmt: skip
        if not id:
            continue
        if id not in known:
            yield f"a line docks at {id}, which isn't there"
            continue
        shape = known[id]
        if shape.form == "path":
            continue  # a freeform has no sites by name
        found = outline(shape.form, shape.w, shape.h, shape.adjust)
        site = found.sites[found.site(side)]
        if abs(shape.x + site.x - point[0]) > NEAR or abs(shape.y + site.y - point[1]) > NEAR:
            yield f"a line ends beside the {side} of {id}"


def _crossings(line: Line, shapes: list[Shape]) -> Iterator[str]:
    points = flat(smooth(line.points), (0.0, 0.0)) if line.form == "curve" else list(line.points)
    for shape in shapes:
        if shape.role == "Ground" or (shape.form in ("triangle", "trapezoid", "path") and shape.id == line.begin):
            continue
        box = (shape.x + 1.0, shape.y + 1.0, shape.x + shape.w - 1.0, shape.y + shape.h - 1.0)
        if shape.form in ("chevron", "homePlate", "parallelogram", "trapezoid", "flowChartDocument") and shape.id in (
            line.begin,
            line.end,
        ):
            continue  # its sites lie within its rectangle
        if any(_cuts(a, b, box) for a, b in pairwise(points)):
            yield f"a line from {line.begin or 'nowhere'} to {line.end or 'nowhere'} runs through {shape.id}"


def _cuts(a: Point, b: Point, box: tuple[float, float, float, float]) -> bool:
    """Whether the stretch from `a` to `b` has a part in the box (Liang and Barsky's clipping)."""
    begin, end = 0.0, 1.0
    for axis in (0, 1):
        step = b[axis] - a[axis]
        low, high = box[axis] - a[axis], box[axis + 2] - a[axis]
        if abs(step) < 1e-9:
            if low >= 0 or high <= 0:
                return False
            continue
        first, last = sorted((low / step, high / step))
        begin, end = max(begin, first), min(end, last)
    return end - begin > 1e-6
