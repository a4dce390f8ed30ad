"""The page of the preview in Chromium: what stands there, how it is found, and how it looks."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from tests.preview.browsing import CHROMIUM, DRIVER, Served, Window, window, write_sky

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")
FRAME = "document.querySelector('.entry.current .frame')"
TEXTS = """[...document.querySelectorAll('body *')].filter(each => each.checkVisibility({checkOpacity: true, checkVisibilityCSS: true}) &&
  !each.closest('.unseen, .skip, option, .frame') && [...each.childNodes].some(child => child.nodeType == 3 && child.textContent.trim()))"""
CONTRAST = """
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const colour = name => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = name; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data] };
const shine = rgb => { const [r, g, b] = rgb.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
  return .2126 * r + .7152 * g + .0722 * b };
const ground = each => { for (; each; each = each.parentElement) { const found = colour(getComputedStyle(each).backgroundColor);
  if (found[3] > 200) return found } return [255, 255, 255, 255] };
const contrast = each => { const [a, b] = [colour(getComputedStyle(each).color), ground(each)].map(c => shine(c.slice(0, 3)));
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) };
"""


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Window]:
    folder = write_sky(tmp_path_factory.mktemp("sky"))
    served = Served(folder)
    try:
        with window(tmp_path_factory.mktemp("chromium"), served.address) as opened:
            yield opened
    finally:
        served.close()


@pytest.fixture(autouse=True)
def _silent(page: Window) -> Iterator[None]:
    """Nothing is complained of, and nobody else is asked for anything."""
    page.size(1280, 800)
    yield
    assert page.complaints() == []
    assert [
        each for each in page.asked() if each.startswith(("http", "ws")) and not each.startswith(page.address)
    ] == []
    page.run("localStorage.clear()")


def test_modules_stand_at_the_left_and_the_slides_of_one_beside_them(page: Window) -> None:
    page.open()
    modules = page.run(
        "return [...document.querySelectorAll('#modules a')].map(each => each.innerText.split(/\\s*\\n\\s*/))"
    )
    assert modules[0][:3] == ["1", "Stars", "45 min"]
    assert modules[1][:3] == ["2", "Planets", "30 min"]
    captions = page.run("return [...document.querySelectorAll('.caption')].map(each => each.innerText)")
    assert any("Star number 1" in each for each in captions)
    assert any("hidden" in each for each in captions if "Star number 6" in each)
    assert page.run("return document.title") == "Night sky – preview"


def test_notes_stand_beside_their_slide(page: Window) -> None:
    page.open()
    boxes = page.run(
        """const entry = [...document.querySelectorAll('.entry')].find(each => each.textContent.includes('Star number 1'));
        const [a, b] = ['.frame', '.notes'].map(each => entry.querySelector(each).getBoundingClientRect());
        return [a.right, b.left, Math.abs(a.top - b.top), entry.querySelector('.notes').innerText]"""
    )
    assert boxes[0] < boxes[1]
    assert boxes[2] < 4
    assert boxes[3] == "Notes of star 1."


@pytest.mark.parametrize("brand", ["house", "fjordlight", "brackenrow"])
def test_a_slide_is_drawn_to_scale_in_the_brands_font(page: Window, brand: str) -> None:
    page.open(f"/#01-stars/1-4/slides/{brand}")
    page.wait("return document.fonts.status == 'loaded'")
    found = page.run(
        f"""const frame = {FRAME}, slide = frame.shadowRoot.querySelector('.slide');
        const [a, b] = [frame, slide].map(each => each.getBoundingClientRect());
        const line = [...slide.querySelectorAll('.l')].find(each => each.textContent.trim().length > 3);
        const style = getComputedStyle(line), name = style.fontFamily.replace(/['"]/g, '');
        const faces = [...document.fonts].filter(each => each.family.replace(/['"]/g, '') == name);
        return [a.width, b.width, a.height, b.height, slide.offsetWidth, name, faces.some(each => each.status == 'loaded'),
          line.checkVisibility(), parseFloat(style.fontSize)]"""
    )
    assert found[0] > 500
    assert found[0] == pytest.approx(found[1], abs=0.6)
    assert found[2] == pytest.approx(found[3], abs=0.6)
    assert found[4] == 1280  # 960 pt
    assert found[5]
    assert found[6], f"{found[5]} is not loaded"
    assert found[7]
    assert found[8] > 10


def test_the_styles_of_slides_and_of_the_page_never_meet(page: Window) -> None:
    page.open()
    assert page.run("return getComputedStyle(document.querySelector('h1')).fontFamily").startswith("system-ui")
    assert page.run(f"return {FRAME}.shadowRoot.querySelector('.slide').ownerDocument === document")
    assert page.run(
        "return [...document.styleSheets].every(s => [...s.cssRules].every(r => !/\\.t-/.test(r.selectorText || '')))"
    )


def test_keys_lead_through_the_slides(page: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    page.open()
    numbers = page.run("return [...document.querySelectorAll('.entry .number')].map(each => each.textContent)")
    steps = [
        (Keys.ARROW_RIGHT, 1),
        ("j", 2),
        (Keys.PAGE_DOWN, 3),
        (Keys.SPACE, 4),
        ("k", 3),
        (Keys.ARROW_LEFT, 2),
        (Keys.PAGE_UP, 1),
        (Keys.END, len(numbers) - 1),
        (Keys.HOME, 0),
        (Keys.ARROW_DOWN, 1),
        (Keys.ARROW_UP, 0),
    ]
    for key, at in steps:
        page.keys(key)
        assert page.current() == numbers[at], key
    page.keys("7", Keys.ENTER)
    assert page.current() == "1-7"
    top = page.run("return document.querySelector('.entry.current').getBoundingClientRect().top")
    assert 54 <= top < 120
    page.keys("2", "-", "3", Keys.ENTER)
    page.wait("return document.querySelector('#modules [aria-current]').textContent.includes('Planets')")
    page.wait("return document.querySelector('.entry.current .number')?.textContent == '2-3'")


def test_a_slide_is_found_by_its_words_also_in_another_module(page: Window) -> None:
    from selenium.webdriver.common.keys import Keys

    page.open()
    page.keys("/")
    page.keys("star 9")
    page.wait("return document.querySelector('#finder li .title')?.textContent == 'Star number 9'")
    page.keys(Keys.ENTER)
    assert "Star number 9" in page.run("return document.querySelector('.entry.current').textContent")
    page.keys("g")
    page.keys("bands spot")
    page.wait("return document.querySelector('#finder li .title')?.textContent == 'Jupiter'")
    page.keys(Keys.ENTER)
    page.wait("return document.querySelector('.entry.current')?.textContent.includes('Jupiter')")


def test_words_that_stand_on_every_slide_find_none(page: Window) -> None:
    page.open("/#01-stars/1-4/slides/house")
    assert page.run(f"return {FRAME}.shadowRoot.textContent.includes('NS 1')")
    page.keys("/")
    page.keys("NS 1 · Stars")
    page.wait("return document.querySelector('#finder .state').textContent == 'No slide has these words'")
    page.keys("\ue00c")


def test_a_window_of_another_size_keeps_the_slide(page: Window) -> None:
    page.open("/#01-stars/1-9/slides")
    page.run("document.getElementById('stage').scrollTop += 30")
    page.wait("return document.getElementById('stage').scrollTop > 100")
    time.sleep(0.3)  # the scrolling has ended
    top = page.run("return document.querySelector('.entry.current').getBoundingClientRect().top")
    page.size(1700, 900)
    page.wait(f"return {FRAME}.getBoundingClientRect().width > 700")
    assert page.current() == "1-9"
    assert page.run("return document.querySelector('.entry.current').getBoundingClientRect().top") == pytest.approx(
        top, abs=2
    )


def test_the_address_keeps_the_place(page: Window) -> None:
    page.open()
    page.keys("j", "j", "o")
    number = page.current()
    page.wait(f"return location.hash.includes('/{number}/overview/')")
    page.driver.refresh()
    page.wait("return document.body && 'ready' in document.body.dataset")
    assert page.current() == number
    assert page.run("return document.body.dataset.view") == "overview"
    page.run("document.querySelectorAll('#modules a')[1].click()")
    page.wait("return document.querySelector('#module-title').textContent == 'Planets'")
    page.driver.back()
    page.wait("return document.querySelector('#module-title').textContent == 'Stars'")
    page.wait(f"return document.querySelector('.entry.current .number')?.textContent == '{number}'")
    page.driver.forward()
    page.wait("return document.querySelector('#module-title').textContent == 'Planets'")


def test_another_brand_keeps_the_slide(page: Window) -> None:
    page.open("/#01-stars//slides/house")
    page.keys("8", "\ue007")
    title = page.run("return document.querySelector('.entry.current .title').textContent")
    before = page.run(f"return {FRAME}.shadowRoot.querySelector('.slide').innerHTML")
    page.run(
        "const s = document.getElementById('delivery'); s.value = 'fjordlight'; s.dispatchEvent(new Event('change'))"
    )
    page.wait(f"return {FRAME}.shadowRoot.querySelector('.slide').innerHTML != {before!r}")
    assert page.run("return document.querySelector('.entry.current .title').textContent") == title
    page.wait("return location.hash.includes('fjordlight')")


def test_the_overview_shows_many_and_a_click_opens_one(page: Window) -> None:
    page.open()
    page.keys("o")
    shown = page.run(
        "return [...document.querySelectorAll('.frame')].filter(each => each.getBoundingClientRect().bottom < innerHeight).length"
    )
    assert shown >= 6
    page.run("document.querySelectorAll('.entry')[4].click()")
    assert page.run("return document.body.dataset.view") == "slides"
    assert (
        page.run("return [...document.querySelectorAll('.entry')].indexOf(document.querySelector('.entry.current'))")
        == 4
    )


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1920, 1080), (390, 800)])
def test_a_single_slide_fits_the_window(page: Window, width: int, height: int) -> None:
    page.size(width, height)
    page.open("/#01-stars/1-4/single")
    box = page.run(f"const b = {FRAME}.getBoundingClientRect(); return [b.left, b.top, b.right, b.bottom]")
    assert box[0] >= 0
    assert box[2] <= width
    assert box[3] <= height
    assert box[2] - box[0] > 0.55 * width
    assert len(page.run("return [...document.querySelectorAll('.entry')].filter(each => each.offsetHeight)")) == 1


@pytest.mark.parametrize("path", ["/#01-stars/1-4/slides", "/#01-stars/1-4/overview", "/presenter#01-stars/1-4"])
def test_words_of_the_page_can_be_read_by_day_and_by_night_on_any_screen(page: Window, path: str) -> None:
    page.open(path)
    for width, height, dark in [(1280, 720, False), (1280, 720, True), (390, 800, False), (390, 800, True)]:
        page.size(width, height, dark=dark)
        said = f"{TEXTS}.map(each => [each.textContent.trim(), contrast(each)])"
        faint = page.run(f"{CONTRAST} return {said}.filter(each => each[1] < 4.5)")
        assert faint == [], (width, dark)
        assert page.run("return document.documentElement.scrollWidth") <= width
        ground = page.run("return getComputedStyle(document.body).backgroundColor")
        assert (sum(int(each) for each in ground[4:-1].split(",")) < 300) == dark


def test_nothing_of_the_header_is_cut_off_in_any_view(page: Window) -> None:
    page.open()
    for width in (1920, 1280, 1000, 700, 390):
        page.size(width, 800)
        for key in "soih":
            page.keys(key)
            cut = page.run(
                """return [...document.querySelectorAll('#bar button, #bar select')].filter(each => each.checkVisibility())
                .filter(each => { const box = each.getBoundingClientRect(); return box.left < 0 || box.right > innerWidth || box.width < 24 })
                .map(each => each.id || each.textContent)"""
            )
            assert cut == [], (width, key)
            assert page.run("const s = document.getElementById('stage'); return s.scrollWidth <= s.clientWidth"), (
                width,
                key,
            )


def test_the_other_theme_is_kept(page: Window) -> None:
    page.open()
    page.keys("d")
    assert page.run("return document.documentElement.dataset.theme") == "dark"
    page.open()
    assert page.run("return getComputedStyle(document.documentElement).colorScheme") == "dark"
    page.keys("d")
    assert page.run("return document.documentElement.dataset.theme") is None


def test_the_help_lists_the_keys_and_everything_has_a_name(page: Window) -> None:
    page.open()
    page.keys("?")
    words = page.run("return document.getElementById('help').innerText")
    assert all(each in words for each in ("Overview", "Full screen", "Find a slide", "Dark or light", "Present"))
    page.keys("?")
    assert not page.run("return document.getElementById('help').open")
    nameless = page.run(
        """return [...document.querySelectorAll('button, a, select, input, img')].filter(each => each.checkVisibility() &&
        !(each.innerText || each.alt || each.ariaLabel || each.title || each.labels?.length)).map(each => each.outerHTML)"""
    )
    assert nameless == []
    assert page.run("return document.querySelectorAll('main, nav, header').length") >= 3


def test_notes_can_be_put_away(page: Window) -> None:
    page.open("/#01-stars/1-4/slides")
    narrow = page.run(f"return {FRAME}.getBoundingClientRect().width")
    page.keys("n")
    assert page.run(f"return {FRAME}.getBoundingClientRect().width") > narrow
    assert page.run("return getComputedStyle(document.querySelector('.entry.current .notes')).display") == "none"
    page.keys("n")
    assert page.run(f"return {FRAME}.getBoundingClientRect().width") == narrow


def test_a_handout_is_shown_as_pages_on_the_paper_of_choice(page: Window) -> None:
    page.open("/#02-planets//module%3Ahandout.pdf/house/A4")
    page.wait("const i = document.querySelector('.papers img'); return i && i.complete && i.naturalWidth > 300", 60)
    ratio = page.run("const i = document.querySelector('.papers img'); return i.naturalHeight / i.naturalWidth")
    assert ratio == pytest.approx(297 / 210, abs=0.01)
    page.run("const s = document.getElementById('paper'); s.value = 'Letter'; s.dispatchEvent(new Event('change'))")
    page.wait(
        "const i = document.querySelector('.papers img'); return i && i.complete && Math.abs(i.naturalHeight / i.naturalWidth - 11 / 8.5) < .01",
        60,
    )
    assert "Letter" in page.run("return location.hash")
    page.keys("s")
    assert page.run("return document.body.dataset.view") == "slides"
