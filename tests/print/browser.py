"""Chromium without a window: a page as a reader's browser sets it."""

from __future__ import annotations

import base64
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
DRIVER = shutil.which("chromedriver")
FLAGS = (
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--hide-scrollbars",
)


class Browser:
    """An open browser. Its pages may not ask a network for anything."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def open(self, page: Path, width: int, height: int, *, dark: bool = False) -> None:
        """Shows a file in a window of `width` x `height` pixels, in the dark or not."""
        send = self.driver.execute_cdp_cmd
        send("Network.enable", {})
        send("Network.setBlockedURLs", {"urls": ["http://*", "https://*", "ws://*"]})
        size = {"width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600}
        send("Emulation.setDeviceMetricsOverride", size)
        scheme = [{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}]
        send("Emulation.setEmulatedMedia", {"features": scheme})
        self.driver.get(page.as_uri())
        self.run("document.querySelectorAll('img').forEach(each => each.loading = 'eager')")
        self.driver.execute_async_script(
            "const done = arguments[0];"
            "Promise.all([...document.images].map(each => each.decode().catch(() => 0))).then(() => done(1))"
        )

    def run(self, script: str) -> Any:
        return self.driver.execute_script(script)

    def ask(self, script: str) -> Any:
        """What a script of one expression gives, as plain data."""
        return json.loads(self.run(f"return JSON.stringify({script})"))

    def picture(self, path: Path, height: int) -> None:
        """The page from its top as a PNG, `height` pixels of it."""
        width = self.ask("document.documentElement.clientWidth")
        clip = {"x": 0, "y": 0, "width": width, "height": height, "scale": 1}
        shot = self.driver.execute_cdp_cmd("Page.captureScreenshot", {"clip": clip, "captureBeyondViewport": True})
        path.write_bytes(base64.b64decode(shot["data"]))


@contextmanager
def browser(folder: Path) -> Iterator[Browser]:
    """A browser with a profile of its own in `folder`."""
    from selenium import webdriver

    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for flag in (*FLAGS, f"--user-data-dir={folder / 'profile'}"):
        options.add_argument(flag)
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    try:
        driver.set_script_timeout(30)
        yield Browser(driver)
    finally:
        driver.quit()
