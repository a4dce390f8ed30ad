"""Outlines in every form that people give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.importing.outline import Outline, read_outline
from courseware.importing.titles import module_aside, module_title, slug
from courseware.problems import CoursewareError
from tests.cases import Case, cases

DATA = Path(__file__).parent / "data"
TWO = "Row\n- Explain an oar\n- Explain a boat\n"


def told(outline: Outline) -> str:
    """An outline as the case files tell it."""
    lines: list[str] = []
    names: set[str] = set()
    for module in outline.modules:
        title = module_title(module.text)
        names.add(name := slug(module.number, title, names))
        lines.append(f"{module.number} {title} ({name})")
        if module_aside(module.text):
            lines.append(f"  subtitle: {module_aside(module.text)}")
        lines += [f"  {o.code} {f'BL{o.level}' if o.level else '?'} {o.text}" for o in module.outcomes]
    lines += [f"warning {p.place}: {p.fact}" for p in outline.problems if "no outcomes" in p.fact]
    return "\n".join(lines)


@pytest.mark.parametrize("case", cases(DATA / "outlines.txt"))
def test_outline(case: Case) -> None:
    try:
        found = told(read_outline("outline.txt", case.given.encode()))
    except CoursewareError as error:
        found = "\n".join(f"error {p.place}: {p.fact}{'' if p.hint else ' (no hint)'}" for p in error.problems)
    assert found == case.expected


@pytest.mark.parametrize(
    "data",
    [
        TWO.encode("utf-8-sig"),
        TWO.encode("utf-16"),
        TWO.replace("\n", "\r\n").encode(),
        TWO.replace("\n", "\r").encode(),
        TWO.replace("- ", "•\t").encode(),
        TWO.replace("- ", "  – ").encode(),
        TWO.replace("- ", "*  ").encode(),
    ],
    ids=["byte order mark", "UTF-16", "Windows line ends", "old Mac line ends", "bullet and tab", "dashes", "stars"],
)
def test_the_same_outline_is_read_from_every_kind_of_text_file(data: bytes) -> None:
    assert told(read_outline("outline.txt", data)) == told(read_outline("outline.txt", TWO.encode()))


def test_windows_text_is_read_and_reported() -> None:
    outline = read_outline("outline.txt", "Café\n- Explain a crème".encode("cp1252"))
    assert outline.modules[0].text == "Café"
    assert [str(p.place) for p in outline.problems if "not UTF-8" in p.fact] == ["outline.txt:1"]


@pytest.mark.parametrize(
    "data", [b"PK\x03\x04\x00\x00word/document.xml", b"Row\n- Explain\x00 an oar", b"\x89PNG\r\n\x1a\n\x00"]
)
def test_a_binary_file_is_refused_with_a_way_out(data: bytes) -> None:
    with pytest.raises(CoursewareError) as error:
        read_outline("outline.docx", data)
    (problem,) = error.value.problems
    assert problem.place.file == "outline.docx"
    assert problem.place.line
    assert problem.fact == "the outline is not a text file"
    assert "plain text" in problem.hint
