"""Which layout role a slide has, and how its blocks are divided over the role's slots.

Where the author names no role, pandoc's choice holds (its manual, "PowerPoint layout choice"); in a course, three columns and a table, code or
drawing alone have roles of their own too.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

from msgspec.structs import replace

from courseware.content.blocks import (
    Block,
    Blocks,
    Code,
    Columns,
    Conditional,
    Drawing,
    Heading,
    Inlines,
    Media,
    Paragraph,
    Part,
    Pause,
    Picture,
    Quote,
    Run,
    Table,
    plain_text,
)
from courseware.late import late

Slots: TypeAlias = tuple[tuple[str, Blocks], ...]

BOX_ROLES = {"keypoints": "keypoints", "objectives": "objectives"}
"""The role of a slide that holds nothing but a box of this kind."""

UNEVEN = 0.045
"""Columns whose shares differ by less are even: 33 % beside 34 %, 48 % beside 52 %."""

_SOURCE = late(r"\s*(?:—|–|--+|―)\s*")


def _flat(blocks: Blocks) -> list[Block]:
    """Blocks with conditions looked through: the role must not depend on who reads."""
    return [inner for block in blocks for inner in (_flat(block.blocks) if isinstance(block, Conditional) else [block])]


def natural_role(title: Inlines, blocks: Blocks, pandoc: bool) -> str:
    """The role of a slide whose author names none."""
    flat = _flat(blocks)
    if not flat:
        return "content" if title else "blank"
    if not title and all(isinstance(block, Paragraph) and not plain_text(block.inlines).strip() for block in flat):
        return "blank"
    columns = _columns(flat)
    if columns:
        if len(columns) == 2:
            headed = not pandoc and all(part and isinstance(part[0], Heading) for part in columns)
            return "comparison" if headed or any(_caption_break(part) for part in columns) else "two-content"
        return "three-content" if len(columns) == 3 and not pandoc else "content"
    if _caption_break(flat):
        return "content-caption"
    if len(flat) == 1 and not pandoc:
        match flat[0]:
            case Table():
                return "table"
            case Code():
                return "code"
            case Drawing(form=form):
                return "chart" if form == "chart" else "diagram"
    return "content"


def _columns(flat: Sequence[Block]) -> list[list[Block]]:
    """The columns of a slide that holds columns and nothing else, where a layout has columns as wide."""
    match flat:
        case [Columns(parts=parts)] if _even(parts):
            return [_flat(part.blocks) for part in parts]
    return []


def _even(parts: Sequence[Part]) -> bool:
    """Whether columns are about as wide as each other: a layout's are."""
    widths = [part.width for part in parts if part.width is not None]
    return not widths or (len(widths) == len(parts) and max(widths) - min(widths) < UNEVEN)


def _is_picture(block: Block) -> bool:
    """Whether a block is looked at: a film is, a sound and a QR code aren't."""
    if isinstance(block, Media):
        return block.form in ("video", "link")
    return isinstance(block, (Picture, Table, Drawing))


def _caption_break(blocks: Sequence[Block]) -> int:
    """Where text ends and a picture, table or drawing follows it; 0 where it doesn't."""
    at = next((n for n, block in enumerate(blocks) if _is_picture(block)), 0)
    return at if any(not isinstance(block, Pause) for block in blocks[:at]) else 0


class CannotDivide(Exception):
    """Blocks that a named role has no slots for; the text is the way out."""


def divide(role: str, blocks: Blocks, title: Inlines = ()) -> Slots:
    """The blocks over the slots of `role`, empty slots left out; `CannotDivide` where they don't suit it."""
    divider = _DIVIDERS.get(role)
    slots = divider(blocks) if divider else ((_ONLY_SLOT.get(role, "body"), blocks),)
    return tuple((name, inner) for name, inner in slots if inner)


_ONLY_SLOT = {"cover": "details", "question": "stem", "answer": "stem"}


def _parts(blocks: Blocks, count: int) -> tuple[Part, ...]:
    words = {2: "two", 3: "three"}[count]
    match blocks:
        case (Columns(parts=parts),) if len(parts) == count and not _even(parts):
            raise CannotDivide("the columns of this layout are even: leave out their widths, or the layout")
        case (Columns(parts=parts),) if len(parts) == count:
            return parts
        case (Columns(parts=parts),):
            raise CannotDivide(f"it has {len(parts)} columns: give it {words}, or another layout")
    raise CannotDivide(f"put all of it into ::: columns with {words} ::: column, and nothing beside them")


def _two_content(blocks: Blocks) -> Slots:
    left, right = _parts(blocks, 2)
    return (("left", left.blocks), ("right", right.blocks))


def _three_content(blocks: Blocks) -> Slots:
    left, middle, right = _parts(blocks, 3)
    return (("left", left.blocks), ("middle", middle.blocks), ("right", right.blocks))


def _comparison(blocks: Blocks) -> Slots:
    left, right = (_headed(part.blocks) for part in _parts(blocks, 2))
    return (("left-heading", left[0]), ("left", left[1]), ("right-heading", right[0]), ("right", right[1]))


def _headed(blocks: Blocks) -> tuple[Blocks, Blocks]:
    """A column's heading and the rest: its first heading, else the text before a picture or table."""
    match blocks:
        case (Heading(inlines=inlines, place=place, id=number), *rest):
            return (Paragraph(inlines=inlines, place=place, id=number),), tuple(rest)
    at = _caption_break(list(blocks))
    return blocks[:at], blocks[at:]


def _content_caption(blocks: Blocks) -> Slots:
    at = _caption_break(list(blocks)) or next(
        (n for n, block in enumerate(blocks) if n and not isinstance(block, Paragraph)), 0
    )
    if not at:
        if blocks and _is_picture(blocks[0]) and len(blocks) > 1:
            return (("caption", blocks[1:]), ("body", blocks[:1]))
        raise CannotDivide("write the text first, then the picture or table that it stands beside")
    return (("caption", blocks[:at]), ("body", blocks[at:]))


def _one_picture(blocks: Blocks) -> tuple[Block, Blocks]:
    pictures = [
        n for n, block in enumerate(blocks) if isinstance(block, (Picture, Media, Drawing)) and _is_picture(block)
    ]
    if len(pictures) != 1:
        raise CannotDivide(
            f"it has {len(pictures) or 'no'} pictures: give it one, on a line of its own, or another layout"
        )
    at = pictures[0]
    return blocks[at], blocks[:at] + blocks[at + 1 :]


def _picture(blocks: Blocks) -> Slots:
    picture, rest = _one_picture(blocks)
    if rest:
        raise CannotDivide("it has room for one picture only: move the text away, or take the layout picture-caption")
    return (("picture", (picture,)),)


def _picture_caption(blocks: Blocks) -> Slots:
    picture, rest = _one_picture(blocks)
    if not rest and isinstance(picture, (Picture, Media)) and picture.caption:
        caption = Paragraph(inlines=picture.caption, place=picture.place, id=picture.id)
        bare = replace(picture, caption=())
        return (("picture", (bare,)), ("caption", (caption,)))
    return (("picture", (picture,)), ("caption", rest))


def _quote(blocks: Blocks) -> Slots:
    match blocks:
        case (Quote(blocks=quoted), *rest) if all(isinstance(block, Paragraph) for block in rest):
            if rest:
                return (("quote", quoted), ("source", tuple(_without_dash(block) for block in rest)))
            body, source = _source(quoted)
            return (("quote", body), ("source", source))
    raise CannotDivide("write the quotation with > before each line, and who said it beneath")


def _source(quoted: Blocks) -> tuple[Blocks, Blocks]:
    """A quotation parted from its last paragraph or line, where that begins with a dash."""
    last = quoted[-1] if quoted else None
    if not isinstance(last, Paragraph):
        return quoted, ()
    if len(quoted) > 1 and _begins_with_dash(last.inlines):
        return quoted[:-1], (_without_dash(last),)
    for at in range(len(last.inlines) - 1, 0, -1):
        if not isinstance(last.inlines[at - 1], Run) and _begins_with_dash(last.inlines[at:]):
            before = Paragraph(inlines=last.inlines[: at - 1], place=last.place, id=last.id)
            return (*quoted[:-1], before), (
                _without_dash(Paragraph(inlines=last.inlines[at:], place=last.place, id=last.id)),
            )
    return quoted, ()


def _begins_with_dash(inlines: Inlines) -> bool:
    return bool(inlines) and isinstance(inlines[0], Run) and _SOURCE.match(inlines[0].text) is not None


def _without_dash(block: Block) -> Block:
    """The name of a source without its dash: the layout says that it is the source."""
    if not isinstance(block, Paragraph) or not _begins_with_dash(block.inlines):
        return block
    first = block.inlines[0]
    assert isinstance(first, Run)
    run = Run(
        _SOURCE.sub("", first.text, count=1), first.bold, first.italic, first.code, first.strike, first.underline,
        first.sub, first.sup, first.href, first.lang, first.mark,
    )  # fmt: skip
    rest = block.inlines[1:]
    return Paragraph(inlines=(run, *rest) if run.text else rest, place=block.place, id=block.id)


def _big_number(blocks: Blocks) -> Slots:
    match blocks:
        case (Paragraph() as number, *rest):
            return (("number", (number,)), ("body", tuple(rest)))
        case (Heading(inlines=inlines, place=place, id=number), *rest):
            return (("number", (Paragraph(inlines=inlines, place=place, id=number),)), ("body", tuple(rest)))
    raise CannotDivide("write the number as its first paragraph, then what it means")


_DIVIDERS: Mapping[str, Callable[[Blocks], Slots]] = {
    "two-content": _two_content,
    "three-content": _three_content,
    "comparison": _comparison,
    "content-caption": _content_caption,
    "picture": _picture,
    "picture-caption": _picture_caption,
    "quote": _quote,
    "big-number": _big_number,
}
