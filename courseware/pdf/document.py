"""A document: HTML and CSS as the templates wrote it become a tagged PDF."""

from __future__ import annotations

import gc
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape, unescape
from typing import Any

from courseware.brand.model import Brand
from courseware.files import Files
from courseware.moment import moment
from courseware.pdf.fonts import missing
from courseware.pdf.indexing import has_index, with_pages
from courseware.pdf.names import DECORATIVE
from courseware.problems import CoursewareError, Place, Problem

TAG = re.compile(r"<style>.*?</style>|<[^>]*>", re.DOTALL)
PICTURED = re.compile(r'src="slide:([^"]+)"')
FILE = re.compile(r'(?<=\ssrc=")(?![a-z]+:|//)[^"]*(?=")')
SIGNS = str.maketrans(
    {"%": "%25", "?": "%3F", "#": "%23"}
)  # that mean something in an address, in a file's name nothing
RIGHT_TO_LEFT = re.compile(r"<html[^>]*\slang=[\"']?(?:ar|fa|he|ur)\b")
LANGUAGE = re.compile(r"<html[^>]*\slang=[\"']?\w")
# WeasyPrint 70 breaks a line after its first word where everything fits but the space before an element. A space of
# its own is not measured with the words in front of it.
LOOSE_SPACE = re.compile(r" (?=<(?:a|code|em|s|span|strong|sub|sup|u)[ >])")
INSIDE = re.compile(r'(?<=<a )href="#([^"]*)"(?=>)')
ANCHOR = re.compile(r'\sid="([^"]*)"')
HEADING = re.compile(r"<(/?)h([1-6])(?=[\s>])")


@dataclass(frozen=True, slots=True)
class Pdf:
    """A PDF as bytes, how many `pages` it has, and its `headings` as (level, text, page) from its bookmarks."""

    data: bytes
    pages: int
    headings: tuple[tuple[int, str, int], ...] = ()


def write_pdf(
    html: str, *, files: Files, brand: Brand, pictures: Sequence[bytes] = (), name: str = "", sheets: str = "single"
) -> Pdf:
    """`html` as tagged PDF/UA-1 with its language, title and bookmarks. Equal input gives equal bytes.

    An `<img src>` is a name for `files`, or `slide:3-14` for a slide drawn in one of `pictures` (of `write_slides`). `name`
    is the template's, for problems. `sheets` other than `single` puts two pages on a side (imposing.py), without tags then; `pages` are
    sides. Raises `CoursewareError` with everything that is missing, refused or not understood.
    """
    from courseware.pdf import engine
    from courseware.pdf.finishing import finish
    from courseware.pdf.slides import sizes

    problems = _problems(html, brand, files, name)
    if problems:
        raise CoursewareError(problems)
    numbers = dict.fromkeys(unescape(number) for number in PICTURED.findall(html))
    html = _reachable(html).replace(' alt=""', f' alt="{DECORATIVE}"')
    html = FILE.sub(lambda match: escape(unescape(match[0]).translate(SIGNS)), html)
    html = LOOSE_SPACE.sub("<span> </span>", _stepwise(html))
    slides = {number: size for each in pictures for number, size in sizes(each).items()}
    html = _dated(html, moment(files))
    fonts = engine.ready(brand, files)
    from courseware.pdf.fetching import Fetcher

    fetcher = Fetcher(files, name, slides)
    rendered = engine.layout(html, fonts=fonts, fetcher=fetcher, name=name)
    if has_index(html):
        rendered = with_pages(html, rendered, lambda page: engine.layout(page, fonts=fonts, fetcher=fetcher, name=name))
        gc.collect()  # what laying out a book leaves in circles would lie beside what writing it takes
    data = engine.write(rendered, fetcher=fetcher, name=name, tagged=True)
    data = finish(data, pictures, numbers, licence=_said(html, "rights"))
    headings = tuple(_headings(rendered.make_bookmark_tree()))
    if sheets == "single":
        return Pdf(data, len(rendered.pages), headings)
    from courseware.pdf.imposing import impose, sides

    data = impose(data, sheets, from_right=RIGHT_TO_LEFT.search(html[:2000]) is not None)
    return Pdf(data, sides(len(rendered.pages), sheets), headings)


def _dated(html: str, made: str) -> str:
    """`html` that says when it was made, where somebody named a moment."""
    said = "".join(f'<meta name="dcterms.{name}" content="{made}">' for name in ("created", "modified"))
    return re.sub(r"<head\b[^>]*>", lambda head: head[0] + said, html, count=1) if made else html


def _said(html: str, name: str) -> str:
    """What a `<meta>` of the page says."""
    found = re.search(rf'<meta name="{name}" content="([^"]*)"', html)
    return unescape(found[1]) if found else ""


def _problems(html: str, brand: Brand, files: Files, name: str) -> list[Problem]:
    """What a reader of the PDF would miss, found before anything is set."""
    found = []
    if not LANGUAGE.search(html[:2000]):
        found.append(Problem(Place(name), "the page names no language", 'write <html lang="…">'))
    if not re.search(r"<title>\s*[^<\s]", html):
        found.append(Problem(Place(name), "the page has no title", "write <title>…</title> in its <head>"))
    absent = missing(unescape(TAG.sub("", html)), brand, files)
    if absent:
        fact = f"no font of the brand {brand.name} has the characters {absent[:12]}"
        found.append(Problem(Place(name), fact, "add a font that has them to typography.fonts of its _brand.yml"))
    return found


def _stepwise(html: str) -> str:
    """`html` without skipped levels of headings, as PDF/UA-1 wants it (ISO 14289-1, 7.4.2): an author may begin a text
    with a heading of any level. Style sheets that name headings by class look the same before and after.
    """
    level = 0

    def step(match: re.Match[str]) -> str:
        nonlocal level
        if not match[1]:
            level = min(int(match[2]), level + 1)
        return f"<{match[1]}h{level}"

    return HEADING.sub(step, html)


def _reachable(html: str) -> str:
    """`html` whose author's links lead to places that are in it: to a slide's notes where the trainer reads it, and nowhere, as plain
    words, where the slide is in another file or not for these readers.
    """
    places: set[str] = set()

    def link(match: re.Match[str]) -> str:
        if not places:
            places.update(ANCHOR.findall(html))
        if match[1] in places:
            return match[0]
        return f'href="#unit-{match[1]}"' if f"unit-{match[1]}" in places else ""

    return INSIDE.sub(link, html)


def _headings(tree: Any, level: int = 1) -> list[tuple[int, str, int]]:
    found = []
    for label, (page, _, _), children, _ in tree:
        found.append((level, label, page + 1))
        found += _headings(children, level + 1)
    return found
