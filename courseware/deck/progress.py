"""Progress marks: how far a deck has come, as a thin bar or a mark for each topic at the slide's foot, where a brand wants them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from courseware.deck.kit import Kit, Layout, Rect
from courseware.deck.slides import Page, ShapeBox, SlideBox

BAR, TOPICS = "bar", "topics"
WITHOUT = frozenset({"cover", "section", "closing", "legal", "blank", "picture"})
"""Roles whose slides have no marks: they are pictures of their own."""
HIGH = 4.0
"""The height of the marks in points."""
GAP = 6.0
"""Between the marks of two topics."""


def with_progress(pages: Sequence[Page], kit: Kit, form: str) -> list[Page]:
    """The pages with their marks, for looks only. A layout without a free strip at its foot has none."""
    if form not in (BAR, TOPICS):
        return list(pages)
    topics = _topics(pages)
    shown = [number for number, page in enumerate(pages) if not page.hidden]
    made = []
    for number, page in enumerate(pages):
        strip = _strip(page, kit)
        if strip is not None:
            past = sum(each <= number for each in shown)
            marks = _bar(strip, past / max(len(shown), 1)) if form == BAR else _marks(strip, topics, number)
            inked = [
                ShapeBox(rect=rect, kind="rect", name=f"Progress {n}", fill=kit.ink(ink))
                for n, (rect, ink) in enumerate(marks, 1)
            ]
            page = replace(page, boxes=(*page.boxes, *inked))
        made.append(page)
    return made


def _topics(pages: Sequence[Page]) -> list[int]:
    """The numbers of the pages at which topics begin: the deck's sections, without the one that opens it with its cover."""
    found = [number for number, page in enumerate(pages) if page.section]
    return [number for number in found if pages[number].role != "cover"]


def _bar(strip: Rect, share: float) -> Iterator[tuple[Rect, str]]:
    yield strip, "rule"
    if share > 0:
        yield Rect(strip.x, strip.y, strip.w * share, strip.h), "accent"


def _marks(strip: Rect, topics: Sequence[int], number: int) -> Iterator[tuple[Rect, str]]:
    """A mark for each topic, those that are done and the present one in the accent colour."""
    if len(topics) < 2:
        return
    wide = (strip.w - GAP * (len(topics) - 1)) / len(topics)
    for n, begin in enumerate(topics):
        yield Rect(strip.x + n * (wide + GAP), strip.y, wide, strip.h), "accent" if begin <= number else "rule"


def _strip(page: Page, kit: Kit) -> Rect | None:
    """Where the marks stand: along the slide's lower edge, else under the content; None where both are taken."""
    if page.role in WITHOUT:
        return None
    layout = kit.layouts[page.role]
    if layout.key != page.layout:
        layout = next((each for each in kit.named.values() if each.key == page.layout), layout)
    usual = kit.layouts["content"].frame  # the marks stand at one place on slides of every layout
    frame = usual if usual.w > 0 else Rect(kit.width * 0.05, 0.0, kit.width * 0.9, kit.height * 0.9)
    left, wide = frame.x, frame.w
    foot = max((slot.rect.bottom for slot in layout.foot if slot.rect.y > kit.height / 2), default=frame.bottom)
    candidates = (
        Rect(left, kit.height - HIGH - 4.0, wide, HIGH),
        Rect(left, (foot + kit.height) / 2 - HIGH / 2, wide, HIGH),
        Rect(left, frame.bottom + 4.0, wide, HIGH),
    )
    return next((each for each in candidates if _is_free(each, page, layout, kit)), None)


def _is_free(strip: Rect, page: Page, layout: Layout, kit: Kit) -> bool:
    """Whether nothing stands on a strip but the slide's ground."""
    if strip.bottom > kit.height or strip.w <= 0:
        return False
    page_area = kit.width * kit.height
    taken = [slot.rect for slot in (*layout.foot, *layout.slots.values())]
    taken += [decor.rect for decor in layout.decor if decor.rect.w * decor.rect.h < page_area * 0.95]
    taken += [box.rect for box in page.boxes if not _is_ground(box, page_area)]
    if any(_is_ground(box, page_area) for box in page.boxes):
        return False
    return not any(_meet(strip, each) for each in taken)


def _is_ground(box: SlideBox, page_area: float) -> bool:
    return box.rect.w * box.rect.h >= page_area * 0.9


def _meet(one: Rect, other: Rect) -> bool:
    y, bottom = min(other.y, other.bottom), max(other.y, other.bottom)
    return one.x < other.right and other.x < one.right and one.y < bottom + 1 and y < one.bottom + 1
