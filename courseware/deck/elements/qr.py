"""A QR code with its address beside it."""

from __future__ import annotations

from functools import lru_cache

from msgspec import Struct

from courseware.deck.elements.ground import Ground
from courseware.deck.elements.picture import length
from courseware.deck.kit import Ink, Rect
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, TextItem, height_of, set_all
from courseware.deck.slides import ShapeBox, SlideBox, TextBox
from courseware.problems import Place
from courseware.scene import Step

USUAL = 168.0
"""Points across, where the author says nothing: read by a phone from the third row."""
QUIET = 4
"""Modules of light ground around the code (ISO/IEC 18004, 6.3.8)."""
GAP = 20.0


class QrPart(Struct, frozen=True):
    """A QR code of `address` as one native shape on a light ground, and words at its right."""

    address: str
    alt: str
    width: str
    words: TextItem
    ink: Ink
    light: Ink
    where: Place
    build: int = 0

    def size(self, width: float, ground: Ground) -> float:
        return min(length(self.width, width) or USUAL, width, ground.slot.inner.h * (1 - ground.policy.slack))

    def _beside(self, width: float, ground: Ground) -> bool:
        """Whether there is room for the words at the right, else they stand beneath."""
        return width - self.size(width, ground) - GAP >= 120.0

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        size = self.size(width, ground)
        if self._beside(width, ground):
            return max(size, height_of(set_all((self.words,), width - size - GAP, Scale(), ground.measure)))
        return size + 6.0 + height_of(set_all((self.words,), width, Scale(), ground.measure))

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(self, width: float, limit: float, scale: Scale, ground: Ground) -> tuple[QrPart | None, QrPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        ground.free = ground.free and not alone
        size = self.size(rect.w, ground)
        box = Rect(rect.x, rect.y, size, size)
        if self._beside(rect.w, ground):
            room = Rect(box.right + GAP, box.y, rect.w - size - GAP, size)
        else:
            room = Rect(rect.x, box.bottom + 6.0, rect.w, rect.h - size - 6.0)
        found = set_all((self.words,), room.w, Scale(), ground.measure)
        anchor = "ctr" if self._beside(rect.w, ground) else "t"
        return [
            ShapeBox(rect=box, kind="rect", name=ground.name("QR ground"), fill=self.light, build=self.build),
            ShapeBox(
                rect=box,
                kind="path",
                name=ground.name("QR code"),
                fill=self.ink,
                path=modules(self.address, box),
                alt=self.alt,
                build=self.build,
            ),
            TextBox(
                rect=room,
                paragraphs=place_all(found, room.x, room.y, room.w, room.h, anchor, ground.measure),
                name=ground.name("Address"),
                kind="text",
                moved=True,
                anchor=anchor,
                build=self.build,
            ),
        ]


@lru_cache(maxsize=64)
def rows_of(address: str) -> tuple[bytes, ...]:
    """The modules of a code that still reads when 15 % of it are lost: 1 is dark."""
    import segno

    return tuple(bytes(row) for row in segno.make(address, error="m", micro=False).matrix)


def runs(address: str) -> list[tuple[int, int, int]]:
    """The dark stretches of each row: (column, row, how many)."""
    found = []
    for y, row in enumerate(rows_of(address)):
        x = 0
        while x < len(row):
            start = x
            while x < len(row) and row[x]:
                x += 1
            if x > start:
                found.append((start, y, x - start))
            x += 1
    return found


def modules(address: str, box: Rect) -> tuple[Step, ...]:
    """The code as one path in `box`, with its quiet zone."""
    unit = box.w / (len(rows_of(address)) + 2 * QUIET)
    steps: list[Step] = []
    for x, y, count in runs(address):
        left, top = box.x + (x + QUIET) * unit, box.y + (y + QUIET) * unit
        right, bottom = left + count * unit, top + unit
        steps += [("M", (left, top)), ("L", (right, top)), ("L", (right, bottom)), ("L", (left, bottom)), ("Z", ())]
    return tuple(steps)
