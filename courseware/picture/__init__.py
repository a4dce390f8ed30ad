"""A page of `Slides` as HTML, for slides on paper and in a preview.

Nothing is laid out again: every line stands at its baseline, every box in its rectangle. Text is HTML, never SVG, because WeasyPrint sets SVG
text letter by letter. Looks of text are classes named after what they say, so a page is drawn on its own and `sheet` covers them all.
"""

from courseware.picture.drawing import draw
from courseware.picture.sheets import sheet
from courseware.picture.words import words

__all__ = ["draw", "sheet", "words"]
