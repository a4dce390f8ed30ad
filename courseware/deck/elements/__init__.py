"""What stands in a slot: elements that know their height, can be parted, and place their boxes.

Each has `height`, `overflow`, `split` and `place`. Heights are to reckon with (`budget`), widths are inside the slot's insets; all in points.
"""

from courseware.deck.elements.code import CodePart
from courseware.deck.elements.ground import Ground
from courseware.deck.elements.picture import PicturePart, picture_size
from courseware.deck.elements.stack import BoxPart, ColumnsPart, Element, Stack
from courseware.deck.elements.table import TablePart
from courseware.deck.elements.text import TextPart

__all__ = [
    "BoxPart",
    "CodePart",
    "ColumnsPart",
    "Element",
    "Ground",
    "PicturePart",
    "Stack",
    "TablePart",
    "TextPart",
    "picture_size",
]
