"""How many modules a deck makes: by its sections, or by the slides that open a chapter, where it is long."""

from __future__ import annotations

from collections.abc import Sequence

from courseware.content.blocks import plain_text
from courseware.powerpoint.reading.model import OldSlide

LONG = 60
"""Slides that one module holds at most where nobody says otherwise."""
_SHORT = 8
_DEFAULT = (
    "default section",
    "standardabschnitt",
    "section par défaut",
    "sección predeterminada",
    "untitled section",
    "abschnitt ohne titel",
)

Chunk = tuple[str, list[int]]
"""A module to be: its title (`""` for the deck's own) and the numbers of its slides."""


def parted(slides: Sequence[OldSlide], roles: Sequence[str], how: str) -> list[Chunk]:
    """The deck's slides over modules. `how` is one, sections (one for each section or chapter), or auto: one, unless the deck is longer than `LONG`."""
    everything: Chunk = ("", [slide.number for slide in slides])
    if how == "one" or not slides or (how == "auto" and len(slides) <= LONG):
        return [everything]
    named = any(slide.section and slide.section.casefold() not in _DEFAULT for slide in slides)
    chunks: list[Chunk] = []
    section = None
    for slide, role in zip(slides, roles, strict=True):
        title = "".join(plain_text(para.inlines) for para in slide.title)
        begins = slide.section != section if named else role == "section"
        section = slide.section
        if not chunks or begins:
            chunks.append(((slide.section if named else title if role == "section" else ""), []))
        chunks[-1][1].append(slide.number)
    if len(chunks) == 1:
        return _halves(everything[1]) if how == "auto" else [everything]
    return _merged(chunks) if how == "auto" else _merged(chunks, least=2)


def _merged(chunks: list[Chunk], least: int = _SHORT) -> list[Chunk]:
    """Chunks of which none is tiny: a short one goes to the one before it, the first to the one after."""
    found: list[Chunk] = []
    for title, numbers in chunks:
        if found and (len(numbers) < least or len(found[-1][1]) < least) and len(found[-1][1]) + len(numbers) <= LONG:
            found[-1] = (found[-1][0] or title, found[-1][1] + numbers)
        else:
            found.append((title, list(numbers)))
    return found


def _halves(numbers: list[int]) -> list[Chunk]:
    """Slides of a long deck without any chapters, in equal parts."""
    count = -(-len(numbers) // LONG)
    size = -(-len(numbers) // count)
    return [("", numbers[n : n + size]) for n in range(0, len(numbers), size)]
