"""The index of a book, which names pages: set a second time, alone, when the book is laid out and its pages are known.

A style sheet can print the page of one place (`target-counter`), but not leave out the second place on a page, nor write
12-14. So the book is laid out once with an index of all places, which takes the room that it needs; its pages are known then,
and the pages of the index are replaced. Nothing stands behind the index.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

SECTION = re.compile(r'<section [^>]*id="index".*?</section>', re.DOTALL)
_PAGES = re.compile(r'<span class="pages">(.*?)</span>', re.DOTALL)
_LINK = re.compile(r'<a href="#([^"]*)"></a>')
_BODY = re.compile(r"(<body[^>]*>).*(</body>)", re.DOTALL)


def has_index(html: str) -> bool:
    """Whether a page holds an index whose pages are to be found."""
    return '<div class="index-list">' in html and SECTION.search(html) is not None


def with_pages(html: str, rendered: Any, layout: Callable[[str], Any]) -> Any:
    """The pages of a book with each page named once in its index. `rendered` is the book laid out from `html`; `layout` lays out HTML."""
    pages: dict[str, int] = {}
    for number, page in enumerate(rendered.pages, 1):
        for anchor in page.anchors:
            pages.setdefault(anchor, number)
    section = SECTION.search(html)
    if section is None or "index" not in pages:
        return rendered
    first = pages["index"]
    written = _PAGES.sub(lambda match: f'<span class="pages">{_numbers(match[1], pages)}</span>', section[0])
    start = f"<style>@page:first{{counter-reset:page {first}}}</style></head>"
    alone = layout(_BODY.sub(lambda match: match[1] + written + match[2], html).replace("</head>", start, 1))
    return rendered.copy([*rendered.pages[: first - 1], *alone.pages])


def _numbers(links: str, pages: Mapping[str, int]) -> str:
    """`12, 14–16`, each number a link to the first place on its page."""
    targets: dict[int, str] = {}
    for target in _LINK.findall(links):
        if target in pages:
            targets.setdefault(pages[target], target)
    return ", ".join(_run(run, targets) for run in _runs(sorted(targets)))


def _runs(numbers: Sequence[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for number in numbers:
        if found and found[-1][-1] == number - 1:
            found[-1].append(number)
        else:
            found.append([number])
    return found


def _run(run: Sequence[int], targets: Mapping[int, str]) -> str:
    """A row of neighbouring pages: three and more as from-to."""
    ends = (run[0], run[-1])
    if len(run) < 3:
        return ", ".join(f'<a href="#{targets[number]}">{number}</a>' for number in run)
    return "–".join(f'<a href="#{targets[number]}">{number}</a>' for number in ends)
