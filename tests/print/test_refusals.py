"""A page reaches nothing but the project's files, and what it can't have is told, all at once."""

from __future__ import annotations

import base64
import io
import os
from pathlib import Path

import pytest
from PIL import Image

from courseware.files import Files
from courseware.pdf import write_pdf
from courseware.problems import CoursewareError
from tests.print import reading, sample

BRAND = sample.house("house").brand


def html(body: str, style: str = "") -> str:
    sheet = f"<style>{style}body{{font-family:Calibri}}</style>"
    return f'<html lang="en"><head><title>Page</title>{sheet}</head><body>{body}</body></html>'


def facts(page: str, project: Path) -> list[str]:
    with pytest.raises(CoursewareError) as raised:
        write_pdf(page, files=Files(project), brand=BRAND, name="module/x.pdf.j2")
    return [problem.fact for problem in raised.value.problems]


def png(width: int = 4, height: int = 4) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "PNG")
    return out.getvalue()


def write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


@pytest.mark.parametrize(
    "address",
    [
        "https://example.com/x.png",
        "http://127.0.0.1:9/x.png",
        "file:///etc/hostname",
        "ftp://example.com/x.png",
        "//example.com/x.png",
    ],
)
def test_an_address_outside_the_project_is_refused(address: str, tmp_path: Path) -> None:
    found = facts(html(f'<img src="{address}" alt="x"/>'), tmp_path)
    assert len(found) == 1
    assert "which is no file of the project" in found[0]


@pytest.mark.parametrize(
    "style", ["@import url(https://example.com/x.css);", "body{background:url(https://example.com/x.png)}"]
)
def test_a_style_sheet_fetches_nothing(style: str, tmp_path: Path) -> None:
    assert "which is no file of the project" in facts(html("<p>x</p>", style), tmp_path)[0]


def test_a_link_of_the_file_system_leads_nowhere_outside(tmp_path: Path) -> None:
    write(tmp_path / "secret.png", png())
    project = tmp_path / "course"
    project.mkdir()
    os.symlink(tmp_path / "secret.png", project / "x.png")
    assert facts(html('<img src="x.png" alt="x"/>'), project) == [
        "the page asks for x.png: the path leads outside the project"
    ]


def test_a_drawing_with_something_from_outside_in_it_is_refused(tmp_path: Path) -> None:
    """WeasyPrint itself goes on in silence there."""
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="9" height="9">'
        '<image xlink:href="file:///etc/hostname" width="9" height="9"/></svg>'
    )
    write(tmp_path / "x.svg", svg.encode())
    assert facts(html('<img src="x.svg" alt="x"/>'), tmp_path) == [
        "x.svg holds a script or refers to something outside itself"
    ]


def test_a_drawing_with_entities_of_its_own_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "x.svg", b'<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>')
    assert facts(html('<img src="x.svg" alt="x"/>'), tmp_path) == [
        "x.svg declares entities, which can grow without bound"
    ]


def test_all_that_is_wrong_is_told_at_once(tmp_path: Path) -> None:
    write(tmp_path / "broken.png", b"not a picture")
    write(tmp_path / "vast.png", png(9000, 9000))
    body = "".join(f'<img src="{name}" alt="x"/>' for name in ("gone.png", "broken.png", "vast.png", "slide:9-9"))
    assert facts(html(body, "p{flot:left}"), tmp_path) == [
        "broken.png can't be read as a picture",
        "the page can't be set as written: ignored `flot:left` at 1:3, unknown property",
        "there is no file gone.png",
        "there is no slide 9-9 to picture here",
        "vast.png has 9000 x 9000 pixels",
    ]


def test_a_page_without_language_or_title_or_with_unknown_letters_is_told(tmp_path: Path) -> None:
    found = facts("<html><head></head><body><p>ሀጀ</p></body></html>", tmp_path)
    assert found == [
        "no font of the brand house has the characters ሀጀ",
        "the page has no title",
        "the page names no language",
    ]


def test_a_picture_of_the_project_and_one_in_the_page_are_shown(tmp_path: Path) -> None:
    write(tmp_path / "pictures/ä b%20#1.png", png())
    inside = base64.b64encode(png(5, 5)).decode()
    body = f'<img src="pictures/ä b%20#1.png" alt="a"/><img src="data:image/png;base64,{inside}" alt="b"/>'
    files = Files(tmp_path)
    made = write_pdf(html(body), files=files, brand=BRAND)
    assert sorted(reading.images(made.data)) == [4, 5]
    assert "pictures/ä b%20#1.png" in files.reads


def test_a_link_keeps_its_address_as_written(tmp_path: Path) -> None:
    import pikepdf

    made = write_pdf(
        html('<p><a href="data/x.csv">a</a> <a href="https://example.com/b">b</a></p>'),
        files=Files(tmp_path),
        brand=BRAND,
    )
    with pikepdf.open(io.BytesIO(made.data)) as pdf:
        links = [str(note.A.URI) for note in pdf.pages[0].Annots]
    assert links == ["data/x.csv", "https://example.com/b"]


def test_a_refusal_does_not_spoil_the_next_document(tmp_path: Path) -> None:
    facts(html('<img src="gone.png" alt="x"/>'), tmp_path)
    assert write_pdf(html("<p>x</p>"), files=Files(tmp_path), brand=BRAND).pages == 1


def test_a_style_sheet_that_is_not_understood_is_told_each_time(tmp_path: Path) -> None:
    broken = html("<p>x</p>", "p{flot:left}")
    assert facts(broken, tmp_path) == facts(broken, tmp_path)


def test_the_temporary_folder_is_left_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    from courseware.pdf import engine

    monkeypatch.setattr(engine, "_FONTS", {})
    write_pdf(html("<p>x</p>"), files=Files(tmp_path / "none"), brand=BRAND)
    assert list(tmp_path.iterdir()) == []


def test_a_system_without_pango_is_told_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from weasyprint.text import fonts

    from courseware.pdf import engine

    def lacking() -> None:
        raise OSError("cannot load library 'libpango-1.0-0': no such file\nAdditionally, ...")

    monkeypatch.setattr(engine, "_FONTS", {})
    monkeypatch.setattr(fonts, "FontConfiguration", lacking)
    with pytest.raises(CoursewareError, match="no such file\n  hint: courseware doctor"):
        write_pdf(html("<p>x</p>"), files=Files(tmp_path), brand=BRAND)
