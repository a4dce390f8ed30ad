"""What stands in a slot: elements that know their height, can be parted, and place their boxes.

Each has `height`, `overflow`, `split` and `place`. Heights are to reckon with (`budget`), widths are inside the slot's insets; all in points.
"""

from courseware.deck.elements.chart import ChartPart
from courseware.deck.elements.code import CodePart
from courseware.deck.elements.drawing import DrawingPart
from courseware.deck.elements.equation import EquationPart
from courseware.deck.elements.ground import Ground
from courseware.deck.elements.icon import IconPart
from courseware.deck.elements.media import MediaPart
from courseware.deck.elements.picture import PicturePart
from courseware.deck.elements.qr import QrPart
from courseware.deck.elements.stack import BoxPart, ColumnsPart, Element, Stack
from courseware.deck.elements.table import TablePart
from courseware.deck.elements.text import TextPart
from courseware.deck.pixels import picture_size

__all__ = [
    "BoxPart",
    "ChartPart",
    "CodePart",
    "ColumnsPart",
    "DrawingPart",
    "Element",
    "EquationPart",
    "Ground",
    "IconPart",
    "MediaPart",
    "PicturePart",
    "QrPart",
    "Stack",
    "TablePart",
    "TextPart",
    "picture_size",
]
