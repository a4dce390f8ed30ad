"""What is told of a provider's template before a build: role by role, with nothing of it left to a build's warnings."""

from __future__ import annotations

from courseware.deck.roles import ROLES
from tests.foreign import LEFTOVER, NAMES, foreign_template
from tests.powerpoint.test_kit import kit, surveyed


def test_every_role_is_told_with_its_layout_and_how_it_was_found() -> None:
    found = surveyed(foreign_template(wide=True))
    told = {each.role: each for each in found.served}
    assert list(told) == list(ROLES)
    assert (told["cover"].layout, told["cover"].found) == ("Deckblatt", "type")
    assert (told["comparison"].layout, told["comparison"].found) == ("Gegenüberstellung", "placeholders")
    assert (told["quote"].layout, told["quote"].found, told["quote"].stands_in) == ("Thema und Text", "stand-in", True)
    assert surveyed(foreign_template(), layouts={"quote": "Kapitel"}).served[9].found == "mapping"


def test_each_slot_has_a_placeholder_or_is_composed() -> None:
    for each in surveyed(foreign_template(wide=True)).served:
        assert {*each.placeholders, *each.composed} == set(ROLES[each.role]), each.role
    exercise = next(each for each in surveyed(foreign_template()).served if each.role == "exercise")
    assert exercise.composed == ("minutes", "group")
    assert exercise.placeholders["title"] == "Platzhalter 0"


def test_the_mapping_to_paste_changes_nothing() -> None:
    data = foreign_template(wide=True)
    found = surveyed(data)
    assert set(found.mapping) == set(ROLES)
    again = surveyed(
        data,
        layouts={role: layout for role, layout in found.mapping.items() if role in ("cover", "content", "section")},
    )
    assert [each.layout for each in again.served] == [each.layout for each in found.served]


def test_layouts_that_serve_no_role_and_slides_left_in_are_told() -> None:
    found = surveyed(foreign_template())
    assert set(found.layouts) == set(NAMES.values())
    assert {"Senkrecht", "Senkrecht 2"} <= set(found.unused)
    assert [(slide.number, slide.title, slide.layout) for slide in found.slides] == [(1, LEFTOVER, "Thema und Text")]
    assert (found.fonts["heading"], found.colors["accent1"]) == ("Times New Roman", "7A1F2B")
    assert set(found.foot) == {"date", "footer", "number"}
    assert any("not wide ones" in remark.fact for remark in found.remarks)


def test_what_a_template_lacks_is_no_warning_of_a_build() -> None:
    assert kit(foreign_template()).warnings == ()
