"""Which lines of a Markdown text are literal: inside fenced code or an HTML comment, known before anything else is read.

Divisions, includes and shortcodes have no meaning there, so their readers ask here first.
"""

from __future__ import annotations

from collections.abc import Sequence

from courseware.late import late

_FENCE = late(
    r"(?P<lead>(?:[ \t>]|[-*+][ \t]|\d{1,9}[.)][ \t])*)(?P<fence>`{3,}|~{3,})(?P<info>.*)$",
)


def code_lines(lines: Sequence[str]) -> tuple[frozenset[int], int | None]:
    """The numbers (from 0) of literal lines, fences included, and the line of a code fence that is never closed."""
    inside: set[int] = set()
    fence, opened, comment = "", 0, False
    for number, line in enumerate(lines):
        if comment or fence:
            inside.add(number)
        if comment:
            comment = "-->" not in line
        elif not fence and line.lstrip().startswith("<!--"):
            inside.add(number)
            comment = "-->" not in line
        elif "```" in line or "~~~" in line:
            found = _FENCE.match(line)
            if fence and found and found["fence"].startswith(fence) and not found["info"].strip():
                fence = ""
            elif not fence and found and not (found["fence"][0] == "`" and "`" in found["info"]):
                fence, opened = found["fence"], number
                inside.add(number)
    return frozenset(inside), opened if fence else None
