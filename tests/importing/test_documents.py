"""Word documents: what headings, lists, tables, comments, notes and changes become, and that no word is lost."""

from __future__ import annotations

import io
import re
from collections import Counter

import docx
import pytest
from docx.oxml import parse_xml
from docx.shared import Inches

from courseware.importing.course import LEFTOVERS
from courseware.importing.docx import import_document
from courseware.importing.docxhtml import read_document
from courseware.importing.wish import Wish
from courseware.problems import CoursewareError
from tests.importing import olddecks as old

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def _document() -> bytes:
    document = docx.Document()
    document.core_properties.title = "Handover guide"
    document.add_heading("Why it matters", 1)
    paragraph = document.add_paragraph("The next shift knows less than you. ")
    paragraph.add_run("Bold words").bold = True
    document.add_paragraph("One", style="List Bullet")
    document.add_paragraph("Two", style="List Bullet")
    document.add_heading("The steps", 2)
    document.add_paragraph("first", style="List Number")
    document.add_paragraph("second", style="List Number")
    table = document.add_table(2, 3)
    for n, cell in enumerate(table._cells):
        cell.text = f"cell{n}"
    table.cell(0, 0).merge(table.cell(0, 1))
    document.add_picture(old.picture(), Inches(1))
    document.add_paragraph("A red square", style="Caption")
    document.add_heading("Signs # 1. *x*", 2)
    signs = document.add_paragraph("Text with # 1. *x* [a](b) | ::: $5")
    document.add_comment(signs.runs, text="Check this", author="Ann Reader", initials="AR")
    signs._p.append(parse_xml(f'<w:ins xmlns:w="{W}" w:id="1" w:author="Ann"><w:r><w:t> put in</w:t></w:r></w:ins>'))
    signs._p.append(
        parse_xml(f'<w:del xmlns:w="{W}" w:id="2" w:author="Ann"><w:r><w:delText>taken out</w:delText></w:r></w:del>')
    )
    document.add_paragraph()._p.append(parse_xml(old.MATH))
    document.sections[0].header.paragraphs[0].text = "Old House"
    data = io.BytesIO()
    document.save(data)
    return data.getvalue()


def test_headings_make_topics_and_slides_and_text_is_for_participants() -> None:
    """Two levels of headings: topics and slides. Lists, tables and pictures are shown, paragraphs are handout, comments notes."""
    imported = import_document("guide.docx", _document(), Wish())
    text = str(imported.files["syllabus/01-handover-guide.md"])
    for line in (
        "# Why it matters\n\n::: handout\nThe next shift knows less than you. **Bold words**",
        "## Why it matters\n\n- One\n- Two",
        "## The steps\n\n1. first\n2. second",
        "| cell0<br>cell1 |  | cell2 |",
        '![A red square](pictures/01-guide/slide-01.png){fig-alt=""}',
        "**Comment:** AR: Check this",
        "Text with # 1. \\*x\\* \\[a\\](b) \\| ::: \\$5 put in",
        "$\\frac{a}{b}=c^{2}$",
    ):
        assert line in text, (line, text)
    report = str(imported.files[LEFTOVERS])
    assert "Old House" in report
    assert "tracked changes are taken as accepted" in report
    assert "taken out" not in text


def test_no_word_of_a_document_is_lost() -> None:
    """Every word of body and header is in what was made."""
    data = _document()
    document = docx.Document(io.BytesIO(data))
    words: Counter[str] = Counter()
    for part in (document.element.body, document.sections[0].header._element):
        for paragraph in part.iter(f"{{{W}}}p"):
            words += old.tokens("".join(t.text or "" for t in paragraph.iter(f"{{{W}}}t")))
    files = dict(import_document("guide.docx", data, Wish()).files)
    assert not words - old.words_written(files)


@pytest.mark.parametrize(
    "data",
    [b"", b"text", bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 99, old.plain()],
    ids=["empty", "text", "encrypted", "a deck"],
)
def test_what_is_no_document_is_refused(data: bytes) -> None:
    """With a way out."""
    with pytest.raises(CoursewareError) as told:
        import_document("guide.docx", data, Wish())
    assert all(problem.hint for problem in told.value.problems)


def test_a_document_of_three_levels_makes_modules() -> None:
    """The outermost headings are modules, unless one is asked for."""
    document = docx.Document()
    for title, level in (("Part One", 1), ("Topic", 2), ("Slide", 3), ("Part Two", 1), ("Other", 2)):
        document.add_heading(title, level)
        document.add_paragraph(f"Text of {title}.")
    data = io.BytesIO()
    document.save(data)
    assert import_document("a.docx", data.getvalue(), Wish()).modules == ("01-part-one", "02-part-two")
    assert len(import_document("a.docx", data.getvalue(), Wish(modules="one")).modules) == 1
    assert re.search(
        r"### |## Slide", str(import_document("a.docx", data.getvalue(), Wish()).files["syllabus/01-part-one.md"])
    )


def test_what_is_no_document_is_told_in_words_of_word() -> None:
    with pytest.raises(CoursewareError) as told:
        read_document("a.docx", b"garbage", lambda data, kind: "")
    assert [(each.fact, each.hint) for each in told.value.problems] == [
        ("the file is no Word document", "name a .docx file")
    ]
