"""Letters of mathematical fonts as signs of their own (Unicode, Mathematical Alphanumeric Symbols)."""

from __future__ import annotations

_STARTS = {  # font -> capital A, small a, digit 0, capital Alpha, small alpha; 0 where there are none
    "bold": (0x1D400, 0x1D41A, 0x1D7CE, 0x1D6A8, 0x1D6C2),
    "italic": (0x1D434, 0x1D44E, 0, 0x1D6E2, 0x1D6FC),
    "bold-italic": (0x1D468, 0x1D482, 0x1D7CE, 0x1D71C, 0x1D736),
    "script": (0x1D49C, 0x1D4B6, 0, 0, 0),
    "fraktur": (0x1D504, 0x1D51E, 0, 0, 0),
    "double-struck": (0x1D538, 0x1D552, 0x1D7D8, 0, 0),
    "sans-serif": (0x1D5A0, 0x1D5BA, 0x1D7E2, 0, 0),
    "monospace": (0x1D670, 0x1D68A, 0x1D7F6, 0, 0),
}
_OLDER = {  # letters that Unicode had before it had the others of their font
    "script": dict(zip("BEFHILMRego", "ℬℰℱℋℐℒℳℛℯℊℴ", strict=True)),
    "fraktur": dict(zip("CHIRZ", "ℭℌℑℜℨ", strict=True)),
    "double-struck": dict(zip("CHNPQRZ", "ℂℍℕℙℚℝℤ", strict=True)),
    "italic": {"h": "ℎ"},
}


def lettered(text: str, font: str) -> str:
    """`text` in the signs of a font; what the font has no sign for stays."""
    if font not in _STARTS:
        return text
    older = _OLDER.get(font, {})
    return "".join(older.get(sign) or _moved(sign, _STARTS[font]) for sign in text)


def _moved(sign: str, starts: tuple[int, int, int, int, int]) -> str:
    upper, lower, digit, alpha, small_alpha = starts
    for first, last, start in (
        ("A", "Z", upper),
        ("a", "z", lower),
        ("0", "9", digit),
        ("Α", "Ω", alpha),
        ("α", "ω", small_alpha),
    ):
        if start and first <= sign <= last:
            return chr(start + ord(sign) - ord(first))
    return sign
