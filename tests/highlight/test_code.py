"""Code: its tokens, colours that can be read, numbers of lines, lines that stand out; on slides and on paper."""

from __future__ import annotations

import subprocess
import sys
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from courseware.brand.colors import contrast
from courseware.course.read import read_single
from courseware.deck.codes import code_inks
from courseware.deck.outline import outline
from courseware.deck.slides import Page, ShapeBox, TextBox
from courseware.files import Files
from courseware.highlight import KINDS, lines_of, read_ranges
from courseware.highlight.languages import is_known, nearest_language
from courseware.paper.codes import BAND, GROUND
from courseware.paper.dress import DRESSERS
from courseware.powerpoint.lint import lint
from tests.deck.kits import NAMES, house, page, section
from tests.powerpoint.open import deck

PROGRAM = """import os

@cached
def one(x: int = 3) -> str:
    # a note
    return f"x{x}"
"""
LONG = "\n\n".join(f"def part_{n}():\n    return {n}" for n in range(1, 21))
BRANDS = ("house", "fjordlight", "brackenrow")


def pre(text: str, more: str = "") -> str:
    return f'<pre data-language="python"{more}><code>{text.rstrip().replace("<", "&lt;").replace(">", "&gt;")}</code></pre>'


def test_tokens_are_told_apart_and_make_the_text_again() -> None:
    found = {token.text.strip(): token.kind for line in lines_of(PROGRAM, "python") for token in line}
    assert found["def"] == "keyword"
    assert found["# a note"] == "comment"
    assert found["@cached"] == "name"
    assert found["3"] == "number"
    for language in ("python", "yaml", "json", "bash", "html", "sql", "diff", "console", "java", "text", "", "no-such"):
        assert "\n".join("".join(token.text for token in line) for line in lines_of(PROGRAM, language)) == PROGRAM


def test_code_that_was_coloured_before_is_coloured_the_same_without_loading_pygments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path))
    lines_of.cache_clear()
    first = lines_of(PROGRAM, "python")
    code = (
        "import sys; from courseware.highlight import lines_of; found = lines_of(sys.argv[1], 'python')\n"
        "print([[(token.text, token.kind) for token in line] for line in found], 'pygments.lexer' in sys.modules)"
    )
    told = subprocess.run([sys.executable, "-c", code, PROGRAM], check=True, capture_output=True, text=True).stdout
    assert told.strip() == f"{[[(token.text, token.kind) for token in line] for line in first]} False"


@pytest.mark.parametrize("kept", [b"", b"[[", b"{}", b"[1]", b'[[["other", ""]]]', b'[[["x = 1", 5, 6]]]', b"\xff"])
def test_kept_code_that_cannot_be_used_is_coloured_anew(
    kept: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COURSEWARE_CACHE", str(tmp_path))
    lines_of.cache_clear()
    wanted = lines_of("x = 1", "python")
    (path,) = tmp_path.iterdir()
    path.write_bytes(kept)
    lines_of.cache_clear()
    assert lines_of("x = 1", "python") == wanted
    assert [token.kind for token in wanted[0]] == ["", "number"]


def test_neighbours_of_one_kind_are_one_token() -> None:
    for line in lines_of(PROGRAM, "python"):
        kinds = [token.kind for token in line]
        assert all(one != other for one, other in pairwise(kinds))


def test_the_last_line_of_a_difference_has_its_colour_too() -> None:
    assert [line[0].kind for line in lines_of("- old\n+ new", "diff")] == ["removed", "added"]


def test_languages_are_known_by_the_names_people_write() -> None:
    assert all(is_known(name) for name in ("python", "Python", "js", "c++", "C#", "yml", "text", "", "brainfuck"))
    assert not is_known("pyhton")
    assert nearest_language("pyhton") == "python"


@pytest.mark.parametrize(
    ("said", "found"),
    [
        ("3-5", {3, 4, 5}),
        ("2, 7-8", {2, 7, 8}),
        ("1|3-4", {1, 3, 4}),
        ("5–6", {5, 6}),
        ("x", None),
        ("5-3", None),
        ("", set()),
    ],
)
def test_lines_are_named_by_ranges(said: str, found: set[int] | None) -> None:
    assert read_ranges(said) == found


@pytest.mark.parametrize("name", [*BRANDS, "foreign", "dark"])
def test_every_colour_of_code_can_be_read_on_its_ground_and_on_a_band(name: str) -> None:
    kit = house(name).kit
    slides = house(name).fit(
        page(
            section(
                pre(PROGRAM, ' data-highlight="2-6" data-numbers="true"'),
                role="code",
                slot="code" if "code" in kit.layouts["code"].slots else "body",
            )
        )
    )
    grounds = [
        box.fill.rgb
        for box in slides.pages[0].boxes
        if isinstance(box, ShapeBox) and box.fill and box.name.startswith(("Code ground", "Band"))
    ]
    inks = code_inks(tuple(kit.palette.items()), GROUND, BAND)
    assert set(inks) == set(KINDS)
    assert all(contrast(ink.rgb, ground.rgb) >= 4.5 for ink in inks.values() for ground in (GROUND, BAND))
    code = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.name == "Code")
    for paragraph in code.paragraphs:
        for span in paragraph.spans:
            assert all(contrast((span.ink or paragraph.style.ink).rgb, ground) >= 4.5 for ground in grounds)


def test_keywords_are_bold_and_comments_italic_so_that_grey_tells_them_too() -> None:
    slides = house("house").fit(page(section(pre(PROGRAM))))
    code = next(box for box in slides.pages[0].boxes if isinstance(box, TextBox) and box.name == "Code")
    looks = {span.text.strip(): (span.bold, span.italic) for each in code.paragraphs for span in each.spans}
    assert looks["def"] == (True, False)
    assert looks["# a note"] == (False, True)


@cache
def long(name: str) -> tuple[Page, ...]:
    """More lines than a slide holds, counted from 10, three of them standing out."""
    more = ' data-numbers="true" data-first="10" data-highlight="11,67-68"'
    return house(name).fit(page(section(pre(LONG, more)))).pages


def numbers(on: Page) -> list[int]:
    box = next(box for box in on.boxes if isinstance(box, TextBox) and box.name == "Line numbers")
    return [int(paragraph.spans[0].text) for paragraph in box.paragraphs]


@pytest.mark.parametrize("name", NAMES)
def test_code_that_goes_on_is_counted_on_and_its_lines_still_stand_out(name: str) -> None:
    pages = long(name)
    assert len(pages) > 1
    assert numbers(pages[0])[0] == 10
    told = LONG.split("\n")
    for each in pages:
        code = next(box for box in each.boxes if isinstance(box, TextBox) and box.name == "Code")
        for number, paragraph in zip(numbers(each), code.paragraphs, strict=True):
            assert "".join(span.text for span in paragraph.spans) == told[number - 10]
    assert any(box.name == "Band" for box in pages[0].boxes)
    assert sum(1 for each in pages for box in each.boxes if box.name.startswith("Mark")) >= 2


@pytest.mark.parametrize("name", NAMES)
def test_numbers_and_bands_stand_at_their_lines(name: str) -> None:
    first = long(name)[0]
    boxes = {box.name: box for box in first.boxes}
    code, beside, band = boxes["Code"], boxes["Line numbers"], boxes["Band"]
    assert isinstance(code, TextBox)
    assert isinstance(beside, TextBox)
    for one, other in zip(code.paragraphs, beside.paragraphs, strict=True):
        assert abs(one.lines[0].baseline - other.lines[0].baseline) < 0.01
    second = code.paragraphs[1].lines[0]
    assert (round(band.rect.y, 2), round(band.rect.h, 2)) == (round(second.top, 2), round(second.height, 2))
    assert all(
        piece.x >= beside.rect.right
        for paragraph in code.paragraphs
        for line in paragraph.lines
        for piece in line.pieces
    )


def test_numbers_are_no_part_of_what_the_slide_says() -> None:
    slides = house("house").fit(page(section(pre("x = 1", ' data-numbers="true" data-first="17"'))))
    assert "17" not in str([part["lines"] for part in outline(slides)[0]["parts"]])


@pytest.mark.parametrize("name", NAMES)
def test_a_deck_with_code_is_valid_and_needs_no_repair(name: str, tmp_path: Path) -> None:
    data = deck(name, section(pre(LONG, ' data-numbers="true" data-highlight="2-4" data-filename="parts.py"')))
    (tmp_path / "deck.pptx").write_bytes(data)
    assert OpenXmlValidator().validate(tmp_path / "deck.pptx").errors == []
    assert lint(data) == []


def test_unknown_languages_and_lines_that_are_not_there_are_told(tmp_path: Path) -> None:
    text = '# One\n\n```pyhton\nx\n```\n\n``` {.python hl="3"}\nx\n```\n'
    (tmp_path / "talk.md").write_text(text, encoding="utf-8")
    _, warnings = read_single(Files(tmp_path), "talk.md")
    assert [(each.place.line, each.fact, each.hint.split(",")[0]) for each in warnings] == [
        (3, "no colours are known for code in 'pyhton'", "did you mean python?"),
        (7, "line 3 shall stand out, and the code has the lines 1 to 1", "count the lines of the code"),
    ]


def test_markup_of_code_is_found_on_paper() -> None:
    dresser = next(each for each in DRESSERS if each.maker.endswith(":code"))
    assert dresser.mark in pre("x")
    assert dresser.pattern.search(f"<p>a</p>{pre('x')}")
