"""A scene as text that a person can read beside its source."""

from __future__ import annotations

from courseware.scene import Line, Paint, Scene, Shape


def outline_of(scene: Scene) -> str:
    """A line for each part: where it stands, what it is, what it says; lines by what they join."""
    head = f"{scene.width:.0f} x {scene.height:.0f}, text from {scene.smallest:g}"
    return "\n".join([head, *(_shape(part) if isinstance(part, Shape) else _line(part) for part in scene.parts)])


def _shape(shape: Shape) -> str:
    place = f"{shape.x:.0f},{shape.y:.0f} {shape.w:.0f}x{shape.h:.0f}"
    said = [part.replace("\n", " / ") for part in (shape.text, shape.detail) if part]
    sizes = [f"{size:g}" for size, part in ((shape.size, shape.text), (shape.detail_size, shape.detail)) if part]
    text = f" {'+'.join(sizes)}: {' | '.join(said)}" if said else ""
    return f"{shape.id} {shape.form} {place}{_paint(shape.fill)}{text}"


def _line(line: Line) -> str:
    ends = [f"{id} {side}".strip() or f"{x:.0f},{y:.0f}" for id, side, (x, y) in (
        (line.begin, line.begin_side, line.points[0]), (line.end, line.end_side, line.points[-1]),
    )]  # fmt: skip
    arrow = ("<" if line.tail else "") + "-" + (">" if line.head else "")
    return f"  {line.form} {ends[0]} {arrow} {ends[1]}"


def _paint(paint: Paint | None) -> str:
    return f" {paint.name}{'' if paint.tint == 1 else f' {paint.tint:.0%}'}" if paint else ""
