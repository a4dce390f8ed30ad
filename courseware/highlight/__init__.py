"""Code in colours that can be read on the brand's grounds."""

from courseware.highlight.ranges import read_ranges
from courseware.highlight.tokens import KINDS, Token, lines_of

__all__ = ["KINDS", "Token", "lines_of", "read_ranges"]
