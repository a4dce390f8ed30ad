"""Values kept from one process to the next: a brand's base presentation, read, takes longer to make than a deck.

They lie in the user's own cache folder, as Python's compiled files lie beside the sources, and are as much trusted. A
value counts only where everything that it was made from reads as it did, and this program is the same. Without a
folder to write to nothing is kept.
"""

from __future__ import annotations

import marshal
import pickle
from collections.abc import Hashable, Mapping
from contextlib import suppress
from typing import Any

from courseware.build.freshness import Now
from courseware.build.maker import maker
from courseware.files import digest
from courseware.keeping import cache_folder
from courseware.keeping import keep as keep_bytes
from courseware.keeping import kept as kept_bytes

VALUES, SLIDES, MODULES = "pickle", "slides", "module"
"""Endings of the kinds of values: a brand's, which are few; a module's slides and pictures, which are large; modules as they were read."""
MOST = {VALUES: 64, SLIDES: 96, MODULES: 256}
"""Values of each kind in the folder; the oldest go."""
MOST_TEMPLATES = 500


def kept(key: Hashable, now: Now, kind: str = VALUES) -> tuple[Any, Mapping[str, str]] | None:
    """The value of a kind kept for `key` with what it was made from, None where there is none that holds `now`."""
    data = kept_bytes(_name(key, kind))
    if data is None:
        return None
    try:
        value, reads = pickle.loads(data)
    except Exception:  # torn, or of another version: whatever it is, the value is made anew
        return None
    return None if now.changed(reads) else (value, reads)


def keep(key: Hashable, value: Any, reads: Mapping[str, str], kind: str = VALUES) -> None:
    """Keeps `value` for the processes to come, where that is possible."""
    if cache_folder() is not None:
        data = pickle.dumps((value, dict(reads.items())), protocol=pickle.HIGHEST_PROTOCOL)
        keep_bytes(_name(key, kind), data, MOST[kind])


def recall_templates() -> int:
    """Gives this process the templates that earlier ones compiled; how many they are."""
    from courseware.render import compiled

    with suppress(Exception):  # absent or torn: templates are compiled anew
        compiled().update(marshal.loads(kept_bytes(_name("templates")) or b""))
    return len(compiled())


def keep_templates(before: int) -> None:
    """Keeps the compiled templates of this process, where it has more of them than the number it was given."""
    from courseware.render import compiled

    if before < len(compiled()) <= MOST_TEMPLATES:
        keep_bytes(_name("templates"), marshal.dumps(compiled()), MOST[VALUES])


def _name(key: Hashable, kind: str = VALUES) -> str:
    return f"{digest(f'{maker()}{key!r}'.encode())}.{kind}"
