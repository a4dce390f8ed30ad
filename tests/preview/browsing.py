"""A preview as a trainer has it: a course on disk, `courseware serve` in a process of its own, and Chromium that looks."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image

from tests.print.browser import CHROMIUM, DRIVER, FLAGS

READY = "return document.body && 'ready' in document.body.dataset"
FACTS = """\
title: Night sky
code: NS
edition: "1"
modules: [01-stars, 02-planets]
"""
OPENING = """\
---
title: Stars
subtitle: What shines by itself
outcomes:
  "1.1": Explain what shines
minutes: 45
---
# Looking up {outcomes="1.1"}

## The first hour {minutes=10}

- A dark place
- A warm coat

::: notes
Ask who has seen the **Milky Way**.
:::

## One after the other

::: incremental
- Dusk
- Darkness
- Dawn
:::

::: notes
Wait for each click.
:::

## A picture of the quay {layout="picture"}

![A quay](pictures/quay.png)
"""
PLANETS = """\
---
title: Planets
outcomes:
  "2.1": Describe the planets
minutes: 30
---
# Wanderers {outcomes="2.1"}

## Jupiter

- The largest of all

::: notes
Bands and a spot.
:::
"""


def slide(number: int, words: str = "") -> str:
    """A plain slide with notes."""
    return f"\n## Star number {number}\n\n- {words or f'Words of star {number}'}\n\n::: notes\nNotes of star {number}.\n:::\n"


def stars(*, before: str = "", **words: str) -> str:
    """The first module: an opening, `before`, and twelve stars of which the sixth is hidden; `star_3="..."` gives the third other words."""
    found = OPENING + before
    for number in range(1, 13):
        text = slide(number, words.get(f"star_{number}", ""))
        found += text.replace("number 6\n", "number 6 {.hidden}\n") if number == 6 else text
    return found


def write_sky(folder: Path) -> Path:
    """The course of these tests in `folder`."""
    (folder / "syllabus/pictures").mkdir(parents=True)
    (folder / "syllabus/course.yml").write_text(FACTS)
    (folder / "syllabus/01-stars.md").write_text(stars())
    (folder / "syllabus/02-planets.md").write_text(PLANETS)
    Image.new("RGB", (640, 360), "#204080").save(folder / "syllabus/pictures/quay.png")
    return folder


class Served:
    """`courseware serve` of a course; `address` is where it answers."""

    def __init__(self, folder: Path, port: int = 0) -> None:
        command = "from courseware.cli import main; main()"
        words = ["-C", str(folder), "serve", "--quiet", "--port", str(port)]
        self.process = subprocess.Popen(
            [sys.executable, "-c", command, *words],
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().split()[0]
        self.port = int(self.address.rpartition(":")[2])

    def close(self) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(timeout=15)
        assert self.process.stdout is not None
        self.process.stdout.close()


class Window:
    """Chromium on a preview. What is asked for is remembered."""

    def __init__(self, driver: Any, address: str) -> None:
        self.driver, self.address = driver, address

    def size(self, width: int, height: int, *, dark: bool = False) -> None:
        metrics = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", metrics)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        self.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": scheme})

    def open(self, path: str = "/") -> None:
        """Opens a page anew and waits until it is there."""
        self.driver.get("about:blank")
        self.driver.get(self.address + path)
        self.wait(READY)

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def wait(self, script: str, seconds: float = 12.0) -> Any:
        """What a script gives, as soon as that is true."""
        return until(lambda: self.run(script), script, seconds)

    def keys(self, *keys: str) -> None:
        """Presses keys one after the other, wherever the focus is."""
        from selenium.webdriver import ActionChains

        ActionChains(self.driver, duration=0).send_keys(*keys).perform()

    def current(self) -> str:
        """The number of the reader's slide."""
        return str(self.run("return document.querySelector('.entry.current .number').textContent"))

    def complaints(self) -> list[str]:
        """What stands in the console since the last time."""
        return [f"{each['level']} {each['message']}" for each in self.driver.get_log("browser")]

    def asked(self) -> list[str]:
        """The addresses that were asked for since the last time."""
        events = [json.loads(each["message"])["message"] for each in self.driver.get_log("performance")]
        return [each["params"]["request"]["url"] for each in events if each["method"] == "Network.requestWillBeSent"]


def until(check: Callable[[], Any], what: str, seconds: float = 12.0) -> Any:
    """The first true answer of `check`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := check():
            return found
        time.sleep(0.02)
    raise AssertionError(f"never true: {what}")


@contextmanager
def window(folder: Path, address: str) -> Iterator[Window]:
    """A browser with a profile of its own in `folder`."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, "--disable-popup-blocking", f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    logs: Mapping[str, str] = {"browser": "ALL", "performance": "ALL"}
    options.set_capability("goog:loggingPrefs", dict(logs))
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    try:
        driver.set_script_timeout(30)
        found = Window(driver, address)
        found.size(1280, 800)
        yield found
    finally:
        driver.quit()


__all__ = ["CHROMIUM", "DRIVER", "PLANETS", "Served", "Window", "slide", "stars", "until", "window", "write_sky"]
