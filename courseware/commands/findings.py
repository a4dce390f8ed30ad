"""The findings of `courseware check` as a trainer reads them: what concerns many slides in one line, and what was scaled or continued on its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from courseware.checking.slides import NO_NOTES
from courseware.commands import Answer, Part, count
from courseware.problems import Place, Problem, warning
from courseware.values import Value

FITTED = "Set smaller or continued"


class Findings(Value):
    """Everything found: `notices` are the slides that were set smaller or continued, `numbers` what the slide at a place is called (`3-14`)."""

    problems: tuple[Problem, ...] = ()
    notices: tuple[Problem, ...] = ()
    numbers: Mapping[Place, str] = {}

    @property
    def all(self) -> tuple[Problem, ...]:
        """Each finding by itself, for programs."""
        return tuple(sorted({*self.problems, *self.notices}))

    def answer(self, code: int) -> Answer:
        """What to print: slides without notes in one line for each file, slides that were set smaller or continued at the end."""
        silent = [problem for problem in self.problems if problem.fact == NO_NOTES]
        others = [problem for problem in self.problems if problem.fact != NO_NOTES]
        errors = sum(problem.severity == "error" for problem in others)
        counted = [count(errors, "error"), count(len(others) - errors, "warning")]
        if silent:
            counted.append(f"{count(len(silent), 'slide')} without trainer notes")
        if self.notices:
            counted.append(f"{count(len(self.notices), 'slide')} set smaller or continued")
        shown = tuple(sorted([*others, *_by_file(silent, self.numbers)]))
        parts = (Part(FITTED, self.notices),) if self.notices else ()
        return Answer(", ".join(counted) if self.all else "nothing to mend", shown, code, parts=parts)


def _by_file(silent: Sequence[Problem], numbers: Mapping[Place, str]) -> Iterator[Problem]:
    """One warning for all slides of a file that have no notes, at the first of them."""
    files: dict[str, list[Problem]] = {}
    for problem in sorted(silent):
        files.setdefault(problem.place.file, []).append(problem)
    for found in files.values():
        verb = "has" if len(found) == 1 else "have"
        fact = f"{count(len(found), 'slide')} {verb} no trainer notes: {_called(found, numbers)}"
        yield warning(found[0].place, fact, found[0].hint)


def _called(found: Sequence[Problem], numbers: Mapping[Place, str]) -> str:
    """The slides' numbers; their lines where the deck couldn't be made, so that nobody knows a number."""
    places = [problem.place for problem in found]
    if all(place in numbers for place in places):
        return ", ".join(_runs(numbers[place] for place in places))
    return ("line " if len(places) == 1 else "lines ") + ", ".join(str(place.line) for place in places)


def _runs(numbers: Iterable[str]) -> Iterator[str]:
    """The numbers with three and more in a row as `1-4 to 1-9`."""
    run: list[str] = []
    for number in [*numbers, ""]:
        if run and number != _next(run[-1]):
            yield from [f"{run[0]} to {run[-1]}"] if len(run) > 2 else run
            run = []
        run.append(number)


def _next(number: str) -> str:
    head, dash, last = number.rpartition("-")
    return f"{head}{dash}{int(last) + 1}" if last.isdecimal() else ""
