"""Places for slots that a template has no placeholder for: the house's own arrangement, laid into the template's free room in the template's styles."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from courseware.deck.kit import Ink, Rect, SlotBox, TextStyle
from courseware.deck.roles import ROLES
from courseware.powerpoint.places import FOOT, TITLES
from courseware.powerpoint.template import Placeholder, Sheet
from courseware.powerpoint.theme import Palette

LISTS = ("body", "left", "middle", "right", "options")
"""Slots that hold lists: they keep the template's bullets and levels. The others hold lines of text in one style."""
PROSE = ("stem", "quote", "rationale", "caption", "left-heading", "right-heading")
"""Slots that hold sentences beside lists."""

_GAP = 8.0
_LEAST = 24.0  # points of height below which no line of text can stand
_MARGIN = 0.05  # of the slide's width, where a layout has no title to line up with


class Measures(Struct, frozen=True):
    """What composing needs of the template and of the house.

    `frame` is the house's content region, `region` the template's; `body` and `heading` are the template's running text and heading font;
    `inks` renames colours of the house where a template has no equal, `home` is the colours of the template's content layout.
    """

    width: float
    height: float
    frame: Rect
    region: Rect
    body: tuple[TextStyle, ...]
    heading: str
    palette: Mapping[str, Ink]
    spec: Mapping[str, Any]
    inks: Mapping[str, str] = field(default_factory=dict)
    home: Palette | None = None

    def slot(self, role: str, slot: str) -> Mapping[str, Any]:
        """What layouts.yml says of a role's slot; nothing where it doesn't know it."""
        layout = self.spec.get("layouts", {}).get(role) or {}
        return (layout.get("slots") or {}).get(slot) or {}

    def place(self, role: str, slot: str) -> Rect:
        """The slot's rectangle in the house; one that the house doesn't place has its whole frame."""
        at = self.slot(role, slot).get("at")
        return Rect(*(float(value) for value in at)) if at else self.frame

    @property
    def house_size(self) -> float:
        """The size of the house's running text."""
        levels = self.spec.get("text", {}).get("body", {}).get("levels") or [{}]
        return float(levels[0].get("size", 24.0))

    @property
    def enlarged(self) -> float:
        """How much taller the template's slides are than the house's."""
        return self.height / float(self.spec.get("page", {}).get("height", 540.0))


def box(slot: str, placeholder: Placeholder, rect: Rect | None = None) -> SlotBox:
    """A slot in its placeholder, resized to `rect` where one is given."""
    return SlotBox(
        name=slot, rect=rect or placeholder.rect, levels=placeholder.levels, idx=placeholder.idx, kind=placeholder.kind, insets=placeholder.insets,
        anchor=placeholder.anchor,
    )  # fmt: skip


def free_box(role: str, slot: str, rect: Rect, measures: Measures, beside: SlotBox | None = None) -> SlotBox:
    """A slot as a text box of its own, in the template's fonts and the house's proportions.

    On a layout with a look of its own (a dark cover, a centred title) it takes colour and alignment from the box that it stands `beside`.
    """
    said = measures.slot(role, slot)
    levels = _levels(slot, said, rect, measures)
    if beside is not None:
        near = beside.levels[0]
        levels = tuple(replace(style, ink=near.ink, align=near.align) for style in levels)
    return SlotBox(name=slot, rect=rect, levels=levels, idx=None, kind="body", anchor=_anchor(said))


def compose_stand_in(role: str, taken: Mapping[str, Placeholder], measures: Measures) -> dict[str, SlotBox]:
    """All slots but the title, laid out as in the house within the template's content region; those in `taken` keep their placeholder."""
    slots = [slot for slot in ROLES[role] if slot != "title"]
    places = {slot: measures.place(role, slot) for slot in slots}
    source = (
        _around([measures.frame])
        if all(measures.frame.holds(place, 1) for place in places.values())
        else _around(list(places.values()))
    )
    boxes: dict[str, SlotBox] = {}
    for slot in slots:
        rect = _mapped(places[slot], source, measures.region)
        if slot in taken:
            left, top, right, bottom = taken[slot].insets
            outer = Rect(rect.x - left, rect.y - top, rect.w + left + right, rect.h + top + bottom)
            boxes[slot] = _restyled(box(slot, taken[slot], outer), measures.slot(role, slot), slot, rect, measures)
        else:
            boxes[slot] = free_box(role, slot, rect, measures)
    return boxes


def compose_missing(role: str, sheet: Sheet, boxes: Mapping[str, SlotBox], measures: Measures) -> dict[str, SlotBox]:
    """The slots that a layout made for this role lacks, in the free room above or below what it has, on the side where the house has them.

    Where there is too little room below, the lowest box gives some of its own.
    """
    missing = [slot for slot in ROLES[role] if slot not in boxes and slot != "title"]
    held = list(boxes.values())
    if not held:
        places = {slot: _mapped(measures.place(role, slot), measures.frame, measures.region) for slot in missing}
        return {slot: free_box(role, slot, place, measures) for slot, place in places.items()}
    lead = boxes.get("title", held[0])
    column = lead.inner
    top, lowest = min(b.rect.y for b in held), max(held, key=lambda b: b.rect.bottom)
    above = [slot for slot in missing if _above_title(role, slot, measures) and top - _GAP > 2 * _LEAST * len(missing)]
    below = [slot for slot in missing if slot not in above]
    found: dict[str, SlotBox] = {}
    if above:
        margin = min(column.x, 0.07 * measures.height)
        found |= _stacked(role, above, Rect(column.x, margin, column.w, top - _GAP - margin), measures, lead)
    if below:
        bottom = lowest.rect.bottom
        room = max(_foot(sheet, measures.height) - bottom - _GAP, 0.0)
        wanted = sum(min(measures.place(role, slot).h, 2.5 * _LEAST) for slot in below)
        if room < wanted and lowest.name != "title" and lowest.rect.h > 2 * _LEAST:
            given = min(wanted - room, 0.55 * lowest.rect.h)
            found[lowest.name] = replace(lowest, rect=replace(lowest.rect, h=lowest.rect.h - given))
            bottom, room = bottom - given, room + given
        least = _LEAST * len(below)
        strip = Rect(column.x, bottom + _GAP, column.w, room) if room >= least else _last_strip(column, least, measures)
        found |= _stacked(role, below, strip, measures, boxes.get("subtitle", lead))
    return found


def _above_title(role: str, slot: str, measures: Measures) -> bool:
    return "at" in measures.slot(role, "title") and measures.place(role, slot).y < measures.place(role, "title").y


def _last_strip(column: Rect, height: float, measures: Measures) -> Rect:
    """Lines at the very bottom of the slide, for layouts that are full."""
    return Rect(column.x, 0.97 * measures.height - height, column.w, height)


def _foot(sheet: Sheet, height: float) -> float:
    """Where the layout's foot begins; its placeholders may also stand at the top."""
    return min((p.rect.y for p in sheet.of(*FOOT) if p.rect.y > 0.7 * height), default=height * (1 - _MARGIN))


def is_open(sheet: Sheet, measures: Measures) -> bool:
    """Whether a layout leaves its content to the author: one large text placeholder, or nothing under a title at the top."""
    if len(sheet.content) == 1:
        return _main_box(sheet, measures.width, measures.height) is not None
    titles = sheet.of(*TITLES)
    return not sheet.content and bool(titles) and titles[0].rect.bottom < 0.4 * measures.height


def _main_box(sheet: Sheet, width: float, height: float) -> Placeholder | None:
    boxes = sorted(sheet.of("body", "obj", "tbl", "chart"), key=lambda p: -p.rect.w * p.rect.h)
    return boxes[0] if boxes and boxes[0].rect.w > 0.5 * width and boxes[0].rect.h > 0.3 * height else None


def content_region(sheet: Sheet, width: float, height: float) -> Rect:
    """Where a template has its content: inside its largest text placeholder, else in the larger strip under or over the title."""
    boxes = sorted(sheet.of("body", "obj", "tbl", "chart"), key=lambda p: -p.rect.w * p.rect.h)
    if boxes and boxes[0].rect.w > 0.3 * width and boxes[0].rect.h > 0.2 * height:
        inner = boxes[0].rect.inset(*boxes[0].insets)
        x, y = max(inner.x, 0.0), max(inner.y, 0.0)
        return Rect(x, y, min(inner.right, width) - x, min(inner.bottom, height) - y)
    side, foot = _MARGIN * width, _foot(sheet, height) - _GAP
    titles = sheet.of(*TITLES)
    if not titles:
        return Rect(side, 2 * side, width - 2 * side, max(foot - 2 * side, _LEAST))
    title = titles[0]
    inner = title.rect.inset(*title.insets)
    across = (inner.x, inner.w) if inner.w > 0.5 * width else (side, width - 2 * side)
    under, over = title.rect.bottom + 0.02 * height, title.rect.y - _GAP
    if foot - under >= min(over - side, 0.4 * height):
        return Rect(across[0], under, across[1], max(foot - under, _LEAST))
    return Rect(across[0], side, across[1], max(over - side, _LEAST))


def title_and_rest(region: Rect, measures: Measures) -> tuple[Rect, Rect]:
    """A place for a title at the top of the slide, and the rest of the content `region` below it."""
    top = _MARGIN * measures.height
    high = max(region.y - top - _GAP, 0.13 * measures.height)
    below = max(region.y, top + high + _GAP)
    return Rect(region.x, top, region.w, high), Rect(region.x, below, region.w, max(region.bottom - below, _LEAST))


def _stacked(role: str, slots: Sequence[str], strip: Rect, measures: Measures, beside: SlotBox) -> dict[str, SlotBox]:
    wishes = [max(measures.place(role, slot).h, _LEAST) for slot in slots]
    share = (strip.h - _GAP * (len(slots) - 1)) / sum(wishes)
    boxes, y = {}, strip.y
    for slot, wish in zip(slots, wishes, strict=True):
        boxes[slot] = free_box(role, slot, Rect(strip.x, y, strip.w, wish * share), measures, beside)
        y += wish * share + _GAP
    return boxes


def _levels(slot: str, said: Mapping[str, Any], rect: Rect, measures: Measures) -> tuple[TextStyle, ...]:
    """Nine styles for a free slot: the template's body in the size, weight and colour that the house gives the slot.

    Its first level has the size of `_size`, the deeper ones keep their proportion to it.
    """
    body = measures.body
    lists = slot in LISTS and said.get("bullets", True)
    changes: dict[str, Any] = {"align": said.get("align", "l")}
    named = str(said.get("ink", ""))
    ink = measures.inks.get(named, named)
    if ink in measures.palette:
        changes["ink"] = measures.palette[ink]
    changes |= {key: bool(said[key]) for key in ("bold", "italic") if key in said}
    if said.get("font") == "heading":
        changes["family"] = measures.heading
    ratio = _size(slot, said, rect, measures) / body[0].size
    if not lists:
        changes |= {"bullet": None, "margin": 0.0, "indent": 0.0}
        if "line" in said:
            changes |= {"line": float(said["line"]), "line_exact": False}
    if "before" in said:
        changes |= {"before": float(said["before"]), "after": 0.0}
    levels = []
    for style in body if lists else (body[0],) * len(body):
        scaled = {"size": round(style.size * ratio, 1), "before": style.before * ratio, "after": style.after * ratio}
        levels.append(replace(style, **{**scaled, **changes}))
    return tuple(levels)


def _size(slot: str, said: Mapping[str, Any], rect: Rect, measures: Measures) -> float:
    """The size of a free slot's first level.

    A list keeps its proportion to the template's running text, prose nearly so; but one that shares its height with others takes at most so much that its
    place holds as many words as in the house. A figure or a label keeps the house's size, as far as its place is high enough.
    """
    house, running = float(said.get("size", measures.house_size)), measures.body[0].size
    if slot not in LISTS and slot not in PROSE:
        return min(house * measures.enlarged, max(rect.h / 1.3, 10.0))
    wanted = house / measures.house_size * running
    size = wanted if slot in LISTS else min(max(house * measures.enlarged, wanted), 1.25 * house * measures.enlarged)
    width, height = said["at"][2:] if "at" in said else (rect.w, measures.frame.h)
    if height < 0.6 * measures.frame.h:
        size = min(size, house * math.sqrt(rect.w * rect.h / (width * height)))
    return size


def _restyled(slot_box: SlotBox, said: Mapping[str, Any], slot: str, rect: Rect, measures: Measures) -> SlotBox:
    """A placeholder lent to a slot that the house sets in a style of its own (a quotation, one of three columns) takes that style."""
    if slot in LISTS:
        return replace(slot_box, levels=_levels(slot, said, rect, measures)) if "size" in said else slot_box
    return replace(slot_box, levels=_levels(slot, said, rect, measures), anchor=_anchor(said)) if said else slot_box


def _anchor(said: Mapping[str, Any]) -> str:
    return str(said.get("anchor", "t"))


def _mapped(rect: Rect, source: Rect, target: Rect) -> Rect:
    across, down = target.w / source.w, target.h / source.h
    return Rect(
        target.x + (rect.x - source.x) * across, target.y + (rect.y - source.y) * down, rect.w * across, rect.h * down
    )


def _around(rects: Sequence[Rect]) -> Rect:
    x, y = min(r.x for r in rects), min(r.y for r in rects)
    return Rect(x, y, max(max(r.right for r in rects) - x, 1.0), max(max(r.bottom for r in rects) - y, 1.0))
