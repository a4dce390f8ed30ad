"""The sides at which wires meet their nodes, and the slots beside nodes where they turn.

The flow leaves a node at its end and arrives at its start. The ways out of a decision take its tips. Lines against the flow go from side to
side, so that arrows in and out never share a side; where no side is free they come around into the start.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from courseware.diagram.layered.model import Graph, Item, Wire

_SIDES = ("far", "near")
AROUND, OVER = 0.5, 0.75
"""The price of a way around its rank, and of one that joins those into a node's start, in crossings."""


class _Ports:
    def __init__(self, graph: Graph, items: list[Item], wires: list[Wire], ranks: list[list[int]]) -> None:
        self.graph, self.items, self.wires, self.ranks = graph, items, wires, ranks
        self.at = [0.0] * len(items)
        for rank in ranks:
            for place, number in enumerate(rank):
                self.at[number] = float(place)
        self.steps: list[list[tuple[int, int]]] = [[] for _ in ranks]
        for wire in wires:
            for upper, lower in pairwise(wire.items):
                self.steps[items[upper].rank].append((upper, lower))
        self.use: dict[tuple[int, str], str] = {}
        self.taken: dict[tuple[int, str], Wire] = {}
        """The line that was first to leave at a side."""
        self.framed = any(graph.paths)

    def crossings(self, rank: int, upper: float, lower: float) -> int:
        """Steps below `rank` that one from `upper` to `lower` would cross."""
        return sum((self.at[a] - upper) * (self.at[b] - lower) < 0 for a, b in self.steps[rank])

    def beside(self, node: int, side: str) -> float:
        return self.at[node] + (0.4 if side == "far" else -0.4)

    def clash(self, node: int, side: str, use: str) -> int:
        """What it costs to take a side: nothing, or much where lines run the other way there."""
        return 0 if self.use.get((node, side), use) == use else 6

    def branch(self, node: int, outs: list[Wire]) -> None:
        """Gives the ways out of a decision their tips."""
        outs = sorted(outs, key=lambda wire: self.at[wire.items[1]])
        straight = [wire for wire in outs if wire.main]
        if len(outs) == 2:
            kept = straight[0] if straight else min(outs, key=lambda wire: wire.link)
            for place, wire in enumerate(outs):
                if wire is not kept:
                    wire.upper = "far" if place else "near"
        elif len(outs) > 2:
            outs[0].upper, outs[-1].upper = "near", "far"
        for wire in outs:
            self.use[node, wire.upper] = "out"

    def short(self, wire: Wire) -> None:
        """A line back to the rank above: out and in at the same side."""
        upper, lower = wire.items
        rank = self.items[upper].rank

        def cost(side: str) -> float:
            crossed = self.crossings(rank, self.beside(upper, side), self.beside(lower, side))
            return crossed + self.clash(lower, side, "out") + min(OVER, self.clash(upper, side, "in"))

        side = min(_SIDES, key=cost)
        self._back(wire, side, side)
        if cost(side):
            self._around(wire, cost(side))

    def _around(self, wire: Wire, price: float) -> None:
        """Leads a line back around its whole rank, where that is less trouble than `price`."""
        upper, lower = wire.items
        rank = self.items[upper].rank
        if self.framed:
            return
        best, chosen = price, ""
        for side in _SIDES:
            if self.use.get((upper, side), "in") != "in":
                continue
            outside = len(self.ranks[rank + 1]) if side == "far" else -1.0
            low, high = sorted((self.at[lower], outside))
            crossed = self.crossings(rank, self.beside(upper, side), outside)
            below = self.steps[rank + 1] if rank + 1 < len(self.steps) else []
            crossed += sum(low < self.at[source] < high for source, _ in below)
            if crossed + AROUND < best:
                best, chosen = crossed + AROUND, side
        if chosen:
            for each in _SIDES:
                if self.taken.get((lower, each)) is wire:
                    del self.use[lower, each], self.taken[lower, each]
            self.use[upper, chosen] = "in"
            wire.upper, wire.lower = chosen, f"under {chosen}"

    def long(self, wire: Wire) -> None:
        """A line back past other ranks: each end at the side that its way comes from."""
        upper, lower = wire.items[0], wire.items[-1]
        first, last = wire.items[1], wire.items[-2]

        def leaving(side: str) -> float:
            crossed = self.crossings(self.items[last].rank, self.at[last], self.beside(lower, side))
            return crossed + self.clash(lower, side, "out")

        def arriving(side: str) -> float:
            crossed = self.crossings(self.items[upper].rank, self.beside(upper, side), self.at[first])
            return crossed + min(OVER, self.clash(upper, side, "in"))

        self._back(wire, min(_SIDES, key=arriving), min(_SIDES, key=leaving))

    def _back(self, wire: Wire, upper: str, lower: str) -> None:
        target, source = wire.items[0], wire.items[-1]
        wire.lower = lower
        if (source, lower) not in self.use:
            self.taken[source, lower] = wire
        self.use[source, lower] = "out"
        wire.upper = upper if not self.clash(target, upper, "in") else f"over {upper}"
        if wire.upper == upper:
            self.use[target, upper] = "in"

    def bypass(self, wire: Wire, others: Sequence[Wire]) -> None:
        """A line that skips ranks meets its target at the side, where the main way comes in at the start."""
        lower, last = wire.items[-1], wire.items[-2]
        if not any(other.main for other in others if other is not wire) or wire.main:
            return
        rank = self.items[last].rank
        side = (
            "far"
            if self.crossings(rank, self.at[last], self.beside(lower, "far"))
            <= self.crossings(rank, self.at[last], self.beside(lower, "near"))
            else "near"
        )
        crossed = self.crossings(rank, self.at[last], self.beside(lower, side))
        if not self.clash(lower, side, "in") and crossed <= self.crossings(rank, self.at[last], self.at[lower]):
            wire.lower = side
            self.use[lower, side] = "in"

    def loop(self, link: int, node: int) -> None:
        """A line from a node to itself."""
        side = min(_SIDES, key=lambda each: self.clash(node, each, "out") + ((node, each) in self.use))
        self.use[node, side] = "out"
        self.wires.append(Wire(link, [node], True, f"over {side}", side))


def give_ports(graph: Graph, items: list[Item], wires: list[Wire], ranks: list[list[int]]) -> list[list[int]]:
    """Sets each wire's sides, puts slots into `items` and into the wires, adds the loops; returns `ranks` with the slots."""
    ports = _Ports(graph, items, wires, ranks)
    for node in range(graph.count):
        if graph.branching[node]:
            ports.branch(node, [wire for wire in wires if not wire.back and wire.items[0] == node])
    for wire in wires:
        if wire.back:
            (ports.short if len(wire.items) == 2 else ports.long)(wire)
    for wire in wires:
        if not wire.back and len(wire.items) > 2:
            ports.bypass(wire, [other for other in wires if not other.back and other.items[-1] == wire.items[-1]])
    for number, link in enumerate(graph.links):
        if link.begin == link.end:
            ports.loop(number, link.begin)
    return _with_slots(ports)


def _with_slots(ports: _Ports) -> list[list[int]]:
    items, wires = ports.items, ports.wires
    outside = _outside(ports)
    beside: dict[tuple[int, bool], list[tuple[tuple[int, int, float, int], int]]] = {}

    def slot(wire: Wire, place: int, node: int, side: str, towards: float) -> None:
        far = side.endswith("far")
        number = len(items)
        link = ports.graph.links[wire.link]
        path = items[node].path[
            : max(outside[node, far], common(ports.graph.paths[link.begin], ports.graph.paths[link.end]))
        ]
        items.append(Item("slot", items[node].rank, node, path, wires.index(wire), far=far))
        if place or len(wire.items) > 1:
            wire.items[place] = number
        else:
            wire.items = [number]
        key = (-len(path), int(side.startswith("over")), towards if far else -towards, number)
        beside.setdefault((node, far), []).append((key, number))

    for wire in wires:
        if len(wire.items) == 1:
            node = wire.items[0]
            slot(wire, 0, node, wire.upper, ports.at[node])
            continue
        upper, lower = wire.items[0], wire.items[-1]
        after, before = ports.at[wire.items[1]], ports.at[wire.items[-2]]
        if wire.upper != "end":
            slot(wire, 0, upper, wire.upper, after)
        if wire.lower != "start":
            slot(wire, len(wire.items) - 1, lower, wire.lower, before)
    outer: dict[tuple[int, bool], list[int]] = {}
    for wire in wires:
        if wire.lower.startswith("under"):
            number = wire.items[-1]
            outer.setdefault((items[number].rank, items[number].far), []).append(number)
    around = {number for each in outer.values() for number in each}
    found = []
    for place, rank in enumerate(ports.ranks):
        line: list[int] = list(reversed(outer.get((place, False), [])))
        for number in rank:
            if items[number].kind != "node":
                line.append(number)
                continue
            line += [each for _, each in sorted(beside.get((number, False), []), reverse=True) if each not in around]
            line.append(number)
            line += [each for _, each in sorted(beside.get((number, True), [])) if each not in around]
        line += outer.get((place, True), [])
        found.append(line)
    return found


def _outside(ports: _Ports) -> dict[tuple[int, bool], int]:
    """How many of its frames each node shares with its neighbour on either side: a line beside it may run outside of the others."""
    found = {}
    for rank in ports.ranks:
        for place, number in enumerate(rank):
            for far, beside in ((True, place + 1), (False, place - 1)):
                path = ports.items[rank[beside]].path if 0 <= beside < len(rank) else ()
                found[number, far] = common(ports.items[number].path, path)
    return found


def common(one: Sequence[int], other: Sequence[int]) -> int:
    """How many frames two paths have in common."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
