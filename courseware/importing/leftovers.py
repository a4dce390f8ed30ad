"""What of the two inputs is not in the course: kept, with its line, so that nothing is lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Leftover:
    """A text that has no place in the course: the file and line it stands in, and why it was left."""

    file: str
    line: int
    text: str
    reason: str


def write_leftovers(leftovers: Iterable[Leftover]) -> str:
    """The file `import-leftovers.md`: every leftover under its reason, with file and line."""
    groups: dict[tuple[str, str], list[Leftover]] = {}
    for leftover in leftovers:
        groups.setdefault((leftover.file.rsplit("/", 1)[-1], leftover.reason), []).append(leftover)
    parts = [
        "# What the import left out\n",
        "Nothing here is in the course. Look it through once: move what belongs into the course, then delete this file.\n",
    ]
    for (file, reason), members in groups.items():
        parts.append(f"## {file}: {reason}\n")
        parts.append("\n".join(_entry(member) for member in sorted(members, key=lambda m: m.line)) + "\n")
    if not groups:
        parts.append("Nothing was left out.\n")
    return "\n".join(parts)


def _entry(leftover: Leftover) -> str:
    fence = "`" * (1 + max((len(run) for run in _backticks(leftover.text)), default=0))
    room = " " if "`" in leftover.text else ""
    return f"- line {leftover.line}: {fence}{room}{leftover.text}{room}{fence}"


def _backticks(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if run]
