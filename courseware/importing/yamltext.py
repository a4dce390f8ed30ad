"""Text as YAML: quoted where it must be, folded where it is long."""

from __future__ import annotations

import re
import textwrap

import yaml

_PLAIN = re.compile(r"[A-Za-zÀ-ÿ(][\w À-ÿ,.()'’/&%“”‘;?+-]*")
WIDTH = 110


def scalar(text: str) -> str:
    """A text on one line, as every reader of YAML 1.1 or 1.2 understands it."""
    text = " ".join(text.split())
    if _PLAIN.fullmatch(text) and isinstance(yaml.safe_load(text), str) and text.casefold() not in ("y", "n"):
        return text
    quoted: str = yaml.safe_dump(text, default_style='"', allow_unicode=True, width=10**9)
    return quoted.strip()


def folded(text: str, indent: str) -> str:
    """A long text as a folded block behind a key or a dash; each line begins with `indent`."""
    text = " ".join(text.split())
    if len(text) < WIDTH - 20:
        return scalar(text)
    lines = textwrap.wrap(text, WIDTH - len(indent), break_long_words=False, break_on_hyphens=False)
    return ">-\n" + "\n".join(indent + line for line in lines)
