"""What stands in a slot: elements that know their height, can be parted, and place their boxes.

Heights are to reckon with (`budget`), widths are inside the slot's insets; all in points.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from courseware.deck.kit import Ink, Kit, Policy, Rect, SlotBox
from courseware.deck.measure import Measure
from courseware.deck.setting import Scale, SetItem, TextItem, height_of, place_all, set_all, split_item
from courseware.deck.slides import PictureBox, ShapeBox, SlideBox, TableBox, TableCell, TableRow, TextBox
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

GAP = 14.0
CELL = (8.0, 5.0, 8.0, 5.0)
CODE = (14.0, 10.0, 14.0, 10.0)
PANEL = (16.0, 10.0, 14.0, 10.0)
EDGE = 4.0
LEAST_PICTURE = 0.4


@dataclass(slots=True)
class Ground:
    """Where elements are placed: the kit, the slot they stand in, and whether its placeholder is still free."""

    kit: Kit
    slot: SlotBox
    measure: Measure
    free: bool = True
    names: dict[str, int] = field(default_factory=dict)

    @property
    def policy(self) -> Policy:
        return self.kit.policy

    def name(self, word: str) -> str:
        """A name for the selection pane: `Table`, `Table 2`."""
        self.names[word] = self.names.get(word, 0) + 1
        return word if self.names[word] == 1 else f"{word} {self.names[word]}"

    def take(self) -> int | None:
        """The slot's placeholder, once."""
        idx = self.slot.idx if self.free else None
        self.free = False
        return idx


@dataclass(frozen=True, slots=True)
class TextPart:
    """Paragraphs under each other."""

    items: tuple[TextItem, ...]

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return height_of(set_all(self.items, width, scale, ground.measure))

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        """The worst word that is wider than its line: by which factor, and where."""
        worst = max(set_all(self.items, width, scale, ground.measure), key=lambda each: each.overflow, default=None)
        return (0.0, Place("")) if worst is None else (worst.overflow, worst.item.place)

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[TextPart | None, TextPart | None]:
        """What fits in `limit`, and the rest. Whole paragraphs where that is possible, a term never without what it explains."""
        found = set_all(self.items, width, scale, ground.measure)
        count = 0
        while count < len(found) and height_of(found[: count + 1]) <= limit:
            count += 1
        if count == len(found):
            return self, None
        whole = count
        while whole and found[whole - 1].item.keep:
            whole -= 1
        if whole:
            return TextPart(self.items[:whole]), TextPart(self.items[whole:])
        tall = found[count]
        used = height_of(found[:count])
        lines = 0
        while lines < len(tall.lines) and used + sum(line.budget for line in tall.lines[: lines + 1]) <= limit:
            lines += 1
        if lines < 2 or len(tall.lines) - lines < 2:  # a lonely line looks like a mistake
            lines = min(lines, len(tall.lines) - 2)
        if lines < 2:
            return None, self
        head, tail = split_item(tall, lines)
        return TextPart((*self.items[:count], head)), TextPart((tail, *self.items[count + 1 :]))

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        slot = ground.slot
        found = set_all(self.items, rect.w, scale, ground.measure)
        idx = ground.take()
        blocks = tuple(dict.fromkeys(item.block for item in self.items if item.block))
        if alone and idx is not None:
            box, insets, moved = slot.rect, slot.insets, False
        elif alone:
            box, insets, moved = slot.rect, slot.insets, True
        else:
            left, top, right, bottom = slot.insets
            box, insets, moved = (
                Rect(rect.x - left, rect.y - top, rect.w + left + right, rect.h + top + bottom),
                slot.insets,
                True,
            )
        inner = box.inset(*insets)
        anchor = slot.anchor if alone else "t"
        paragraphs = place_all(found, inner.x, inner.y, inner.w, inner.h, anchor, ground.measure)
        name = ground.name(slot.name.replace("-", " ").capitalize() if idx is not None or alone else "Text")
        return [
            TextBox(
                rect=box,
                paragraphs=paragraphs,
                name=name,
                kind=slot.kind if idx is not None else "text",
                idx=idx,
                moved=moved,
                scale=scale.factor,
                insets=insets,
                anchor=anchor,
                blocks=blocks,
            )
        ]


@dataclass(frozen=True, slots=True)
class TablePart:
    """A table: cells hold paragraphs; `shares` of the columns, None where the text decides."""

    head: tuple[tuple[tuple[TextItem, ...], ...], ...]
    rows: tuple[tuple[tuple[TextItem, ...], ...], ...]
    shares: tuple[float | None, ...]
    caption: TextItem | None
    alt: str
    block: str
    where: Place
    fixed: tuple[float, ...] = ()
    """Widths that a first piece of this table had; a continued table keeps them."""

    def scale(self, scale: Scale, ground: Ground) -> Scale:
        return Scale(scale.factor, ground.policy.table_floor)

    def widths(self, width: float, scale: Scale, ground: Ground) -> tuple[float, ...]:
        """The columns' widths in points, together `width`."""
        if self.fixed:
            return self.fixed
        count = len(self.shares)
        if all(share is not None for share in self.shares):
            total = sum(share or 0.0 for share in self.shares) or 1.0
            return tuple(width * (share or 0.0) / total for share in self.shares)
        inner = CELL[0] + CELL[2]
        least, natural = [0.0] * count, [0.0] * count
        for row in self.head + self.rows:
            for column, cell in enumerate(row):
                for item in cell:
                    wide = set_all((item,), 1e6, scale, ground.measure)[0]
                    narrow = set_all((item,), 1.0, scale, ground.measure)[0]
                    natural[column] = max(
                        natural[column], max(line.width for line in wide.lines) * 1.02 + inner + item.style.margin
                    )
                    longest = narrow.overflow * 0.99 if narrow.overflow else 0.0
                    least[column] = max(least[column], longest + inner + item.style.margin)
        given = [None if share is None else share * width for share in self.shares]
        wanted = [fix if fix is not None else size for fix, size in zip(given, natural, strict=True)]
        floors = [fix if fix is not None else size for fix, size in zip(given, least, strict=True)]
        if sum(wanted) <= width:
            spare = width - sum(wanted)
            return tuple(size + spare * size / (sum(wanted) or 1.0) for size in wanted)
        spare = max(width - sum(floors), 0.0)
        need = [max(size - floor, 0.0) for size, floor in zip(wanted, floors, strict=True)]
        shrink = width / sum(floors) if sum(floors) > width else 1.0
        return tuple(
            floor * shrink + spare * extra / (sum(need) or 1.0) for floor, extra in zip(floors, need, strict=True)
        )

    def _rows(
        self, width: float, scale: Scale, ground: Ground
    ) -> tuple[tuple[float, ...], list[tuple[float, list[tuple[SetItem, ...]]]]]:
        scale = self.scale(scale, ground)
        widths = self.widths(width, scale, ground)
        rows = []
        for row in self.head + self.rows:
            cells = [
                set_all(cell, wide - CELL[0] - CELL[2], scale, ground.measure)
                for cell, wide in zip(row, widths, strict=True)
            ]
            tallest = max((height_of(cell) for cell in cells), default=0.0)
            rows.append((max(tallest + CELL[1] + CELL[3], ground.policy.row_height * scale.factor), cells))
        return widths, rows

    def _caption(self, width: float, scale: Scale, ground: Ground) -> float:
        if self.caption is None:
            return 0.0
        return (
            height_of(set_all((self.caption,), width, Scale(scale.factor, ground.policy.small_floor), ground.measure))
            + 6.0
        )

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return sum(height for height, _ in self._rows(width, scale, ground)[1]) + self._caption(width, scale, ground)

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        _, rows = self._rows(width, scale, ground)
        worst = max((item.overflow for _, cells in rows for cell in cells for item in cell), default=0.0)
        return worst, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[TablePart | None, TablePart | None]:
        """Rows that fit, and the rest with the header again and the same widths."""
        widths, rows = self._rows(width, scale, ground)
        used = sum(height for height, _ in rows[: len(self.head)]) + self._caption(width, scale, ground)
        count = 0
        for height, _ in rows[len(self.head) :]:
            if used + height > limit:
                break
            used += height
            count += 1
        if count == len(self.rows):
            return self, None
        if count == 0:
            return None, self
        return replace(self, rows=self.rows[:count], fixed=widths), replace(self, rows=self.rows[count:], fixed=widths)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        widths, rows = self._rows(rect.w, scale, ground)
        rule, text = ground.kit.ink("rule"), ground.kit.ink("text")
        top = rect.y
        made = []
        for number, (height, cells) in enumerate(rows):
            left = rect.x
            set_cells = []
            for wide, cell in zip(widths, cells, strict=True):
                inner = Rect(left, top, wide, height).inset(*CELL)
                set_cells.append(
                    TableCell(place_all(cell, inner.x, inner.y, inner.w, inner.h, "ctr", ground.measure), CELL)
                )
                left += wide
            header = number < len(self.head)
            last_head = header and number == len(self.head) - 1
            made.append(TableRow(height, tuple(set_cells), text if last_head else rule, 1.5 if last_head else 0.5))
            top += height
        box = Rect(rect.x, rect.y, sum(widths), top - rect.y)
        boxes: list[SlideBox] = [
            TableBox(
                rect=box,
                widths=widths,
                rows=tuple(made),
                name=ground.name("Table"),
                header=len(self.head),
                alt=self.alt,
                blocks=(self.block,) if self.block else (),
            )
        ]
        if self.caption is not None:
            small = Scale(scale.factor, ground.policy.small_floor)
            boxes.append(
                _caption_box(
                    self.caption,
                    Rect(rect.x, top + 6.0, rect.w, self._caption(rect.w, scale, ground) - 6.0),
                    small,
                    ground,
                )
            )
        return boxes


@dataclass(frozen=True, slots=True)
class CodePart:
    """Lines of code on a tint, under the file's name."""

    lines: tuple[TextItem, ...]
    name: TextItem | None
    tint: Ink
    block: str
    where: Place

    def scale(self, scale: Scale, ground: Ground) -> Scale:
        return Scale(scale.factor, ground.policy.code_floor)

    def _items(self) -> tuple[TextItem, ...]:
        return (*((self.name,) if self.name else ()), *self.lines)

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        found = set_all(self._items(), width - CODE[0] - CODE[2], self.scale(scale, ground), ground.measure)
        return height_of(found) + CODE[1] + CODE[3]

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[CodePart | None, CodePart | None]:
        """Lines that fit, ending at an empty line where there is one in the lower half."""
        count = 0
        while (
            count < len(self.lines)
            and replace(self, lines=self.lines[: count + 1]).height(width, scale, ground) <= limit
        ):
            count += 1
        if count == len(self.lines):
            return self, None
        if count == 0:
            return None, self
        at = next(
            (
                number
                for number in range(count, count // 2, -1)
                if number < len(self.lines) and not self.lines[number].spans
            ),
            count,
        )
        rest = self.lines[at:]
        while rest and not rest[0].spans:
            rest = rest[1:]
        return replace(self, lines=self.lines[:at]), replace(self, lines=rest) if rest else None

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        height = self.height(rect.w, scale, ground)
        box = Rect(rect.x, rect.y, rect.w, height)
        inner = box.inset(*CODE)
        scale = self.scale(scale, ground)
        found = set_all(self._items(), inner.w, scale, ground.measure)
        paragraphs = place_all(found, inner.x, inner.y, inner.w, inner.h, "t", ground.measure)
        return [
            TextBox(
                rect=box,
                paragraphs=paragraphs,
                name=ground.name("Code"),
                kind="text",
                moved=True,
                scale=scale.factor,
                insets=CODE,
                fill=self.tint,
                blocks=(self.block,) if self.block else (),
            )
        ]


@dataclass(frozen=True, slots=True)
class PicturePart:
    """A picture, as large as its slot and its own proportions allow; `width` as the author gave it."""

    src: str
    files: Files
    alt: str
    width: str
    caption: TextItem | None
    block: str
    where: Place

    def size(self, width: float) -> tuple[float, float]:
        """The size wanted, in points, in a slot `width` wide."""
        pixels = self.pixels()
        wide = _length(self.width, width) or width
        return min(wide, width), min(wide, width) * pixels[1] / pixels[0]

    def pixels(self) -> tuple[int, int]:
        return picture_size(self.src, self.files, self.where)

    def _caption(self, width: float, ground: Ground) -> float:
        return (
            0.0 if self.caption is None else height_of(set_all((self.caption,), width, Scale(), ground.measure)) + 6.0
        )

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        """The least height: a picture may be reduced to two fifths of its slot."""
        return min(self.size(width)[1], ground.slot.inner.h * LEAST_PICTURE) + self._caption(width, ground)

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[PicturePart | None, PicturePart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        idx = ground.take() if alone and ground.slot.kind == "pic" else None
        ground.free = ground.free and not alone
        pixels = self.pixels()
        below = self._caption(rect.w, ground)
        wide, high = self.size(rect.w)
        factor = min(1.0, (rect.h - below) / high)
        wide, high = wide * factor, high * factor
        left = rect.x + (rect.w - wide) / 2 if alone and idx is not None else rect.x
        box = Rect(left, rect.y, wide, high)
        name = ground.name("Picture")
        boxes: list[SlideBox] = [
            PictureBox(
                rect=box,
                src=self.src,
                name=name,
                alt=self.alt,
                idx=idx,
                blocks=(self.block,) if self.block else (),
                pixels=pixels,
            )
        ]
        if self.caption is not None:
            boxes.append(
                _caption_box(self.caption, Rect(rect.x, box.bottom + 6.0, rect.w, below - 6.0), Scale(), ground)
            )
        return boxes


@dataclass(frozen=True, slots=True)
class ColumnsPart:
    """Stacks side by side; each has its share of the width, None for an even part of what is left."""

    parts: tuple[tuple[float | None, Stack], ...]
    gutter: float

    def widths(self, width: float) -> list[float]:
        room = width - self.gutter * (len(self.parts) - 1)
        given = sum(share or 0.0 for share, _ in self.parts)
        open_ = sum(1 for share, _ in self.parts if share is None)
        if not open_ or given >= 1.0:
            total = given + open_ * (given / max(len(self.parts) - open_, 1) if given else 1.0)
            even = given / max(len(self.parts) - open_, 1) if given else 1.0
            return [room * (even if share is None else share) / total for share, _ in self.parts]
        return [room * ((1.0 - given) / open_ if share is None else share) for share, _ in self.parts]

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return max(
            stack.height(wide, scale, ground) for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
        )

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return max(
            (
                stack.overflow(wide, scale, ground)
                for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
            ),
            key=lambda each: each[0],
        )

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[ColumnsPart | None, ColumnsPart | None]:
        pairs = [
            stack.split(wide, limit, scale, ground)
            for wide, (_, stack) in zip(self.widths(width), self.parts, strict=True)
        ]
        if all(rest is None for _, rest in pairs):
            return self, None
        if any(fits is None and rest is not None and rest.elements for fits, rest in pairs):
            return None, self
        heads = tuple((share, fits or Stack(())) for (share, _), (fits, _) in zip(self.parts, pairs, strict=True))
        rests = tuple((share, rest or Stack(())) for (share, _), (_, rest) in zip(self.parts, pairs, strict=True))
        return replace(self, parts=heads), replace(self, parts=rests)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        boxes: list[SlideBox] = []
        left = rect.x
        for wide, (_, stack) in zip(self.widths(rect.w), self.parts, strict=True):
            boxes.extend(stack.place(Rect(left, rect.y, wide, rect.h), scale, ground, inside=True))
            left += wide + self.gutter
        return boxes


@dataclass(frozen=True, slots=True)
class BoxPart:
    """A panel with an edge in its colour, for callouts, examples and the like."""

    stack: Stack
    ink: Ink
    tint: Ink
    kind: str
    where: Place

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return self.stack.height(width - PANEL[0] - PANEL[2], scale, ground) + PANEL[1] + PANEL[3]

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return self.stack.overflow(width - PANEL[0] - PANEL[2], scale, ground)

    def split(self, width: float, limit: float, scale: Scale, ground: Ground) -> tuple[BoxPart | None, BoxPart | None]:
        fits, rest = self.stack.split(width - PANEL[0] - PANEL[2], limit - PANEL[1] - PANEL[3], scale, ground)
        return (replace(self, stack=fits) if fits else None, replace(self, stack=rest) if rest else None)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        inner_height = self.stack.height(rect.w - PANEL[0] - PANEL[2], scale, ground)
        box = Rect(rect.x, rect.y, rect.w, inner_height + PANEL[1] + PANEL[3])
        inner = box.inset(*PANEL)
        text = self.stack.elements[0] if len(self.stack.elements) == 1 else None
        if isinstance(text, TextPart):
            found = set_all(text.items, inner.w, scale, ground.measure)
            return [
                TextBox(
                    rect=box,
                    paragraphs=place_all(found, inner.x, inner.y, inner.w, inner.h, "t", ground.measure),
                    name=ground.name("Box"),
                    kind="text",
                    moved=True,
                    scale=scale.factor,
                    insets=PANEL,
                    fill=self.tint,
                    edge=self.ink,
                    edge_width=EDGE,
                    blocks=tuple(dict.fromkeys(item.block for item in text.items if item.block)),
                )
            ]
        boxes: list[SlideBox] = [
            ShapeBox(rect=box, kind="rect", name=ground.name("Panel"), fill=self.tint),
            ShapeBox(rect=Rect(box.x, box.y, EDGE, box.h), kind="rect", name=ground.name("Edge"), fill=self.ink),
        ]
        held, ground.free = ground.free, False
        boxes.extend(self.stack.place(inner, scale, ground, inside=True))
        ground.free = held
        return boxes


Element: TypeAlias = TextPart | TablePart | CodePart | PicturePart | ColumnsPart | BoxPart


@dataclass(frozen=True, slots=True)
class Stack:
    """Elements under each other, `GAP` points (scaled) apart. Pictures take the height that the others leave."""

    elements: tuple[Element, ...]

    def gap(self, scale: Scale) -> float:
        return GAP * scale.factor

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return sum(each.height(width, scale, ground) for each in self.elements) + self.gap(scale) * max(
            len(self.elements) - 1, 0
        )

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        found = [each.overflow(width, scale, ground) for each in self.elements]
        return max(found, key=lambda each: each[0], default=(0.0, Place("")))

    def split(self, width: float, limit: float, scale: Scale, ground: Ground) -> tuple[Stack | None, Stack | None]:
        """What fits in `limit`, and the rest; None for an empty side."""
        used = 0.0
        for number, each in enumerate(self.elements):
            height = each.height(width, scale, ground)
            if used + height <= limit:
                used += height + self.gap(scale)
                continue
            fits, rest = each.split(width, limit - used, scale, ground)
            head = self.elements[:number] + ((fits,) if fits else ())
            tail = ((rest,) if rest else ()) + self.elements[number + 1 :]
            return Stack(head) if head else None, Stack(tail) if tail else None
        return self, None

    def place(self, rect: Rect, scale: Scale, ground: Ground, inside: bool = False) -> list[SlideBox]:
        """The boxes of all elements in `rect`. `inside` another element, none of them is alone in its slot."""
        alone = len(self.elements) == 1 and not inside
        heights = [each.height(rect.w, scale, ground) for each in self.elements]
        spare = rect.h - sum(heights) - self.gap(scale) * max(len(heights) - 1, 0)
        pictures = [number for number, each in enumerate(self.elements) if isinstance(each, PicturePart)]
        for left, number in zip(range(len(pictures), 0, -1), pictures, strict=True):
            part = self.elements[number]
            assert isinstance(part, PicturePart)
            wanted = part.size(rect.w)[1] + part._caption(rect.w, ground)
            extra = min(max(wanted - heights[number], 0.0), max(spare, 0.0) / left)
            heights[number] += extra
            spare -= extra
        boxes: list[SlideBox] = []
        top = rect.y
        for each, height in zip(self.elements, heights, strict=True):
            boxes.extend(each.place(Rect(rect.x, top, rect.w, rect.h if alone else height), scale, ground, alone))
            top += height + self.gap(scale)
        return boxes


def _caption_box(item: TextItem, rect: Rect, scale: Scale, ground: Ground) -> TextBox:
    found = set_all((item,), rect.w, scale, ground.measure)
    paragraphs = place_all(found, rect.x, rect.y, rect.w, rect.h, "t", ground.measure)
    return TextBox(
        rect=rect, paragraphs=paragraphs, name=ground.name("Caption"), kind="text", moved=True, scale=scale.factor
    )


def _length(width: str, room: float) -> float | None:
    """An author's width in points: a share of the room, or centimetres, millimetres, inches, points, pixels (96 an inch)."""
    units = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75}
    try:
        if width.endswith("%"):
            return room * float(width[:-1]) / 100
        return float(width[:-2]) * units[width[-2:]] if width[-2:] in units else None
    except ValueError:
        return None


_SIZES: dict[str, tuple[int, int]] = {}


def picture_size(src: str, files: Files, place: Place) -> tuple[int, int]:
    """A picture's size in pixels; `CoursewareError` where the file is no picture that a slide can show."""
    from courseware.files import digest

    data = files.read(src)
    key = digest(data)
    if key not in _SIZES:
        from PIL import Image, UnidentifiedImageError

        try:
            with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF")) as image:
                size = image.size
        except (UnidentifiedImageError, OSError, Image.DecompressionBombError):
            hint = "save it as PNG or JPEG"
            raise CoursewareError(Problem(place, f"{src} is not a picture that a slide can show", hint)) from None
        if 0 in size or size[0] * size[1] > 80_000_000:
            raise CoursewareError(
                Problem(place, f"{src} has {size[0]} x {size[1]} pixels", "2,000 pixels across are plenty for a slide")
            )
        _SIZES[key] = size
    return _SIZES[key]
