"""An outcome's text without the words that only say how deep it goes."""

from __future__ import annotations

import re

from courseware.importing.rules import rules
from courseware.importing.words import bare_words


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
