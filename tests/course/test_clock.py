"""Notes, guide and schedule tell one clock, however odd the schedule: each adds up, and none knows a break that the others don't."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from courseware.course.days import check_days, days_of
from courseware.course.model import Break, Course, Cut, Module, Slide, Topic
from courseware.course.select import select
from courseware.course.timing import turns
from tests.course.test_days import course, module

COFFEE = Break(after="10:30", minutes=15, title="Coffee")
LUNCH = Break(after="12:15", minutes=60, title="Lunch")
EVENING = Break(after="18:00", minutes=30, title="Dinner")
ODD: dict[str, Course] = {
    "no breaks": course(module(1, 60, 60), module(2, 200), days=1),
    "a break longer than a module": course(module(1, 90), module(2, 20), module(3, 60), days=1, breaks=(replace(LUNCH, after="10:00"),)),
    "two breaks due at once": course(module(1, 240), module(2, 60), days=1, breaks=(COFFEE, LUNCH)),
    "the day ends in an exercise": course(module(1, 470), module(2, 45, 30, kind="exercise"), days=2),
    "the last day ends in an exercise": course(module(1, 470, 45), days=1),
    "an exam at the end": course(module(1, 300), days=1, breaks=(LUNCH,), exam=90),
    "an exam that has no room": course(module(1, 450), days=1, exam=90),
    "an exam on the next day": course(module(1, 450), days=2, exam=90),
    "five days": course(*(module(n, 90, 90, 30, 90) for n in range(1, 8)), days=5, breaks=(COFFEE, LUNCH)),
    "hidden slides": course(replace(module(1, 30), topics=(Topic(id="1", title=(), slides=(
        Slide(id="1/0", title=(), role="content", minutes=30),
        Slide(id="1/1", title=(), role="content", minutes=30, hidden=True),
        Slide(id="1/2", title=(), role="content", minutes=30),
    )),)), days=1),
    "minutes missing": course(replace(module(1, 30), minutes=95, topics=(Topic(id="1", title=(), slides=tuple(
        Slide(id=f"1/{n}", title=(), role="content", minutes=20 if n == 1 else None) for n in range(4)
    )),)), days=1, breaks=(replace(COFFEE, after="09:30"),)),
    "no minutes at all": course(Module(name="01-x", number=1, title="M", topics=(Topic(id="1", title=(), slides=(
        Slide(id="1/0", title=(), role="content"),
    )),)), days=1, breaks=(COFFEE,)),
    "a break in the time in hand": course(module(1, 20, total=120), module(2, 30), days=1, breaks=(replace(COFFEE, after="10:00"),)),
    "a break after the end": course(module(1, 500), module(2, 30), days=1, breaks=(EVENING,)),
    "breaks in no order": course(module(1, 100, 100, 100), days=1, breaks=(LUNCH, COFFEE)),
}  # fmt: skip
odd = pytest.mark.parametrize("made", ODD.values(), ids=ODD.keys())


@odd
def test_each_slide_has_its_time_in_a_stretch_of_the_schedule(made: Course) -> None:
    days = days_of(made)
    for each in made.modules:
        for slide in each.slides():
            turn = turns(made)[slide.id]
            if turn.minutes:
                stretches = [each for each in days[turn.day - 1].stretches if each.module and each.clock <= turn.clock]
                module = stretches[-1].module
                assert module
                assert slide in module.slides()
                assert turn.clock + turn.minutes <= stretches[-1].end + 1e-6


@odd
def test_the_lines_of_a_stretch_add_up_to_it(made: Course) -> None:
    for day in days_of(made):
        for stretch in day.stretches:
            if stretch.module:
                assert sum(line.minutes for line in stretch.lines) == pytest.approx(stretch.minutes)
        ends = [0.0, *(stretch.end for stretch in day.stretches)]
        assert all(stretch.clock >= end - 1e-6 for end, stretch in zip(ends, day.stretches, strict=False))


@odd
def test_notes_know_the_breaks_that_the_schedule_has_between_slides(made: Course) -> None:
    """As one where several follow each other; what falls into the time that a module has in hand is before none of its slides."""
    found = [
        (turn.day, turn.clock - turn.pause.minutes, turn.pause.minutes) for turn in turns(made).values() if turn.pause
    ]
    spare = {
        (day.number, each.end)
        for day in days_of(made)
        for each in day.stretches
        if any(line.kind == "spare" for line in each.lines)
    }
    planned: list[tuple[int, float, float]] = []
    for day in days_of(made, exam=False):
        for each in day.stretches:
            if each.kind != "break" or (day.number, each.clock) in spare:
                continue
            if planned and planned[-1][0] == day.number and sum(planned[-1][1:]) == each.clock:
                planned[-1] = (day.number, planned[-1][1], planned[-1][2] + each.minutes)
            else:
                planned.append((day.number, each.clock, each.minutes))
    assert found == planned


@odd
def test_what_runs_over_is_what_the_day_takes(made: Course) -> None:
    told = {problem.fact for problem in check_days(made)}
    for day in days_of(made):
        taken = sum(each.minutes for each in day.stretches)
        if day.late:
            assert f"day {day.number} ends {day.late:.0f} minutes late" in told
            assert day.start + taken == pytest.approx(day.ends)
        elif day.unused:
            assert day.start + taken + day.pauses + day.unused == pytest.approx(day.end)


def test_two_breaks_that_are_due_at_once_are_told_as_one() -> None:
    pause = turns(ODD["two breaks due at once"])["2/0"].pause
    assert pause == Break(after="10:30", minutes=75, title="Coffee, Lunch")


def test_a_shorter_course_goes_by_the_same_clock() -> None:
    made = replace(ODD["five days"], cuts=(Cut(name="short", minutes=200, modules=("02-x", "05-x")),))
    seen = select(made, _delivery(cut="short"), "trainer", "pdf")
    (day,) = days_of(seen, exam=False)
    assert [each.module.number for each in day.stretches if each.module and not each.again] == [2, 5]
    assert turns(seen)["2/0"].clock == 540


def _delivery(**given: Any) -> Any:
    from courseware.course.model import Delivery

    return Delivery(name="d", brand="house", **given)
