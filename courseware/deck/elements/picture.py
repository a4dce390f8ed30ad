"""Pictures, in their own proportions."""

from __future__ import annotations

import io

from msgspec import Struct

from courseware.deck.elements.ground import Ground, caption_box
from courseware.deck.kit import Rect
from courseware.deck.photos import ORIENTATION, is_turned
from courseware.deck.pixels import fault
from courseware.deck.setting import Scale, TextItem, height_of, set_all
from courseware.deck.slides import PictureBox, SlideBox
from courseware.files import Files, digest
from courseware.problems import CoursewareError, Place, Problem

LEAST_PICTURE = 0.4
"""A picture is not reduced below this share of its slot's height: then it goes on, on the next slide."""


class PicturePart(Struct, frozen=True):
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
        """Its size in pixels."""
        return picture_size(self.src, self.files, self.where)

    def below(self, width: float, ground: Ground) -> float:
        """The height of the caption and its gap."""
        return (
            0.0 if self.caption is None else height_of(set_all((self.caption,), width, Scale(), ground.measure)) + 6.0
        )

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
        idx = ground.take() if alone and ground.slot.kind == "pic" else None
        ground.free = ground.free and not alone
        pixels = self.pixels()
        below = self.below(rect.w, ground)
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
                caption_box(self.caption, Rect(rect.x, box.bottom + 6.0, rect.w, below - 6.0), Scale(), ground)
            )
        return boxes


def _length(width: str, room: float) -> float | None:
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


_SIZES: dict[str, tuple[int, int]] = {}


def picture_size(src: str, files: Files, place: Place) -> tuple[int, int]:
    """A picture's size in pixels as it is to be seen; `CoursewareError` where the file is no picture that a slide can show."""
    data = files.read(src)
    key = digest(data)
    if key not in _SIZES:
        size = _png_size(data) or _read_size(data)
        if size is None:
            hint = "save it as PNG or JPEG"
            raise CoursewareError(Problem(place, f"{src} is not a picture that a slide can show", hint))
        if 0 in size or size[0] * size[1] > 80_000_000:
            raise CoursewareError(
                Problem(place, f"{src} has {size[0]} x {size[1]} pixels", "2,000 pixels across are plenty for a slide")
            )
        if found := fault(data):
            raise CoursewareError(Problem(place, f"{src} {found[0]}", found[1]))
        _SIZES[key] = size
    return _SIZES[key]


def _png_size(data: bytes) -> tuple[int, int] | None:
    """What a PNG says in its first chunk (ISO/IEC 15948, 11.2.2): most pictures of slides, told without loading
    Pillow.
    """
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _read_size(data: bytes) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF")) as image:
            wide, high = image.size
            lying = is_turned(data) and image.getexif().get(ORIENTATION, 1) >= 5
            return (high, wide) if lying else (wide, high)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None
