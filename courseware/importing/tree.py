"""The pieces of a lesson become a tree: sections, parts, entries under their labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from courseware.importing.drawing import Drawing
from courseware.importing.pieces import Piece
from courseware.importing.rules import words_of

RANKS = {"root": 0, "section": 1, "closing": 1, "heading": 2, "numbered": 3, "lettered": 4}


@dataclass(slots=True)
class Node:
    """A part of a lesson. `kind`: root, section, closing, heading, numbered, lettered (they have a rank); item, list, text, aside,
    entry (under a label); drawing. `sentences` stand before `children`.
    """

    kind: str
    title: str = ""
    mark: str = ""
    sentences: list[str] = field(default_factory=list)
    children: list[Node] = field(default_factory=list)
    drawing: Drawing | None = None

    @property
    def parts(self) -> list[Node]:
        """The children that have a heading of their own."""
        return [child for child in self.children if child.kind in RANKS]

    @property
    def entries(self) -> list[Node]:
        """The children that have none."""
        return [child for child in self.children if child.kind not in RANKS]

    def text(self) -> str:
        """All that the node says, for counting."""
        drawn = " ".join(self.drawing.items) if self.drawing else ""
        return " ".join([self.mark, self.title, *self.sentences, drawn, *(child.text() for child in self.children)])


def grow(pieces: Sequence[Piece]) -> Node:
    """The tree of a lesson's pieces."""
    return _Grower(pieces).grow()


class _Grower:
    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self.root = Node("root")
        self.path = [self.root]  # the open headings
        self.under = _Open()

    def grow(self) -> Node:
        for at, piece in enumerate(self.pieces):
            if piece.kind in RANKS:
                self._heading(piece)
            elif piece.kind == "label":
                following = self.pieces[at + 1] if at + 1 < len(self.pieces) else None
                self._label(piece, following)
            elif piece.kind == "sentence":
                self._target().sentences.append(piece.text)
            elif piece.kind == "entry":
                parent = self.under.list or self.path[-1]
                parent.children.append(Node("entry", mark=piece.mark, sentences=[piece.text]))
                self.under.leaf = parent.children[-1]
            else:
                self.path[-1].children.append(Node("drawing", drawing=piece.drawing))
                self.under = _Open()
        return self.root

    def _heading(self, piece: Piece) -> None:
        while RANKS[self.path[-1].kind] >= RANKS[piece.kind]:
            self.path.pop()
        node = Node(piece.kind, piece.text, piece.mark)
        self.path[-1].children.append(node)
        self.path.append(node)
        self.under = _Open()

    def _label(self, piece: Piece, following: Piece | None) -> None:
        role = piece.role
        before_label = following is not None and following.kind == "label"
        if role == "list" and self.under.item is not None and piece.text.casefold() in words_of("prose", "examples"):
            role = "aside"
        if role == "aside":
            parent = self.under.item or self.under.group or self.under.list or self.under.text or self.path[-1]
            self.under.leaf = _add(parent, Node("aside", piece.text))
        elif role == "text":
            group = self.under.group
            if group is not None and not group.sentences and all(child.kind == "text" for child in group.children):
                self.under.leaf = _add(group, Node("text", piece.text))
            else:
                self.under = _Open(text=_add(self.path[-1], Node("text", piece.text)))
        elif role == "list" and self.under.group is None:
            self.under = _Open(list=_add(self.path[-1], Node("list", piece.text)))
        elif before_label and following is not None and following.role != "aside":
            outer = self.under.group if self.under.group is not None and not self.under.group.children else None
            parent = outer or self.under.list or self.path[-1]
            self.under = _Open(list=self.under.list, group=_add(parent, Node("item", piece.text)))
        else:
            group = self.under.group
            if group is not None and any(child.kind == "text" for child in group.children):
                group = None  # a group made of `Definition: ... Importance: ...` ends with the next entry
            parent = group or self.under.list or self.path[-1]
            self.under = _Open(list=self.under.list, group=group, item=_add(parent, Node("item", piece.text)))

    def _target(self) -> Node:
        under = self.under
        return under.leaf or under.item or under.group or under.text or under.list or self._last_heading()

    def _last_heading(self) -> Node:
        """The open heading; where entries stand under it already, a further entry keeps the order."""
        heading = self.path[-1]
        if heading.children:
            heading.children.append(Node("entry"))
            self.under.leaf = heading.children[-1]
            return heading.children[-1]
        return heading


@dataclass(slots=True)
class _Open:
    """What is open under a heading: a list (`Types:`), a group (a label right before labels), an item, a text, and the last leaf."""

    list: Node | None = None
    group: Node | None = None
    item: Node | None = None
    text: Node | None = None
    leaf: Node | None = None


def _add(parent: Node, child: Node) -> Node:
    parent.children.append(child)
    return child
