"""The shapes that PowerPoint draws by name: their outline, the sites where connectors dock, and where their text stands.

Formulas and the order of the sites are those of `presetShapeDefinitions.xml`, which comes with ISO/IEC 29500-1 (annex D). An arc is drawn as
cubic curves, which lie within a thousandth of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import cos, pi, sin

from msgspec import Struct
from msgspec.structs import replace

from courseware.curves import arc
from courseware.scene import Step


class Site(Struct, frozen=True):
    """A place where a connector docks, from the shape's top left corner. `side` is top, left, bottom, right, `""` for a corner's."""

    x: float
    y: float
    side: str


class Outline(Struct, frozen=True):
    """A shape of a size: `path` is its edge, `strokes` are lines within it; `sites` in PowerPoint's order; `area` (left, top, right, bottom) is
    where text stands when the insets are nothing."""

    path: tuple[Step, ...]
    sites: tuple[Site, ...]
    area: tuple[float, float, float, float]
    strokes: tuple[Step, ...] = ()

    def site(self, side: str) -> int:
        """The number of the site at a side of the shape."""
        return next(number for number, site in enumerate(self.sites) if site.side == side)


@lru_cache(maxsize=4096)
def outline(form: str, w: float, h: float, adjust: tuple[int, ...] = ()) -> Outline:
    """A preset of DrawingML, `w` x `h` points. `adjust` are its guides in 100,000ths; those left out have the preset's own value.

    Raises `KeyError` for a preset that isn't among `FORMS`.
    """
    make, given = FORMS[form]
    return make(w, h, [*adjust, *given[len(adjust) :]])


def text_area(form: str, w: float, h: float, adjust: tuple[int, ...] = ()) -> tuple[float, float, float, float]:
    """Left, top, right and bottom of the rectangle in which PowerPoint sets a shape's text where its insets are nothing."""
    return outline(form, w, h, adjust).area


def _polygon(*points: tuple[float, float]) -> tuple[Step, ...]:
    return (("M", points[0]), *(("L", point) for point in points[1:]), ("Z", ()))


def _cross(w: float, h: float, left: float = 0.0, right: float | None = None) -> tuple[Site, ...]:
    """Sites of most shapes: top, left, bottom, right."""
    return (
        Site(w / 2, 0.0, "top"),
        Site(left, h / 2, "left"),
        Site(w / 2, h, "bottom"),
        Site(w if right is None else right, h / 2, "right"),
    )


def _rect(w: float, h: float, _: Sequence[int]) -> Outline:
    return Outline(_polygon((0, 0), (w, 0), (w, h), (0, h)), _cross(w, h), (0.0, 0.0, w, h))


def _rounded(w: float, h: float, top: float, bottom: float) -> tuple[Step, ...]:
    """A rectangle with corners of two radii."""
    half = pi / 2
    steps: list[Step] = [("M", (0.0, top))]
    for x, y, radius, start in ((top, top, top, 2), (w - top, top, top, 3), (w - bottom, h - bottom, bottom, 0),
                                (bottom, h - bottom, bottom, 1)):  # fmt: skip
        first = (x + radius * cos(start * half), y + radius * sin(start * half))
        steps.append(("L", first))
        if radius:
            steps += arc(x, y, radius, radius, start * half, half)
    return (*steps[:1], *steps[2:], ("Z", ()))


def _round_rect(w: float, h: float, adjust: Sequence[int]) -> Outline:
    radius = min(w, h) * min(max(adjust[0], 0), 50000) / 100000
    inset = radius * 0.29289
    return Outline(_rounded(w, h, radius, radius), _cross(w, h), (inset, inset, w - inset, h - inset))


def _alternate(w: float, h: float, _: Sequence[int]) -> Outline:
    return _round_rect(w, h, [16667])


def _round_top(w: float, h: float, adjust: Sequence[int]) -> Outline:
    top, bottom = (min(w, h) * min(max(value, 0), 50000) / 100000 for value in adjust)
    inset = max(top, bottom) * 0.29289
    one, two, three, four = _cross(w, h)
    return Outline(
        _rounded(w, h, top, bottom), (four, three, two, one), (inset, top * 0.29289, w - inset, h - bottom * 0.29289)
    )


def _oval(w: float, h: float) -> tuple[Step, ...]:
    return (("M", (0.0, h / 2)), *arc(w / 2, h / 2, w / 2, h / 2, pi, 2 * pi), ("Z", ()))


def _round_sites(w: float, h: float) -> tuple[Site, ...]:
    left, top = w / 2 * (1 - cos(pi / 4)), h / 2 * (1 - sin(pi / 4))
    return (
        Site(w / 2, 0.0, "top"), Site(left, top, ""), Site(0.0, h / 2, "left"), Site(left, h - top, ""),
        Site(w / 2, h, "bottom"), Site(w - left, h - top, ""), Site(w, h / 2, "right"), Site(w - left, top, ""),
    )  # fmt: skip


def _ellipse(w: float, h: float, _: Sequence[int]) -> Outline:
    left, top = w / 2 * (1 - cos(pi / 4)), h / 2 * (1 - sin(pi / 4))
    return Outline(_oval(w, h), _round_sites(w, h), (left, top, w - left, h - top))


def _donut(w: float, h: float, adjust: Sequence[int]) -> Outline:
    ring = min(w, h) * min(max(adjust[0], 0), 50000) / 100000
    hole = (
        ("M", (ring, h / 2)), *arc(w / 2, h / 2, w / 2 - ring, h / 2 - ring, pi, -2 * pi), ("Z", ()),
    )  # fmt: skip
    return replace(_ellipse(w, h, ()), path=(*_oval(w, h), *hole))


def _diamond(w: float, h: float, _: Sequence[int]) -> Outline:
    path = _polygon((0, h / 2), (w / 2, 0), (w, h / 2), (w / 2, h))
    return Outline(path, _cross(w, h), (w / 4, h / 4, w * 3 / 4, h * 3 / 4))


def _triangle(w: float, h: float, adjust: Sequence[int]) -> Outline:
    share = min(max(adjust[0], 0), 100000) / 100000
    tip, left, right = w * share, w * share / 2, w * share / 2 + w / 2
    sites = (
        Site(tip, 0.0, "top"), Site(left, h / 2, "left"), Site(0.0, h, ""), Site(tip, h, "bottom"), Site(w, h, ""), Site(right, h / 2, "right"),
    )  # fmt: skip
    return Outline(_polygon((0, h), (tip, 0), (w, h)), sites, (left, h / 2, right, h))


def _trapezoid(w: float, h: float, adjust: Sequence[int]) -> Outline:
    most = 50000 * w / min(w, h)
    a = min(max(adjust[0], 0), most)
    slant = min(w, h) * a / 100000
    left, top = w / 3 * a / most, h / 3 * a / most
    path = _polygon((0, h), (slant, 0), (w - slant, 0), (w, h))
    return Outline(path, _cross(w, h, slant / 2, w - slant / 2), (left, top, w - left, h))


def _parallelogram(w: float, h: float, adjust: Sequence[int]) -> Outline:
    most = 100000 * w / min(w, h)
    a = min(max(adjust[0], 0), most)
    slant = min(w, h) * a / 100000
    share = (1 + 5 * a / most) / 12
    under = min(max(h * w / 2 / slant, 0.0), h) if slant else h
    foot = (w - slant) / 2
    sites = (
        Site(w / 2, h - under, ""), Site(w - foot, 0.0, "top"), Site(w - slant / 2, h / 2, "right"), Site(foot, h, "bottom"),
        Site(w / 2, under, ""), Site(slant / 2, h / 2, "left"),
    )  # fmt: skip
    path = _polygon((0, h), (slant, 0), (w, 0), (w - slant, h))
    return Outline(path, sites, (w * share, h * share, w * (1 - share), h * (1 - share)))


def _chevron(w: float, h: float, adjust: Sequence[int]) -> Outline:
    point = min(w, h) * min(max(adjust[0], 0), 100000 * w / min(w, h)) / 100000
    edge = w - point
    left, right = (point, edge) if edge > point else (0.0, w)
    sites = (
        Site(edge, 0.0, "top"), Site(point, h / 2, "left"), Site(edge, h, "bottom"), Site(w, h / 2, "right"),
    )  # fmt: skip
    path = _polygon((0, 0), (edge, 0), (w, h / 2), (edge, h), (0, h), (point, h / 2))
    return Outline(path, sites, (left, 0.0, right, h))


def _home_plate(w: float, h: float, adjust: Sequence[int]) -> Outline:
    edge = w - min(w, h) * min(max(adjust[0], 0), 100000 * w / min(w, h)) / 100000
    sites = (
        Site(edge / 2, 0.0, "top"), Site(0.0, h / 2, "left"), Site(edge / 2, h, "bottom"), Site(w, h / 2, "right"),
    )  # fmt: skip
    path = _polygon((0, 0), (edge, 0), (w, h / 2), (edge, h), (0, h))
    return Outline(path, sites, (0.0, 0.0, (edge + w) / 2, h))


def _hexagon(w: float, h: float, adjust: Sequence[int]) -> Outline:
    most = 50000 * w / min(w, h)
    a = min(max(adjust[0], 0), most)
    x, half = min(w, h) * a / 100000, h / 2 * adjust[1] / 100000 * sin(pi / 3)
    top, bottom = h / 2 - half, h / 2 + half
    wide = a > most / 2
    share = ((4 if wide else 2) + (a - (most / 2 if wide else 0)) / (most / 2) * (3 if wide else 2)) / 24
    sites = (
        Site(w, h / 2, "right"), Site(w - x, bottom, ""), Site(x, bottom, "bottom"), Site(0.0, h / 2, "left"),
        Site(x, top, "top"), Site(w - x, top, ""),
    )  # fmt: skip
    path = _polygon((0, h / 2), (x, top), (w - x, top), (w, h / 2), (w - x, bottom), (x, bottom))
    return Outline(path, sites, (w * share, h * share, w * (1 - share), h * (1 - share)))


def _can(w: float, h: float, adjust: Sequence[int]) -> Outline:
    lid = min(w, h) * min(max(adjust[0], 0), 50000 * h / min(w, h)) / 200000
    path = (
        ("M", (0.0, lid)), *arc(w / 2, lid, w / 2, lid, pi, pi), ("L", (w, h - lid)),
        *arc(w / 2, h - lid, w / 2, lid, 0.0, pi), ("Z", ()),
    )  # fmt: skip
    front = (("M", (w, lid)), *arc(w / 2, lid, w / 2, lid, 0.0, pi))
    one, two, three, four = _cross(w, h)
    return Outline(path, (Site(w / 2, 2 * lid, ""), one, two, three, four), (0.0, 2 * lid, w, h - lid), front)


def _right_arrow(w: float, h: float, adjust: Sequence[int]) -> Outline:
    head = min(w, h) * min(max(adjust[1], 0), 100000 * w / min(w, h)) / 100000
    x, half = w - head, h * min(max(adjust[0], 0), 100000) / 200000
    top, bottom = h / 2 - half, h / 2 + half
    path = _polygon((0, top), (x, top), (x, 0), (w, h / 2), (x, h), (x, bottom), (0, bottom))
    sites = (Site(x, 0.0, "top"), Site(0.0, h / 2, "left"), Site(x, h, "bottom"), Site(w, h / 2, "right"))
    return Outline(path, sites, (0.0, top, x + top * head / (h / 2), bottom))


def _terminator(w: float, h: float, _: Sequence[int]) -> Outline:
    end = w * 3475 / 21600
    path = (
        ("M", (end, 0.0)), ("L", (w - end, 0.0)), *arc(w - end, h / 2, end, h / 2, -pi / 2, pi), ("L", (end, h)),
        *arc(end, h / 2, end, h / 2, pi / 2, pi), ("Z", ()),
    )  # fmt: skip
    left, top = w * 1018 / 21600, h * 3163 / 21600
    return Outline(path, _cross(w, h), (left, top, w - left, h - top))


def _predefined(w: float, h: float, _: Sequence[int]) -> Outline:
    lines = (("M", (w / 8, 0.0)), ("L", (w / 8, h)), ("M", (w * 7 / 8, 0.0)), ("L", (w * 7 / 8, h)))
    return Outline(_polygon((0, 0), (w, 0), (w, h), (0, h)), _cross(w, h), (w / 8, 0.0, w * 7 / 8, h), lines)


def _preparation(w: float, h: float, _: Sequence[int]) -> Outline:
    path = _polygon((0, h / 2), (w / 5, 0), (w * 4 / 5, 0), (w, h / 2), (w * 4 / 5, h), (w / 5, h))
    return Outline(path, _cross(w, h), (w / 5, 0.0, w * 4 / 5, h))


def _document(w: float, h: float, _: Sequence[int]) -> Outline:
    low, foot = h * 17322 / 21600, h * 20172 / 21600
    curve = (w / 2, low, w / 2, h * 23922 / 21600, 0.0, foot)
    path = (("M", (0.0, 0.0)), ("L", (w, 0.0)), ("L", (w, low)), ("C", curve), ("Z", ()))
    one, two, _three, four = _cross(w, h)
    return Outline(path, (one, two, Site(w / 2, foot, "bottom"), four), (0.0, 0.0, w, low))


FORMS: dict[str, tuple[Callable[[float, float, Sequence[int]], Outline], tuple[int, ...]]] = {
    "rect": (_rect, ()),
    "text": (_rect, ()),
    "roundRect": (_round_rect, (16667,)),
    "round2SameRect": (_round_top, (16667, 0)),
    "ellipse": (_ellipse, ()),
    "donut": (_donut, (25000,)),
    "diamond": (_diamond, ()),
    "triangle": (_triangle, (50000,)),
    "trapezoid": (_trapezoid, (25000,)),
    "parallelogram": (_parallelogram, (25000,)),
    "chevron": (_chevron, (50000,)),
    "homePlate": (_home_plate, (50000,)),
    "hexagon": (_hexagon, (25000, 115470)),
    "can": (_can, (25000,)),
    "rightArrow": (_right_arrow, (50000, 50000)),
    "flowChartProcess": (_rect, ()),
    "flowChartAlternateProcess": (_alternate, ()),
    "flowChartDecision": (_diamond, ()),
    "flowChartTerminator": (_terminator, ()),
    "flowChartPredefinedProcess": (_predefined, ()),
    "flowChartPreparation": (_preparation, ()),
    "flowChartDocument": (_document, ()),
    "flowChartConnector": (_ellipse, ()),
}
"""The presets that a scene may use, each with its own guides; `text` is a rectangle without a look."""
