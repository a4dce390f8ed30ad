"""Icons on slides: alone, at the beginning of lines, at titles and boxes, as native shapes in the theme's colours."""

from __future__ import annotations

import dataclasses

import pytest
from msgspec.structs import replace

from courseware.deck.slides import ShapeBox, TextBox
from courseware.powerpoint.lint import lint
from courseware.problems import CoursewareError
from tests.deck.kits import NAMES, house, page, section
from tests.powerpoint.open import A, deck, shape

LINES = '<ul><li><img src="icon:clock" alt=""/> Ten minutes</li><li>plain</li></ul><figure class="picture"><img src="icon:users" alt="A group"/></figure>'
BOX = '<div class="box" data-kind="callout-tip" data-icon="rocket"><p class="title">Remember</p><p>Gloves first.</p></div>'


@pytest.mark.parametrize("name", NAMES)
def test_an_icon_stands_in_place_of_the_bullet_and_its_text_beside_it(name: str) -> None:
    [only] = house(name).fit(page(section(LINES))).pages
    icons = [box for box in only.boxes if isinstance(box, ShapeBox) and box.kind == "path"]
    text = next(
        box for box in only.boxes if isinstance(box, TextBox) and box.paragraphs[0].spans[-1].text.startswith("Ten")
    )
    first, second = text.paragraphs
    assert first.bullet is None
    assert second.bullet_text
    assert icons[0].rect.right < first.lines[0].pieces[0].x
    assert (
        first.lines[0].top <= icons[0].rect.y <= icons[0].rect.bottom <= first.lines[0].top + first.lines[0].height + 1
    )
    assert (icons[0].alt, icons[1].alt) == ("", "A group")


@pytest.mark.parametrize("name", NAMES)
def test_icons_are_freeforms_in_the_theme_s_colours(name: str) -> None:
    data = deck(name, section(LINES + BOX).replace("<section", '<section data-icon="flag"'))
    assert lint(data) == []
    found = shape(data, "Icon")
    assert found.find(f".//{A}custGeom") is not None
    assert found.find(f".//{A}ln/{A}solidFill/{A}schemeClr") is not None
    assert [line.get("cap") for line in found.iter(f"{A}ln")] == ["rnd"]


def test_a_brand_s_icons_stand_at_its_kinds_and_none_takes_one_away() -> None:
    home = house("house")
    settings = {**home.brand.settings, "icons": {"callout-tip": "lightbulb", "content": "star"}}
    home = dataclasses.replace(home, brand=replace(home.brand, settings=settings))
    plain = BOX.replace(' data-icon="rocket"', "")
    [given] = home.fit(page(section(plain))).pages
    [without] = home.fit(
        page(section(plain.replace('tip"', 'tip" data-icon="none"')).replace("<section", '<section data-icon="none"'))
    ).pages
    count = [sum(isinstance(box, ShapeBox) and box.kind == "path" for box in each.boxes) for each in (given, without)]
    assert count == [2, 0]


def test_the_title_stays_where_it_is_beside_its_icon() -> None:
    home = house("house")
    [plain] = home.fit(page(section("<p>x</p>"))).pages
    [iconed] = home.fit(page(section("<p>x</p>").replace("<section", '<section data-icon="flag"'))).pages
    titles = [
        next(box for box in each.boxes if isinstance(box, TextBox) and box.name == "Title") for each in (plain, iconed)
    ]
    assert titles[0].rect == titles[1].rect
    assert titles[0].paragraphs[0].lines == titles[1].paragraphs[0].lines
    assert not titles[1].moved


@pytest.mark.parametrize(
    "markup", ['<p>in <img src="icon:clock" alt=""/> the line</p>', '<p><img src="icon:clok" alt=""/> word</p>']
)
def test_what_can_t_be_shown_is_told_at_its_line(markup: str) -> None:
    with pytest.raises(CoursewareError) as caught:
        house("house").fit(page(section(markup)))
    [problem] = caught.value.problems
    assert (problem.place.file, problem.place.line) == ("m.md", 1)
    assert "clock" in f"{problem.fact} {problem.hint}"
