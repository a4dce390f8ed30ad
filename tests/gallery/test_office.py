"""Our picture of a slide and LibreOffice's show each word at the same place, to 2 % of the slide's width: two renderers, one layout."""

from __future__ import annotations

import html
import os
import re
import shutil
import subprocess
from collections import defaultdict
from pathlib import Path

import pytest

from courseware.build.office import office_pdf
from courseware.build.office import program as office
from courseware.deck.slides import ChartBox, Page
from courseware.pdf import write_slides
from tests.gallery.hanging import BRANDS, Hung, hang

NEAR = 0.02
"""As a share of the slide's width."""
FULL = bool(os.environ.get("COURSEWARE_FULL"))
SOME = ("01-rooms", "02-words", "05-diagrams")
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">(.*?)</word>')

pytestmark = [
    pytest.mark.skipif(office() is None, reason="LibreOffice is not installed"),
    pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed"),
]


def words(pdf: bytes, folder: Path) -> list[list[tuple[str, float, float]]]:
    """The words of each page with their left edge and their middle's height, in points."""
    path = folder / "slides.pdf"
    path.write_bytes(pdf)
    text = subprocess.run(["pdftotext", "-bbox", path, "-"], capture_output=True, text=True, check=True).stdout
    return [
        [
            (html.unescape(word), float(left), (float(top) + float(bottom)) / 2)
            for left, top, _, bottom, word in WORD.findall(page)
        ]
        for page in text.split("<page ")[1:]
    ]


def decorated(page: Page, hung: Hung) -> set[str]:
    """The words that the layout draws itself: large signs that are for looks, which programs set on lines of their own height."""
    layout = next(each for each in hung.kit.layouts.values() if each.key == page.layout)
    return {word for decor in layout.decor for word in decor.text.split()}


@pytest.mark.parametrize("brand", BRANDS if FULL else ("house", "nordwall"))
def test_each_word_stands_where_libreoffice_sets_it(brand: str, tmp_path: Path) -> None:
    apart, met = [], 0
    for hung in hang(brand):
        if not FULL and hung.module not in SOME:
            continue
        ours = words(write_slides(hung.slides, hung.kit, hung.brand, hung.base, hung.files), tmp_path)
        theirs = words(office_pdf(hung.deck), tmp_path)
        assert len(ours) == len(theirs) == len(hung.slides.pages)
        for page, mine, other in zip(hung.slides.pages, ours, theirs, strict=True):
            if any(isinstance(box, ChartBox) for box in page.boxes):
                continue  # each program places the labels of its charts itself
            places = defaultdict(list)
            for word, x, y in other:
                places[word].append((x, y))
            for word, x, y in mine:
                met += 1
                if word in decorated(page, hung):
                    continue
                far = min((max(abs(x - left), abs(y - middle)) for left, middle in places[word]), default=9999.0)
                if far > NEAR * hung.slides.width:
                    apart.append((page.number, page.role, word, round(far)))
    assert met > 800
    assert apart == []
