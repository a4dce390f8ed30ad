"""Drawings made of characters (`+---+`, `|`, `v`) that a page flattened into one line."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courseware.importing.rules import rules


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing: what stands in its boxes, in order, and the text as the page has it."""

    items: tuple[str, ...]
    raw: str


_BOX = r"\+(?:[-=]{2,}\+)+"
_DRAWN = re.compile(rf"{_BOX}(?:(?!{_BOX}).)*?{_BOX}(?:[\s|vV↓▼→>^-]*{_BOX}(?:(?!{_BOX}).)*?{_BOX})*", re.DOTALL)


def cut_drawings(text: str) -> list[str | Drawing]:
    """The text in order, each drawing in it (with the `Copy code` of the page before it) as a value of its own."""
    parts: list[str | Drawing] = []
    at = 0
    for found in _DRAWN.finditer(text):
        before = re.search(rf"\s*{rules('prose')['copy_remains']}\s*$", text[at : found.start()], re.IGNORECASE)
        start = at + before.start() if before else found.start()
        parts += [text[at:start].strip(), Drawing(_boxes(found.group()), text[start : found.end()].strip())]
        at = found.end()
    parts.append(text[at:].strip())
    return [part for part in parts if part]


def _boxes(drawn: str) -> tuple[str, ...]:
    """What stands between two rules of a box; between boxes only arrows stand."""
    boxes = []
    for between in re.split(_BOX, drawn):
        words = " ".join(
            word for word in re.split(r"[\s|]+", between) if word and not re.fullmatch(r"[vV↓▼→^>-]+", word)
        )
        if words:
            boxes.append(words)
    return tuple(boxes)
