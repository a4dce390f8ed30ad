"""Photographs that a camera stored on their side: PowerPoint shows the pixels as they are, so they are turned before."""

from __future__ import annotations

import io

ORIENTATION = 0x0112
"""The tag that tells how a picture is to be turned (Exif 2.32, 4.6.4): 1 is upright, from 5 on it lies on its side."""
_HEAD = 65536  # bytes within which a JPEG has its Exif data


def is_turned(data: bytes) -> bool:
    """Whether `data` is a JPEG that may say how it is to be turned; most are not, and no library is loaded for them."""
    return data[:3] == b"\xff\xd8\xff" and b"Exif\0\0" in data[:_HEAD]


def upright(data: bytes) -> bytes:
    """The picture as it is to be seen; `data` itself where it is stored like that."""
    if not is_turned(data):
        return data
    from PIL import Image, ImageOps

    try:
        with Image.open(io.BytesIO(data), formats=("JPEG",)) as image:
            if image.getexif().get(ORIENTATION, 1) == 1:
                return data
            made = io.BytesIO()
            profile = image.info.get("icc_profile")
            ImageOps.exif_transpose(image).save(made, "JPEG", quality=95, icc_profile=profile)
            return made.getvalue()
    except (OSError, SyntaxError, ValueError):  # a torn picture, or one that tells nonsense: as it was given
        return data
