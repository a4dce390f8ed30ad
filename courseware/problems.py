"""What can be wrong with a trainer's input: a place, a fact and a way out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Place(NamedTuple):
    """Where something stands in a file the author wrote.

    `file` is the path as the author would type it, relative to the project's folder with `/` between its parts; `line` and `column`
    count from 1, 0 where they are not known.
    """

    file: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        return ":".join(str(part) for part in (self.file, self.line, self.column) if part)


NOWHERE = Place("")


class Problem(NamedTuple):
    """One problem, complete: where, what, and what to do about it.

    `fact` and `hint` are lower case without a full stop. An `error` means that the output can't be made; a `warning` that it
    was made and somebody should look.
    """

    place: Place
    fact: str
    hint: str = ""
    severity: str = "error"

    def as_warning(self) -> Problem:
        """The same problem where it stops nothing."""
        return Problem(self.place, self.fact, self.hint, "warning")

    def as_data(self) -> dict[str, str | int]:
        """The problem as plain data, for programs and for the preview."""
        place = self.place
        return {
            "file": place.file,
            "line": place.line,
            "column": place.column,
            "severity": self.severity,
            "fact": self.fact,
            "hint": self.hint,
        }

    def __str__(self) -> str:
        where = f"{self.place}: " if self.place.file else ""
        mark = "warning: " if self.severity == "warning" else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{where}{mark}{self.fact}{hint}"


def warning(place: Place, fact: str, hint: str = "") -> Problem:
    """A `Problem` that does not stop the build."""
    return Problem(place, fact, hint, "warning")


class CoursewareError(Exception):
    """Input that can't be used. Carries every problem of the run, in the order of their places."""

    def __init__(self, problems: Problem | Iterable[Problem]) -> None:
        found = (problems,) if isinstance(problems, Problem) else tuple(problems)
        self.problems: tuple[Problem, ...] = tuple(sorted(found))
        super().__init__("\n".join(str(problem) for problem in self.problems))

    def __reduce__(self) -> tuple[type[CoursewareError], tuple[tuple[Problem, ...]]]:
        return type(self), (self.problems,)  # crosses processes
