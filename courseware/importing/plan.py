"""At most eight slides for a lesson: which parts stand together on one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from courseware.importing.points import every_point
from courseware.importing.tree import Node

MOST_SLIDES = 8
MOST_POINTS = 6


@dataclass(slots=True)
class Unit:
    """A part of a lesson that a slide can show: its node, the headings before it that show nothing, and its section.

    `depths` tells how deep each heading of `nodes` lies; the last node is the part itself, `inner` the lettered parts in it.
    """

    node: Node
    nodes: list[tuple[int, Node]]
    section: Node | None
    inner: list[Node] = field(default_factory=list)

    @property
    def size(self) -> int:
        """How many bullets the part would like to have."""
        if self.inner:
            return max(len(self.inner), sum(len(part.entries) for part in self.inner))
        return max(1, len(every_point(self.node)))


@dataclass(slots=True)
class Group:
    """The units of one slide."""

    units: list[Unit]


def units_of(root: Node) -> tuple[list[Unit], Unit | None]:
    """The units of a lesson in order, without its introduction, and its conclusion."""
    units: list[Unit] = []
    closing: Unit | None = None
    waiting: list[tuple[int, Node]] = []

    def walk(node: Node, depth: int, section: Node | None) -> None:
        nonlocal closing, waiting
        for child in node.parts:
            lettered = [part for part in child.parts if part.kind == "lettered"]
            if child.kind == "closing" and child is root.parts[-1] and not child.parts:
                closing = Unit(child, [*waiting, (depth, child)], None)
                waiting = []
            elif lettered:
                nodes = [*waiting, (depth, child), *((depth + 1, part) for part in lettered)]
                units.append(Unit(child, nodes, section, lettered))
                waiting = []
            elif child.parts and not child.entries:
                waiting.append((depth, child))
                walk(child, depth + 1, child)
            else:
                units.append(Unit(child, [*waiting, (depth, child)], section))
                waiting = []
                walk(child, depth + 1, child)

    walk(root, 0, None)
    if waiting and units:
        units[-1].nodes += waiting
    return units, closing


def group(units: Sequence[Unit], most: int) -> list[Group]:
    """The units on at most `most` slides, in order: the split with the least crowding, crossing of sections and thin slides."""
    sizes = [unit.size for unit in units]

    @cache
    def best(start: int, slides: int) -> tuple[float, tuple[int, ...]]:
        if start == len(units):
            return 0.0, ()
        if slides == 0:
            return float("inf"), ()
        found: tuple[float, tuple[int, ...]] = (float("inf"), ())
        for end in range(start + 1, len(units) + 1):
            rest, ends = best(end, slides - 1)
            cost = _cost(units[start:end], sizes[start:end]) + rest
            if cost < found[0]:
                found = (cost, (end, *ends))
        return found

    groups, start = [], 0
    for end in best(0, most)[1]:
        groups.append(Group(list(units[start:end])))
        start = end
    return groups


def _cost(units: Sequence[Unit], sizes: Sequence[int]) -> float:
    """How bad a slide with these units is, 0 for a good one."""
    count, points = len(units), sum(sizes)
    crossings = sum(_section(a) is not _section(b) for a, b in pairwise(units))
    cost = 6.0 * crossings
    if count == 1:
        return cost + (
            (1.2 if points < 2 else 0.8 if points < 3 else 0)
            if points <= MOST_POINTS
            else 0.25 * max(0, points - MOST_POINTS)
        )
    if count > MOST_POINTS:
        return cost + 100.0 * count
    thin = all(size <= 2 for size in sizes)
    lost = sum(max(0, size - (3 if count == 2 else 1)) for size in sizes) * (0.25 if count == 2 else 0.3)
    return (
        cost + (0.3 if thin else 0.9) * (count - 1) + (lost if points > MOST_POINTS else 0) + (0.8 if points < 3 else 0)
    )


def _section(unit: Unit) -> Node | None:
    """The section of a unit for grouping: a section that shows something itself opens its own."""
    return unit.node if unit.node.kind == "section" and unit.node.parts else unit.section
