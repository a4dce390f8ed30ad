"""Words in the order of a language's dictionary, without a library of locales.

Accents don't count at first, as in English, French (since 2012 also in its second pass) and German (DIN 5007-1). Languages
with letters of their own behind z or between others are listed.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

_OWN: Mapping[str, Mapping[str, str]] = {
    "es": {"ñ": "n~"},
    "gl": {"ñ": "n~"},
    "da": {"æ": "z~a", "ä": "z~a", "ø": "z~b", "ö": "z~b", "å": "z~c"},
    "nb": {"æ": "z~a", "ä": "z~a", "ø": "z~b", "ö": "z~b", "å": "z~c"},
    "nn": {"æ": "z~a", "ä": "z~a", "ø": "z~b", "ö": "z~b", "å": "z~c"},
    "no": {"æ": "z~a", "ä": "z~a", "ø": "z~b", "ö": "z~b", "å": "z~c"},
    "sv": {"å": "z~a", "ä": "z~b", "æ": "z~b", "ö": "z~c", "ø": "z~c"},
    "fi": {"å": "z~a", "ä": "z~b", "æ": "z~b", "ö": "z~c", "ø": "z~c"},
    "pl": {letter: f"{base}~" for letter, base in zip("ąćęłńóśźż", "acelnoszz", strict=True)} | {"ż": "z~~"},
    "cs": {"č": "c~", "ř": "r~", "š": "s~", "ž": "z~"},
    "tr": {"ç": "c~", "ğ": "g~", "ı": "h~", "ö": "o~", "ş": "s~", "ü": "u~"},
}
"""Letters of their own: where each stands, as the letter before it and a tilde, which comes after all letters."""
_SPELT = {"æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}


def sort_key(words: str, language: str) -> tuple[str, str, str]:
    """What `words` are sorted by in `language`: letters first, without signs and case; then accents, then case."""
    own = _OWN.get(language.partition("-")[0].lower(), {})
    plain = "".join(_plain(sign, own) for sign in unicodedata.normalize("NFC", words.casefold()))
    return " ".join(plain.split()), words.casefold(), words


def letter_of(words: str, language: str) -> str:
    """The letter that `words` stand under in `language`; `#` where they begin with none."""
    own = _OWN.get(language.partition("-")[0].lower(), {})
    for sign in unicodedata.normalize("NFC", words.casefold()):
        if sign in own:
            return sign.upper()
        plain = _plain(sign, own).strip()
        if plain:
            return plain[0].upper() if plain[0].isalpha() else "#"
    return "#"


def _plain(sign: str, own: Mapping[str, str]) -> str:
    if sign in own:
        return own[sign]
    if sign in _SPELT:
        return _SPELT[sign]
    bare = "".join(part for part in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(part))
    return bare if bare.isalnum() else " " if bare.isspace() or bare in "-–/" else ""
