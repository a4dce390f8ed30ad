"""Every outcome is taught, practised and asked for, as accreditors of courseware want it."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.course.model import Course, Module, Outcome
from courseware.course.serving import level_of, served
from courseware.problems import Problem, warning

PRACTISED = 3
"""From this Bloom level on an outcome needs an exercise."""


def check_outcomes(course: Course) -> Iterator[Problem]:
    """Outcomes that no slide, no exercise or no question serves."""
    for module in course.modules:
        for outcome in module.outcomes:
            yield from _outcome(module, outcome)


def _outcome(module: Module, outcome: Outcome) -> Iterator[Problem]:
    serving = [slide for slide, codes in served(module) if outcome.code in codes]
    kinds = {slide.kind for slide in serving}
    name = f"outcome {outcome.code}"
    if not kinds & {"slide", "section"}:
        hint = f'write outcomes="{outcome.code}" behind the heading of the topic or slide that does'
        yield warning(outcome.place, f"no slide serves {name}", hint)
    if level_of(outcome) >= PRACTISED and not kinds & {"exercise", "discussion"}:
        hint = f'add an exercise with outcomes="{outcome.code}": people learn to do by doing'
        yield warning(outcome.place, f"no exercise practises {name} ({outcome.level})", hint)
    if "question" not in kinds:
        yield warning(outcome.place, f"no question asks for {name}", f'add one with outcome="{outcome.code}"')
