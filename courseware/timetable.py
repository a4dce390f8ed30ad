"""The days of a course as plain data for templates."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from markupsafe import Markup

from courseware.content.blocks import plain_text
from courseware.content.write import write_inlines
from courseware.course.calendar import dates_of
from courseware.course.days import Day, Line, Stretch, days_of
from courseware.course.model import Course, Delivery

Plain = dict[str, Any]


def days(course: Course, delivery: Delivery) -> list[Plain]:
    """Each day with its `date` (`2027-03-09`, `""` where the delivery gives none), what goes on by the clock, and its
    halves. A course without a schedule has a day for each date of the delivery, with nothing on it.
    """
    found = days_of(course, exam=not delivery.cut)
    dates = [day.isoformat() for day in dates_of(delivery, len(found) or 1)]
    if not found:
        return [{"number": n, "date": date, **_EMPTY} for n, date in enumerate(dates, 1)]
    return [_day(day, dates[day.number - 1] if day.number <= len(dates) else "") for day in found]


_EMPTY: Plain = {"start": None, "end": None, "ends": None, "late": 0, "unused": 0, "stretches": [], "halves": []}


def _day(day: Day, date: str) -> Plain:
    return {
        "number": day.number,
        "date": date,
        "start": day.start,
        "end": day.end,
        "ends": day.ends,
        "late": day.late,
        "unused": day.unused,
        "stretches": [_stretch(each) for each in day.stretches],
        "halves": [_half(each) for each in day.halves()],
    }


def _half(stretches: Sequence[Stretch]) -> Plain:
    return {
        "start": stretches[0].clock,
        "end": stretches[-1].end,
        "stretches": [_stretch(each) for each in stretches],
    }


def _stretch(stretch: Stretch) -> Plain:
    module = stretch.module
    return {
        "kind": stretch.kind,
        "clock": stretch.clock,
        "end": stretch.end,
        "minutes": stretch.minutes,
        "title": stretch.title,
        "module": module and {"name": module.name, "number": module.number, "title": module.title},
        "again": stretch.again,
        "lines": [_line(each) for each in stretch.lines],
    }


def _line(line: Line) -> Plain:
    return {
        "kind": line.kind,
        "clock": line.clock,
        "minutes": line.minutes,
        "title": Markup(write_inlines(line.title)),
        "title_text": plain_text(line.title),
        "estimated": line.estimated,
        "slide": line.slide,
    }
