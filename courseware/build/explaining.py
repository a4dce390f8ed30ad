"""What an output is and what it was made of, as its record tells, with how each of these things stands today."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from courseware.assets import FONTS
from courseware.build.freshness import PAGES, PART, Now
from courseware.build.looking import first_look, look
from courseware.build.maker import maker
from courseware.build.overview import REASONS, Looking
from courseware.build.planned import PlannedDocument, Unit
from courseware.build.planning import make_plan, units
from courseware.build.report import FRESH
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.build.state import Record, State
from courseware.build.status import Status, status
from courseware.files import ABSENT, PRIVATE, SETTING, SYSTEM, Files
from courseware.problems import CoursewareError, Problem
from courseware.values import Value, replace

FOLDERS = ("module", "course", "participant", "parts", "styles", "powerpoint")
KINDS = (
    ("course", "the course"),
    ("material", "pictures and data"),
    ("template", "templates"),
    ("brand", "the brand"),
    ("label", "printed words"),
    ("font", "fonts"),
    ("list", "lists of files and folders"),
    ("output", "pages of other files"),
    ("people", "people"),
    ("system", "the system"),
    ("other", "other files"),
)
"""What an output is made of, in the order in which it is told."""


class Source(Value):
    """One thing that was read. `state` is `unchanged`, `changed`, `gone` or `new`; what was looked for in vain is `absent` if it still is.

    `kind` is one of `KINDS`.
    """

    name: str
    kind: str
    state: str
    in_vain: bool = False


class Option(Value):
    """An option of a document, and where its value comes from (`""` for the default)."""

    name: str
    value: Any
    origin: str


class Explanation(Value, kw_only=True):
    """An output explained. `record` is None where it was not built here yet, `unit` and `document` are where nothing makes it any more.

    `problems` are errors of the course that keep us from saying more.
    """

    name: str
    state: str
    why: str
    record: Record | None
    request: Request
    unit: Unit | None = None
    document: PlannedDocument | None = None
    sources: tuple[Source, ...] = ()
    options: tuple[Option, ...] = ()
    same_program: bool = True
    problems: tuple[Problem, ...] = ()


def explain(request: Request, files: Files, name: str) -> Explanation:
    """The output `name`, as `request` would make it. What was asked for when it was made, beside files, counts as asked for again."""
    state = Looking(request.out)
    record = state.record(name)
    request = _as_asked(request, record)
    now = first_look(request, files, state)
    told = Explanation(
        name=name,
        state="",
        why="",
        record=record,
        request=request,
        sources=_sources(request, state, record, now) if record else (),
        same_program=record is None or not record.maker or record.maker == maker(),
    )
    try:
        return _planned(told, request, files, state, now)
    except CoursewareError as error:
        found = status(request, state, name, now)
        return replace(told, state=found.state, why=_why(found), problems=error.problems)


def _planned(told: Explanation, request: Request, files: Files, state: State, now: Now) -> Explanation:
    shelf = Shelf(files.fresh(), request.draft)
    plan = make_plan(request, shelf)
    every = replace(request, only=("*",), modules=())
    found = [(unit, each) for unit in units(plan, every) for each in unit.documents]
    here = next((each for each in found if each[0].output(each[1].name) == told.name), None)
    if here is None:
        if plan.problems:
            raise CoursewareError(plan.problems)
        return replace(
            told, why="nothing makes it any more: the next build of its delivery removes it, if nobody edited it"
        )
    unit, document = here
    seen = look(request, state, told.name, now, shelf)
    told = replace(told, unit=unit, document=document, state=seen.state, why=_why(seen))
    return replace(told, options=_options(unit, document, request, shelf))


def _why(found: Status) -> str:
    return found.why or REASONS.get(found.state, "")


def _as_asked(request: Request, record: Record | None) -> Request:
    """The request with what the record says was asked for: options, a draft, a roster."""
    try:
        draft, file, brands, delivery, *rest = json.loads(record.request if record else "")
    except (ValueError, TypeError):
        return request
    sets = tuple(
        (str(each[0]), str(each[1]), str(each[2])) for each in rest if isinstance(each, list) and len(each) == 3
    )
    roster = next((each for each in rest if isinstance(each, str)), request.roster)
    whose = {"delivery": str(delivery)} | ({"brands": tuple(map(str, brands))} if delivery or file else {})
    return replace(request, draft=bool(draft), file=str(file), sets=sets, roster=roster, **whose)


def _options(unit: Unit, document: PlannedDocument, request: Request, shelf: Shelf) -> tuple[Option, ...]:
    from courseware.build.materials import Materials
    from courseware.build.options import origins_of

    materials = Materials(unit, request, shelf)
    full = materials.document(document.folder, document.name)
    values = materials.options(full)
    origins = origins_of(full, materials.brand, materials.delivery, request.sets, shelf.files.fresh())
    return tuple(Option(name, values[name], origins[name]) for name in sorted(values))


def _sources(request: Request, state: State, record: Record, now: Now) -> tuple[Source, ...]:
    reads = dict(record.reads)
    course = state.course(request.course_key) if record.part and not request.file else None
    if course is not None:
        reads = {**course.reads, **reads}
    found = [Source(*_named(name), *_state(name, then, now)) for name, then in reads.items()]
    order = {kind: at for at, (kind, _) in enumerate(KINDS)}
    return tuple(sorted(found, key=lambda each: (order[each.kind], each.in_vain, each.name)))


def _named(name: str) -> tuple[str, str]:
    """A thing as people call it, and its kind."""
    if name.startswith(PRIVATE):
        return name.removeprefix(PRIVATE) or "a roster", "people"
    if name.startswith(SETTING):
        return f"the variable {name.removeprefix(SETTING)}", "system"
    for begin, kind in ((PAGES, "output"), (SYSTEM, "system"), (PART, "course")):
        if name.startswith(begin):
            return name.removeprefix(begin), kind
    if name.endswith("/"):
        return f"{name.rstrip('/')}/", "list"
    return name, _kind(name)


def _kind(name: str) -> str:
    parts = name.split("/")
    of_templates = parts[0] in ("templates", "@templates") or name.startswith("@brand/")
    if not of_templates:
        is_text = parts[0] == "syllabus" and len(parts) == 2 and name.endswith((".md", "course.yml"))
        return "course" if is_text or name.endswith(".md") else "material"
    if name.endswith(FONTS) or "fonts" in parts:
        return "font"
    if "labels" in parts:
        return "label"
    if name.endswith(".j2") or set(parts[1:-1]) & set(FOLDERS):
        return "template"
    return "brand" if "brands" in parts or name.startswith("@brand/") else "other"


def _state(name: str, then: str, now: Now) -> tuple[str, bool]:
    today = now.now(name)
    if then == ABSENT:
        return ("absent" if today == ABSENT else "new"), True
    if today == then:
        return "unchanged", False
    return ("gone" if today == ABSENT else "changed"), False


def kinds(sources: Iterable[Source]) -> Mapping[str, list[Source]]:
    """The sources of each kind that has some, under what people call it."""
    found: dict[str, list[Source]] = {}
    words = dict(KINDS)
    for each in sources:
        found.setdefault(words[each.kind], []).append(each)
    return found


def is_fresh(told: Explanation) -> bool:
    """Whether a build would leave the output as it is."""
    return told.state == FRESH
