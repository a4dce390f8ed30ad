"""Values kept from one process to the next: a brand's base presentation, read, takes longer to make than a deck.

They lie in the user's own cache folder, as Python's compiled files lie beside the sources, and are as much trusted. A
value counts only where everything that it was made from reads as it did, and this program is the same. Without a
folder to write to nothing is kept.
"""

from __future__ import annotations

import marshal
import pickle
import time
from collections.abc import Hashable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from courseware.build.atomic import MARK, write_file
from courseware.build.freshness import Now
from courseware.build.maker import maker
from courseware.files import digest
from courseware.keeping import cache_folder
from courseware.problems import CoursewareError

VALUES, SLIDES, MODULES = "pickle", "slides", "module"
"""Endings of the kinds of values: a brand's, which are few; a module's slides and pictures, which are large; modules as they were read."""
MOST = {VALUES: 64, SLIDES: 96, MODULES: 256}
"""Values of each kind in the folder; the oldest go."""
MOST_TEMPLATES = 500
LEFT = 600.0
"""Seconds after which what is half written was left by a build that was killed; other builds write there at any time."""


def kept(key: Hashable, now: Now, kind: str = VALUES) -> tuple[Any, Mapping[str, str]] | None:
    """The value of a kind kept for `key` with what it was made from, None where there is none that holds `now`."""
    path = _path(key, kind)
    if path is None:
        return None
    try:
        value, reads = pickle.loads(path.read_bytes())
    except Exception:  # absent, torn, or of another version: whatever it is, the value is made anew
        return None
    return None if now.changed(reads) else (value, reads)


def keep(key: Hashable, value: Any, reads: Mapping[str, str], kind: str = VALUES) -> None:
    """Keeps `value` for the processes to come, where that is possible."""
    path = _path(key, kind)
    if path is not None:
        with suppress(CoursewareError, OSError):
            write_file(path, pickle.dumps((value, dict(reads.items())), protocol=pickle.HIGHEST_PROTOCOL))
            _trim(path.parent, kind)


def recall_templates() -> int:
    """Gives this process the templates that earlier ones compiled; how many they are."""
    from courseware.render import compiled

    path = _path("templates")
    if path is not None:
        with suppress(Exception):  # absent or torn: templates are compiled anew
            compiled().update(marshal.loads(path.read_bytes()))
    return len(compiled())


def keep_templates(before: int) -> None:
    """Keeps the compiled templates of this process, where it has more of them than the number it was given."""
    from courseware.render import compiled

    path = _path("templates")
    if path is not None and before < len(compiled()) <= MOST_TEMPLATES:
        with suppress(CoursewareError, OSError):
            write_file(path, marshal.dumps(compiled()))


def _path(key: Hashable, kind: str = VALUES) -> Path | None:
    folder = cache_folder()
    return folder and folder / f"{digest(f'{maker()}{key!r}'.encode())}.{kind}"


def _trim(folder: Path, kind: str) -> None:
    paths = sorted(folder.glob(f"*.{kind}"), key=lambda path: path.stat().st_mtime, reverse=True)
    left = (path for path in folder.glob(f".*{MARK}*") if path.stat().st_mtime < time.time() - LEFT)
    for path in (*paths[MOST[kind] :], *left):
        path.unlink(missing_ok=True)
