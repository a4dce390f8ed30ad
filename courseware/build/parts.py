"""What of a course the documents of each module can see, as digests: whose part stays the same need not be made again.

A module's documents see the module, the facts of the course and of the others what a list of modules shows. Where there is a schedule,
the time of its slides follows from those before it; where something may be cut, they tell what is left out of the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from courseware.build.state import WHOLE
from courseware.files import digest

if TYPE_CHECKING:
    from courseware.course.model import Course, Module
    from courseware.problems import Problem

SEEN_WHOLE = frozenset({"exam", "outcomes", "schedule", "exercises", "questions"})
"""What a document may need that is gathered from all modules."""


def parts(course: Course, found: Iterable[Problem]) -> dict[str, str]:
    """The digest of what can be seen by each module's name, and under `WHOLE` that of all, with the problems `found` in reading it."""
    homes = {module.place.file for module in course.modules}
    told: dict[str, list[Problem]] = {}
    for problem in found:
        told.setdefault(problem.place.file if problem.place.file in homes else "", []).append(problem)
    outlines = [repr(_outline(module)) for module in course.modules]
    common = [repr(replace(course, modules=())), repr([_listed(module) for module in course.modules])]
    common += [repr(told.get("", []))]
    if course.cuts:
        common += outlines
    base = _joined(common)
    before = ""
    each: dict[str, str] = {}
    for module, outline in zip(course.modules, outlines, strict=True):
        own = (base, repr(module), repr(told.get(module.place.file, [])), before if course.schedule else "")
        each[module.name] = _joined(own)
        before = _joined((before, outline))
    return {**each, WHOLE: _joined([base, *each.values()])}


def _joined(texts: Sequence[str]) -> str:
    return digest("\0".join(texts).encode())


def _listed(module: Module) -> tuple[Any, ...]:
    """What the documents of other modules show of a module."""
    outcomes = [(each.code, each.text, each.level) for each in module.outcomes]
    about = (module.name, module.number, module.title, module.subtitle, module.minutes, module.language)
    return (*about, outcomes, str(module.place), module.room, module.materials)


def _outline(module: Module) -> tuple[Any, ...]:
    """What of a module decides the time of others, and what a cut leaves of it."""
    return module.name, module.minutes, tuple(_outlined(module))


def _outlined(module: Module) -> Iterator[tuple[Any, ...]]:
    for topic in module.topics:
        yield topic.id, topic.outcomes, topic.conditions, topic.opening is not None
        for slide in (topic.opening, *topic.slides):
            if slide is not None:
                asked = slide.question.exam if slide.question else None
                yield slide.id, slide.minutes, slide.hidden, slide.priority, slide.conditions, slide.outcomes, asked
