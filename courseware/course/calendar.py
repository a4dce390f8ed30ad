"""The real dates of a delivery."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import Any

from courseware.course.model import Delivery
from courseware.late import late
from courseware.problems import Place, Problem
from courseware.suggest import nearest
from courseware.yamlfile import Loaded

SATURDAY = 5
SHAPE = late(r"\d{4}-\d{2}-\d{2}")


def dates_of(delivery: Delivery, days: int) -> tuple[datetime.date, ...]:
    """The dates of a delivery that takes `days` days: those it lists, else working days (Monday to Friday) from the first.

    Nothing where it gives neither. A course that begins on a weekend goes on through it.
    """
    if delivery.days:
        return tuple(sorted({datetime.date.fromisoformat(day) for day in delivery.days}))
    if not delivery.starts:
        return ()
    found = [datetime.date.fromisoformat(delivery.starts)]
    weekend = found[0].weekday() >= SATURDAY
    while len(found) < days:
        after = found[-1] + datetime.timedelta(1)
        while after.weekday() >= SATURDAY and not weekend:
            after += datetime.timedelta(1)
        found.append(after)
    return tuple(found)


def spans(dates: Sequence[datetime.date]) -> tuple[str, ...]:
    """Dates as a reader says them, days that follow each other as one span: `2027-03-09/2027-03-11`."""
    starts = [n for n, (day, after) in enumerate(pairwise(dates), 1) if (after - day).days > 1]
    bounds = [0, *starts, len(dates)]
    parts = [dates[first:last] for first, last in pairwise(bounds) if first < last]
    return tuple(f"{part[0]}/{part[-1]}" if len(part) > 1 else str(part[0]) for part in parts)


def check_calendar(name: str, given: Mapping[str, Any], facts: Mapping[str, Any], loaded: Loaded) -> Iterator[Problem]:
    """What a schema can't see of the dates and the time zone of the delivery `name`; `facts` are those of course.yml."""
    listed = given.get("days")
    listed = listed if isinstance(listed, list) else []
    for keys in ([("starts",)] if "starts" in given else []) + [("days", n) for n in range(len(listed))]:
        day = str(listed[keys[1]] if len(keys) > 1 else given["starts"])
        if SHAPE.fullmatch(day) and not _is_day(day):
            yield Problem(loaded.place("deliveries", name, *keys), f"there is no day {day}", "look at the calendar")
    if "starts" in given and listed:
        hint = "write starts where the days follow each other, else days"
        yield Problem(loaded.place("deliveries", name, "days"), "the delivery names both starts and days", hint)
    schedule = facts.get("schedule")
    days = schedule.get("days", 1) if isinstance(schedule, dict) else len(listed)
    if listed and days != len(listed) and "cut" not in given:
        fact = f"the delivery names {len(listed)} days, the schedule has {days}"
        yield Problem(loaded.place("deliveries", name, "days"), fact, "name as many days as the schedule has")
    zone = given.get("timezone")
    if isinstance(zone, str) and zone:
        yield from _check_zone(zone, loaded.place("deliveries", name, "timezone"))


def _is_day(text: str) -> bool:
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


@cache
def _zones() -> frozenset[str]:
    """The names of the time zones: looking for them goes through some hundred files."""
    import zoneinfo

    return frozenset(zoneinfo.available_timezones())


def _check_zone(zone: str, place: Place) -> Iterator[Problem]:
    known = _zones()
    if known and zone not in known:
        bare = {name.rpartition("/")[2].replace("_", " "): name for name in known}
        near = bare.get(nearest(zone, bare) or "") or nearest(zone, known)
        hint = f"did you mean {near}?" if near else "write a name such as Europe/Berlin or America/New_York"
        yield Problem(place, f"there is no time zone {zone!r}", hint)
