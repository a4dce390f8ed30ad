"""The mark inside an output that says: this is as `courseware` wrote it.

A mark matters only where the records are lost. It stands in a deck's core property `identifier`, and at the end of a
PDF.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable

from courseware.late import late

BEGIN = "courseware:"
CORE = "docProps/core.xml"
IN_CORE = late(rb"<dc:identifier>courseware:([0-9a-f]{64})</dc:identifier>")
AT_END = late(rb"\n%courseware:([0-9a-f]{64})\n\Z")


def mark(members: Iterable[tuple[str, bytes]]) -> str:
    """The mark of a package by its members (name, content), in any order.

    The core properties, which hold the mark, don't count.
    """
    total = hashlib.sha256()
    for name, content in sorted(members):
        if name != CORE:
            total.update(f"{name}\0{len(content)}\0".encode())
            total.update(content)
    return BEGIN + total.hexdigest()


def marked_pdf(data: bytes) -> bytes:
    """`data` with its mark as a comment after the file's end, where PDF readers ignore it (ISO 32000-1, 7.5.5 and
    H.3, note 18).
    """
    return data + f"\n%{BEGIN}{hashlib.sha256(data).hexdigest()}\n".encode()


def untouched(data: bytes) -> bool:
    """Whether `data` carries a mark that fits: it was made here and nobody changed it since."""
    if data[:4] == b"PK\x03\x04":
        return _untouched_package(data)
    found = AT_END.search(data[-90:])
    return found is not None and found[1].decode() == hashlib.sha256(data[: -len(found[0])]).hexdigest()


def _untouched_package(data: bytes) -> bool:
    if data[-22:-18] != b"PK\x05\x06":  # something stands behind the archive's end
        return False
    import zipfile

    from courseware.archives import is_swollen, unpacked
    from courseware.limits import LARGEST_DECK

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if any(map(is_swollen, package.infolist())) or unpacked(package.infolist()) > LARGEST_DECK:
                return False
            members = [(name, package.read(name)) for name in package.namelist()]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return False
    found = next((IN_CORE.search(content) for name, content in members if name == CORE), None)
    return found is not None and BEGIN + found[1].decode() == mark(members)
