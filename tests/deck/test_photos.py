"""A photograph that a camera stored on its side stands upright on a slide."""

from __future__ import annotations

import io
import zipfile

from PIL import Image

from courseware.deck.photos import prepared
from courseware.powerpoint.write import write_deck
from tests.deck.kits import house, page, section


def test_a_photograph_on_its_side_is_embedded_upright() -> None:
    here = house("house")
    slides = here.fit(page(section('<figure class="picture"><img src="lying.jpg" alt="A tower"/></figure>')))
    deck = zipfile.ZipFile(io.BytesIO(write_deck(slides, here.kit, here.base, here.files)))
    [name] = [name for name in deck.namelist() if name.endswith(".jpeg")]
    with Image.open(io.BytesIO(deck.read(name))) as image:
        assert image.size == (100, 400)
        assert image.getexif().get(0x0112, 1) == 1


def test_other_pictures_stay_as_they_are_byte_for_byte() -> None:
    for name in ("wide.png", "broken.png"):
        data = house("house").files.read(name)
        assert prepared(data, 2000)[0] is data
    made = io.BytesIO()
    Image.new("RGB", (40, 10)).save(made, "JPEG", exif=Image.Exif())
    assert prepared(made.getvalue(), 2000) == (made.getvalue(), "jpeg")
