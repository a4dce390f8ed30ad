"""Slots that stand under each other share their room: a question that is longer than its slot moves its answers down."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from courseware.deck.elements import Ground, Stack
from courseware.deck.kit import Rect
from courseware.deck.setting import Scale

SHARED = (("stem", "options"),)
"""Slots and those under them that give way."""
KEPT = 0.5
"""The share of its room that the lower slot keeps."""


def share_room(flowing: dict[str, Stack], ground: dict[str, Ground], bottom: float, scales: Iterable[Scale]) -> None:
    """Makes the upper of two slots as high as it needs to be, and lets the lower one reach to `bottom` where nothing stands there.

    All stays as the layout has it where that is enough; else both fit at the largest of `scales` that allows it, or the upper one gets what it
    needs at the smallest, as far as the lower one can give it.
    """
    for upper, lower in SHARED:
        if upper not in flowing or lower not in flowing or not _stacked(ground[upper], ground[lower]):
            continue
        high, low = ground[upper], ground[lower]
        if all(_fits(flowing[name], ground[name], Scale()) for name in (upper, lower)):
            continue
        others = [each.slot.rect.y for name, each in ground.items() if name != lower and _stacked(low, each)]
        spare = max(min([bottom, *others]) - low.slot.rect.bottom, 0.0)
        room = low.slot.rect.h + spare
        for scale in scales:
            needed = _needed(flowing[upper], high, scale) - high.slot.inner.h
            grown = min(max(needed, 0.0), room * (1 - KEPT))
            ground[upper], ground[lower] = _moved(high, 0.0, grown), _moved(low, grown, spare - grown)
            if all(_fits(flowing[name], ground[name], scale) for name in (upper, lower)):
                break


def _needed(stack: Stack, ground: Ground, scale: Scale) -> float:
    return stack.height(ground.slot.inner.w, scale, ground) / (1 - ground.policy.slack)


def _fits(stack: Stack, ground: Ground, scale: Scale) -> bool:
    return _needed(stack, ground, scale) <= ground.slot.inner.h + 1e-6


def _stacked(high: Ground, low: Ground) -> bool:
    upper, lower = high.slot.rect, low.slot.rect
    return upper.bottom <= lower.y and upper.x < lower.right and lower.x < upper.right


def _moved(ground: Ground, down: float, taller: float) -> Ground:
    rect = ground.slot.rect
    moved = Rect(rect.x, rect.y + down, rect.w, rect.h + taller)
    return replace(ground, slot=replace(ground.slot, rect=moved), moved=True)
