"""Paragraphs under each other."""

from __future__ import annotations

from msgspec import Struct

from courseware.deck.dress import Rule
from courseware.deck.elements.ground import Ground
from courseware.deck.kit import Rect
from courseware.deck.parting import part_item
from courseware.deck.placing import place_all
from courseware.deck.setting import Scale, TextItem, height_of, set_all
from courseware.deck.signs import sign_boxes
from courseware.deck.slides import ShapeBox, SlideBox, TextBox
from courseware.problems import Place

FOOT_RULE, FOOT_GAP = 96.0, 5.0
"""The length of the rule above footnotes, and how far above them it is drawn, in points."""


class TextPart(Struct, frozen=True):
    """Paragraphs under each other."""

    items: tuple[TextItem, ...]
    foot: Rule | None = None
    """What is drawn above footnotes, which stand at the bottom of their slot; None for running text."""

    def height(self, width: float, scale: Scale, ground: Ground) -> float:
        return height_of(set_all(self.items, width, scale, ground.measure))

    def overflow(self, width: float, scale: Scale, ground: Ground) -> tuple[float, Place]:
        """The worst word that is wider than its line: by which factor, and where."""
        worst = max(set_all(self.items, width, scale, ground.measure), key=lambda each: each.overflow, default=None)
        return (0.0, Place("")) if worst is None else (worst.overflow, worst.item.place)

    def split(
        self, width: float, limit: float, scale: Scale, ground: Ground
    ) -> tuple[TextPart | None, TextPart | None]:
        """What fits in `limit`, and the rest. Whole paragraphs where that is possible, a term never without what it explains, and a point
        with the first of those under it.
        """
        found = set_all(self.items, width, scale, ground.measure)
        count = 0
        while count < len(found) and height_of(found[: count + 1]) <= limit:
            count += 1
        if count == len(found):
            return self, None
        whole = count
        while whole and self._leads(whole):
            whole -= 1
        if whole > 2 and self.items[whole - 2].keep and not self.items[whole].keep:
            whole -= 2  # a heading goes along with what is under it, rather than stay with the first of it
        if not whole:  # a point with more under it than a slide holds: part it all the same
            whole = count
            while whole and self.items[whole - 1].keep:
                whole -= 1
        if whole:
            return TextPart(self.items[:whole]), TextPart(self.items[whole:])
        tall = found[count]
        used = height_of(found[:count])
        lines = 0
        while lines < len(tall.lines) and used + sum(line.height for line in tall.lines[: lines + 1]) <= limit:
            lines += 1
        if not ground.tight:  # a lonely line looks like a mistake
            lines = min(lines, len(tall.lines) - 2)
        if lines < (1 if ground.tight else 2):
            return None, self
        head, tail = part_item(tall, lines, width, scale, ground.measure)
        return TextPart((*self.items[:count], head)), TextPart((tail, *self.items[count + 1 :]))

    def _leads(self, count: int) -> bool:
        """Whether the last of the first `count` paragraphs would stand without what it leads to: a term's text, the points under a point."""
        last, following = self.items[count - 1], self.items[count]
        return last.keep or (bool(last.bullet_text) and following.level > last.level)

    def place(self, rect: Rect, scale: Scale, ground: Ground, alone: bool) -> list[SlideBox]:
        slot = ground.slot
        found = set_all(self.items, rect.w, scale, ground.measure)
        idx = ground.take()
        blocks = tuple(dict.fromkeys(item.block for item in self.items if item.block))
        if alone and idx is not None:
            box, insets, moved = slot.rect, slot.insets, ground.moved
        elif alone:
            box, insets, moved = slot.rect, slot.insets, True
        else:
            left, top, right, bottom = slot.insets
            box, insets, moved = (
                Rect(rect.x - left, rect.y - top, rect.w + left + right, rect.h + top + bottom),
                slot.insets,
                True,
            )
        inner = box.inset(*insets)
        anchor = slot.anchor if alone else "t"
        paragraphs = place_all(found, inner.x, inner.y, inner.w, inner.h, anchor, ground.measure)
        if self.foot is not None and self.foot.drawn:
            line = Rect(inner.x, inner.y - FOOT_GAP, min(FOOT_RULE, inner.w), self.foot.width)
            ruled = [ShapeBox(rect=line, kind="rect", name=ground.name("Footnote rule"), fill=self.foot.ink)]
        else:
            ruled = []
        name = ground.name(slot.name.replace("-", " ").capitalize() if idx is not None or alone else "Text")
        return [
            *ruled,
            TextBox(
                rect=box,
                paragraphs=paragraphs,
                name=name,
                kind=slot.kind if idx is not None else "text",
                idx=idx,
                moved=moved,
                scale=scale.factor,
                insets=insets,
                anchor=anchor,
                blocks=blocks,
            ),
            *sign_boxes((item.sign for item in self.items), paragraphs),
        ]
