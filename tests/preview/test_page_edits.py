"""An edit, as whoever writes sees it: only what changed is replaced, the place is kept, errors come and go."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.preview.browsing import CHROMIUM, DRIVER, Served, Window, slide, stars, window, write_sky

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")
ENTRY = "[...document.querySelectorAll('.entry')].find(each => each.querySelector('.title').textContent == '{}')"
MARK = "for (const each of document.querySelectorAll('.entry')) each.querySelector('.frame').shadowRoot.querySelector('.slide').kept = true"
FRESH = """return [...document.querySelectorAll('.entry')].filter(each => !each.querySelector('.frame').shadowRoot.querySelector('.slide').kept)
  .map(each => each.querySelector('.title').textContent)"""


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
def page(opened: Window, folder: Path) -> Iterator[Window]:
    """The page on the course as it was written first."""
    _save(folder, stars())
    opened.open("/#01-stars/1-4/slides")
    opened.wait("return document.querySelectorAll('.entry').length > 12 && !document.querySelector('.problem')")
    yield opened
    assert opened.complaints() == []


def _save(folder: Path, text: str) -> None:
    (folder / "syllabus/01-stars.md").write_text(text)


def _shows(title: str, words: str) -> str:
    return f"return {ENTRY.format(title)}?.querySelector('.frame').shadowRoot.textContent.includes('{words}')"


def _top(title: str) -> str:
    return f"return {ENTRY.format(title)}.getBoundingClientRect().top"


def test_an_edit_replaces_one_slide_and_marks_it(page: Window, folder: Path) -> None:
    page.keys("7", "\ue007")
    page.run(MARK)
    title = "Star number 3"
    top = page.run(_top(title))
    _save(folder, stars(star_3="Quite other words"))
    page.wait(_shows(title, "Quite other words"))
    assert page.run(FRESH) == [title]
    assert page.run(_top(title)) == pytest.approx(top, abs=1)
    assert page.run(f"return {ENTRY.format(title)}.classList.contains('changed')")
    assert "changed" in page.wait("return document.getElementById('said').textContent")
    page.wait(f"return !{ENTRY.format(title)}.classList.contains('changed')")


def test_slides_that_are_added_above_move_nothing(page: Window, folder: Path) -> None:
    title = "Star number 8"
    page.run(f"{ENTRY.format(title)}.scrollIntoView()")
    page.wait(f"return document.querySelector('.entry.current .title').textContent == '{title}'")
    top = page.run(_top(title))
    _save(folder, stars(before=slide(90) + slide(91)))
    page.wait(_shows("Star number 91", "Words of star 91"))
    assert page.run(_top(title)) == pytest.approx(top, abs=1)
    assert page.run("return document.querySelector('.entry.current .title').textContent") == title
    marked = page.run("return [...document.querySelectorAll('.entry.changed .title')].map(each => each.textContent)")
    assert marked == ["Star number 90", "Star number 91"]  # not those whose number is another now
    assert page.wait("return !document.getElementById('pill').hidden")
    _save(folder, stars())
    page.wait(f"return !{ENTRY.format('Star number 91')}")
    assert page.run(_top(title)) == pytest.approx(top, abs=1)


def test_a_slide_that_goes_leaves_the_place_to_its_neighbour(page: Window, folder: Path) -> None:
    page.run(f"{ENTRY.format('Star number 8')}.scrollIntoView()")
    page.wait("return document.querySelector('.entry.current .title').textContent == 'Star number 8'")
    _save(folder, stars().replace(slide(8), ""))
    page.wait(f"return !{ENTRY.format('Star number 8')}")
    assert page.run(_top("Star number 9")) == pytest.approx(54, abs=40)


def test_a_change_out_of_sight_offers_to_go_there(page: Window, folder: Path) -> None:
    _save(folder, stars(star_12="Far away"))
    words = page.wait("const pill = document.getElementById('pill'); return !pill.hidden && pill.textContent")
    assert "changed" in words
    page.run("document.getElementById('pill').click()")
    title = page.run("return document.querySelector('.entry.current .title').textContent")
    assert title == "Star number 12"
    box = page.run(
        "const b = document.querySelector('.entry.current').getBoundingClientRect(); return [b.top, innerHeight]"
    )
    assert 0 <= box[0] < box[1]
    assert page.run("return document.getElementById('pill').hidden")


def test_a_picture_that_stays_is_not_loaded_again(page: Window, folder: Path) -> None:
    title = "A picture of the quay"
    image = f"{ENTRY.format(title)}.querySelector('.frame').shadowRoot.querySelector('img[src^=\"/file\"]')"
    page.wait(f"return {image}?.naturalWidth")
    page.run(f"{image}.same = true")
    page.asked()
    _save(folder, stars().replace("![A quay]", "![The quay]"))
    page.wait(f"return {image}.alt == 'The quay'")
    assert page.run(f"return {image}.same")
    assert [each for each in page.asked() if "/file/" in each] == []


def test_notes_change_without_their_slide(page: Window, folder: Path) -> None:
    page.run(MARK)
    _save(folder, stars().replace("Notes of star 2.", "Notes that are new."))
    page.wait(
        f"return {ENTRY.format('Star number 2')}.querySelector('.notes').textContent.includes('Notes that are new')"
    )
    assert page.run(FRESH) == []


def test_an_error_stands_over_the_last_good_slides_until_it_is_mended(page: Window, folder: Path) -> None:
    before = page.run("return document.querySelectorAll('.entry').length")
    _save(folder, stars().replace("- Words of star 3", "![Nothing](pictures/gone.png)"))
    card = page.wait("return document.querySelector('#problems .problem.error')?.innerText")
    assert "Error" in card
    assert "gone.png" in card
    place = page.run("return document.querySelector('#problems .problem.error .place').textContent")
    assert re.fullmatch(r"syllabus/01-stars\.md:\d+", place)
    assert page.run("return document.querySelectorAll('.entry').length") == before
    page.driver.execute_cdp_cmd(
        "Browser.grantPermissions",
        {"permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"], "origin": page.address},
    )
    page.run("document.querySelector('#problems .problem.error .place').click()")
    page.wait(f"return document.getElementById('said').textContent == 'Copied {place}'")
    _save(folder, stars())
    page.wait("return document.getElementById('problems').hidden && !document.querySelector('.problem')")


def test_a_course_that_cannot_be_read_keeps_its_slides(page: Window, folder: Path) -> None:
    facts = folder / "syllabus/course.yml"
    good = facts.read_text()
    facts.write_text(good.replace("title: Night sky", "titel: Night sky"))
    page.wait("return [...document.querySelectorAll('.problem.error')].some(each => each.innerText.includes('titel'))")
    assert page.run("return document.querySelectorAll('.entry').length") > 12
    facts.write_text(good)
    page.wait("return !document.querySelector('.problem.error')")


def test_a_lost_connection_is_told_and_comes_back_by_itself(opened: Window, folder: Path) -> None:
    _save(folder, stars())
    served = Served(folder)
    try:
        page = Window(opened.driver, served.address)
        page.open("/#01-stars/1-7/slides")
        number = page.current()
        served.close()
        said = page.wait("const lost = document.getElementById('lost'); return !lost.hidden && lost.textContent")
        assert "Trying again" in said
        assert page.run("return document.querySelectorAll('.entry').length") > 12
        _save(folder, stars(star_1="Written meanwhile"))
        served = Served(folder, served.port)
        page.wait("return document.getElementById('lost').hidden")
        page.wait(_shows("Star number 1", "Written meanwhile"))
        assert page.current() == number
        page.complaints()  # of what was asked for in between
    finally:
        served.close()
