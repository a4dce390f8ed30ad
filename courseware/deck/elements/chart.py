"""Charts: as large as the room that is left, never parted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct

from courseware.deck.elements.ground import Ground, caption_box
from courseware.deck.kit import Rect
from courseware.deck.setting import Scale, TextItem, height_of, set_all
from courseware.deck.slides import ChartBox, DrawingBox, SlideBox
from courseware.problems import Place
from courseware.scene import Paint

if TYPE_CHECKING:  # most decks have no chart, and are made without loading what lays one out
    from courseware.chart.layout import Laid
    from courseware.chart.model import Chart
    from courseware.chart.plan import Tone

LEAST_CHART = 0.45
"""A chart gets at least this share of its slot's height, else it goes on, on the next slide."""
NARROW = 380.0
"""In a column narrower than this many points a chart's text is set at the least size."""
HOMES = ("obj", "chart")
"""Kinds of placeholder that PowerPoint itself puts charts into."""
_GAP = 6.0
_PAINTS = {"text": Paint("text"), "muted": Paint("muted"), "rule": Paint("rule", 0.6), "ground": Paint("ground")}


class ChartPart(Struct, frozen=True):
    """A chart. `labels` are the printed words, `tones` the looks of its series; `source` says under it where the numbers are from."""

    chart: Chart
    labels: Mapping[str, str]
    tones: tuple[Tone, ...]
    alt: str
    source: TextItem | None
    block: str
    where: Place
    build: int = 0

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        """The least height: a share of its slot's, and the line under it."""
        return ground.slot.inner.h * LEAST_CHART + self.below(width, ground)

    def wanted(self, width: float, ground: Ground) -> float:
        """All of its slot."""
        return ground.slot.inner.h

    def below(self, width: float, ground: Ground) -> float:
        """The height of the line under it and its gap."""
        if self.source is None:
            return 0.0
        return height_of(set_all((self.source,), width, Scale(), ground.measure)) + _GAP

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        return 0.0, self.where

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[ChartPart | None, ChartPart | None]:
        return (self, None) if self.height(width, scale, ground) <= limit + 1e-6 else (None, self)

    def laid(self, width: float, height: float, ground: Ground) -> Laid:
        """The chart laid out on that room, in the body's font."""
        from courseware.chart.layout import lay_out_chart
        from courseware.deck.sizer import FontSizer

        policy = ground.policy
        size = policy.caption_size if width >= NARROW else policy.small_floor
        sizer = FontSizer(ground.measure, ground.kit.fonts["body"])
        return lay_out_chart(self.chart, width, height, sizer, labels=self.labels, tones=self.tones, size=size)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        from courseware.deck.drawn import Pen

        idx = ground.take() if alone and ground.slot.kind in HOMES else None
        ground.free = ground.free and not alone
        below = self.below(rect.w, ground)
        box = Rect(rect.x, rect.y, rect.w, max(rect.h - below, 1.0))
        laid = self.laid(box.w, box.h, ground)
        pen = Pen(ground.kit.palette, ground.kit.fonts["body"], ground.measure)
        name = ground.name("Chart")
        blocks = (self.block,) if self.block else ()
        drawing = DrawingBox(
            rect=box, parts=pen.draw(laid.scene, box.x, box.y), name=name, alt=self.alt, build=self.build, blocks=blocks
        )
        boxes: list[SlideBox] = [
            ChartBox(
                rect=box,
                chart=self.chart,
                plan=laid.plan,
                drawing=drawing,
                inks=tuple((pen.ink(tone.fill), pen.ink(tone.on)) for tone in laid.plan.tones),
                palette={name: pen.ink(paint) for name, paint in _PAINTS.items()},
                family=ground.kit.fonts["body"],
                name=name,
                alt=self.alt,
                idx=idx,
                build=self.build,
                blocks=blocks,
            )
        ]
        if self.source is not None:
            boxes.append(
                caption_box(self.source, Rect(rect.x, box.bottom + _GAP, rect.w, below - _GAP), Scale(), ground)
            )
        return boxes
