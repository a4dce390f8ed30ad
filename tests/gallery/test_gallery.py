"""One of everything, in every brand: valid, complete, and readable."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from courseware.brand.colors import contrast
from courseware.deck.kit import Ink, Kit, Layout, Rect
from courseware.deck.roles import ROLES
from courseware.deck.slides import Page, PictureBox, ShapeBox, TableBox, TextBox, TextParagraph
from courseware.files import packaged_templates
from courseware.powerpoint.lint import lint
from tests.gallery.hanging import BRANDS, SHIPPED, hang

SOURCES = sorted((packaged_templates() / "gallery/syllabus").glob("*.md"))


@pytest.mark.parametrize("brand", BRANDS)
def test_the_gallery_hangs_in_every_brand_without_a_fault_of_its_decks(brand: str) -> None:
    for hung in hang(brand):
        assert [str(problem) for problem in lint(hung.deck)] == [], hung.module


@pytest.mark.parametrize("brand", BRANDS)
def test_its_decks_are_valid(brand: str, tmp_path: Path) -> None:
    for hung in hang(brand):
        file = tmp_path / f"{hung.module}.pptx"
        file.write_bytes(hung.deck)
        assert OpenXmlValidator().validate(file).errors == [], hung.module


def test_every_layout_hangs_in_it() -> None:
    assert {page.role for hung in hang("house") for page in hung.slides.pages} == set(ROLES)


def test_it_shows_each_kind_of_division_and_block() -> None:
    text = "\n".join(source.read_text(encoding="utf-8") for source in SOURCES)
    kinds = {
        "callout-note", "callout-tip", "callout-warning", "callout-important", "example", "case", "prereq", "checklist", "keypoints",
        "exercise", "discussion", "question", "solution", "rationale", "hint", "notes", "handout", "columns", "incremental",
    }  # fmt: skip
    assert {kind for kind in kinds if not re.search(rf":::+ *(\{{\.)?{kind}\b", text)} == set()
    signs = {
        "numbers": r"^1\. ", "tasks": r"^- \[x\] ", "terms": r"^:   ", "footnotes": r"^\[\^1\]: ", "pauses": r"^\. \. \.$", "quotations": r"^> ",
        "tables": r"^\|", "captions": r"^: ", "code": r"^```\{\.python", "hidden": r"\{\.hidden", "backgrounds": r"background-image=",
        "drawings": r"\.svg\)", "inlines": r"~~.*~2~.*\^th\^",
    }  # fmt: skip
    assert {name for name, sign in signs.items() if not re.search(sign, text, re.MULTILINE)} == set()


@pytest.mark.parametrize("brand", BRANDS)
def test_every_word_in_it_can_be_read_on_what_it_stands_on(brand: str) -> None:
    """7:1 for text in the text's colour, 4.5:1 for all else; what stands on a picture is left to the veil over it."""
    found = set()
    for hung in hang(brand):
        for page in hung.slides.pages:
            if brand not in SHIPPED and page.role in ("cover", "section"):
                continue  # the greys of these are the provider's own
            layout = _layout(page, hung.kit)
            for paragraph, ground in _words(page, layout, brand in SHIPPED):
                for span in paragraph.spans:
                    ink = span.ink or paragraph.style.ink
                    least = 7.0 if ink.rgb == hung.kit.ink("text").rgb else 4.5
                    if span.text.strip() and contrast(ink.rgb, ground) < least - 0.05:
                        found.add((page.number, page.role, span.text[:30], ink.rgb, ground))
    assert sorted(found) == []


@pytest.mark.parametrize("brand", SHIPPED)
def test_nothing_leaves_the_slide(brand: str) -> None:
    for hung in hang(brand):
        for page in hung.slides.pages:
            for box in page.boxes:
                if isinstance(box, TextBox) and box.rect.bottom <= 0:
                    continue  # the title of a slide that shows none, for those who hear it
                if box.rect.x >= hung.slides.width:
                    continue  # a sound that plays by itself
                assert box.rect.x >= -0.5, (page.number, box.name)
                assert box.rect.right <= hung.slides.width + 0.5, (page.number, box.name)
                assert box.rect.bottom <= hung.slides.height + 0.5, (page.number, box.name)


def _layout(page: Page, kit: Kit) -> Layout:
    return next(each for each in (*kit.layouts.values(), *kit.named.values()) if each.key == page.layout)


def _words(page: Page, layout: Layout, feet: bool) -> Iterator[tuple[TextParagraph, str]]:
    """Every paragraph of a page with the colour behind it, but those on pictures; without `feet` also but those whose colour is the provider's
    own choice.
    """
    if any(isinstance(box, PictureBox) and box.name == "Background" for box in page.boxes):
        return
    grounds = [(decor.rect, decor.fill) for decor in layout.decor if decor.fill is not None and decor.kind != "text"]
    background = (page.background or layout.background).rgb
    for box in page.boxes:
        match box:
            case TextBox(rect=Rect(y=y, h=h)) if y + h <= 0:
                continue  # a title for those who hear it
            case TextBox(kind="footer" | "number" | "date") if not feet:
                continue
            case ShapeBox(fill=Ink() as fill, rect=rect):
                grounds.append((rect, fill))
            case TextBox(rect=rect, paragraphs=paragraphs, fill=fill):
                for paragraph in paragraphs:
                    yield paragraph, fill.rgb if fill else _under(rect, paragraph, grounds, background)
            case TableBox(rows=rows):
                for row in rows:
                    for cell in row.cells:
                        for paragraph in cell.paragraphs:
                            yield (
                                paragraph,
                                cell.fill.rgb if cell.fill else _under(box.rect, paragraph, grounds, background),
                            )


def _under(rect: Rect, paragraph: TextParagraph, grounds: list[tuple[Rect, Ink]], background: str) -> str:
    """The last filled shape behind a paragraph's first line."""
    if not paragraph.lines or not paragraph.lines[0].pieces:
        return background
    line = paragraph.lines[0]
    x, y = line.pieces[0].x + 1, line.top + line.height / 2
    return next(
        (fill.rgb for box, fill in reversed(grounds) if box.x <= x <= box.right and box.y <= y <= box.bottom),
        background,
    )
