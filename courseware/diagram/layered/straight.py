"""Which items stand on one straight way along the flow."""

from __future__ import annotations

from itertools import pairwise
from typing import TypeAlias

from courseware.diagram.layered.model import Item
from courseware.diagram.layered.plan import Plan

Step: TypeAlias = tuple[int, int, int, bool]
"""A wire's way from a rank to the next: its class (0 is to be straight before all others), upper and lower item, whether it is loose."""


def hindered(plan: Plan, one: Item, other: Item) -> bool:
    """Whether two items can't stand on one straight way, for one stands in a frame that the other must stand beside."""
    for item, mate in ((one, other), (other, one)):
        for frame in item.path:
            first, last = plan.spans[frame]
            if frame not in mate.path and first <= mate.rank <= last:
                return True
    return False


def all_steps(plan: Plan) -> list[Step]:
    """Each wire's way from rank to rank, the ones to be straight before all first: class, upper, lower, loose."""
    fans: dict[int, int] = {}
    for wire in plan.wires:
        if len(wire.items) > 1:
            for end in (wire.items[0], wire.items[-1]):
                fans[end] = fans.get(end, 0) + 1
    found = []
    for number, wire in enumerate(plan.wires):
        for upper, lower in pairwise(wire.items):
            kinds = {plan.items[upper].kind, plan.items[lower].kind}
            if kinds == {"bend"}:
                rank = 0
            elif wire.main:
                rank = 1
            elif "node" not in kinds:
                rank = 2
            elif "slot" in kinds:
                rank = 3
            else:
                rank = 4 + (fans.get(upper, 0) + fans.get(lower, 0) > 3)
            found.append((rank, upper, lower, number in plan.loose))
    return sorted(found, key=lambda step: step[0])


def ways(plan: Plan, steps: list[Step]) -> list[int]:
    """For each item the first of its straight way, itself where it stands on none: steps are taken in turn, as far as they cross none before."""
    items = plan.items
    root = list(range(len(items)))
    below: dict[int, int] = {}
    above: dict[int, int] = {}
    taken: list[list[tuple[int, int]]] = [[] for _ in plan.ranks]
    for _, upper, lower, loose in steps:
        if loose or upper in below or lower in above:
            continue
        one, other = items[upper].at, items[lower].at
        kept = taken[items[upper].rank]
        if any((a - one) * (b - other) < 0 for a, b in kept):
            continue
        kept.append((one, other))
        below[upper], above[lower] = lower, upper
    for first in range(len(items)):
        if first not in above:
            number = first
            while number in below:
                number = below[number]
                root[number] = first
    return root
