"""An equation as a tree: what TeX says, before it is written for Office or drawn."""

from __future__ import annotations

from typing import TypeAlias

from msgspec import Struct


class Sign(Struct, frozen=True):
    """Letters, digits, an operator, a function's name or words.

    `form` is i (a variable), n (a number), o (an operator), f (a function's name) or t (words). `font` is `""` for the form's own, else normal, italic,
    bold, bold-italic, double-struck, script, fraktur, sans-serif or monospace: MathML's names. `grow` is how many times as high as its line a
    bracket is set, 0 for its own height.
    """

    text: str
    form: str
    font: str = ""
    grow: float = 0.0


class Row(Struct, frozen=True):
    """Parts beside each other."""

    items: tuple[Node, ...] = ()


class Space(Struct, frozen=True):
    """A gap, `em` times the size; negative ones draw together."""

    em: float


class Fraction(Struct, frozen=True):
    """One above the other, with a line between them where `bar`; `style` is display or text where the author asks for it."""

    above: Node
    below: Node
    bar: bool = True
    style: str = ""


class Root(Struct, frozen=True):
    """A root, of `degree` where it is not the square root."""

    body: Node
    degree: Node | None = None


class Script(Struct, frozen=True):
    """Raised and lowered parts beside `base`; `limits` sets them above and below it in a displayed equation."""

    base: Node
    below: Node | None = None
    above: Node | None = None
    limits: bool = False


class Large(Struct, frozen=True):
    """A sum, an integral or the like over `body`; `limits` sets its bounds under and over the sign."""

    sign: str
    body: Node
    below: Node | None = None
    above: Node | None = None
    limits: bool = True


class Fence(Struct, frozen=True):
    """Brackets that grow with what stands between them; `opening` or `closing` may be `""`. `parts` are divided by `middle`."""

    opening: str
    parts: tuple[Node, ...]
    closing: str
    middle: str = "|"


class Grid(Struct, frozen=True):
    """Rows of cells. `align` has l, c or r for each column; `lined` is true for equations set under each other: r and l in turn."""

    rows: tuple[tuple[Node, ...], ...]
    align: str = ""
    lined: bool = False


class Accent(Struct, frozen=True):
    """A mark over `base`; `wide` ones are as wide as it is."""

    base: Node
    mark: str
    wide: bool = False


class Bar(Struct, frozen=True):
    """A line over or under `base`."""

    base: Node
    under: bool = False


class Brace(Struct, frozen=True):
    """A brace or bracket lying over or under `base`, with words at it where there are any."""

    base: Node
    mark: str
    under: bool = False
    label: Node | None = None


class Stack(Struct, frozen=True):
    """Something over or under `base`, as a sign over an equals sign or words on an arrow."""

    base: Node
    above: Node | None = None
    below: Node | None = None
    stretch: bool = False
    """Whether `base` is an arrow that is as long as what stands on it."""


class Framed(Struct, frozen=True):
    """A frame around `body`; `hidden` shows the room that it takes and nothing else."""

    body: Node
    hidden: bool = False


Node: TypeAlias = (
    Sign | Row | Space | Fraction | Root | Script | Large | Fence | Grid | Accent | Bar | Brace | Stack | Framed
)


class Equation(Struct, frozen=True):
    """An equation, read. `tag` is the number or sign that the author gave it (`\\tag{1}`), `""` for none."""

    tex: str
    body: Node
    tag: str = ""


class EquationError(Exception):
    """TeX that can't be read: `fact` and `hint` as a problem has them, `line` the number of its line from 0 within the equation."""

    def __init__(self, fact: str, hint: str, line: int = 0) -> None:
        super().__init__(fact)
        self.fact, self.hint, self.line = fact, hint, line


def row(items: list[Node]) -> Node:
    """The parts as one: a single one stays itself."""
    return items[0] if len(items) == 1 else Row(tuple(items))
