"""Pages of slides that this process has laid out: a slide that is pictured again, in another document or after an edit elsewhere, is
not laid out again.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from html import unescape
from typing import Any

from courseware.files import Files, digest

MOST = 128
"""Pages that are kept, at some 0.4 MB each: a long module's slides on two grounds. The oldest go."""
SOURCE = re.compile(r'<img src="([^"]*)"')
PLAIN = (".png", ".jpg", ".jpeg", ".gif", ".webp")
"""Endings of pictures that name no other files, as an SVG may."""

_PAGES: dict[Hashable, Any] = {}


class Laid:
    """WeasyPrint's pages by what they were made from, in one set of fonts (of `engine.ready`)."""

    def __init__(self, fonts: Any) -> None:
        self._fonts = id(fonts)  # `ready` holds them as long as this process lives

    def __contains__(self, key: Hashable) -> bool:
        return self._key(key) in _PAGES

    def __getitem__(self, key: Hashable) -> Any:
        return _PAGES[self._key(key)]

    def __setitem__(self, key: Hashable, page: Any) -> None:
        short = self._key(key)
        _PAGES.pop(short, None)
        while len(_PAGES) >= MOST:
            del _PAGES[next(iter(_PAGES))]
        _PAGES[short] = page

    def _key(self, key: Hashable) -> Hashable:
        return self._fonts, digest(repr(key).encode())


def pictures_of(html: str, files: Files) -> tuple[str, ...] | None:
    """What the pictures on a drawn slide are, recorded as read; None where that can't be told without laying it out."""
    found = []
    for source in SOURCE.findall(html):
        name = unescape(source)
        if name.startswith(("part:", "data:")):
            continue  # of the base presentation, which the key has; written out in the drawing itself
        if not name.lower().endswith(PLAIN):
            return None
        try:
            found.append(files.note(name))
        except Exception:  # missing or refused: laying out says so
            return None
    return tuple(found)
