"""Which links run against the flow, and the rank of each node."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.diagram.layered.model import Graph


def against(graph: Graph) -> frozenset[int]:
    """Numbers of the links that close a cycle when the graph is walked as its author wrote it; loops at one node are not among them."""
    outs: list[list[int]] = [[] for _ in range(graph.count)]
    entered = [False] * graph.count
    for number, link in enumerate(graph.links):
        if link.begin != link.end:
            outs[link.begin].append(number)
            entered[link.end] = True
    found = set()
    state = [0] * graph.count
    for root in sorted(range(graph.count), key=lambda node: entered[node]):
        if state[root]:
            continue
        state[root] = 1
        walk = [(root, iter(outs[root]))]
        while walk:
            node, rest = walk[-1]
            for number in rest:
                target = graph.links[number].end
                if state[target] == 1:
                    found.add(number)
                elif not state[target]:
                    state[target] = 1
                    walk.append((target, iter(outs[target])))
                    break
            else:
                state[node] = 2
                walk.pop()
    return frozenset(found)


def ranks(count: int, arcs: Sequence[tuple[int, int]]) -> list[int]:
    """The rank of each node from 0, so that each of `arcs` (without cycles) leads to a higher one and their sum is short."""
    outs: list[list[int]] = [[] for _ in range(count)]
    ins: list[list[int]] = [[] for _ in range(count)]
    for begin, end in arcs:
        outs[begin].append(end)
        ins[end].append(begin)
    rank = [0] * count
    waiting = [len(each) for each in ins]
    ready = [node for node in range(count) if not waiting[node]]
    for node in ready:
        for target in outs[node]:
            rank[target] = max(rank[target], rank[node] + 1)
            waiting[target] -= 1
            if not waiting[target]:
                ready.append(target)
    _shorten(rank, ready, outs, ins)
    least = min(rank, default=0)
    return [each - least for each in rank]


def _shorten(rank: list[int], order: Sequence[int], outs: list[list[int]], ins: list[list[int]]) -> None:
    """Moves whatever hangs together rigidly down, where that makes more lines shorter than longer: a late input stands beside its use."""
    for _ in range(len(rank)):
        moved = False
        for first in reversed(order):
            if not outs[first] or min(rank[target] for target in outs[first]) == rank[first] + 1:
                continue
            part = {first}
            grown = [first]
            for node in grown:
                for target in outs[node]:
                    if rank[target] == rank[node] + 1 and target not in part:
                        part.add(target)
                        grown.append(target)
                for source in ins[node]:
                    if source not in part and rank[node] == rank[source] + 1 and node != first:
                        part.add(source)
                        grown.append(source)
            gain = slack = 0
            for node in grown:
                for target in outs[node]:
                    if target not in part:
                        gain += 1
                        slack = min(slack or 10_000, rank[target] - rank[node] - 1)
                gain -= sum(source not in part for source in ins[node])
            if gain > 0 and slack > 0:
                moved = True
                for node in grown:
                    rank[node] += slack
        if not moved:
            return
