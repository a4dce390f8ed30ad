"""What a page may show or hold: files by their kind, and addresses that a reader may click."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".tif", ".tiff", ".bmp")
FONTS = (".ttf", ".otf", ".ttc", ".woff", ".woff2")
PRINTED = frozenset((*PICTURES, *FONTS, ".css"))
"""Endings of files that a page of print may ask for."""
SHOWN = PRINTED | frozenset((".mp3", ".m4a", ".ogg", ".wav", ".mp4", ".m4v", ".webm", ".vtt", ".js"))
"""Endings of files that a page for a screen may hold."""
NOT_SHOWN = "pages hold pictures, fonts and style sheets; the course's text comes by the template's names"
NOT_FETCHED = "put the file into the course and name it from there"

LINKS = frozenset(("http", "https", "mailto", "tel", ""))
"""Schemes of addresses that a reader may click; without one it is a place in the same file."""
_SCHEME = re.compile(r"[\x00-\x20]*([a-zA-Z][a-zA-Z0-9+.\-]*)[\x00-\x20]*:")
NOT_LINKED = (
    "write an https, mailto or tel address: what else it leads to would be opened, or run, on the reader's machine"
)


def is_kind(name: str, kinds: frozenset[str]) -> bool:
    """Whether a file's name has one of these endings."""
    return PurePosixPath(name).suffix.lower() in kinds


def is_link(address: str) -> bool:
    """Whether an address may be clicked: no script, no file, no share of a network."""
    plain = re.sub(r"[\x00-\x20]", "", address)
    if plain.startswith(("//", "\\\\", "/\\", "\\/")):
        return False
    found = _SCHEME.match(plain)
    return (found[1].lower() if found else "") in LINKS
