"""How an output stands: as recorded and up to date, edited by somebody, or to be made, and why."""

from __future__ import annotations

import json
import os

from courseware.build.freshness import PART, Now
from courseware.build.maker import maker
from courseware.build.planned import COURSE, PEOPLE
from courseware.build.report import BESIDE, FRESH, Row
from courseware.build.request import Request
from courseware.build.state import Record, State
from courseware.problems import Problem
from courseware.values import Value, replace


class Status(Value):
    """`state` is `up to date`, `beside` or `""` for one to be made; `why` says why. `as_recorded` where the file's
    bytes are those of the record.

    `changed` are the names that read otherwise than recorded.
    """

    state: str
    why: str
    record: Record | None
    as_recorded: bool = False
    changed: frozenset[str] = frozenset()


def status(request: Request, state: State, name: str, now: Now) -> Status:
    """How the output `name` stands, by its record and its bytes."""
    record = state.record(name)
    if record is None:
        there = os.path.lexists(request.out / name)
        return Status("", "nothing is recorded of how it was made" if there else "it has not been built here yet", None)
    path = request.out / name
    stands = now.stands(path, record.hash)
    same = stands is True
    changed = now.changed(record.reads)
    if record.part and not now.sees(name, record.part):
        changed |= {PART}
    if stands is None:
        return Status("", "the file is gone" if record.hash else "it has not been built here yet", record)
    why = _why(request, record, name, now, changed)
    if why:
        return Status("", why, record, same, changed)
    beside = record.beside
    if same or (
        beside and now.stands(path, beside[1])
    ):  # the second: somebody put the new file in the edited one's place
        return Status(FRESH, "", record, same)
    if beside and not request.replace and now.stands(path.with_name(beside[0]), beside[1]):
        return Status(BESIDE, "", record)
    return Status("", "somebody edited it", record)


def row(request: Request, name: str, found: Status) -> Row:
    """The row of an output that needs no making."""
    record = found.record
    assert record is not None
    made = fresh_row(request, name, record.slides, record.pages, record.warnings, record.notices)
    if found.state == BESIDE and record.beside:
        return replace(made, state=BESIDE, other=made.path.with_name(record.beside[0]))
    return made


def where(name: str) -> tuple[str, str]:
    """The delivery and module of an output; the module is `""` for what is made once for the course or for a participant."""
    delivery, _, module = name.rpartition("/")[0].rpartition("/")
    if delivery.endswith(f"/{PEOPLE}"):
        return delivery.removesuffix(f"/{PEOPLE}"), ""
    return delivery, "" if module == COURSE else module


def fresh_row(
    request: Request,
    name: str,
    slides: int,
    pages: int,
    warnings: tuple[Problem, ...],
    notices: tuple[Problem, ...],
) -> Row:
    """The row of an output that is up to date."""
    delivery, module = where(name)
    return Row(
        name=name,
        delivery=delivery,
        module=module,
        document=name.rpartition("/")[2],
        state=FRESH,
        path=request.out / name,
        slides=slides,
        pages=pages,
        warnings=warnings,
        notices=notices,
    )


def _why(request: Request, record: Record, name: str, now: Now, changed: frozenset[str]) -> str:
    if record.maker != maker():
        return "courseware or one of its libraries changed"
    asked = request.making_key(name, record.reads)
    if record.request != asked:
        return _asked(record.request, asked)
    return _changes(name, record, now, changed) if changed else ""


def _asked(before: str, now: str) -> str:
    """In which way a build asks otherwise than that of the record, as `Request.making_key` tells both."""
    drafts = [key.startswith("[true") for key in (before, now)]
    if drafts[0] != drafts[1]:
        return "the last build made a draft" if drafts[0] else "a draft is asked for"
    return (
        "the last build had other options (--set)"
        if _sets(before) != _sets(now)
        else "the last build asked for it in another way"
    )


def _sets(key: str) -> list[object]:
    """The options in a `Request.making_key`."""
    try:
        return [each for each in json.loads(key)[4:] if isinstance(each, list)]
    except (ValueError, TypeError):
        return []


def _changes(name: str, record: Record, now: Now, changed: frozenset[str]) -> str:
    """The change that matters most in words, the module's own text first, and how many more there are."""
    own = f"/{name.split('/')[-2]}.md" if "/" in name else ""
    first = min(changed, key=lambda each: (not (own and each.endswith(own)), each != PART, each))
    others = len(changed - {PART, first})
    return now.why(first, record.reads) + (f", and {others} more" if others else "")
