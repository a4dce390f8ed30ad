"""How deep an outcome goes, told by its verb: Bloom's levels 1 to 6. The verbs are data, in bloom.yml beside this file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from courseware.late import late
from courseware.yamlfile import load

_WORD = late(r"[^\W_]+")
_AMERICAN = late(r"(?<=[a-z])(i|y)z(e|es|ed|ing)$")
_MOST_WORDS = 4


def _words(text: str) -> list[str]:
    """The words of a text in lower case and one spelling."""
    return [_AMERICAN.sub(r"\1s\2", word) for word in _WORD.findall(re.sub("['’]", "", text.casefold()))]


@cache
def _levels() -> dict[str, int]:
    file = Path(__file__).with_name("bloom.yml")
    found: dict[str, int] = {}
    for level, phrases in load(file.read_text(encoding="utf-8"), file.name).value["levels"].items():
        for phrase in phrases:
            found.setdefault(" ".join(_words(phrase)), int(level))
    return found


def bloom_level(outcome: str) -> int | None:
    """The Bloom level (1 to 6) that the verb of an outcome tells, None where it tells none.

    The longest known phrase at its beginning counts; else its last word, where German puts the verb.
    """
    words = _words(outcome)
    levels = _levels()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        level = levels.get(" ".join(words[:count]))
        if level is not None:
            return level
    return levels.get(words[-1]) if words else None
