"""A unit's results in their place, each followed by its record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from courseware.build.maker import maker
from courseware.build.planned import Unit
from courseware.build.publishing import drop_beside, publish, standing
from courseware.build.report import BESIDE, FAILED, MADE, SAME, Row
from courseware.build.request import Request
from courseware.build.state import Record, State
from courseware.build.status import Status
from courseware.files import digest
from courseware.problems import CoursewareError, Problem
from courseware.sealing import alike, seal
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.making import Result, Target
    from courseware.build.running import Outcome


MARKED = (".pptx", ".pdf")
"""Endings of outputs that tell by themselves whether they are as they were made. What is to come of others is recorded first."""
NOTHING = Record(hash="", maker="", request="", ingredients="")


def place(
    request: Request, state: State, target: Target, outcome: Outcome, found: Mapping[str, Status]
) -> tuple[tuple[Row, ...], tuple[Problem, ...]]:
    """Puts a unit's results in their place, each followed by its record; the rows, and what could not be written."""
    results = {result.document: result for result in outcome.results}
    rows: list[Row] = []
    problems: list[Problem] = []
    for empty in unmade(request, target.unit, found):
        result = results.get(empty.document)
        try:
            old = found[empty.name].record
            traces = target.unit.delivery.traces
            rows.append(empty if result is None else _settled(request, state, empty, result, old, traces))
        except CoursewareError as error:
            rows.append(empty)
            problems += error.problems
    return tuple(rows), tuple(problems)


def unmade(request: Request, unit: Unit, found: Mapping[str, Status]) -> tuple[Row, ...]:
    """The rows of a unit's outputs before any is made."""
    return tuple(
        Row(
            name=(name := unit.output(document.name)),
            delivery=unit.delivery.name,
            module=unit.module,
            document=document.name,
            state=FAILED,
            path=request.out / name,
            why=found[name].why,
        )
        for document in unit.documents
    )


def _settled(request: Request, state: State, row: Row, result: Result, old: Record | None, traces: str) -> Row:
    """One result in its place, or beside it; then its record."""
    record = Record(
        hash=old.hash if old else "",
        maker=maker(),
        request=request.making_key(row.name, result.reads),
        ingredients=result.ingredients,
        part=result.part,
        reads=result.reads,
        warnings=result.warnings,
        notices=result.notices,
        slides=result.slides,
        pages=result.pages,
        traces=traces,
    )
    row = replace(
        row, state=SAME, slides=result.slides, pages=result.pages, warnings=result.warnings, notices=result.notices
    )
    if result.data is None:
        state.keep(row.name, record)
        return row
    hash = seal(result.data) if result.private else digest(result.data)
    if not row.document.endswith(MARKED):
        old = replace(_caught_up(row, old), coming=hash)
        state.keep(row.name, old)
    published = publish(row.path, result.data, old, replace=request.replace)
    if published.state == BESIDE:
        state.keep(row.name, replace(record, beside=(published.path.name, hash)))
        return replace(row, state=BESIDE, other=published.path)
    state.keep(row.name, replace(record, hash=hash))
    drop_beside(row.path, old)
    return replace(row, state=SAME if published.state == "same" else MADE, other=published.kept)


def _caught_up(row: Row, old: Record | None) -> Record:
    """The record of an output, of what stands there: a build may have ended between the two. Of what it was made then is not known."""
    if old is None or not old.coming:
        return old or NOTHING
    there = standing(row.path)
    if there is None or not alike(there, old.coming):
        return old
    return replace(NOTHING, hash=old.coming, beside=old.beside)
