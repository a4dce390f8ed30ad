"""The clock of a course: what a slide takes, when it begins, and where breaks and days come in."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from courseware.course.model import Break, Course, Module, Schedule, Slide, Topic
from courseware.course.timing import Turn, minutes_of, turns

LUNCH = Break(after="12:00", minutes=60, title="Lunch")
TEA = Break(after="15:00", minutes=15, title="Tea")


def module(number: int, *minutes: float | None, total: float | None = None, **more: Any) -> Module:
    slides = tuple(
        Slide(id=f"{number}/{place}", title=(), role="content", minutes=each, **more)
        for place, each in enumerate(minutes)
    )
    topics = (Topic(id=f"{number}", title=(), slides=slides),)
    return Module(name=f"0{number}-x", number=number, title="X", topics=topics, minutes=total)


def told(course: Course) -> list[tuple[int, str, float]]:
    clock = [(turn.day, turn.clock, turn.minutes) for turn in turns(course).values()]
    return [(day, f"{int(at) // 60}:{int(at) % 60:02}", minutes) for day, at, minutes in clock]


def test_without_a_schedule_each_module_begins_at_nought() -> None:
    assert told(Course(title="C", modules=(module(1, 5, 10), module(2, 3)))) == [
        (0, "0:00", 5),
        (0, "0:05", 10),
        (0, "0:00", 3),
    ]


def test_slides_without_minutes_share_evenly_what_the_module_has_left() -> None:
    found = turns(Course(title="C", modules=(module(1, 10, None, None, total=30),)))
    assert found["1/0"] == Turn(0, 0, 10)
    assert found["1/2"] == Turn(0, 20, 10, estimated=True)


def test_nothing_is_left_for_them_where_the_others_took_it_all() -> None:
    found = turns(Course(title="C", modules=(module(1, 40, None, total=30),)))
    assert found["1/1"].minutes == 0


def test_hidden_slides_take_no_time() -> None:
    assert [
        turn.minutes for turn in turns(Course(title="C", modules=(module(1, 5, None, total=20, hidden=True),))).values()
    ] == [0, 0]


def test_a_break_comes_before_the_first_slide_at_its_time_or_later() -> None:
    schedule = Schedule(start="11:00", breaks=(TEA, LUNCH))
    found = turns(Course(title="C", schedule=schedule, modules=(module(1, 50, 20, 30, 5),)))
    assert [turn.pause for turn in found.values()] == [None, None, LUNCH, None]
    assert found["1/2"].clock == minutes_of("13:10")


@pytest.mark.parametrize(("days", "expected"), [(2, (2, "9:00", 30.0)), (1, (1, "17:00", 30.0))])
def test_the_day_ends_before_a_slide_that_would_begin_at_its_end(days: int, expected: tuple[int, str, float]) -> None:
    """Unless it is the last day, which then runs over."""
    course = Course(title="C", schedule=Schedule(days=days), modules=(module(1, 480), module(2, 30)))
    assert told(course)[1] == expected


def test_each_day_has_its_breaks() -> None:
    course = Course(title="C", schedule=Schedule(days=2, breaks=(LUNCH,)), modules=(module(1, 180, 240, 180, 30),))
    assert [turn.pause for turn in turns(course).values()] == [None, LUNCH, None, LUNCH]


def test_a_module_without_slides_takes_the_minutes_that_it_names() -> None:
    empty = Module(name="01-x", number=1, title="X", topics=(), minutes=45)
    assert told(Course(title="C", schedule=Schedule(), modules=(empty, module(2, 5)))) == [(1, "9:45", 5)]


def test_a_module_takes_the_minutes_that_it_names_though_its_slides_take_fewer() -> None:
    schedule = Schedule(start="11:00", breaks=(LUNCH,))
    course = Course(title="C", schedule=schedule, modules=(module(1, 20, total=90), module(2, 5)))
    assert told(course)[1] == (1, "13:30", 5)
    assert turns(course)["2/0"].pause is None


def test_a_slide_that_a_cut_hides_saves_its_minutes() -> None:
    cut = module(1, 20, 40, total=60)
    kept, hidden = cut.slides()
    topics = (replace(cut.topics[0], slides=(kept, replace(hidden, hidden=True))),)
    course = Course(title="C", schedule=Schedule(), modules=(replace(cut, topics=topics), module(2, 5)))
    assert told(course)[2] == (1, "9:20", 5)


def test_time_in_hand_passes_before_the_next_module() -> None:
    course = Course(title="C", schedule=Schedule(), modules=(module(1, 5, total=30), module(2, 5)))
    assert told(course)[1] == (1, "9:30", 5)
