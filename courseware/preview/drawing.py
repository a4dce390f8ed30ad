"""A module as the page in the browser shows it: every slide drawn, with its notes and what is wrong with it, as plain data."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from courseware.deck.builds import clicks_of
from courseware.files import digest
from courseware.picture import draw, sheet
from courseware.preview.assets import Assets, addressed, faces
from courseware.preview.faults import parted
from courseware.preview.notes import Notes
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.build.live import Seen
    from courseware.build.shelf import Shelf
    from courseware.course.model import Module
    from courseware.deck.slides import Page

SCOPE = ".drawn"
"""What stands around a drawn slide in the browser: its rules are to touch nothing else."""
RULE = re.compile(r"([^{}]+)(\{[^}]*\})")
FAMILY = re.compile(r"/0 '([^']*)'")


class View(Struct, frozen=True):
    """A module drawn: `plain` is what the browser gets, `digest` changes with anything that somebody sees. `seen` and `minutes` are what it
    was drawn from.
    """

    plain: Mapping[str, Any]
    digest: str
    seen: Seen
    minutes: Mapping[str, float]

    def shows(self, module: Module, seen: Seen, minutes: Mapping[str, float]) -> bool:
        """Whether drawing it again from these would give the same."""
        before = self.seen
        same = before.slides is seen.slides and before.house is seen.house and before.stale == seen.stale
        return (
            same
            and before.problems == seen.problems
            and self.minutes == minutes
            and self.plain["title"] == module.title
        )


def view(module: Module, delivery: str, seen: Seen, minutes: Mapping[str, float], shelf: Shelf, assets: Assets) -> View:
    """A module's slides in a delivery, drawn; `minutes` are those of the source's slides, by their ids."""
    slides, house, files = seen.slides, seen.house, shelf.files.fresh()
    notes = Notes(house, slides.language, lambda: shelf.labels(files, house.brand, slides.language), files, assets)
    faulty, others = parted(seen.problems, slides.pages, {slide.id for slide in module.slides()})
    css = sheet(slides, house.kit)
    pages = [
        _page(page, seen, faulty.get(position, []), minutes, notes, assets)
        for position, page in enumerate(slides.pages)
    ]
    found = {
        "delivery": delivery,
        "module": module.name,
        "title": module.title,
        "language": slides.language,
        "width": slides.width,
        "height": slides.height,
        "stale": seen.stale,
        "css": f"{faces(FAMILY.findall(css), house, files, assets)}\n{scoped(css)}",
        "pages": pages,
        "problems": [each.as_data() for each in others],
    }
    return View(found, digest(repr(found).encode()), seen, minutes)


def _page(
    page: Page, seen: Seen, problems: Collection[Problem], minutes: Mapping[str, float], notes: Notes, assets: Assets
) -> dict[str, Any]:
    html = addressed(draw(page, seen.slides, seen.house.kit), seen.house, assets)
    said = notes.html(page.notes)
    return {
        "number": page.number,
        "id": page.id,
        "piece": page.piece,
        "pieces": page.pieces,
        "title": page.title,
        "role": page.role,
        "hidden": page.hidden,
        "steps": len(clicks_of(page.boxes)),
        "digest": digest(f"{html}\n{said}".encode())[:20],
        "html": html,
        "notes": said,
        "minutes": minutes.get(page.id) if page.piece == 1 else None,
        "source": {"file": page.place.file, "line": page.place.line},
        "problems": [each.as_data() for each in problems],
    }


def scoped(css: str) -> str:
    """The rules of `sheet` for what stands inside `SCOPE`."""
    return RULE.sub(lambda rule: f"{SCOPE} {rule[1].strip()}{rule[2]}\n", css)
