"""Where each item stands across the flow: straight ways first, then everything as near to what it is joined with as the gaps allow."""

from __future__ import annotations

from itertools import pairwise

from msgspec import Struct, field

from courseware.diagram.layered.model import Item, Sizes
from courseware.diagram.layered.plan import Plan
from courseware.diagram.layered.straight import Step, all_steps, hindered, ways

SNAP = 9.0
"""A bend of fewer points than this is straightened where there is room."""
_ROUNDS = 10
_STILL = 0.4
"""When nothing moves farther than this in a round, the places are found."""


class Places(Struct, eq=False):
    """The middle of each item across, and each frame's near and far edge."""

    items: list[float]
    frames: dict[int, tuple[float, float]] = field(default_factory=dict)


class _Cycle(Exception):
    """Straight ways that contradict the order of the frames."""


def place(plan: Plan, sizes: Sizes) -> Places:
    """Places across for a plan at these sizes, the nearest edge at 0."""
    steps = all_steps(plan)
    fit = [step for step in steps if not hindered(plan, plan.items[step[1]], plan.items[step[2]])]
    alike = [step for step in fit if plan.items[step[1]].path == plan.items[step[2]].path]
    for straight in (fit, alike, []):
        try:
            return _Solver(plan, sizes, steps, straight).solve()
        except _Cycle:
            continue
    raise AssertionError("a drawing without straight ways has no cycle")


class _Solver:
    """Items that stand on one straight way share a variable; frames have one for each edge."""

    def __init__(self, plan: Plan, sizes: Sizes, steps: list[Step], may: list[Step]) -> None:
        self.plan, self.sizes = plan, sizes
        names: dict[int, int] = {}
        self.var = [names.setdefault(root, len(names)) for root in ways(plan, may)]
        self.near: dict[int, int] = {}
        self.far: dict[int, int] = {}
        for frame in sorted(plan.spans):
            self.near[frame], self.far[frame] = len(names), len(names) + 1
            names[-1 - 2 * frame] = len(names)
            names[-2 - 2 * frame] = len(names)
        count = len(names)
        self.before: list[dict[int, float]] = [{} for _ in range(count)]
        self.after: list[dict[int, float]] = [{} for _ in range(count)]
        self.pulls: list[list[tuple[int, float]]] = [[] for _ in range(count)]
        self.weight = [0.0] * count
        self._constrain()
        self._pull(steps)
        self.order = self._sorted()

    def _half(self, item: Item) -> float:
        return self.sizes.nodes[item.of][0] / 2 if item.kind == "node" else 0.0

    def _gap(self, left: Item, right: Item) -> float:
        gaps = self.sizes.gaps
        if "slot" in (left.kind, right.kind):
            slot, other = (left, right) if left.kind == "slot" else (right, left)
            if other.kind == "node" and other.of == slot.of:
                label = self.sizes.labels[self.plan.wires[slot.wire].link]
                wire = self.plan.wires[slot.wire]
                leaves = (
                    label
                    and (wire.lower if wire.back else wire.upper) != "end"
                    and slot.of == self.plan.graph.links[wire.link].begin
                )
                return max(gaps.side, label[0] + 10.0) if leaves and label else gaps.side
            if other.kind == "slot" and other.of == slot.of:
                return gaps.track
        if left.kind == right.kind == "node":
            return gaps.across
        return gaps.side if "node" in (left.kind, right.kind) else gaps.track

    def _constrain(self) -> None:
        items, gaps = self.plan.items, self.sizes.gaps
        for rank in self.plan.ranks:
            previous: Item | None = None
            last, reach = -1, 0.0
            for number in rank:
                item = items[number]
                path, old = item.path, previous.path if previous else ()
                same = 0
                while same < min(len(path), len(old)) and path[same] == old[same]:
                    same += 1
                for frame in reversed(old[same:]):
                    self._apart(last, self.far[frame], reach + gaps.frame)
                    last, reach = self.far[frame], 0.0
                crossed = len(old) > same
                for place, frame in enumerate(path[same:]):
                    between = (
                        (gaps.frame if crossed and previous else gaps.side) if not place and previous else gaps.frame
                    )
                    self._apart(last, self.near[frame], reach + between if last >= 0 else 0.0)
                    last, reach = self.near[frame], 0.0
                    crossed = False
                if len(path) > same or not previous:
                    between = gaps.frame + (
                        self.sizes.titles[path[-1]][0] if path and self.sizes.title_at == "across" else 0.0
                    )
                elif len(old) > same:
                    between = gaps.side
                else:
                    between = self._gap(previous, item)
                half = self._half(item)
                self._apart(last, self.var[number], reach + between + half)
                last, reach, previous = self.var[number], half, item
            for frame in reversed(previous.path if previous else ()):
                self._apart(last, self.far[frame], reach + gaps.frame)
                last, reach = self.far[frame], 0.0
        for frame in self.near:
            if self.sizes.title_at != "across":
                self._apart(self.near[frame], self.far[frame], self.sizes.titles[frame][0] + gaps.frame)

    def _apart(self, left: int, right: int, distance: float) -> None:
        if left < 0:
            return
        if left == right:
            raise _Cycle
        self.after[left][right] = max(distance, self.after[left].get(right, 0.0))
        self.before[right][left] = self.after[left][right]

    def _pull(self, steps: list[Step]) -> None:
        for rank, upper, lower, _ in steps:
            self._spring(self.var[upper], self.var[lower], 3.0 if rank < 2 else 1.0)
        for number, item in enumerate(self.plan.items):
            if item.kind == "slot":
                self._spring(self.var[number], self.var[item.of], 0.3)
        for frame in self.near:
            self._spring(self.near[frame], self.far[frame], 0.02)

    def _spring(self, one: int, other: int, weight: float) -> None:
        if one != other:
            for a, b in ((one, other), (other, one)):
                self.pulls[a].append((b, weight))
                self.weight[a] += weight

    def _sorted(self) -> list[int]:
        waiting = [len(each) for each in self.before]
        found = [var for var, count in enumerate(waiting) if not count]
        for var in found:
            for follower in self.after[var]:
                waiting[follower] -= 1
                if not waiting[follower]:
                    found.append(follower)
        if len(found) < len(waiting):
            raise _Cycle
        return found

    def solve(self) -> Places:
        """Places that fulfil every distance, with short ways."""
        x = [0.0] * len(self.before)
        for var in self.order:
            x[var] = max((x[other] + gap for other, gap in self.before[var].items()), default=0.0)
        widest = max(x, default=0.0)
        right = [widest] * len(x)
        for var in reversed(self.order):
            right[var] = min((right[other] - gap for other, gap in self.after[var].items()), default=widest)
        order = self.order
        x = [(one + other) / 2 for one, other in zip(x, right, strict=True)]
        self.preceding = [list(each.items()) for each in self.before]
        self.following = [list(each.items()) for each in self.after]
        for number in range(_ROUNDS):
            moved = self._relax(x, order if number % 2 else order[::-1])
            if number > 1:
                moved = max(moved, self._shift(x))
                if moved < _STILL:
                    break
        self._snap(x)
        return self._places(x)

    def _limits(self, x: list[float], var: int) -> tuple[float, float]:
        low, high = -1e9, 1e9
        for other, gap in self.preceding[var]:
            if x[other] + gap > low:
                low = x[other] + gap
        for other, gap in self.following[var]:
            if x[other] - gap < high:
                high = x[other] - gap
        return low, high

    def _relax(self, x: list[float], order: list[int]) -> float:
        """Each variable to where it is drawn to, as far as its neighbours let it; returns the longest way that one went."""
        longest = 0.0
        for var in order:
            if self.weight[var]:
                wish = 0.0
                for other, weight in self.pulls[var]:
                    wish += x[other] * weight
                wish /= self.weight[var]
                low, high = self._limits(x, var)
                wish = low if wish < low else min(wish, high)
                longest = max(longest, abs(wish - x[var]))
                x[var] = wish
        return longest

    def _shift(self, x: list[float]) -> float:
        """Moves neighbours that press on each other together to where both want to be; returns the longest way."""
        force = [0.0] * len(x)
        for var, pulls in enumerate(self.pulls):
            here = x[var]
            for other, weight in pulls:
                force[var] += (x[other] - here) * weight
        longest = 0.0
        group = list(range(len(x)))

        def top(var: int) -> int:
            while group[var] != var:
                group[var] = group[group[var]]
                var = group[var]
            return var

        for var in self.order:
            for other, gap in self.following[var]:
                if x[other] - x[var] - gap < 0.01 and force[var] > force[other] + 0.01:
                    group[top(other)] = top(var)
        parts: dict[int, list[int]] = {}
        for var in self.order:
            parts.setdefault(top(var), []).append(var)
        for part in parts.values():
            if len(part) == 1:
                continue
            inside = set(part)
            pull = weight = 0.0
            low, high = -1e9, 1e9
            for var in part:
                for other, strength in self.pulls[var]:
                    if other not in inside:
                        pull += (x[other] - x[var]) * strength
                        weight += strength
                for other, gap in self.preceding[var]:
                    if other not in inside:
                        low = max(low, x[other] + gap - x[var])
                for other, gap in self.following[var]:
                    if other not in inside:
                        high = min(high, x[other] - gap - x[var])
            if weight:
                by = max(low, min(high, pull / weight))
                longest = max(longest, abs(by))
                for var in part:
                    x[var] += by
        return longest

    def _snap(self, x: list[float]) -> None:
        for wire in self.plan.wires:
            for upper, lower in pairwise(wire.items):
                one, other = self.var[upper], self.var[lower]
                apart = x[other] - x[one]
                if not 1e-6 < abs(apart) < SNAP:
                    continue
                for var, wish in sorted(((one, x[other]), (other, x[one])), key=lambda each: self.weight[each[0]]):
                    low, high = self._limits(x, var)
                    if low <= wish <= high:
                        x[var] = wish
                        break

    def _places(self, x: list[float]) -> Places:
        items = [x[var] for var in self.var]
        nearest = 1e9
        for number, item in enumerate(self.plan.items):
            if item.kind != "hold":
                nearest = min(nearest, items[number] - self._half(item))
        frames: dict[int, tuple[float, float]] = {}
        for frame in sorted(
            self.near, key=lambda each: -max(path.index(each) for path in self.plan.graph.paths if each in path)
        ):
            frames[frame] = self._tight(frame, items, frames, x)
            nearest = min(nearest, frames[frame][0])
        return Places(
            [each - nearest for each in items],
            {frame: (near - nearest, far - nearest) for frame, (near, far) in frames.items()},
        )

    def _tight(
        self, frame: int, items: list[float], done: dict[int, tuple[float, float]], x: list[float]
    ) -> tuple[float, float]:
        gaps = self.sizes.gaps
        title = self.sizes.titles[frame][0]
        near, far = 1e9, -1e9
        for number, item in enumerate(self.plan.items):
            if frame in item.path and item.kind != "hold":
                near, far = min(near, items[number] - self._half(item)), max(far, items[number] + self._half(item))
        for other, (low, high) in done.items():
            if any(frame in path and other in path for path in self.plan.graph.paths):
                near, far = min(near, low), max(far, high)
        near, far = near - gaps.frame, far + gaps.frame
        if self.sizes.title_at == "across":
            near -= title
        elif far - near < title + gaps.frame:
            wide = title + gaps.frame
            near = max(x[self.near[frame]], min((near + far - wide) / 2, x[self.far[frame]] - wide))
            far = near + wide
        return near, far
