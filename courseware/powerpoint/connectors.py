"""Lines between shapes: PowerPoint's own connectors where one runs as the line does, else a freeform that is tied to the shapes all the same."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct

from courseware.curves import smooth
from courseware.deck.kit import Rect
from courseware.powerpoint.freeforms import freeform
from courseware.powerpoint.xml import emu
from courseware.scene import Step

Point = tuple[float, float]

NEAR = 0.05
"""Points nearer than this are one, in points."""
THIN = 0.1
"""The extent given to a connector that ends where it began, seen from one side: its guides are shares of that extent."""
MOST = 2_000_000_000
"""A guide is a 32-bit number."""
QUARTER = 5_400_000
"""A quarter turn, clockwise, in 60,000ths of a degree."""


class Route(Struct, frozen=True):
    """A preset connector that runs along a line: its unturned rectangle, turn and flips, and the guides in 100,000ths."""

    preset: str
    rect: Rect
    turn: int = 0
    flip_h: bool = False
    flip_v: bool = False
    guides: tuple[int, ...] = ()

    def xml(self) -> str:
        """Transform and geometry."""
        said = f' rot="{self.turn}"' if self.turn else ""
        said += ' flipH="1"' if self.flip_h else ""
        said += ' flipV="1"' if self.flip_v else ""
        guides = "".join(f'<a:gd name="adj{n}" fmla="val {value}"/>' for n, value in enumerate(self.guides, 1))
        return f'{_frame(self.rect, said)}<a:prstGeom prst="{self.preset}"><a:avLst>{guides}</a:avLst></a:prstGeom>'


def geometry(points: Sequence[Point], form: str) -> str:
    """Transform and geometry of a line of a drawing as a connector."""
    route = _route(points, form)
    return freehand(points, form) if route is None else route.xml()


def freehand(points: Sequence[Point], form: str) -> str:
    """Transform and geometry of the same line as a freeform."""
    clean = simplified(points)
    return _freeform(smooth(clean) if form == "curve" else (("M", clean[0]), *(("L", point) for point in clean[1:])))


def is_plain(points: Sequence[Point], form: str) -> bool:
    """Whether every program runs the connector where we did: LibreOffice 7.4 knows no guides, and bends in the middle."""
    route = _route(points, form)
    return route is not None and all(abs(guide - 50_000) < 500 for guide in route.guides) and len(route.guides) < 2


def _route(points: Sequence[Point], form: str) -> Route | None:
    clean = simplified(points)
    return None if form == "curve" and len(clean) > 2 else routed(clean)


def simplified(points: Sequence[Point]) -> list[Point]:
    """`points` without those that are no corner."""
    kept: list[Point] = []
    for point in points:
        if kept and abs(point[0] - kept[-1][0]) < NEAR and abs(point[1] - kept[-1][1]) < NEAR:
            continue
        if len(kept) > 1 and _in_line(kept[-2], kept[-1], point):
            kept[-1] = point
        else:
            kept.append(point)
    return kept if len(kept) > 1 else [points[0], points[-1]]


def _in_line(a: Point, b: Point, c: Point) -> bool:
    """Whether `b` lies on an upright or level line from `a` on to `c`."""
    for axis in (0, 1):
        if abs(a[axis] - b[axis]) < NEAR and abs(b[axis] - c[axis]) < NEAR:
            return (b[1 - axis] - a[1 - axis]) * (c[1 - axis] - b[1 - axis]) >= 0
    return False


def routed(points: Sequence[Point]) -> Route | None:
    """The preset that runs exactly along `points`: a straight line, or one with up to four right-angled bends; None where there is none."""
    start, end = points[0], points[-1]
    if len(points) == 2:
        (left, right), (top, bottom) = sorted((start[0], end[0])), sorted((start[1], end[1]))
        rect = Rect(left, top, right - left, bottom - top)
        return Route("straightConnector1", rect, 0, end[0] < start[0], end[1] < start[1])
    bends = len(points) - 2
    if bends > 4 or not _right_angled(points):
        return None
    level = abs(points[0][1] - points[1][1]) < NEAR
    along, across = (0, 1) if level else (1, 0)
    # Lengths along the first stretch and across it; a reach of nothing takes its direction from the first bend that leaves it.
    reach = [end[along] - start[along], end[across] - start[across]]
    first = [points[1][along] - start[along], points[2][across] - start[across]]
    back = [(each if abs(each) >= NEAR else hint) < 0 for each, hint in zip(reach, first, strict=True)]
    extent = [max(abs(each), THIN) for each in reach]
    guides = []
    for number in range(1, bends):
        side = (number - 1) % 2
        axis = (along, across)[side]
        value = points[number][axis] - start[axis]
        guides.append(round((-value if back[side] else value) / extent[side] * 100_000))
    if any(abs(value) > MOST for value in guides):
        return None
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)
    rect = Rect(middle[0] - extent[0] / 2, middle[1] - extent[1] / 2, extent[0], extent[1])
    preset = f"bentConnector{bends + 1}"
    if level:
        return Route(preset, rect, 0, back[0], back[1], tuple(guides))
    # Turned by a quarter, the preset's way across leads to the left.
    return Route(preset, rect, QUARTER, back[0], not back[1], tuple(guides))


def _right_angled(points: Sequence[Point]) -> bool:
    """Whether stretches are level and upright in turn."""
    level = [abs(a[1] - b[1]) < NEAR for a, b in pairwise(points)]
    upright = [abs(a[0] - b[0]) < NEAR for a, b in pairwise(points)]
    turns = all(a != b for a, b in pairwise(level))
    return turns and all(a != b for a, b in zip(level, upright, strict=True))


def _freeform(path: tuple[Step, ...]) -> str:
    xs = [value for _, values in path for value in values[::2]]
    ys = [value for _, values in path for value in values[1::2]]
    rect = Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    return _frame(rect) + freeform(path, rect)


def _frame(rect: Rect, said: str = "") -> str:
    place = f'<a:off x="{emu(rect.x)}" y="{emu(rect.y)}"/><a:ext cx="{emu(rect.w)}" cy="{emu(rect.h)}"/>'
    return f"<a:xfrm{said}>{place}</a:xfrm>"
