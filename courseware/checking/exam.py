"""The exam that the course can set, and questions whose answers can't be shuffled."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.content.blocks import Paragraph, plain_text
from courseware.course.exam import compose, letter
from courseware.course.model import Course, Slide
from courseware.late import late
from courseware.problems import Problem, warning

_OTHERS = late(r"\b([A-H])\b[^\w]+(?:\w{1,4}[^\w]+)?\b([A-H])\b")
"""Two letters of answers in a row, as in `A and C` or `B, D`."""


def check_exam(course: Course) -> Iterator[Problem]:
    """Too few questions for what course.yml asks, versions that don't differ, answers that name others by letter."""
    if course.exam is None:
        return
    yield from compose(course, course.exam).problems
    if course.exam.shuffle in ("both", "options"):
        for module in course.modules:
            for slide in (*module.slides(), *module.bank):
                yield from _named(slide)


def _named(slide: Slide) -> Iterator[Problem]:
    """Answers such as `A and C`, which mean others once they are shuffled."""
    if (
        slide.question is None
        or len(slide.question.fixed) == len(slide.question.options)
        or slide.question.exam == "no"
    ):
        return
    letters = {letter(n) for n in range(len(slide.question.options))}
    for option in slide.question.options:
        words = " ".join(plain_text(each.inlines) for each in option.blocks if isinstance(each, Paragraph))
        named = _OTHERS.search(words)
        if named and {named[1], named[2]} <= letters:
            fact = f"the answer «{words}» names others by letter, and the exam shuffles them"
            yield warning(slide.place, fact, "write fixed=all behind the question's class, or name them by their words")
            return
