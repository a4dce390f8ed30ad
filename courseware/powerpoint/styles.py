"""Text styles: what the nine levels of a list style come to through slide, layout, master and defaults (ISO 29500-1, 21.1.2.4)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from courseware.deck.kit import BLACK, Bullet, Ink, TextStyle
from courseware.powerpoint.theme import Palette
from courseware.powerpoint.xml import EMU, A, Element, elements, first, local, number, truth

LEVELS = 9

Properties: TypeAlias = Mapping[str, Any]
"""What one level of one list style says, by the words below; what it doesn't say is inherited."""

ListStyle: TypeAlias = tuple[Properties, ...]
"""Nine of them."""

EMPTY: ListStyle = ({},) * LEVELS

# Characters of symbol fonts as Unicode has them, for fonts that are measured and drawn: the deck keeps the template's own.
_SYMBOLS = {
    "wingdings": {
        "§": "▪",
        "Ø": "➢",
        "ü": "✓",
        "q": "❑",
        "v": "❖",
        "n": "■",
        "l": "●",
        "à": "→",
        "ð": "⇨",
        "o": "□",
        "¡": "○",
        "u": "◆",
        "w": "⬥",
    },
    "symbol": {"·": "•", "®": "→", "Þ": "⇒", "-": "−"},
    "wingdings 2": {},
    "wingdings 3": {"}": "►"},
    "webdings": {"4": "▶", "=": "●"},
}
_PRIVATE = 0xF000  # symbol fonts are also addressed in the private use area


def read_list_style(element: Element | None, palette: Palette) -> ListStyle:
    """What a list style (`a:lstStyle`, `p:bodyStyle`, `p:defaultTextStyle`) says for each level; `a:defPPr` stands under all of them."""
    if element is None or not len(element):
        return EMPTY
    default = element.find(A + "defPPr")
    base = read_properties(default, palette) if default is not None and len(default) + len(default.attrib) else {}
    levels = []
    for n in range(1, LEVELS + 1):
        found = element.find(f"{A}lvl{n}pPr")
        levels.append({**base, **read_properties(found, palette)} if found is not None else base)
    return tuple(levels)


def read_properties(element: Element, palette: Palette) -> dict[str, Any]:
    """What one `a:pPr` or `a:lvlNpPr` says, runs included."""
    said: dict[str, Any] = {}
    if (align := element.get("algn")) is not None:
        said["align"] = align
    if "marL" in element.attrib:
        said["margin"] = number(element, "marL") / EMU
    if "indent" in element.attrib:
        said["indent"] = number(element, "indent") / EMU
    if "rtl" in element.attrib:
        said["rtl"] = truth(element, "rtl", False)
    for child in elements(element):
        match local(child):
            case "lnSpc" | "spcBef" | "spcAft" as name:
                if (value := next(elements(child), None)) is not None:
                    points = local(value) == "spcPts"
                    said[name] = (points, number(value, "val") / (100 if points else 100000))
            case "buClr":
                said["bullet_ink"] = palette.ink(next(elements(child), None))
            case "buClrTx":
                said["bullet_ink"] = None
            case "buSzPct":
                said["bullet_size"] = (False, number(child, "val", 100000) / 100000)
            case "buSzPts":
                said["bullet_size"] = (True, number(child, "val") / 100)
            case "buSzTx":
                said["bullet_size"] = (False, 1.0)
            case "buFont":
                said["bullet_family"] = palette.theme.font(child.get("typeface") or "")
            case "buFontTx":
                said["bullet_family"] = ""
            case "buNone":
                said["bullet"] = None
            case "buChar":
                said["bullet"] = (child.get("char") or "•", False, 1)
            case "buBlip":
                said["bullet"] = ("•", False, 1)
            case "buAutoNum":
                said["bullet"] = (child.get("type") or "arabicPeriod", True, int(number(child, "startAt", 1)))
            case "defRPr":
                read_run(child, palette, said)
    return said


def read_run(element: Element, palette: Palette, said: dict[str, Any]) -> None:
    """Add to `said` what run properties (`a:defRPr`, `a:rPr`) say."""
    if "sz" in element.attrib:
        said["size"] = number(element, "sz") / 100
    if "b" in element.attrib:
        said["bold"] = truth(element, "b", False)
    if "i" in element.attrib:
        said["italic"] = truth(element, "i", False)
    if "spc" in element.attrib:
        said["spacing"] = number(element, "spc") / 100
    if (caps := element.get("cap")) is not None:
        said["caps"] = caps == "all"
    if (ink := palette.solid(element)) is not None:
        said["ink"] = ink
    if (latin := first(element, A + "latin")) is not None and latin.get("typeface"):
        said["family"] = palette.theme.font(latin.get("typeface") or "")


def merge(styles: Iterable[ListStyle]) -> ListStyle:
    """The styles laid over each other, the last on top."""
    laid = [style for style in styles if style is not EMPTY]
    return tuple({k: v for style in laid for k, v in style[level].items()} for level in range(LEVELS))


def text_styles(styles: ListStyle, palette: Palette) -> tuple[TextStyle, ...]:
    """The nine styles in force, with PowerPoint's own defaults for what nobody says."""
    return tuple(text_style(said, palette) for said in styles)


def text_style(said: Properties, palette: Palette) -> TextStyle:
    """One style in force. A space given in percent is a share of the line, 1.2 times the size."""
    size = said.get("size", 18.0)
    exact, line = said.get("lnSpc", (False, 1.0))
    ink = said.get("ink") or Ink(palette.named("tx1"), "tx1")
    return TextStyle(
        family=said.get("family") or palette.theme.minor,
        size=size,
        ink=BLACK if ink == BLACK else ink,
        bold=said.get("bold", False),
        italic=said.get("italic", False),
        caps=said.get("caps", False),
        align=said.get("align", "l"),
        margin=said.get("margin", 0.0),
        indent=said.get("indent", 0.0),
        before=_space(said.get("spcBef"), size),
        after=_space(said.get("spcAft"), size),
        line=line,
        line_exact=exact,
        bullet=_bullet(said, size),
        rtl=said.get("rtl", False),
        spacing=said.get("spacing", 0.0),
    )


def _space(given: tuple[bool, float] | None, size: float) -> float:
    if given is None:
        return 0.0
    points, value = given
    return value if points else value * size * 1.2


def _bullet(said: Properties, size: float) -> Bullet | None:
    kind = said.get("bullet")
    if kind is None:
        return None
    text, numbered, start = kind
    family = said.get("bullet_family") or ""
    points, share = said.get("bullet_size", (False, 1.0))
    if not numbered and (symbols := _SYMBOLS.get(family.lower())) is not None:
        code = ord(text[0])
        plain = chr(code - _PRIVATE) if _PRIVATE < code < _PRIVATE + 256 else text
        text, family = symbols.get(plain, "•"), ""
    return Bullet(text, numbered, start, family, said.get("bullet_ink"), share / size if points else share)
