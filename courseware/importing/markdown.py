"""Words as Markdown: nothing in them becomes a mark of Markdown, of YAML or of ours by accident."""

from __future__ import annotations

import re
import textwrap

_INLINE = re.compile(r"([\\`*_\[\]{}<>$~^|@])")
_LINE_START = re.compile(r"^(\s*)([-+#=]|:{2,}|\d{1,9}[.)])(?=\s|$|[-+#=:])")
_MORE_STARTS = re.compile(
    r"[#:](?!\s)|:|\([A-Za-z]{1,9}\)(?=\s|$)|\(\d{1,9}\)(?=\s|$)|(?:[a-zA-Z]|[ivxIVX]+)[.)](?=\s|$)|[Tt]able:|%"
)
"""What pandoc's dialect reads at the start of a line: `(1)`, `a)`, `#.`, `: details`, `Table: caption`. The last sign of it is escaped."""
_BLANKS = re.compile("[ \t\r\n\x0b\x0c\x1c-\x1f\x85\u2028\u2029]+")
WIDTH = 110


def escape(text: str) -> str:
    """`text` so that Markdown shows just these characters. For text inside a line: see `paragraph` for line starts."""
    text = _INLINE.sub(r"\\\1", " ".join(text.split()))
    text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
    return re.sub(r"(?<!\w)\.( ?)\.( ?)\.(?!\w)", r"\\.\1\\.\2\\.", text) if text.strip() == ". . ." else text


def signs_escaped(text: str, smart: bool = False) -> str:
    """`text` as one stretch of a line: blanks stay as they are, each sign stands for itself; with `smart` quotes and rows of dashes and dots too."""
    text = _INLINE.sub(r"\\\1", _BLANKS.sub(" ", text))
    text = re.sub(r"&(?=#?\w+;)", r"\\&", text)
    if smart:
        text = re.sub(r"[\"']", r"\\\g<0>", text)
        text = re.sub(r"-(?=-)|(?<=-)-|\.(?=\.)", r"\\\g<0>", text)
    return text


def start_escaped(line: str) -> str:
    """A line of a paragraph whose beginning Markdown would take for a list, a heading, a caption or a rule."""
    line = _safe_start(line)
    if found := _MORE_STARTS.match(line):
        at = found.end() - 1
        return f"{line[:at]}\\{line[at:]}"
    return line


def paragraph(text: str, first: str = "", rest: str | None = None) -> str:
    """Escaped text broken into lines, each beginning with `first` or `rest` (as many spaces as `first` where None)."""
    rest = " " * len(first) if rest is None else rest
    lines = textwrap.wrap(text, WIDTH - len(first), break_long_words=False, break_on_hyphens=False) or [""]
    safe = [_safe_start(line) for line in lines]
    return "\n".join((first if n == 0 else rest) + line for n, line in enumerate(safe))


def comment(text: str) -> str:
    """A comment that Markdown does not show."""
    return f"<!-- {re.sub(r'-{2,}', '- -', ' '.join(text.split()))} -->"


def heading(level: int, text: str, attributes: str = "") -> str:
    """A heading; `attributes` without braces."""
    safe = escape(text)
    if safe.endswith("}"):  # even escaped it could be read as attributes
        safe = f"{safe[:-2]}&#125;"
    safe = re.sub(r"(^|\s)(#+)$", r"\1\\\2", safe)  # closing signs of a heading
    return f"{'#' * level} {safe}" + (f" {{{attributes}}}" if attributes else "")


def _safe_start(line: str) -> str:
    found = _LINE_START.match(line)
    if not found:
        return line
    mark = found.group(2)
    at = found.end(2) - 1 if mark[0].isdigit() else found.start(2)
    return f"{line[:at]}\\{line[at:]}"
