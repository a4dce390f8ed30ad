"""The units of work of a build: what of each unit is stale, in the order in which workers take it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec.structs import replace as change

from courseware.build.maker import maker
from courseware.build.making import Target
from courseware.build.planned import PlannedDocument, Unit
from courseware.build.request import Request
from courseware.build.status import Status
from courseware.values import replace


def make_targets(
    request: Request, wanted: Sequence[Unit], found: Mapping[str, Status], prompt: bool = False
) -> list[Target]:
    """The units with what is stale in them, long work first so that no worker begins a long unit when the others end. Where somebody waits
    for it (`prompt`), a module's deck comes by itself, before all that takes long.

    A document of the course that shows the slides of all modules comes when these have been begun, each in a unit of its own: it finds
    the slides that other workers made.
    """
    targets = list[Target]()
    for unit in wanted:
        stale = tuple(document for document in unit.documents if not found[unit.output(document.name)].state)
        if not stale:
            continue
        known = {}
        for document in stale:
            status = found[unit.output(document.name)]
            searched = status.record and status.record.traces == unit.delivery.traces
            same = status.as_recorded and not request.force
            if status.record and searched and same and status.record.maker == maker():
                known[document.name] = status.record
        alone = tuple(document for document in stale if document.slides)
        rest = tuple(document for document in stale if not document.slides)
        for documents in (rest, *((document,) for document in alone)):
            if documents:
                targets.append(Target(unit=replace(unit, documents=documents), request=request, known=known))
    asking = {target.unit.delivery.name for target in targets if _shows_all(target)}
    shared = (
        change(target, shared=bool(target.unit.module) and target.unit.delivery.name in asking) for target in targets
    )
    parts = [part for each in shared for part in (_apart(each) if prompt else (each,))]
    decks = sum(not _printed(part) for part in parts) if prompt else 0
    parted = _parted(parts, request.jobs + decks)
    return sorted(parted, key=lambda target: (_shows_all(target), prompt and _printed(target) > 0, -_work(target)))


def _apart(target: Target) -> Iterator[Target]:
    """What is printed of a module, and what is not, each by itself."""
    for printed in (False, True) if target.unit.module else (None,):
        documents = tuple(
            each for each in target.unit.documents if printed is None or each.name.endswith(".pdf") is printed
        )
        if documents:
            yield change(target, unit=replace(target.unit, documents=documents))


def _parted(targets: list[Target], jobs: int) -> list[Target]:
    """As many targets as there are workers, where the documents of a module can be made side by side: its slides are fitted before that."""
    while len(targets) < jobs:
        largest = max(targets, key=_printed, default=None)
        if largest is None or _printed(largest) < 2:
            break
        parts: tuple[list[PlannedDocument], list[PlannedDocument]] = ([], [])
        for document in sorted(largest.unit.documents, key=lambda each: -_weight(each.name)):
            min(parts, key=lambda part: sum(_weight(each.name) for each in part)).append(document)
        targets.remove(largest)
        for part in parts:
            documents = tuple(each for each in largest.unit.documents if each in part)
            targets.append(change(largest, unit=replace(largest.unit, documents=documents)))
    return targets


def _printed(target: Target) -> int:
    return sum(document.name.endswith(".pdf") for document in target.unit.documents) if target.unit.module else 0


def _shows_all(target: Target) -> bool:
    return any(document.slides for document in target.unit.documents)


def _work(target: Target) -> int:
    return sum(_weight(document.name) for document in target.unit.documents)


def _weight(document: str) -> int:
    return 5 if document.endswith(".pdf") else 1
