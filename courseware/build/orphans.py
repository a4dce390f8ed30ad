"""Outputs that nothing makes any more: of a module, document, participant or delivery that is gone. The next build of their delivery
removes them, where nobody edited them.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from courseware.build.atomic import remove
from courseware.build.planned import COURSE, PEOPLE, Plan, PlannedDelivery
from courseware.build.publishing import drop_beside, drop_empty, is_ours, standing
from courseware.build.request import Request
from courseware.build.state import AGAIN, Record, State
from courseware.files import digest
from courseware.values import Value


class Dropped(Value):
    """What became of orphans: files `removed`, and files that stay because somebody edited them (`left`), which are named this once."""

    removed: tuple[Path, ...] = ()
    left: tuple[Path, ...] = ()


def is_settled(state: State, plan: Plan, request: Request) -> bool:
    """Whether the deliveries of `plan` have been looked through for orphans since they were planned otherwise: asked by a build with
    nothing to do, which looks at no folder.
    """
    if not _counts(plan, request):
        return True
    return all(state.settled(each.name) == _token(each, plan, request, state) for each in plan.deliveries)


def settle(state: State, plan: Plan, request: Request) -> None:
    """Notes that no orphans are left of the deliveries of `plan`. Call it before anything of them is made.

    Where one is new here, others look again: a delivery that comes and goes between two of their builds leaves them as they were.
    """
    if _counts(plan, request):
        if not all(state.settled(each.name) for each in plan.deliveries):
            state.unsettle()
        for each in plan.deliveries:
            token = _token(each, plan, request, state)
            if state.settled(each.name) != token:
                state.settle(each.name, token)


def confirm(state: State, plan: Plan, request: Request) -> None:
    """Has the next build look for orphans again where another one settled these deliveries otherwise while this one made its files."""
    if _counts(plan, request):
        for each in plan.deliveries:
            if state.settled(each.name) != _token(each, plan, request, state):
                state.settle(each.name, AGAIN)


def orphans(state: State, plan: Plan, request: Request) -> tuple[str, ...]:
    """The recorded outputs of the deliveries of `plan` that it can't make any more, and those of deliveries that are gone altogether.

    What was merely not asked for is none: a document made on request, papers of a roster that was named on the command line, what was
    made of one Markdown file, in a brand given by its folder, or of another course that is built into the same folder.
    """
    if is_settled(state, plan, request):
        return ()
    own = {each.name: _Possible(each) for each in plan.deliveries}
    return tuple(name for name in state.names() if _is_orphan(name, own, plan, request, state))


def drop(state: State, request: Request, names: Iterable[str]) -> Dropped:
    """Removes orphans where nobody edited them, with the folders that get empty, and forgets them all. Raises `CoursewareError` for one that
    may not be removed.
    """
    removed: list[Path] = []
    left: list[Path] = []
    for name in names:
        path, record = request.out / name, state.record(name)
        data = standing(path)
        if data is not None and not is_ours(data, record):
            left.append(path)
        elif data is not None:
            remove(path)
            removed.append(path)
        drop_beside(path, record)
        state.forget(name)
        drop_empty(path.parent, request.out)
    return Dropped(tuple(removed), tuple(left))


def _counts(plan: Plan, request: Request) -> bool:
    """Whether what isn't in the plan is gone: a draft or a course with errors may only not be able to see it."""
    return not (request.file or request.draft or plan.problems)


def _token(delivery: PlannedDelivery, plan: Plan, request: Request, state: State) -> str:
    """The digest of what the outputs are that a delivery can have."""
    modules = [each.name for each in delivery.modules]
    documents = [(each.folder, each.name, each.lacks) for each in delivery.documents]
    people = [*delivery.people, request.roster]
    return digest(json.dumps([state.home, modules, documents, people, plan.known]).encode())


class _Possible:
    """The outputs that a delivery can have."""

    def __init__(self, delivery: PlannedDelivery) -> None:
        self.modules = {each.name for each in delivery.modules}
        self.people = {f"{number:03}" for number in delivery.people}
        there = [each for each in delivery.documents if not each.lacks]
        self.documents = {(each.folder, each.name) for each in there}
        self.of_people = {(each.folder, each.name) for each in delivery.documents if each.lacks == "roster"}

    def has(self, folder: str, document: str) -> bool:
        """Whether the plan makes an output, given by its folder in the delivery and its name."""
        if folder.startswith(f"{PEOPLE}/"):
            return ("participant", document) in self.documents and folder.removeprefix(f"{PEOPLE}/") in self.people
        if folder in self.modules:
            return ("module", document) in self.documents
        return folder == COURSE and (COURSE, document) in self.documents

    def had(self, folder: str, document: str) -> bool:
        """Whether a plan with a roster may make it."""
        kind = "participant" if folder.startswith(f"{PEOPLE}/") else COURSE
        return (kind, document) in self.of_people


def _is_orphan(name: str, own: dict[str, _Possible], plan: Plan, request: Request, state: State) -> bool:
    delivery, _, rest = name.partition("/")
    folder, _, document = rest.rpartition("/")
    if not folder:  # a zip, or what was made of one file
        return False
    possible = own.get(delivery)
    if delivery in plan.known if possible is None else possible.has(folder, document):
        return False
    record = state.record(name)
    if record is None or record.home != state.home:  # of another course, or nobody knows
        return False
    if possible is None:
        return _was_found_by_name(record)
    if not record.maker:  # a contact sheet goes with its module
        return folder not in possible.modules
    if possible.had(folder, document):
        return record.request == request.making_key(name, record.reads)
    return True


def _was_found_by_name(record: Record) -> bool:
    """Whether an output was made in a brand that its name is enough to find."""
    return bool(record.maker) and not any(name.startswith("@brand/") for name in record.reads)
