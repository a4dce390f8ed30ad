"""A sitting of the exam as plain data: the contract with whoever writes a template of it, described in docs/templates.md."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from markupsafe import Markup

from courseware.content.blocks import plain_text
from courseware.content.write import write, write_inlines
from courseware.course.exam import Asked, Sitting, letter
from courseware.course.model import Outcome

Plain = dict[str, Any]


def exam_paper(sitting: Sitting, trainer: bool) -> Plain:
    """The exam with its versions; without the trainer's part no option is marked right and no rationale stands in it."""
    first = sitting.versions[0].questions
    outcomes = {each.code: each for asked in first for each in asked.module.outcomes}
    points = {asked.question.points for asked in first}
    modules = {asked.module.name: asked.module for asked in sorted(first, key=lambda each: each.module.number)}
    exam = sitting.exam
    return {
        "wanted": exam.questions,
        "asked": len(first),
        "minutes": sitting.minutes,
        "points": sitting.points,
        "passed": sitting.passed,
        "each": points.pop() if len(points) == 1 else 0,
        "seed": exam.seed,
        "shuffled": exam.shuffle in ("both", "options"),
        "letters": [letter(n) for n in range(max((len(each.order) for each in first), default=0))],
        "rules": list(exam.rules),
        "unexamined": [_outcome(each) for each in sitting.unexamined],
        "modules": [{"name": each.name, "number": each.number, "title": each.title} for each in modules.values()],
        "versions": [
            {
                "letter": version.letter,
                "questions": [_asked(n, each, outcomes, trainer) for n, each in enumerate(version.questions, start=1)],
            }
            for version in sitting.versions
        ],
    }


def _asked(number: int, asked: Asked, outcomes: Mapping[str, Outcome], trainer: bool) -> Plain:
    question, slide = asked.question, asked.slide
    options = [
        {
            "letter": letter(at),
            "was": letter(option),
            "markup": Markup(write(question.options[option].blocks)),
            "right": trainer and question.options[option].right,
        }
        for at, option in enumerate(asked.order)
    ]
    return {
        "number": number,
        "id": slide.id,
        "module": asked.module.name,
        "title": Markup(write_inlines(slide.title)),
        "title_text": plain_text(slide.title),
        "body": Markup(write(slide.blocks)),
        "options": options,
        "choose": len(asked.right),
        "right": list(asked.right) if trainer else [],
        "points": question.points,
        "level": question.level or next((outcomes[code].level for code in asked.outcomes if code in outcomes), ""),
        "outcomes": [_outcome(outcomes.get(code, Outcome(code, ""))) for code in asked.outcomes],
        "taught": list(asked.taught),
        "in_class": question.exam != "only",
        "rationale": Markup(write(question.rationale)) if trainer else Markup(""),
    }


def _outcome(outcome: Outcome) -> Plain:
    return {"code": outcome.code, "text": outcome.text, "level": outcome.level}
