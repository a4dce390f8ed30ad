"""The three brands that come along are three houses, and each keeps to its own grid."""

from __future__ import annotations

from functools import cache

import pytest

from courseware.brand.colors import luminance
from courseware.brand.model import Brand
from courseware.brand.read import read_brand
from courseware.deck.fit import fit
from courseware.deck.kit import Kit
from courseware.deck.read import read_deck
from courseware.deck.roles import ROLES
from courseware.deck.slides import TextBox
from courseware.files import Files, packaged_templates
from courseware.labels import read_labels
from courseware.powerpoint.base import base_presentation
from courseware.powerpoint.kit import read_kit
from courseware.powerpoint.spec import Spec, read_spec
from tests.gallery.hanging import SHIPPED

OWN_TITLE = ("cover", "section", "closing", "blank")
"""Roles whose title has a place of its own, or none."""
COLUMNS = [48 + 73.333 * column for column in range(12)]
"""Where the house's twelve columns begin, in points."""
WIDE = 57.333


@cache
def house(name: str) -> tuple[Brand, Spec, Kit]:
    files = Files(packaged_templates())
    brand = read_brand(files, name)
    spec = read_spec(files, brand)
    return brand, spec, read_kit(base_presentation(brand, files), brand, spec, name)


@pytest.mark.parametrize("name", SHIPPED)
def test_titles_stand_on_one_baseline_on_every_content_slide(name: str) -> None:
    brand, _, kit = house(name)
    files = Files(packaged_templates())
    sections = "".join(
        f'<section id="{role}" data-layout="{role}" data-source="m.md:1"><h1>A title</h1></section>'
        for role in ROLES
        if role not in OWN_TITLE
    )
    deck = read_deck(f'<html lang="en"><head><title>T</title></head><body>{sections}</body></html>', "deck.pptx.j2")
    slides = fit(deck, kit, brand, read_labels(files, ["@templates"], "en"), files)
    found = {
        (round(line.pieces[0].x, 1), round(line.baseline, 1))
        for page in slides.pages
        for box in page.boxes
        if isinstance(box, TextBox) and box.name == "Title"
        for line in box.paragraphs[0].lines[:1]
    }
    assert len(found) == 1
    assert len(slides.pages) == len(ROLES) - len(OWN_TITLE)


def test_the_house_keeps_to_twelve_columns() -> None:
    _, _, kit = house("house")
    for role, layout in kit.layouts.items():
        for slot in layout.slots.values():
            if role in ("cover", "closing", "section"):
                continue
            assert any(abs(slot.rect.x - column) < 0.5 for column in COLUMNS), (role, slot.name)
            assert any(abs(slot.rect.right - column - WIDE) < 0.5 for column in COLUMNS), (role, slot.name)


@pytest.mark.parametrize("name", SHIPPED)
def test_slots_keep_to_the_margins_of_the_house(name: str) -> None:
    """All content of a brand begins and ends on the same two lines."""
    _, _, kit = house(name)
    content = [
        slot.rect for role, layout in kit.layouts.items() if role not in OWN_TITLE for slot in layout.slots.values()
    ]
    left, right = min(rect.x for rect in content), max(rect.right for rect in content)
    assert (left, round(right, 1)) == {"house": (48, 912), "fjordlight": (56, 904), "brackenrow": (48, 912)}[name]


@pytest.mark.parametrize(
    ("name", "role"), [("house", "content-caption"), ("fjordlight", "two-content"), ("brackenrow", "question")]
)
def test_hairlines_of_layouts_are_as_pale_as_those_of_tables(name: str, role: str) -> None:
    _, _, kit = house(name)
    lines = [decor for decor in kit.layouts[role].decor if decor.kind == "line" and decor.outline_width < 1]
    assert {decor.outline.rgb for decor in lines if decor.outline} == {kit.ink("rule").rgb}


@pytest.mark.parametrize("name", SHIPPED)
def test_an_answer_stands_where_its_question_stood(name: str) -> None:
    _, _, kit = house(name)
    question, answer = kit.layouts["question"], kit.layouts["answer"]
    assert {key: slot.rect for key, slot in question.slots.items()} == {
        key: slot.rect for key, slot in answer.slots.items() if key in question.slots
    }
    assert [decor.rect for decor in question.decor] == [decor.rect for decor in answer.decor]


@pytest.mark.parametrize("name", SHIPPED)
def test_minutes_and_group_can_be_read_from_the_back(name: str) -> None:
    _, _, kit = house(name)
    for role in ("exercise", "discussion"):
        slots = kit.layouts[role].slots
        assert slots["minutes"].style(0).size >= 80
        assert slots["group"].style(0).size >= 22


def test_the_three_differ_in_structure() -> None:
    """Where the title and the number stand, what the cover stands on, where the logo is, how tables and boxes are drawn, the typefaces: each
    house has its own answer.
    """
    traits = []
    for name in SHIPPED:
        brand, spec, kit = house(name)
        content = kit.layouts["content"]
        number = next(slot for slot in content.foot if slot.kind == "sldNum")
        footer = next(slot for slot in content.foot if slot.kind == "ftr")
        logos = [shape["at"][:2] for shape in spec["decor"] if "picture" in shape]
        dress = kit.dress
        traits.append(
            {
                "title": (content.slots["title"].rect.x, content.slots["title"].rect.y),
                "number": (number.rect.x > kit.width / 2, number.rect.y > kit.height / 2, number.style(0).size),
                "footer": (footer.rect.y > kit.height / 2, footer.style(0).align),
                "cover": round(luminance(kit.layouts["cover"].background.rgb), 1),
                "logo": logos,
                "table": (dress.table.head_fill is not None, dress.table.band is not None),
                "box": (dress.box.edge, dress.box.outline, dress.box.top),
                "bullet": repr(content.slots["body"].style(0).bullet),
                "faces": tuple(sorted(brand.families.items())),
                "question": kit.layouts["question"].slots["options"].rect.x,
            }
        )
    for key in traits[0]:
        if key == "question":
            assert len({trait[key] for trait in traits}) > 1
        else:
            assert len({repr(trait[key]) for trait in traits}) == 3, key
