"""How blocks are dressed that layouts have no placeholder for: tables, code, boxes, quotations, terms. A brand's choice, read from layouts.yml."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from courseware.deck.kit import Ink


class Rule(Struct, frozen=True):
    """A line: its colour and width in points; none where the width is 0."""

    ink: Ink | None = None
    width: float = 0.0

    @property
    def drawn(self) -> bool:
        return self.ink is not None and self.width > 0


class TableDress(Struct, frozen=True):
    """A table: the header's ground, colour and weight; the rules above the table, under the header, between rows and under the last one; the
    ground of every second row.
    """

    head_fill: Ink | None = None
    head_ink: Ink | None = None
    head_bold: bool = True
    top: Rule = Rule()
    head: Rule = Rule()
    row: Rule = Rule()
    bottom: Rule = Rule()
    band: Ink | None = None


class PanelDress(Struct, frozen=True):
    """A box or code: its ground, the width of an edge at its left and of an outline, the width of a rule along its top, all in points.

    `inks` gives a kind of box its colour; the other kinds take `ink`.
    """

    fill: Ink | None = None
    ink: Ink | None = None
    inks: Mapping[str, Ink] = field(default_factory=dict)
    edge: float = 0.0
    outline: float = 0.0
    top: float = 0.0

    def colour(self, kind: str) -> Ink | None:
        """The colour of a kind of box."""
        return self.inks.get(kind, self.ink)


class WordsDress(Struct, frozen=True):
    """Words that stand out within text (a term, a heading, a quotation): colour and family where they aren't the text's own."""

    ink: Ink | None = None
    family: str = ""
    bold: bool = True
    italic: bool = False


class Dress(Struct, frozen=True):
    """All of it. What a brand doesn't say is as plain as can be."""

    table: TableDress = TableDress()
    code: PanelDress = PanelDress()
    box: PanelDress = PanelDress()
    term: WordsDress = WordsDress()
    heading: WordsDress = WordsDress()
    quote: WordsDress = WordsDress(bold=False, italic=True)
    footnote: Rule = Rule()
