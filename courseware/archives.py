"""Zip archives of strangers, judged by their directory before anything is unpacked: one rule for decks, workbooks and documents."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable

from courseware.limits import LARGEST_RATIO, SMALL_PART


def is_swollen(member: zipfile.ZipInfo) -> bool:
    """Whether a part unpacks to so much more than it is packed that no program of an office wrote it."""
    return member.file_size > SMALL_PART and member.file_size > LARGEST_RATIO * max(member.compress_size, 1)


def unpacked(members: Iterable[zipfile.ZipInfo]) -> int:
    """The bytes that all parts take unpacked."""
    return sum(member.file_size for member in members)
