"""Where a line may end, and which characters are one sign and never parted.

Latin text breaks at blanks, hyphens and dashes; Chinese and Japanese text between any two signs but those that no line begins or ends with
(kinsoku, JIS X 4051); Korean at its blanks, as Arabic and Hebrew do.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from courseware.late import late

_WIDE = (
    "\u2e80-\u303e\u3041-\u3130\u318f-\u33ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua4cf"
    "\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\U00020000-\U0003fffd"
)
"""Characters on both sides of which a line may end. Hangul is not among them: its words are set off by blanks."""
_NARROW = late(
    r"[^\s\u200b]+?[-\u2010\u2013\u2014]+(?=[^\s\d\u200b])|[^\s\u200b]*(?:[^\S\u00a0\u202f]|\u200b)+|[^\s\u200b]+|\s"
)
"""Words of a text without East Asian characters: those ranges take 20 ms to compile, which most decks never need."""
_BREAKS = late(r"[^\S\u00a0\u202f]|[\u200b\-\u2010\u2013\u2014]")

NO_START = frozenset(
    "、。，．・：；？！゛゜ヽヾゝゞ々〻ー‐／＼～∥｜…‥’”）〕］｝〉》」』】〙〗〟°′″℃％‰"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ!%),.:;?]}»"
)
"""Signs that no line of East Asian text begins with."""
NO_END = frozenset("（〔［｛〈《「『【〘〖〝‘“＄￡￥([{«")
"""Signs that no line of East Asian text ends with."""


def may_be_wide(text: str) -> bool:
    """Whether East Asian characters may be among those of `text`: the dashes, quotes and arrows of most decks are not."""
    return not text.isascii() and max(text) >= "\u2e80"


def is_wide(character: str) -> bool:
    """Whether a line may end on both sides of a character."""
    return character >= "\u2e80" and bool(_wide().match(character))


@cache
def _wide() -> re.Pattern[str]:
    return re.compile(rf"[{_WIDE}]")


@cache
def _any_word() -> re.Pattern[str]:
    """Words of any text."""
    return re.compile(
        rf"[{_WIDE}][\ufe00-\ufe0f]?[ \u200b]*|[^\s\u200b{_WIDE}]+?[-\u2010\u2013\u2014]+(?=[^\s\d\u200b{_WIDE}])"
        rf"|[^\s\u200b{_WIDE}]*(?:[^\S\u00a0\u202f]|\u200b)+|[^\s\u200b{_WIDE}]+|\s"
    )


def words(text: str) -> list[str]:
    """`text` in stretches after each of which a line may end, if a word of the font ends there; joined they are `text` again."""
    if not may_be_wide(text):
        return _NARROW.findall(text)
    found: list[str] = []
    for word in _any_word().findall(text):
        if found and (word[0] in NO_START or found[-1][-1] in NO_END) and not found[-1][-1].isspace():
            found[-1] += word
        else:
            found.append(word)
    return found


def ends(text: str) -> bool:
    """Whether a line may end after `text`, whatever follows: after a blank, a hyphen or a dash."""
    return bool(_BREAKS.match(text, len(text) - 1)) if text else False


def ends_before(text: str, following: str) -> bool:
    """Whether a line may end between `text` and `following`, one of which is East Asian."""
    before, after = text[-1:], following[:1]
    if not before or not after or before in NO_END or after in NO_START:
        return False
    return is_wide(before) or is_wide(after)


def signs(text: str) -> list[str]:
    """`text` in signs as a reader sees them: a letter with its accents, an emoji of several characters, a flag (UAX #29, in short)."""
    if text.isascii():
        return list(text)
    found: list[str] = []
    for character in text:
        if found and (_clings(character) or found[-1].endswith("\u200d") or _is_flag(found[-1], character)):
            found[-1] += character
        else:
            found.append(character)
    return found


def _clings(character: str) -> bool:
    """Whether a character belongs to the one before it: an accent, a joiner, a variant, a skin colour, a tag."""
    return (
        character == "\u200d"
        or "\U0001f3fb" <= character <= "\U0001f3ff"
        or "\U000e0020" <= character <= "\U000e007f"
        or unicodedata.category(character) in ("Mn", "Me", "Mc")
    )


def _is_flag(sign: str, character: str) -> bool:
    return len(sign) == 1 and all("\U0001f1e6" <= each <= "\U0001f1ff" for each in (sign, character))
