"""Lines of code on a tint."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.bullets import WRAPPED
from courseware.deck.dress import PanelDress
from courseware.deck.elements.ground import Ground, top_rule
from courseware.deck.kit import BLACK, WHITE, Ink, Rect
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, SetItem, TextItem, height_of, set_all
from courseware.deck.slides import ShapeBox, SlideBox, Span, TextBox, TextParagraph
from courseware.problems import Place

CODE = (14.0, 10.0, 14.0, 10.0)
"""The insets of a code box in points: left, top, right, bottom."""
BESIDE = 14.0
"""The gap between the numbers of lines and the code, in points."""
MARK = 0.75
"""The size of the mark at a line that goes on, as a share of the code's."""
BAR = 4.0
"""The width of the bar at a line that stands out, in points."""


class CodePart(Struct, frozen=True):
    """Lines of code on a tint, under the file's name."""

    lines: tuple[TextItem, ...]
    name: TextItem | None
    dress: PanelDress
    block: str
    where: Place
    build: int = 0
    first: int = 1
    """The number of the first line."""
    numbers: bool = False
    marked: frozenset[int] = frozenset()
    """The numbers of the lines that stand out: on a band, with a bar at its left that is seen without colour too."""
    band: Ink = WHITE
    mark: Ink = BLACK
    quiet: Ink = BLACK

    def scale(self, scale: Scale, ground: Ground) -> Scale:
        return Scale(scale.factor, ground.policy.code_floor)

    def _items(self) -> tuple[TextItem, ...]:
        return (*((self.name,) if self.name else ()), *self.lines)

    def gutter(self, scale: Scale, ground: Ground) -> float:
        """The width of the column with the numbers, 0 without one."""
        if not self.numbers or not self.lines:
            return 0.0
        style = self.lines[0].style
        digits = "0" * max(len(str(self.first + len(self.lines) - 1)), 2)
        return ground.measure.width(digits, style.family, scale.size(style.size), True) + BESIDE

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        inner = width - CODE[0] - CODE[2] - self.gutter(self.scale(scale, ground), ground)
        found = set_all(self._items(), inner, self.scale(scale, ground), ground.measure)
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
        return replace(self, lines=self.lines[:at]), self._rest(rest) if rest else None

    def _rest(self, lines: tuple[TextItem, ...]) -> CodePart:
        """The part that goes on, counted on."""
        return replace(self, lines=lines, first=self.first + len(self.lines) - len(lines))

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        box = Rect(rect.x, rect.y, rect.w, self.height(rect.w, scale, ground))
        inner = box.inset(*CODE)
        scale = self.scale(scale, ground)
        gutter = self.gutter(scale, ground)
        found = set_all(self._items(), inner.w - gutter, scale, ground.measure)
        paragraphs = place_all(found, inner.x + gutter, inner.y, inner.w - gutter, inner.h, "t", ground.measure)
        shown = paragraphs[1:] if self.name else paragraphs
        marks = self._marks(inner.x + gutter, found, shown, scale, ground)
        layered = bool(gutter or marks) or any(number in self.marked for number in self._numbers())
        left = CODE[0] + gutter if layered else 0.0  # what stands beside the code has its own room
        text = TextBox(
            rect=Rect(box.x + left, box.y, box.w - left, box.h),
            paragraphs=paragraphs,
            name=ground.name("Code"),
            kind="text",
            moved=True,
            scale=scale.factor,
            insets=(CODE[0] + gutter - left, *CODE[1:]),
            fill=None if layered else self.dress.fill,
            outline=self.dress.ink if self.dress.outline and not layered else None,
            outline_width=self.dress.outline,
            edge=self.dress.ink if self.dress.edge and not layered else None,
            edge_width=self.dress.edge,
            blocks=(self.block,) if self.block else (),
            build=self.build,
        )
        rule = top_rule(box, self.dress, "", ground, self.build)
        if not layered:
            return [text, *rule]
        beside = [self._beside(box, gutter, found, shown, scale, ground)] if gutter else []
        return [*self._ground(box, ground), *self._bands(box, shown, ground), *beside, *marks, text, *rule]

    def _numbers(self) -> range:
        return range(self.first, self.first + len(self.lines))

    def _ground(self, box: Rect, ground: Ground) -> list[SlideBox]:
        """What the code stands on, behind the bands."""
        found: list[SlideBox] = [
            ShapeBox(
                rect=box,
                kind="rect",
                name=ground.name("Code ground"),
                fill=self.dress.fill,
                outline=self.dress.ink if self.dress.outline else None,
                outline_width=self.dress.outline,
                build=self.build,
            )
        ]
        if self.dress.edge and self.dress.ink is not None:
            bar = Rect(box.x, box.y, self.dress.edge, box.h)
            found.append(
                ShapeBox(rect=bar, kind="rect", name=ground.name("Edge"), fill=self.dress.ink, build=self.build)
            )
        return found

    def _bands(self, box: Rect, shown: tuple[TextParagraph, ...], ground: Ground) -> list[SlideBox]:
        """A band behind each run of lines that stand out, with its bar."""
        found: list[SlideBox] = []
        left = box.x + (self.dress.edge if self.dress.ink is not None else 0.0)
        runs: list[tuple[float, float]] = []
        for number, paragraph in zip(self._numbers(), shown, strict=True):
            if number in self.marked and paragraph.lines:
                top, bottom = paragraph.lines[0].top, paragraph.lines[-1].top + paragraph.lines[-1].height
                if runs and abs(runs[-1][1] - top) < 0.1:
                    runs[-1] = (runs[-1][0], bottom)
                else:
                    runs.append((top, bottom))
        for top, bottom in runs:
            band, bar = Rect(left, top, box.right - left, bottom - top), Rect(left, top, BAR, bottom - top)
            found += [
                ShapeBox(rect=band, kind="rect", name=ground.name("Band"), fill=self.band, build=self.build),
                ShapeBox(rect=bar, kind="rect", name=ground.name("Mark"), fill=self.mark, build=self.build),
            ]
        return found

    def _beside(
        self,
        box: Rect,
        gutter: float,
        found: tuple[SetItem, ...],
        shown: tuple[TextParagraph, ...],
        scale: Scale,
        ground: Ground,
    ) -> TextBox:
        """The numbers of the lines, in a box of their own so that the code can be copied without them; none at a line that was wrapped."""
        items = []
        for number, each in zip(self._numbers(), found[len(found) - len(shown) :], strict=True):
            style = replace(self.lines[0].style, align="r", ink=self.quiet)
            bold = number in self.marked
            spans = [Span(str(number), style.family, style.size, bold=bold, code=True)]
            spans += [Span("\n", style.family, style.size)] * (len(each.lines) - 1)
            items.append(TextItem(tuple(spans), style, build=self.build, place=self.where))
        width = gutter - BESIDE
        top = shown[0].lines[0].top
        rect = Rect(box.x + CODE[0], top, width, box.bottom - CODE[3] - top)
        numbers = set_all(tuple(items), width + 20.0, scale, ground.measure)
        return TextBox(
            rect=Rect(rect.x - 20.0, rect.y, rect.w + 20.0, rect.h),
            paragraphs=place_all(numbers, rect.x - 20.0, rect.y, rect.w + 20.0, rect.h, "t", ground.measure),
            name=ground.name("Line numbers"),
            kind="text",
            moved=True,
            scale=scale.factor,
            build=self.build,
            artifact=True,
        )

    def _marks(
        self,
        right: float,
        found: tuple[SetItem, ...],
        shown: tuple[TextParagraph, ...],
        scale: Scale,
        ground: Ground,
    ) -> list[SlideBox]:
        """A mark left of each line that goes on from the one above, in a box of its own so that the code can be copied without them."""
        code = found[len(found) - len(shown) :]
        if all(len(each.lines) < 2 for each in code):
            return []
        style = replace(self.lines[0].style, size=self.lines[0].style.size * MARK, ink=self.quiet)
        sign = ground.measure.stretches(WRAPPED, style.family)[0]
        mark = Span(WRAPPED, sign.family, style.size, code=True, slot=sign.slot, typeface=sign.typeface)
        end = Span("\n", style.family, style.size)
        items = tuple(
            TextItem((end, mark) * (len(each.lines) - 1), style, build=self.build, place=self.where) for each in code
        )
        rect = Rect(right - BESIDE, shown[0].lines[0].top, BESIDE, sum(each.budget for each in code))
        small = Scale(scale.factor, scale.floor * MARK)
        set_marks = set_all(items, rect.w + 20.0, small, ground.measure)
        return [
            TextBox(
                rect=rect,
                paragraphs=place_all(set_marks, rect.x, rect.y, rect.w, rect.h, "t", ground.measure),
                name=ground.name("Marks of long lines"),
                kind="text",
                moved=True,
                scale=scale.factor,
                build=self.build,
                artifact=True,
            )
        ]
