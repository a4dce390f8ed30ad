"""How an output stands: as recorded and up to date, edited by somebody, or to be made, and why."""

from __future__ import annotations

from pathlib import Path

from courseware.build.freshness import Now, maker
from courseware.build.planned import PEOPLE
from courseware.build.publishing import standing
from courseware.build.report import BESIDE, FRESH, Row
from courseware.build.request import Request
from courseware.build.state import Record, State
from courseware.sealing import alike
from courseware.values import Value


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
        return Status("", "it has not been built here yet", None)
    there = standing(request.out / name)
    same = there is not None and alike(there, record.hash)
    changed = now.changed(record.reads)
    why = _why(request, record, name, now, changed)
    if why:
        return Status("", why, record, same, changed)
    if there is None:
        return Status("", "the file is gone", record)
    beside = record.beside
    if same or (beside and alike(there, beside[1])):  # the second: somebody put the new file in the edited one's place
        return Status(FRESH, "", record, same)
    if beside and not request.replace and _stands_beside(request.out / name, beside):
        return Status(BESIDE, "", record)
    return Status("", "somebody edited it", record)


def row(request: Request, name: str, found: Status) -> Row:
    """The row of an output that needs no making."""
    record = found.record
    assert record is not None
    path = request.out / name
    folder, _, document = name.rpartition("/")
    delivery, _, module = folder.rpartition("/")
    if delivery.endswith(f"/{PEOPLE}"):
        delivery, module = delivery.removesuffix(f"/{PEOPLE}"), ""
    return Row(
        name=name,
        delivery=delivery,
        module=module,
        document=document,
        state=found.state,
        path=path,
        slides=record.slides,
        pages=record.pages,
        warnings=record.warnings,
        notices=record.notices,
        other=path.with_name(record.beside[0]) if found.state == BESIDE and record.beside else None,
    )


def _why(request: Request, record: Record, name: str, now: Now, changed: frozenset[str]) -> str:
    if record.maker != maker():
        return "courseware or one of its libraries changed"
    if record.request != request.making_key(name, record.reads):
        return "the last build asked for it in another way"
    return now.why(min(changed), record.reads) if changed else ""


def _stands_beside(path: Path, beside: tuple[str, str]) -> bool:
    data = standing(path.with_name(beside[0]))
    return data is not None and alike(data, beside[1])
