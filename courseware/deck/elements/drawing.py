"""Diagrams: as large as their slot allows, never parted."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

from msgspec import Struct

from courseware.deck.elements.ground import Ground
from courseware.deck.kit import Rect
from courseware.deck.setting import Scale
from courseware.deck.slides import DrawingBox, SlideBox
from courseware.problems import CoursewareError, Place
from courseware.scene import Scene, Sizer, scaled

LEAST_DRAWING = 0.4
"""A drawing gets at least this share of its slot's height, else it goes on, on the next slide."""
TRIES = (LEAST_DRAWING, 0.55, 0.7, 0.85)
"""Shares of its slot's height that a drawing is tried in, until its text fits."""

HIGH = 0.45
"""The share of the spare height above a drawing that is alone on its slot: what stands a little high looks centred."""

LEAST = 14.0
"""The least size of a diagram's text in points, as it is laid out."""
SMALLER = (12.5, 11.0, 10.0, 9.0, 8.0, 7.0, 6.0)
"""Sizes to which a diagram is brought down, one after the other, as far as the policy lets it."""

LayOut = Callable[[float, float, Sizer], Scene]
"""Width and height in points and a sizer become a scene; `CoursewareError` where the text does not fit."""


class DrawingPart(Struct, frozen=True):
    """A diagram; `lay` makes its scene."""

    lay: LayOut
    alt: str
    block: str
    where: Place
    build: int = 0

    def scene(self, width: float, height: float, ground: Ground) -> Scene:
        """Its scene in that room; `CoursewareError` where it does not fit. What stands in less than all of its slot as it does there is laid out once."""
        most = ground.slot.inner.h * (1 - ground.policy.slack)
        if height < most - 0.01:
            whole = self._whole(width, most, ground)
            return whole if whole.height <= height else self._laid(width, height, ground)
        return self._whole(width, most, ground)

    def _whole(self, width: float, height: float, ground: Ground) -> Scene:
        """Its scene in all of its slot: on a provider's slides, which no author could see, rather smaller than not at all."""
        try:
            return self._laid(width, height, ground)
        except CoursewareError:
            for size in SMALLER:
                if size < ground.policy.drawing_floor:
                    break
                with suppress(CoursewareError):
                    return scaled(self._laid(width * LEAST / size, height * LEAST / size, ground), size / LEAST)
            raise

    def _laid(self, width: float, height: float, ground: Ground) -> Scene:
        known = ground.measure.known
        key = (id(self), round(width, 2), round(height, 2))
        if key not in known:
            from courseware.deck.sizer import FontSizer

            family = ground.kit.fonts["body"]
            sizer = known.setdefault(("sizer", family), FontSizer(ground.measure, family))
            known[key] = (self, self.lay(width, height, sizer))  # holds the part, so its id stays its own
        found: Scene = known[key][1]
        return found

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        """The least height: two fifths of its slot, or as much more as its text needs. `CoursewareError` where the whole slot is too little."""
        known = ground.measure.known
        key = ("least", id(self), round(width, 2))
        if key not in known:
            known[key] = (self, self._least(width, ground))
        found: float = known[key][1]
        return found

    def _least(self, width: float, ground: Ground) -> float:
        most = self.wanted(width, ground)
        limit = ground.slot.inner.h * (1 - ground.policy.slack)
        for share in TRIES:
            if limit * share >= most:
                break
            try:
                return self.scene(width, limit * share, ground).height
            except CoursewareError:
                continue
        return most

    def wanted(self, width: float, ground: Ground) -> float:
        """The height that it takes where it may have all of its slot."""
        return self.scene(width, ground.slot.inner.h, ground).height

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[DrawingPart | None, DrawingPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit else (None, self)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        """The drawing in `rect`, about in its middle where it is alone on its slot."""
        from courseware.deck.drawn import Pen

        ground.free = ground.free and not alone
        scene = self.scene(rect.w, rect.h, ground)
        spare = (rect.w - scene.width, rect.h - scene.height) if alone else (0.0, 0.0)
        box = Rect(rect.x + max(spare[0], 0.0) / 2, rect.y + max(spare[1], 0.0) * HIGH, scene.width, scene.height)
        pen = Pen(ground.kit.palette, ground.kit.fonts["body"], ground.measure)
        drawing = DrawingBox(
            rect=box,
            parts=pen.draw(scene, box.x, box.y),
            name=ground.name("Diagram"),
            order=scene.order,
            alt=self.alt,
            build=self.build,
            blocks=(self.block,) if self.block else (),
        )
        return [drawing]
