"""Names of parts as other programs write them: with signs that part names can't hold, escaped or not, and in other letters than what refers to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from urllib.parse import unquote

_PLAIN = re.compile(r"[A-Za-z0-9._\-/\[\]()]*").fullmatch
_UNFIT = re.compile(r"[^A-Za-z0-9._\-/\[\]()]")


def plain_names(parts: Iterable[str]) -> dict[str, str]:
    """The names that parts get, by what any spelling of theirs comes down to (ISO 29500-2, 6.2.2.3: small and large letters are alike)."""
    found: dict[str, str] = {}
    taken: set[str] = set()
    for part in sorted(parts, key=lambda part: (not _PLAIN(part), part)):
        name = part if _PLAIN(part) else _UNFIT.sub("_", unquote(part))
        stem, dot, ending = name.rpartition(".")
        for n in range(2, 10_000):
            if name.lower() not in taken:
                break
            name = f"{stem}-{n}{dot}{ending}"
        taken.add(name.lower())
        found[_key(part)] = name
    return found


def name_of(spelling: str, names: Mapping[str, str]) -> str:
    """The part that a spelling of its name means, the spelling itself where there is none."""
    return names.get(_key(spelling), spelling)


def _key(name: str) -> str:
    return unquote(name).lower()
