"""The words of a piece of markup."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<[^>]*>")


def plain(markup: str) -> str:
    """What a reader sees of `markup`, in one line."""
    return " ".join(unescape(_TAG.sub("", markup)).split())
