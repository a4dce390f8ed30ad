"""What proves a course, as plain data for templates: its exam, and how its outcomes are covered."""

from courseware.assessment.coverage import coverage
from courseware.assessment.exam import exam_paper

__all__ = ["coverage", "exam_paper"]
