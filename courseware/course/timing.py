"""The clock of a course: when each slide begins, with breaks and days as the schedule has them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from courseware.course.model import Break, Course, Module, Schedule, Slide


class Turn(Struct, frozen=True):
    """When a slide has its turn: `clock` in minutes since midnight on `day` (from 1); without a schedule, minutes since the module began, on day 0.

    `minutes` is what the author said, or, where `estimated`, an even share of what the module has left. `pause` is the break before it.
    """

    day: int
    clock: float
    minutes: float
    estimated: bool = False
    pause: Break | None = None


def turns(course: Course) -> Mapping[str, Turn]:
    """The turn of every slide of the course by its id. Hidden slides take no time."""
    if course.schedule is None:
        return {id: turn for module in course.modules for id, turn in _elapsed(module)}
    return dict(_scheduled(course, course.schedule))


def _elapsed(module: Module) -> Iterator[tuple[str, Turn]]:
    clock = 0.0
    for slide, minutes, estimated in _lengths(module):
        yield slide.id, Turn(0, clock, minutes, estimated)
        clock += minutes


def _scheduled(course: Course, schedule: Schedule) -> Iterator[tuple[str, Turn]]:
    """Breaks come before the first slide that would begin at their time or later; a day ends before a slide that would begin at its end.

    A module takes at least the minutes that it names, so that the next one begins on time; what a cut hides is saved.
    """
    start, end = minutes_of(schedule.start), minutes_of(schedule.end)
    day, clock, taken = 1, float(start), 0
    pauses = sorted(schedule.breaks, key=lambda each: minutes_of(each.after))
    for module in course.modules:
        lengths = list(_lengths(module))
        for slide, minutes, estimated in lengths:
            pause = None
            if minutes:
                while taken < len(pauses) and clock >= minutes_of(pauses[taken].after):
                    pause = pauses[taken]
                    clock += pause.minutes
                    taken += 1
                if clock >= end and day < schedule.days:
                    day, clock, taken, pause = day + 1, float(start), 0, None
            yield slide.id, Turn(day, clock, minutes, estimated, pause)
            clock += minutes
        clock += max((module.minutes or 0) - sum(slide.minutes or minutes for slide, minutes, _ in lengths), 0)
        while taken < len(pauses) and clock > minutes_of(
            pauses[taken].after
        ):  # a break in the time that no slide fills
            clock += pauses[taken].minutes
            taken += 1


def _lengths(module: Module) -> Iterator[tuple[Slide, float, bool]]:
    slides = module.slides()
    open_ones = sum(slide.minutes is None and not slide.hidden for slide in slides)
    said = sum(slide.minutes or 0 for slide in slides if not slide.hidden)
    share = max((module.minutes or 0) - said, 0) / open_ones if open_ones else 0.0
    for slide in slides:
        if slide.hidden:
            yield slide, 0.0, False
        elif slide.minutes is None:
            yield slide, share, True
        else:
            yield slide, slide.minutes, False


def minutes_of(clock: str) -> int:
    """A clock time as minutes since midnight: `"09:30"` is 570."""
    hours, _, minutes = clock.partition(":")
    return int(hours) * 60 + int(minutes or 0)
