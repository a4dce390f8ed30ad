"""The YAML that most front matter is made of: a word, a colon, and some words or a number on each line.

Such a text means the same to every reader of YAML, and is read here without the 20 ms that loading a library takes.
Whatever is not as plain as that, and whatever may be wrong, is left to the library.
"""

from __future__ import annotations

import re

_LINE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*): +(\S.*)")
_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_WORDS = frozenset({"true", "false", "null"})
"""Words that stand for a value, in whichever letters."""


def read_plain(text: str) -> dict[str, tuple[int, str | int]] | None:
    """Each key with the number of its line (from 0) and its value; None where the text is empty or not plain."""
    found: dict[str, tuple[int, str | int]] = {}
    for number, line in enumerate(text.split("\n")):
        if not line:
            continue
        parts = _LINE.fullmatch(line)
        value = None if parts is None or parts[1] in found else _value(parts[2].rstrip(" "))
        if parts is None or value is None:
            return None
        found[parts[1]] = (number, value)
    return found or None


def _value(text: str) -> str | int | None:
    """What a value of plain words or digits means; None for any other."""
    if _NUMBER.fullmatch(text):
        return int(text)
    if not text.isprintable() or text.lower() in _WORDS:
        return None
    if text[0] == text[-1] == '"' and len(text) > 2 and "\\" not in text and '"' not in text[1:-1]:
        return text[1:-1]
    return text if text[0].isalpha() and ":" not in text and "#" not in text else None
