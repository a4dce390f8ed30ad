"""Icons by name: a licensed set of drawings in lines, as paths that slides and paper draw in a brand's colours.

The set lies in `templates/icons/` with its licence: one line for each icon, its name, its path on a grid of 24 units, and words to find it by.
"""

from courseware.icons.paths import GRID, STROKE, placed
from courseware.icons.shelf import PREFIX, Icon, find_icons, icon_of, no_such_icon

__all__ = ["GRID", "PREFIX", "STROKE", "Icon", "find_icons", "icon_of", "no_such_icon", "placed"]
