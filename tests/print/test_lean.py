"""What WeasyPrint keeps of a layout that is done: the pages, not the styles of all elements."""

from __future__ import annotations

import gc
import io
from typing import Any

import pikepdf
import pytest

from courseware.brand.read import read_brand
from courseware.pdf import engine
from tests.print import sample

SVG = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' width='9' height='9'%3E%3Cpath d='M0 0h9v9z'/%3E%3C/svg%3E"
PAGE = f'<html lang="en"><head><title>t</title></head><body><p id="a">A <a href="#a">place</a> <img alt="x" src="{SVG}"></p></body></html>'


@pytest.fixture
def laid_out() -> tuple[Any, Any]:
    files = sample.doors()
    fonts = engine.ready(read_brand(files, "house"), files)
    from courseware.pdf.fetching import Fetcher

    fetcher = Fetcher(files, "page", {})
    return engine.layout(PAGE, fonts=fonts, fetcher=fetcher, name="page"), fetcher


def test_a_page_with_a_drawing_does_not_hold_the_styles_of_its_book(laid_out: tuple[Any, Any]) -> None:
    """A drawing on a page holds its layout: a tenth of the memory of a book of 500 pages hung on its logo."""
    from weasyprint.css import StyleFor

    gc.collect()
    assert laid_out[0].pages
    assert not [each for each in gc.get_objects() if type(each) is StyleFor]


def test_what_is_drawn_from_it_is_whole(laid_out: tuple[Any, Any]) -> None:
    rendered, fetcher = laid_out
    data = engine.write(rendered, fetcher=fetcher, name="page", tagged=True)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert len(pdf.pages) == 1
        assert "/StructTreeRoot" in pdf.Root
