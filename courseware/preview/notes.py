"""The trainer's notes of a slide for the browser: our own markup, with what it names (drawings, code, equations) as it is printed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from courseware.content.blocks import Blocks
from courseware.content.write import write
from courseware.files import Files
from courseware.paper import Paper, dress, is_bare
from courseware.preview.assets import Assets, addressed
from courseware.problems import CoursewareError

if TYPE_CHECKING:
    from courseware.build.shelf import House
    from courseware.deck.measure import Measure

LINK = re.compile(r'<a\b([^>]*?)\shref="([^"]*)"')
SAFE = ("https://", "http://", "mailto:", "#")
COLUMN = '<body data-column="90mm">'
"""How wide notes stand beside a slide, as `Paper` reads it."""
HEAD = "</head>"


class Notes:
    """Writes the notes of a deck's pages. `labels` gives the printed words of its language, where they are needed."""

    def __init__(
        self, house: House, language: str, labels: Callable[[], Mapping[str, str]], files: Files, assets: Assets
    ) -> None:
        self._house, self._language, self._labels = house, language, labels
        self._files, self._assets = files, assets

    def html(self, blocks: Blocks) -> str:
        """Notes as HTML: pictures by their digests, links to the web and to slides alone."""
        if not blocks:
            return ""
        html = addressed(self._dressed(write(blocks)), self._house, self._assets)
        return LINK.sub(lambda found: found[0] if found[2].startswith(SAFE) else f"<a{found[1]}", html)

    def _dressed(self, html: str) -> str:
        """`html` with its drawings; as it is where one of them can't be drawn, which is told with the document that prints it."""
        if not is_bare(html):
            return html
        house = self._house
        paper = Paper(
            html=f"{HEAD}{COLUMN}{html}",
            format="html",
            brand=house.brand,
            palette=house.kit.palette,
            fonts=house.kit.fonts,
            labels=self._labels(),
            language=self._language,
            files=self._files,
            measure=self._measure,
        )
        try:
            made = dress(paper)
        except CoursewareError:
            return html
        rules, _, body = made.partition(COLUMN)
        style = rules.removesuffix(HEAD).replace("<style>", "<style>@scope {").replace("</style>", "}</style>")
        return f'<div class="dressed">{style}{body}</div>'

    @cached_property
    def _measure(self) -> Measure:
        from courseware.deck.measure import Measure

        return Measure(self._house.brand, self._files, self._language)
