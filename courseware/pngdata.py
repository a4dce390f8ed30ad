"""The packed pixels of a PNG file, which a PDF may hold without the file around them."""

from __future__ import annotations

PNG = b"\x89PNG\r\n\x1a\n"
"""How a PNG begins (PNG, 5.2)."""


def packed_pixels(data: bytes) -> bytes:
    """The compressed pixels of a PNG, its IDAT chunks joined (PNG, 11.2.4); `b""` for another kind of file."""
    if not data.startswith(PNG):
        return b""
    pieces, at = [], len(PNG)
    while at + 8 <= len(data):
        length = int.from_bytes(data[at : at + 4], "big")
        if data[at + 4 : at + 8] == b"IDAT":
            pieces.append(data[at + 8 : at + 8 + length])
        at += 12 + length
    return b"".join(pieces)
