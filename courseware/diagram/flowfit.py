"""The search for the setting of a flow: the largest text, then the widest spacing, at which all of it fits into its room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from courseware.diagram.flowparts import Part, Parts, pack
from courseware.diagram.flowsizes import Box, Spacing, boxes, broken, measure, measure_node, text_limit, wrap
from courseware.diagram.layered import Drawing, Gaps, Sizes, draw, draw_rows
from courseware.diagram.model import Diagram
from courseware.scene import Sizer, Wrapped

SPACINGS = (Spacing(12.0, 10.0, 1.35), Spacing(10.0, 7.0, 1.0), Spacing(7.0, 4.5, 0.72), Spacing(4.0, 3.0, 0.55))
LIMITS = (10.5, 8.5, 7.0, 5.8, 4.8, 4.0)
"""Widths in which a step's words are broken, in sizes of its text."""
LABEL_LIMIT = 7.0
"""The same of a line's label."""
READABLE = 0.25
"""Rather than with text under this share of the way from the floor to the wanted size a flow is drawn in two rows, or more."""
ROWS = 4
LINES = 2
"""Lines from row to row, as the last resort: one is easy to follow."""
DRAWS = 8
"""Drawings tried at most: each try tells how far its estimate was out, so few are needed."""


Ranks: TypeAlias = tuple[tuple[tuple[int, ...], ...], ...]
"""Nodes by row and rank."""


class Setting(Struct, frozen=True):
    """One way to draw a flow: direction, rows with `joints` lines at most from one to the next, size of text, spacing, and the width of a
    step's lines in points."""

    direction: str
    rows: int
    joints: int
    size: float
    spacing: Spacing
    limit: float

    @property
    def upright(self) -> bool:
        """Whether it runs down or up."""
        return self.direction in ("down", "up")


class Drawn(Struct, frozen=True):
    """Drawings of all parts at a setting, with the places of their near corners; sizes across and along."""

    setting: Setting
    parts: tuple[Drawing, ...]
    corners: tuple[tuple[float, float], ...]
    across: float
    along: float
    boxes: tuple[Box, ...]
    labels: tuple[Wrapped | None, ...]
    titles: tuple[Wrapped, ...]


class Fitter:
    """The search for one flow in one room."""

    def __init__(
        self, diagram: Diagram, parts: Parts, width: float, height: float, sizer: Sizer, folded: bool = True
    ) -> None:
        self.diagram, self.parts, self.sizer, self.folded = diagram, parts, sizer, folded
        self.width, self.height = width, height
        self.words = [measure_node(node, sizer) for node in diagram.nodes]
        self.said = [measure(edge.text, sizer) for edge in diagram.edges]
        self.named = [measure(group.title, sizer) for group in diagram.groups]
        self.spare = (1.0, 4.0 if width >= height else 1.2)
        """What a point of a decision's height costs, in points of its width: where the flow runs level, and where it runs down."""
        self.known: dict[tuple[float, bool], tuple[dict[int, tuple[float, float]], float, float]] = {}
        self.ranks: dict[tuple[int, int, int], Ranks] = {}
        self.largest: dict[tuple[str, int, int, float, float], float] = {}

    def best(self, directions: Sequence[str], floor: float, size: float) -> Drawn | None:
        """The first setting that fits; None where none does."""
        draws = 0
        over: dict[tuple[str, int, int], tuple[float, float]] = {}
        sizes = _sizes(floor, size)[::-1]
        for setting in self._settings(directions, floor, size):
            if setting.size > self._largest(setting, sizes):
                continue
            limit = self._limits(setting)
            across, along = self._estimate(setting)
            more = over.get((setting.direction, setting.rows, setting.joints), (1.0, 1.0))
            if across * more[0] > limit[0] * 1.01 or along * more[1] > limit[1] * 1.01:
                continue
            drawn = self._draw(setting)
            if drawn.across <= limit[0] and drawn.along <= limit[1]:
                return drawn
            draws += 1
            if draws == DRAWS:
                return None
            over[setting.direction, setting.rows, setting.joints] = (
                drawn.across / max(across, 1.0),
                drawn.along / max(along, 1.0),
            )
        return None

    def _settings(self, directions: Sequence[str], floor: float, size: float) -> Iterator[Setting]:
        """Settings from the best to the last resort."""
        sizes = _sizes(floor, size)
        large = [each for each in sizes if each >= floor + READABLE * (size - floor)]
        rest = sizes[len(large) :]
        whole, folded = range(1, 2), range(2, ROWS + 1 if self.folded else 2)
        wide, every = SPACINGS[:-1], SPACINGS
        phases = (
            (whole, 1, large, wide), (folded, 1, large, wide), (whole, 1, large, every[-1:]), (whole, 1, rest, every),
            (folded, 1, rest, every), (folded, LINES, sizes, every),
        )  # fmt: skip
        for counts, most, some, spacings in phases:
            for count in counts:
                if count > 1 and not any(one.rows(count, most) for one in self.parts.parts):
                    continue
                for current in some:
                    for spacing in spacings:
                        for direction in directions:
                            for limit in LIMITS:
                                yield Setting(direction, count, most, current, spacing, limit * current)

    def _largest(self, setting: Setting, sizes: Sequence[float]) -> float:
        """The largest of `sizes` (from the floor up) at which a flow so set may fit, as estimated; 0 where none does."""
        share = setting.limit / setting.size
        key = (setting.direction, setting.rows, setting.joints, round(share, 3), setting.spacing.gaps)
        if key in self.largest:
            return self.largest[key]
        tight = SPACINGS[-1]
        found = 0.0
        if setting.spacing is tight or self._largest(replace(setting, spacing=tight), sizes):
            place = bisect_left(sizes, True, key=lambda size: not self._may_fit(setting, size, share))
            found = sizes[place - 1] if place else 0.0
        self.largest[key] = found
        return found

    def _may_fit(self, setting: Setting, size: float, share: float) -> bool:
        limit = self._limits(setting)
        across, along = self._estimate(replace(setting, size=size, limit=share * size))
        return across <= limit[0] * 1.01 and along <= limit[1] * 1.01

    def _limits(self, setting: Setting) -> tuple[float, float]:
        return (self.width, self.height) if setting.upright else (self.height, self.width)

    def _estimate(self, setting: Setting) -> tuple[float, float]:
        """About how much room a setting takes across and along, without the room for lines that turn."""
        spacing, size = setting.spacing, setting.size
        decisions, wide, tall = self._shapes(setting.limit / size, setting.upright)
        step = (max(wide * size + 2 * spacing.level, 2.6 * size), max(tall * size + 2 * spacing.upright, 1.9 * size))
        usual = _turn(*step, setting)
        shapes = {node: _turn(w * size, h * size, setting) for node, (w, h) in decisions.items()}
        gaps = _gaps(setting)
        across = along = 0.0
        for place in range(len(self.parts.parts)):
            sums = [_extent(ranks, shapes, usual, gaps) for ranks in self._ranks(place, setting)]
            across = max(across, sum(each[0] for each in sums) + 2 * gaps.across * (len(sums) - 1))
            along = max(along, *(each[1] for each in sums))
        return across, along

    def _ranks(self, place: int, setting: Setting) -> Ranks:
        key = (place, setting.rows, setting.joints)
        if key not in self.ranks:
            self.ranks[key] = _ranks(self.parts.parts[place], setting)
        return self.ranks[key]

    def _shapes(self, limit: float, upright: bool) -> tuple[dict[int, tuple[float, float]], float, float]:
        """About how large each decision is, and the widest and the highest words of all other boxes, in sizes of their text."""
        key = (round(limit, 3), upright)
        if key not in self.known:
            decisions: dict[int, tuple[float, float]] = {}
            wide = tall = 0.0
            for number, (node, words) in enumerate(zip(self.diagram.nodes, self.words, strict=True)):
                if node.form == "decision":
                    w, lines = broken(words, self.spare[upright])
                    decisions[number] = (max(2 * w, 4.4), max(2.4 * lines, 2.6))
                    continue
                w = min(words.line, max(limit, words.word))
                h = 1.2 * (1.0 if words.line <= w else -(-words.line * 1.08 // w))
                wide, tall = max(wide, w), max(tall, h)
            self.known[key] = (decisions, wide, tall)
        return self.known[key]

    def _draw(self, setting: Setting) -> Drawn:
        diagram, size = self.diagram, setting.size
        texts = [
            wrap(
                node.text,
                words,
                text_limit(node, words, setting.limit, size, self.spare[setting.upright]),
                size,
                self.sizer,
            )
            for node, words in zip(diagram.nodes, self.words, strict=True)
        ]
        found = boxes(diagram.nodes, texts, setting.spacing, size)
        limit = LABEL_LIMIT * size * (1.0 if setting.upright else 0.75)
        labels = [
            wrap(edge.text, words, limit, size, self.sizer) if edge.text else None
            for edge, words in zip(diagram.edges, self.said, strict=True)
        ]
        titles = [self._title(number, setting) for number in range(len(diagram.groups))]
        gaps = _gaps(setting)
        drawings = []
        for one in self.parts.parts:
            sizes = Sizes(
                nodes=tuple(_turn(found[node].w, found[node].h, setting) for node in one.nodes),
                labels=tuple(
                    _turn(text.width, text.height, setting) if (text := labels[edge]) else None for edge in one.edges
                ),
                gaps=gaps,
                titles=tuple(_title_room(text, setting) for text in titles),
                title_at={"down": "start", "up": "end"}.get(setting.direction, "across"),
                above=not setting.upright,
            )
            drawings.append(_drawn(one, sizes, setting))
        corners, across, along = pack(drawings, self._limits(setting)[0], 1.4 * gaps.across)
        return Drawn(
            setting, tuple(drawings), tuple(corners), across, along, tuple(found), tuple(labels), tuple(titles)
        )

    def _title(self, group: int, setting: Setting) -> Wrapped:
        """A frame's title, across ranks as wide as about all of its boxes."""
        text, words = self.diagram.groups[group].title, self.named[group]
        if not text:
            return Wrapped((), 0.0, 0.0)
        ranks = self.parts.length(group)
        limit = 14.0 * setting.size if setting.upright else ranks * (0.8 * setting.limit + 20.0)
        bold = 1.06
        return self.sizer.wrap(text, max(limit, words.word * setting.size * bold + 0.1), setting.size, True)


def _sizes(floor: float, size: float) -> list[float]:
    """Sizes of text from the largest to the floor."""
    found = [max(size, floor)]
    while found[-1] > floor:
        found.append(max(floor, found[-1] - (1.0 if size > 12 else 0.5)))
    return found


def _ranks(one: Part, setting: Setting) -> Ranks:
    """The flow's nodes in each rank of each row of a part."""
    rows = one.rows(setting.rows, setting.joints) if setting.rows > 1 else ()
    plans = [(row.plan, row.nodes) for row in rows] or [(one.plan, tuple(range(len(one.nodes))))]
    return tuple(
        tuple(
            tuple(
                one.nodes[nodes[plan.items[number].of]]
                for number in rank
                if plan.items[number].kind == "node" and nodes[plan.items[number].of] >= 0
            )
            for rank in plan.ranks
        )
        for plan, nodes in plans
    )


def _extent(
    ranks: Sequence[Sequence[int]],
    shapes: Mapping[int, tuple[float, float]],
    usual: tuple[float, float],
    gaps: Gaps,
) -> tuple[float, float]:
    """About how much room ranks take across and along; boxes without a shape of their own are as large as is usual."""
    across = along = 0.0
    for rank in ranks:
        total, long = -gaps.across, 0.0
        for node in rank:
            wide, deep = shapes.get(node, usual)
            total += wide + gaps.across
            if deep > long:
                long = deep
        across = max(across, total)
        along += long
    return across, along + (len(ranks) - 1) * gaps.along


def _drawn(one: Part, sizes: Sizes, setting: Setting) -> Drawing:
    rows = one.rows(setting.rows, setting.joints) if setting.rows > 1 else ()
    return draw_rows(rows, one.plan.graph, sizes) if rows else draw(one.plan, sizes)


def _title_room(text: Wrapped, setting: Setting) -> tuple[float, float]:
    """What a title takes: its width across and its height along where the flow runs down, else its height across."""
    room = text.height + 3.0 if text.lines else 0.0
    return (text.width, room) if setting.upright else (room, text.width)


def _turn(w: float, h: float, setting: Setting) -> tuple[float, float]:
    return (w, h) if setting.upright else (h, w)


def _gaps(setting: Setting) -> Gaps:
    share = setting.spacing.gaps * (0.6 + 0.4 * setting.size / 18.0)
    return Gaps(
        across=26.0 * share if setting.upright else 22.0 * share,
        along=34.0 * share,
        track=max(9.0, 13.0 * share),
        side=max(11.0, 16.0 * share),
        landing=max(12.0, 16.0 * share),
        frame=max(8.0, 12.0 * share),
    )
