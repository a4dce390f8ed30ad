"""Code that was coloured before: loading Pygments and one of its languages takes longer than a slide's code to set.

The tokens of each piece of code lie in the user's cache folder, by a digest of all that they depend on.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import TypeAlias

from courseware.keeping import keep as keep_bytes
from courseware.keeping import kept

Lines: TypeAlias = list[list[tuple[str, str]]]
"""Text and kind of each token, line by line."""
Kinds: TypeAlias = Sequence[tuple[str, str]]
"""What Pygments calls a token, and the kind that it counts as."""


def recalled(text: str, language: str, kinds: Kinds) -> Lines | None:
    """The lines of `text` as an earlier process found them, None where there are none that read as it does."""
    data = kept(_name(text, language, kinds))
    if data is None:
        return None
    try:
        lines: Lines = json.loads(data)
        same = "\n".join("".join(part for part, _ in line) for line in lines) == text
    except (ValueError, TypeError):  # torn: found anew
        return None
    return lines if same else None


def keep(text: str, language: str, kinds: Kinds, lines: Lines) -> None:
    """Keeps the lines of `text` for the processes to come."""
    keep_bytes(_name(text, language, kinds), json.dumps(lines).encode())


def _name(text: str, language: str, kinds: Kinds) -> str:
    from pygments import __version__

    made_of = "\0".join((__version__, repr(kinds), language, text))
    return f"{hashlib.sha256(made_of.encode(errors='surrogatepass')).hexdigest()}.tokens"
