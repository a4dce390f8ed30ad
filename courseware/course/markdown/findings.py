"""How rules of markdown-it tell what is wrong: by line, into the environment of the parse."""

from __future__ import annotations

from collections.abc import MutableMapping
from typing import Any

from msgspec import Struct


class Finding(Struct, eq=False):
    """A problem at a line (from 0) of the text being parsed."""

    line: int
    fact: str
    hint: str
    severity: str = "error"


def report(env: MutableMapping[str, Any], line: int, fact: str, hint: str) -> None:
    """Notes an error; the rule goes on, so that all problems are found in one run."""
    env.setdefault("findings", []).append(Finding(line, fact, hint))
