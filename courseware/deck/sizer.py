"""How large a drawing's labels are: what its layout asks before it gives a shape its size."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from courseware.deck.breaking import words
from courseware.deck.measure import LEAST_LINE, Measure
from courseware.scene import Wrapped

ROOM = 0.96
"""The share of a shape's width that its text may take: PowerPoint's own widths differ a little from ours, and a shape can't give way."""


class FontSizer(Struct, eq=False):
    """Measures labels in one family of a brand, with some room to spare. What was asked before is kept."""

    measure: Measure
    family: str
    known: dict[Any, Wrapped] = field(default_factory=dict)

    def wrap(self, text: str, width: float, size: float, bold: bool = False) -> Wrapped:
        """`text` in lines as PowerPoint will break them; a word wider than `width` is broken between letters and told by `fits`."""
        key = (text, width, size, bold)
        found = self.known.get(key)
        if found is None:
            found = self.known[key] = self._wrap(text, width * ROOM, size, bold)
        return found

    def _wrap(self, text: str, limit: float, size: float, bold: bool) -> Wrapped:
        lines: list[str] = []
        widest, fits, tallest = 0.0, True, 0.0
        for paragraph in text.split("\n"):
            line, taken, blank = "", 0.0, 0.0
            for stretch in self.measure.stretches(paragraph, self.family):
                face = self.measure.face(stretch.family, bold)
                unit = size / face.upem
                tallest = max(tallest, face.line)
                for word in words(stretch.text):
                    wide, trailing, _ = face.word(word)
                    inked = (wide - trailing) * unit
                    if line and taken + inked > limit + 1e-6:
                        lines.append(line.rstrip())
                        widest = max(widest, taken - blank)
                        line, taken = "", 0.0
                    if inked > limit + 1e-6:
                        fits = False
                    line, taken, blank = line + word, taken + wide * unit, trailing * unit
            lines.append(line.rstrip())
            widest = max(widest, taken - blank)
        height = len(lines) * size * max(tallest, LEAST_LINE)
        return Wrapped(tuple(lines), widest / ROOM, height, fits)
