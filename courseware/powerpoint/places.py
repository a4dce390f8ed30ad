"""Where a shape stands and which placeholder it is."""

from __future__ import annotations

from courseware.deck.kit import Rect
from courseware.powerpoint.xml import EMU, A, Element, P, first, local, number

FOOT = ("dt", "ftr", "sldNum")
TITLES = ("title", "ctrTitle")


def placeholder_of(shape: Element) -> Element | None:
    """The `p:ph` of a shape, picture or frame, None where it is no placeholder."""
    for child in shape:
        if isinstance(child.tag, str) and local(child).startswith("nv"):
            return first(child, P + "nvPr", P + "ph")
    return None


def shape_name(shape: Element) -> str:
    """The name in PowerPoint's selection pane."""
    for child in shape:
        if isinstance(child.tag, str) and local(child).startswith("nv"):
            named = first(child, P + "cNvPr")
            return (named.get("name") or "") if named is not None else ""
    return ""


def rectangle(shape: Element) -> Rect | None:
    """A shape's own rectangle in points, None where it inherits it."""
    frame = frame_of(shape)
    offset, extent = first(frame, A + "off"), first(frame, A + "ext")
    if offset is None or extent is None:
        return None
    return Rect(
        number(offset, "x") / EMU, number(offset, "y") / EMU, number(extent, "cx") / EMU, number(extent, "cy") / EMU
    )


def frame_of(shape: Element) -> Element | None:
    """Where a shape's place and size stand, in whichever kind of shape; None where it inherits them."""
    paths = (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
    return next((frame for path in paths if (frame := shape.find(path)) is not None), None)
