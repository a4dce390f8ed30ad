"""The minutes add up: slides to their module, modules to the days."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.course.days import check_days
from courseware.course.model import Course, Module
from courseware.problems import Problem, warning

LEEWAY = 0.1
"""The share of a module's minutes that its slides may miss or exceed without a word."""


def check_timing(course: Course) -> Iterator[Problem]:
    """Sums of minutes that don't meet what is said of the module, and days that end late or leave time."""
    for module in course.modules:
        yield from _module(module)
    yield from check_days(course)


def _module(module: Module) -> Iterator[Problem]:
    told = [slide.minutes for slide in module.slides() if slide.minutes is not None]
    total = sum(told)
    if module.minutes is None:
        if told:
            hint = f"write minutes: {total:g} in its front matter"
            yield warning(module.place, f"the module says no minutes, its slides say {total:g}", hint)
    elif told and abs(total - module.minutes) > LEEWAY * module.minutes:
        fact = f"the slides take {total:g} minutes, the module says {module.minutes:g}"
        yield warning(module.place, fact, "change the minutes of one or the other")
