"""`show --picture`: a deck at a glance, drawn by us and by LibreOffice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PIL import Image

from courseware.pdf.contact import CAPTION, GAP, WIDTH
from tests.build.course import write_course
from tests.test_cli import cli

OFFICE = pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path)


def cells(path: Path, slides: int) -> list[Image.Image]:
    """The slides on a contact sheet, in four columns."""
    high = WIDTH * 9 // 16
    with Image.open(path) as sheet:
        rows = -(-slides // 4)
        assert sheet.size == (4 * (WIDTH + GAP) + GAP, rows * (high + CAPTION + GAP) + GAP)
        corners = ((GAP + n % 4 * (WIDTH + GAP), GAP + n // 4 * (high + CAPTION + GAP)) for n in range(slides))
        return [sheet.crop((x, y, x + WIDTH, y + high)) for x, y in corners]


def test_every_slide_is_on_the_sheet_and_no_two_look_alike(course: Path) -> None:
    shown, _ = cli(course, "show", "--picture", "1")
    assert shown == ["build/house/01-weather/contact-sheet.png"]
    drawn = cells(course / shown[0], 6)
    assert len({cell.tobytes() for cell in drawn}) == 6


def test_a_sheet_is_the_same_each_time_and_another_for_another_brand(course: Path) -> None:
    for out, brand in (("a.png", "house"), ("b.png", "house"), ("c.png", "fjordlight")):
        assert cli(course, "show", "--picture", "1", "--brand", brand, "-o", out)[0] == [out]
    assert (course / "a.png").read_bytes() == (course / "b.png").read_bytes()
    assert (course / "a.png").read_bytes() != (course / "c.png").read_bytes()


def test_clean_removes_a_sheet_but_not_one_that_somebody_changed(course: Path) -> None:
    cli(course, "show", "--picture", "1")
    cli(course, "clean")
    assert not (course / "build").exists()
    path = course / cli(course, "show", "--picture", "1")[0][0]
    path.write_bytes(b"mine")
    _, told = cli(course, "show", "--picture", "1", code=1)
    assert "somebody changed this file" in told[0]
    cli(course, "clean")
    assert path.read_bytes() == b"mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("show", "--office", "1"), "--office belongs to --picture"),
        (("show", "-o", "x.png", "1"), "-o belongs to --picture"),
        (("show", "--picture", "--json", "1"), "exclude each other"),
        (("show", "--picture", "deck.pptx"), "add --office"),
    ],
)
def test_options_that_do_not_go_together_are_told(course: Path, words: tuple[str, ...], said: str) -> None:
    _, told = cli(course, *words, code=2)
    assert said in "\n".join(told)


@OFFICE
def test_office_draws_the_same_slides_in_the_same_places(course: Path) -> None:
    """Each slide is nearer to its own twin than to any other: the sheets can be laid side by side."""
    ours = cells(course / cli(course, "show", "--picture", "1")[0][0], 6)
    theirs = cells(course / cli(course, "show", "--picture", "--office", "1")[0][0], 6)
    small = [[cell.convert("L").resize((80, 45)) for cell in cells] for cells in (ours, theirs)]

    def apart(one: Image.Image, other: Image.Image) -> int:
        return sum(abs(a - b) for a, b in zip(one.tobytes(), other.tobytes(), strict=True))

    for number, cell in enumerate(small[0]):
        assert min(range(6), key=lambda n: apart(cell, small[1][n])) == number
