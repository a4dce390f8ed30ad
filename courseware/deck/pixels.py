"""How large a picture is, and what is wrong with it that its size does not tell: a copy that broke off, grey values that print can't show."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager

from courseware.deck.vectors import is_markup, is_svg, svg_fault, svg_size
from courseware.files import Files
from courseware.limits import MOST_PIXELS
from courseware.problems import CoursewareError, Place, Problem
from courseware.svgguard import svg_danger

ORIENTATION = 0x0112
"""The tag that tells how a picture is to be turned (Exif 2.32, 4.6.4): 1 is upright, from 5 on it lies on its side."""
FORMATS = ("PNG", "JPEG", "GIF", "WEBP", "TIFF", "BMP")
_HEAD = 65536  # bytes within which a JPEG has its Exif data
_ENDS = {b"\x89PNG": b"IEND\xaeB`\x82", b"\xff\xd8\xff": b"\xff\xd9", b"GIF8": b";"}
"""How whole files end; those that end otherwise are decoded to the last line to know."""
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}  # JPEG's markers of a frame (ISO/IEC 10918-1, B.1.1.3)
_SIZES: dict[str, tuple[int, int]] = {}


def picture_size(src: str, files: Files, place: Place) -> tuple[int, int]:
    """A picture's size in pixels as it is to be seen, an SVG's as a thousand at its longer side; `CoursewareError` where the file is no picture that a
    slide can show."""
    data = files.read(src)
    key = files.reads[src]
    if key not in _SIZES:
        _SIZES[key] = _svg_size(src, data, place) if is_svg(data) else _dots(src, data, place)
    return _SIZES[key]


def picture_fault(data: bytes) -> tuple[str, str] | None:
    """A fact and a way out for what no reader of pictures may be given, whatever it is called; None for a good one."""
    if is_markup(data):
        return svg_danger(data)
    size = _png_size(data) or _jpeg_size(data) or _read_size(data)
    if size is None:
        return "can't be read as a picture", f"use {', '.join(FORMATS)} or SVG"
    return _too_many(size) or fault(data)


def _too_many(size: tuple[int, int]) -> tuple[str, str] | None:
    if 0 in size or size[0] * size[1] > MOST_PIXELS:
        return f"has {size[0]} x {size[1]} pixels", "2,000 pixels across are plenty for a slide"
    return None


def _svg_size(src: str, data: bytes, place: Place) -> tuple[int, int]:
    if found := svg_fault(data):
        raise CoursewareError(Problem(place, f"the drawing {src} {found[0]}", found[1]))
    wide, high = svg_size(data) or (1.0, 1.0)
    factor = 1000 / max(wide, high)
    return max(round(wide * factor), 1), max(round(high * factor), 1)


def _dots(src: str, data: bytes, place: Place) -> tuple[int, int]:
    size = _png_size(data) or _jpeg_size(data) or _read_size(data)
    if size is None:
        hint = "save it as PNG, JPEG or SVG"
        raise CoursewareError(Problem(place, f"{src} is not a picture that a slide can show", hint))
    if found := _too_many(size) or fault(data):
        raise CoursewareError(Problem(place, f"{src} {found[0]}", found[1]))
    return size


def _png_size(data: bytes) -> tuple[int, int] | None:
    """What a PNG says in its first chunk (ISO/IEC 15948, 11.2.2): most pictures of slides, told without loading Pillow."""
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[12:16] != b"IHDR" or len(data) < 33:
        return None
    return int.from_bytes(data[16:20]), int.from_bytes(data[20:24])


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    """The size of a JPEG that lies as it is to be seen."""
    frame = None if is_turned(data) else frame_of_jpeg(data)
    return None if frame is None else frame[:2]


def frame_of_jpeg(data: bytes) -> tuple[int, int, int] | None:
    """Width, height and number of colour channels of a JPEG (ISO/IEC 10918-1, B.2.2); None for anything else."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker in _FRAMES:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7]), data[at + 9]
        if marker == 0xFF:  # a byte that fills up
            at += 1
            continue
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    return None


def is_turned(data: bytes) -> bool:
    """Whether `data` is a JPEG that may say how it is to be turned; most are not, and no library is loaded for them."""
    return data[:3] == b"\xff\xd8\xff" and b"Exif\0\0" in data[:_HEAD]


def _read_size(data: bytes) -> tuple[int, int] | None:
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(data), formats=FORMATS) as image:
            wide, high = image.size
            lying = image.getexif().get(ORIENTATION, 1) >= 5
            return (high, wide) if lying else (wide, high)
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return None


@contextmanager
def whole_only() -> Iterator[None]:
    """Pillow refuses pictures that break off while this lasts: WeasyPrint has it fill them up in the whole process."""
    from PIL import ImageFile

    lenient, ImageFile.LOAD_TRUNCATED_IMAGES = ImageFile.LOAD_TRUNCATED_IMAGES, False
    try:
        yield
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = lenient


def fault(data: bytes) -> tuple[str, str] | None:
    """A fact and a way out for a picture that can't be used although it has a size; None for a good one."""
    if data[:4] == b"\x89PNG" and data[24:26] == b"\x10\0":  # bit depth 16, colour type 0 (ISO/IEC 15948, 11.2.2)
        return "is grey in 16 bits, which can't be printed", "save it with 8 bits"
    return ("breaks off before its end", "save or copy it anew") if _is_torn(data) else None


def _is_torn(data: bytes) -> bool:
    end = next((end for head, end in _ENDS.items() if data.startswith(head)), None)
    if end is not None and data.endswith(end):
        return False
    from PIL import Image

    try:
        with whole_only(), Image.open(io.BytesIO(data), formats=FORMATS) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return True
    return False
