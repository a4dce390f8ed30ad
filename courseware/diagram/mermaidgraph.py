"""What was read of a mermaid flowchart, put together as a flow: its boxes, its frames, and the lines that can be drawn."""

from __future__ import annotations

from msgspec import Struct, field

from courseware.diagram.flow import MOST
from courseware.diagram.mermaidscan import Scanner
from courseware.diagram.model import Diagram, Edge, Group, Node
from courseware.problems import Place, warning


class Vertex(Struct, eq=False):
    """A box as far as it was read: its text None until somebody gives one."""

    id: str
    place: Place
    text: str | None = None
    strong: bool = False
    form: str = "step"
    group: str = ""


class Read(Scanner, eq=False):
    """What a reader has found so far."""

    direction: str = ""
    vertices: dict[str, Vertex] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    open: list[str] = field(default_factory=list)


def assemble(read: Read) -> Diagram:
    """The flow of everything that was read; what can't be drawn is told."""
    names = {group.id for group in read.groups}
    filled = set()
    for vertex in read.vertices.values():
        if vertex.id not in names:
            group = vertex.group
            while group and group not in filled:
                filled.add(group)
                group = next(each.parent for each in read.groups if each.id == group)
    nodes = [
        Node(
            id=each.id, text=each.id if each.text is None else each.text, form=each.form, strong=each.strong,
            group=each.group, place=each.place
        )
        for each in read.vertices.values()
        if each.id not in names
    ]  # fmt: skip
    nodes += [
        Node(id=group.id, text=group.title, group=group.parent, place=group.place)
        for group in read.groups
        if group.id not in filled and (not group.parent or group.parent in filled)
    ]
    if not nodes and not read.problems:
        read.error(read.fence, "the flowchart has no boxes", "write an arrow: A[Order arrives] --> B[Check stock]")
    if len(nodes) > MOST:
        fact = f"the flowchart has {len(nodes)} boxes; {MOST} is the most that can be drawn"
        read.error(read.fence, fact, "divide it into several")
    return Diagram(
        kind="flow",
        title=read.title,
        direction=read.direction,
        nodes=tuple(nodes),
        edges=tuple(edge for edge in read.edges if _sensible(read, edge, filled)),
        groups=tuple(group for group in read.groups if group.id in filled),
        form="mermaid",
        warnings=tuple(sorted(read.warned.values())),
        place=read.fence,
    )


def _sensible(read: Read, edge: Edge, filled: set[str]) -> bool:
    """An edge between a frame and what stands in it can't be drawn."""
    parents = {group.id: group.parent for group in read.groups}
    for one, other in ((edge.begin, edge.end), (edge.end, edge.begin)):
        group = parents.get(other, "") if other in parents else read.vertices[other].group
        while group:
            if group == one:
                read.warned.setdefault(
                    f"inside {one}",
                    warning(edge.place, f"a line between the subgraph '{one}' and a box in it is not drawn"),
                )
                return False
            group = parents[group]
    return not (edge.begin == edge.end and edge.begin in filled)
