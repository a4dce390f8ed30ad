"""The days of a course as they go by the clock: what is taught when, and where a day runs over or leaves time."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from courseware.content.blocks import Inlines
from courseware.course.model import Course, Cut, Module, Schedule, Slide
from courseware.course.timing import Event, clocked, minutes_of
from courseware.problems import Problem, warning

LEEWAY = 10
"""Minutes that a day may run over, or leave, without a word: a trainer makes up for them."""
LUNCH = 30
"""Minutes from which a break parts the day into halves."""
MORNING = 0.6
"""The share of a day's minutes up to which a shorter course does without a break for a meal."""


class Line(Struct, frozen=True, kw_only=True):
    """A part of a stretch: a `topic` (with the minutes of its slides), an `exercise` or `discussion`, or what is in hand (`spare`), which
    has no title. A topic that goes on behind an exercise stays one line.
    """

    kind: str
    clock: float
    minutes: float
    title: Inlines = ()
    estimated: bool = False
    slide: str = ""


class Stretch(Struct, frozen=True, kw_only=True):
    """What goes on without a break: `module` (with the module, `again` where it was begun before), `break` or `exam`. `title` is a
    break's, as the author named it.
    """

    kind: str
    clock: float
    minutes: float
    title: str = ""
    module: Module | None = None
    again: bool = False
    lines: tuple[Line, ...] = ()

    @property
    def end(self) -> float:
        """When it ends."""
        return self.clock + self.minutes


class Day(Struct, frozen=True, kw_only=True):
    """A day of the schedule: `start` and `end` as planned, `ends` as it goes, in minutes since midnight. `pauses` are the minutes of
    breaks that it doesn't come to.
    """

    number: int
    start: int
    end: int
    stretches: tuple[Stretch, ...]
    pauses: int = 0

    @property
    def ends(self) -> float:
        """When the last stretch ends that isn't a break."""
        return max((each.end for each in self.stretches if each.kind != "break"), default=self.start)

    @property
    def late(self) -> float:
        """Minutes that the day runs over, where they are worth a word, else 0."""
        return self.ends - self.end if self.ends - self.end > LEEWAY else 0

    @property
    def unused(self) -> float:
        """Minutes that the day leaves beside its breaks, where they are worth a word, else 0."""
        left = self.end - self.ends - self.pauses
        return left if left > LEEWAY else 0

    def halves(self) -> tuple[tuple[Stretch, ...], ...]:
        """What goes on before and after the longest break, where it is long enough for a meal; else the day as a whole."""
        pauses = [each for each in self.stretches if each.kind == "break" and each.minutes >= LUNCH]
        noon = max(pauses, key=lambda each: each.minutes).clock if pauses else None
        taught = [each for each in self.stretches if each.kind != "break"]
        if noon is None:
            return (tuple(taught),) if taught else ()
        parts = [tuple(e for e in taught if e.clock < noon), tuple(e for e in taught if e.clock >= noon)]
        return tuple(part for part in parts if part)


def days_of(course: Course, exam: bool = True) -> tuple[Day, ...]:
    """The days of a course that has a schedule, each with what goes on; nothing where it has none."""
    schedule = course.schedule
    if schedule is None:
        return ()
    found: list[list[Stretch]] = [[] for _ in range(schedule.days)]
    begun: set[str] = set()
    for event in clocked(course, schedule, exam):
        _add(event, found[event.day - 1], begun)
    return tuple(_day(n, schedule, tuple(_without_idle(stretches))) for n, stretches in enumerate(found, 1))


def schedule_of(schedule: Schedule | None, cut: Cut) -> Schedule | None:
    """The schedule of a course that `cut` makes shorter: the days that its minutes take, of which a single one ends with
    them. What takes about half a day does without breaks for a meal.
    """
    if schedule is None or cut.minutes is None:
        return schedule
    start = minutes_of(schedule.start)
    breaks = schedule.breaks
    whole = minutes_of(schedule.end) - start - sum(each.minutes for each in breaks)
    if cut.minutes > whole > 0:
        return replace(schedule, days=math.ceil(cut.minutes / whole))
    if cut.minutes <= MORNING * whole:
        breaks = tuple(each for each in breaks if each.minutes < LUNCH)
    end = start + cut.minutes
    for each in sorted(breaks, key=lambda each: minutes_of(each.after)):
        end += each.minutes if minutes_of(each.after) < end else 0
    breaks = tuple(each for each in breaks if minutes_of(each.after) < end)
    return replace(schedule, days=1, end=f"{int(end) // 60:02}:{int(end) % 60:02}", breaks=breaks)


def _day(number: int, schedule: Schedule, stretches: tuple[Stretch, ...]) -> Day:
    taken = sum(each.minutes for each in stretches if each.kind == "break")
    return Day(
        number=number,
        start=minutes_of(schedule.start),
        end=minutes_of(schedule.end),
        stretches=stretches,
        pauses=sum(each.minutes for each in schedule.breaks) - int(taken),
    )


def check_days(course: Course, exam: bool = True) -> Iterator[Problem]:
    """A warning for each day that ends late, and one for time that stays unused."""
    days = days_of(course, exam)
    for day in days:
        if day.late:
            hint = "shorten what is taught, begin earlier or end later: see schedule in course.yml"
            yield warning(course.place, f"day {day.number} ends {day.late:.0f} minutes late", hint)
        if day.unused:
            hint = "give the modules more minutes, or shorten the days of schedule"
            yield warning(course.place, f"day {day.number} has {day.unused:.0f} minutes unused", hint)


def _add(event: Event, day: list[Stretch], begun: set[str]) -> None:
    if event.kind == "exam":
        day.append(Stretch(kind="exam", clock=event.clock, minutes=event.minutes))
    elif event.pause is not None:
        day.append(Stretch(kind="break", clock=event.clock, minutes=event.minutes, title=event.pause.title))
    elif event.module is not None:
        if not day or day[-1].module is not event.module:
            again = event.module.name in begun
            begun.add(event.module.name)
            day.append(Stretch(kind="module", clock=event.clock, minutes=0, module=event.module, again=again))
        last = day[-1]
        lines = _with_line(last.lines, event)
        day[-1] = replace(last, minutes=event.clock + event.minutes - last.clock, lines=lines)


def _with_line(lines: tuple[Line, ...], event: Event) -> tuple[Line, ...]:
    """The lines of a stretch once `event` has its time: exercises and discussions each have one of their own."""
    slide, topic = event.slide, event.topic
    if slide is None or topic is None:
        return (*lines, Line(kind="spare", clock=event.clock, minutes=event.minutes))
    if slide.kind in ("exercise", "discussion"):
        return (*lines, _line(slide.kind, slide.title, event, slide))
    title = topic.title if topic.opening is not None else ()
    for n, line in enumerate(lines):
        if line.kind == "topic" and line.title == title:
            more = replace(line, minutes=line.minutes + event.minutes, estimated=line.estimated or event.estimated)
            return (*lines[:n], more, *lines[n + 1 :])
    if not event.minutes:
        return lines
    return (*lines, _line("topic", title, event, slide))


def _line(kind: str, title: Inlines, event: Event, slide: Slide) -> Line:
    return Line(
        kind=kind, clock=event.clock, minutes=event.minutes, title=title, estimated=event.estimated, slide=slide.id
    )


def _without_idle(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """A day without the breaks behind all that is taught, and without a module's rest that takes no time."""
    taught = [n for n, each in enumerate(stretches) if each.kind != "break" and (each.minutes or not each.again)]
    for n, each in enumerate(stretches):
        if taught and n <= taught[-1] and (each.kind == "break" or n in taught):
            yield each
