"""How wide and how high text is, measured with the one font file that print and pictures use too.

HarfBuzz shapes words; a word's width is kept. Widths agree with what PowerPoint and LibreOffice set where the file is the font or its metric twin.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import uharfbuzz as hb
from msgspec import Struct, field

from courseware.brand.model import Brand
from courseware.files import Files, digest

LEAST_LINE = 1.2
"""PowerPoint's single line is no lower than this share of the size; fonts with higher lines of their own take theirs."""

# A line may end after a space, a hyphen, a dash or a zero-width space, and on both sides of an East Asian character.
_WIDE = (
    "\u1100-\u115f\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
_NARROW = re.compile(
    r"[^\s\u200b]+?[-\u2010\u2013\u2014]+(?=[^\s\d\u200b])|[^\s\u200b]*(?:[^\S\u00a0\u202f]|\u200b)+|[^\s\u200b]+|\s"
)
"""Words of a text without East Asian characters: those ranges take 20 ms to compile, which most decks never need."""
_CLOSERS = "、。，．」』）】》〉！？：；"
_BREAKS = re.compile(rf"(?:[^\S\u00a0\u202f]|[\u200b\-\u2010\u2013\u2014{_CLOSERS}])$")


def _ends(text: str) -> bool:
    """Whether a line may end after `text`."""
    return bool(_BREAKS.search(text)) or (_may_be_wide(text[-1:]) and bool(_wide().search(text[-1:])))


def _may_be_wide(text: str) -> bool:
    """Whether wide characters may be among those of `text`: the dashes, quotes and arrows of most decks are not."""
    return any(character >= "\u2e80" or "\u1100" <= character <= "\u115f" for character in text)


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(rf"[{_WIDE}]")


@cache
def _any_word() -> re.Pattern[str]:
    """Words of any text."""
    return re.compile(
        rf"[{_WIDE}][ \u200b]*|[^\s\u200b{_WIDE}]+?[-\u2010\u2013\u2014]+(?=[^\s\d\u200b{_WIDE}])"
        rf"|[^\s\u200b{_WIDE}]*(?:[^\S\u00a0\u202f]|\u200b)+|[^\s\u200b{_WIDE}]+|\s"
    )


class Face(Struct, eq=False):
    """A font file, open: `ascent`, `descent` (positive) and `line` are shares of the size."""

    font: Any
    upem: int
    ascent: float
    descent: float
    line: float
    glyphs: Any
    widths: dict[str, int] = field(default_factory=dict)
    words: dict[str, tuple[int, int, bool]] = field(default_factory=dict)

    def width(self, text: str) -> int:
        """The advance of `text` in font units, kerned within `text`."""
        known = self.widths.get(text)
        if known is None:
            buffer = hb.Buffer()
            buffer.add_str(text)
            buffer.guess_segment_properties()
            hb.shape(self.font, buffer)
            known = self.widths[text] = sum(position.x_advance for position in buffer.glyph_positions or ())
        return known

    def word(self, text: str) -> tuple[int, int, bool]:
        """A word of `words`: its advance in font units, that of the blanks at its end, and whether a line may end after it."""
        known = self.words.get(text)
        if known is None:
            inked = text.rstrip(" ")
            blank = (len(text) - len(inked)) * self.width(" ")
            known = self.words[text] = (self.width(inked) + blank, blank, _ends(text))
        return known

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for `character`."""
        return ord(character) in self.glyphs


_FACES: dict[str, Face] = {}
"""Open fonts of this process by the digest of their file."""


def _open(data: bytes) -> Face:
    key = digest(data)
    face = _FACES.get(key)
    if face is None:
        opened = hb.Face(data)
        font = hb.Font(opened)
        extents = font.get_font_extents("ltr")
        upem = opened.upem
        line = (extents.ascender - extents.descender + extents.line_gap) / upem
        face = _FACES[key] = Face(
            font, upem, extents.ascender / upem, -extents.descender / upem, line, frozenset(opened.unicodes)
        )
    return face


class Measure(Struct, eq=False):
    """Measures in the fonts of one brand. `missing` collects characters that no font of the brand has, until it is emptied."""

    brand: Brand
    files: Files
    missing: set[str] = field(default_factory=set)
    faces: dict[tuple[str, bool, bool], Face] = field(default_factory=dict)
    families: dict[tuple[str, str], str] = field(default_factory=dict)
    checked: dict[str, set[str]] = field(default_factory=dict)
    known: dict[Any, Any] = field(default_factory=dict)
    """Paragraphs that were set before, kept by `setting`: one slide asks for the same lines many times."""

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        """The open font of a family and style."""
        key = (family, bold, italic)
        face = self.faces.get(key)
        if face is None:
            face = self.faces[key] = _open(self.files.read(self.brand.font(family, bold, italic).file))
        return face

    def width(self, text: str, family: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """The width of `text` in points."""
        face = self.face(family, bold, italic)
        return face.width(text) * size / face.upem

    def stretches(self, text: str, family: str) -> list[tuple[str, str]]:
        """`text` in stretches of (text, family): the family itself, or the first of the brand's that has the characters. Missing ones are noted."""
        face = self.face(family)
        seen = self.checked.setdefault(family, set())
        fresh = set(text) - seen
        if all(face.has(character) or not character.isprintable() for character in fresh):
            seen |= fresh
            return [(text, family)]
        found: list[tuple[str, str]] = []
        for character in text:
            home = family if face.has(character) or not character.isprintable() else self._home(character, family)
            if found and (found[-1][1] == home or character == " "):  # a blank changes no font
                found[-1] = (found[-1][0] + character, found[-1][1])
            else:
                found.append((character, home))
        return found

    def _home(self, character: str, family: str) -> str:
        key = (character, family)
        if key not in self.families:
            mono = self.brand.families["mono"]
            others = dict.fromkeys(name for name, bold, italic in self.brand.fonts if not bold and not italic)
            proportional = (name for name in others if name != mono)
            self.families[key] = next((name for name in (*proportional, mono) if self.face(name).has(character)), "")
        home = self.families[key]
        if not home:
            self.missing.add(character)
        return home or family


def words(text: str) -> list[str]:
    """`text` in stretches after each of which a line may end; joined they are `text` again. A closing mark stays with what it closes."""
    found: list[str] = []
    for word in (_any_word() if _may_be_wide(text) else _NARROW).findall(text):
        if found and word[0] in _CLOSERS:
            found[-1] += word
        else:
            found.append(word)
    return found


def is_rtl(text: str) -> bool:
    """Whether the first letter with a direction runs right to left (UAX #9, rule P2)."""
    if text.isascii():
        return False
    import unicodedata

    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return True
        if kind == "L":
            return False
    return False
