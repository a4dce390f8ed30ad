"""A theme's colours, fonts and fills, and what a colour in a part comes to (ISO 29500-1, 20.1.2.3)."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping

from msgspec import Struct, field

from courseware.brand.colors import channels, mix
from courseware.deck.kit import Ink
from courseware.powerpoint.xml import A, Element, P, elements, first, local, number

_SLOTS = (
    "dk1",
    "lt1",
    "dk2",
    "lt2",
    "accent1",
    "accent2",
    "accent3",
    "accent4",
    "accent5",
    "accent6",
    "hlink",
    "folHlink",
)
_OFFICE = (
    "000000",
    "FFFFFF",
    "44546A",
    "E7E6E6",
    "4472C4",
    "ED7D31",
    "A5A5A5",
    "FFC000",
    "5B9BD5",
    "70AD47",
    "0563C1",
    "954F72",
)
DEFAULT_MAP = {"bg1": "lt1", "tx1": "dk1", "bg2": "lt2", "tx2": "dk2"}

# The preset colours that templates use; the full list of 140 names would serve nobody.
_PRESET = {
    "black": "000000", "white": "FFFFFF", "red": "FF0000", "green": "008000", "blue": "0000FF", "yellow": "FFFF00", "gray": "808080", "grey": "808080",
    "silver": "C0C0C0", "maroon": "800000", "navy": "000080", "teal": "008080", "purple": "800080", "orange": "FFA500", "lime": "00FF00", "aqua": "00FFFF",
    "fuchsia": "FF00FF", "olive": "808000", "ltGray": "D3D3D3", "lightGray": "D3D3D3", "dkGray": "A9A9A9", "darkGray": "A9A9A9",
}  # fmt: skip


class Theme(Struct, frozen=True):
    """`colors` maps the twelve theme names to rgb; `major` and `minor` are the Latin fonts; the fills are the theme's lists, as elements."""

    colors: Mapping[str, str]
    major: str
    minor: str
    fills: tuple[Element, ...] = ()
    grounds: tuple[Element, ...] = ()
    lines: tuple[Element, ...] = ()

    def font(self, typeface: str) -> str:
        """A family by its name or by the theme's reference to it (`+mj-lt`)."""
        if typeface.startswith("+"):
            return self.major if typeface.startswith("+mj") else self.minor
        return typeface or self.minor


def read_theme(root: Element) -> Theme:
    """The theme part as values; what it leaves out is Office's own."""
    colors = dict(zip(_SLOTS, _OFFICE, strict=True))
    scheme = first(root, A + "themeElements", A + "clrScheme")
    for entry in elements(scheme) if scheme is not None else ():
        value = next(elements(entry), None)
        if value is not None:
            rgb = value.get("lastClr") if local(value) == "sysClr" else value.get("val")
            colors[local(entry)] = _rgb(rgb or "000000")
    fonts = first(root, A + "themeElements", A + "fontScheme")
    families = [_latin(first(fonts, A + kind, A + "latin")) for kind in ("majorFont", "minorFont")]
    formats = first(root, A + "themeElements", A + "fmtScheme")
    lists = [
        tuple(elements(found)) if (found := first(formats, A + n)) is not None else ()
        for n in ("fillStyleLst", "bgFillStyleLst", "lnStyleLst")
    ]
    return Theme(colors, families[0], families[1], *lists)


def _latin(element: Element | None) -> str:
    return (element.get("typeface") if element is not None else "") or "Calibri"


class Palette(Struct, frozen=True):
    """A theme seen through a colour map (`p:clrMap`): what `tx1` and the like are on this master or layout."""

    theme: Theme
    map: Mapping[str, str] = field(default_factory=lambda: DEFAULT_MAP)

    @property
    def key(self) -> str:
        """The same for two palettes of one theme that give the same colours."""
        return " ".join(f"{k}={v}" for k, v in sorted(self.map.items()))

    def named(self, scheme: str) -> str:
        """The rgb of a scheme colour: `tx1`, `accent1`, `dk2`."""
        return self.theme.colors.get(self.map.get(scheme, scheme), "000000")

    def ink(self, color: Element | None, placeholder: Ink | None = None) -> Ink | None:
        """The colour of a colour element, None for none; `placeholder` is what `phClr` stands for inside a theme's fills.

        A changed theme colour is a fixed one here, and transparency is mixed with the ground: a picture shows it alike.
        """
        if color is None:
            return None
        kind = local(color)
        scheme = ""
        if kind == "schemeClr":
            scheme = color.get("val") or "tx1"
            if scheme == "phClr":
                rgb, scheme = (
                    (placeholder.rgb, placeholder.scheme) if placeholder is not None else (self.named("tx1"), "tx1")
                )
            else:
                rgb = self.named(scheme)
        elif kind == "sysClr":
            rgb = _rgb(color.get("lastClr") or ("FFFFFF" if color.get("val") == "window" else "000000"))
        elif kind == "prstClr":
            rgb = _PRESET.get(color.get("val") or "", "000000")
        elif kind == "scrgbClr":
            rgb = _digits(*(_encoded(number(color, key) / 100000) for key in "rgb"))
        elif kind == "hslClr":
            rgb = _digits(
                *colorsys.hls_to_rgb(
                    number(color, "hue") / 21600000, number(color, "lum") / 100000, number(color, "sat") / 100000
                )
            )
        else:
            rgb = _rgb(color.get("val") or "000000")
        changed = rgb
        for step in elements(color):
            changed = self._changed(changed, local(step), number(step, "val", 100000.0) / 100000)
        return Ink(rgb, scheme) if changed == rgb else Ink(changed)

    def solid(self, owner: Element | None, placeholder: Ink | None = None) -> Ink | None:
        """The colour of an element that holds a fill (`a:rPr`, `p:spPr`, `a:ln`): a solid's, a gradient's first, what a pattern comes to; None for none."""
        if owner is None:
            return None
        for child in elements(owner):
            if (found := self.fill(child, placeholder)) is not None:
                return found
        return None

    def fill(self, fill: Element, placeholder: Ink | None = None) -> Ink | None:
        """The colour that a fill element comes to."""
        match local(fill):
            case "solidFill":
                return self.ink(next(elements(fill), None), placeholder)
            case "gradFill":
                stop = first(fill, A + "gsLst", A + "gs")
                return self.ink(next(elements(stop), None), placeholder) if stop is not None else None
            case "pattFill":
                front, back = (first(fill, A + key) for key in ("fgClr", "bgClr"))
                ink = self.ink(next(elements(front), None), placeholder) if front is not None else None
                under = self.ink(next(elements(back), None), placeholder) if back is not None else None
                return Ink(mix(ink.rgb, under.rgb, _inked(fill.get("prst") or ""))) if ink and under else ink or under
        return None

    def reference(self, reference: Element | None) -> Ink | None:
        """The colour of a reference into the theme's fills or grounds (`a:fillRef`, `p:bgRef`), None where it fills nothing."""
        if reference is None:
            return None
        index = int(number(reference, "idx"))
        own = self.ink(next(elements(reference), None))
        fills, at = (self.theme.grounds, index - 1001) if index > 1000 else (self.theme.fills, index - 1)
        if 0 <= at < len(fills):
            return self.fill(fills[at], own)
        return None

    def _changed(self, rgb: str, how: str, value: float) -> str:
        match how:
            case "tint":
                return _digits(*(_encoded(_linear(c) * value + 1 - value) for c in channels(rgb)))
            case "shade":
                return _digits(*(_encoded(_linear(c) * value) for c in channels(rgb)))
            case "alpha":
                return mix(rgb, self.named("bg1"), min(max(value, 0.0), 1.0))
            case "lumMod" | "lumOff" | "satMod" | "satOff" | "lum" | "sat" | "hueMod" | "hueOff":
                hue, light, saturation = colorsys.rgb_to_hls(*channels(rgb))
                if how.startswith("lum"):
                    light = light * value if how.endswith("Mod") else light + value if how.endswith("Off") else value
                elif how.startswith("sat"):
                    saturation = (
                        saturation * value
                        if how.endswith("Mod")
                        else saturation + value
                        if how.endswith("Off")
                        else value
                    )
                elif how == "hueMod":
                    hue = hue * value % 1
                else:
                    hue = (hue + value * 100000 / 21600000) % 1
                return _digits(*colorsys.hls_to_rgb(hue, min(max(light, 0.0), 1.0), min(max(saturation, 0.0), 1.0)))
            case "inv":
                return _digits(*(1 - c for c in channels(rgb)))
            case "gray":
                red, green, blue = channels(rgb)
                level = 0.2126 * red + 0.7152 * green + 0.0722 * blue
                return _digits(level, level, level)
        return rgb


def color_map(master: Element) -> dict[str, str]:
    """A master's colour map."""
    found = first(master, P + "clrMap")
    return (
        {**DEFAULT_MAP, **{str(k): str(v) for k, v in found.attrib.items()}} if found is not None else dict(DEFAULT_MAP)
    )


def _inked(pattern: str) -> float:
    """The share of a pattern (20.1.10.51) that has its foreground's colour."""
    if pattern.startswith("pct") and pattern[3:].isdigit():
        return int(pattern[3:]) / 100
    return 0.5 if pattern.startswith(("dk", "wd", "lgCheck", "smCheck", "solid")) else 0.25


def override_map(part: Element) -> dict[str, str] | None:
    """The colour map that a layout or slide puts in place of its master's, None where it keeps it."""
    found = first(part, P + "clrMapOvr", A + "overrideClrMapping")
    return {str(k): str(v) for k, v in found.attrib.items()} if found is not None else None


def _rgb(value: str) -> str:
    value = value.upper()
    return value if len(value) == 6 and all(c in "0123456789ABCDEF" for c in value) else "000000"


def _digits(*values: float) -> str:
    return "".join(f"{round(min(max(value, 0.0), 1.0) * 255):02X}" for value in values)


def _linear(value: float) -> float:
    return value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4


def _encoded(value: float) -> float:
    value = min(max(value, 0.0), 1.0)
    return value * 12.92 if value <= 0.0031308 else 1.055 * value ** (1 / 2.4) - 0.055
