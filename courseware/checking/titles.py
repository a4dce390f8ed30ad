"""What slides are called: who hears a deck read out, or looks at its outline, tells slides apart by their titles."""

from __future__ import annotations

from collections.abc import Iterator

from courseware.content.blocks import plain_text
from courseware.course.model import Course
from courseware.problems import Place, Problem, warning


def check_titles(course: Course) -> Iterator[Problem]:
    """A slide that has the title of another one in its module."""
    for module in course.modules:
        first: dict[str, Place] = {}
        for slide in module.slides():
            title = " ".join(plain_text(slide.title).split())
            if title and title in first:
                fact = f"the slide «{title}» has the title of the one at {first[title]}"
                hint = "give it one of its own: who hears the titles can't tell them apart"
                yield warning(slide.place, fact, hint)
            first.setdefault(title, slide.place)
