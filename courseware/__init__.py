"""Courseware: a course written once, as plain text, becomes decks, handouts and trainer's notes."""

__version__ = "0.1.0"
