"""Pictures as a deck holds them: upright, in colours of a screen, in a form that every PowerPoint shows, and no larger than the slide needs.

Most pictures are none of that wrong: they stay as they are, byte for byte, and no library is loaded for them.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from courseware import __version__
from courseware.deck.pixels import ORIENTATION, frame_of_jpeg, is_turned
from courseware.files import digest
from courseware.keeping import keep, kept

if TYPE_CHECKING:
    from PIL.Image import Image

KINDS = (
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF8", "gif"),
    (b"BM", "bmp"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
)
OVER = 1.5
"""A picture with so many times the pixels that it needs across is made smaller: less would gain little and soften it."""
QUALITY = 88
"""Of photographs that are written anew (Pillow's scale of JPEG)."""


def kind_of(data: bytes) -> str:
    """png, jpeg, gif, bmp, tiff or webp by the first bytes, `""` for anything else."""
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "webp"
    return next((kind for mark, kind in KINDS if data.startswith(mark)), "")


def prepared(data: bytes, wide: int) -> tuple[bytes, str]:
    """The picture as a deck holds it, for a place that shows it `wide` pixels across, and its kind (png, jpeg or gif).

    JPEG stays JPEG, what has transparency is a PNG, a GIF stays as it is: it may move. What can't be read stays as it was given.
    """
    kind = kind_of(data)
    if not _needs_work(data, kind, wide):
        return data, kind
    key = f"{wide} {__version__}".encode()
    name = f"{digest(data + key)}.picture"
    known = kept(name)
    if known is None:
        known = _made(data, kind, wide)
        keep(name, known)
    return known, kind_of(known)


def _needs_work(data: bytes, kind: str, wide: int) -> bool:
    if kind in ("webp", "tiff", "bmp"):
        return True
    if kind == "png":
        return int.from_bytes(data[16:20]) > wide * OVER
    if kind == "jpeg":
        frame = frame_of_jpeg(data)
        return is_turned(data) or frame is None or frame[2] == 4 or max(frame[0], frame[1]) > wide * OVER
    return False


def _made(data: bytes, kind: str, wide: int) -> bytes:
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=(kind.upper(),)) as opened:
            turned = opened.getexif().get(ORIENTATION, 1) != 1
            image: Image.Image = ImageOps.exif_transpose(opened) if turned else opened
            done = turned or kind not in ("png", "jpeg")
            if image.mode in ("CMYK", "YCCK", "LAB", "HSV"):
                image, done = _on_screen(image), True
            if image.width > wide * OVER:
                high = max(round(image.height * wide / image.width), 1)
                image, done = _full(image).resize((wide, high), Image.Resampling.LANCZOS), True
            if not done:
                return data
            made = _written(image, kind)
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return data
    shrunk_in_vain = kind in ("png", "jpeg") and not turned and len(made) >= len(data)
    return data if shrunk_in_vain and frame_is_plain(data) else made


def frame_is_plain(data: bytes) -> bool:
    """Whether a PNG or JPEG has colours that every program shows, so that it could stay as it is."""
    frame = frame_of_jpeg(data)
    return frame is None or frame[2] != 4


def _on_screen(image: Image) -> Image:
    """A picture in inks of a press in the colours of a screen, by the profile that it brings where that can be used."""
    from PIL import ImageCms

    profile = image.info.get("icc_profile")
    if profile:
        try:
            found = ImageCms.profileToProfile(
                image, ImageCms.ImageCmsProfile(io.BytesIO(profile)), ImageCms.createProfile("sRGB"), outputMode="RGB"
            )
            if found is not None:
                found.info.pop("icc_profile", None)
                return found
        except (ImageCms.PyCMSError, OSError):
            pass
    plain = image.convert("RGB")
    plain.info.pop("icc_profile", None)
    return plain


def _full(image: Image) -> Image:
    """The picture in a mode that can be made smaller smoothly: no palette, 8 bits."""
    if image.mode in ("RGB", "RGBA", "L"):
        return image
    if image.mode in ("LA", "PA") or "transparency" in image.info:
        return image.convert("RGBA")
    if image.mode.startswith("I"):
        return image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    return image.convert("L" if image.mode in ("1", "F") else "RGB")


def _written(image: Image, kind: str) -> bytes:
    image = _full(image)
    made = io.BytesIO()
    profile = image.info.get("icc_profile")
    if kind == "jpeg" or (kind == "webp" and image.mode != "RGBA"):
        image.save(made, "JPEG", quality=QUALITY, optimize=True, icc_profile=profile)
    else:
        image.save(made, "PNG", optimize=image.width * image.height < 1_000_000, icc_profile=profile)
    return made.getvalue()
