"""Print and web pages dressed: what a template leaves as source (a diagram, a chart, code, an equation) becomes what a reader sees.

`dress` goes over the HTML of a document after its template made it and before it is written as PDF or as a page of its own.
"""

from courseware.paper.dress import DRESSERS, Paper, dress, is_bare

__all__ = ["DRESSERS", "Paper", "dress", "is_bare"]
