"""Pandoc's attributes in curly braces: `{#id .class key="value" width=50%}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from msgspec import Struct, field

from courseware.late import late

_PART = late(
    r"""\s*(?:
        \#(?P<id>[^\s{}"'=]+)
      | \.(?P<cls>[^\s{}"'=]+)
      | (?P<key>[A-Za-z_:][\w:.-]*)=(?:"(?P<double>(?:\\.|[^"\\])*)"|'(?P<single>(?:\\.|[^'\\])*)'|(?P<bare>[^\s{}"'“”„«»]+))
      | (?P<unnumbered>-)(?=[\s}])
    )""",
    re.VERBOSE,
)
_ESCAPED = late(r"\\([^\w\s])", re.ASCII)  # before a letter it stays, as in pandoc: title="The mean $\bar x$"
_LOOKS_MEANT = late(r"\{\s*(?:[.#=][^\s.]|[A-Za-z][\w-]*\s*=)")


class Attributes(Struct, frozen=True):
    """An id, classes in their order, and values by key; `unnumbered` is the class that `{-}` stands for."""

    id: str = ""
    classes: tuple[str, ...] = ()
    values: Mapping[str, str] = field(default_factory=dict)


NONE = Attributes()


def read_attributes(text: str, start: int = 0) -> tuple[Attributes, int] | None:
    """The attributes that begin with the brace at `start`, and where they end; None where braces hold something else."""
    if not text.startswith("{", start):
        return None
    at = start + 1
    name, classes, values = "", [], {}
    while found := _PART.match(text, at):
        if found["id"]:
            name = found["id"]
        elif found["cls"]:
            classes.append(found["cls"])
        elif found["unnumbered"]:
            classes.append("unnumbered")
        elif found["bare"] is not None:
            values[found["key"]] = found["bare"]
        else:
            quoted = found["double"] if found["double"] is not None else found["single"]
            values[found["key"]] = _ESCAPED.sub(r"\1", quoted)
        at = found.end()
    end = at + len(text[at:]) - len(text[at:].lstrip())
    if not text.startswith("}", end) or at == start + 1:
        return None
    return Attributes(name, tuple(classes), values), end + 1


def looks_meant(text: str, start: int = 0) -> bool:
    """Whether braces that can't be read were meant as attributes, so that a mistake in them is not printed as text."""
    return _LOOKS_MEANT.match(text, start) is not None


MALFORMED = 'write attributes as {#id .class key="value"}, with straight quotation marks and no space around ='
"""The hint for attributes that can't be read."""


def is_hidden(attributes: Attributes) -> bool:
    """Whether a slide is kept from participants: `.hidden`, or reveal.js's `visibility="hidden"`."""
    return "hidden" in attributes.classes or attributes.values.get("visibility") == "hidden"
