"""How deep an outcome goes, told by its verb."""

from __future__ import annotations

import re
from functools import cache

from courseware.importing.rules import rules
from courseware.importing.words import bare_words, plain


@cache
def _levels() -> dict[str, int]:
    found: dict[str, int] = {}
    for level, phrases in rules("verbs")["levels"].items():
        for phrase in phrases:
            found.setdefault(plain(phrase), int(level))
    return found


_MOST_WORDS = 4


def bloom_level(outcome: str) -> int | None:
    """The Bloom level (1 to 6) that the verb of an outcome tells, None where it tells none."""
    words = plain(outcome).split()
    levels = _levels()
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        level = levels.get(" ".join(words[:count]))
        if level is not None:
            return level
    return levels.get(words[-1]) if words else None  # German puts the verb last


def without_lead(outcome: str) -> str:
    """An outcome without the words that only say how deep it goes: `Know how to plan` is `plan`, `Understand how x` is `how x`."""
    lead: dict[str, str] = rules("verbs")["lead"]
    for phrase in sorted(lead, key=len, reverse=True):
        found = re.match(rf"{re.escape(phrase)}\b[\s,]*", outcome, re.IGNORECASE)
        if found and bare_words(outcome[found.end() :]):
            return f"{lead[phrase]} {outcome[found.end() :]}".strip()
    last = outcome.split()[-1:] if len(outcome.split()) > 1 else []
    if last and last[0].casefold() in ("verstehen", "kennen"):
        return outcome[: -len(last[0])].strip()
    return outcome
