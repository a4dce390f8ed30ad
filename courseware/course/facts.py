"""`course.yml`: the course's facts, deliveries, cuts and days."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from courseware.course import DEFAULT_BRAND
from courseware.course.calendar import check_calendar
from courseware.course.model import Break, Course, Cut, Delivery, Exam, Schedule
from courseware.late import late
from courseware.problems import Problem
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded

_CLOCK = late(r"\d{1,2}[:.]\d{2}")


@cache
def schema(name: str) -> Mapping[str, Any]:
    """The JSON Schema `schema-NAME.json` beside this file, which editors use too."""
    found: Mapping[str, Any] = json.loads(Path(__file__).with_name(f"schema-{name}.json").read_bytes())
    return found


def read_facts(loaded: Loaded) -> Course:
    """The course without its modules; `loaded` has been checked against its schema."""
    value: Mapping[str, Any] = loaded.value
    exam = value.get("exam")
    return Course(
        title=value["title"],
        code=value.get("code", ""),
        subtitle=value.get("subtitle", ""),
        level=value.get("level", ""),
        language=value.get("language", value.get("lang", "en")),
        edition=value.get("edition", ""),
        author=author_of(value),
        date=str(value.get("date", "")),
        description=value.get("description", "").strip(),
        audience=tuple(value.get("audience", ())),
        prerequisites=tuple(value.get("prerequisites", ())),
        you_will_learn=tuple(value.get("you_will_learn", ())),
        includes=tuple(value.get("includes", ())),
        acknowledgements=tuple(value.get("acknowledgements", ())),
        access=tuple(value.get("access", ())),
        hours=value.get("hours"),
        videos=value.get("videos"),
        price=value.get("price", ""),
        rights=value.get("rights", "ours"),
        vars=texts(value.get("vars", {})),
        deliveries=tuple(_delivery(name, given, loaded) for name, given in value.get("deliveries", {}).items()),
        cuts=tuple(_cut(name, given, loaded) for name, given in value.get("cuts", {}).items()),
        schedule=_schedule(value["schedule"]) if "schedule" in value else None,
        exam=_exam(exam, loaded) if exam else None,
        meta=value,
        place=loaded.place(),
    )


def author_of(value: Mapping[str, Any]) -> str:
    """The author or authors as one text; pandoc and Quarto also know groups with a `name`."""
    given = value.get("author", "")
    names = given if isinstance(given, list) else [given]
    return ", ".join(str(name.get("name", "")) if isinstance(name, dict) else str(name) for name in names if name)


def texts(value: Mapping[str, Any]) -> dict[str, str]:
    """Values as they are printed in text."""
    return {key: str(each).lower() if isinstance(each, bool) else str(each) for key, each in value.items()}


def _delivery(name: str, given: Mapping[str, Any], loaded: Loaded) -> Delivery:
    return Delivery(
        name=name,
        brand=given.get("brand", DEFAULT_BRAND),
        language=given.get("language", ""),
        paper=given.get("paper", ""),
        cut=given.get("cut", ""),
        client=given.get("client", ""),
        dates=str(given.get("dates", "")),
        starts=given.get("starts", ""),
        days=tuple(given.get("days", ())),
        venue=given.get("place", ""),
        timezone=given.get("timezone", ""),
        roster=given.get("roster", ""),
        seats=given.get("participants", 0),
        mode=given.get("mode", "room"),
        licensee=texts(given.get("licensee", {})),
        vars=texts(given.get("vars", {})),
        options=given.get("options", {}),
        profiles=tuple(given.get("profiles", ())),
        documents=tuple(given.get("documents", ())),
        place=loaded.place("deliveries", name),
    )


def _cut(name: str, given: Mapping[str, Any], loaded: Loaded) -> Cut:
    return Cut(
        name=name,
        minutes=given.get("minutes"),
        modules=tuple(given.get("modules", ())),
        priority=given.get("priority", 3),
        place=loaded.place("cuts", name),
    )


def _schedule(given: Mapping[str, Any]) -> Schedule:
    breaks = tuple(
        Break(after=_clock(each["after"]), minutes=each["minutes"], title=each.get("title", ""))
        for each in given.get("breaks", ())
    )
    return Schedule(
        days=given.get("days", 1),
        start=_clock(given.get("start", "09:00")),
        end=_clock(given.get("end", "17:00")),
        breaks=breaks,
    )


def _exam(given: Mapping[str, Any], loaded: Loaded) -> Exam:
    return Exam(
        questions=given["questions"],
        minutes=given["minutes"],
        passed=given["pass"],
        versions=given.get("versions", 1),
        seed=given.get("seed", 1),
        shuffle=given.get("shuffle", "both"),
        share=given.get("share", "outcomes"),
        per_module=given.get("per_module", {}),
        rules=tuple(given.get("rules", ())),
        place=loaded.place("exam", "questions"),
    )


def _clock(text: str) -> str:
    """A clock time in two digits each: `9:30` is `09:30`."""
    hours, _, minutes = text.replace(".", ":").partition(":")
    return f"{int(hours):02d}:{minutes}"


def check_facts(loaded: Loaded, modules: Collection[str], brands: Collection[str]) -> list[Problem]:
    """What a schema can't see: names of cuts, brands and modules that aren't there, days that end before they begin.

    Values that are not as the schema asks are passed over: they have been told already.
    """
    value = _group(loaded.value)
    problems: list[Problem] = []
    cuts = _group(value.get("cuts"))
    for name, given in _group(value.get("deliveries")).items():
        cut, brand = _group(given).get("cut"), _group(given).get("brand")
        if isinstance(cut, str) and cut not in cuts:
            place = loaded.place("deliveries", name, "cut")
            problems.append(Problem(place, f"there is no cut '{cut}'", did_you_mean(cut, cuts, "define it under cuts")))
        if isinstance(brand, str) and "/" not in brand and brand not in brands:
            hint = did_you_mean(brand, brands, f"there are: {', '.join(sorted(brands))}")
            problems.append(Problem(loaded.place("deliveries", name, "brand"), f"there is no brand '{brand}'", hint))
        problems.extend(check_calendar(name, _group(given), value, loaded))
    for cut, given in cuts.items():
        listed = _group(given).get("modules")
        for n, name in enumerate(listed if isinstance(listed, list) else ()):
            if name not in modules:
                hint = did_you_mean(str(name), modules, "name one that is listed under modules")
                problems.append(Problem(loaded.place("cuts", cut, "modules", n), f"there is no module '{name}'", hint))
    problems.extend(_check_numbers(loaded, value))
    problems.extend(_check_exam(loaded, _group(value.get("exam")), modules))
    return problems


def _check_numbers(loaded: Loaded, value: Mapping[str, Any]) -> Iterator[Problem]:
    schedule, exam = _group(value.get("schedule")), _group(value.get("exam"))
    clocks = [str(schedule.get("start", "09:00")), str(schedule.get("end", "17:00"))]
    if all(_CLOCK.fullmatch(clock) for clock in clocks) and _clock(clocks[0]) >= _clock(clocks[1]):
        yield Problem(loaded.place("schedule", "end"), "the day ends before it begins", "write clock times of 24 hours")
    passed, questions = exam.get("pass"), exam.get("questions")
    if isinstance(passed, int) and isinstance(questions, int) and passed > questions:
        fact = "more right answers are needed than there are questions"
        yield Problem(loaded.place("exam", "pass"), fact, f"there are {questions}")


def _check_exam(loaded: Loaded, exam: Mapping[str, Any], modules: Collection[str]) -> Iterator[Problem]:
    """Modules of `per_module` that there aren't, and numbers that don't add up to the exam's."""
    given, questions = _group(exam.get("per_module")), exam.get("questions")
    for name in given:
        if name not in modules:
            hint = did_you_mean(str(name), modules, "name one that is listed under modules")
            yield Problem(loaded.place("exam", "per_module", name), f"there is no module '{name}'", hint)
    if given and isinstance(questions, int) and all(isinstance(number, int) for number in given.values()):
        total, place = sum(given.values()), loaded.place("exam", "per_module")
        if total > questions:
            fact = f"the modules have {total} questions, the exam {questions}"
            yield Problem(place, fact, "make one of the numbers smaller, or questions larger")
        elif total < questions and set(modules) <= set(given):
            fact = f"the modules have {total} questions, the exam {questions}"
            yield Problem(place, fact, "leave out a module whose number doesn't matter: it gets the rest")


def _group(value: Any) -> Mapping[str, Any]:
    """A group of keys; nothing where the value is something else."""
    return value if isinstance(value, dict) else {}


def variables_of(loaded: Loaded) -> set[str]:
    """The variables that the course or one of its deliveries gives a value."""
    value = _group(loaded.value)
    deliveries = _group(value.get("deliveries")).values()
    return {*_group(value.get("vars")), *(name for each in deliveries for name in _group(_group(each).get("vars")))}
