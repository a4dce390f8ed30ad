"""Contact sheets: a module's slides on one picture, drawn by us or by LibreOffice."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from courseware.build.documents import DECK
from courseware.build.fence import check_fence
from courseware.build.locking import locked
from courseware.build.materials import Materials
from courseware.build.planned import Unit
from courseware.build.publishing import put_extra
from courseware.build.request import Request
from courseware.build.state import State
from courseware.files import Files

if TYPE_CHECKING:
    from collections.abc import Callable

    from courseware.build.shelf import Shelf
    from courseware.deck.slides import Page

OURS, OFFICE = "contact-sheet.png", "contact-sheet-office.png"
CAPTIONS = "@templates/fonts/carlito/Carlito-Regular.ttf"


def draw_sheet(unit: Unit, request: Request, shelf: Shelf, *, office: bool = False) -> bytes:
    """The contact sheet of a unit's deck as PNG: each slide with its number and layout beneath.

    With `office` it is LibreOffice's rendering of the deck, else our own drawing, which needs nothing else. Raises `CoursewareError`
    as a build of the deck does.
    """
    from courseware.pdf.contact import contact_sheet

    materials = Materials(unit, request, shelf)
    files = materials.files.fresh()
    slides, _ = materials.slides(materials.document("module", DECK), files)
    if office:
        from courseware.build.office import office_pdf
        from courseware.powerpoint.write import write_deck

        house = materials.house(files)
        pictures = office_pdf(write_deck(slides, house.kit, house.base, files))
    else:
        pictures = materials.pictured(files)
    return contact_sheet(pictures, [_caption(page) for page in slides.pages], files.read(CAPTIONS))


def sheet_of_file(deck: bytes, files: Files) -> bytes:
    """The contact sheet of a finished deck, whoever made it, as LibreOffice draws it."""
    from courseware.build.office import office_pdf
    from courseware.pdf.contact import contact_sheet

    return contact_sheet(office_pdf(deck), (), files.read(CAPTIONS))


def put_sheet(
    out: Path, folder: str, data: bytes, waiting: Callable[[int], None], project: Path, *, office: bool = False
) -> Path:
    """Writes a sheet beside the unit's outputs, recorded so that `clean` removes it. A file of that name that isn't ours stays, and is a problem."""
    name = f"{folder}/{OFFICE if office else OURS}"
    state = State(out, project)
    check_fence(out, project, [folder])
    with locked(state.folder, waiting, [name]):
        return put_extra(state, name, data, "move it away, or choose another place with -o")


def _caption(page: Page) -> str:
    marks = [page.number, page.role]
    if page.hidden:
        marks.append("hidden")
    if page.scale < 1.0:
        marks.append(f"{page.scale:.0%}")
    return " · ".join(marks)
