"""The minutes add up: slides to their module, modules to the days."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.course.model import Course, Module, Schedule
from courseware.problems import Problem, warning

LEEWAY = 0.1
"""The share of a module's minutes that its slides may miss or exceed without a word."""


def check_timing(course: Course) -> Iterator[Problem]:
    """Sums of minutes that don't meet what is said of the module, or don't fit the schedule."""
    for module in course.modules:
        yield from _module(module)
    planned = sum(module.minutes or 0 for module in course.modules)
    if course.schedule and planned:
        there = minutes_of(course.schedule)
        if planned > there:
            fact = f"the modules take {planned:g} minutes, the schedule has {there}"
            yield warning(course.place, fact, "shorten modules, or lengthen the days of `schedule`")


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


def minutes_of(schedule: Schedule) -> int:
    """The minutes there are to teach: the days without their breaks."""
    day = _clock(schedule.end) - _clock(schedule.start) - sum(pause.minutes for pause in schedule.breaks)
    return schedule.days * day


def _clock(time: str) -> int:
    hours, _, minutes = time.partition(":")
    return int(hours) * 60 + int(minutes or 0)
