"""The index of a book: marks in the text and bold terms of its glossary get anchors, and a list of them takes the place of
the template's `<template class="index">`.

The template names each term of the glossary in it (`<a href="#term-3">journey</a>`). What stands in bold in the text and is one
of these is marked too: that is where authors introduce a term. A page without an index loses its marks. Page numbers come
last, when the book is laid out (`courseware/pdf/indexing.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape, unescape

from courseware.course.alphabet import letter_of, sort_key
from courseware.paper.dress import Paper
from courseware.paper.plain import plain

LIST = re.compile(r'<template class="index">(.*?)</template>', re.DOTALL)
_TERM = re.compile(r'<a href="#([^"]*)">(.*?)</a>', re.DOTALL)


def mark(match: re.Match[str], paper: Paper) -> str:
    """An anchor in the place of a mark, or in front of a bold term of the glossary."""
    listed = _listed(paper)
    if match["entry"] is not None:
        return _anchor(unescape(match["entry"]), paper) if listed is not None else ""
    words = plain(match["bold"])
    known = (listed or {}).get(words.casefold())
    return f"{_anchor(known, paper)}{match[0]}" if known else match[0]


def index(match: re.Match[str], paper: Paper) -> str:
    """The list: a letter, then a line for each entry with links to all places that it stands at."""
    places: dict[str, tuple[str, list[str]]] = {}
    for target, words in _TERM.findall(match[1]):
        entry = plain(words)
        places.setdefault(entry.casefold(), (entry, []))[1].append(target)
    for entry, target in paper.marked:
        places.setdefault(entry.casefold(), (entry, []))[1].append(target)
    letter, lines = "", list[str]()
    for entry, targets in sorted(places.values(), key=lambda each: sort_key(each[0], paper.language)):
        if (now := letter_of(entry, paper.language)) != letter:
            letter = now
            lines.append(f'<p class="letter">{escape(letter)}</p>')
        links = "".join(f'<a href="#{escape(target)}"></a>' for target in targets)
        lines.append(
            f'<p class="entry"><span class="word">{escape(entry)}</span><span class="pages">{links}</span></p>'
        )
    return f'<div class="index-list">{"".join(lines)}</div>'


def _anchor(entry: str, paper: Paper) -> str:
    target = f"at-{len(paper.marked) + 1}"
    paper.marked.append((entry, target))
    return f'<span id="{target}"></span>'


def _listed(paper: Paper) -> Mapping[str, str] | None:
    """The terms of the glossary as the index has them, by their words in small letters; None on a page without an index."""
    if paper.terms is None:
        found = LIST.search(paper.html)
        terms = _TERM.findall(found[1]) if found else ()
        paper.terms = ({plain(words).casefold(): plain(words) for _, words in terms} if found else None,)
    return paper.terms[0]
