"""What is shared while one Markdown file is read: its source, where problems go, and what has to be looked up or checked at the end."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.content.blocks import Blocks, Inlines
from courseware.course.attributes import NONE, Attributes
from courseware.course.markdown.parser import Node
from courseware.course.model import Option
from courseware.course.source import Source
from courseware.files import Files
from courseware.problems import Place, Problem, warning

Conditions: TypeAlias = tuple[tuple[str, str], ...]


class Known(Struct, frozen=True):
    """Names that exist in the whole course, so that a condition on a name nobody has is found."""

    brands: frozenset[str] = frozenset()
    language: str = "en"
    """The course's language, which a module may change for itself."""


class Reading(Struct, eq=False):
    """One file being read. Nothing of it outlives the reading."""

    module: str
    source: Source
    files: Files
    problems: list[Problem]
    known: Known
    notes: dict[str | int, list[Node]] = field(default_factory=dict)
    notes_used: set[str | int] = field(default_factory=set)
    notes_open: list[str | int] = field(default_factory=list)
    links: list[tuple[str, Place]] = field(default_factory=list)
    variables: list[tuple[str, Place]] = field(default_factory=list)
    unknown: dict[str, list[Place]] = field(default_factory=dict)
    """Divisions that nobody knows, by name."""
    language: str = "en"
    """The language of its text, and of the signs in its numbers."""
    slide_level: int = 2
    incremental: bool = False
    pandoc: bool = False
    """Whether pandoc's rules hold to the letter: a file on its own, or one with `compat: pandoc`."""

    def place(self, node: Node) -> Place:
        """Where a block stands in its file."""
        return self.source.place(node.first)

    def error(self, place: Place, fact: str, hint: str = "") -> None:
        """Notes an error; reading goes on."""
        self.problems.append(Problem(place, fact, hint))

    def warn(self, place: Place, fact: str, hint: str = "") -> None:
        """Notes a warning."""
        self.problems.append(warning(place, fact, hint))


class Scope(Struct, frozen=True):
    """Where in a slide reading stands: the channel, what surrounds it, and how its headings count."""

    channel: str = "slide"  # slide, notes, handout, solution, rationale, hint
    incremental: bool = False
    conditions: Conditions = ()
    above: int = 2
    """The level of the heading that begins the slide."""

    def inside(self, channel: str) -> Scope:
        """The scope of a channel division."""
        return replace(self, channel=channel, incremental=False)


class Draft(Struct, eq=False):
    """A slide while it is read: its channels as far as they have been found, and the activities that follow it."""

    kind: str  # slide, section, exercise, discussion, question
    place: Place
    attributes: Attributes = NONE
    title: Inlines = ()
    conditions: Conditions = ()
    incremental: bool = False
    blocks: Blocks = ()
    notes: Blocks = ()
    handout: Blocks = ()
    hints: Blocks = ()
    solution: Blocks = ()
    rationale: Blocks = ()
    glossary: Blocks = ()
    options: tuple[Option, ...] = ()
    followers: list[Draft] = field(default_factory=list)
    role: str = ""
    """The role that a division gives the slide, `""` where its blocks decide."""
    hidden: bool = False
    """Whether the slide that it stands in is hidden, and it with it."""
    count: int = 0
    headings: list[int] = field(default_factory=list)
    """The levels, as written, of the headings that stand around the place reached."""

    def number(self) -> str:
        """The next block's id."""
        self.count += 1
        return str(self.count)
