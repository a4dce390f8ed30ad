"""Drawing a plan at given sizes: places across, tracks in the channels, places along, then the lines and their labels."""

from __future__ import annotations

from itertools import pairwise

from courseware.diagram.layered.bounds import bounded
from courseware.diagram.layered.labels import put_labels
from courseware.diagram.layered.model import Drawing, Path, Point, Rect, Sizes, Wire
from courseware.diagram.layered.place import Places, place
from courseware.diagram.layered.plan import Plan
from courseware.diagram.layered.tracks import Crossing, run_tracks

_TRIES = 3
AIR = 14.0
"""What a label has before and behind it on its line at least, together with half of the least gap, in points."""


def draw(plan: Plan, sizes: Sizes) -> Drawing:
    """The drawing of a plan. Where a label finds no free place the channel that it needs is widened, a few times."""
    places = place(plan, sizes)
    extra = [0.0] * (len(plan.ranks) + 1)
    best: Drawing | None = None
    for _ in range(_TRIES):
        drawing, cramped = _Draft(plan, sizes, places, extra).drawing()
        if best is None or drawing.cramped < best.cramped:
            best = drawing
        if not cramped:
            break
        for channel, room in cramped.items():
            extra[channel] += room
    return best if best is not None else drawing


class _Draft:
    """Channels are numbered by the rank below them: channel 0 lies before the first rank."""

    def __init__(self, plan: Plan, sizes: Sizes, places: Places, extra: list[float]) -> None:
        self.plan, self.sizes, self.places, self.extra = plan, sizes, places, extra
        self.channels: list[list[Crossing]] = [[] for _ in range(len(plan.ranks) + 1)]
        self.ways: list[list[tuple[int, Crossing]]] = []
        self._cross()
        self.tracks = [run_tracks(channel) for channel in self.channels]
        self._room()
        self._stack()

    def _cross(self) -> None:
        items, at = self.plan.items, self.places.items
        for wire in self.plan.wires:
            way: list[tuple[int, Crossing]] = []
            if wire.upper.startswith("over"):
                slot = wire.items[0]
                node = items[slot].of
                loop = Crossing((), (at[slot], at[node]), "", f"start {node}")
                way.append((items[slot].rank, loop))
            if wire.lower.startswith("under"):
                slot = wire.items[-1]
                node = items[slot].of
                way.append((items[slot].rank + 1, Crossing((at[node], at[slot]), (), f"end {node}")))
            for upper, lower in pairwise(wire.items):
                source = f"end {upper}" if items[upper].kind == "node" else f"slot {upper}"
                target = f"start {lower}" if items[lower].kind == "node" else f"slot {lower}"
                way.append((items[lower].rank, Crossing((at[upper],), (at[lower],), source, target)))
            for channel, crossing in way:
                self.channels[channel].append(crossing)
            self.ways.append(way)

    def _stack(self) -> None:
        """Where ranks lie along the flow: `middle` of each rank, `base` of each channel's first track."""
        plan, gaps = self.plan, self.sizes.gaps
        nodes = [[plan.items[each].of for each in rank if plan.items[each].kind == "node"] for rank in plan.ranks]
        half = [max((self.sizes.nodes[node][1] for node in rank), default=0.0) / 2 for rank in nodes]
        self.opening = {frame: self._pad(frame, 0) for frame in plan.spans}
        self.closing = {frame: self._pad(frame, 1) for frame in plan.spans}
        self.middle: list[float] = []
        self.base: list[float] = []
        along = 0.0
        for channel in range(len(plan.ranks) + 1):
            ends = max((self.closing[f] for f, span in plan.spans.items() if span[1] == channel - 1), default=0.0)
            starts = max((self.opening[f] for f, span in plan.spans.items() if span[0] == channel), default=0.0)
            first, last = not channel, channel == len(plan.ranks)
            run = max(0, self.tracks[channel] - 1) * gaps.track
            before, after = self.before[channel], self.after[channel]
            if self.tracks[channel]:
                lead = 0.0 if first else max(gaps.landing * 0.8, before) + ends
                trail = 0.0 if last else max(gaps.landing, after) + starts
                slack = 0.0 if first or last else max(0.0, gaps.along - lead - run - trail)
                size = lead + run + trail + slack
                self.base.append(along + lead + slack / 2)
            else:
                least = 0.0 if first or last else max(gaps.along, before + after + gaps.landing / 2)
                size = (
                    max(least, ends + starts + (0.0 if first or last else gaps.landing))
                    if not (first or last)
                    else ends + starts
                )
                self.base.append(along + size / 2)
            along += size + self.extra[channel]
            if not last:
                self.middle.append(along + half[channel])
                along += 2 * half[channel]
        self.half = half
        self.along = along

    def _pad(self, frame: int, end: int) -> float:
        """What a frame takes around its first or last rank, with the frames inside that begin or end there too."""
        gaps, plan = self.sizes.gaps, self.plan
        inner = [
            other
            for other, span in plan.spans.items()
            if other != frame
            and span[end] == plan.spans[frame][end]
            and any(frame in path and other in path[path.index(frame) :] for path in plan.graph.paths)
        ]
        title = self.sizes.titles[frame][1] if self.sizes.title_at == ("end" if end else "start") else 0.0
        return max((self._pad(other, end) for other in inner), default=0.0) + gaps.frame + title

    def _room(self) -> None:
        """A label stands where its line leaves its node, or where it arrives if several leave there together."""
        self.before = [0.0] * len(self.channels)
        self.after = [0.0] * len(self.channels)
        leaving: dict[int, int] = {}
        for wire in self.plan.wires:
            if wire.upper == "end":
                leaving[wire.items[0]] = leaving.get(wire.items[0], 0) + 1
        for wire in self.plan.wires:
            label = self.sizes.labels[wire.link]
            if not label or wire.back or wire.upper != "end":
                continue
            if leaving[wire.items[0]] == 1:
                channel = self.plan.items[wire.items[0]].rank + 1
                self.before[channel] = max(self.before[channel], label[1] + AIR)
            else:
                channel = self.plan.items[wire.items[-1]].rank
                self.after[channel] = max(self.after[channel], label[1] + self.sizes.gaps.landing + 2.0)

    def drawing(self) -> tuple[Drawing, dict[int, float]]:
        """The drawing, and how much more room labels without a free place want, by channel."""
        plan, sizes = self.plan, self.sizes
        nodes: list[Rect] = []
        for node in range(plan.graph.count):
            across, along = sizes.nodes[node]
            nodes.append(
                (self.places.items[node] - across / 2, self.middle[plan.items[node].rank] - along / 2, across, along)
            )
        frames: list[Rect | None] = [None] * len(sizes.titles)
        for frame, (first, last) in plan.spans.items():
            near, far = self.places.frames[frame]
            start = self.middle[first] - self.half[first] - self.opening[frame]
            end = self.middle[last] + self.half[last] + self.closing[frame]
            frames[frame] = (near, start, far - near, end - start)
        paths: list[Path | None] = [None] * len(plan.graph.links)
        for wire, way in zip(plan.wires, self.ways, strict=True):
            paths[wire.link] = self._path(wire, way, nodes)
        done = [path for path in paths if path is not None]
        labelled, lost = put_labels(done, sizes, nodes, frames)
        rank_of = [plan.items[link.begin].rank for link in plan.graph.links]
        cramped: dict[int, float] = {}
        for number in lost:
            label = sizes.labels[number]
            link = plan.graph.links[number]
            channel = rank_of[number] + (plan.items[link.end].rank > rank_of[number])
            cramped[channel] = max(cramped.get(channel, 0.0), (label[1] if label else 0.0) + 6.0)
        return bounded(nodes, labelled, frames, len(lost)), cramped

    def _path(self, wire: Wire, way: list[tuple[int, Crossing]], nodes: list[Rect]) -> Path:
        items, at = self.plan.items, self.places.items
        points: list[Point] = []
        first, last = wire.items[0], wire.items[-1]
        upper = items[first].of if items[first].kind == "slot" else first
        lower = items[last].of if items[last].kind == "slot" else last
        begin_side, end_side = wire.upper, wire.lower
        rect = nodes[upper]
        middle = rect[1] + rect[3] / 2
        if wire.upper == "end":
            points.append((at[upper], rect[1] + rect[3]))
        elif wire.upper in ("near", "far"):
            points += [(rect[0] + (rect[2] if wire.upper == "far" else 0.0), middle), (at[first], middle)]
        else:
            points.append((at[upper], rect[1]))
            begin_side = "start"
        leaving: list[Point] = []
        for channel, crossing in way:
            if not crossing.turns:
                continue
            tracks = [self.base[channel] + turn * self.sizes.gaps.track for turn in crossing.turns]
            if not crossing.bottoms:
                leaving = [(crossing.tops[1], tracks[0]), (crossing.tops[0], tracks[0])]
                continue
            if not crossing.tops:
                points += [(crossing.bottoms[1], tracks[0]), (crossing.bottoms[0], tracks[0])]
                continue
            points.append((crossing.tops[0], tracks[0]))
            if len(tracks) > 1:
                points += [(crossing.jog, tracks[0]), (crossing.jog, tracks[1])]
            points.append((crossing.bottoms[0], tracks[-1]))
        rect = nodes[lower]
        middle = rect[1] + rect[3] / 2
        if wire.lower == "start":
            points.append((at[lower], rect[1]))
        elif leaving:
            points += [*leaving, (at[lower], rect[1] + rect[3])]
            end_side = "end"
        else:
            points += [(at[last], middle), (rect[0] + (rect[2] if wire.lower == "far" else 0.0), middle)]
        if wire.back:
            points.reverse()
            begin_side, end_side = end_side, begin_side
        return Path(points=tidy(points), begin_side=begin_side, end_side=end_side)


def tidy(points: list[Point]) -> tuple[Point, ...]:
    """`points` without repeated ones and those on the way between their neighbours."""
    found: list[Point] = []
    for point in points:
        if found and abs(found[-1][0] - point[0]) < 0.01 and abs(found[-1][1] - point[1]) < 0.01:
            continue
        while len(found) > 1 and _between(found[-2], found[-1], point):
            found.pop()
        found.append(point)
    return tuple(found)


def _between(one: Point, middle: Point, other: Point) -> bool:
    return any(abs(one[axis] - middle[axis]) < 0.01 and abs(other[axis] - middle[axis]) < 0.01 for axis in (0, 1))
