"""Progress marks, transitions and the agenda with its current topic, where a brand or a delivery asks for them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from courseware.deck.slides import Page, ShapeBox
from courseware.powerpoint.lint import lint
from courseware.powerpoint.write import write_deck
from tests.deck.kits import House, house, page, section
from tests.powerpoint.open import P, slide


def asking(name: str, **settings: object) -> House:
    here = house(name)
    return replace(here, brand=changed(here.brand, settings={**here.brand.settings, **settings}))


def marks(only: Page) -> list[ShapeBox]:
    return [box for box in only.boxes if isinstance(box, ShapeBox) and box.name.startswith("Progress")]


def topics(count: int, each: int = 3) -> list[str]:
    """A cover and `count` topics with `each` slides under their section slide."""
    made = ['<section id="c" data-layout="cover" data-source="m.md:1" data-section="M"><h1>M</h1></section>']
    for n in range(count):
        made.append(
            f'<section id="s{n}" data-layout="section" data-source="m.md:1" data-section="T{n}"><h1>T{n}</h1></section>'
        )
        made += [section("<p>text</p>", id=f"p{n}-{m}", title=f"S {n} {m}") for m in range(each)]
    return made


@pytest.mark.parametrize("name", ["house", "foreign", "dark", "fjordlight", "brackenrow"])
@pytest.mark.parametrize("form", ["bar", "topics"])
def test_marks_stand_at_one_place_on_nothing_else_and_never_on_covers(name: str, form: str) -> None:
    here = asking(name, progress=form)
    slides = here.fit(page(*topics(3), head='<meta name="footer" content="Foot"/>'))
    places = set()
    for only in slides.pages:
        found = marks(only)
        if only.role in ("cover", "section"):
            assert found == []
        for mark in found:
            assert mark.rect.bottom <= slides.height
            others = [box.rect for box in only.boxes if box not in found]
            assert not any(
                mark.rect.x < o.right and o.x < mark.rect.right and mark.rect.y < o.bottom and o.y < mark.rect.bottom
                for o in others
            )
        if found:
            places.add(found[0].rect.y)
    assert len(places) <= 1
    assert lint(write_deck(slides, here.kit, here.base, here.files)) == []


def test_the_bar_grows_from_slide_to_slide_to_its_full_length() -> None:
    pages = asking("house", progress="bar").fit(page(*topics(2))).pages
    lengths = [found[1].rect.w / found[0].rect.w for only in pages if len(found := marks(only)) == 2]
    assert lengths == sorted(set(lengths))
    assert lengths[-1] == pytest.approx(1.0)


def test_there_is_a_mark_for_each_topic_and_those_that_were_reached_are_coloured() -> None:
    here = asking("house", progress="topics")
    accent = here.kit.ink("accent")
    found = {
        only.title: [mark.fill == accent for mark in marks(only)]
        for only in here.fit(page(*topics(3))).pages
        if marks(only)
    }
    assert found["S 0 0"] == [True, False, False]
    assert found["S 1 2"] == [True, True, False]
    assert found["S 2 0"] == [True, True, True]


def test_nothing_is_marked_where_nobody_asks() -> None:
    assert not any(marks(only) for only in house("house").fit(page(*topics(2))).pages)


@pytest.mark.parametrize(
    ("brand", "own", "written"),
    [("fade", "", "fade"), ("", "push", "push"), ("fade", "wipe", "wipe"), ("fade", "none", ""), ("", "", "")],
)
def test_a_slide_comes_in_as_its_author_says_else_as_the_brand_does(brand: str, own: str, written: str) -> None:
    here = asking("house", transition=brand)
    said = f' data-transition="{own}"' if own else ""
    slides = here.fit(page(section("<p>x</p>").replace("<section", f"<section{said}")))
    data = write_deck(slides, here.kit, here.base, here.files)
    found = slide(data, 1).find(P + "transition")
    assert (found is not None) == bool(written)
    if found is not None:
        assert found[0].tag == P + written
    assert lint(data) == []
