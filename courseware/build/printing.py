"""What of a delivery there is to print: its PDFs with their pages, as the records of their builds know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from courseware.build.documents import MODULE, PARTICIPANT
from courseware.build.freshness import PAGES
from courseware.build.planned import COURSE, PEOPLE
from courseware.build.state import State
from courseware.files import ABSENT, Files

if TYPE_CHECKING:
    from courseware.build.materials import Materials
    from courseware.build.planned import PlannedDelivery


def papers(materials: Materials, files: Files) -> list[dict[str, Any]]:
    """The PDFs of the delivery, each with name, `path` (in the delivery's folder), title, audience, folder, `module` (number and title, or none) and `pages`,
    0 where it has not been built. Of what is made for each participant there is one, with the most pages.

    Each number of pages counts as read: the document is stale once another build makes it another.
    """
    state = State(materials.request.out)
    planned = materials.unit.delivery
    found = []
    for document in planned.documents:
        if not document.name.endswith(".pdf") or document.counts or document.lacks:
            continue
        for folder, module in _places(planned, document.folder):
            names = [f"{each}/{document.name}" for each in folder]
            counted = {name: state.pages(name) for name in names}
            files.reads.update({PAGES + name: pages for name, pages in counted.items()})
            found.append(
                {
                    "name": document.name,
                    "path": _path(document.folder, names[0] if names else document.name),
                    "title": document.title,
                    "audience": document.audience,
                    "folder": document.folder,
                    "module": module,
                    "pages": max((int(pages) for pages in counted.values() if pages != ABSENT), default=0),
                }
            )
    return found


def _path(folder: str, name: str) -> str:
    """Where a file is in the delivery's folder; for those of participants, who have a folder each, with an ellipsis."""
    own = name.rpartition("/")[2]
    return f"{PEOPLE}/…/{own}" if folder == PARTICIPANT else name.partition("/")[2] or own


def _places(planned: PlannedDelivery, folder: str) -> list[tuple[list[str], dict[str, Any] | None]]:
    """The folders of outputs that a document has, with their module."""
    if folder == MODULE:
        modules = planned.modules
        return [([f"{planned.name}/{each.name}"], {"number": each.number, "title": each.title}) for each in modules]
    if folder == PARTICIPANT:
        return [([f"{planned.name}/{PEOPLE}/{number:03}" for number in planned.people], None)]
    return [([f"{planned.name}/{COURSE}"], None)]
