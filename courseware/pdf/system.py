"""The system's libraries that set a page: another version of them sets it otherwise, so they count as read."""

from __future__ import annotations

import ctypes
import os
import re
import sys
from functools import cache

from courseware.files import Files

SETTING = re.compile(
    r"lib(pango|pangoft2|harfbuzz|harfbuzz-subset|fontconfig|freetype|fribidi|graphite2|thai|datrie|glib)[-.\d]*"
    r"(\.so[.\d]*|[.\d]*\.dylib)"
)
"""File names of the libraries that choose and place letters, and of what they ask about text."""


def note_libraries(files: Files) -> None:
    """Records the libraries that WeasyPrint works with here. Call it once WeasyPrint is imported."""
    for path in libraries():
        files.system(path)


@cache
def libraries() -> tuple[str, ...]:
    """The paths of these libraries in this process, as programs ask for them: an upgrade puts another file there."""
    found = _loaded_on_macos() if sys.platform == "darwin" else _mapped()
    return tuple(sorted({_asked(path) for path in found if SETTING.fullmatch(os.path.basename(path))}))


def _mapped() -> set[str]:
    try:
        with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:
            return {line.rstrip("\n").split(None, 5)[5] for line in maps if "/" in line}
    except OSError:
        return set()


def _loaded_on_macos() -> set[str]:
    try:
        system = ctypes.CDLL(None)
        name = system["_dyld_get_image_name"]
        name.restype = ctypes.c_char_p
        return {os.fsdecode(name(number) or b"") for number in range(system["_dyld_image_count"]())}
    except (OSError, AttributeError):
        return set()


def _asked(path: str) -> str:
    """The link beside a library's file by which it is found (`libpango-1.0.so.0` for `libpango-1.0.so.0.5000.12`), else the file."""
    folder, name = os.path.split(path)
    stem, mark, version = name.partition(".so.")
    link = os.path.join(folder, f"{stem}.so.{version.partition('.')[0]}")
    return link if mark and os.path.exists(link) and os.path.samefile(link, path) else path
