"""What is wrong with a picture that its size does not tell: a copy that broke off, grey values that print can't show."""

from __future__ import annotations

import io

_ENDS = {b"\x89PNG": b"IEND\xaeB`\x82", b"\xff\xd8\xff": b"\xff\xd9", b"GIF8": b";"}
"""How whole files end; those that end otherwise are decoded to the last line to know."""


def fault(data: bytes) -> tuple[str, str] | None:
    """A fact and a way out for a PNG, JPEG or GIF that can't be used although it has a size; None for a good one."""
    if data[:4] == b"\x89PNG" and data[24:26] == b"\x10\0":  # bit depth 16, colour type 0 (ISO/IEC 15948, 11.2.2)
        return "is grey in 16 bits, which can't be printed", "save it with 8 bits"
    return ("breaks off before its end", "save or copy it anew") if _is_torn(data) else None


def _is_torn(data: bytes) -> bool:
    end = next((end for head, end in _ENDS.items() if data.startswith(head)), None)
    if end is None or data.endswith(end):
        return False
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG", "GIF")) as image:
            image.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        return True
    return False
