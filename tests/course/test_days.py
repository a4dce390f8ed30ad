"""The days of a course by the clock, real dates, and what runs over or stays unused."""

from __future__ import annotations

from typing import Any

import pytest

from courseware.course.calendar import dates_of, spans
from courseware.course.days import Day, check_days, days_of, schedule_of
from courseware.course.model import Break, Course, Cut, Delivery, Exam, Module, Schedule, Slide, Topic
from courseware.course.timing import turns

COFFEE = Break(after="10:30", minutes=15, title="Coffee")
LUNCH = Break(after="12:30", minutes=60, title="Lunch")


def module(number: int, *minutes: float, total: float | None = None, kind: str = "slide") -> Module:
    slides = tuple(
        Slide(id=f"{number}/{place}", title=(), role="content", minutes=each, kind=kind)
        for place, each in enumerate(minutes)
    )
    name = f"0{number}-x"
    return Module(
        name=name, number=number, title=f"M{number}", topics=(Topic(id=name, title=(), slides=slides),), minutes=total
    )


def course(*modules: Module, exam: int = 0, **schedule: Any) -> Course:
    facts = Exam(questions=1, minutes=exam, passed=1) if exam else None
    return Course(title="C", modules=modules, schedule=Schedule(**schedule), exam=facts)


def told(day: Day) -> list[str]:
    def clock(at: float) -> str:
        return f"{int(at) // 60}:{int(at) % 60:02}"

    return [
        f"{clock(each.clock)}-{clock(each.end)} {each.module.title if each.module else each.title or each.kind}"
        for each in day.stretches
    ]


def test_a_day_goes_in_stretches_between_breaks_and_modules() -> None:
    found = days_of(course(module(1, 60, 40), module(2, 30, 30, 60), days=1, breaks=(LUNCH, COFFEE)))
    assert told(found[0]) == ["9:00-10:40 M1", "10:40-10:55 Coffee", "10:55-12:55 M2"]
    assert [each.again for each in found[0].stretches] == [False, False, False]


def test_a_module_that_goes_on_behind_a_break_is_there_again() -> None:
    found = days_of(course(module(1, 90, 40), days=1, breaks=(COFFEE,)))
    assert [each.again for each in found[0].stretches] == [False, False, True]


def test_the_exam_is_at_the_end_and_moves_to_the_next_day_where_it_does_not_fit() -> None:
    assert told(days_of(course(module(1, 420), exam=60, days=1))[0])[-1] == "16:00-17:00 exam"
    late = days_of(course(module(1, 450), exam=60, days=2))
    assert told(late[1]) == ["9:00-10:00 exam"]
    assert [
        each.kind for day in days_of(course(module(1, 60), exam=60, days=1), exam=False) for each in day.stretches
    ] == ["module"]


@pytest.mark.parametrize(
    ("minutes", "facts"),
    [
        ((480, 480), []),
        ((480, 505), ["day 2 ends 25 minutes late"]),
        ((480, 440), ["day 2 has 40 minutes unused"]),
        ((505, 440), ["day 1 ends 25 minutes late", "day 2 has 40 minutes unused"]),
        ((485, 475), []),  # what a trainer makes up for
        ((300,), ["day 1 has 180 minutes unused", "day 2 has 480 minutes unused"]),
    ],
)
def test_days_that_run_over_or_leave_time_are_told(minutes: tuple[int, ...], facts: list[str]) -> None:
    modules = (module(n, each) for n, each in enumerate(minutes, 1))
    assert [each.fact for each in check_days(course(*modules, days=2))] == facts


def test_breaks_that_a_short_day_does_not_come_to_are_not_counted_as_unused() -> None:
    (found,) = check_days(course(module(1, 60), days=1, breaks=(COFFEE, LUNCH)))
    assert found.fact == f"day 1 has {480 - 60 - 75} minutes unused"


def test_deck_and_schedule_tell_one_time() -> None:
    made = course(module(1, 100, 30, total=150), module(2, 200, 100), days=1, breaks=(COFFEE, LUNCH))
    clocks = turns(made)
    for day in days_of(made):
        for stretch in day.stretches:
            if stretch.module and not stretch.again:
                assert clocks[stretch.module.slides()[0].id].clock == stretch.clock


def test_halves_part_at_the_meal_and_not_at_a_coffee() -> None:
    whole = days_of(course(module(1, 60, 60, 60, 60, 60), days=1, breaks=(COFFEE, LUNCH)))[0]
    assert [(half[0].clock, half[-1].end) for half in whole.halves()] == [(540, 795), (855, 915)]
    morning = days_of(course(module(1, 60, 60), days=1, breaks=(COFFEE,)))[0]
    assert len(morning.halves()) == 1


def test_a_cut_of_a_morning_ends_before_lunch() -> None:
    shorter = schedule_of(Schedule(days=3, breaks=(COFFEE, LUNCH)), Cut(name="taster", minutes=210))
    assert shorter == Schedule(days=1, end="12:45", breaks=(COFFEE,))


@pytest.mark.parametrize(
    ("given", "days", "expected"),
    [
        ({"starts": "2027-03-11"}, 3, ("2027-03-11/2027-03-12", "2027-03-15")),
        ({"starts": "2027-03-13"}, 2, ("2027-03-13/2027-03-14",)),  # meant on a weekend
        ({"days": ("2027-03-16", "2027-03-09")}, 2, ("2027-03-09", "2027-03-16")),
        ({"starts": "2027-02-26"}, 2, ("2027-02-26", "2027-03-01")),
        ({}, 2, ()),
    ],
)
def test_dates_follow_on_working_days_or_are_those_listed(
    given: dict[str, Any], days: int, expected: tuple[str, ...]
) -> None:
    assert spans(dates_of(Delivery(name="d", brand="house", **given), days)) == expected
