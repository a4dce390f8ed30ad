"""The closed vocabulary of markup: which elements there are, and which attributes and values each may have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from courseware.late import late

STYLES: Mapping[str, str] = {
    "strong": "bold",
    "b": "bold",
    "em": "italic",
    "i": "italic",
    "s": "strike",
    "u": "underline",
    "sub": "sub",
    "sup": "sup",
    "code": "code",
}
"""Elements that style text -> the field of `Run` that each sets."""
INLINE = frozenset({*STYLES, "a", "br", "span", "img"})
HEADINGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
MEDIA = frozenset({"video", "audio", "link", "qr"})
DRAWINGS = frozenset({"diagram", "chart", "mermaid"})

_PLACES = frozenset({"data-line", "data-source", "data-block"})
_ANY = late("", re.DOTALL)
_NUMBER = late(r"-?[0-9]{1,9}")
_YES_NO = late("true|false")
_SHARE = late(r"width:\s*\d+(\.\d+)?%;?")
_WIDTH = late(r"width:\s*\d+(\.\d+)?(%|cm|mm|in|pt|px);?")
_ALIGN = late("left|center|right")
CROP = late(r"\d{1,4}(\.\d+)?:\d{1,4}(\.\d+)?( (top|bottom|left|right))?")
"""Proportions to cut a picture to, and the side that stays."""
ATTRIBUTES: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "a": {"href": _ANY},
    "span": {"class": re.compile(r"math|footnote|index|mark-.+", re.DOTALL), "lang": _ANY, "data-entry": _ANY},
    "img": {
        "src": _ANY,
        "alt": _ANY,
        "style": _WIDTH,
        "data-fit": re.compile("cover|contain"),
        "data-crop": CROP,
    },
    "p": {"class": re.compile("title")},
    "ul": {"class": re.compile("incremental")},
    "ol": {"class": re.compile("incremental"), "start": _NUMBER, "type": re.compile("[1aAiI]")},
    "li": {"data-checked": _YES_NO},
    "col": {"style": _SHARE, "data-align": _ALIGN},
    "td": {"scope": _ANY, "data-align": _ALIGN},
    "th": {"scope": _ANY, "data-align": _ALIGN},
    "pre": {
        "data-filename": _ANY,
        "data-language": _ANY,
        "data-highlight": _ANY,
        "data-numbers": _YES_NO,
        "data-first": _NUMBER,
    },
    "figure": {
        "class": re.compile("picture|media|" + "|".join(sorted(DRAWINGS))),
        "data-poster": _ANY,
        "data-qr": _YES_NO,
        "data-auto": _YES_NO,
        "style": _WIDTH,
        "data-kind": _ANY,
        "aria-label": _ANY,
    },
    "div": {"class": re.compile("box|columns?|math"), "data-kind": _ANY, "data-icon": _ANY, "style": _SHARE},
    "hr": {"class": re.compile("pause|page")},
}


def strange(element: Any) -> str:
    """The first attribute of `element` that is none of its own or has a value that it can't have, as `name="value"`; `""` for none."""
    known = ATTRIBUTES.get(element.tag, {})
    for name, value in element.attrib.items():
        if name not in _PLACES and (name not in known or not _fits(known[name], value)):
            return f'{name}="{value}"'
    return ""


def _fits(pattern: re.Pattern[str], value: str) -> bool:
    return pattern is _ANY or pattern.fullmatch(value) is not None
