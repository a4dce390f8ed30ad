"""Logos: opened with care, and their light form for dark grounds where it can be made safely."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from courseware.branding.hues import main_hues, near, pixels
from courseware.deck.pixels import fault as picture_fault
from courseware.deck.pixels import whole_only
from courseware.deck.vectors import svg_fault, svg_picture
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}
MOST = 60_000_000
"""Dots that a logo may have: more is a poster, or made to harm."""
WIDE = 1200
"""How wide a drawing is looked at, in dots."""
_COLOUR = re.compile(r"(fill|stroke|stop-color|color)\s*:\s*(?!none|url|transparent|inherit)[^;}\"']+")
_ATTRIBUTES = ("fill", "stroke", "stop-color", "color")
_KEPT = ("none", "transparent", "inherit", "currentColor")


def open_logo(data: bytes, name: str, files: Files) -> Image:
    """The logo as dots. `CoursewareError` for what is no picture, is too large, or reaches for something outside itself."""
    from PIL import Image, UnidentifiedImageError

    kind = next((kind for ending, kind in KINDS.items() if name.lower().endswith(ending)), "")
    if not kind:
        raise _bad(name, "a logo is an SVG, PNG or JPEG file", "save it as one of them; SVG prints best")
    if kind == "SVG":
        if b"<svg" not in data:
            raise _bad(name, "the file is no SVG drawing", "export it from your drawing program as SVG, or take a PNG")
        fault = svg_fault(data)
        if fault is not None:
            raise _bad(name, f"the logo {fault[0]}", fault[1])
        drawn = svg_picture(data, WIDE, files)
        if drawn is None:
            raise _bad(name, "the logo can't be drawn", "save it as plain SVG, with its text as paths")
        data, kind = drawn, "PNG"
    torn = picture_fault(data)
    if torn is not None and kind == "PNG" and "16 bits" in torn[0]:
        raise _bad(name, f"the logo {torn[0]}", torn[1])
    try:
        with whole_only(), Image.open(io.BytesIO(data), formats=(kind,)) as picture:
            if picture.width * picture.height > MOST:
                raise _bad(
                    name,
                    f"the logo has {picture.width} x {picture.height} dots",
                    "make it smaller: 2000 dots across are plenty",
                )
            picture.load()
            return picture.convert("RGBA")
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise _bad(
            name, f"the file is no whole {kind} picture", "open it in a picture program and save it again"
        ) from None


def _bad(name: str, fact: str, hint: str) -> CoursewareError:
    return CoursewareError(Problem(Place(name), fact, hint))


def pale_form(data: bytes, name: str, picture: Image, files: Files) -> tuple[bytes, str]:
    """The logo all in white, for dark grounds, and its file's ending; or no bytes, and the reason why it can't be made safely.

    It is safe where the logo stands on nothing, has no white parts, and no two of its colours touch: then no shape is lost in white.
    """
    reason = _unsafe(picture)
    if reason:
        return b"", reason
    if name.lower().endswith(".svg") and (white := _white_svg(data, picture, files)):
        return white, ".svg"
    from PIL import Image

    saved = io.BytesIO()
    shape = Image.new("RGBA", picture.size, (255, 255, 255, 0))
    shape.putalpha(picture.getchannel("A"))
    shape.save(saved, "PNG", optimize=True)
    return saved.getvalue(), ".png"


def _unsafe(picture: Image) -> str:
    small = picture.copy()
    small.thumbnail((240, 240))
    width, _ = small.size
    dots = list(pixels(small))
    solid = [dot for dot in dots if dot[3] >= 128]
    if not solid or len(solid) > 0.97 * len(dots) or all(small.getpixel(at)[3] >= 128 for at in _corners(small)):  # type: ignore[index]
        return "it stands on a ground of its own"
    if sum(min(dot[:3]) >= 235 for dot in solid) > 0.01 * len(solid):
        return "parts of it are white already"
    hues = [hue.rgb for hue in main_hues(picture)]
    if len(hues) > 1:
        homes = [
            next(
                (n for n, hue in enumerate(hues) if dot[3] >= 200 and near("{:02X}{:02X}{:02X}".format(*dot[:3]), hue)),
                -1,
            )
            for dot in dots
        ]
        beside = zip(homes, homes[2:], strict=False), zip(homes, homes[2 * width :], strict=False)
        touching = sum(one != other and min(one, other) >= 0 for pairs in beside for one, other in pairs)
        if touching > 0.01 * len(solid):
            return "its colours touch"
    return ""


def _corners(picture: Image) -> tuple[tuple[int, int], ...]:
    right, bottom = picture.width - 1, picture.height - 1
    return (0, 0), (right, 0), (0, bottom), (right, bottom)


def _white_svg(data: bytes, picture: Image, files: Files) -> bytes:
    """The drawing with every colour white; empty where that doesn't come to the same shape."""
    from lxml import etree

    root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))
    root.set("fill", "#FFFFFF")
    for element in root.iter():
        if not isinstance(element.tag, str):
            continue
        for name in _ATTRIBUTES:
            value = (element.get(name) or "").strip()
            if value and value not in _KEPT and not value.startswith("url("):
                element.set(name, "#FFFFFF")
        if style := element.get("style"):
            element.set("style", _COLOUR.sub(r"\1:#FFFFFF", style))
        if element.tag.rpartition("}")[2] == "style" and element.text:
            element.text = _COLOUR.sub(r"\1:#FFFFFF", element.text)
    white: bytes = etree.tostring(root)
    drawn = svg_picture(white, WIDE, files)
    if drawn is None:
        return b""
    from PIL import Image, ImageChops

    with Image.open(io.BytesIO(drawn), formats=("PNG",)) as made:
        shape = made.convert("RGBA")
    if shape.size != picture.size:
        return b""
    other = ImageChops.difference(shape.getchannel("A"), picture.getchannel("A")).getextrema()
    grey = [dot for dot in pixels(shape.resize((240, 240))) if dot[3] >= 128 and min(dot[:3]) < 250]
    return b"" if other[1] > 40 or grey else white  # type: ignore[operator]
