"""A flow as a scene: the largest text at which its boxes and lines fit, in the author's direction or in the one that suits the room."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from msgspec import Struct

from courseware.diagram.flowparts import Parts, part
from courseware.diagram.flowscene import make_scene
from courseware.diagram.flowsizes import Box, Spacing, boxes, measure, text_limit, wrap
from courseware.diagram.layered import Drawing, Gaps, Sizes, draw
from courseware.diagram.layouts.tools import too_large
from courseware.diagram.mirror import is_rtl
from courseware.diagram.model import Diagram
from courseware.problems import CoursewareError, Problem
from courseware.scene import Scene, Sizer, Wrapped

SPACINGS = (Spacing(10.0, 7.0, 1.0), Spacing(6.0, 4.0, 0.72), Spacing(4.0, 3.0, 0.55))
LIMITS = (10.5, 8.5, 7.0, 5.8, 4.8, 4.0)
"""Widths in which a step's words are broken, in sizes of its text."""
LABEL_LIMIT = 7.0
"""The same of a line's label."""
DRAWS = 10
"""Drawings tried at most: each try tells how far its estimate was out, so few are needed."""

plans = lru_cache(maxsize=32)(part)


class Setting(Struct, frozen=True):
    """One way to draw a flow: direction, size of text, spacing, and the width of a step's lines in points."""

    direction: str
    size: float
    spacing: Spacing
    limit: float

    @property
    def upright(self) -> bool:
        return self.direction in ("down", "up")


class Drawn(Struct, frozen=True):
    """Drawings of all parts at a setting, with the places of their near corners; sizes across and along."""

    setting: Setting
    parts: tuple[Drawing, ...]
    corners: tuple[tuple[float, float], ...]
    across: float
    along: float
    boxes: tuple[Box, ...]
    texts: tuple[Wrapped, ...]
    labels: tuple[Wrapped | None, ...]
    titles: tuple[Wrapped, ...]


def lay_out(diagram: Diagram, width: float, height: float, sizer: Sizer, floor: float, size: float) -> Scene:
    """The scene of a flow; `CoursewareError` where it does not fit at `floor`, told whether another direction would help."""
    parts = plans(diagram.nodes, diagram.edges, diagram.groups)
    work = _Work(diagram, parts, width, height, sizer)
    chosen = (diagram.direction,) if diagram.direction else _directions(diagram, width, height)
    found = work.best(chosen, floor, size)
    if found is not None:
        return make_scene(diagram, parts, found)
    error = too_large("flow", len(diagram.nodes), (width, height), floor, diagram.place)
    if diagram.direction:
        other = "right" if diagram.direction in ("down", "up") else "down"
        if work.best((other,), floor, floor) is not None:
            problem = error.problems[0]
            raise CoursewareError(Problem(problem.place, problem.fact, _turned(other, diagram.form)))
    raise error


def _directions(diagram: Diagram, width: float, height: float) -> tuple[str, str]:
    """Along the longer side first, and as its words are read."""
    level = "left" if is_rtl([node.text for node in diagram.nodes]) else "right"
    return (level, "down") if width >= 1.2 * height else ("down", level)


def _turned(direction: str, form: str) -> str:
    said = f"flowchart {'LR' if direction == 'right' else 'TD'}" if form == "mermaid" else f"direction: {direction}"
    return f"it fits in the other direction: {said}"


class _Work:
    """The search for the setting of one flow in one room."""

    def __init__(self, diagram: Diagram, parts: Parts, width: float, height: float, sizer: Sizer) -> None:
        self.diagram, self.parts, self.sizer = diagram, parts, sizer
        self.width, self.height = width, height
        self.words = [measure(node.text, sizer) for node in diagram.nodes]
        self.said = [measure(edge.text, sizer) for edge in diagram.edges]
        self.named = [measure(group.title, sizer) for group in diagram.groups]
        self.draws = 0

    def best(self, directions: Sequence[str], floor: float, size: float) -> Drawn | None:
        """The first setting that fits, largest text first; None where none does."""
        self.draws = 0
        over = dict.fromkeys(directions, (1.0, 1.0))
        for setting in self._settings(directions, floor, size):
            limit = self._limits(setting)
            across, along = self._estimate(setting)
            more = over[setting.direction]
            if across * more[0] > limit[0] * 1.01 or along * more[1] > limit[1] * 1.01:
                continue
            drawn = self._draw(setting)
            if drawn.across <= limit[0] and drawn.along <= limit[1]:
                return drawn
            self.draws += 1
            if self.draws == DRAWS:
                return None
            over[setting.direction] = (drawn.across / max(across, 1.0), drawn.along / max(along, 1.0))
        return None

    def _settings(self, directions: Sequence[str], floor: float, size: float) -> Iterator[Setting]:
        current = max(size, floor)
        step = 1.0 if size > 12 else 0.5
        while current >= floor - 0.01:
            for spacing in SPACINGS:
                for direction in directions:
                    for limit in LIMITS:
                        yield Setting(direction, current, spacing, limit * current)
            current = current - step if current > floor else 0.0
            current = max(current, floor) if current else 0.0

    def _limits(self, setting: Setting) -> tuple[float, float]:
        return (self.width, self.height) if setting.upright else (self.height, self.width)

    def _estimate(self, setting: Setting) -> tuple[float, float]:
        """About how much room a setting takes across and along, without the room for lines that turn."""
        spacing, size = setting.spacing, setting.size
        wide: list[tuple[float, float]] = []
        step_w = step_h = 0.0
        for node, words in zip(self.diagram.nodes, self.words, strict=True):
            limit = text_limit(node, words, setting.limit, size, 1.6 if setting.upright else 0.7)
            line = words.line * size
            w = min(line, max(limit, words.word * size))
            h = (1.0 if line <= w else -(-line * 1.08 // w)) * 1.2 * size
            if node.form == "decision":
                wide.append((max(2 * w, 4.4 * size), max(2 * h, 2.6 * size)))
            else:
                w, h = max(w + 2 * spacing.level, 2.6 * size), max(h + 2 * spacing.upright, 1.9 * size)
                step_w, step_h = max(step_w, w), max(step_h, h)
                wide.append((0.0, 0.0))
        gaps = _gaps(setting)
        across = along = 0.0
        for one in self.parts.parts:
            mine_across = mine_along = 0.0
            for rank in one.plan.ranks:
                total, high, count = 0.0, 0.0, 0
                for number in rank:
                    item = one.plan.items[number]
                    if item.kind == "node":
                        w, h = wide[one.nodes[item.of]]
                        w, h = (w, h) if w else (step_w, step_h)
                        total += w if setting.upright else h
                        high = max(high, h if setting.upright else w)
                        count += 1
                mine_across = max(mine_across, total + max(0, count - 1) * gaps.across)
                mine_along += high
            mine_along += (len(one.plan.ranks) - 1) * gaps.along
            across, along = max(across, mine_across), max(along, mine_along)
        return across, along

    def _draw(self, setting: Setting) -> Drawn:
        diagram, size = self.diagram, setting.size
        spare = 1.6 if setting.upright else 0.7
        texts = [
            wrap(node.text, words, text_limit(node, words, setting.limit, size, spare), size, self.sizer)
            for node, words in zip(diagram.nodes, self.words, strict=True)
        ]
        found = boxes(diagram.nodes, texts, setting.spacing, size)
        limit = LABEL_LIMIT * size * (1.0 if setting.upright else 0.75)
        labels = [
            wrap(edge.text, words, limit, size, self.sizer) if edge.text else None
            for edge, words in zip(diagram.edges, self.said, strict=True)
        ]
        gaps = _gaps(setting)
        titles = [self._title(number, setting) for number in range(len(diagram.groups))]
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
            drawings.append(draw(one.plan, sizes))
        corners, across, along = _pack(drawings, self._limits(setting)[0], 1.4 * gaps.across)
        return Drawn(
            setting,
            tuple(drawings),
            tuple(corners),
            across,
            along,
            tuple(found),
            tuple(texts),
            tuple(labels),
            tuple(titles),
        )

    def _title(self, group: int, setting: Setting) -> Wrapped:
        """A frame's title, across ranks as wide as about all of its boxes."""
        text, words = self.diagram.groups[group].title, self.named[group]
        if not text:
            return Wrapped((), 0.0, 0.0)
        ranks = self.parts.length(group)
        limit = 14.0 * setting.size if setting.upright else ranks * (0.8 * setting.limit + 20.0)
        bold = 1.06
        widest = max(limit, words.word * setting.size * bold + 0.1)
        return self.sizer.wrap(text, widest, setting.size, True)


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
        stub=max(12.0, 16.0 * share),
        frame=max(8.0, 12.0 * share),
    )


def _pack(drawings: Sequence[Drawing], limit: float, gap: float) -> tuple[list[tuple[float, float]], float, float]:
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
