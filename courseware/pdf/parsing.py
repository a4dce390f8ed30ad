"""A page's text as WeasyPrint's tree: read as XML where it is XML that a browser would read alike, in a tenth of the time."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any
from xml.etree.ElementTree import Element, ParseError, XMLParser

DOCTYPE = re.compile(r"\A\s*<!doctype html>", re.IGNORECASE)
APART = re.compile(
    r"<(?:svg(?![^<>]* xmlns=\"http://www\.w3\.org/2000/svg\")|math|template|textarea|select|frameset|noscript|!\[CDATA|!doctype|!entity|\?)",
    re.IGNORECASE,
)
"""What an HTML parser reads by rules of its own."""
BROKEN = re.compile(r'"[^"<>]*\n[^"<>]*"')
"""A value of several lines, whose ends XML would read as spaces (XML 1.0, 3.3.3)."""
DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
CLOSED = re.compile(r"<(\w+)(?:\s[^<>]*)?/>")
VOID = frozenset(("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"))
BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "center", "details", "dir", "div", "dl", "fieldset"),
        *("figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "menu"),
        *("nav", "ol", "p", "pre", "section", "summary", "table", "ul"),
    )
)
"""What ends a paragraph that it begins in."""
ROWS = frozenset(("thead", "tbody", "tfoot"))
NOT_NESTED = frozenset(("a", "li", "dt", "dd", "button", "nobr", "option"))


def page(html: str, **about: Any) -> Any:
    """WeasyPrint's `HTML` of `html`; `about` is `base_url` and `url_fetcher`."""
    from weasyprint import HTML

    root = tree(html)
    if root is None:
        return HTML(string=html, **about)
    read = HTML(string="<html></html>", **about)
    wrapper = type(read.wrapper_element)
    read.wrapper_element = wrapper.from_html_root(root, content_language=None)
    read.etree_element = read.wrapper_element.etree_element
    return read


def tree(html: str) -> Element | None:
    """The elements of `html`, None where only an HTML parser (HTML standard, 13.2) knows what is meant."""
    text = DOCTYPE.sub("", html, count=1)
    if APART.search(text) or not VOID.issuperset(CLOSED.findall(DRAWING.sub("", text))):
        return None
    parser = XMLParser()  # no document type: nothing to expand
    try:
        parser.feed(BROKEN.sub(lambda value: value[0].replace("\n", "&#10;"), text.strip()))
        root: Element = parser.close()
    except ParseError:
        return None
    return root if root.tag == "html" and [child.tag for child in root] == ["head", "body"] and _as_html(root) else None


def _as_html(root: Element) -> bool:
    """Whether an HTML parser leaves every element where it stands; takes the first line's end from `pre`, as it does."""
    for element in root.iter():
        tag = element.tag
        if tag == "pre":
            element.text = (element.text or "").removeprefix("\n")
        if (
            (tag == "table" and not _is_table(element))
            or (tag == "p" and _holds(element, BLOCKS))
            or (tag == "a" and _holds(element, ("a",)))
            or (tag in NOT_NESTED and any(child.tag == tag for child in element))
            or (tag in VOID and (len(element) or element.text))
        ):
            return False
    return True


def _holds(element: Element, tags: Container[object]) -> bool:
    return any(each.tag in tags for each in element.iter() if each is not element)


def _is_table(table: Element) -> bool:
    if any(child.tag not in (*ROWS, "caption", "colgroup") for child in table) or not _is_blank(table):
        return False
    for part in table:
        if part.tag in ROWS:
            if not _is_blank(part) or any(row.tag != "tr" or not _is_blank(row) for row in part):
                return False
            if any(cell.tag not in ("td", "th") for row in part for cell in row):
                return False
    return True


def _is_blank(element: Element) -> bool:
    """Whether there is no text between the element's children."""
    return not (element.text or "").strip() and not any((child.tail or "").strip() for child in element)
