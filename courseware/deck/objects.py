"""What stands between runs of text: tables, code, pictures and their captions, as elements."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from courseware.content.blocks import Blocks, Inlines, Paragraph, Picture, Table, plain_text
from courseware.deck.elements import IconPart, PicturePart, Stack, TablePart, TextPart
from courseware.deck.kit import SlotBox
from courseware.deck.setting import TextItem
from courseware.deck.spans import Setter
from courseware.icons import PREFIX, icon_of, no_such_icon
from courseware.problems import Place, Problem

StackOf = Callable[[Setter, Blocks, SlotBox, Place], Stack]


def caption_item(setter: Setter, slot: SlotBox, inlines: Inlines, place: Place) -> TextItem | None:
    """A caption under an object."""
    if not inlines:
        return None
    base = slot.plain()
    style = replace(
        base,
        size=min(setter.kit.policy.caption_size, base.size),
        ink=setter.kit.ink("muted"),
        bold=False,
        before=0.0,
        after=0.0,
    )
    return TextItem(setter.spans(inlines, style, place), style, build=setter.clicks, place=place)


def table_part(setter: Setter, slot: SlotBox, block: Table, place: Place, stack_of: StackOf) -> TablePart:
    """A table; its cells are set by `stack_of`."""
    policy = setter.kit.policy
    base = replace(
        slot.plain(),
        size=policy.table_size,
        before=0.0,
        after=0.0,
        line=1.0,
        line_exact=False,
        align="l",
        caps=False,
    )
    numeric = [_numeric(block, column) for column in range(len(block.columns))]

    def items(blocks: Blocks, column: int, bold: bool) -> tuple[TextItem, ...]:
        align = {"right": "r", "center": "ctr"}.get(block.columns[column].align, "r" if numeric[column] else "l")
        head = setter.kit.dress.table
        style = replace(base, bold=bold and head.head_bold, align=align)
        if bold and head.head_ink is not None:
            style = replace(style, ink=head.head_ink)
        cell_slot = replace(slot, levels=(style,) * 9)
        stack = stack_of(setter, blocks, cell_slot, place)
        found: list[TextItem] = []
        for element in stack.elements:
            if isinstance(element, TextPart):
                found.extend(element.items)
            else:
                setter.problems.append(
                    Problem(place, "a table's cell can hold text only", "put the picture or code under the table")
                )
        return tuple(found) or (TextItem((), style, place=place),)

    head = tuple(tuple(items(cell.blocks, n, True) for n, cell in enumerate(row)) for row in block.head)
    rows = tuple(tuple(items(cell.blocks, n, False) for n, cell in enumerate(row)) for row in block.rows)
    widths = tuple(column.width for column in block.columns)
    caption = caption_item(setter, slot, block.caption, place)
    said = plain_text(block.caption) or _spoken(setter, block)
    return TablePart(head, rows, widths, caption, said, block.id, place, setter.clicks)


def _spoken(setter: Setter, block: Table) -> str:
    """What a table without a caption is called for those who don't see it: by its columns."""
    names = [
        plain_text(b.inlines) for cell in (block.head or ((),))[-1] for b in cell.blocks if isinstance(b, Paragraph)
    ]
    listed = ", ".join(name.strip() for name in names if name.strip())
    return setter.labels["table_of"].format(columns=listed) if listed else setter.labels["table"]


def picture_part(setter: Setter, slot: SlotBox, block: Picture, place: Place) -> PicturePart | IconPart | None:
    """A picture, or an icon by its name; None, with a problem, where there is none that a slide can show."""
    caption = caption_item(setter, slot, block.caption, place)
    if block.src.startswith(PREFIX):
        icon = icon_of(block.src.removeprefix(PREFIX), setter.files)
        if icon is None:
            setter.problems.append(no_such_icon(block.src.removeprefix(PREFIX), setter.files, place))
            return None
        ink = setter.kit.palette.get("link", setter.kit.palette["accent"])
        return IconPart(icon.name, icon.steps, ink, block.alt, block.width, caption, place, setter.clicks)
    src = picture_source(setter, block.src, place)
    if not src:
        return None
    return PicturePart(
        src,
        setter.files,
        block.alt,
        block.width,
        caption,
        block.id,
        place,
        fit=block.fit,
        crop=block.crop,
        build=setter.clicks,
    )


def picture_source(setter: Setter, src: str, place: Place) -> str:
    """The name of the picture's file; `""`, with a problem, where there is none that a slide can show."""
    if src.startswith("brand:"):
        logo = setter.brand.logo
        if logo is None:
            setter.problems.append(
                Problem(place, f"the brand {setter.brand.name} has no logo", "give it one in its _brand.yml")
            )
            return ""
        src = logo.file
    if not setter.files.exists(src):
        setter.problems.append(
            Problem(place, f"there is no picture {src}", "check the name; it is looked for from the course's folder")
        )
        return ""
    return src


def _numeric(table: Table, column: int) -> bool:
    """Whether every filled cell of a column is a number: such columns stand to the right."""
    seen = False
    for row in table.rows:
        blocks = row[column].blocks
        text = (
            plain_text(blocks[0].inlines).strip()
            if len(blocks) == 1 and isinstance(blocks[0], Paragraph)
            else "-"
            if not blocks
            else "x"
        )
        bare = text.strip("€$£% +-−–()")
        if bare and not bare.replace(",", "").replace(".", "").replace(" ", "").replace("\u202f", "").isdigit():
            return False
        seen = seen or bool(bare)
    return seen
