"""Which layout role a slide of a deck had, and how much of it a course can say with what stands on the slide now."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courseware.content.blocks import (
    Block,
    Code,
    Columns,
    Drawing,
    Heading,
    List,
    Media,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
    plain_text,
    walk,
)
from courseware.powerpoint.names import NATIVE, spoken_role
from courseware.powerpoint.reading.model import OldSlide

_BY_TYPE = {type: role for role, types in NATIVE.items() for type in types if type not in ("obj", "tx")}
_BODY_ONLY = ("agenda", "objectives", "keypoints", "closing", "legal", "exercise", "discussion")
_LONGEST_NUMBER = 14
_LONGEST_SOURCE = 16  # words of who said a quotation


def role_of(slide: OldSlide) -> str:
    """What the slide's layout is for: by its type, else by the words of its name, else plain content."""
    return _BY_TYPE.get(slide.layout_type) or spoken_role(slide.layout) or "content"


def fitted(role: str, blocks: Sequence[Block], titled: bool) -> tuple[str, list[Block]]:
    """The layout to name for the blocks (`""` where the usual choice serves) and the blocks as it wants them."""
    found = list(blocks)
    if role in _BODY_ONLY and found and titled and not any(isinstance(block, Columns) for block in found):
        return role, found
    if role == "quote" and found and all(isinstance(block, Paragraph) for block in found):
        last = found[-1]
        assert isinstance(last, Paragraph)
        if len(found) > 1 and len(plain_text(last.inlines).split()) <= _LONGEST_SOURCE:
            return "quote", [Quote(blocks=tuple(found[:-1])), last]
        return "quote", [Quote(blocks=tuple(found))]
    if role == "big-number" and found and isinstance(found[0], Paragraph) and titled:
        text = plain_text(found[0].inlines)
        if len(text) <= _LONGEST_NUMBER and re.search(r"\d", text):
            return "big-number", found
    if role == "comparison" and (compared := _compared(found)):
        return "comparison", [compared]
    match found:
        case [Columns(parts=parts)] if titled and len(parts) in (2, 3) and all(part.width is None for part in parts):
            return ("two-content" if len(parts) == 2 else "three-content"), found
    pictures = [block for block in found if isinstance(block, (Picture, Media))]
    if len(pictures) == 1 and len(found) == 1 and role in ("picture", "picture-caption") and titled:
        return "picture", found
    if role == "picture-caption" and titled and (captioned := _captioned(found)):
        return "picture-caption", captioned
    if role == "content-caption" and titled and (captioned := _beside(found)):
        return "content-caption", captioned
    if len(found) == 1 and titled:
        match found[0]:
            case Table():
                return "table", found
            case Code():
                return "code", found
            case Drawing(form=form):
                return ("chart" if form == "chart" else "diagram"), found
    return "", found


def _compared(blocks: list[Block]) -> Columns | None:
    """Two columns, each with a heading of one line and more beneath it."""
    match blocks:
        case [Columns(parts=(left, right))]:
            parts = []
            for part in (left, right):
                match part.blocks:
                    case (Paragraph(inlines=inlines), _, *_):
                        parts.append(Part(blocks=(Heading(level=3, inlines=inlines), *part.blocks[1:])))
                    case (Heading(), _, *_):
                        parts.append(Part(blocks=part.blocks))
                    case _:
                        return None
            return Columns(parts=tuple(parts))
    return None


def _flat(blocks: list[Block]) -> list[Block]:
    match blocks:
        case [Columns(parts=parts)]:
            return [block for part in parts for block in part.blocks]
    return blocks


def _captioned(blocks: list[Block]) -> list[Block] | None:
    flat = _flat(blocks)
    pictures = [block for block in flat if isinstance(block, Picture)]
    others = [block for block in flat if not isinstance(block, Picture)]
    if len(pictures) != 1 or not others or not all(isinstance(block, (Paragraph, List)) for block in others):
        return None
    return [*pictures, *others]


def _beside(blocks: list[Block]) -> list[Block] | None:
    """A few paragraphs, then what they stand beside."""
    flat = _flat(blocks)
    text = [block for block in flat if isinstance(block, Paragraph)]
    others = [block for block in flat if not isinstance(block, Paragraph)]
    if not text or len(others) != 1 or any(isinstance(inner, Columns) for inner in walk(others)):
        return None
    return [*text, *others]
