"""What files of strangers may ask for: every limit of a build in one place (docs/security.md shows them as a table)."""

from __future__ import annotations

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes of a file that a course or a brand names: a course's source is far below, a mistake (a video, a disk image) is far above."""

MOST_TEMPLATE_STEPS = 20_000_000
"""Rounds of loops and calls in one rendering; the guide of a course of a hundred modules takes about a hundredth."""
MOST_TEMPLATE_SIGNS = 256_000_000
"""Characters of all texts that one rendering makes on its way."""
MOST_TEMPLATE_TEXT = 32_000_000
"""Characters of one text that a template makes."""
MOST_TEMPLATE_ITEMS = 1_000_000
"""Items of a list that a template makes, and values in a value that it prints or compares."""
MOST_TEMPLATE_SECONDS = 10
"""Seconds of its thread's work that one rendering may take."""
MOST_TEMPLATE_MEMORY = 512 * 1024 * 1024
"""Bytes by which one rendering may make the process grow."""
LARGEST_TEMPLATE = 512 * 1024
"""Bytes of a template."""
LARGEST_NUMBER = 10_000
"""A width, a count or a number of digits that a template asks for."""
MOST_BITS = 4_096
"""Bits of a whole number that a template makes: 1,200 digits."""

MOST_PIXELS = 80_000_000
"""Pixels of a picture: 2,000 across are plenty for a slide."""
MOST_SVG_SIGNS = 16 * 1024 * 1024
"""Bytes of a drawing."""
MOST_SVG_DEPTH = 200
"""Elements of a drawing that stand in each other."""
MOST_SVG_DRAWN = 200_000
"""Elements of a drawing, those that `use` draws again counted each time."""
LARGEST_SVG_LENGTH = 1_000_000.0
"""A side of a drawing, or a reach of its filters."""

MOST_YAML_SIGNS = 4_000_000
"""Characters of a YAML file or of front matter."""
MOST_YAML_VALUES = 100_000
"""Values of a YAML file after aliases are followed; far above any course, far below what nested aliases unfold to."""

LARGEST_RATIO = 200
"""Of unpacked to packed bytes of a part in a zip archive; an office's XML reaches about 60."""
SMALL_PART = 1024 * 1024
"""Bytes of a part that can't hurt, whatever its ratio."""
MOST_DECK_PARTS = 5_000
"""Parts of a presentation or a Word document."""
LARGEST_DECK = 400 * 1024 * 1024
"""Bytes of a presentation or a Word document, unpacked."""
MOST_BOOK_PARTS = 1_000
"""Parts of a workbook."""
LARGEST_BOOK = 64 * 1024 * 1024
"""Bytes of a workbook, unpacked."""
MOST_CELLS = 4_000_000
"""Cells of the rectangle around all that a sheet holds."""

MOST_LINES = 50_000
"""Lines of a module with all that it includes."""
MOST_BRACKETS = 5_000
"""Opening brackets of a paragraph: each may begin a link, and is looked for to its end."""
MOST_DRAWING_LINES = 600
"""Lines of a diagram."""
MOST_ARROWS = 240
"""Arrows of a diagram: four for each box that it may have."""
MOST_GROUPS = 60
"""Groups of a diagram."""
