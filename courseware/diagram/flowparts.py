"""The parts of a flow that hang together, each with its plan."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct, field

from courseware.diagram.layered import Drawing, Graph, Link, Plan, Row, fold, plan
from courseware.diagram.model import Edge, Group, Node


class Part(Struct, eq=False):
    """Some nodes and edges of a flow (by number), and their plan, in which they are numbered from 0."""

    nodes: tuple[int, ...]
    edges: tuple[int, ...]
    plan: Plan
    folded: dict[tuple[int, int], tuple[Row, ...]] = field(default_factory=dict)

    def rows(self, count: int, most: int) -> tuple[Row, ...]:
        """Its plan in rows with `most` lines from one to the next; none where it is short or can't be folded."""
        if (count, most) not in self.folded:
            self.folded[count, most] = fold(self.plan, count, most) if len(self.plan.ranks) >= 2 * count else ()
        return self.folded[count, most]


class Parts(Struct, eq=False):
    """All parts; `framed` tells for edges that end at a group which group that is: begin, end (-1: none)."""

    parts: tuple[Part, ...]
    framed: tuple[tuple[int, int], ...]

    def length(self, group: int) -> int:
        """How many ranks a group covers."""
        return max((span[1] - span[0] + 1 for each in self.parts if (span := each.plan.spans.get(group))), default=1)


def part(nodes: tuple[Node, ...], edges: tuple[Edge, ...], groups: tuple[Group, ...]) -> Parts:
    """Parts in the author's order; nodes of one group belong together."""
    number = {node.id: place for place, node in enumerate(nodes)}
    frame = {group.id: place for place, group in enumerate(groups)}
    paths = [_path(node.group, groups, frame) for node in nodes]
    members: list[list[int]] = [[] for _ in groups]
    for place, path in enumerate(paths):
        for each in path:
            members[each].append(place)
    inner = {(number[edge.begin], number[edge.end]) for edge in edges if edge.begin in number and edge.end in number}
    framed = []
    ends = []
    for edge in edges:
        begin, end = frame.get(edge.begin, -1), frame.get(edge.end, -1)
        framed.append((begin if edge.begin not in number else -1, end if edge.end not in number else -1))
        ends.append(
            (
                number[edge.begin] if edge.begin in number else _last(members[begin], inner),
                number[edge.end] if edge.end in number else _first(members[end], inner),
            )
        )
    of = _together(len(nodes), [*ends, *((each[0], other) for each in members for other in each)])
    found = []
    for root in sorted(set(of)):
        mine = [place for place in range(len(nodes)) if of[place] == root]
        local = {place: index for index, place in enumerate(mine)}
        lines = [place for place, (begin, _) in enumerate(ends) if of[begin] == root]
        graph = Graph(
            count=len(mine),
            links=tuple(Link(local[ends[line][0]], local[ends[line][1]]) for line in lines),
            branching=tuple(nodes[place].form == "decision" for place in mine),
            paths=tuple(paths[place] for place in mine),
        )
        found.append(Part(tuple(mine), tuple(lines), plan(graph)))
    return Parts(tuple(found), tuple(framed))


def _path(group: str, groups: tuple[Group, ...], frame: dict[str, int]) -> tuple[int, ...]:
    found: list[int] = []
    while group:
        found.append(frame[group])
        group = groups[frame[group]].parent
    return tuple(reversed(found))


def _first(members: list[int], inner: set[tuple[int, int]]) -> int:
    """The node at which a line into a group ends: the first that nothing in the group leads to."""
    inside = set(members)
    led = {end for begin, end in inner if begin in inside and begin != end}
    return next((each for each in members if each not in led), members[0])


def _last(members: list[int], inner: set[tuple[int, int]]) -> int:
    inside = set(members)
    leading = {begin for begin, end in inner if end in inside and begin != end}
    return next((each for each in reversed(members) if each not in leading), members[-1])


def _together(count: int, ends: list[tuple[int, int]]) -> list[int]:
    """For each node the lowest number of those that it hangs together with."""
    top = list(range(count))

    def root(node: int) -> int:
        while top[node] != node:
            top[node] = top[top[node]]
            node = top[node]
        return node

    for one, other in ends:
        a, b = root(one), root(other)
        top[max(a, b)] = min(a, b)
    return [root(node) for node in range(count)]


def pack(drawings: Sequence[Drawing], limit: float, gap: float) -> tuple[list[tuple[float, float]], float, float]:
    """Parts that do not hang together beside each other, in as many shelves along the flow as they need."""
    corners: list[tuple[float, float]] = []
    across = along = widest = deepest = 0.0
    for drawing in drawings:
        if across and across + drawing.across > limit:
            along, across, deepest = along + deepest + gap, 0.0, 0.0
        corners.append((across, along))
        widest = max(widest, across + drawing.across)
        across += drawing.across + gap
        deepest = max(deepest, drawing.along)
    return corners, widest, along + deepest
