"""What a finished deck holds, taken out of its file: texts, tables, charts, pictures, notes and remarks, without its looks."""

from courseware.powerpoint.reading.deck import read_old_deck
from courseware.powerpoint.reading.model import OldDeck, OldSlide

__all__ = ["OldDeck", "OldSlide", "read_old_deck"]
