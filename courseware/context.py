"""Course, brand and delivery as plain data for templates: strings, numbers, lists, dicts and markup, and nothing with a method of its own.

The shape of this data is the contract with everybody who writes a template; docs/templates.md describes it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from markupsafe import Markup
from msgspec import Struct

from courseware.brand.colors import BODY_CONTRAST, LEAST_CONTRAST, reach
from courseware.brand.model import Brand
from courseware.content.blocks import Blocks, Inlines, plain_text
from courseware.content.write import write, write_inlines
from courseware.course.cutting import LeftOut
from courseware.course.exam import letter
from courseware.course.glossary import entries
from courseware.course.model import Course, Delivery, Module, Outcome, Slide, Topic
from courseware.course.timing import Turn, turns

Plain = dict[str, Any]
Told: TypeAlias = Callable[[Blocks], list[Plain]] | None
"""What parts a trainer's notes at their cues; None in a deck, which shows them as they are."""


class _Gathered(Struct):
    """What the documents of all modules show of a course, gathered once."""

    course: Course
    when: Mapping[str, Turn]
    summaries: list[Plain]
    modules: Mapping[str, Module]


_GATHERED: dict[int, _Gathered] = {}
_KEPT = 8  # courses as so many readers see them


def _gathered(course: Course) -> _Gathered:
    found = _GATHERED.get(id(course))
    if found is None or found.course is not course:
        while len(_GATHERED) >= _KEPT:
            del _GATHERED[next(iter(_GATHERED))]
        modules = {each.name: each for each in course.modules}
        found = _Gathered(course, turns(course), [_summary(each) for each in course.modules], modules)
        _GATHERED[id(course)] = found
    return found


def module_of(course: Course, name: str) -> Module | None:
    """The module of a course with this name, None where it has none."""
    return _gathered(course).modules.get(name)


def context(
    course: Course,
    module: Module | None,
    brand: Brand,
    delivery: Delivery,
    labels: Mapping[str, str],
    *,
    document: Mapping[str, Any],
    options: Mapping[str, Any],
    places: bool = False,
    whole: bool = True,
    left_out: LeftOut | None = None,
) -> Plain:
    """What a template sees. `places` keeps lines of the source in the markup, as a deck needs it.

    A module's document has `module` and the other modules without their slides; a course's document has no `module`, the course's
    `days`, and, where it is `whole`, every slide. `left_out` is what the delivery's cut leaves out.
    """
    when = _gathered(course).when
    told = None if places else _told(labels)
    return {
        "course": _course(course, module.name if module else None if whole else "", places, when, told)
        | {"days": [] if module else _days(course, delivery)},
        "module": None if module is None else _module(module, places, when, told),
        "brand": _brand(brand, paper=not places),
        "delivery": _delivery(delivery, brand, course),
        "labels": dict(labels),
        "document": dict(document),
        "options": dict(options),
        "pages": [],
        "pages_of": {},
        "glossary": _glossary(course, delivery.language or course.language) if module is None else [],
        "exam": None,
        "coverage": [],
        "left_out": _left_out(left_out or LeftOut()),
    }


def _left_out(gone: LeftOut) -> Plain:
    return {
        "modules": [_summary(module) for module in gone.modules],
        "slides": list(gone.slides),
        "outcomes": [_outcome(outcome) for outcome in gone.outcomes],
    }


def _days(course: Course, delivery: Delivery) -> list[Plain]:
    from courseware.timetable import days

    return days(course, delivery)


def _course(course: Course, module: str | None, places: bool, when: Mapping[str, Turn], told: Told) -> Plain:
    schedule, exam = course.schedule, course.exam
    return {
        "title": course.title,
        "code": course.code,
        "subtitle": course.subtitle,
        "level": course.level,
        "language": course.language,
        "edition": course.edition,
        "author": course.author,
        "date": course.date,
        "description": course.description,
        "audience": list(course.audience),
        "prerequisites": list(course.prerequisites),
        "you_will_learn": list(course.you_will_learn),
        "includes": list(course.includes),
        "acknowledgements": list(course.acknowledgements),
        "access": list(course.access),
        "hours": course.hours,
        "videos": course.videos,
        "price": course.price,
        "rights": course.rights,
        "draft": course.rights == "unknown",
        "single": course.single,
        "schedule": schedule
        and {
            "days": schedule.days,
            "start": schedule.start,
            "end": schedule.end,
            "breaks": [
                {"after": pause.after, "minutes": pause.minutes, "title": pause.title} for pause in schedule.breaks
            ],
        },
        "exam": exam and {"questions": exam.questions, "minutes": exam.minutes, "passed": exam.passed},
        "modules": [_module(each, places, when, told) for each in course.modules]
        if module is None
        else [*_gathered(course).summaries],
    }


def _told(labels: Mapping[str, str]) -> Told:
    from courseware.cues import spoken

    return lambda notes: spoken(notes, labels)


def _glossary(course: Course, language: str) -> list[Plain]:
    """The glossary's terms in order; a course's document has them, a module's has none."""
    return [
        {
            "id": f"term-{count}",
            "term": _inlines(entry.term),
            "term_text": entry.words,
            "letter": entry.letter,
            "details": [Markup(write(detail)) for detail in entry.details],
        }
        for count, entry in enumerate(entries(course, language), 1)
    ]


def _summary(module: Module) -> Plain:
    return {
        "name": module.name,
        "number": module.number,
        "title": module.title,
        "subtitle": module.subtitle,
        "minutes": module.minutes,
        "source": str(module.place),
        "outcomes": [_outcome(outcome) for outcome in module.outcomes],
    }


def _module(module: Module, places: bool, when: Mapping[str, Turn], told: Told) -> Plain:
    topics = []
    number = 0
    for topic in module.topics:
        number += topic.opening is not None
        topics.append(_topic(topic, number if topic.opening else 0, places, when, told))
    return {
        **_summary(module),
        "materials": list(module.materials),
        "room": module.room,
        "language": module.language,
        "topics": topics,
        "slides": [
            slide for topic in topics for slide in ([topic["opening"]] if topic["opening"] else []) + topic["slides"]
        ],
        "meta": _values(module.meta),
    }


def _outcome(outcome: Outcome) -> Plain:
    return {"code": outcome.code, "text": outcome.text, "level": outcome.level}


def _topic(topic: Topic, number: int, places: bool, when: Mapping[str, Turn], told: Told) -> Plain:
    return {
        "id": topic.id,
        "number": number,
        "title": _inlines(topic.title),
        "title_text": plain_text(topic.title),
        "outcomes": list(topic.outcomes),
        "unlisted": topic.unlisted,
        "opening": topic.opening and _slide(topic.opening, places, when[topic.opening.id], told),
        "slides": [_slide(slide, places, when[slide.id], told) for slide in topic.slides],
    }


def _slide(slide: Slide, places: bool, turn: Turn, told: Told) -> Plain:
    file = slide.place.file

    def blocks(found: Blocks) -> Markup:
        return Markup(write(found, places, file))

    plain: Plain = {
        "id": slide.id,
        "kind": slide.kind,
        "title": _inlines(slide.title),
        "title_text": plain_text(slide.title),
        "role": slide.role,
        "layout": slide.layout,
        "slots": [{"name": name, "markup": blocks(found)} for name, found in slide.slots],
        "body": blocks(slide.blocks),
        "notes": blocks(slide.notes),
        "spoken": told(slide.notes) if told and slide.notes else [],
        "handout": blocks(slide.handout),
        "minutes": slide.minutes,
        "day": turn.day,
        "clock": turn.clock,
        "planned": turn.minutes,
        "estimated": turn.estimated,
        "pause": turn.pause and {"title": turn.pause.title, "minutes": turn.pause.minutes},
        "outcomes": list(slide.outcomes),
        "priority": slide.priority,
        "hidden": slide.hidden,
        "unlisted": slide.unlisted,
        "background": slide.background,
        "incremental": slide.incremental,
        "icon": slide.icon,
        "transition": slide.transition,
        "source": str(slide.place),
        "group": "",
        "hints": Markup(""),
        "solution": Markup(""),
        "options": [],
        "level": "",
        "points": 0,
        "rationale": Markup(""),
    }
    if slide.activity is not None:
        activity = slide.activity
        plain |= {"group": activity.group, "hints": blocks(activity.hints), "solution": blocks(activity.solution)}
    if slide.question is not None:
        question = slide.question
        options = [
            {"letter": letter(n), "markup": blocks(option.blocks), "right": option.right}
            for n, option in enumerate(question.options)
        ]
        plain |= {
            "options": options,
            "level": question.level,
            "points": question.points,
            "rationale": blocks(question.rationale),
        }
    return plain


def _inlines(inlines: Inlines) -> Markup:
    return Markup(write_inlines(inlines))


def _brand(brand: Brand, paper: bool) -> Plain:
    logo = brand.logo
    return {
        "name": brand.name,
        "title": brand.title,
        "colors": dict(brand.colors),
        "inks": _inks(brand) if paper else {},
        "families": dict(brand.families),
        "legal": list(brand.legal),
        "keep_slides": [
            {"slide": each["slide"], "at": each.get("at", "end"), "modules": each.get("modules", "all")}
            for each in brand.keep_slides
        ],
        "footer": brand.footer,
        "paper": brand.paper,
        "link": brand.link,
        "logo": logo and {"file": logo.file, "alt": logo.alt, "dark": logo.dark},
        "vars": dict(brand.vars),
        "settings": _values(brand.settings),
    }


def _inks(brand: Brand) -> Plain:
    """The brand's colours as words have them on white paper: dark enough, a grey copy included; text as on a slide."""
    return {
        name: reach(rgb, BODY_CONTRAST if name == "foreground" else LEAST_CONTRAST, "FFFFFF")
        for name, rgb in brand.colors.items()
    }


def _delivery(delivery: Delivery, brand: Brand, course: Course) -> Plain:
    return {
        "name": delivery.name,
        "client": delivery.client,
        "dates": delivery.dates,
        "place": delivery.venue,
        "timezone": delivery.timezone,
        "mode": delivery.mode,
        "paper": delivery.paper or brand.paper,
        "language": delivery.language or course.language,
        "cut": delivery.cut,
        "licensee": dict(delivery.licensee),
        "vars": dict(delivery.vars),
    }


def _values(value: Any) -> Any:
    """YAML's values as they are; anything else as its text."""
    if isinstance(value, Mapping):
        return {str(key): _values(each) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_values(each) for each in value]
    return value if isinstance(value, (str, int, float, bool, type(None))) else str(value)
