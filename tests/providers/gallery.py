"""The gallery as one deck, to be hung on any presentation."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from courseware.build.decking import asked_deck
from courseware.build.documents import DECK
from courseware.build.materials import Materials
from courseware.build.planning import make_plan, units
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.deck.model import Deck
from courseware.files import Files, packaged_templates


@cache
def gallery(*, whole: bool = False) -> Deck:
    """All its slides as the trainer's deck has them, or one of each role, the fullest."""
    request = Request(out=Path("build"), brands=("house",), only=(DECK,))
    shelf = Shelf(Files(packaged_templates() / "gallery"))
    decks = []
    for unit in units(make_plan(request, shelf), request):
        if unit.module:
            materials = Materials(unit, request, shelf)
            decks.append(
                asked_deck(materials, materials.document("module", DECK), "trainer", materials.files.fresh())[1]
            )
    slides = tuple(slide for deck in decks for slide in deck.slides)
    if not whole:
        fullest = {}
        for slide in sorted(slides, key=lambda slide: len(repr(slide.slots))):
            fullest[slide.role] = slide
        slides = tuple(fullest.values())
    return replace(decks[0], slides=slides)
