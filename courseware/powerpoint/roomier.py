"""A provider's boxes that are too small to teach from, given room: margins drawn in, a narrow title and a small text box enlarged into what is free around."""

from __future__ import annotations

import math
from collections.abc import Sequence

from msgspec.structs import replace

from courseware.deck.kit import Rect
from courseware.powerpoint.masters import occupied
from courseware.powerpoint.places import FOOT, TITLES
from courseware.powerpoint.template import Placeholder, Sheet

_MARGIN = 0.05  # of the slide's width, left free at its edges
_MOST_INSETS = 0.22  # of a box's width, and of its height, that its margins may take
_LETTERS = 90  # of a title that its box must hold at the least size: two long lines
_ENOUGH = 0.75  # of these letters: a box that holds so many stays as its designer drew it
_LETTER, _LINE = 0.55, 1.25  # the width of a letter and the height of a line, by size
_LEAST_AREA, _LEAST_WIDTH, _LEAST_HEIGHT = 0.16, 0.34, 0.26  # of the slide, for its one text box
_LOGO = 0.4  # of the slide's width: a wider picture is a ground, on which a title is meant to stand
_MOST_OF_TITLE, _GAP = 0.55, 6.0
_SMALL = 0.05  # of the slide's height: a box that low is a line for a date or a name


def roomier(sheet: Sheet, width: float, height: float, least: float) -> Sheet:
    """The layout as slides use it: what is changed is written on the slide, the template stays as it is.

    `least` is the least size of titles in points; text doesn't grow over what else stands on the layout.
    """
    placeholders = tuple(_thinner(p) if p.kind not in FOOT else p for p in sheet.placeholders)
    sheet = replace(sheet, placeholders=placeholders)
    titles = sheet.of(*TITLES)
    if titles and not _holds_a_title(titles[0], least):
        sheet = _with(sheet, titles[0], _title_place(titles[0], sheet, width, height, least))
    for title in sheet.of(*TITLES)[:1]:
        beside = _beside(title, [logo for logo in occupied(sheet, width, height, "pic") if logo.w < _LOGO * width])
        if beside != title.rect and _holds_a_title(replace(title, rect=beside), least):
            sheet = _with(sheet, title, beside)
    main = _lone_text(sheet)
    if main is not None and _is_small(main, width, height):
        wider = clear(_free(sheet, main, width, height), main.rect, occupied(sheet, width, height))
        if wider.w * wider.h > 1.3 * main.rect.w * main.rect.h:
            sheet = _with(sheet, main, wider)
    return sheet


def _with(sheet: Sheet, changed: Placeholder, rect: Rect) -> Sheet:
    new = replace(changed, rect=rect)
    return replace(sheet, placeholders=tuple(new if p is changed else p for p in sheet.placeholders))


def _thinner(placeholder: Placeholder) -> Placeholder:
    """The placeholder with margins that leave room for text."""
    left, top, right, bottom = placeholder.insets
    across, down = _MOST_INSETS * placeholder.rect.w, _MOST_INSETS * placeholder.rect.h
    x = min(1.0, across / (left + right)) if left + right > 0 else 1.0
    y = min(1.0, down / (top + bottom)) if top + bottom > 0 else 1.0
    if min(left, top, right, bottom) < 0 or min(x, y) == 1.0:
        return placeholder
    return replace(placeholder, insets=(left * x, top * y, right * x, bottom * y))


def _holds_a_title(title: Placeholder, least: float) -> bool:
    size = min(title.levels[0].size, least)
    inner = title.rect.inset(*title.insets)
    lines = math.floor(inner.h / (size * _LINE))
    return lines * math.floor(inner.w / (size * _LETTER)) >= _ENOUGH * _LETTERS and inner.w > 7 * size


def _title_place(title: Placeholder, sheet: Sheet, width: float, height: float, least: float) -> Rect:
    """The title's box as wide as the text beneath it or the slide, and high enough, towards the side where nothing stands."""
    size = min(title.levels[0].size, least)
    left, top, right, bottom = title.insets
    edge = _MARGIN * width
    boxes = [p.rect for p in sheet.content if p.rect.h > _SMALL * height]
    x = min((rect.x for rect in boxes), default=edge)
    end = max((rect.right for rect in boxes), default=width - edge)
    x, end = min(max(x, 0.0), title.rect.x), max(min(end, width), title.rect.right)
    if end - x < 0.5 * width:
        x, end = min(edge, x), max(width - edge, end)
    beside = [rect for rect in boxes if rect.y < title.rect.bottom - 1 and rect.bottom > title.rect.y + 1]
    for rect in beside:  # a column of its own keeps to it
        if rect.x >= title.rect.right - 1:
            end = min(end, rect.x)
        elif rect.right <= title.rect.x + 1:
            x = max(x, rect.right)
    letters = max(math.floor((end - x - left - right) / (size * _LETTER)), 1)
    high = math.ceil(_LETTERS / letters) * size * _LINE + top + bottom + 2
    above = max((rect.bottom for rect in boxes if rect.bottom <= title.rect.y + 1), default=0.3 * edge)
    under = min((rect.y for rect in boxes if rect.y >= title.rect.bottom - 1), default=height - edge)
    if high <= title.rect.h:
        return Rect(x, title.rect.y, end - x, title.rect.h)
    y = title.rect.y
    if y + high > under:
        y = max(above, under - high)
    return Rect(x, y, end - x, max(min(high, under - y), title.rect.h))


def _beside(title: Placeholder, logos: Sequence[Rect]) -> Rect:
    """The title's box as far as the logos that stand on one of its ends."""
    rect = title.rect
    for logo in logos:
        if not logo.meets(rect.inset(*title.insets), -1):
            continue
        left = replace(rect, w=logo.x - _GAP - rect.x)
        right = replace(rect, x=logo.right + _GAP, w=rect.right - logo.right - _GAP)
        wider = max(left, right, key=lambda side: side.w)
        if wider.w >= _MOST_OF_TITLE * rect.w:
            rect = wider
    return rect


def _lone_text(sheet: Sheet) -> Placeholder | None:
    """The one text box of a layout for text: a cover's lines are small on purpose."""
    boxes = sheet.of("body", "obj", "tbl", "chart")
    alone = len(boxes) == 1 and len(sheet.content) == 1 and not sheet.of("ctrTitle")
    return boxes[0] if alone and sheet.type not in ("title", "secHead") else None


def _is_small(box: Placeholder, width: float, height: float) -> bool:
    inner = box.rect.inset(*box.insets)
    area = inner.w * inner.h < _LEAST_AREA * width * height
    return area or inner.w < _LEAST_WIDTH * width or inner.h < _LEAST_HEIGHT * height


def clear(free: Rect, box: Rect, taken: Sequence[Rect]) -> Rect:
    """The most of the `free` place around a `box` on which nothing `taken` stands, but what the box itself stands on."""
    for other in taken:
        if other.meets(box, -1) or not other.meets(free, -1):
            continue
        sides = (
            Rect(free.x, free.y, other.x - free.x, free.h),
            Rect(other.right, free.y, free.right - other.right, free.h),
            Rect(free.x, free.y, free.w, other.y - free.y),
            Rect(free.x, other.bottom, free.w, free.bottom - other.bottom),
        )
        holding = [side for side in sides if side.w > 0 and side.h > 0 and side.holds(box, 1)]
        free = max(holding, key=lambda side: side.w * side.h, default=box)
    return free


def _free(sheet: Sheet, main: Placeholder, width: float, height: float) -> Rect:
    """The strip between title and foot, or beside a title that stands in a column of its own."""
    edge = _MARGIN * width
    foot = min((p.rect.y for p in sheet.of(*FOOT) if p.rect.y > 0.7 * height), default=height - edge) - 4
    x, y, right, bottom = edge, edge, width - edge, foot
    for title in sheet.of(*TITLES)[:1]:
        rect = title.rect
        if rect.h > 0.5 * height and rect.w < 0.45 * width:
            x, right = (max(x, rect.right + 12), right) if rect.x < width / 2 else (x, min(right, rect.x - 12))
        elif rect.y + rect.h / 2 < 0.5 * height:
            y = max(y, rect.bottom + 0.02 * height)
        else:
            bottom = min(bottom, rect.y - 0.02 * height)
    return Rect(x, y, max(right - x, main.rect.w), max(bottom - y, main.rect.h))
