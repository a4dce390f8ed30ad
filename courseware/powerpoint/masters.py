"""Which of a template's masters the content stands on: templates often have one for the cover, one for the text, one for quotations."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from courseware.deck.kit import Rect
from courseware.powerpoint.places import placeholder_of, rectangle
from courseware.powerpoint.template import Sheet
from courseware.powerpoint.xml import P, elements, first, local, truth

_OPENING = ("cover", "closing")
_SHOWN = ("section", "quote", "picture", "picture-caption", "big-number", "legal", "blank")
"""Roles whose slides may look otherwise than those around them."""
_FULL_SET = 3  # layouts of a master that was drawn for slides of all kinds
_CLOSE = 0.75
_LITTLE = 0.04  # of a text box, covered: a corner of a logo
_LOW = 0.45  # a title that ends below this share of the height leaves no slide for the text
_WHOLE = 0.9  # of a slide: what covers it all is its ground


def by_home(sheets: Sequence[Sheet], width: float, height: float) -> list[Sheet]:
    """The layouts with those of the master first that has the most room for text, and the least that stands on it; of equal masters the first."""
    rooms: dict[str, tuple[float, float]] = {}
    for sheet in sheets:
        rooms[sheet.master.part] = max(rooms.get(sheet.master.part, (0.0, 0.0)), _room(sheet, width, height))
    if len(rooms) < 2:
        return list(sheets)
    most = max(room for room, _ in rooms.values())
    wide = [part for part, (room, _) in rooms.items() if room >= _CLOSE * most]
    home = min(wide, key=lambda part: max(rooms[part][1], _LITTLE))
    return sorted(sheets, key=lambda sheet: sheet.master.part != home)


def by_role(sheets: Sequence[Sheet]) -> Callable[[str], Sequence[Sheet]]:
    """The layouts that may serve a role, given in the order of `by_home`: cover and closing take the first master's first; what stands among text stays on the
    text's master, so that the look doesn't change from slide to slide.
    """
    opening = sorted(sheets, key=lambda sheet: sheet.master.number)
    home = [sheet for sheet in sheets if sheet.master is sheets[0].master]
    if len(home) < _FULL_SET or not any(len(sheet.content) == 1 for sheet in home):
        home = list(sheets)

    def serving(role: str) -> Sequence[Sheet]:
        return opening if role in _OPENING else sheets if role in _SHOWN else home

    return serving


def occupied(sheet: Sheet, width: float, height: float, kind: str = "") -> list[Rect]:
    """Where something (of this `kind`: `pic`) stands on a layout or on its master that is no placeholder and covers less than the slide: text had
    better stand beside it.
    """
    roots = [sheet.root, *([sheet.master.root] if truth(sheet.root, "showMasterSp", True) else [])]
    found = []
    for root in roots:
        tree = first(root, P + "cSld", P + "spTree")
        for shape in elements(tree) if tree is not None else ():
            rect = rectangle(shape) if placeholder_of(shape) is None else None
            if rect is not None and 0 < rect.w * rect.h < _WHOLE * width * height and kind in ("", local(shape)):
                found.append(rect)
    return found


def _room(sheet: Sheet, width: float, height: float) -> tuple[float, float]:
    """The area of a layout's one text box beneath a title, and the share of it that something covers; nothing for other layouts."""
    titles, boxes = sheet.of("title"), sheet.of("obj", "body")
    if len(sheet.content) != 1 or not boxes or not titles or titles[0].rect.bottom > _LOW * height:
        return 0.0, 0.0
    box = boxes[0].rect
    area = box.w * box.h
    return area, sum(_shared(rect, box) for rect in occupied(sheet, width, height)) / max(area, 1.0)


def _shared(one: Rect, other: Rect) -> float:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across * down if across > 0 and down > 0 else 0.0
