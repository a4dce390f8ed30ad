"""A roster as values that don't show what they hold when they are printed."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.problems import Problem
from courseware.values import Value


class Person(Value, kw_only=True):
    """A participant. `number` is the row's place beneath the first line of the file, from 1; `line` the line it begins
    at. `values` are the columns by their keys, `name` among them; `cells` the same with their titles as written.
    """

    number: int
    line: int
    values: Mapping[str, str]
    cells: tuple[tuple[str, str], ...]

    def __repr__(self) -> str:
        return f"Person({self.number})"


class Roster(Value, kw_only=True):
    """The people of a class in the order of the file. `file` is its name for `Files`; `problems` are of rows that can't
    be used (errors) or that deserve a look (warnings).
    """

    file: str
    people: tuple[Person, ...]
    problems: tuple[Problem, ...] = ()

    def __repr__(self) -> str:
        return f"Roster({self.file!r}, {len(self.people)})"

    def person(self, number: int) -> Person:
        """The person of a row; `KeyError` where the row is none's."""
        for each in self.people:
            if each.number == number:
                return each
        raise KeyError(number)
