"""Right to left: a scene mirrored where its labels are written that way."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from msgspec.structs import replace

from courseware.presets import outline
from courseware.scene import Line, Scene, Shape, Step

_SIDES = {"left": "right", "right": "left"}
_POINTED = ("chevron", "homePlate")
"""Presets that point to the right and have no counterpart to the left: their outline is drawn as a freeform."""


def is_rtl(texts: Iterable[str]) -> bool:
    """Whether more of the letters run right to left than left to right."""
    balance = 0
    for text in texts:
        if text.isascii():
            balance -= len(text)
            continue
        for character in text:
            kind = unicodedata.bidirectional(character)
            balance += kind in ("R", "AL")
            balance -= kind == "L"
    return balance > 0


def mirror(scene: Scene) -> Scene:
    """`scene` with left and right exchanged; its texts stay as they are."""
    wide = scene.width
    parts = tuple(_line(part, wide) if isinstance(part, Line) else _shape(part, wide) for part in scene.parts)
    return replace(scene, parts=parts)


def _line(line: Line, wide: float) -> Line:
    return replace(
        line,
        points=tuple((wide - x, y) for x, y in line.points),
        begin_side=_SIDES.get(line.begin_side, line.begin_side),
        end_side=_SIDES.get(line.end_side, line.end_side),
    )


def _shape(shape: Shape, wide: float) -> Shape:
    if shape.form in _POINTED:
        found = outline(shape.form, shape.w, shape.h, shape.adjust)
        path = tuple(_moved(step, shape.x, shape.y) for step in found.path)
        shape = replace(shape, form="path", adjust=(), path=path)
    left, top, right, bottom = shape.insets
    return replace(
        shape,
        x=wide - shape.x - shape.w,
        path=tuple(_mirrored(step, wide) for step in shape.path),
        insets=(right, top, left, bottom),
    )


def _moved(step: Step, x: float, y: float) -> Step:
    name, values = step
    return name, tuple(value + (y if number % 2 else x) for number, value in enumerate(values))


def _mirrored(step: Step, wide: float) -> Step:
    name, values = step
    return name, tuple(value if number % 2 else wide - value for number, value in enumerate(values))
