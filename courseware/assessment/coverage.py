"""How the slides of a course cover its outcomes, by the rules that accreditors of courseware publish.

An example for each outcome of level 2 and up, an exercise with solution from level 3, a question and minutes for all; notes for
every slide.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from courseware.course.exam import Sitting
from courseware.course.model import Course, Module, Outcome, Slide
from courseware.course.serving import WITHOUT_CONTENT, level_of, served
from courseware.course.timing import Turn, turns

Plain = dict[str, Any]
SHOWN = 2
"""From this Bloom level on an outcome needs an example."""
PRACTISED = 3
"""From this Bloom level on an outcome needs an exercise with its solution."""
SPOKEN = ("slide", "exercise", "discussion")
BARE = (*WITHOUT_CONTENT, "quote", "big-number", "picture")
"""Roles of slides that need no text for participants beside what they show."""

Serving = Sequence[tuple[Slide, frozenset[str]]]


def coverage(course: Course, sitting: Sitting | None) -> list[Plain]:
    """The modules with their outcomes: ids of the slides that teach, show, practise and ask each of them, minutes and gaps.

    Gaps are `slides`, `example`, `exercise`, `solution`, `question` and `minutes`. `examined` counts the questions of the
    exam, None without one.
    """
    when = turns(course)
    examined = Counter(code for each in sitting.versions[0].questions for code in each.outcomes) if sitting else None
    return [_module(module, when, examined) for module in course.modules]


def _module(module: Module, when: Mapping[str, Turn], examined: Mapping[str, int] | None) -> Plain:
    serving = [(slide, codes) for slide, codes in served(module) if not slide.hidden]
    outcomes = [_outcome(each, serving, when, examined) for each in module.outcomes]
    slides = [slide for slide, _ in serving if slide.kind in SPOKEN and not slide.unlisted]
    told = [slide for slide in slides if slide.kind == "slide" and slide.role not in BARE]
    tasks = [slide for slide in slides if slide.kind == "exercise"]
    return {
        "name": module.name,
        "number": module.number,
        "title": module.title,
        "minutes": module.minutes or 0,
        "planned": sum(when[slide.id].minutes for slide, _ in serving if slide.id in when),
        "slides": len(slides),
        "exercises": len(tasks),
        "questions": sum(slide.kind == "question" for slide, _ in serving),
        "without_notes": [slide.id for slide in slides if not slide.notes],
        "without_text": [slide.id for slide in told if not slide.handout],
        "outcomes": outcomes,
        "gaps": sum(len(each["gaps"]) for each in outcomes),
    }


def _outcome(outcome: Outcome, serving: Serving, when: Mapping[str, Turn], examined: Mapping[str, int] | None) -> Plain:
    mine = [(slide, codes) for slide, codes in serving if outcome.code in codes]
    of_kind: dict[str, list[Slide]] = {"slide": [], "exercise": [], "question": []}
    for slide, _ in mine:
        of_kind.setdefault({"section": "slide", "discussion": "exercise"}.get(slide.kind, slide.kind), []).append(slide)
    minutes = sum(when[slide.id].minutes / len(codes) for slide, codes in mine if slide.id in when)
    content = [slide for slide in of_kind["slide"] if slide.kind == "slide" and slide.role not in WITHOUT_CONTENT]
    teaching = content or of_kind["slide"]
    return {
        "code": outcome.code,
        "text": outcome.text,
        "level": outcome.level,
        "slides": [slide.id for slide in teaching],
        "examples": [slide.id for slide, _ in mine if slide.example],
        "exercises": [slide.id for slide in of_kind["exercise"]],
        "questions": [slide.id for slide in of_kind["question"] if slide.id in when],
        "exam_only": sum(slide.id not in when for slide in of_kind["question"]),
        "examined": None if examined is None else examined.get(outcome.code, 0),
        "minutes": minutes,
        "gaps": list(_gaps(outcome, of_kind, any(slide.example for slide, _ in mine), minutes)),
    }


def _gaps(outcome: Outcome, of_kind: Mapping[str, Sequence[Slide]], example: bool, minutes: float) -> Iterator[str]:
    level, tasks = level_of(outcome), of_kind["exercise"]
    if not of_kind["slide"]:
        yield "slides"
    if level >= SHOWN and not example:
        yield "example"
    if level >= PRACTISED:
        if not any(slide.kind == "exercise" for slide in tasks):
            yield "exercise"
        elif not any(slide.activity and slide.activity.solution for slide in tasks):
            yield "solution"
    if not of_kind["question"]:
        yield "question"
    if not minutes:
        yield "minutes"
