"""Which of a template's masters the content stands on: templates often have one for the cover, one for the text, one for quotations."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from courseware.deck.kit import Decor, Rect
from courseware.powerpoint.template import Sheet

_OPENING = ("cover", "closing")
_SHOWN = ("section", "quote", "picture", "picture-caption", "big-number", "legal", "blank")
"""Roles whose slides may look otherwise than those around them."""
_FULL_SET = 3  # layouts of a master that was drawn for slides of all kinds
_CLOSE = 0.75
_LOW = 0.45  # a title that ends below this share of the height leaves no slide for the text
_WHOLE = 0.9  # of a slide: what covers it all is its ground


def by_home(sheets: Sequence[Sheet], width: float, height: float, decor: Mapping[str, Sequence[Decor]]) -> list[Sheet]:
    """The layouts with those of the master first that has the most room for text; the first master that has nearly as much wins.

    `decor` is what stands on each layout, by its key: text doesn't stand on it.
    """
    rooms: dict[str, float] = {}
    for sheet in sheets:
        rooms[sheet.master.part] = max(rooms.get(sheet.master.part, 0.0), _room(sheet, width, height, decor))
    if len(rooms) < 2:
        return list(sheets)
    most = max(rooms.values())
    home = next(part for part, room in rooms.items() if room >= _CLOSE * most)
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


def _room(sheet: Sheet, width: float, height: float, decor: Mapping[str, Sequence[Decor]]) -> float:
    """The area of a layout's one text box beneath a title, without what is covered; 0 for other layouts."""
    titles, boxes = sheet.of("title"), sheet.of("obj", "body")
    if len(sheet.content) != 1 or not boxes or not titles or titles[0].rect.bottom > _LOW * height:
        return 0.0
    box = boxes[0].rect
    covered = 0.0
    for shape in decor.get(sheet.key, ()):
        solid = shape.kind in ("rect", "ellipse", "picture") and (shape.picture or shape.fill is not None)
        if solid and shape.rect.w * shape.rect.h < _WHOLE * width * height:
            covered = max(covered, _shared(shape.rect, box))
    return max(box.w * box.h - covered, 0.0)


def _shared(one: Rect, other: Rect) -> float:
    across = min(one.right, other.right) - max(one.x, other.x)
    down = min(one.bottom, other.bottom) - max(one.y, other.y)
    return across * down if across > 0 and down > 0 else 0.0
