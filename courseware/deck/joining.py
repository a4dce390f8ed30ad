"""The slides of a course: those of its own deck template, and between them the pages of the modules as they were fitted once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec.structs import replace

from courseware.deck.model import Deck, Join
from courseware.deck.slides import Page, Slides
from courseware.problems import CoursewareError, Problem


def joined(deck: Deck, own: Slides, of_module: Callable[[str], Slides]) -> Slides:
    """`own` are the slides fitted from `deck`; each of its joins is replaced by pages of `of_module(name)`, numbers unchanged.

    A module's own sections are dropped: its pages belong to the section that the course's own page before them opens.
    Raises `CoursewareError` for a join that leads to no page, and for a deck that joins nothing.
    """
    if not deck.joins:
        hint = 'write <section data-module="NAME"></section> where the slides of a module belong'
        raise CoursewareError(Problem(deck.place, "the deck of the course joins no module", hint))
    pages: list[Page] = []
    notices = [*own.notices]
    warnings = [*own.warnings]
    starts = [slide.id for slide in deck.slides]
    waiting = list(own.pages)
    for at in range(len(starts) + 1):
        for join in (join for join in deck.joins if join.at == at):
            slides = of_module(join.module)
            found = list(_chosen(join, slides.pages))
            notices += [each for each in slides.notices if each not in notices]
            warnings += [each for each in slides.warnings if each not in warnings]
            pages += [replace(page, section="") for page in found]
        if at < len(starts):
            while waiting and waiting[0].id == starts[at]:
                pages.append(waiting.pop(0))
    return replace(own, pages=tuple(pages), notices=tuple(notices), warnings=tuple(warnings))


def _chosen(join: Join, pages: Sequence[Page]) -> Iterator[Page]:
    """The pages that a join wants, from the slide `first` to the slide `last`, what follows from them (`ID/answer`) included."""
    first = _at(join, join.first, pages)[0] if join.first else 0
    last = _at(join, join.last, pages)[-1] if join.last else len(pages) - 1
    return (page for page in pages[first : last + 1] if page.role not in join.without)


def _at(join: Join, id: str, pages: Sequence[Page]) -> list[int]:
    found = [n for n, page in enumerate(pages) if id in (page.id, page.id.rpartition("/")[0])]
    if not found:
        fact = f"the deck of the course wants the slide {id} of {join.module}, which has none of that id"
        raise CoursewareError(Problem(join.place, fact, "look at data-from and data-to in the template"))
    return found
