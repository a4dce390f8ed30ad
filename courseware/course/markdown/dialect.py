"""Pandoc's ways of writing that CommonMark lacks, turned line by line into ways that it knows.

No line is added or taken away and no text moves sideways, so that places and nesting stay. What changes: numbers of lists (`#.`, `(1)`, `(@)`,
letters), and HTML's `<div>` around blocks, which is a division (`native_divs`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from courseware.course.markdown.findings import Finding
from courseware.course.markdown.html import html_attributes
from courseware.late import late

_MARKER = late(
    r"""(?P<indent>[ \t]*)
    (?: (?P<hash>\#\.) | \((?P<example>@[\w-]*)\) | \((?P<bracketed>\d{1,9})\)
      | \((?P<letter_in>[a-zA-Z]|[ivx]+)\) | (?P<lower>[a-z]|[ivx]{2,})(?P<point>[.)]) | (?P<upper>[A-Z])(?P<close>\)|\.(?=[ ]{2})) )
    (?=[ \t]+\S)""",
    re.VERBOSE,
)
_ITEM = late(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")
_DIV = late(r"[ \t]{0,3}<div((?:\s[^<>]*)?)>[ \t]*$", re.IGNORECASE)
_DIV_END = late(r"[ \t]{0,3}</div>[ \t]*$", re.IGNORECASE)


def common(lines: Sequence[str], code: Collection[int], findings: list[Finding]) -> list[str]:
    """The lines in CommonMark's ways; `code` are the literal ones. A list of letters becomes one of numbers, and is noted."""
    found: list[str] = []
    listing = False
    examples = 0
    for number, line in enumerate(lines):
        if number in code or not line.strip():
            found.append(line)
            continue
        if "<" in line and (_DIV_END.match(line) or (div := _DIV.match(line))):
            found.append(":::" if _DIV_END.match(line) else _division(div[1] if div else ""))
            continue
        marker = _MARKER.match(line)
        begins = number == 0 or not lines[number - 1].strip() or listing or _ITEM.match(lines[number - 1]) is not None
        if marker and begins:
            examples += marker["example"] is not None
            changed, letters = _numbered(line, marker, examples)
            if letters and not listing:
                fact = "a list with letters is shown with numbers"
                findings.append(Finding(number, fact, "write 1. 2. 3. and name its items by number", "warning"))
            listing = True
            found.append(changed)
        else:
            listing = listing and line[:1] in " \t"
            found.append(line)
    return found


def _numbered(line: str, marker: re.Match[str], example: int) -> tuple[str, bool]:
    """The line with its marker as a number, in as many signs up to four; and whether the marker was a letter."""
    indent, rest = marker["indent"], line[marker.end() :]
    width = min(marker.end() - len(indent), 4)
    letter = marker["letter_in"] or marker["lower"] or marker["upper"]
    value = str(_value(letter) if letter else example if marker["example"] else marker["bracketed"] or 1)
    sign = marker["point"] or marker["close"] or (")" if marker["bracketed"] or letter else ".")
    return f"{indent}{value + sign:>{width}}{rest}", bool(letter)


def _value(letter: str) -> int:
    """What a letter counts: i, v and x first as Roman numbers, as in pandoc."""
    word = letter.lower()
    roman = {"i": 1, "v": 5, "x": 10}
    if all(sign in roman for sign in word):
        values = [roman[sign] for sign in word]
        return sum(-value if value < max(values[n:], default=0) else value for n, value in enumerate(values))
    return ord(word[0]) - ord("a") + 1


def _division(tag: str) -> str:
    """The opening fence that means what a `<div>` with these attributes means."""
    read = html_attributes(tag)
    parts = [f"#{read.id}"] if read.id else []
    parts += [f".{name}" for name in read.classes]
    parts += ['{}="{}"'.format(key, value.replace('"', "'")) for key, value in read.values.items()]
    return "::: {" + " ".join(parts or [".div"]) + "}"
