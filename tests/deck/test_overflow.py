"""An independent program draws our slides, and no text of theirs leaves its box."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from courseware.deck.kit import Rect
from courseware.deck.slides import Slides, TableBox, TextBox
from courseware.files import packaged_templates
from courseware.powerpoint.write import write_deck
from tests.deck.kits import NAMES, house, page
from tests.deck.rendering import Owner, coloured, inked, pictures
from tests.deck.test_fit import DECKS

OVERHANG = 2.0
"""Points by which a letter's own shape may reach over its box."""

pytestmark = pytest.mark.skipif(
    not (shutil.which("soffice") and shutil.which("pdftoppm")), reason="LibreOffice and poppler draw the slides"
)


@pytest.mark.parametrize("name", NAMES)
def test_no_text_leaves_its_box_where_another_program_draws_it(name: str, tmp_path: Path) -> None:
    texts = (re.sub('<section id="', f'<section id="{file.stem}/', file.read_text("utf-8")) for file in DECKS)
    here = house(name)
    slides = here.fit(page(*texts, head='<meta name="footer" content="A foot"/>'))
    deck, colours = coloured(write_deck(slides, here.kit, here.base, here.files))
    drawn = list(pictures(deck, tmp_path, packaged_templates() / "fonts"))
    assert len(drawn) == len(slides.pages) == len(colours)
    seen = 0
    for number, (image, owners) in enumerate(zip(drawn, colours, strict=True)):
        rooms = _rooms(slides, number)
        for rgb, owner in owners.items():
            ink = inked(image, rgb)
            seen += ink is not None
            if ink is not None:
                assert _within(ink, rooms[owner]), (slides.pages[number].number, owner, ink, rooms[owner])
    assert seen > 100


def _rooms(slides: Slides, number: int) -> dict[Owner, Rect]:
    """The rectangle of each text box and cell of a slide."""
    rooms: dict[Owner, Rect] = {}
    for box in slides.pages[number].boxes:
        if isinstance(box, TextBox):
            rooms[box.name, 0] = box.rect
        elif isinstance(box, TableBox):
            cells = 0
            top = box.rect.y
            for row in box.rows:
                left = box.rect.x
                for width in box.widths:
                    rooms[box.name, cells] = Rect(left, top, width, row.height)
                    left, cells = left + width, cells + 1
                top += row.height
    return rooms


def _within(ink: Rect, room: Rect) -> bool:
    return (
        ink.x >= room.x - OVERHANG
        and ink.y >= room.y - OVERHANG
        and ink.right <= room.right + OVERHANG
        and ink.bottom <= room.bottom + OVERHANG
    )
