"""`Diagram`: what a diagram shows, read and checked, before it is laid out."""

from __future__ import annotations

from msgspec import Struct

from courseware.problems import NOWHERE, Place, Problem

KINDS = ("process", "cycle", "hierarchy", "matrix", "timeline", "flow", "pyramid", "venn", "journey")
"""What `kind:` may say, in the order in which a trainer is told."""


class Entry(Struct, frozen=True, kw_only=True):
    """A step, a stage, a box of a tree, a quadrant: `text` is its label, `detail` what stands after the colon.

    Both may hold line ends. `strong` marks the one that matters. `children` are nested items.
    """

    text: str
    detail: str = ""
    strong: bool = False
    children: tuple[Entry, ...] = ()
    place: Place = NOWHERE


class Axis(Struct, frozen=True, kw_only=True):
    """An axis of a matrix: `title`, and `marks` from low to high, none, two for its ends, or one for each column or row."""

    title: str
    marks: tuple[str, ...] = ()
    place: Place = NOWHERE


class Overlap(Struct, frozen=True, kw_only=True):
    """What several sets of a venn diagram have in common; `sets` are numbers of entries from 0, ascending."""

    sets: tuple[int, ...]
    text: str
    detail: str = ""
    strong: bool = False
    place: Place = NOWHERE


class Lane(Struct, frozen=True, kw_only=True):
    """A row of a journey: one entry for each step (None where nothing happens), or a mood for each, from -1 to 1."""

    title: str
    cells: tuple[Entry | None, ...] = ()
    moods: tuple[float | None, ...] = ()
    place: Place = NOWHERE


class Node(Struct, frozen=True, kw_only=True):
    """A box of a flow: `id` is what edges name; `form` is step, rounded, decision, start, end, data, document, subprocess,
    circle, store, prepare or manual; `group` a group's id."""

    id: str
    text: str
    form: str = "step"
    strong: bool = False
    group: str = ""
    place: Place = NOWHERE


class Edge(Struct, frozen=True, kw_only=True):
    """A line of a flow between the ids of two nodes or groups; `line` is solid, dash, dot, thick, or none where it only keeps order; `head` and
    `tail` tell whether it has an arrow there."""

    begin: str
    end: str
    text: str = ""
    line: str = "solid"
    head: bool = True
    tail: bool = False
    place: Place = NOWHERE


class Group(Struct, frozen=True, kw_only=True):
    """A frame around nodes of a flow; `parent` is the group that it stands in."""

    id: str
    title: str
    parent: str = ""
    place: Place = NOWHERE


class Diagram(Struct, frozen=True, kw_only=True):
    """A diagram of a `kind`. Which fields are filled depends on it.

    process, cycle, hierarchy, timeline, pyramid, journey (its steps), venn (its sets): `entries`. matrix: `rows` from the top, each as
    long, with `columns` and `heads` as titles of columns and rows, `x` and `y`. venn: `overlaps`. journey: `lanes`. flow: `nodes`,
    `edges`, `groups`; `form` is its notation, diagram or mermaid. `warnings` tell what is not drawn. `direction` is right, left, down, up,
    or `""` where the author leaves it to the layout. `centre` stands in the middle of a cycle. `accent` is the name of a colour of the
    palette.
    """

    kind: str
    title: str = ""
    direction: str = ""
    accent: str = "accent"
    centre: str = ""
    entries: tuple[Entry, ...] = ()
    rows: tuple[tuple[Entry | None, ...], ...] = ()
    columns: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    x: Axis | None = None
    y: Axis | None = None
    overlaps: tuple[Overlap, ...] = ()
    lanes: tuple[Lane, ...] = ()
    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    groups: tuple[Group, ...] = ()
    form: str = "diagram"
    warnings: tuple[Problem, ...] = ()
    place: Place = NOWHERE
