"""Where LibreOffice puts each character of a deck, read from its PDF by the character's colour, which names the box it belongs to."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw

from courseware.deck.kit import Rect
from courseware.deck.slides import Page, TableBox, TextBox
from tests.deck.rendering import Owner

OVERHANG = 2.0
"""Points by which a letter's own shape may reach over its box."""
UNSEEN = frozenset("\0\r\n \u00a0\u200b\u200f\ufe0f\u200d")


@dataclass(frozen=True)
class Outside:
    """A word that LibreOffice draws outside its box or the slide."""

    page: str
    box: Owner
    word: str
    drawn: Rect
    room: Rect

    def __str__(self) -> str:
        over = (
            self.room.x - self.drawn.x,
            self.room.y - self.drawn.y,
            self.drawn.right - self.room.right,
            self.drawn.bottom - self.room.bottom,
        )
        sides = ", ".join(
            f"{by:.1f} pt {side}"
            for side, by in zip(("left", "above", "right", "below"), over, strict=True)
            if by > OVERHANG
        )
        return f"slide {self.page}, {self.box[0]} {self.box[1] or ''}: {self.word!r} ({sides})"


@dataclass
class Count:
    """What was looked at: pages, words, characters whose colour names no box, and the words outside."""

    pages: int
    words: int
    strange: int
    outside: list[Outside]


def count(pdf: Path, pages: tuple[Page, ...], owners: list[dict[int, Owner]], size: tuple[float, float]) -> Count:
    """Look at every character of every page."""
    document = pdfium.PdfDocument(pdf)
    found = Count(len(document), 0, 0, [])
    for number, (page, colours) in enumerate(zip(pages, owners, strict=True)):
        drawn = document[number]
        scale = size[0] / drawn.get_width()
        rooms = rooms_of(page, Rect(0.0, 0.0, *size))
        _look(drawn, scale, page.number, colours, rooms, found)
        drawn.close()
    document.close()
    return found


def rooms_of(page: Page, slide: Rect) -> dict[Owner, Rect]:
    """The rectangle of each text box and cell of a slide, as far as it is on the slide; LibreOffice 7.4 mirrors no table. A title that stands
    above the slide on purpose, for who can't see it, has its whole box."""
    rooms: dict[Owner, Rect] = {}
    for box in page.boxes:
        if isinstance(box, TextBox):
            hidden = box.kind == "title" and box.rect.bottom <= 0
            rooms[box.name, 0] = box.rect if hidden else _common(box.rect, slide)
        elif isinstance(box, TableBox):
            cells, top = 0, box.rect.y
            for row in box.rows:
                left = box.rect.x
                for width in box.widths:
                    rooms[box.name, cells] = _common(Rect(left, top, width, row.height), slide)
                    left, cells = left + width, cells + 1
                top += row.height
    return rooms


def _common(one: Rect, other: Rect) -> Rect:
    x, y = max(one.x, other.x), max(one.y, other.y)
    return Rect(x, y, min(one.right, other.right) - x, min(one.bottom, other.bottom) - y)


def _look(
    page: pdfium.PdfPage,
    scale: float,
    number: str,
    colours: Mapping[int, Owner],
    rooms: Mapping[Owner, Rect],
    found: Count,
) -> None:
    word, owner, drawn = "", ("", 0), None
    for sign, rgb, rect in _signs(page, scale):
        mine = colours.get(rgb)
        if sign in UNSEEN or mine is None or (mine != owner and word):
            _close(word, owner, drawn, number, rooms, found)
            word, drawn = "", None
        if sign in UNSEEN:
            continue
        if mine is None:
            found.strange += 1
            continue
        word, owner = word + sign, mine
        drawn = rect if drawn is None else _both(drawn, rect)
    _close(word, owner, drawn, number, rooms, found)


def _close(word: str, owner: Owner, drawn: Rect | None, number: str, rooms: Mapping[Owner, Rect], found: Count) -> None:
    if not word or drawn is None:
        return
    found.words += 1
    room = rooms[owner]
    if (
        drawn.x < room.x - OVERHANG
        or drawn.y < room.y - OVERHANG
        or drawn.right > room.right + OVERHANG
        or drawn.bottom > room.bottom + OVERHANG
    ):
        found.outside.append(Outside(number, owner, word, drawn, room))


def _both(one: Rect, other: Rect) -> Rect:
    """A word's rectangle; one that goes on, on another line, is looked at line by line by its outermost edges."""
    x, y = min(one.x, other.x), min(one.y, other.y)
    return Rect(x, y, max(one.right, other.right) - x, max(one.bottom, other.bottom) - y)


def _signs(page: pdfium.PdfPage, scale: float) -> Iterator[tuple[str, int, Rect]]:
    """Each character with its colour and the rectangle of its ink, in points from the slide's top left corner."""
    text = page.get_textpage()
    height = page.get_height()
    channels = [ctypes.c_uint() for _ in range(4)]
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(text.count_chars()):
        sign = chr(raw.FPDFText_GetUnicode(text, index))
        raw.FPDFText_GetFillColor(text, index, *(ctypes.byref(each) for each in channels))
        red, green, blue = (each.value for each in channels[:3])
        left, bottom, right, top = text.get_charbox(index)
        raw.FPDFText_GetCharOrigin(text, index, ctypes.byref(x), ctypes.byref(y))
        left = min(max(left, x.value), right)  # an italic letter may lean out of its own place
        rect = Rect(left * scale, (height - top) * scale, (right - left) * scale, (top - bottom) * scale)
        yield sign, red << 16 | green << 8 | blue, rect
    text.close()
