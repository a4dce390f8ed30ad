"""Scripts: which of PowerPoint's fonts sets a character, in which language a stretch of text is, and in which direction it runs."""

from __future__ import annotations

import unicodedata

FIRST = "\u0590"
"""Below it there is no character of a script that PowerPoint sets in a font of its own kind."""
EAST_ASIAN = (
    ("\u1100", "\u11ff"), ("\u2e80", "\ua4cf"), ("\ua960", "\ua97f"), ("\uac00", "\ud7ff"), ("\uf900", "\ufaff"), ("\ufe30", "\ufe4f"),
    ("\uff00", "\uffef"), ("\U00020000", "\U0003ffff"),
)  # fmt: skip
COMPLEX = (
    ("\u0590", "\u08ff"), ("\u0900", "\u0dff"), ("\u0e00", "\u0fff"), ("\u1780", "\u17ff"), ("\ufb1d", "\ufdff"), ("\ufe70", "\ufefe"),
)  # fmt: skip
_KANA = ("\u3041", "\u30ff")
_HANGUL = (("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\uac00", "\ud7ff"))
_HEBREW = (("\u0590", "\u05ff"), ("\ufb1d", "\ufb4f"))
_OTHER_COMPLEX = {"\u0900": "hi", "\u0e00": "th", "\u1780": "km"}
RTL_KINDS = ("R", "AL")


def slot_of(character: str) -> str:
    """The font that PowerPoint asks for a character: `ea`, `cs`, or `""` for the Latin one."""
    if character < FIRST:
        return ""
    if any(low <= character <= high for low, high in COMPLEX):
        return "cs"
    return "ea" if any(low <= character <= high for low, high in EAST_ASIAN) else ""


def language_of(text: str, slot: str, own: str) -> str:
    """The language of a stretch of text that the font of `slot` sets: the course's `own` where it is written so, else what the letters say."""
    base = own.partition("-")[0].lower()
    if slot == "ea":
        if any(_KANA[0] <= character <= _KANA[1] for character in text):
            return own if base == "ja" else "ja"
        if any(low <= character <= high for character in text for low, high in _HANGUL):
            return own if base == "ko" else "ko"
        return own if base in ("zh", "ja", "ko") else "zh"
    if slot == "cs":
        if any(low <= character <= high for character in text for low, high in _HEBREW):
            return own if base in ("he", "yi") else "he"
        for first, language in _OTHER_COMPLEX.items():
            if any(first <= character <= chr(ord(first) + 0xFF) for character in text):
                return own if base == language else language
        return own if base in ("ar", "fa", "ur", "ps", "ckb", "sd", "ug") else "ar"
    return own


RTL_LANGUAGES = frozenset({"ar", "he", "yi", "fa", "ur", "ps", "ckb", "sd", "ug", "dv"})


def is_rtl(text: str, language: str = "") -> bool:
    """Whether a paragraph runs right to left: as its first letter with a direction does (UAX #9, rule P2). In a course whose language runs right
    to left every paragraph does that has a letter of it, and one without letters too."""
    if language.partition("-")[0].lower() in RTL_LANGUAGES:
        kinds = {unicodedata.bidirectional(character) for character in text}
        return not kinds.isdisjoint(RTL_KINDS) or "L" not in kinds
    if text.isascii():
        return False
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in RTL_KINDS:
            return True
        if kind == "L":
            return False
    return False


def has_rtl(text: str) -> bool:
    """Whether a letter that runs right to left is among those of `text`."""
    return not text.isascii() and any(
        character >= FIRST and unicodedata.bidirectional(character) in (*RTL_KINDS, "AN") for character in text
    )
