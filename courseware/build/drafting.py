"""Going on where the source has errors: for a draft, which always yields a deck, and to tell every error of a run at
once.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from courseware.build.planned import Plan
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.model import Deck
from courseware.files import Files
from courseware.problems import CoursewareError, Problem


def with_faults(deck: Deck, faults: Iterable[Problem]) -> Deck:
    """`deck` with each fault among the problems of the slide around its line; a fault outside of all slides is left
    out.
    """
    slides = list(deck.slides)
    for fault in faults:
        before = [
            at
            for at, slide in enumerate(slides)
            if slide.place.file == fault.place.file and slide.place.line <= fault.place.line
        ]
        if before:
            at = max(before, key=lambda at: slides[at].place.line)
            slides[at] = replace(slides[at], problems=(*slides[at].problems, fault))
    return replace(deck, slides=tuple(slides))


def spare(request: Request, files: Files, error: CoursewareError) -> tuple[Plan, Shelf]:
    """The plan of a course that has errors, for the modules that have none, and a shelf that holds it.

    Raises every error of the course where one stands outside of the modules' files, or no module is without.
    """
    every = every_error(request, files, error.problems)
    shelf = Shelf(files.fresh(), draft=True)
    try:
        plan = make_plan(request, shelf)
        course, _ = shelf.course(files.fresh(), request.file)
    except Exception:  # a source with errors may break more than it says: what was found is told
        raise every from None
    homes = {module.place.file: module.name for module in course.modules}
    spoilt = {homes.get(problem.place.file, "") for problem in error.problems}
    if "" in spoilt or len(spoilt) == len(homes):
        raise every
    problems = (*plan.problems, *every.problems)
    return Plan(plan.deliveries, plan.reads, problems, frozenset({*spoilt, ""}), plan.known), shelf


def every_error(request: Request, files: Files, found: Iterable[Problem]) -> CoursewareError:
    """The errors `found` in reading the course, with those that its slides would have shown later."""
    from courseware.build.documents import DECK
    from courseware.build.materials import Materials

    every = set(found)
    places = {problem.place for problem in every}
    shelf = Shelf(files.fresh(), draft=True)
    try:
        for unit in units(make_plan(request, shelf), request):
            if unit.module:
                materials = Materials(unit, request, shelf)
                try:
                    materials.slides(materials.document("module", DECK), files.fresh())
                except CoursewareError as error:
                    every.update(problem for problem in error.problems if problem.place not in places)
    except CoursewareError as error:
        every.update(error.problems)
    except Exception:  # a source with errors may break more than it says: what was found is told
        pass
    return CoursewareError(every)
