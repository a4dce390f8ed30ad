"""Whatever signs a text holds: written as Markdown and read again, the same words stand in the same blocks."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from courseware.content.blocks import (
    Block,
    Break,
    Cell,
    Column,
    Heading,
    Inlines,
    Item,
    List,
    MathRun,
    Paragraph,
    Run,
    Table,
    plain_text,
    walk,
)
from courseware.course.read import read_course, read_single
from courseware.files import Files
from courseware.importing.blocktext import MarkdownWriter
from courseware.powerpoint.reading.text import tidy

SIGNS = [
    "*", "_", "`", "<b>", "{{<", ">}}", ":::", "#", "##", "-", "+", "1.", "2)", "|", "$x$", "~a~", "^b^", "[c](d)", "![e](f)", "{.g}", "&amp;", "\\", "---",
    "===", "...", ". . .", "<!--", "-->", "a)", "(1)", "(a)", "iv.", "Table:", "#.", "@x", "(@)", "http://x.y", "word", "“", "'", '"', "--", "B)", "%", ":", "$5",  # noqa: E501
]  # fmt: skip
WORDS = st.lists(st.sampled_from(SIGNS), min_size=1, max_size=5).flatmap(
    lambda parts: st.sampled_from([" ".join(parts), "".join(parts)])
)
SELDOM = st.sampled_from([False, False, True])
RUNS = st.builds(
    Run, WORDS, bold=st.booleans(), italic=st.booleans(), strike=SELDOM, underline=SELDOM, sub=SELDOM, code=SELDOM, href=st.sampled_from(["", "", "https://a.example/x_(y)?a=b&c"])
)  # fmt: skip
LINES = st.lists(st.one_of(RUNS, RUNS, st.just(Break()), st.just(MathRun("x^2"))), min_size=1, max_size=4).map(tidy).filter(lambda line: bool(plain_text(line).strip()))  # fmt: skip  # noqa: E501
PARAGRAPHS = st.builds(lambda line: Paragraph(inlines=line), LINES)
ITEMS = st.builds(lambda paragraph: Item(blocks=(paragraph,)), PARAGRAPHS)
LISTS = st.builds(
    lambda items, ordered, start: List(items=tuple(items), ordered=ordered, start=start if ordered else 1),
    st.lists(ITEMS, min_size=1, max_size=3), st.booleans(), st.integers(1, 12),
)  # fmt: skip
CELLS = st.builds(lambda paragraph: Cell((paragraph,)), PARAGRAPHS)
TABLES = st.builds(
    lambda head, row: Table(columns=(Column(), Column()), head=(tuple(head),), rows=(tuple(row),)),
    st.lists(CELLS, min_size=2, max_size=2), st.lists(CELLS, min_size=2, max_size=2),
)  # fmt: skip
EXAMPLES = 400 if os.environ.get("COURSEWARE_FULL") else 12


def _words(blocks: Iterable[Block]) -> list[str]:
    return [_flat(block.inlines) for block in walk(blocks) if isinstance(block, (Paragraph, Heading))]


def _flat(inlines: Inlines) -> str:
    return " ".join(plain_text(inlines, tex=True).replace("\u00a0", " ").split())


@pytest.mark.parametrize("smart", [False, True], ids=["course", "file"])
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],
)
@given(blocks=st.lists(st.one_of(PARAGRAPHS, LISTS, TABLES), min_size=1, max_size=3), title=LINES)
def test_words_come_back_as_they_went_in(smart: bool, blocks: list[Block], title: Inlines) -> None:
    """On the slide, in the notes and in the title."""
    writer = MarkdownWriter(smart=smart)
    body = writer.blocks(blocks)
    text = f"---\ntitle: T\nslide-level: 2\n---\n\n## {writer.title(title)}\n\n{body}\n\n::: notes\n{body}\n:::\n"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / ("" if smart else "syllabus")
        folder.mkdir(exist_ok=True)
        (folder / "m.md").write_text(text, encoding="utf-8")
        if smart:
            course, _ = read_single(Files(Path(name), {}), "m.md")
        else:
            (folder / "course.yml").write_text("title: T\nmodules: [m]\n", encoding="utf-8")
            course, _ = read_course(Files(Path(name), {}))
    slides = [slide for topic in course.modules[0].topics for slide in topic.slides]
    assert len(slides) == 1, text
    assert _words(slides[0].blocks) == _words(blocks), text
    assert _words(slides[0].notes) == _words(blocks), text
    assert _flat(slides[0].title) == _flat(title), text
