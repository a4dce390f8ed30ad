"""What is drawn in layers: the graph and its sizes; and what comes of it: places of boxes, frames and lines."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct

Point: TypeAlias = tuple[float, float]
"""Across, along."""
Rect: TypeAlias = tuple[float, float, float, float]
"""Across and along of the near corner, size across, size along."""


class Link(Struct, frozen=True):
    """A line from node `begin` to node `end`, numbers of nodes."""

    begin: int
    end: int


class Graph(Struct, frozen=True, kw_only=True):
    """Nodes 0 to `count`-1 and links, both in the author's order.

    `branching` says of each node whether its lines leave by different tips. `paths` are the frames around each node, outermost first.
    """

    count: int
    links: tuple[Link, ...]
    branching: tuple[bool, ...]
    paths: tuple[tuple[int, ...], ...]


class Gaps(Struct, frozen=True, kw_only=True):
    """Distances in points: between boxes of a rank, between ranks at least, between parallel lines, from a box to a line beside it, from
    the last bend to a box, around the content of a frame."""

    across: float
    along: float
    track: float
    side: float
    landing: float
    frame: float


class Sizes(Struct, frozen=True, kw_only=True):
    """Sizes across and along, of nodes and of links' labels (None: it has none).

    `titles` of frames, by frame, are what their title takes: across and along. `title_at` says where it stands: `start` or `end` along, or
    `across` at the near side. Where `above` is set, labels of lines along the flow stand at their near side if they can.
    """

    nodes: tuple[Point, ...]
    labels: tuple[Point | None, ...]
    gaps: Gaps
    titles: tuple[Point, ...] = ()
    title_at: str = "start"
    above: bool = False


class Path(Struct, frozen=True, kw_only=True):
    """The line of a link from its begin to its end; the sides are `start` and `end` along, `near` and `far` across. `label` is where its
    label stands."""

    points: tuple[Point, ...]
    begin_side: str
    end_side: str
    label: Rect | None = None


class Drawing(Struct, frozen=True, kw_only=True):
    """Everything placed, from 0, 0 to `across`, `along`; `crossings` of labels that found no free place are counted in `cramped`."""

    across: float
    along: float
    nodes: tuple[Rect, ...]
    paths: tuple[Path, ...]
    frames: tuple[Rect | None, ...]
    cramped: int = 0


class Item(Struct, eq=False):
    """Something that takes a place in a rank.

    `kind`: node; bend (where a long line passes a rank); slot (where a line turns beside its node); hold (keeps a frame's place in a rank
    where nothing of it stands). `of` is the node's number, for a bend or slot that of the node it belongs to or -1.
    """

    kind: str
    rank: int
    of: int
    path: tuple[int, ...] = ()
    wire: int = -1
    at: int = 0
    """Its place in its rank, from 0."""
    far: bool = True
    """Of a slot: whether it stands at its node's far side."""


class Wire(Struct, eq=False):
    """A link on its way through the ranks: `items` from its upper to its lower end, `back` where it runs against the flow.

    `upper` and `lower` tell how it meets its nodes: `end` (leaving along), `start` (arriving along), `near`, `far`, or `over`: by a slot,
    past the node and around into its start. A lower end `under near` or `under far` leaves its node at the end and goes around all others
    of its rank, by a slot at that side of them.
    """

    link: int
    items: list[int]
    back: bool = False
    upper: str = "end"
    lower: str = "start"
    main: bool = False
