"""The dressers of a document's HTML, and what they are given.

To dress something more, add a `Dresser` to `DRESSERS`: the mark that a page must hold for it to be asked at all, the pattern of one piece of
markup as `content/write.py` writes it, and the function `module:name` that turns a match into HTML. The function is called with the match and
the `Paper` and is imported when the first piece is found, so that a document without one pays nothing. It adds the style rules that its
markup needs to `paper.rules` and what is wrong with the author's text to `paper.problems`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from html import unescape
from importlib import import_module

from msgspec import Struct, field

from courseware.brand.model import Brand
from courseware.deck.kit import Ink
from courseware.deck.measure import Measure
from courseware.files import Files
from courseware.problems import NOWHERE, CoursewareError, Place, Problem

MM = 72 / 25.4
COLUMN = 120 * MM
"""The width of the text column in points where a document does not say its own (`<body data-column="120mm">`)."""
INSETS: Mapping[str, float] = {"li": 5 * MM, "dd": 5 * MM, "blockquote": 5 * MM, "box": 3.5 * MM + 2.5, "task": 0.0}
"""By how much what stands inside is narrower, in points."""
GUTTER = 6 * MM
_NESTING = re.compile(r'<(/?)(li|dd|blockquote|div)\b((?:[^>"]|"[^"]*")*)>')
_COLUMN = re.compile(r'<body[^>]*\sdata-column="([\d.]+)mm"')
_SHARE = re.compile(r"width:([\d.]+)%")


class Paper(Struct, eq=False, kw_only=True):
    """What a page is dressed with. `format` is pdf or html; `palette` and `fonts` (heading, body, mono) are the brand's; `labels` the printed
    words in `language`. `rules` gathers CSS rules by selector, `problems` what is wrong. `html` is the page as it came in."""

    html: str
    format: str
    brand: Brand
    palette: Mapping[str, Ink]
    fonts: Mapping[str, str]
    labels: Mapping[str, str]
    language: str
    files: Files
    measure: Measure
    rules: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    marked: list[tuple[str, str]] = field(default_factory=list)
    """What the index names: each entry with the anchor where it stands."""
    terms: tuple[Mapping[str, str] | None] | None = None
    """The glossary's terms as the index has them, when they have been looked for."""

    def width(self, position: int) -> float:
        """The width in points of the text column at a place in the page, inside the boxes, columns and lists that are open there."""
        said = _COLUMN.search(self.html)
        widths = [float(said[1]) * MM if said else COLUMN]
        for tag in _NESTING.finditer(self.html, 0, position):
            if tag[1]:
                if len(widths) > 1:
                    widths.pop()
            elif not tag[3].endswith("/"):
                widths.append(_inside(tag[2], tag[3], widths[-1]))
        return widths[-1]

    def place(self, attributes: str) -> Place:
        """Where the author wrote a piece, by the `data-source` among its attributes."""
        found = attribute(attributes, "data-source")
        file, _, line = found.rpartition(":")
        return Place(file, int(line)) if file and line.isdigit() else NOWHERE


def attribute(attributes: str, name: str) -> str:
    """The value of an attribute in the text of a tag, `""` where it is not there."""
    found = re.search(rf'\s{name}="([^"]*)"', attributes)
    return unescape(found[1]) if found else ""


def _inside(tag: str, attributes: str, width: float) -> float:
    """The width that is left inside an element."""
    if tag != "div":
        return width - INSETS[tag]
    kind = attribute(attributes, "class")
    if kind == "column":
        share = _SHARE.search(attributes)
        part = float(share[1]) / 100 if share else 0.5
        return width * part - GUTTER / 2
    return width - INSETS.get(kind, 0.0)


class Dresser(Struct, frozen=True):
    """Dresses one kind of markup: `mark` is text that every piece holds, `pattern` matches one piece, `maker` is `module:function`."""

    mark: str
    pattern: re.Pattern[str]
    maker: str

    def make(self) -> Callable[[re.Match[str], Paper], str]:
        module, _, name = self.maker.partition(":")
        found: Callable[[re.Match[str], Paper], str] = getattr(import_module(module), name)
        return found


DRESSERS: tuple[Dresser, ...] = (
    Dresser(  # first, while films still say what they are
        '<template class="links"',
        re.compile(
            r'<template class="links" data-wish="([^"]*)"><div>(.*?)</div><!--text-->(.*?)<!--end--></template>',
            re.DOTALL,
        ),
        "courseware.paper.links:codes",
    ),
    Dresser(
        '<figure class="diagram"',
        re.compile(r'<figure class="(diagram)"((?:[^>"]|"[^"]*")*)><pre>(.*?)</pre></figure>', re.DOTALL),
        "courseware.paper.drawings:diagram",
    ),
    Dresser(
        '<figure class="mermaid"',
        re.compile(r'<figure class="(mermaid)"((?:[^>"]|"[^"]*")*)><pre>(.*?)</pre></figure>', re.DOTALL),
        "courseware.paper.drawings:diagram",
    ),
    Dresser(
        '<figure class="chart"',
        re.compile(r'<figure class="(chart)"((?:[^>"]|"[^"]*")*)><pre>(.*?)</pre></figure>', re.DOTALL),
        "courseware.paper.charts:chart",
    ),
    Dresser(
        "<table><c",
        re.compile(
            r"<table>(?P<caption><caption>.*?</caption>)?<colgroup>(?P<columns>.*?)</colgroup>(?P<rows>.*?)</table>",
            re.DOTALL,
        ),
        "courseware.paper.tables:table",
    ),
    Dresser(
        "<pre data-",
        re.compile(r'<pre((?:\s(?:[^>"]|"[^"]*")*))><code>(.*?)</code></pre>', re.DOTALL),
        "courseware.paper.codes:code",
    ),
    Dresser(
        '<figure class="media"',
        re.compile(
            r'<figure class="media"((?:[^>"]|"[^"]*")*)><a href="([^"]*)">(.*?)</a>(?:<figcaption>(.*?)</figcaption>)?</figure>',
            re.DOTALL,
        ),
        "courseware.paper.media:media",
    ),
    Dresser(
        '<span class="math"',
        re.compile(r'<span class="math">(.*?)</span>', re.DOTALL),
        "courseware.paper.equations:in_line",
    ),
    Dresser(
        '<div class="math"',
        re.compile(r'<div class="math"((?:[^>"]|"[^"]*")*)>(.*?)</div>', re.DOTALL),
        "courseware.paper.equations:displayed",
    ),
    Dresser(
        'src="icon:',
        re.compile(r'<img src="icon:([^"]*)"((?:[^>"]|"[^"]*")*?)/?>'),
        "courseware.paper.icons:icon",
    ),
    Dresser(
        'class="index"',
        re.compile(r'<span class="index" data-entry="(?P<entry>[^"]*)"></span>|<strong>(?P<bold>[^<]*)</strong>'),
        "courseware.paper.indexing:mark",
    ),
    Dresser(
        '<template class="index"',
        re.compile(r'<template class="index">(.*?)</template>', re.DOTALL),
        "courseware.paper.indexing:index",
    ),
)
"""In the order in which they go over a page."""


def is_bare(html: str) -> bool:
    """Whether a page holds anything that is to be dressed."""
    return any(dresser.mark in html for dresser in DRESSERS)


def dress(paper: Paper) -> str:
    """The page with every piece dressed and the rules that they need in its head. `CoursewareError` with all that is wrong in its texts."""
    html = paper.html
    for dresser in DRESSERS:
        if dresser.mark in html:
            make = dresser.make()
            paper.html = html
            html = dresser.pattern.sub(lambda match, make=make: make(match, paper), html)  # type: ignore[misc]
    if paper.problems:
        raise CoursewareError(dict.fromkeys(paper.problems))
    if not paper.rules:
        return html
    rules = "\n".join(f"{selector}{{{rule}}}" for selector, rule in sorted(paper.rules.items()))
    return html.replace("</head>", f"<style>\n{rules}\n</style></head>", 1)
