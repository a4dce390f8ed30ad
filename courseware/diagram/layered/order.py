"""The order of the items in each rank: few crossings, the author's order where it makes no difference, frames kept together."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Sequence
from itertools import pairwise

from courseware.diagram.layered.model import Item, Wire

ROUNDS = 8


class Order:
    """Ranks of items under way to fewer crossings."""

    def __init__(self, items: list[Item], wires: Sequence[Wire]) -> None:
        self.items = items
        self.up: list[list[int]] = [[] for _ in items]
        self.down: list[list[int]] = [[] for _ in items]
        for wire in wires:
            for upper, lower in pairwise(wire.items):
                self.down[upper].append(lower)
                self.up[lower].append(upper)
        self.framed = any(item.path for item in items)
        self.ranks: list[list[int]] = [[] for _ in range(max(item.rank for item in items) + 1)]
        for number in self._walked(wires):
            self.ranks[items[number].rank].append(number)
        self.at = [0.0] * len(items)
        for rank in self.ranks:
            self._take(rank)

    def improve(self) -> list[list[int]]:
        """The best order found; the first of those with equally many crossings."""
        if self.framed:
            self._gather()
        best = [list(rank) for rank in self.ranks]
        fewest = self._crossings()
        for number in range(ROUNDS):
            if not fewest:
                break
            self._sweep(number % 2 == 0)
            self._swap()
            count = self._crossings()
            if count < fewest:
                fewest, best = count, [list(rank) for rank in self.ranks]
        return best

    def _walked(self, wires: Sequence[Wire]) -> list[int]:
        """All items, each line followed to its end before the next, lines against the flow last."""
        late = {number for wire in wires if wire.back for number in wire.items[1:-1]}
        seen: dict[int, None] = {}
        for last in (False, True):
            for root in range(len(self.items)):
                stack = [root]
                while stack:
                    number = stack.pop()
                    if number in seen or (number in late and not last):
                        continue
                    seen[number] = None
                    stack.extend(reversed(self.down[number]))
        return list(seen)

    def _take(self, rank: list[int]) -> None:
        for place, number in enumerate(rank):
            self.at[number] = float(place)

    def _crossings(self) -> int:
        count = 0
        for rank in self.ranks[:-1]:
            seen: list[float] = []
            for number in rank:
                ends = [self.at[each] for each in self.down[number]]
                for end in ends:
                    count += len(seen) - bisect_right(seen, end)
                for end in ends:
                    insort(seen, end)
        return count

    def _sweep(self, down: bool) -> None:
        siblings = self._frames() if self.framed else {}
        near = self.up if down else self.down
        for rank in self.ranks if down else reversed(self.ranks):
            keys = {}
            for number in rank:
                others = near[number]
                keys[number] = sum(self.at[each] for each in others) / len(others) if others else self.at[number]
            if self.framed:
                rank[:] = self._nested(rank, keys, siblings, 0)
            else:
                rank.sort(key=keys.__getitem__)
            self._take(rank)

    def _gather(self) -> None:
        siblings = self._frames()
        for rank in self.ranks:
            rank[:] = self._nested(rank, {number: self.at[number] for number in rank}, siblings, 0)
            self._take(rank)

    def _frames(self) -> dict[int, float]:
        """Where each frame's items stand on average: frames keep one order in all ranks, so that they can be drawn."""
        found: dict[int, list[float]] = {}
        for rank in self.ranks:
            for number in rank:
                if self.items[number].kind != "hold":
                    for frame in self.items[number].path:
                        found.setdefault(frame, []).append((self.at[number] + 0.5) / len(rank))
        return {frame: sum(each) / len(each) for frame, each in found.items()}

    def _nested(self, rank: Sequence[int], keys: dict[int, float], siblings: dict[int, float], depth: int) -> list[int]:
        parts: dict[tuple[int, int], list[int]] = {}
        for number in rank:
            path = self.items[number].path
            parts.setdefault((0, path[depth]) if len(path) > depth else (1, number), []).append(number)
        placed = sorted(parts, key=lambda part: sum(keys[each] for each in parts[part]) / len(parts[part]))
        frames = iter(
            sorted((part for part in placed if not part[0]), key=lambda part: (siblings.get(part[1], 0.0), part[1]))
        )
        found: list[int] = []
        for part in placed:
            if part[0]:
                found.append(part[1])
            else:
                found.extend(self._nested(parts[next(frames)], keys, siblings, depth + 1))
        return found

    def _swap(self) -> None:
        """Exchanges neighbours while that saves crossings."""
        for _ in range(4):
            changed = False
            for rank in self.ranks:
                for place in range(len(rank) - 1):
                    left, right = rank[place], rank[place + 1]
                    if self.items[left].path != self.items[right].path:
                        continue
                    if self._pair(right, left) < self._pair(left, right):
                        rank[place], rank[place + 1] = right, left
                        self.at[left], self.at[right] = place + 1.0, float(place)
                        changed = True
            if not changed:
                return

    def _pair(self, left: int, right: int) -> int:
        at = self.at
        count = 0
        for near in (self.up, self.down):
            for one in near[left]:
                for other in near[right]:
                    count += at[one] > at[other]
        return count
