"""A film, a sound or a link to a film, shown by its poster."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from courseware.deck.elements.ground import CAPTION_GAP, Ground, caption_box, caption_room
from courseware.deck.elements.picture import LEAST_PICTURE, length
from courseware.deck.kit import Rect
from courseware.deck.pixels import picture_size
from courseware.deck.setting import Scale, TextItem
from courseware.deck.slides import MediaBox, SlideBox
from courseware.files import Files
from courseware.problems import Place

SHAPE = (16, 9)
"""The proportions of a film whose poster nobody gave."""
SOUND = 72.0
"""Points across that the sign of a sound takes."""


class MediaPart(Struct, frozen=True):
    """A film as large as its slot and the proportions of its poster allow; a sound as a small sign. `box` has everything but its place."""

    box: MediaBox
    files: Files
    width: str
    caption: TextItem | None
    where: Place

    def size(self, width: float) -> tuple[float, float]:
        """The size wanted, in points, in a slot `width` wide."""
        if self.box.form == "audio" and not self.box.poster:
            side = min(length(self.width, width) or SOUND, width)
            return side, side
        wide, high = picture_size(self.box.poster, self.files, self.where) if self.box.poster else SHAPE
        across = min(length(self.width, width) or width, width)
        return across, across * high / wide

    def below(self, width: float, ground: Ground) -> float:
        """The height of the caption and its gap."""
        return caption_room(self.caption, width, ground)

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return min(self.size(width)[1], ground.slot.inner.h * LEAST_PICTURE) + self.below(width, ground)

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[MediaPart | None, MediaPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        below = self.below(rect.w, ground)
        wide, high = self.size(rect.w)
        factor = min(1.0, (rect.h - below) / high)
        box = Rect(rect.x, rect.y, wide * factor, high * factor)
        name = ground.name({"audio": "Sound", "link": "Link to a film"}.get(self.box.form, "Film"))
        boxes: list[SlideBox] = [replace(self.box, rect=box, name=name)]
        if self.caption is not None:
            under = Rect(rect.x, box.bottom + CAPTION_GAP, rect.w, below - CAPTION_GAP)
            boxes.append(caption_box(self.caption, under, Scale(), ground))
        return boxes
