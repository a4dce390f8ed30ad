"""The clock of a course: when each slide begins, with breaks and days as the schedule has them.

Deck, notes, guide and schedule all reckon by `clocked`, so they can't tell different times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from courseware.course.model import Break, Course, Module, Schedule, Slide, Topic


class Turn(Struct, frozen=True):
    """When a slide has its turn: `clock` in minutes since midnight on `day` (from 1); without a schedule, minutes since the module began, on day 0.

    `minutes` is what the author said, or, where `estimated`, an even share of what the module has left. `pause` is the break before it, or the
    breaks, where several are due at once.
    """

    day: int
    clock: float
    minutes: float
    estimated: bool = False
    pause: Break | None = None


class Event(Struct, frozen=True, kw_only=True):
    """Something on the clock: a slide's turn, a break, what a module has in hand (`spare`), or the `exam`. `module` is None for the exam, and
    for breaks but those in what a module has in hand.
    """

    kind: str
    day: int
    clock: float
    minutes: float
    module: Module | None = None
    topic: Topic | None = None
    slide: Slide | None = None
    estimated: bool = False
    pause: Break | None = None


def turns(course: Course) -> Mapping[str, Turn]:
    """The turn of every slide of the course by its id. Hidden slides take no time."""
    if course.schedule is None:
        return {id: turn for module in course.modules for id, turn in _elapsed(module)}
    found: dict[str, Turn] = {}
    before: list[Event] = []
    for event in clocked(course, course.schedule):
        if event.slide is not None:
            due = [each.pause for each in before if each.pause and each.day == event.day]
            pause = _together(due) if event.minutes else None
            found[event.slide.id] = Turn(event.day, event.clock, event.minutes, event.estimated, pause)
        before = [*before, event] if event.kind == "break" and event.module is None else []
    return found


def _together(pauses: Sequence[Break]) -> Break | None:
    """The breaks that are due at once, behind a slide that took longer than the time between them, as one."""
    if len(pauses) < 2:
        return pauses[0] if pauses else None
    title = ", ".join(each.title for each in pauses if each.title)
    return Break(after=pauses[0].after, minutes=sum(each.minutes for each in pauses), title=title)


def _elapsed(module: Module) -> Iterator[tuple[str, Turn]]:
    clock = 0.0
    for slide, minutes, estimated in _lengths(module):
        yield slide.id, Turn(0, clock, minutes, estimated)
        clock += minutes


def clocked(course: Course, schedule: Schedule, exam: bool = False) -> Iterator[Event]:
    """Everything that has its time, in order; the course's exam at its end, where it is asked for.

    Breaks come before the first slide that would begin at their time or later; a day ends before a slide that would begin at its end.
    A module takes at least the minutes that it names, so that the next one begins on time; what a cut hides is saved. An exam that
    a day has no room for moves to the next one, where there is one.
    """
    now = _Clock(schedule)
    for module in course.modules:
        lengths = list(_lengths(module))
        topics = {slide.id: topic for topic in module.topics for slide in _slides(topic)}
        for slide, minutes, estimated in lengths:
            if minutes:
                yield from now.turn()
            yield Event(
                kind="slide",
                day=now.day,
                clock=now.clock,
                minutes=minutes,
                module=module,
                topic=topics[slide.id],
                slide=slide,
                estimated=estimated,
            )
            now.clock += minutes
        spare = max((module.minutes or 0) - sum(slide.minutes or minutes for slide, minutes, _ in lengths), 0)
        if spare:
            yield Event(kind="spare", day=now.day, clock=now.clock, minutes=spare, module=module)
            now.clock += spare
            yield from now.pauses(module)
    if exam and course.exam is not None:
        yield from now.turn(course.exam.minutes)
        yield Event(kind="exam", day=now.day, clock=now.clock, minutes=course.exam.minutes)


class _Clock:
    """The time of day while a course goes on."""

    def __init__(self, schedule: Schedule) -> None:
        self.days = schedule.days
        self.start, self.end = minutes_of(schedule.start), minutes_of(schedule.end)
        self.day, self.clock = 1, float(self.start)
        self.all = sorted(schedule.breaks, key=lambda each: minutes_of(each.after))
        self.left = [*self.all]

    def turn(self, whole: float = 0) -> Iterator[Event]:
        """The breaks that are due before what takes time, and the next morning where the day has no room for it; `whole`
        are its minutes where it can't be parted.
        """
        if self.clock < self.end:
            yield from self.pauses()
        full = self.clock >= self.end or (whole and self.clock + whole > self.end and self.clock > self.start)
        if full and self.day < self.days:
            self.day, self.clock, self.left = self.day + 1, float(self.start), [*self.all]
        elif self.clock >= self.end:
            yield from self.pauses()

    def pauses(self, spare: Module | None = None) -> Iterator[Event]:
        """The breaks whose time has come; in the `spare` time of a module, has passed."""
        while self.left and (self.clock > (due := minutes_of(self.left[0].after)) or (self.clock == due and not spare)):
            pause = self.left.pop(0)
            yield Event(kind="break", day=self.day, clock=self.clock, minutes=pause.minutes, pause=pause, module=spare)
            self.clock += pause.minutes


def _slides(topic: Topic) -> tuple[Slide, ...]:
    return (topic.opening, *topic.slides) if topic.opening else topic.slides


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
