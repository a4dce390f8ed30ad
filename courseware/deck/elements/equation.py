"""An equation on lines of its own."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.elements.ground import Ground
from courseware.deck.kit import Rect
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, SetItem, TextItem, height_of, set_all
from courseware.deck.slides import EQUATION_ROOM, SlideBox, TextBox
from courseware.problems import Place

ROOM = 0.985
"""The share of a line's width that counts as full: text that comes nearer may wrap."""


class EquationPart(Struct, frozen=True):
    """An equation in the middle of the slot, its number at the right. One that is too wide is set smaller, down to the size of small text."""

    item: TextItem
    tag: TextItem | None
    block: str
    where: Place
    build: int = 0

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return height_of(self._set(width, scale, ground))

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return max((each.overflow for each in self._set(width, scale, ground)), default=0.0), self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[EquationPart | None, EquationPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        found = self._set(rect.w, scale, ground)
        box = Rect(rect.x, rect.y, rect.w, height_of(found))
        boxes: list[SlideBox] = [self._box(box, found, "Equation", scale, ground)]
        if self.tag is not None:
            number = set_all((self.tag,), rect.w, scale, ground.measure)
            room = Rect(rect.right - self._beside(scale, ground), box.y, self._beside(scale, ground), box.h)
            boxes.append(self._box(room, number, "Equation number", scale, ground))
        return boxes

    def _box(self, rect: Rect, found: tuple[SetItem, ...], name: str, scale: Scale, ground: Ground) -> TextBox:
        paragraphs = place_all(found, rect.x, rect.y, rect.w, rect.h, "ctr", ground.measure)
        return TextBox(
            rect=rect,
            paragraphs=paragraphs,
            name=ground.name(name),
            kind="text",
            moved=True,
            scale=scale.factor,
            anchor="ctr",
            blocks=(self.block,) if self.block and name == "Equation" else (),
            build=self.build,
        )

    def _beside(self, scale: Scale, ground: Ground) -> float:
        """The width of the number with a little air; 0 without one."""
        if self.tag is None:
            return 0.0
        return max(set_all((self.tag,), 1000.0, scale, ground.measure)[0].lines[0].width + 12.0, 48.0)

    def _set(self, width: float, scale: Scale, ground: Ground) -> tuple[SetItem, ...]:
        """The equation, set at the largest size up to the text's at which it fits between its number and as much room at the left."""
        size = scale.size(self.item.style.size)
        room = width * ROOM - 2 * self._beside(scale, ground)
        wide = sum(span.equation.width for span in self.item.spans if span.equation is not None) * EQUATION_ROOM
        fitting = max(min(size, int(room / wide * 2) / 2 if wide else size), min(size, ground.policy.small_floor))
        if fitting == self.item.style.size:
            return set_all((self.item,), width, Scale(), ground.measure)
        spans = tuple(replace(span, size=fitting) for span in self.item.spans)
        item = replace(self.item, spans=spans, style=replace(self.item.style, size=fitting))
        return set_all((item,), width, Scale(), ground.measure)
