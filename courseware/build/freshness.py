"""Whether what was read then is what would be read now.

Imports nothing beyond the standard library: a build with nothing to do asks this and ends.
"""

from __future__ import annotations

import hashlib
import os
import re
import sys
from collections.abc import Callable, Iterator, Mapping
from functools import cache

from courseware.files import ABSENT, PRIVATE, Files
from courseware.late import late
from courseware.problems import CoursewareError

PAGES = "pages:"
"""Begins the name, among what was read, of an output whose pages were counted."""
# The libraries that an output's bytes depend on, as their .dist-info folders are called.
LIBRARIES = late(
    r"(jinja2|jsonschema_rs|lxml|markdown_it_py|mdit_py_plugins|pikepdf|pillow|pydyf|pygments|pyphen|python_pptx|pyyaml|fonttools"
    r"|uharfbuzz|weasyprint|yamlcore)-[^-]+\.dist-info",
    re.IGNORECASE,
)
# What only talks to people does not change an output.
APART = frozenset({"commands", "checking", "importing", "_templates", "__pycache__"})


class Now:
    """What each name would read as today, asked once for each. `pages:OUTPUT` asks `pages` how many an output has."""

    def __init__(self, files: Files, pages: Callable[[str], str] | None = None) -> None:
        self.files, self.pages = files, pages
        self.known: dict[str, str] = {}

    def changed(self, reads: Mapping[str, str]) -> frozenset[str]:
        """The names that read otherwise than recorded."""
        return frozenset(name for name, then in reads.items() if self._now(name) != then)

    def why(self, name: str, reads: Mapping[str, str]) -> str:
        """The change of a name in words."""
        plain = name.rstrip("/").removeprefix(PRIVATE)
        if name.startswith(PAGES):
            return f"the pages of {name.removeprefix(PAGES)} are others"
        if name.endswith("/"):
            return f"the list of files in {plain} changed"
        if reads[name] == ABSENT:
            return f"{plain} is new"
        return f"{plain} is gone" if self._now(name) == ABSENT else f"{plain} changed"

    def _now(self, name: str) -> str:
        if name.startswith(PAGES):
            return self.pages(name.removeprefix(PAGES)) if self.pages else ABSENT
        if name not in self.known:
            try:
                self.known[name] = self.files.now(name)
            except CoursewareError:  # may not be read any more; the build says why
                self.known[name] = "unreadable"
        return self.known[name]


@cache
def maker() -> str:
    """The digest of this program (its files by size and time) and of the libraries whose versions show in an output."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    total = hashlib.sha256(sys.version.encode())
    for path in _sources(package):
        found = os.stat(path)
        total.update(f"{path[len(package) :]} {found.st_size} {found.st_mtime_ns}\n".encode())
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            total.update("".join(sorted(filter(LIBRARIES.fullmatch, os.listdir(folder)))).encode())
    return total.hexdigest()


def _sources(package: str) -> Iterator[str]:
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(set(folders) - APART)
        for name in sorted(names):
            if name != "cli.py" and not name.endswith(".pyc"):
                yield os.path.join(folder, name)
