"""Each slide has what the trainer needs to teach it."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.course.model import Course, Slide
from courseware.problems import Problem, warning

SPOKEN = frozenset({"slide", "exercise", "discussion"})
"""Kinds of slides that want trainer notes; a section and a question speak for themselves."""

NO_NOTES = "the slide has no trainer notes"


def check_slides(course: Course) -> Iterator[Problem]:
    """Slides without trainer notes, exercises without solution or minutes."""
    for module in course.modules:
        for slide in module.slides():
            yield from _slide(slide)


def _slide(slide: Slide) -> Iterator[Problem]:
    if slide.kind in SPOKEN and not slide.notes and not slide.unlisted:
        yield warning(slide.place, NO_NOTES, "write what to say and ask under ::: notes")
    if slide.kind == "exercise" and slide.activity is not None:
        if not slide.activity.solution:
            yield warning(slide.place, "the exercise has no solution", "write it under ::: solution")
        if slide.minutes is None:
            yield warning(slide.place, "the exercise says no minutes", "write minutes=15 behind its class")
