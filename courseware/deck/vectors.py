"""SVG drawings: their proportions, what may not be in them, and a picture of dots for programs that draw none."""

from __future__ import annotations

import re

from courseware import __version__
from courseware.files import Files, digest
from courseware.keeping import keep, kept
from courseware.late import late
from courseware.svgguard import svg_danger

MOST_PIXELS = 4000
"""Pixels across, and down, of the largest picture that is drawn of an SVG."""
FONTS = "@templates/fonts"
_ROOT = late(rb"<svg\b[^>]*>", re.IGNORECASE)
_LENGTH = late(r"\s*([\d.]+(?:e[-+]?\d+)?)\s*(px|pt|pc|mm|cm|in|em|ex)?\s*$")
_UNITS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96.0, "em": 16.0, "ex": 8.0}


def is_svg(data: bytes) -> bool:
    """Whether the bytes look like an SVG drawing."""
    return data[:512].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<" and _ROOT.search(data) is not None


def is_markup(data: bytes) -> bool:
    """Whether the bytes are text that begins with a mark, in whichever encoding: a drawing, or what wants to be one."""
    return data[:64].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")[:1] == b"<"


def svg_fault(data: bytes) -> tuple[str, str] | None:
    """A fact and a way out for a drawing that can't be used; None for a good one."""
    if found := svg_danger(data):
        return found
    if svg_size(data) is None:
        return "doesn't tell how large it is", "give it a viewBox: save it anew from the program that drew it"
    return None


def svg_size(data: bytes) -> tuple[float, float] | None:
    """Width and height in SVG's pixels, of which at least the proportions are right; None where the drawing tells neither."""
    root = _ROOT.search(data)
    if root is None:
        return None
    head = root[0].decode("utf-8", "replace")
    wide, high = (_length(head, name) for name in ("width", "height"))
    box = re.search(r"\bviewBox\s*=\s*[\"']([^\"']*)", head)
    numbers = re.findall(r"-?[\d.]+(?:e[-+]?\d+)?", box[1]) if box else []
    view = (float(numbers[2]), float(numbers[3])) if len(numbers) == 4 else (0.0, 0.0)
    if wide and high:
        return wide, high
    if min(view) <= 0:
        return None
    if wide:
        return wide, wide * view[1] / view[0]
    if high:
        return high * view[0] / view[1], high
    return view


def _length(head: str, name: str) -> float:
    """A length of the root element in pixels, 0 where it is none (`100%`)."""
    found = re.search(rf"\s{name}\s*=\s*[\"']([^\"']*)", head)
    length = _LENGTH.match(found[1]) if found else None
    return float(length[1]) * _UNITS[length[2] or "px"] if length else 0.0


def svg_picture(data: bytes, width: int, files: Files) -> bytes | None:
    """The drawing as a PNG `width` pixels across, in fonts of ours alone; None where it can't be drawn.

    It is made once on a machine: later builds find it in the user's cache folder.
    """
    size = svg_size(data)
    if size is None:
        return None
    width = max(1, min(width, MOST_PIXELS, int(MOST_PIXELS * size[0] / size[1])))
    key = f"{width} 96 {__version__}".encode()
    name = f"{digest(data + key)}.drawing.png"
    known = kept(name)
    if known is not None:
        return known
    import resvg_py

    fonts = [str(files.path(FONTS))] if b"<text" in data else None
    try:
        made = bytes(
            resvg_py.svg_to_bytes(
                svg_string=data.decode("utf-8-sig"),
                width=width,
                dpi=96,  # a pixel of CSS: without it lengths in millimetres come to nothing
                skip_system_fonts=True,
                font_dirs=fonts,
                font_family="Arimo",
                sans_serif_family="Arimo",
                serif_family="Tinos",
                monospace_family="Cousine",
            )
        )
    except (ValueError, UnicodeDecodeError):
        return None
    keep(name, made)
    return made
