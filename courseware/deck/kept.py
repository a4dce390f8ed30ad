"""Slides of the provider's own that a deck keeps: put in as they are, with the deck's facts in place of fields."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec.structs import replace

from courseware.content.blocks import Blocks, Paragraph, Run
from courseware.deck.kit import Kit, Layout
from courseware.deck.model import Deck, DeckSlide
from courseware.deck.slides import Page
from courseware.problems import CoursewareError, Problem

FIELDS = ("course", "module", "code", "edition", "client", "dates", "author", "n")
"""What may stand in braces on a kept slide; the deck's head says what it comes to (`<meta name="field-course">`)."""
_FIELD = re.compile(r"\{(\w+)\}")


def kept_page(slide: DeckSlide, deck: Deck, kit: Kit, count: int) -> Page:
    """The page of a kept slide, the `count`th of its deck, numbered apart from the others (`3-P2`). `CoursewareError` where the template has no such slide."""
    found = next((each for each in kit.kept if each.number == slide.kept), None)
    if found is None:
        fact = f"the deck keeps slide {slide.kept} of the template, and the brand's keep_slides doesn't name it"
        raise CoursewareError(Problem(slide.place, fact, "name it under keep_slides of defaults.courseware"))
    words = fields(deck.properties)
    number = f"{deck.number}-P{count}" if deck.number else f"P{count}"
    notes: Blocks = tuple(Paragraph((Run(filled(text, words)),)) for text in found.notes)
    return Page(
        number=number,
        id=slide.id,
        role=slide.role,
        layout=found.layout.key,
        title=filled(found.title, words),
        boxes=(),
        notes=notes,
        hidden=found.hidden or slide.hidden,
        section=slide.section,
        place=slide.place,
    )


def fields(properties: Mapping[str, str]) -> dict[str, str]:
    """What the fields of a kept slide come to in a deck."""
    return {name: properties[f"field-{name}"] for name in FIELDS if f"field-{name}" in properties}


def filled(text: str, words: Mapping[str, str]) -> str:
    """`text` with its fields filled in; braces around any other word stay."""
    return _FIELD.sub(lambda found: words.get(found[1], found[0]), text) if "{" in text else text


def as_shown(layout: Layout, properties: Mapping[str, str]) -> Layout:
    """A kept slide's layout with the deck's facts, for a picture of it."""
    words = fields(properties)
    return replace(layout, decor=tuple(replace(each, text=filled(each.text, words)) for each in layout.decor))
