"""Ids of slides: `module/slug`, from the author's `{#id}` or from the title."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_WORD = re.compile(r"[^\W_]+")

TAKEN = ("cover", "objectives", "agenda", "closing", "legal")
"""Ids of slides that the deck template adds; a title that gives one of them takes the next number."""


def slug(text: str) -> str:
    """A title as part of an id: letters of any script and digits, lower case, accents taken off Latin letters, `-` between."""
    plain = "".join(_base(sign) for sign in unicodedata.normalize("NFC", text.casefold()))
    return "-".join(_WORD.findall(unicodedata.normalize("NFC", plain)))


def _base(sign: str) -> str:
    if sign.isascii():
        return sign
    taken_apart = unicodedata.normalize("NFD", sign)
    if taken_apart[0].isascii():
        return taken_apart[0]
    return "" if unicodedata.category(sign) == "Mn" and not sign.isalnum() else sign


class Ids:
    """The ids of one module as they are given out."""

    def __init__(self, module: str, written: Iterable[str]) -> None:
        self.module = module
        self.used = {*TAKEN, *written}

    def give(self, written: str, title: str) -> str:
        """The id of the next slide: as written, else from its title with `-2`, `-3` where that is taken."""
        if written:
            return f"{self.module}/{written}"
        wanted = slug(title) or "slide"
        given, number = wanted, 1
        while given in self.used:
            number += 1
            given = f"{wanted}-{number}"
        self.used.add(given)
        return f"{self.module}/{given}"
