"""Presenting: the audience's window and the presenter's, in step."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.browsing import CHROMIUM, DRIVER, READY, Served, Window, stars, until, window, write_sky

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")
HIDDEN = """return [...document.querySelectorAll('.frame')].flatMap(each => [...each.shadowRoot.querySelectorAll('.later')])
  .filter(each => each.getBoundingClientRect().width).map(each => each.textContent.trim()).filter(each => each.length > 2)"""


class Pair:
    """Both windows of one browser."""

    def __init__(self, page: Window) -> None:
        self.page = page
        self.audience = page.driver.current_window_handle
        page.keys("p")
        until(lambda: len(page.driver.window_handles) == 2, "a second window")
        self.presenter = next(each for each in page.driver.window_handles if each != self.audience)
        self.at(self.presenter)
        page.wait(READY)

    def at(self, window: str) -> Window:
        self.page.driver.switch_to.window(window)
        return self.page

    def shown(self, window: str, number: str) -> None:
        """Waits until a window shows the slide called `number`."""
        page = self.at(window)
        if window == self.audience:
            page.wait(f"return document.querySelector('.entry.current .number').textContent == '{number}'")
        else:
            page.wait(f"return document.getElementById('count').textContent.startsWith('Slide {number} ')")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_sky(tmp_path_factory.mktemp("sky"))


@pytest.fixture(scope="module")
def opened(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    served = Served(folder)
    try:
        with window(tmp_path_factory.mktemp("chromium"), served.address) as found:
            yield found
    finally:
        served.close()


@pytest.fixture
def pair(opened: Window) -> Iterator[Pair]:
    opened.open("/#01-stars/1-4/slides")
    found = Pair(opened)
    yield found
    assert opened.complaints() == []
    found.at(found.presenter)
    opened.driver.close()
    found.at(found.audience)


def test_keys_in_either_window_move_both(pair: Pair) -> None:
    pair.shown(pair.presenter, "1-4")
    pair.page.keys("8", "\ue007")
    pair.shown(pair.audience, "1-8")
    pair.page.keys("j")
    pair.shown(pair.presenter, "1-9")
    pair.page.keys("k")
    pair.shown(pair.audience, "1-8")


def test_the_audience_sees_the_slide_and_nothing_else(pair: Pair) -> None:
    page = pair.at(pair.audience)
    box = page.run(
        "const b = document.querySelector('.entry.current .frame').getBoundingClientRect(); return [b.left, b.width, b.height]"
    )
    assert box[:2] == [0, 1280]
    assert box[2] == pytest.approx(720, abs=1)
    seen = page.run(
        "return [...document.querySelectorAll('#bar, #side, .notes, .caption')].filter(each => each.offsetHeight).length"
    )
    assert seen == 0


def test_the_presenter_sees_notes_and_what_comes_next(pair: Pair) -> None:
    page = pair.at(pair.presenter)
    page.keys("8", "\ue007")
    pair.shown(pair.presenter, "1-8")
    title = page.run("return document.title.replace(/^[^ ]+ | – presenter$/g, '')")
    number = title.rpartition(" ")[2]
    assert page.run("return document.getElementById('notes-text').innerText.trim()") == f"Notes of star {number}."
    assert f"Star number {int(number) + 1}" in page.run("return document.getElementById('next-title').textContent")
    size = page.run("return parseFloat(getComputedStyle(document.getElementById('notes-text')).fontSize)")
    page.keys("+")
    assert page.run("return parseFloat(getComputedStyle(document.getElementById('notes-text')).fontSize)") > size
    page.keys("-")


def test_clicks_show_one_thing_after_the_other(pair: Pair) -> None:
    page = pair.at(pair.presenter)
    page.keys("\ue011")  # Home
    page.wait("return document.getElementById('count').textContent.includes('· 1 of')")
    for _ in range(12):
        if "One after the other" in page.run("return document.title"):
            break
        page.keys("j")
    assert page.run("return document.getElementById('steps').textContent") == "Click 0 of 3"
    audience = pair.at(pair.audience)
    audience.wait("return document.querySelector('.entry.current .title').textContent == 'One after the other'")
    assert audience.run(HIDDEN) == ["Dusk", "Darkness", "Dawn"]
    audience.keys("j")
    assert audience.run(HIDDEN) == ["Darkness", "Dawn"]
    pair.at(pair.presenter).wait("return document.getElementById('steps').textContent == 'Click 1 of 3'")
    page.keys("j", "j")
    pair.at(pair.audience).wait(f"{HIDDEN.replace('return ', 'return !(')}).length")
    page.keys("j")
    page.wait("return document.querySelector('.entry.current .title').textContent != 'One after the other'")
    page.keys("k")
    page.wait("return document.querySelector('.entry.current .title').textContent == 'One after the other'")
    assert page.run(HIDDEN) == []  # the way back leads to the slide as it was left


def test_hidden_slides_are_passed_over(pair: Pair) -> None:
    page = pair.at(pair.audience)
    titles = []
    for _ in range(20):
        titles.append(page.run("return document.querySelector('.entry.current .title').textContent"))
        page.keys("j")
    assert "Star number 5" in titles
    assert "Star number 6" not in titles
    assert "Star number 7" in titles


def test_a_reload_of_either_window_keeps_them_in_step(pair: Pair) -> None:
    page = pair.at(pair.presenter)
    page.keys("9", "\ue007")
    pair.shown(pair.audience, "1-9")
    for window_ in (pair.audience, pair.presenter):
        pair.at(window_).driver.refresh()
        page.wait(READY)
        pair.shown(window_, "1-9")
    page.keys("j")
    number = pair.at(pair.audience).wait(
        "const n = document.querySelector('.entry.current .number').textContent; return n != '1-9' && n"
    )
    pair.shown(pair.presenter, number)


def test_the_screen_is_black_or_white_from_either_window(pair: Pair) -> None:
    colour = "const b = document.getElementById('blank'); return !b.hidden && getComputedStyle(b).backgroundColor"
    pair.at(pair.presenter).keys("b")
    assert pair.at(pair.audience).wait(colour) == "rgb(0, 0, 0)"
    pair.page.keys("w")
    pair.at(pair.presenter).wait("return document.getElementById('white').getAttribute('aria-pressed') == 'true'")
    assert pair.at(pair.audience).wait(colour) == "rgb(255, 255, 255)"
    pair.page.keys("w")
    pair.page.wait("return document.getElementById('blank').hidden")


def test_the_clock_counts_against_the_minutes_and_outlives_a_reload(pair: Pair) -> None:
    page = pair.at(pair.presenter)
    assert page.run("return document.getElementById('left').textContent") == "45:00"
    page.keys("t")
    page.wait("return document.getElementById('elapsed').textContent == '0:01'")
    assert page.run("return document.getElementById('left').textContent") in ("44:59", "45:00")
    page.driver.refresh()
    page.wait(READY)
    page.wait("return document.getElementById('run').textContent == 'Pause'")
    page.keys("t")
    assert page.wait("return document.getElementById('run').textContent == 'Go on'")
    page.run("document.getElementById('reset').click()")
    assert page.run("return document.getElementById('elapsed').textContent") == "0:00"


def test_an_edit_reaches_the_presenter_too(pair: Pair, folder: Path) -> None:
    page = pair.at(pair.presenter)
    page.keys("8", "\ue007")
    number = int(page.run("return document.title.replace(/ – presenter$/, '')").rpartition(" ")[2])
    try:
        (folder / "syllabus/01-stars.md").write_text(
            stars().replace(f"- Words of star {number}\n", "- Corrected at the last moment\n")
        )
        page.wait(
            "return document.querySelector('#current .frame').shadowRoot.textContent.includes('Corrected at the last moment')"
        )
    finally:
        (folder / "syllabus/01-stars.md").write_text(stars())


def test_escape_leads_back_to_the_slides(pair: Pair) -> None:
    page = pair.at(pair.audience)
    page.keys("\ue00c")
    assert page.run("return document.body.dataset.view") == "slides"
    assert page.run("return document.getElementById('bar').offsetHeight") > 0
