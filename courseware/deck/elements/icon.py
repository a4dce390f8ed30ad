"""An icon on its own, as large as its author wants it."""

from __future__ import annotations

from msgspec import Struct

from courseware.deck.elements.ground import CAPTION_GAP, Ground, caption_box, caption_room
from courseware.deck.elements.picture import length
from courseware.deck.kit import Ink, Rect
from courseware.deck.setting import Scale, TextItem
from courseware.deck.signs import drawn
from courseware.deck.slides import SlideBox
from courseware.problems import Place
from courseware.scene import Step

USUAL = 72.0
"""Points across, where the author says nothing."""
ALONE = 0.6
"""The share of its slot's height that an icon takes which is all that stands there."""


class IconPart(Struct, frozen=True):
    """An icon: `width` as the author gave it, `alt` what it means, `""` where it is for looks."""

    name: str
    steps: tuple[Step, ...]
    ink: Ink
    alt: str
    width: str
    caption: TextItem | None
    where: Place
    build: int = 0

    def size(self, width: float, ground: Ground) -> float:
        wanted = length(self.width, width) or USUAL
        return min(wanted, width, max(ground.slot.inner.h * (1 - ground.policy.slack) - self.below(width, ground), 1.0))

    def below(self, width: float, ground: Ground) -> float:
        """The height of the caption and its gap."""
        return caption_room(self.caption, width, ground)

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return self.size(width, ground) + self.below(width, ground)

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[IconPart | None, IconPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        below = self.below(rect.w, ground)
        size = self.size(rect.w, ground)
        left, top = rect.x, rect.y
        if alone:
            size = size if self.width else min(max(size, (rect.h - below) * ALONE), rect.w)
            left, top = rect.x + (rect.w - size) / 2, rect.y + (rect.h - below - size) / 2
        elif ground.slot.style(0).align == "ctr":
            left = rect.x + (rect.w - size) / 2
        box = Rect(left, top, size, size)
        boxes: list[SlideBox] = [drawn(ground.name("Icon"), self.steps, box, self.ink, self.alt, self.build)]
        if self.caption is not None:
            under = Rect(rect.x, box.bottom + CAPTION_GAP, rect.w, below - CAPTION_GAP)
            boxes.append(caption_box(self.caption, under, Scale(), ground))
        return boxes
