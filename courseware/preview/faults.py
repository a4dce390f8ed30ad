"""Which slide a problem belongs to, by file and line."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence

from courseware.deck.slides import Page
from courseware.problems import Problem


def parted(
    problems: Iterable[Problem], pages: Sequence[Page], written: Container[str]
) -> tuple[Mapping[int, list[Problem]], list[Problem]]:
    """The problems of the pages, by the page's position, and those of none of them.

    A slide of the source (its id is among `written`) reaches from its line to the next one's, and its problems stand at its first page.
    """
    starts: dict[tuple[str, int], int] = {}
    for position, page in enumerate(pages):
        if page.id in written:
            starts.setdefault((page.place.file, page.place.line), position)
    of_pages: dict[int, list[Problem]] = {}
    others: list[Problem] = []
    for problem in problems:
        before = [start for start in starts if start[0] == problem.place.file and start[1] <= problem.place.line]
        if before:
            of_pages.setdefault(starts[max(before)], []).append(problem)
        else:
            others.append(problem)
    return of_pages, others
