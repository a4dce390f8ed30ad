"""Freeforms and see-through colours in DrawingML."""

from __future__ import annotations

from collections.abc import Iterable

from courseware.deck.kit import Rect
from courseware.powerpoint.xml import emu
from courseware.scene import Step

_TAGS = {"M": "moveTo", "L": "lnTo", "C": "cubicBezTo"}


def freeform(path: Iterable[Step], rect: Rect, closed_fill: bool = False) -> str:
    """The geometry of a path (absolute on the slide) in the shape that stands at `rect` (ISO 29500-1, 20.1.9.8).

    A path of open lines is not filled unless `closed_fill`.
    """
    steps = "".join(_step(name, values, rect) for name, values in path)
    fill = "" if closed_fill else ' fill="none"'
    return (
        '<a:custGeom><a:avLst/><a:gdLst/><a:ahLst/><a:cxnLst/><a:rect l="0" t="0" r="r" b="b"/><a:pathLst>'
        f'<a:path w="{emu(rect.w)}" h="{emu(rect.h)}"{fill}>{steps}</a:path></a:pathLst></a:custGeom>'
    )


def _step(name: str, values: tuple[float, ...], rect: Rect) -> str:
    if name == "Z":
        return "<a:close/>"
    points = "".join(
        f'<a:pt x="{emu(x - rect.x)}" y="{emu(y - rect.y)}"/>' for x, y in zip(values[::2], values[1::2], strict=True)
    )
    return f"<a:{_TAGS[name]}>{points}</a:{_TAGS[name]}>"


def see_through(colour: str, opacity: float) -> str:
    """A colour element with an opacity from 0 to 1."""
    alpha = f'<a:alpha val="{round(opacity * 100000)}"/>'
    if colour.endswith("/>"):
        tag = colour[1 : colour.index(" ")]
        return f"{colour[:-2]}>{alpha}</{tag}>"
    head, _, tail = colour.rpartition("</")
    return f"{head}{alpha}</{tail}"
