"""Where labels of lines stand: beside their line, near its begin if there is room, on nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import msgspec

from courseware.diagram.layered.model import Path, Point, Rect, Sizes

SHARED = 60.0
"""The price of a place beside a piece that several lines share: the label could be any one's."""
LOST = 100.0
"""From this price on a label lies on something."""
_OFF = 4.0
"""From a line to its label."""


def put_labels(
    paths: Sequence[Path], sizes: Sizes, nodes: Sequence[Rect], frames: Sequence[Rect | None]
) -> tuple[list[Path], list[int]]:
    """`paths` with their labels, and the numbers of those whose label lies on something, for want of a free place."""
    pieces = [[_ordered(one, other) for one, other in pairwise(path.points)] for path in paths]
    lines = [(number, piece) for number, each in enumerate(pieces) for piece in each]
    edges = [edge for frame in frames if frame for edge in _edges(frame)]
    found = list(paths)
    placed: list[Rect] = []
    lost = []
    for number, path in enumerate(paths):
        label = sizes.labels[number]
        if label is None:
            continue
        reach = _reach(path.points, label)
        near = [(mate, other) for mate, other in lines if _meet(reach, other, 0.0)]
        around = _Around(
            near,
            [node for node in nodes if _meet(reach, node, 1.0)],
            [other for other in placed if _meet(reach, other, 2.0)],
            [edge for edge in edges if _meet(reach, edge, 1.0)],
        )
        alone = [not any(_runs_on(piece, other) for mate, other in near if mate != number) for piece in pieces[number]]
        best, price = None, 1e9
        for rank, (piece, rect) in enumerate(_candidates(path.points, label, sizes.above)):
            if rank > price:
                break
            cost = rank + (0.0 if alone[piece] else SHARED)
            if cost < price and (cost := around.trouble(rect, number, cost, price)) < price:
                best, price = rect, cost
        if best is not None:
            found[number] = msgspec.structs.replace(path, label=best)
            placed.append(best)
        if price >= LOST:
            lost.append(number)
    return found, lost


class _Around(msgspec.Struct, eq=False):
    """What a label could come to lie on."""

    lines: list[tuple[int, Rect]]
    nodes: list[Rect]
    placed: list[Rect]
    edges: list[Rect]

    def trouble(self, rect: Rect, own: int, cost: float, limit: float) -> float:
        """`cost`, and hundreds for each line beneath `rect`, thousands for each box or label; reckoned as far as `limit`."""
        for node in self.nodes:
            if _meet(rect, node, 1.0):
                cost += 5000.0
        for other in self.placed:
            if _meet(rect, other, 2.0):
                cost += 5000.0
        for number, line in self.lines:
            if cost >= limit:
                return cost
            if _meet(rect, line, 1.0):
                cost += 300.0 if number != own else 500.0
        for edge in self.edges:
            if _meet(rect, edge, 1.0):
                cost += 100.0
        return cost


def _reach(points: Sequence[Point], label: Point) -> Rect:
    """All that a label beside a line can cover."""
    low = [min(point[axis] for point in points) - label[axis] - 2 * _OFF for axis in (0, 1)]
    high = [max(point[axis] for point in points) + label[axis] + 2 * _OFF for axis in (0, 1)]
    return low[0], low[1], high[0] - low[0], high[1] - low[1]


def _ordered(one: Point, other: Point) -> Rect:
    return min(one[0], other[0]), min(one[1], other[1]), abs(one[0] - other[0]), abs(one[1] - other[1])


def _edges(frame: Rect) -> Iterator[Rect]:
    x, y, w, h = frame
    yield x, y, w, 0.0
    yield x, y + h, w, 0.0
    yield x, y, 0.0, h
    yield x + w, y, 0.0, h


def _candidates(points: Sequence[Point], label: Point, above: bool) -> Iterator[tuple[int, Rect]]:
    """Places beside each piece of a line that is long enough, from its begin on: at its begin, its middle, its end, on both sides."""
    across, along = label
    pieces = list(pairwise(points))
    for loose in (False, True):
        for number, (one, other) in enumerate(pieces):
            lengthwise = abs(one[0] - other[0]) < 0.01
            size = along if lengthwise else across
            length = abs(other[1] - one[1]) if lengthwise else abs(other[0] - one[0])
            if (length < size + 8.0) is not loose:
                continue
            axis = 1 if lengthwise else 0
            sign = 1.0 if other[axis] > one[axis] else -1.0
            room = max(0.0, length - size)
            starts = (min(8.0, room / 2), room / 2, max(0.0, room - 8.0)) if not loose else (0.0, room - size + length)
            for begin in starts:
                first = one[axis] + sign * begin
                low = first if sign > 0 else first - size
                for near in (above, not above):
                    if lengthwise:
                        yield number, ((one[0] - _OFF - across if near else one[0] + _OFF), low, across, along)
                    else:
                        yield number, (low, (one[1] + _OFF if near else one[1] - _OFF - along), across, along)


def _runs_on(one: Rect, other: Rect) -> bool:
    """Whether two pieces of lines lie on each other for more than half of the first."""
    for axis in (0, 1):
        if one[axis + 2] < 0.01 and other[axis + 2] < 0.01 and abs(one[axis] - other[axis]) < 0.5:
            along = 1 - axis
            common = min(one[along] + one[along + 2], other[along] + other[along + 2]) - max(one[along], other[along])
            return common > one[along + 2] / 2
    return False


def _meet(one: Rect, other: Rect, gap: float) -> bool:
    return (
        one[0] < other[0] + other[2] + gap
        and other[0] < one[0] + one[2] + gap
        and one[1] < other[1] + other[3] + gap
        and other[1] < one[1] + one[3] + gap
    )
