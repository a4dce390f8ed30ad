"""A label as an author writes it: `Label: detail`, `**Label**`, `"Label: with a colon"`, `<br>` for a new line."""

from __future__ import annotations

import re

from msgspec import Struct

_BREAK = re.compile(r"[ \t]*<br[ \t]*/?>[ \t]*", re.IGNORECASE)
_STRONG = re.compile(r"\*\*(?=\S)(.+?)(?<=\S)\*\*")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_COLON = re.compile(r"(?<!\\):(?=\s|$|\*\*)|：")
_QUOTES = {'"': '"', "“": "”", "„": "“", "«": "»"}


class Label(Struct, frozen=True):
    """A label and its detail, each with its line ends; `strong` where the author set any of the label bold."""

    text: str
    detail: str = ""
    strong: bool = False


def read_label(written: str) -> Label:
    """`written` parted at its first colon that a blank follows; one in quotation marks stays in the label."""
    text, detail = _parted(written.strip())
    plain = _STRONG.sub(r"\1", text)
    return Label(read_text(plain), read_text(_STRONG.sub(r"\1", detail)), plain != text)


def read_text(written: str) -> str:
    """`written` without quotation marks around it, with line ends for `<br>` and without backslashes before signs."""
    text = written.strip()
    closing = _QUOTES.get(text[:1])
    if closing and len(text) > 1 and text.find(closing, 1) == len(text) - 1:
        text = text[1:-1].strip()
    return " ".join(_ESCAPED.sub(r"\1", _BREAK.sub("\0", text)).split()).replace("\0", "\n").strip()


def _parted(written: str) -> tuple[str, str]:
    bold = written.startswith("**")
    opening = written[2:3] if bold else written[:1]
    closing = _QUOTES.get(opening)
    if closing:
        end = written.find(closing, 3 if bold else 1)
        after = end + 1 + (2 if bold else 0)
        rest = written[after:].lstrip()
        if end > 0 and (not rest or rest[0] in ":："):
            inner = written[3 if bold else 1 : end].replace("\\", "\\\\").replace("*", "\\*") if not bold else ""
            return (inner if inner else f"**{written[3:end]}**"), rest[1:].strip()
    found = _COLON.search(written)
    if not found:
        return written, ""
    text, detail = written[: found.start()].strip(), written[found.end() :].strip()
    if text.count("**") % 2 and detail.startswith("**"):  # **Label:** detail
        text, detail = text + "**", detail[2:].strip()
    return text, detail
