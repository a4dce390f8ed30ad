"""One Markdown file on its own becomes the slides that pandoc makes of it, with every word."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

import click
import pypandoc
import pytest
from pptx import Presentation

from tests.build.course import run

TALKS = sorted((Path(__file__).parent / "talks").glob("*.md"))


def titles(deck: Any) -> list[str]:
    """The titles that the slides of a deck show, empty for one without; a title that only a screen reader finds stands off the slide."""
    shapes = [slide.shapes.title for slide in deck.slides]
    return [shape.text_frame.text if shape is not None and (shape.top or 0) >= 0 else "" for shape in shapes]


def words(slide: Any) -> Counter[str]:
    """The words on a slide, in its tables and in its notes."""
    frames = [shape.text_frame for shape in slide.shapes if shape.has_text_frame]
    for shape in slide.shapes:
        if shape.has_table:
            frames += [cell.text_frame for row in shape.table.rows for cell in row.cells]
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame:
        frames.append(slide.notes_slide.notes_text_frame)
    return Counter(word for frame in frames for word in re.findall(r"\w+", frame.text))


@pytest.mark.parametrize("talk", TALKS, ids=lambda talk: talk.stem)
def test_a_talk_has_pandocs_slides_and_all_their_words(
    talk: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(talk, tmp_path)
    Presentation().save("template.pptx")
    subprocess.run([pypandoc.get_pandoc_path(), talk.name, "-o", "pandoc.pptx"], check=True)
    answer = run(tmp_path, "build", talk.name, "-o", "out").return_value
    assert answer.code == 0
    theirs, ours = Presentation("pandoc.pptx"), Presentation(f"out/{talk.stem}/deck.pptx")
    assert titles(ours) == titles(theirs)
    lost = [words(one) - words(other) for one, other in zip(theirs.slides, ours.slides, strict=True)]
    assert lost == [Counter()] * len(lost)


def test_a_template_that_lacks_layouts_is_no_warning_of_its_decks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copy(TALKS[0].with_name("template.md"), tmp_path)
    Presentation().save("template.pptx")
    answer = run(tmp_path, "build", "template.md", "-o", "out").return_value
    assert answer.problems == ()


def test_the_foot_of_a_talk_names_it_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.md").write_text("---\ntitle: Complaints\n---\n## One\n\nText\n", encoding="utf-8")
    assert run(tmp_path, "build", "talk.md", "--brand", "brackenrow", "-o", "out").return_value.code == 0
    slide = Presentation("out/talk/deck.pptx").slides[1]
    assert [shape.text_frame.text for shape in slide.shapes if "Complaints" in shape.text_frame.text] == ["Complaints"]


def test_a_talk_is_no_delivery_to_zip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("talk.md").write_text("## One\n\nText\n", encoding="utf-8")
    with pytest.raises(click.UsageError, match="a single file has one deck"):
        run(tmp_path, "build", "talk.md", "--zip", "-o", "out")
