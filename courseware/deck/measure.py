"""How wide and how high text is, measured with the one font file that print and pictures use too.

HarfBuzz shapes words; a word's width is kept. Widths agree with what PowerPoint and LibreOffice set where the file is the font or its metric twin.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import uharfbuzz as hb
from msgspec import Struct, field

from courseware.brand.fonts import Lender, kind_of, lenders
from courseware.brand.model import Brand
from courseware.deck.breaking import ends, signs
from courseware.deck.breaking import words as words
from courseware.deck.scripts import FIRST, language_of, slot_of
from courseware.deck.scripts import is_rtl as is_rtl
from courseware.files import Files, digest

LEAST_LINE = 1.2
"""PowerPoint's single line is no lower than this share of the size; fonts with higher lines of their own take theirs."""


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
            known = self.words[text] = (self.width(inked) + blank, blank, ends(text))
        return known

    def has(self, character: str) -> bool:
        """Whether the font has a glyph for `character`."""
        return ord(character) in self.glyphs


_FACES: dict[str, Face] = {}
"""Open fonts of this process by the digest of their file."""


def _open(data: bytes, line: float = 0.0, wider: float = 1.0) -> Face:
    """The font of a file; `line` and `wider` as a `Lender` has them."""
    key = digest(data)
    face = _FACES.get(key)
    if face is None:
        opened = hb.Face(data)
        font = hb.Font(opened)
        extents = font.get_font_extents("ltr")
        upem = opened.upem
        own = (extents.ascender - extents.descender + extents.line_gap) / upem
        face = _FACES[key] = Face(
            font,
            round(upem / wider),
            extents.ascender / upem,
            -extents.descender / upem,
            max(own, line),
            frozenset(opened.unicodes),
        )
    return face


class Stretch(NamedTuple):
    """Text that one font sets: `family` measures and draws it. `slot` is the kind of font that PowerPoint asks for it beside the Latin one
    (`ea`, `cs`, `sym`, else `""`), `typeface` the font's name there, `lang` the text's language."""

    text: str
    family: str
    slot: str = ""
    typeface: str = ""
    lang: str = ""


class Measure(Struct, eq=False):
    """Measures in the fonts of one brand, for a course in `language`. `missing` collects characters that no font has, until it is emptied."""

    brand: Brand
    files: Files
    language: str = ""
    missing: set[str] = field(default_factory=set)
    faces: dict[tuple[str, bool, bool], Face] = field(default_factory=dict)
    homes: dict[tuple[str, str], str] = field(default_factory=dict)
    lent: dict[str, Lender] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    checked: dict[str, set[str]] = field(default_factory=dict)
    known: dict[Any, Any] = field(default_factory=dict)
    """Paragraphs that were set before, kept by `setting`: one slide asks for the same lines many times."""

    def face(self, family: str, bold: bool = False, italic: bool = False) -> Face:
        """The open font of a family and style."""
        key = (family, bold, italic)
        face = self.faces.get(key)
        if face is None:
            lender = self.lent.get(family)
            if lender is not None:
                face = _open(self.files.read(lender.bold if bold else lender.regular), lender.line, lender.wider)
            else:
                face = _open(self.files.read(self.brand.font(family, bold, italic).file))
            self.faces[key] = face
        return face

    def width(self, text: str, family: str, size: float, bold: bool = False, italic: bool = False) -> float:
        """The width of `text` in points."""
        face = self.face(family, bold, italic)
        return face.width(text) * size / face.upem

    def stretches(self, text: str, family: str, lang: str = "") -> list[Stretch]:
        """`text` in stretches that one font sets each: the family itself, or the first that has the characters. Missing ones are noted."""
        face = self.face(family)
        seen = self.checked.setdefault(family, set())
        fresh = set(text) - seen
        if all(character < FIRST and (face.has(character) or not character.isprintable()) for character in fresh):
            seen |= fresh
            return [Stretch(text, family, lang=lang)]
        found: list[tuple[str, str, str]] = []
        for sign in signs(text):
            # A blank changes no font, but the text's own sets it after a sign: an emoji font's blank is as wide as an emoji.
            clings = not sign.isprintable() or (sign == " " and not (found and found[-1][2] == "sym"))
            if found and (clings or (found[-1][2] == "cs" and self._stays(sign, found[-1][1]))):
                home, slot = found[-1][1:]
            else:
                home = self._home(sign, family, face)
                slot = self.lent[home].slot if home in self.lent else slot_of(sign[0])
            if found and found[-1][1:] == (home, slot):
                found[-1] = (found[-1][0] + sign, home, slot)
            else:
                found.append((sign, home, slot))
        return [self._stretch(words, home, slot, family, lang or self.language) for words, home, slot in found]

    def _stays(self, sign: str, family: str) -> bool:
        """Whether a digit or a point beside letters from right to left is set in their font, as PowerPoint does."""
        return not sign[0].isalpha() and self.face(family).has(sign[0])

    def _stretch(self, text: str, home: str, slot: str, family: str, lang: str) -> Stretch:
        spoken = language_of(text, slot, lang)
        lender = self.lent.get(home)
        if lender is None:
            return Stretch(text, home, slot, home if slot else "", "" if spoken == self.language else spoken)
        if family not in self.kinds:
            self.kinds[family] = kind_of(family, self.files)
        return Stretch(
            text, home, slot, lender.named(self.kinds[family], spoken), "" if spoken == self.language else spoken
        )

    def _home(self, sign: str, family: str, face: Face) -> str:
        """The family that sets a sign. An emoji that is asked for in colour (U+FE0F) is never a letter of the text's font."""
        first = sign[0]
        pictured = "\ufe0f" in sign
        if (face.has(first) and not pictured) or not first.isprintable():
            return family
        key = (sign if pictured else first, family)
        if key not in self.homes:
            self.homes[key] = self._found(sign, pictured, family)
        if not self.homes[key]:
            self.missing.add(first)
        return self.homes[key] or family

    def _found(self, sign: str, pictured: bool, family: str) -> str:
        mono = self.brand.families["mono"]
        others = dict.fromkeys(name for name, bold, italic in self.brand.fonts if not bold and not italic)
        own = [*(name for name in others if name != mono), mono]
        asked = lenders(self.files)
        for lender in asked:
            self.lent.setdefault(lender.family, lender)
        leading = [each.family for each in asked if each.leads(sign[0]) or (pictured and each.first)]
        names = dict.fromkeys((*leading, *own, *(each.family for each in asked)))
        return next((name for name in names if self.face(name).has(sign[0])), "")
