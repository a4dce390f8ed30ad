"""Lines of about one length: a label that ends with a lone word is given less width, as far as it takes no more lines."""

from __future__ import annotations

from msgspec.structs import replace

from courseware.scene import Line, Scene, Shape, Sizer

LONE = 0.6
"""A last line under this share of the longest is not left alone."""
STEPS = 5
"""Halvings of the width that could be saved."""


def balance(scene: Scene, sizer: Sizer) -> Scene:
    """`scene` with the insets of its centred labels widened where that makes their lines more even."""
    return replace(scene, parts=tuple(part if isinstance(part, Line) else _even(part, sizer) for part in scene.parts))


def _even(shape: Shape, sizer: Sizer) -> Shape:
    left, top, right, bottom = shape.insets
    width = shape.w - left - right
    said = [(shape.text, shape.size, shape.bold), (shape.detail, shape.detail_size, False)]
    texts = [each for each in said if each[0] and "\n" not in each[0]]
    if shape.align != "ctr" or len(texts) < sum(1 for each in said if each[0]):
        return shape
    found = [sizer.wrap(text, width, size, bold) for text, size, bold in texts]
    counts = [len(each.lines) for each in found]
    if max(counts, default=1) == 1 or not all(_lone(lines.lines) for lines in found if len(lines.lines) > 1):
        return shape
    low, high = max(each.width for each in found if len(each.lines) > 1) / 2, width
    for _ in range(STEPS):
        middle = (low + high) / 2
        tried = [sizer.wrap(text, middle, size, bold) for text, size, bold in texts]
        if all(each.fits and len(each.lines) == count for each, count in zip(tried, counts, strict=True)):
            high = middle
        else:
            low = middle
    less = (width - high) / 2
    return replace(shape, insets=(left + less, top, right + less, bottom))


def _lone(lines: tuple[str, ...]) -> bool:
    return len(lines[-1]) < LONE * max(len(line) for line in lines)
