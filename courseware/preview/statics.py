"""The files of the page itself: a fixed list, read when the preview begins."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files

from msgspec import Struct

KINDS = {
    "html": "text/html; charset=utf-8",
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "svg": "image/svg+xml",
}
PAGES = {"/": "index.html", "/presenter": "presenter.html"}


class Static(Struct, frozen=True):
    """A file of the page and what it is."""

    data: bytes
    kind: str


def statics() -> Mapping[str, Static]:
    """The page's files by the addresses that they are asked for at."""
    found = {}
    for each in sorted(files("courseware.preview").joinpath("page").iterdir(), key=lambda each: each.name):
        kind = KINDS.get(each.name.rpartition(".")[2])
        if kind and each.is_file():
            found[f"/page/{each.name}"] = Static(each.read_bytes(), kind)
    pages = {address: found[f"/page/{name}"] for address, name in PAGES.items() if f"/page/{name}" in found}
    return {**pages, **found}
