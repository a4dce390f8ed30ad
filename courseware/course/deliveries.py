"""Which set is made: a delivery of the course by its name, or a brand with all defaults."""

from __future__ import annotations

from courseware.course import DEFAULT_BRAND
from courseware.course.model import Course, Delivery
from courseware.problems import NOWHERE, CoursewareError, Problem
from courseware.suggest import did_you_mean


def delivery(course: Course, name: str | None = None, brand: str | None = None) -> Delivery:
    """The delivery called `name`; else one that is named after `brand` and has all defaults.

    With neither, the course is made in the house brand. `CoursewareError` for a name that the course doesn't define.
    """
    if name is None:
        brand = brand or DEFAULT_BRAND
        return Delivery(name=brand.rstrip("/").rsplit("/", 1)[-1], brand=brand, language=course.language)
    for found in course.deliveries:
        if found.name == name:
            return found
    known = [found.name for found in course.deliveries]
    hint = did_you_mean(name, known, "" if known else "define it in course.yml, under deliveries")
    raise CoursewareError(Problem(NOWHERE, f"there is no delivery '{name}'", hint))
