"""Two pages on a side: in which order, at which size, and what the file still knows."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from courseware.brand.read import read_brand
from courseware.files import Files
from courseware.pdf import Pdf, write_pdf

ROOT = Path(__file__).parents[2]
MM = 72 / 25.4


def made(pages: int, sheets: str, size: str = "148mm 210mm", lang: str = "en") -> Pdf:
    """A document whose pages say their numbers; the first links to the last."""
    body = "".join(f'<h1 id="p{n}" style="break-after:page">page {n}</h1>' for n in range(1, pages))
    html = (
        f'<html lang="{lang}"><head><title>Numbers</title><meta name="rights" content="Licensed to Brackwater"/>'
        f"<style>@page{{size:{size};margin:20mm}}body{{font-family:Calibri}}</style></head><body>"
        f'<p><a href="#p{pages}">to the end</a> <a href="https://example.org/">out</a></p>{body}<h1 id="p{pages}">page {pages}</h1></body></html>'
    )
    files = Files(ROOT)
    return write_pdf(html, files=files, brand=read_brand(files, "house"), name="numbers", sheets=sheets)


def shown(data: bytes) -> list[list[str]]:
    """The numbers on each side, from left to right (or from the top)."""
    found = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            words = []
            search = text.search("page ")
            while hit := search.get_next():
                left, _, _, top = text.get_charbox(hit[0])
                words.append((round(-top / 100), left, text.get_text_range(hit[0] + 5, 2).strip()))
            found.append([number for *_, number in sorted(words)])
    return found


def test_two_pages_stand_beside_each_other_in_their_order_at_their_size() -> None:
    pdf = made(3, "two-up")
    assert shown(pdf.data) == [["1", "2"], ["3"]]
    assert pdf.pages == 2
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        assert [round(float(each)) for each in file.pages[0].mediabox] == [0, 0, 842, 595]


def test_a_booklet_has_the_order_of_folded_sheets_and_blank_pages_at_its_end() -> None:
    assert shown(made(8, "booklet").data) == [["8", "1"], ["2", "7"], ["6", "3"], ["4", "5"]]
    assert shown(made(6, "booklet").data) == [["1"], ["2"], ["6", "3"], ["4", "5"]]


def test_a_booklet_in_arabic_is_bound_at_its_right() -> None:
    assert shown(made(4, "booklet", lang="ar").data) == [["1", "4"], ["3", "2"]]


def test_half_a_letter_fills_letter_and_lying_pages_stand_above_each_other() -> None:
    with pikepdf.open(io.BytesIO(made(2, "two-up", "139.7mm 215.9mm").data)) as file:
        assert [round(float(each)) for each in file.pages[0].mediabox] == [0, 0, 792, 612]
    assert shown(made(2, "two-up", "300mm 169mm").data) == [["1", "2"]]
    with pikepdf.open(io.BytesIO(made(2, "two-up", "300mm 169mm").data)) as file:
        assert [round(float(each) / MM) for each in file.pages[0].mediabox] == [0, 0, 300, 338]


@pytest.mark.parametrize("sheets", ["two-up", "booklet"])
def test_an_imposed_file_knows_title_language_licence_bookmarks_and_links_and_claims_no_tags(sheets: str) -> None:
    pdf = made(4, sheets)
    assert pdf.data == made(4, sheets).data
    with pikepdf.open(io.BytesIO(pdf.data)) as file:
        assert str(file.Root.Lang) == "en"
        assert str(file.docinfo["/Title"]) == "Numbers"
        assert "/StructTreeRoot" not in file.Root
        with file.open_metadata() as meta:
            assert meta["dc:title"] == "Numbers"
            assert "Licensed to Brackwater" in str(meta["dc:rights"])
            assert not [key for key in meta if "pdfua" in key]
        with file.open_outline() as outline:
            assert [item.title for item in outline.root] == [f"page {n}" for n in range(1, 5)]
        notes = [note for page in file.pages for note in page.obj.get("/Annots", ())]
        [aim] = [note.Dest[0].objgen for note in notes if "/Dest" in note]
        last = next(number for number, numbers in enumerate(shown(pdf.data)) if "4" in numbers)
        assert aim == file.pages[last].obj.objgen
        assert [str(note.A.URI) for note in notes if "/A" in note] == ["https://example.org/"]
        assert file.check_pdf_syntax() == []
