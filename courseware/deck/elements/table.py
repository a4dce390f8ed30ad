"""Tables: widths, rows, and going on under the same header."""

from __future__ import annotations

from collections.abc import Hashable

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.dress import Rule, TableDress
from courseware.deck.elements.ground import Ground, caption_box
from courseware.deck.elements.widths import shared
from courseware.deck.kit import Ink, Rect
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, SetItem, TextItem, height_of, set_all
from courseware.deck.slides import SlideBox, TableBox, TableCell, TableRow
from courseware.problems import Place

CELL = (10.0, 5.0, 10.0, 5.0)
"""A cell's insets in points: left, top, right, bottom."""


def cell_insets(column: int, columns: int, dress: TableDress) -> tuple[float, float, float, float]:
    """The insets of a column's cells: in a table without grounds the outermost text lines up with the text around it."""
    left, top, right, bottom = CELL
    framed = dress.head_fill is not None or dress.band is not None
    return (
        0.0 if column == 0 and not framed else left,
        top,
        0.0 if column == columns - 1 and not framed else right,
        bottom,
    )


class TablePart(Struct, frozen=True):
    """A table: cells hold paragraphs; `shares` of the columns, None where the text decides."""

    head: tuple[tuple[tuple[TextItem, ...], ...], ...]
    rows: tuple[tuple[tuple[TextItem, ...], ...], ...]
    shares: tuple[float | None, ...]
    caption: TextItem | None
    alt: str
    block: str
    where: Place
    build: int = 0
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
        least, natural = [0.0] * count, [0.0] * count
        for row in self.head + self.rows:
            for column, cell in enumerate(row):
                insets = cell_insets(column, count, ground.kit.dress.table)
                inner = insets[0] + insets[2]
                for item in cell:
                    room = 1.04 if any(span.typeface for span in item.spans) else 1.02  # more than a line may take
                    wide = set_all((item,), 1e6, scale, ground.measure)[0]
                    narrow = set_all((item,), 1.0, scale, ground.measure)[0]
                    natural[column] = max(
                        natural[column], max(line.width for line in wide.lines) * room + inner + item.style.margin
                    )
                    longest = narrow.overflow * 1.0001  # times the 1 pt it was set in, so that the word just fits
                    least[column] = max(least[column], longest + inner + item.style.margin)
        given = [None if share is None else share * width for share in self.shares]
        wanted = [fix if fix is not None else size for fix, size in zip(given, map(max, natural, least), strict=True)]
        floors = [fix if fix is not None else size for fix, size in zip(given, least, strict=True)]
        return shared(wanted, floors, width)

    def _rows(
        self, width: float, scale: Scale, ground: Ground
    ) -> tuple[tuple[float, ...], list[tuple[float, list[tuple[SetItem, ...]]]]]:
        """The widths of the columns; each row's height and its cells, set. Kept, as a slide asks for them many times."""
        key = self._key(width, scale)
        if key not in ground.measure.known:
            small = self.scale(scale, ground)
            widths = self.widths(width, small, ground)
            rows = [self._row(row, widths, small, ground) for row in self.head + self.rows]
            ground.measure.known[key] = (self, widths, rows)  # holds the table, so its id stays its own
        _, known, found = ground.measure.known[key]
        return known, found

    def _key(self, width: float, scale: Scale) -> Hashable:
        return id(self), width, scale.factor

    def _row(
        self, row: tuple[tuple[TextItem, ...], ...], widths: tuple[float, ...], scale: Scale, ground: Ground
    ) -> tuple[float, list[tuple[SetItem, ...]]]:
        cells = []
        for column, (cell, wide) in enumerate(zip(row, widths, strict=True)):
            left, _, right, _ = cell_insets(column, len(row), ground.kit.dress.table)
            cells.append(set_all(cell, wide - left - right, scale, ground.measure))
        tallest = max((height_of(cell) for cell in cells), default=0.0)
        return max(tallest + CELL[1] + CELL[3], ground.policy.row_height * scale.factor), cells

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
        fits = replace(self, rows=self.rows[:count], fixed=widths)
        rest = replace(self, rows=self.rows[count:], fixed=widths)
        under, top = count + len(self.head), len(self.head)
        ground.measure.known[fits._key(width, scale)] = (fits, widths, rows[:under])
        ground.measure.known[rest._key(width, scale)] = (rest, widths, rows[:top] + rows[under:])
        return fits, rest

    def rtl(self) -> bool:
        """Whether it is read from the right: most of its cells with text are."""
        cells = [cell[0] for row in self.head + self.rows for cell in row if cell[0].spans]
        return 2 * sum(cell.rtl for cell in cells) > len(cells)

    def _fill(self, number: int, dress: TableDress) -> Ink | None:
        """The ground of row `number`: the header's, or that of every second row beneath it."""
        below = number - len(self.head)
        return dress.head_fill if below < 0 else dress.band if below % 2 else None

    def _rule(self, number: int, count: int, dress: TableDress) -> Rule:
        """What is drawn under row `number` of `count`."""
        if number == len(self.head) - 1:
            return dress.head
        return dress.bottom if number == count - 1 and dress.bottom.drawn else dress.row

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        widths, rows = self._rows(rect.w, scale, ground)
        dress = ground.kit.dress.table
        top = rect.y
        made = []
        rtl = self.rtl()
        for number, (height, cells) in enumerate(rows):
            left = rect.x + (sum(widths) if rtl else 0.0)
            set_cells = []
            for column, (wide, cell) in enumerate(zip(widths, cells, strict=True)):
                left -= wide if rtl else 0.0
                insets = cell_insets(len(cells) - 1 - column if rtl else column, len(cells), dress)
                inner = Rect(left, top, wide, height).inset(*insets)
                set_cells.append(
                    TableCell(
                        place_all(cell, inner.x, inner.y, inner.w, inner.h, "ctr", ground.measure),
                        insets,
                        fill=self._fill(number, dress),
                    )
                )
                left += 0.0 if rtl else wide
            rule = self._rule(number, len(rows), dress)
            made.append(TableRow(height, tuple(set_cells), rule.ink, rule.width))
            top += height
        box = Rect(rect.x, rect.y, sum(widths), top - rect.y)
        boxes: list[SlideBox] = [
            TableBox(
                rect=box,
                widths=widths,
                rows=tuple(made),
                name=ground.name("Table"),
                header=len(self.head),
                rtl=rtl,
                top=dress.top.ink,
                top_width=dress.top.width,
                alt=self.alt,
                blocks=(self.block,) if self.block else (),
                build=self.build,
            )
        ]
        if self.caption is not None:
            small = Scale(scale.factor, ground.policy.small_floor)
            boxes.append(
                caption_box(
                    self.caption,
                    Rect(rect.x, top + 6.0, rect.w, self._caption(rect.w, scale, ground) - 6.0),
                    small,
                    ground,
                )
            )
        return boxes
