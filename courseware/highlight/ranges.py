"""Which lines of code stand out: `3-5,8`."""

from __future__ import annotations

import re

from courseware.late import late

_PART = late(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?")


def read_ranges(text: str) -> frozenset[int] | None:
    """The numbers of the lines that `3-5,8` names; None where it can't be read. Quarto's steps (`1|3-4`) all stand out at once."""
    if not text:
        return frozenset()
    found: set[int] = set()
    for part in re.split(r"[,|;]|(?<=\d)\s+(?=\d)", text.strip()):
        if not part.strip():
            continue
        read = _PART.fullmatch(part)
        if read is None:
            return None
        first, last = int(read[1]), int(read[2] or read[1])
        if last < first or last - first > 10_000:
            return None
        found.update(range(first, last + 1))
    return frozenset(found)
