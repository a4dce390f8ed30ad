"""Clicks: every kind of content waits for its own, in order, and goes on counting from 1 on a slide that is continued."""

from __future__ import annotations

import re

import pytest
from openxml_audit import OpenXmlValidator

from courseware.deck.builds import clicks_of
from courseware.powerpoint.lint import lint
from tests.deck.kits import NAMES, house, page, section
from tests.powerpoint.open import P, deck, parts, slide

TABLE = "<table><colgroup><col/><col/></colgroup><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
PICTURE = '<figure class="picture"><img src="square.png" alt="A square" style="width:10%"/></figure>'
CODE = "<pre><code>print(1)</code></pre>"
BOX = '<div class="box" data-kind="callout-tip"><p class="title">Tip</p><p>One.</p></div>'
ICON = '<figure class="picture"><img src="icon:clock" alt="" style="width:30pt"/></figure>'
DIAGRAM = '<figure class="diagram" data-kind="process"><pre>kind: process\n- One\n- Two\n</pre></figure>'
PAUSE = '<hr class="pause"/>'


def order(data: bytes) -> list[tuple[int, str]]:
    """What each click shows: its number, and the shape's name."""
    root = slide(data, 1)
    names = {each.get("id"): each.get("name") for each in root.iter(P + "cNvPr")}
    found, click = [], 0
    for node in root.iter(P + "cTn"):
        if node.get("nodeType") in ("clickEffect", "withEffect"):
            click += node.get("nodeType") == "clickEffect"
            target = next(node.iter(P + "spTgt"))
            found.append((click, names[target.get("spid")] or ""))
    return found


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(
    ("markup", "shown"),
    [(TABLE, "Table"), (PICTURE, "Picture"), (CODE, "Code"), (BOX, "Box group"), (ICON, "Icon"), (DIAGRAM, "Diagram")],
)
def test_what_follows_a_pause_appears_at_its_click(name: str, markup: str, shown: str) -> None:
    data = deck(name, section(f"<p>first</p>{PAUSE}{markup}{PAUSE}<p>last</p>"))
    steps = order(data)
    assert [click for click, each in steps if each == shown] == [1]
    assert max(click for click, _ in steps) == 2
    assert lint(data) == []


def test_clicks_run_through_text_and_objects_in_the_order_of_the_source() -> None:
    data = deck("house", section(f"<p>a</p>{PAUSE}<p>b</p>{PAUSE}{TABLE}{PAUSE}<p>c</p>{PAUSE}{PICTURE}"))
    assert [(n, each.partition(" ")[0]) for n, each in order(data)] == [
        (1, "Body"),
        (2, "Table"),
        (3, "Text"),
        (4, "Picture"),
    ]


def test_columns_and_slots_go_on_counting() -> None:
    column = '<div class="column"><p>{}</p>{}<p>{}</p></div>'
    body = f'<div class="columns">{column.format("a", PAUSE, "b")}{column.format("c", PAUSE, "d")}</div>'
    assert [click for click, _ in order(deck("house", section(body)))] == [1, 1, 2]  # the second column waits with `b`


def test_a_box_with_a_list_in_steps_shows_its_ground_first_and_is_no_group() -> None:
    body = (
        f'{PAUSE}<div class="box" data-kind="callout-tip"><ul class="incremental"><li>one</li><li>two</li></ul></div>'
    )
    data = deck("house", section(body))
    steps = order(data)
    assert "Box group" not in [each for _, each in steps]
    assert [click for click, each in steps if each == "Box"] == [1, 1, 2, 3]
    assert slide(data, 1).find(f".//{P}spTgt/{P}bg") is not None


@pytest.mark.parametrize("name", NAMES)
def test_a_continued_slide_counts_its_clicks_from_one(name: str) -> None:
    items = "".join(f"<li>{'word ' * 25}{n}</li>" for n in range(14))
    pages = house(name).fit(page(section(f'<ul class="incremental">{items}</ul>'))).pages
    assert len(pages) > 1
    clicks = [clicks_of(each.boxes) for each in pages]
    assert all(each == set(range(1, len(each) + 1)) for each in clicks)
    assert sum(map(len, clicks)) >= 14 - len(pages)


def test_what_an_earlier_part_has_shown_waits_for_no_click_again() -> None:
    items = "".join(f"<li>{'word ' * 25}{n}</li>" for n in range(14))
    pages = house("house").fit(page(section(f"<p>first</p>{PAUSE}<ul>{items}</ul>"))).pages
    assert [clicks_of(each.boxes) for each in pages] == [{1}, *[set()] * (len(pages) - 1)]


def test_the_animations_are_valid_and_each_step_has_a_number_of_its_own() -> None:
    data = deck("house", section(PAUSE.join(["<p>a</p>", TABLE, PICTURE, CODE, BOX, ICON])))
    assert lint(data) == []
    numbers = re.findall(rb'<p:cTn id="(\d+)"', parts(data)["ppt/slides/slide1.xml"])
    assert len(numbers) == len(set(numbers))


def test_powerpoint_s_schema_takes_every_kind_of_build(tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("builds") / "deck.pptx"
    file.write_bytes(deck("foreign", section(PAUSE.join(["<p>a</p>", TABLE, PICTURE, CODE, BOX, ICON, DIAGRAM]))))
    assert OpenXmlValidator().validate(str(file)).errors == []
