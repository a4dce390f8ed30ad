"""Lines of code on a tint."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.dress import PanelDress
from courseware.deck.elements.ground import Ground, top_rule
from courseware.deck.kit import Rect
from courseware.deck.setting import Scale, TextItem, height_of, place_all, set_all
from courseware.deck.slides import SlideBox, TextBox
from courseware.problems import Place

CODE = (14.0, 10.0, 14.0, 10.0)
"""The insets of a code box in points: left, top, right, bottom."""


class CodePart(Struct, frozen=True):
    """Lines of code on a tint, under the file's name."""

    lines: tuple[TextItem, ...]
    name: TextItem | None
    dress: PanelDress
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
                fill=self.dress.fill,
                outline=self.dress.ink if self.dress.outline else None,
                outline_width=self.dress.outline,
                edge=self.dress.ink if self.dress.edge else None,
                edge_width=self.dress.edge,
                blocks=(self.block,) if self.block else (),
            ),
            *top_rule(box, self.dress, "", ground),
        ]
