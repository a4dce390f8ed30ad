"""Numbers as a trainer types them and as a chart writes them, in the language's own signs."""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Mapping

from msgspec import Struct

LARGEST = 1e100
"""Nothing that people measure is larger; twice as much can still be reckoned with."""

MISSING = frozenset({"", "-", "–", "—", "−", "n/a", "na", "n.a.", "k.a.", "k. a.", "null", "none", "…", "..."})
"""What stands where a number is missing (capitals don't count)."""

MINUS = ("-", "−", "–")
CURRENCIES = "€$£¥₹₽₺₩₪₫₴"

_SIGNS = {"de-CH": (".", "\u2019"), "de-LI": (".", "\u2019"), "de-AT": (",", "\u202f")}
_DOT_GROUPS = frozenset(
    {"de", "es", "it", "nl", "tr", "id", "da", "el", "hr", "sl", "ro", "is", "gl", "ca", "pt", "vi"}
)
_BLANK_GROUPS = frozenset(
    {"fr", "pl", "ru", "uk", "cs", "sk", "sv", "nb", "nn", "no", "fi", "hu", "bg", "et", "lt", "lv"}
)
# Unicode CLDR 45, numbers/symbols: which sign parts the fraction and which the thousands.

_NUMBER = re.compile(r"(?P<body>\d[\d.,'\u2019 \u00a0\u202f]*|[.,]\d+)(?P<power>[eE][+-]?\d{1,3})?")
_CODE = re.compile(r"(?:#[.,]##)?0(?:[.,](?P<digits>0+))?\s*(?P<percent>%)?")


class Number(Struct, frozen=True):
    """A typed number: its value, how many decimals it was written with, and the sign beside it (`%`, a currency's, or `""`)."""

    value: float
    decimals: int = 0
    sign: str = ""


def signs(language: str) -> tuple[str, str]:
    """The signs of a language before the fraction and between thousands."""
    main = language.partition("-")[0].lower()
    if language in _SIGNS:
        return _SIGNS[language]
    if main in _DOT_GROUPS:
        return ",", "."
    return (",", "\u202f") if main in _BLANK_GROUPS else (".", ",")


def read_number(text: str, language: str) -> Number | None:
    """The number that `text` is, None where it says that one is missing; `ValueError` where it is neither.

    Both `1.950,5` and `1,950.5` are read; where only one sign stands and three digits follow it, the language decides: `1.950` is 1950 in
    German. A percentage is its share: `25 %` is 0.25.
    """
    bare = unicodedata.normalize("NFKC", text).replace("٫", ".").replace("٬", ",").strip()
    if bare.lower() in MISSING:
        return None
    minus = bare.startswith("(") and bare.endswith(")")
    bare = bare[1:-1].strip() if minus else bare
    sign = ""
    for _ in range(2):  # the minus may stand before the currency's sign or behind it
        if bare.startswith(MINUS):
            minus = True
        if bare.startswith((*MINUS, "+")):
            bare = bare[1:].lstrip()
        if not sign and bare and bare[0] in CURRENCIES:
            sign, bare = bare[0], bare[1:].lstrip()
    if not sign and bare and bare[-1] in CURRENCIES + "%":
        sign, bare = bare[-1], bare[:-1].rstrip()
    found = _NUMBER.fullmatch(bare)
    if found is None:
        raise ValueError(text)
    digits, decimals = _plain(found["body"].strip(), language, text)
    value = float(digits + (found["power"] or ""))
    if not math.isfinite(value) or abs(value) > LARGEST:
        raise OverflowError(text)
    value = kept(value / 100 if sign == "%" else value)
    return Number(-value if minus and value else value, decimals if not found["power"] else 0, sign)


def kept(value: float) -> float:
    """`value` with the 15 significant digits that a workbook keeps, so that what is read from it again is the same."""
    return float(f"{value:.15g}")


def _plain(body: str, language: str, text: str) -> tuple[str, int]:
    """Digits with a point before the fraction, and how many follow it."""
    decimal, _ = signs(language)
    points = [sign for sign in body if sign in ".,"]
    blanks = re.sub(r"[ \u00a0\u202f'\u2019]", " ", body)
    if points and len(set(points)) == 2:  # the last one parts the fraction
        mark = points[-1]
        if points.count(mark) > 1:
            raise ValueError(text)
    elif len(points) == 1:
        mark = points[0]
        whole, _, fraction = blanks.partition(mark)
        if mark != decimal and len(fraction) == 3 and 0 < len(whole) <= 3 and whole != "0":
            mark = ""
    else:
        mark = ""
    whole, _, fraction = blanks.partition(mark) if mark else (blanks, "", "")
    groups = re.split(r"[ .,]", whole)
    if len(groups) > 1 and (any(len(group) != 3 for group in groups[1:]) or not 0 < len(groups[0]) <= 3):
        raise ValueError(text)
    if fraction and not fraction.isdigit():
        raise ValueError(text)
    return f"{''.join(groups) or '0'}.{fraction or '0'}", len(fraction)


def read_format(text: str) -> str | None:
    """A `format:` line as a code (`0`, `0.00`, `0%`); None where it is none."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    digits = "." + "0" * len(found["digits"]) if found["digits"] else ""
    return f"0{digits}{'%' if found['percent'] else ''}"


class Writing(Struct, frozen=True):
    """How the numbers of an axis or of labels are written: divided by `divisor`, with `decimals`, and words around them.

    Very large and very small numbers are `scientific`; `grouped` is False for years on an axis.
    """

    decimals: int = 0
    percent: bool = False
    divisor: float = 1.0
    before: str = ""
    after: str = ""
    scientific: bool = False
    grouped: bool = True

    def write(self, value: float, language: str) -> str:
        """`value` in the signs of `language`, with a true minus."""
        decimal, group = signs(language)
        if self.scientific:
            text = f"{abs(value):.{self.decimals}E}".replace(".", decimal)
        else:
            scaled = abs(value) / self.divisor * (100 if self.percent else 1)
            text = f"{scaled:,.{self.decimals}f}" if self.grouped else f"{scaled:.{self.decimals}f}"
            text = text.replace(",", "\0").replace(".", decimal).replace("\0", group)
        minus = "\u2212" if value < 0 and any(sign in "123456789" for sign in text) else ""
        return f"{minus}{self.before}{text}{self._percent(language)}{self.after}"

    def _percent(self, language: str) -> str:
        if not self.percent:
            return ""
        return (
            "%" if language.partition("-")[0].lower() in ("en", "zh", "ja", "ko", "tr", "he", "pt", "it") else "\u00a0%"
        )

    def code(self, language: str) -> str:
        """The same as a number format of a workbook and a chart part (ISO 29500-1, 18.8.31); PowerPoint sets the reader's own signs."""
        digits = "." + "0" * self.decimals if self.decimals else ""
        thousands = "," * round(math.log10(self.divisor) / 3)  # each divides what is shown by a thousand
        plain = ("#,##0" if self.grouped else "0") + digits + thousands
        body = f"0{digits}E+0" if self.scientific else plain
        percent = self._percent(language).replace("\u00a0%", '"\u00a0"%')
        return f"{_quoted(self.before)}{body}{percent}{_quoted(self.after)}"


def _quoted(words: str) -> str:
    return '"' + words.replace('"', "") + '"' if words else ""


def beside(unit: str, language: str) -> tuple[str, str]:
    """What stands before and after a number for its `unit`: a currency's sign leads in English."""
    if not unit:
        return "", ""
    if unit in tuple(CURRENCIES) and language.partition("-")[0].lower() in ("en", "zh", "ja", "ko", "he", "hi"):
        return unit, ""
    return "", f"\u00a0{unit}"


SHORTENED = ((1e12, "chart_trillions"), (1e9, "chart_billions"), (1e6, "chart_millions"))
"""From which number on which label stands for its zeros."""


def shortened(largest: float, labels: Mapping[str, str]) -> tuple[float, str]:
    """The divisor and the word (` M`) for numbers of up to `largest`; 1 and nothing below a million."""
    for divisor, key in SHORTENED:
        if largest >= divisor:
            return divisor, f"\u00a0{labels[key]}"
    return 1.0, ""


def is_extreme(largest: float) -> bool:
    """Whether numbers as large (or as small) as this are written with a power of ten."""
    return largest >= 1e16 or 0 < largest < 1e-4
