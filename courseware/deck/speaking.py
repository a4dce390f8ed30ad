"""The trainer's notes of a slide that goes on: they follow its content where they have pauses as it has, else they stay with its first part."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from courseware.content.blocks import Block, Blocks, Paragraph, Pause, Run
from courseware.deck.builds import clicks_of
from courseware.deck.slides import Page


def with_notes(pages: Sequence[Page], notes: Blocks, labels: Mapping[str, str]) -> list[Page]:
    """`pages` of one slide with its notes. A part that has none of its own says where they are."""
    if len(pages) == 1 or not notes:
        return [replace(page, notes=notes if number == 0 else ()) for number, page in enumerate(pages)]
    spread: list[list[Block]] = [[] for _ in pages]
    for number, part in zip(_homes(len(_parts(notes)), pages), _parts(notes), strict=True):
        spread[number] += part
    elsewhere = Paragraph((Run(labels["notes_elsewhere"].format(number=pages[0].number)),), place=pages[0].place)
    return [replace(page, notes=tuple(part) or (elsewhere,)) for page, part in zip(pages, spread, strict=True)]


def _parts(notes: Blocks) -> list[list[Block]]:
    """The notes between their pauses."""
    parts: list[list[Block]] = [[]]
    for block in notes:
        if isinstance(block, Pause):
            parts.append([])
        else:
            parts[-1].append(block)
    return parts


def _homes(count: int, pages: Sequence[Page]) -> list[int]:
    """The page of each part of the notes: after the nth pause, that which the nth click is on; without clicks they are dealt out evenly."""
    clicks = [max(clicks_of(page.boxes), default=0) for page in pages]
    if not any(clicks):
        return [min(part * len(pages) // count, len(pages) - 1) if count > 1 else 0 for part in range(count)]
    homes, shown = [0], clicks[0]
    for part in range(1, count):
        home = homes[-1]
        while home < len(pages) - 1 and part > shown:
            home += 1
            shown += clicks[home]
        homes.append(home)
    return homes
