"""A draft always yields a deck, whatever stands in it."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courseware.content.blocks import Blocks, Inlines
from courseware.content.write import write, write_inlines
from courseware.deck.kit import Rect
from courseware.deck.roles import ROLES
from courseware.powerpoint.write import write_deck
from tests.content import strategies
from tests.deck.kits import NAMES, house, page

SLOTS = [(role, slot) for role, slots in ROLES.items() for slot in slots if slot != "title"]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=50, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
@given(place=st.sampled_from(SLOTS), title=strategies.inlines, body=strategies.blocks, notes=strategies.blocks)
def test_a_draft_always_yields_a_deck(
    name: str, place: tuple[str, str], title: Inlines, body: Blocks, notes: Blocks
) -> None:
    role, slot = place
    markup = (
        f'<section id="a" data-layout="{role}" data-source="m.md:1"><h1>{write_inlines(title)}</h1>'
        f'<div data-slot="{slot}">{write(body)}</div><aside class="notes">{write(notes)}</aside></section>'
    )
    here = house(name)
    slides = here.fit(page(markup), draft=True)
    assert slides.pages
    whole = Rect(0, 0, slides.width, slides.height)
    for box in (box for sheet in slides.pages for box in sheet.boxes):
        if box.rect.bottom < 0 and box.name == "Title":  # of a slide that shows none
            continue
        assert whole.x - 1 <= box.rect.x <= box.rect.right <= whole.right + 1
        assert whole.y - 1 <= box.rect.y <= box.rect.bottom <= whole.bottom + 1
    assert write_deck(slides, here.kit, here.base, here.files)
