"""The rules of importing, which are data: one YAML file a subject beside this one, read once."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml


@cache
def rules(subject: str) -> dict[str, Any]:
    """The rules in `rules/<subject>.yml`."""
    text = (Path(__file__).parent / "rules" / f"{subject}.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.load(
        text, Loader=yaml.BaseLoader
    )  # every value stays the text it is: `on` is a word here
    return found


@cache
def words_of(subject: str, key: str) -> frozenset[str]:
    """A list of words of the rules as a set, in lower case; `key` may lead down (`labels.text`)."""
    found: Any = rules(subject)
    for name in key.split("."):
        found = found[name]
    return frozenset(str(word).casefold() for word in found)


@cache
def pattern_of(subject: str, key: str) -> re.Pattern[str]:
    """A list of patterns of the rules as one, without regard to case, to be matched against a whole text."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in rules(subject)[key]), re.IGNORECASE)
