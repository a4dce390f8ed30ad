"""Text styles of layouts.yml as nine levels of plain data, in the units of DrawingML."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

Plain = dict[str, Any]

EMU = 12700  # English Metric Units in a point, ISO 29500-1, 20.1.10.16
LEVELS = 9


def emu(points: float) -> int:
    """Points as whole English Metric Units."""
    return round(points * EMU)


def nine(style: Mapping[str, Any]) -> list[Plain]:
    """The levels of a text style in layouts.yml, each with what the style says for all."""
    common = {key: value for key, value in style.items() if key != "levels"}
    return [{**common, **level} for level in style.get("levels") or [{}]]


def levels(base: Sequence[Mapping[str, Any]], said: Mapping[str, Any]) -> list[Plain]:
    """Nine levels: the last of `base` for all deeper ones, each a step further in, `said` over them. Inner levels are never larger than
    the outermost.
    """
    found: list[Plain] = []
    own = said.get("levels") or []
    last = max(len(base), len(own)) - 1
    for n in range(LEVELS):
        style = dict(base[min(n, len(base) - 1)])
        for key in ("ink", "align", "line", "after", "italic", "bullet_ink"):
            if key in said:
                style[key] = said[key]
        for key in ("size", "before"):
            if key in said:
                style[key] = said[key] if n == 0 else min(said[key], style.get(key, said[key]))
        for key in ("font", "bold", "caps", "margin", "indent", "bullet", "bullet_size", "number"):
            if key in said and n == 0:
                style[key] = said[key]
        style |= own[min(n, len(own) - 1)] if own else {}
        if n > last:
            style["margin"] = found[-1]["margin"] / EMU - found[-1]["indent"] / EMU
        if said.get("bullets") is False:
            style |= {"bullet": "", "number": "", "margin": 0, "indent": 0}
        found.append(_level(n, style))
    return found


def _level(n: int, style: Mapping[str, Any]) -> Plain:
    return {
        "n": n + 1,
        "font": style.get("font", "body"),
        "size": round(100 * style.get("size", 18)),
        "bold": style.get("bold"),
        "italic": style.get("italic", False),
        "caps": style.get("caps", False),
        "ink": style.get("ink", "text"),
        "align": style.get("align", "l"),
        "line": round(100000 * style.get("line", 1.0)),
        "before": round(100 * style.get("before", 0)),
        "after": round(100 * style.get("after", 0)),
        "margin": emu(style.get("margin", 0)),
        "indent": emu(style.get("indent", 0)),
        "bullet": style.get("bullet", ""),
        "number": style.get("number", ""),
        "bullet_ink": style.get("bullet_ink", ""),
        "bullet_size": 100000 if style.get("number") else round(100000 * style.get("bullet_size", 1)),
    }
