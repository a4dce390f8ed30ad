"""Five of WeasyPrint's busy places, done quicker to the same pages: properties that no rule names take the short way,
lengths that are no formulas too, words are measured once for the widths of columns and margins, the compressed data of a PNG is
passed through, and what is written is told apart by its type.

They stand in for WeasyPrint's own in the versions `TRIED` only; another version works as it is. Importing this imports
WeasyPrint: `engine.ready` comes first.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pydyf
import weasyprint
from weasyprint import css, images
from weasyprint.css.properties import Dimension
from weasyprint.layout import percent, preferred
from weasyprint.text import line_break

from courseware.pngdata import packed_pixels

TRIED = ("70.",)
PLAIN = frozenset((str, int, float, frozenset, type(None)))
"""Types of values that hold nothing to be worked out."""
WIDTHS = 20_000
"""How many widths are remembered for one set of fonts."""
LOOK = (
    *("font_family", "font_style", "font_stretch", "font_weight", "font_size", "font_variation_settings"),
    *("font_kerning", "font_variant_ligatures", "font_variant_position", "font_variant_caps", "font_variant_numeric"),
    *("font_variant_alternates", "font_variant_east_asian", "font_feature_settings", "font_language_override", "lang"),
    *("direction", "word_spacing", "letter_spacing", "overflow_wrap", "tab_size", "white_space", "word_break"),
    *("hyphens", "hyphenate_limit_chars", "hyphenate_limit_zone", "hyphenate_character"),
)
"""The properties that decide where a text breaks and how wide it is."""


def hasten() -> None:
    """Puts the quick ways in the place of WeasyPrint's, once a process."""
    if weasyprint.__version__.startswith(TRIED) and images.RasterImage is not Raster:
        images.RasterImage = Raster
        css.ComputedStyle.__missing__ = _short_way(css.ComputedStyle.__missing__)
        preferred.split_first_line = _remembering(line_break.split_first_line)
        percent.resolve_one_percentage = _plainly(percent.resolve_one_percentage)
        pydyf._to_bytes = _by_type(pydyf._to_bytes)


def _plainly(long_way: Callable[[Any, str, Any], None]) -> Callable[[Any, str, Any], None]:
    """`resolve_one_percentage` for a length in pixels or per cent, and for `auto`."""

    def resolve(box: Any, name: str, refer_to: Any) -> None:
        value = box.style[name]
        if type(value) is Dimension and value.unit is not None:
            setattr(box, name, refer_to * value.value / 100 if value.unit == "%" else value.value)
        elif value == "auto":
            setattr(box, name, 0 if name in ("min_width", "min_height") else "auto")
        else:
            long_way(box, name, refer_to)

    return resolve


def _by_type(long_way: Callable[[Any], bytes]) -> Callable[[Any], bytes]:
    """pydyf's `_to_bytes` for the types that nearly everything has."""

    def to_bytes(item: Any) -> bytes:
        kind = type(item)
        if kind is bytes:
            found: bytes = item
        elif kind is int:
            found = b"%d" % item
        elif kind is str:
            found = item.encode("ascii")
        elif kind is float:
            found = b"%d" % int(item) if item.is_integer() else f"{item:f}".rstrip("0").encode("ascii")
        else:
            found = long_way(item)
        return found

    return to_bytes


def _short_way(long_way: Callable[[Any, str], Any]) -> Callable[[Any, str], Any]:
    """`ComputedStyle.__missing__` for properties that no rule names: the parent's value where they are inherited, else
    the initial one, if that needs no computing.
    """
    apart = {"page", "position", "float", "display"}
    apart |= {key for key in css.INITIAL_VALUES if key.startswith("text_decoration_")}
    physical = css.PHYSICAL_FUNCTIONS
    logical = frozenset(named(block="ttb", inline=way) for named in physical.values() for way in ("ltr", "rtl"))
    inherited = frozenset(css.INHERITED) - apart - frozenset(physical)
    initial = {
        key: value
        for key, value in css.INITIAL_VALUES.items()
        if key not in css.INHERITED and key not in css.INITIAL_NOT_COMPUTED and key not in apart
    }

    def missing(style: Any, key: str) -> Any:
        cascaded = style.cascaded
        if key not in cascaded:
            if key in initial:
                if key not in physical or logical.isdisjoint(cascaded):
                    value = style[key] = initial[key]
                    return value
            elif key in inherited and style.parent_style is not None:
                value = style.parent_style[key]
                if type(value) in PLAIN:
                    style[key] = value
                    return value
        return long_way(style, key)

    return missing


def _remembering(split: Callable[..., Any]) -> Callable[..., Any]:
    """`split_first_line` for callers who use no more than widths and places of its result: the layout in it is None."""

    def widths(
        text: str, style: Any, context: Any, most: Any, spacing: Any, is_line_start: bool = True, minimum: bool = False
    ) -> tuple[Any, ...]:
        known = style.font_config.__dict__.setdefault("known_widths", {})
        key = (text, most, spacing, is_line_start, minimum, *(_hashable(style[name]) for name in LOOK))
        found: tuple[Any, ...] | None = known.get(key)
        if found is None:
            if len(known) >= WIDTHS:
                known.clear()
            found = known[key] = (None, *split(text, style, context, most, spacing, is_line_start, minimum)[1:])
        return found

    return widths


def _hashable(value: Any) -> Any:
    return tuple(map(_hashable, value)) if isinstance(value, list) else value


class Raster(images.RasterImage):  # type: ignore[misc]  # WeasyPrint has no types
    """A picture whose PNG data, where a PDF reads it as it is, is not unpacked and packed again (ISO 32000-1, 7.4.4.4:
    predictors of 10 and above are PNG's own).
    """

    def get_x_object(self, interpolate: bool, dpi_ratio: float) -> Any:
        """The picture's stream."""
        plain = self.format == "PNG" and dpi_ratio == 1 and self.mode in ("RGB", "L")
        packed = _packed(self.image_data.data, self.mode) if plain else b""
        if not packed:
            return super().get_x_object(interpolate, dpi_ratio)
        colors = {"Colors": 3} if self.mode == "RGB" else {}
        extra = {
            "Type": "/XObject",
            "Subtype": "/Image",
            "Width": self.width,
            "Height": self.height,
            "ColorSpace": "/DeviceRGB" if self.mode == "RGB" else "/DeviceGray",
            "BitsPerComponent": 8,
            "Interpolate": "true" if interpolate else "false",
            "Filter": "/FlateDecode",
            "DecodeParms": pydyf.Dictionary({"Predictor": 15, "Columns": self.width, **colors}),
        }
        return pydyf.Stream([self.cache_image_data(packed, slot="stream")], pydyf.Dictionary(extra))


def _packed(png: bytes, mode: str) -> bytes:
    """The compressed rows of a PNG of 8 bits a colour that is not interlaced, `b""` of another (PNG, 11.2.1)."""
    wanted = bytes((8, 2 if mode == "RGB" else 0, 0, 0, 0))
    return packed_pixels(png) if png[12:16] == b"IHDR" and png[24:29] == wanted else b""
