"""Folding: a drawing that is too long goes on in a further row, as a text does; lines lead from the end of a row to the next one's begin."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from courseware.diagram.layered.bounds import bounded
from courseware.diagram.layered.draw import draw, tidy
from courseware.diagram.layered.model import Drawing, Graph, Link, Path, Point, Rect, Sizes
from courseware.diagram.layered.plan import Plan, plan

SHORTEST = 0.5
"""A row has at least this share of the ranks that it would have if all were alike, but as a last resort."""
AROUND = 14.0
"""From a row to the nearest line between it and the next, in points."""


class Row(Struct, frozen=True):
    """Some ranks of a plan as a plan of their own. `nodes` are the whole graph's numbers, -1 for a port, where a line comes in or goes out;
    `links` the whole graph's. `entries` and `exits`: the node of the port of each link."""

    plan: Plan
    nodes: tuple[int, ...]
    links: tuple[int, ...]
    entries: dict[int, int]
    exits: dict[int, int]


def fold(whole: Plan, count: int, most: int) -> tuple[Row, ...]:
    """`whole` in `count` rows of about as many ranks, with `most` lines from one to the next; empty where lines or frames stand in the way."""
    length = len(whole.ranks)
    least = SHORTEST * length / count if most == 1 else 1.0
    levels = [whole.items[node].rank for node in range(whole.graph.count)]
    cuts: list[int] = []
    for number in range(1, count):
        ideal = number * length / count - 1
        cost = {}
        first = cuts[-1] + 1 if cuts else 0
        for rank in range(first, length - 1):
            if rank + 1 - first < least or length - 1 - rank < least * (count - number):
                continue
            crossed = _crossed(whole, levels, rank)
            if 0 < len(crossed) <= most:
                cost[rank] = abs(rank - ideal) + 0.6 * len(crossed)
        if not cost:
            return ()
        cuts.append(min(cost, key=lambda rank: (cost[rank], rank)))
    bounds = [-1, *cuts, length - 1]
    return tuple(_row(whole, levels, low + 1, high) for low, high in pairwise(bounds))


def _crossed(whole: Plan, levels: Sequence[int], rank: int) -> list[int]:
    """The links that lead on from `rank` to a later one; none where the drawing can't be cut there."""
    if any(first <= rank < last for first, last in whole.spans.values()):
        return []
    found = []
    for number, link in enumerate(whole.graph.links):
        begin, end = levels[link.begin], levels[link.end]
        if end <= rank < begin:
            return []
        if begin <= rank < end:
            found.append(number)
    return found


def _row(whole: Plan, levels: Sequence[int], low: int, high: int) -> Row:
    graph = whole.graph
    nodes = [node for node in range(graph.count) if low <= levels[node] <= high]
    local = {node: place for place, node in enumerate(nodes)}
    before = 1 if low else 0
    ranks = [levels[node] - low + before for node in nodes]
    links: list[Link] = []
    kept: list[int] = []
    entries: dict[int, int] = {}
    exits: dict[int, int] = {}
    for number, link in enumerate(graph.links):
        begin, end = levels[link.begin], levels[link.end]
        if max(begin, end) < low or min(begin, end) > high:
            continue
        if begin < low:
            entries[number] = len(nodes)
            nodes.append(-1)
            ranks.append(0)
        if end > high:
            exits[number] = len(nodes)
            nodes.append(-1)
            ranks.append(high - low + 1 + before)
        links.append(Link(entries.get(number, local.get(link.begin, -1)), exits.get(number, local.get(link.end, -1))))
        kept.append(number)
    part = Graph(
        count=len(nodes),
        links=tuple(links),
        branching=tuple(node >= 0 and graph.branching[node] for node in nodes),
        paths=tuple(graph.paths[node] if node >= 0 else () for node in nodes),
    )
    return Row(plan(part, ranks), tuple(nodes), tuple(kept), entries, exits)


def draw_rows(rows: Sequence[Row], graph: Graph, sizes: Sizes) -> Drawing:
    """The drawing of a folded plan: rows beside each other across the flow, their first ranks in line."""
    nodes: list[Rect] = [(0.0, 0.0, 0.0, 0.0)] * graph.count
    frames: list[Rect | None] = [None] * len(sizes.titles)
    points: list[list[Point]] = [[] for _ in graph.links]
    sides = [["", ""] for _ in graph.links]
    labels: list[Rect | None] = [None] * len(graph.links)
    cramped = 0
    across = 0.0
    leaving: list[tuple[int, Point]] = []
    for row in rows:
        drawing = draw(row.plan, _sizes(row, sizes))
        cramped += drawing.cramped
        own = [rect for node, rect in zip(row.nodes, drawing.nodes, strict=True) if node >= 0]
        shift = -min(rect[1] for rect in own)
        if leaving:
            across += 2 * AROUND + (len(leaving) - 1) * sizes.gaps.track
        for node, rect in zip(row.nodes, drawing.nodes, strict=True):
            if node >= 0:
                nodes[node] = _moved(rect, across, shift)
        for frame, place in enumerate(drawing.frames):
            if place:
                frames[frame] = _moved(place, across, shift)
        begin = min([shift, *(frame[1] for frame in frames if frame)])
        for number, (link, start) in enumerate(leaving):
            inner = len(leaving) - number
            track = across - AROUND - number * sizes.gaps.track
            back = begin - (number + 1) * sizes.gaps.track
            out = start[1] + inner * sizes.gaps.track
            entry = drawing.nodes[row.entries[link]]
            points[link] += [
                (start[0], out), (track, out), (track, back), (across + entry[0], back), (across + entry[0], entry[1] + shift)
            ]  # fmt: skip
        for link, path in zip(row.links, drawing.paths, strict=True):
            points[link] += [(x + across, y + shift) for x, y in path.points]
            sides[link][0] = sides[link][0] or path.begin_side
            sides[link][1] = path.end_side
            labels[link] = labels[link] or (_moved(path.label, across, shift) if path.label else None)
        far = max(place[1] + place[3] for place in [*own, *(frame for frame in drawing.frames if frame)]) + shift
        ends = [(link, drawing.nodes[port]) for link, port in row.exits.items()]
        reach = max([far, *(rect[1] + shift for _, rect in ends)])
        leaving = [(link, (rect[0] + across, reach)) for link, rect in sorted(ends, key=lambda each: each[1][0])]
        across += drawing.across
    paths = [
        Path(points=tidy(way), begin_side=side[0], end_side=side[1], label=label)
        for way, side, label in zip(points, sides, labels, strict=True)
    ]
    return bounded(nodes, paths, frames, cramped)


def _sizes(row: Row, sizes: Sizes) -> Sizes:
    """Sizes for a row; a label stands in the row where its line begins."""
    return replace(
        sizes,
        nodes=tuple(sizes.nodes[node] if node >= 0 else (0.0, 0.0) for node in row.nodes),
        labels=tuple(None if link in row.entries else sizes.labels[link] for link in row.links),
    )


def _moved(rect: Rect, across: float, along: float) -> Rect:
    return rect[0] + across, rect[1] + along, rect[2], rect[3]
