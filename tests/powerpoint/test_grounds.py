"""On a provider's ground whatever we compose can be read, in the deck and in our pictures of it, and a title keeps off the logo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from courseware.brand.colors import LEAST_CONTRAST, SHAPE_CONTRAST, contrast
from courseware.deck.kit import Kit
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import read_spec
from tests.providers.collection import OWN, pixels, plain, usual
from tests.providers.drawing import Box, Layout, Master, bar, picture, write
from tests.providers.test_providers import brand_of, files

WHITE = '<a:solidFill><a:srgbClr val="FFFFFF"/></a:solidFill>'


def kit(data: bytes) -> Kit:
    brand = brand_of("provider")
    return read_kit(data, brand, read_spec(files(), brand), "template.pptx")


def white_box_by_box() -> bytes:
    """A dark ground whose letters are set white in each box: the theme's own text is black."""
    boxes = tuple(replace_ink(box) for box in OWN)
    layouts = tuple(
        Layout(each.name, tuple(replace_ink(box) for box in each.boxes), each.type, ground="tx1") for each in usual()
    )
    return write((Master(layouts, boxes, ground="tx1"),))


def replace_ink(box: Box) -> Box:
    return replace(box, ink=WHITE, size=box.size or 20)


def other_map() -> bytes:
    """Each layout turns the master's colours round."""
    layouts = tuple(Layout(each.name, each.boxes, each.type, ground="bg1", inks="dk1 lt1") for each in usual())
    return write((Master(layouts, OWN),))


@pytest.mark.parametrize("make", [white_box_by_box, other_map])
def test_what_is_composed_can_be_read_on_it(make: Callable[[], bytes]) -> None:
    found = kit(make())
    for role, layout in found.layouts.items():
        for slot, box in layout.slots.items():
            if box.idx is None:
                style = box.levels[0]
                large = style.size >= 24 or (style.bold and style.size >= 18.5)
                least = SHAPE_CONTRAST if large else LEAST_CONTRAST
                assert contrast(style.ink.rgb, layout.background.rgb) >= least, (role, slot)
    assert contrast(found.palette["text"].rgb, found.palette["ground"].rgb) >= LEAST_CONTRAST
    assert found.palette["ground"].rgb == found.layouts["content"].background.rgb


def test_a_title_keeps_off_a_logo_on_its_end_but_stays_on_a_ground_that_is_meant_for_it() -> None:
    logo = (760.0, 20.0, 170.0, 60.0)
    data = write((plain(shapes=picture(logo)),), image=pixels())
    assert kit(data).layouts["content"].slots["title"].rect.right <= logo[0]
    banner = write((plain(shapes=picture((0.0, 0.0, 960.0, 115.0)) + bar((0, 0, 300, 115))),), image=pixels())
    assert kit(banner).layouts["content"].slots["title"].rect.right == 912.0
