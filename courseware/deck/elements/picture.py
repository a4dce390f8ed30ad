"""Pictures: in their own proportions, or cut to fill their place."""

from __future__ import annotations

from msgspec import Struct, field

from courseware.deck.elements.ground import CAPTION_GAP, Ground, caption_box, caption_room
from courseware.deck.kit import Kit, Rect
from courseware.deck.pixels import picture_size
from courseware.deck.setting import Scale, TextItem
from courseware.deck.slides import PictureBox, SlideBox
from courseware.files import Files
from courseware.problems import Place

SIDES = {"ctr": 0.5, "r": 1.0}
"""Where a picture stands in a wider slot, as the brand aligns the slot: its share of what is over at the left."""
LEAST_PICTURE = 0.4
"""A picture is not reduced below this share of its slot's height: then it goes on, on the next slide."""
Crop = tuple[float, float, float, float]
"""Shares cut off left, top, right and bottom."""


class PicturePart(Struct, frozen=True):
    """A picture, as large as its slot and its own proportions allow; `width`, `fit` and `crop` as the author gave them."""

    src: str
    files: Files
    alt: str
    width: str
    caption: TextItem | None
    block: str
    where: Place
    fit: str = ""
    crop: str = ""
    build: int = 0
    known: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The size in pixels by the file's name, once it was asked for."""

    def size(self, width: float) -> tuple[float, float]:
        """The size wanted, in points, in a slot `width` wide."""
        shown = self.shown()
        wide = length(self.width, width) or width
        return min(wide, width), min(wide, width) * shown[1] / shown[0]

    def pixels(self) -> tuple[int, int]:
        """Its size in pixels."""
        if self.src not in self.known:
            self.known[self.src] = picture_size(self.src, self.files, self.where)
        return self.known[self.src]

    def cut(self) -> Crop:
        """What its author cuts off."""
        return cut_to(self.pixels(), *proportions(self.crop)) if self.crop else (0.0, 0.0, 0.0, 0.0)

    def shown(self) -> tuple[float, float]:
        """The size in pixels of what its author wants to be seen."""
        (wide, high), (left, top, right, bottom) = self.pixels(), self.cut()
        return wide * (1 - left - right), high * (1 - top - bottom)

    def below(self, width: float, ground: Ground) -> float:
        """The height of the caption and its gap."""
        return caption_room(self.caption, width, ground)

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        """The least height: a picture may be reduced to two fifths of its slot."""
        return min(self.size(width)[1], ground.slot.inner.h * LEAST_PICTURE) + self.below(width, ground)

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[PicturePart | None, PicturePart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        """The picture in `rect` with its caption beneath. Alone in a place that reaches the slide's edges it fills that place."""
        idx = ground.take() if alone and ground.slot.kind == "pic" else None
        ground.free = ground.free and not alone
        whole = alone and bleeds(ground.slot.rect, ground.kit)
        below = self.below(rect.w, ground)
        wide, high = self.size(rect.w)
        if self.fit == "cover" or (whole and self.fit != "contain" and not self.width):
            if whole:
                box, below = ground.slot.rect, 0.0
            else:
                room = rect.h - below
                box = Rect(rect.x, rect.y, wide, room if alone and not self.width else min(high, room))
            crop = _joined(self.cut(), cut_to(self.shown(), box.w, box.h))
        else:
            factor = min(1.0, (rect.h - below) / high)
            wide, high = wide * factor, high * factor
            share = SIDES.get(ground.slot.style(0).align, 0.0) if alone and idx is not None else 0.0
            left = rect.x + (rect.w - wide) * share
            box, crop = Rect(left, rect.y, wide, high), self.cut()
        boxes: list[SlideBox] = [
            PictureBox(
                rect=box,
                src=self.src,
                name=ground.name("Picture"),
                alt=self.alt,
                crop=crop,
                idx=idx,
                build=self.build,
                blocks=(self.block,) if self.block else (),
                pixels=self.pixels(),
            )
        ]
        if self.caption is not None:
            boxes.append(caption_box(self.caption, self._under(box, rect, whole, ground), Scale(), ground))
        return boxes

    def _under(self, box: Rect, rect: Rect, whole: bool, ground: Ground) -> Rect:
        """Where the caption stands: beneath the picture, or on its foot where it fills the slide."""
        high = self.below(rect.w, ground) - CAPTION_GAP
        if not whole:
            return Rect(rect.x, box.bottom + CAPTION_GAP, rect.w, high)
        frame = ground.kit.layouts["content"].frame
        left, right = max(frame.x, box.x + 12.0), min(frame.right, box.right - 12.0)
        return Rect(left, min(frame.bottom, box.bottom - 12.0) - high, right - left, high)


def bleeds(rect: Rect, kit: Kit) -> bool:
    """Whether a place reaches two or more edges of the slide, so that a picture in it is meant to fill it."""
    edges = (rect.x < 1, rect.y < 1, rect.right > kit.width - 1, rect.bottom > kit.height - 1)
    return sum(edges) >= 2


def proportions(crop: str) -> tuple[float, float, str]:
    """`16:9 top` as numbers and the side that stays."""
    ratio, _, side = crop.partition(" ")
    wide, _, high = ratio.partition(":")
    return float(wide), float(high), side


def cut_to(size: tuple[float, float], wide: float, high: float, side: str = "") -> Crop:
    """What is cut off a picture of `size` so that it has the proportions `wide` to `high`: at both sides alike, or all opposite to `side`."""
    ratio = wide / high
    spare_x = max(0.0, 1 - ratio * size[1] / size[0])
    spare_y = max(0.0, 1 - size[0] / (ratio * size[1]))
    left = {"left": 0.0, "right": spare_x}.get(side, spare_x / 2)
    top = {"top": 0.0, "bottom": spare_y}.get(side, spare_y / 2)
    return left, top, spare_x - left, spare_y - top


def _joined(first: Crop, second: Crop) -> Crop:
    """Two cuts one after the other, as one of the whole picture."""
    wide, high = 1 - first[0] - first[2], 1 - first[1] - first[3]
    return (
        first[0] + second[0] * wide,
        first[1] + second[1] * high,
        first[2] + second[2] * wide,
        first[3] + second[3] * high,
    )


def length(width: str, room: float) -> float | None:
    """An author's width in points: a share of the room, or centimetres, millimetres, inches, points, pixels (96 an
    inch).
    """
    units = {"cm": 72 / 2.54, "mm": 7.2 / 2.54, "in": 72.0, "pt": 1.0, "px": 0.75}
    try:
        if width.endswith("%"):
            return room * float(width[:-1]) / 100
        return float(width[:-2]) * units[width[-2:]] if width[-2:] in units else None
    except ValueError:
        return None
