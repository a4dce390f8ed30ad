"""`Plan`: everything about a drawing that does not depend on sizes, so that it is made once and drawn at several sizes."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from courseware.diagram.layered.model import Graph, Item, Wire
from courseware.diagram.layered.order import Order
from courseware.diagram.layered.ports import common, give_ports
from courseware.diagram.layered.ranks import against, ranks


class Plan(Struct, eq=False, kw_only=True):
    """Ranks of items in order, and the wires between them. Items 0 to count-1 are the nodes; `loose` are wires (by place in `wires`) whose
    ends are better centred over several than straight over one; `spans` the first and last rank of each frame."""

    graph: Graph
    items: list[Item]
    wires: list[Wire]
    ranks: list[list[int]]
    loose: frozenset[int]
    spans: dict[int, tuple[int, int]]


def plan(graph: Graph, levels: Sequence[int] | None = None) -> Plan:
    """The plan for a graph of one node at least, best for one whose parts hang together; `levels` are the ranks of its nodes where they are
    given."""
    if levels is None:
        back = against(graph)
        arcs = [
            (link.end, link.begin) if number in back else (link.begin, link.end)
            for number, link in enumerate(graph.links)
            if link.begin != link.end
        ]
        levels = ranks(graph.count, arcs)
    else:
        given = levels
        back = frozenset(number for number, link in enumerate(graph.links) if given[link.begin] > given[link.end])
    items = [Item("node", levels[node], node, graph.paths[node]) for node in range(graph.count)]
    wires = _wires(graph, back, items)
    loose = _mark(graph, wires, levels)
    spans = _spans(graph, levels)
    for frame, (first, last) in spans.items():
        held = {item.rank for item in items if frame in item.path}
        path = next(each[: each.index(frame) + 1] for each in graph.paths if frame in each)
        items.extend(Item("hold", rank, -1, path) for rank in range(first, last + 1) if rank not in held)
    order = Order(items, wires).improve()
    order = give_ports(graph, items, wires, order)
    for rank in order:
        for place, number in enumerate(rank):
            items[number].at = place
    return Plan(graph=graph, items=items, wires=wires, ranks=order, loose=loose, spans=spans)


def _wires(graph: Graph, back: frozenset[int], items: list[Item]) -> list[Wire]:
    wires: list[Wire] = []
    for number, link in enumerate(graph.links):
        if link.begin == link.end:
            continue
        upper, lower = (link.end, link.begin) if number in back else (link.begin, link.end)
        path = graph.paths[upper][: common(graph.paths[upper], graph.paths[lower])]
        chain = [upper]
        for rank in range(items[upper].rank + 1, items[lower].rank):
            chain.append(len(items))
            items.append(Item("bend", rank, -1, path, len(wires)))
        wires.append(Wire(number, [*chain, lower], number in back))
    return wires


def _spans(graph: Graph, levels: Sequence[int]) -> dict[int, tuple[int, int]]:
    spans: dict[int, tuple[int, int]] = {}
    for node, path in enumerate(graph.paths):
        for frame in path:
            first, last = spans.get(frame, (levels[node], levels[node]))
            spans[frame] = (min(first, levels[node]), max(last, levels[node]))
    return spans


def _mark(graph: Graph, wires: list[Wire], levels: Sequence[int]) -> frozenset[int]:
    """Marks the wires of the main way, which are drawn straight; returns the loose ones."""
    outs: list[list[int]] = [[] for _ in range(graph.count)]
    ins: list[list[int]] = [[] for _ in range(graph.count)]
    for number, wire in enumerate(wires):
        if not wire.back:
            outs[wire.items[0]].append(number)
            ins[wire.items[-1]].append(number)
    depth = [0] * graph.count
    by_rank = sorted(range(graph.count), key=lambda node: levels[node])
    for node in reversed(by_rank):
        depth[node] = max((depth[wires[each].items[-1]] + 1 for each in outs[node]), default=0)
    chosen = {_leading(outs[node], wires, depth, graph.branching[node]) for node in by_rank if outs[node]}
    loose = set()
    aside = [not each for each in ins]
    for node in by_rank:
        if ins[node]:
            sources = [wires[each].items[0] for each in ins[node]]
            short = all(len(wires[each].items) == 2 for each in ins[node])
            if short and len(sources) > 1 and len(sources) % 2 == 0 and all(aside[each] for each in sources):
                loose.update(ins[node])
            elif len(sources) == 1 and ins[node][0] not in loose:
                aside[node] = aside[sources[0]] and len(outs[sources[0]]) == 1
        followers = [wires[each].items[-1] for each in outs[node]]
        even = len(followers) > 1 and len(followers) % 2 == 0 and not graph.branching[node]
        if even and all(len(ins[each]) == 1 and depth[each] == depth[followers[0]] for each in followers):
            loose.update(outs[node])
            for each in followers:
                aside[each] = True
    trunk = [not each for each in ins]
    for node in by_rank:
        middle = ins[node][len(ins[node]) // 2] if len(ins[node]) % 2 else -1
        alike = all(not ins[wires[each].items[0]] for each in ins[node])
        best = (
            middle
            if alike and middle in chosen
            else min(
                ins[node],
                key=lambda each: (each not in chosen, not trunk[wires[each].items[0]], len(wires[each].items), each),
                default=-1,
            )
        )
        if best in chosen:
            trunk[node] = trunk[wires[best].items[0]]
            wires[best].main = best not in loose
    return frozenset(loose)


def _leading(outs: Sequence[int], wires: Sequence[Wire], depth: Sequence[int], branching: bool) -> int:
    """The way that goes on longest, or the first that goes on at least half as long: authors write the usual way first. Of an odd number of
    ways that are alike the middle one."""
    if not branching and len(outs) % 2 and len({depth[wires[each].items[-1]] for each in outs}) == 1:
        return outs[len(outs) // 2]
    deepest = max(depth[wires[each].items[-1]] for each in outs)
    return next(each for each in outs if 2 * depth[wires[each].items[-1]] >= deepest)
