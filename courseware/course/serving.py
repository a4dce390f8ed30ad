"""Which outcomes a slide serves, and on which level of Bloom's an outcome stands."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.course.model import Module, Outcome, Slide

WITHOUT_CONTENT = ("objectives", "keypoints", "agenda", "closing", "legal", "cover")
"""Roles of slides that look ahead or back and teach nothing of their own."""


def served(module: Module) -> Iterator[tuple[Slide, frozenset[str]]]:
    """Each slide with the outcomes it serves, its own, else those of its topic; the questions that only the exam asks come last."""
    for topic in module.topics:
        for slide in (topic.opening, *topic.slides):
            if slide is not None:
                yield slide, frozenset(slide.outcomes or topic.outcomes)
    for slide in module.bank:
        yield slide, frozenset(slide.outcomes)


def level_of(outcome: Outcome) -> int:
    """The number of the outcome's Bloom level, 0 where nobody knows it."""
    digits = outcome.level.removeprefix("BL")
    return int(digits) if digits.isdecimal() else 0
