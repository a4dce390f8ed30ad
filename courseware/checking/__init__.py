"""The rules of `courseware check`: what builds, and yet deserves a look before it is taught. Every finding is a
warning.
"""

from __future__ import annotations

from courseware.checking.exam import check_exam
from courseware.checking.outcomes import check_outcomes
from courseware.checking.slides import check_slides
from courseware.checking.timing import check_timing
from courseware.checking.titles import check_titles
from courseware.course.model import Course
from courseware.problems import Problem

RULES = (check_outcomes, check_timing, check_slides, check_titles, check_exam)


def check_course(course: Course) -> tuple[Problem, ...]:
    """Everything that the rules find in `course`, as the trainer may see it, in the order of places."""
    return tuple(sorted({problem for rule in RULES for problem in rule(course)}))


__all__ = ["check_course"]
