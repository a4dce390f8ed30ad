"""How every output of a request stands, for whoever wants to know before anything is made: nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from courseware.build.looking import first_look, look
from courseware.build.planned import Plan, PlannedDocument, Unit
from courseware.build.planning import make_plan, recorded_plan, units
from courseware.build.report import BESIDE, FRESH
from courseware.build.request import Request
from courseware.build.state import CourseRecord, Record, State
from courseware.build.status import Status, status
from courseware.files import Files
from courseware.problems import CoursewareError
from courseware.values import Value

REASONS = {FRESH: "up to date", BESIDE: "somebody edited it, and the new one stands beside"}


class Seen(Value):
    """An output that a request asks for, and how it stands. `name` is its path in the output folder."""

    unit: Unit
    document: PlannedDocument
    name: str
    status: Status

    @property
    def is_stale(self) -> bool:
        """Whether a build would do something about it, or could not."""
        return self.status.state != FRESH

    @property
    def why(self) -> str:
        """Why it is stale, or that it is up to date."""
        return self.status.why or REASONS.get(self.status.state, "")


class Looking(State):
    """Records that are only looked at."""

    def keep(self, name: str, record: Record) -> None:
        """Keeps nothing, as those below."""

    def keep_plan(self, key: str, plan: Mapping[str, Any]) -> None: ...
    def keep_course(self, key: str, course: CourseRecord) -> None: ...


def overview(request: Request, files: Files) -> tuple[Plan, tuple[Seen, ...]]:
    """The plan of a request, and how its outputs stand. Raises as a build does; a course with errors is looked at for its names alone where
    `keep_going` says so, and everything in it is stale then; where modules are named, for those that are in order.
    """
    state = Looking(request.out)
    now = first_look(request, files, state)
    plan = recorded_plan(request, state, now)
    if plan is not None:
        seen = [Seen(*each, status(request, state, each[2], now)) for each in _each(plan, request)]
        if not any(each.is_stale for each in seen):  # most times, and nothing heavy is loaded for it
            return plan, tuple(seen)
    from courseware.build.shelf import Shelf

    shelf = Shelf(files.fresh(), request.draft)
    try:
        plan = plan or make_plan(request, shelf)
    except CoursewareError as error:
        if request.keep_going:
            plan = make_plan(request, Shelf(files.fresh(), draft=True))
            broken = f"the course has {len(error.problems)} error{'s' * (len(error.problems) > 1)}"
            return plan, tuple(Seen(*each, Status("", broken, state.record(each[2]))) for each in _each(plan, request))
        if not request.modules:
            raise
        from courseware.build.drafting import spare

        plan, shelf = spare(request, files, error)
    seen = []
    for unit, document, name in _each(plan, request):
        try:
            spoilt = unit.module in plan.spoilt
            faulty = Status("", "the module has errors", state.record(name))
            found = faulty if spoilt else look(request, state, name, now, shelf)
        except CoursewareError as error:
            found = Status("", error.problems[0].fact, state.record(name))
        seen.append(Seen(unit, document, name, found))
    return plan, tuple(seen)


def _each(plan: Plan, request: Request) -> list[tuple[Unit, PlannedDocument, str]]:
    return [
        (unit, document, unit.output(document.name)) for unit in units(plan, request) for document in unit.documents
    ]
