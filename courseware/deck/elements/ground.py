"""Where elements are placed, and what the placing needs to know."""

from __future__ import annotations

from msgspec import Struct, field

from courseware.deck.dress import PanelDress
from courseware.deck.kit import Kit, Policy, Rect, SlotBox
from courseware.deck.measure import Measure
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, TextItem, height_of, set_all
from courseware.deck.slides import ShapeBox, TextBox


class Ground(Struct, eq=False):
    """Where elements are placed: the kit, the slot they stand in, and whether its placeholder is still free; `moved` where it isn't the layout's rectangle."""

    kit: Kit
    slot: SlotBox
    measure: Measure
    free: bool = True
    moved: bool = False
    names: dict[str, int] = field(default_factory=dict)
    tight: bool = False
    """Whether a paragraph may be parted with one line on either side, as its box holds no more."""

    @property
    def policy(self) -> Policy:
        return self.kit.policy

    def name(self, word: str) -> str:
        """A name for the selection pane: `Table`, `Table 2`."""
        self.names[word] = self.names.get(word, 0) + 1
        return word if self.names[word] == 1 else f"{word} {self.names[word]}"

    def take(self) -> int | None:
        """The slot's placeholder, once."""
        idx = self.slot.idx if self.free else None
        self.free = False
        return idx


def top_rule(rect: Rect, dress: PanelDress, kind: str, ground: Ground, build: int = 0) -> list[ShapeBox]:
    """The rule along the top of a panel, where the brand draws one."""
    ink = dress.colour(kind)
    if ink is None or not dress.top:
        return []
    line = Rect(rect.x, rect.y, rect.w, dress.top)
    return [ShapeBox(rect=line, kind="rect", name=ground.name("Rule"), fill=ink, build=build)]


CAPTION_GAP = 6.0
"""Points between an object and its caption."""


def caption_room(item: TextItem | None, width: float, ground: Ground) -> float:
    """The height of a caption in `width` points with the gap above it; nothing where there is none."""
    return 0.0 if item is None else height_of(set_all((item,), width, Scale(), ground.measure)) + CAPTION_GAP


def caption_box(item: TextItem, rect: Rect, scale: Scale, ground: Ground) -> TextBox:
    """A caption as a text box of its own, in `rect`."""
    found = set_all((item,), rect.w, scale, ground.measure)
    paragraphs = place_all(found, rect.x, rect.y, rect.w, rect.h, "t", ground.measure)
    return TextBox(
        rect=rect, paragraphs=paragraphs, name=ground.name("Caption"), kind="text", moved=True, scale=scale.factor
    )
