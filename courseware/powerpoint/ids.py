"""Ids for the way back: which block of the source stands in which shape, kept in the deck where PowerPoint keeps programs' notes (`p:tagLst`)."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.powerpoint.xml import HEAD, SPACES, attribute

SLIDE_TAG = "COURSEWARE.SLIDE"
SHAPE_TAG = "COURSEWARE.SHAPE."  # followed by the shape's id; PowerPoint writes tags' names in capitals


def tag_list(page: str, piece: int, pieces: int, blocks: Mapping[int, tuple[str, ...]]) -> bytes:
    """The tags part of a slide: the deck slide's id with its piece, and for each shape the ids of its blocks, parted by blanks."""
    part = f" {piece}/{pieces}" if pieces > 1 else ""
    rows = f'<p:tag name="{SLIDE_TAG}" val="{attribute(page + part)}"/>'
    for shape, ids in blocks.items():
        rows += f'<p:tag name="{SHAPE_TAG}{shape}" val="{attribute(" ".join(dict.fromkeys(filter(None, ids))))}"/>'
    return f"{HEAD}<p:tagLst {SPACES}>{rows}</p:tagLst>".encode()
