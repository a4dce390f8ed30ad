"""handout.html in a browser: on a phone and on a television, by day and by night."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.build.course import run, write_course
from tests.print.browser import CHROMIUM, DRIVER, Browser, browser

pytestmark = pytest.mark.skipif(not (CHROMIUM and DRIVER), reason="Chromium and its driver are not installed")
WINDOWS = ((390, 844), (1920, 1080))
every_window = pytest.mark.parametrize(("width", "height"), WINDOWS)
MORE = """
## Much at once

::: handout
| Time | What was seen by the one who kept the log | Weather |
|---|---|---|
| 06:50 | Averylongwordthatnobodywouldeverwritebutaddresseslooklikethis | calm |

```python
print("a line of code that is much longer than the screen of a telephone could ever show at once")
```

```diagram
kind: process

- Look
- Write
- Sign
```

[A link](https://example.org/) and $a^2 + b^2 = c^2$.
:::

::: {.question outcome="1.1"}
Why does it rain?

- [ ] For fun
- [x] Clouds
:::
"""
TEXTS = """[...document.querySelectorAll('body *')].filter(each => each.getClientRects().length && !each.closest('.skip') &&
  [...each.childNodes].some(child => child.nodeType == 3 && child.textContent.trim()))"""
LUMINANCE = """
const shine = rgb => { const [r, g, b] = rgb.map(v => { v /= 255; return v <= .03928 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4 });
  return .2126 * r + .7152 * g + .0722 * b };
const canvas = document.createElement('canvas').getContext('2d', {willReadFrequently: true});
const colour = name => { canvas.clearRect(0, 0, 1, 1); canvas.fillStyle = name; canvas.fillRect(0, 0, 1, 1);
  return [...canvas.getImageData(0, 0, 1, 1).data] };
const ground = each => { for (; each; each = each.parentElement) { const found = colour(getComputedStyle(each).backgroundColor);
  if (found[3] > 200) return found } return [255, 255, 255, 255] };
const contrast = each => { const [a, b] = [colour(getComputedStyle(each).color), ground(each)].map(c => shine(c.slice(0, 3)));
  return (Math.max(a, b) + .05) / (Math.min(a, b) + .05) };
"""


@pytest.fixture(scope="module", params=["house", "fjordlight", "brackenrow"])
def page(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_course(tmp_path_factory.mktemp("screen"))
    path = folder / "syllabus/01-weather.md"
    path.write_text(path.read_text() + MORE)
    answer = run(folder, "build", "1", "--only", "handout.html", "--brand", request.param).return_value
    assert answer.code == 0, [str(each) for each in answer.problems]
    return folder / f"build/{request.param}/01-weather/handout.html"


@pytest.fixture(scope="module")
def chromium(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("chromium")) as opened:
        yield opened


@every_window
def test_nothing_is_wider_than_the_window_and_no_text_is_small(
    width: int, height: int, page: Path, chromium: Browser
) -> None:
    chromium.open(page, width, height)
    assert chromium.ask(f"{TEXTS}.length") > 30
    assert chromium.ask("document.documentElement.scrollWidth") <= width
    small = chromium.ask(
        f"{TEXTS}.filter(each => parseFloat(getComputedStyle(each).fontSize) < 16).map(each => each.outerHTML.slice(0, 80))"
    )
    assert small == []
    out = chromium.ask(
        f"{TEXTS}.filter(each => each.getBoundingClientRect().right > innerWidth + 1).map(each => each.outerHTML.slice(0, 80))"
    )
    assert out == []


@every_window
def test_nothing_lies_over_something_else(width: int, height: int, page: Path, chromium: Browser) -> None:
    chromium.open(page, width, height)
    over = chromium.ask(
        "(all => all.flatMap((each, n) => all.slice(n + 1).filter(other => !each.contains(other) && !other.contains(each) && "
        "((a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)"
        "(each.getBoundingClientRect(), other.getBoundingClientRect())).map(other => [each.outerHTML.slice(0, 60), other.outerHTML.slice(0, 60)])))"
        "([...document.querySelectorAll('h1, h2, h3, p, table, pre, figure, img.slide, ul, ol, nav, footer')])"
    )
    assert over == []


@every_window
@pytest.mark.parametrize("dark", [False, True])
def test_text_stands_out_by_day_and_by_night(
    width: int, height: int, dark: bool, page: Path, chromium: Browser
) -> None:
    chromium.open(page, width, height, dark=dark)
    ground = chromium.run("return getComputedStyle(document.body).backgroundColor")
    assert (sum(map(int, re.findall(r"\d+", ground)[:3])) < 200) == dark
    faint = chromium.run(
        f"{LUMINANCE} return {TEXTS}.filter(each => contrast(each) < 4.5).map(each => each.outerHTML.slice(0, 80))"
    )
    assert faint == []


def test_the_page_is_one_file_that_says_what_its_pictures_show(page: Path, chromium: Browser) -> None:
    text = page.read_text(encoding="utf-8")
    assert len(text) < 5_000_000
    assert re.findall(r"""(?:src|href)=["'](?!data:|#|https://example\.org/)[^"']*""", text) == []
    chromium.open(page, 390, 844)
    assert chromium.ask("document.documentElement.lang") == "en"
    assert (
        chromium.ask(
            "[...document.images].filter(each => !each.complete || !each.naturalWidth || !each.hasAttribute('alt')).length"
        )
        == 0
    )
    levels = chromium.ask("[...document.querySelectorAll('h1,h2,h3,h4,h5,h6')].map(each => +each.tagName[1])")
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert chromium.ask(
        "[...document.querySelectorAll('nav a')].every(each => document.getElementById(decodeURIComponent(each.hash.slice(1))))"
    )


def test_the_page_can_be_read_with_the_keyboard_alone(page: Path, chromium: Browser) -> None:
    from selenium.webdriver.common.by import By
    from selenium.webdriver.common.keys import Keys

    chromium.open(page, 1920, 1080)
    chromium.driver.find_element(By.TAG_NAME, "body").send_keys(Keys.TAB)
    assert chromium.run("return document.activeElement.className") == "skip"
    chromium.run("document.querySelector('.options input').focus()")
    chromium.driver.switch_to.active_element.send_keys(Keys.SPACE)
    assert chromium.run("return document.querySelector('.options input').checked")
