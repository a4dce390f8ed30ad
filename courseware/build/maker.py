"""The digest of what makes outputs: this program by its contents, Python, and the libraries whose versions show in an output.

A copy of the same program elsewhere, installed again or touched, is the same maker.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import sys
import zlib
from collections.abc import Iterator
from contextlib import suppress
from functools import cache

from courseware.keeping import cache_folder, keep, kept
from courseware.late import late
from courseware.sights import Moment, moment, signed

# The libraries that an output's bytes depend on, as their .dist-info folders are called, with those that they stand on themselves.
LIBRARIES = (
    *("brotli", "cffi", "cssselect2", "fonttools", "jinja2", "jsonschema_rs", "latex2mathml", "lxml", "markdown_it_py"),
    *("markupsafe", "mdit_py_plugins", "mdurl", "msgspec", "pikepdf", "pillow", "pydyf", "pygments", "pypdfium2"),
    *("pyphen", "python_calamine", "pyyaml", "resvg_py", "segno", "tinycss2", "tinyhtml5", "uharfbuzz", "weasyprint"),
    *("webencodings", "xlsxwriter", "yamlcore", "ziafont", "ziamath", "zopfli"),
)
INSTALLED = late(r"([^-]+)-[^-]+\.dist-info", re.IGNORECASE)
# What talks to people, shows a course or brings one in does not change an output.
APART = frozenset({"commands", "checking", "importing", "preview", "_templates", "__pycache__"})


@cache
def maker() -> str:
    """The digest, worked out once in a process."""
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    parts = [sys.version, zlib.ZLIB_RUNTIME_VERSION, program(package)]
    for folder in sys.path:
        if folder.endswith("-packages") and os.path.isdir(folder):
            parts += sorted(name for name in os.listdir(folder) if _is_library(name))
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def program(package: str) -> str:
    """The digest of the program in the folder `package`, by the contents of its files.

    It is kept in the user's cache folder with the size and times of all these files: where they are as they were, none is read.
    """
    paths = list(_sources(package))
    seen = [signed(os.stat(path)) for path in paths]
    name = f"{hashlib.sha256(package.encode()).hexdigest()[:32]}.program"
    now = hashlib.sha256(repr((paths, seen)).encode()).hexdigest()
    with suppress(ValueError, KeyError, TypeError, UnicodeDecodeError):
        known = json.loads(kept(name) or b"{}")
        if known["seen"] == now:
            return str(known["digest"])
    began = _moment()
    total = hashlib.sha256()
    for path in paths:
        with open(path, "rb") as file:
            total.update(f"{path[len(package) :]} {hashlib.sha256(file.read()).hexdigest()}\n".encode())
    if began is not None and all(began.settles(each) for each in seen):
        keep(name, json.dumps({"seen": now, "digest": total.hexdigest()}).encode())
    return total.hexdigest()


def _moment() -> Moment | None:
    folder = cache_folder()
    return moment(str(folder)) if folder is not None else None


def _sources(package: str) -> Iterator[str]:
    for folder, folders, names in os.walk(package):
        folders[:] = sorted(set(folders) - APART)
        for name in sorted(names):
            if name != "cli.py" and not name.endswith(".pyc"):
                yield os.path.join(folder, name)


def _is_library(folder: str) -> bool:
    found = INSTALLED.fullmatch(folder)
    return found is not None and re.sub("[-.]", "_", found[1]).lower() in LIBRARIES
