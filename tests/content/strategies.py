"""Random blocks in normal form: what reading gives and writing expects."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st
from msgspec.structs import replace

from courseware.content.blocks import (
    SHARE_DIGITS,
    Block,
    Blocks,
    Box,
    Break,
    Cell,
    Code,
    Column,
    Columns,
    Definition,
    Definitions,
    Drawing,
    Footnote,
    Heading,
    IndexMark,
    Inline,
    Inlines,
    Item,
    List,
    MathBlock,
    MathRun,
    Media,
    PageBreak,
    Paragraph,
    Part,
    Pause,
    Picture,
    PictureRun,
    Quote,
    Run,
    Table,
)

# XML 1.0 allows no other control character than tab and the line ends (2.2, Char).
_legal = st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff")
_controls = st.sampled_from("\t\n\r")
line = st.text(_legal | st.just("\t"), min_size=1, max_size=12)
"""Text of a run: anything but line ends."""
value = st.text(_legal | _controls, max_size=8)
"""Text of an attribute: line ends too."""
lines = st.text(_legal | _controls, max_size=30)
word = st.from_regex(r"[a-z][a-z0-9-]{0,7}", fullmatch=True)
share = st.none() | st.floats(0.0, 1.0).map(lambda width: round(width, SHARE_DIGITS))


def normal(inlines: Sequence[Inline]) -> Inlines:
    """Neighbours that look alike become one."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Run) and isinstance(last, Run) and replace(last, text=inline.text) == inline:
            merged[-1] = replace(last, text=last.text + inline.text)
        else:
            merged.append(inline)
    return tuple(merged)


_flag = st.booleans()
runs = st.builds(
    Run,
    line,
    bold=_flag,
    italic=_flag,
    code=_flag,
    strike=_flag,
    underline=_flag,
    sub=_flag,
    sup=_flag,
    href=st.just("") | value,
    lang=st.sampled_from(["", "de", "pt-BR"]),
    mark=st.just("") | word,
)
_plain = st.one_of(
    st.builds(Run, line),
    runs,
    st.just(Break()),
    st.builds(MathRun, value),
    st.builds(PictureRun, value, value),
    st.builds(IndexMark, value),
)
_simple: st.SearchStrategy[Inlines] = st.lists(_plain, max_size=4).map(normal)
inlines: st.SearchStrategy[Inlines] = st.lists(_plain | st.builds(Footnote, _simple), max_size=5).map(normal)

_leaves: st.SearchStrategy[Block] = st.one_of(
    st.builds(Paragraph, inlines),
    st.builds(Heading, st.integers(2, 6), inlines),
    st.builds(Code, lines, value, value, value, st.booleans(), st.integers(1, 9999)),
    st.builds(
        Media,
        st.sampled_from(["video", "audio", "link", "qr"]),
        value,
        value,
        inlines,
        value,
        st.sampled_from(["", "50%", "8cm"]),
        st.booleans(),
        st.booleans(),
    ),
    st.builds(
        Picture,
        value,
        value,
        inlines,
        st.sampled_from(["", "50%", "8cm", "33.3%"]),
        st.sampled_from(["", "cover", "contain"]),
        st.sampled_from(["", "16:9", "1:1 top"]),
    ),
    st.builds(MathBlock, lines),
    st.builds(Drawing, st.sampled_from(["diagram", "chart", "mermaid"]), word, lines, value),
    st.builds(Pause),
    st.builds(PageBreak),
)


def _lists(inner: st.SearchStrategy[Blocks]) -> st.SearchStrategy[Block]:
    item = st.builds(Item, inner, st.sampled_from([None, True, False]))
    items = st.lists(item, max_size=3).map(tuple)
    counted = st.builds(
        List, items, st.just(True), st.integers(-3, 40), st.booleans(), numbering=st.sampled_from("1aAiI")
    )
    return counted | st.builds(List, items, incremental=st.booleans())


@st.composite
def _tables(draw: st.DrawFn, inner: st.SearchStrategy[Blocks]) -> Block:
    columns = draw(
        st.lists(st.builds(Column, share, st.sampled_from(["left", "center", "right"])), min_size=1, max_size=3)
    )
    row = st.tuples(*[st.builds(Cell, inner)] * len(columns))
    rows = st.lists(row, max_size=2).map(tuple)
    return Table(tuple(columns), draw(rows), draw(rows), draw(inlines))


def _nested(inner_block: st.SearchStrategy[Block]) -> st.SearchStrategy[Block]:
    inner: st.SearchStrategy[Blocks] = st.lists(inner_block, max_size=3).map(tuple)
    details = st.lists(inner, max_size=2).map(tuple)
    return st.one_of(
        _lists(inner),
        _tables(inner),
        st.builds(Definitions, st.lists(st.builds(Definition, inlines, details), max_size=2).map(tuple)),
        st.builds(Quote, inner),
        st.builds(Columns, st.lists(st.builds(Part, inner, share), min_size=2, max_size=3).map(tuple)),
        st.builds(Box, value, inner, inlines, st.sampled_from(["", "none", "clock"])),
    )


block: st.SearchStrategy[Block] = st.recursive(_leaves, _nested, max_leaves=8)
blocks: st.SearchStrategy[Blocks] = st.lists(block, max_size=4).map(tuple)
