"""The marks of lists: what stands at the left of an item, here and in DrawingML."""

from __future__ import annotations

SCHEMES = {
    "1": "arabicPeriod",
    "a": "alphaLcPeriod",
    "A": "alphaUcPeriod",
    "i": "romanLcPeriod",
    "I": "romanUcPeriod",
}
"""HTML's list types as DrawingML's ST_TextAutonumberScheme (ISO 29500-1, 20.1.10.61)."""
TICK, OPEN, DONE = "\u00fc", "\u00a8", "\u00fe"
"""A tick, an empty box and a ticked box in Wingdings, the picture font that every Office machine has."""
WRAPPED = "\u21aa"
"""What stands at the left of a line of code that goes on from the line above."""
SIGNS = "Wingdings"


def numbered(kind: str, number: int) -> str:
    """The mark of item `number` in a list counted by `kind`: `3.`, `C.`, `iii.`."""
    if kind in ("a", "A"):
        letters = ""
        while number > 0:
            number, rest = divmod(number - 1, 26)
            letters = chr(65 + rest) + letters
        return f"{letters if kind == 'A' else letters.lower()}."
    if kind in ("i", "I"):
        roman = ""
        for value, sign in (
            (1000, "M"),
            (900, "CM"),
            (500, "D"),
            (400, "CD"),
            (100, "C"),
            (90, "XC"),
            (50, "L"),
            (40, "XL"),
            (10, "X"),
            (9, "IX"),
            (5, "V"),
            (4, "IV"),
            (1, "I"),
        ):
            count, number = divmod(number, value)
            roman += sign * count
        return f"{roman if kind == 'I' else roman.lower()}."
    return f"{number}."
