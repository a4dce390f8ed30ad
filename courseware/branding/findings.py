"""What `brand check` finds, as plain values: rows under headings, each well, worth a look, or wrong."""

from __future__ import annotations

from msgspec import Struct

from courseware.problems import Problem

OK, LOOK, WRONG, SAID = "ok", "warning", "error", ""
"""The states of a row; `SAID` is only told."""


class Row(Struct, frozen=True):
    """One thing looked at: its name, its state, what was found in columns, and the way out where there is one to take."""

    name: str
    state: str
    cells: tuple[str, ...] = ()
    way: str = ""


class Section(Struct, frozen=True):
    """Rows that belong together. `about` stands under them: something to paste, or how to read them."""

    title: str
    rows: tuple[Row, ...]
    about: str = ""

    def count(self, state: str) -> int:
        """How many rows are in this state."""
        return sum(row.state == state for row in self.rows)


def told(problem: Problem) -> Row:
    """A problem as a row."""
    place = str(problem.place)
    return Row(
        place.rpartition("/")[2] or "brand",
        WRONG if problem.severity == "error" else LOOK,
        (problem.fact,),
        problem.hint,
    )
