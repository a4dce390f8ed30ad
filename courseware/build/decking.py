"""The decks of a unit: their markup read, fitted and joined, and what of them participants may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from courseware.build.documents import DECK, MODULE, Document, layers
from courseware.build.drafting import with_faults
from courseware.files import Files, digest
from courseware.late import late
from courseware.problems import Problem

if TYPE_CHECKING:
    from courseware.build.materials import Materials
    from courseware.deck.model import Deck
    from courseware.deck.slides import Slides

PLACES = late(r' data-(?:source|line)="[^"]*"')


def fitted(materials: Materials, document: Document, files: Files) -> tuple[Slides, str]:
    """The slides of a trainer's deck, and the digest of what they were made from (without lines of the source)."""
    from courseware.deck.fit import fit

    markup, deck = asked_deck(materials, document, document.audience, files)
    house = materials.house(files)
    course = materials.course(document, "pptx", files)
    module = next((each for each in course.modules if each.name == materials.unit.module), None)
    seen = files.fresh()
    slides = fit(
        deck, house.kit, house.brand, materials.labels(course, module, files), seen, draft=materials.request.draft
    )
    files.reads.update(seen.reads)
    parts = (PLACES.sub("", markup), house.kit.digest, house.brand, sorted(seen.reads.items()), materials.request.draft)
    made_from = digest(repr(parts).encode())
    return _joined(materials, deck, slides, made_from, files) if module is None else (slides, made_from)


def _joined(materials: Materials, deck: Deck, own: Slides, made_from: str, files: Files) -> tuple[Slides, str]:
    """The slides of a course: its own and those of the modules, which are fitted once for all documents."""
    from courseware.deck.joining import joined

    there = {name: materials.of_module(name) for name in dict.fromkeys(join.module for join in deck.joins)}
    made = {name: each.slides(each.document(MODULE, DECK), files) for name, each in there.items()}
    slides = joined(deck, own, lambda name: made[name][0])
    return slides, digest("".join((made_from, *(digest for _, digest in made.values()))).encode())


def for_participants(materials: Materials, document: Document, files: Files) -> tuple[Slides, str]:
    """The slides of the trainer's deck that participants may see and `document` asks for."""
    from courseware.build.sharing import shared

    whole, made_from = materials.slides(materials.document(MODULE, DECK), files)
    _, asked = asked_deck(materials, document, "participant", files)
    there = materials.shown(files) & {slide.id for slide in asked.slides}
    parts = (made_from, sorted(there), materials.brand.title)
    return shared(whole, there, materials.brand.title), digest(repr(parts).encode())


def asked_deck(materials: Materials, document: Document, audience: str, files: Files) -> tuple[str, Deck]:
    """The markup of a deck for `audience`, and what it asks for."""
    from courseware.deck.read import read_deck
    from courseware.render import render

    def make(fresh: Files) -> tuple[str, Deck]:
        plain = materials.context(document, audience, "pptx", fresh)
        markup = render(fresh, layers(materials.brand.folder), document.template, plain)
        deck = read_deck(markup, document.file, draft=materials.shelf.draft)
        return markup, with_faults(deck, _faults(materials, audience)) if materials.shelf.draft else deck

    return materials.keeper.keep(("deck", document.template, audience), files, make)


def shown(materials: Materials, files: Files) -> frozenset[str]:
    """The ids of the slides that participants may see.

    Those that the deck rendered from the participants' course has, not hidden, and the same but for the notes: a
    forgotten mark can't leak, because it makes the two differ.
    """
    document = materials.document(MODULE, DECK)
    _, trainers = asked_deck(materials, document, "trainer", files)
    _, theirs = asked_deck(materials, document, "participant", files)
    whole = {slide.id: replace(slide, notes=()) for slide in trainers.slides}
    return frozenset(
        slide.id for slide in theirs.slides if not slide.hidden and replace(slide, notes=()) == whole.get(slide.id)
    )


def _faults(materials: Materials, audience: str) -> tuple[Problem, ...]:
    return materials.shelf.faults(materials.files, materials.request.file, materials.delivery, audience, "pptx")
