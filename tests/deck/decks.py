"""Random slides as markup, of words that are all different, so that each can be looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, islice

from hypothesis import strategies as st

from tests.deck.kits import section


@dataclass
class Words:
    """Hands out words, each once. Their lengths differ as those of real words do."""

    numbers: Iterator[int] = field(default_factory=count)

    def take(self, many: int) -> str:
        return " ".join(f"{'abcdefghijklm'[: 1 + number * 7 % 11]}{number}" for number in islice(self.numbers, many))


def words_of(markup: str) -> list[str]:
    """The words in the slots of a slide's markup."""
    return re.sub(r"<[^>]*>", " ", markup.partition("</h1>")[2]).split()


_few = st.integers(1, 6)


@st.composite
def _text(draw: st.DrawFn, words: Words, most: int = 60) -> str:
    text = words.take(draw(st.integers(1, most)))
    head, blank, tail = text.partition(" ")
    return draw(
        st.sampled_from(
            [
                text,
                f"<strong>{head}</strong>{blank}{tail}",
                text.replace(" ", "<br/>", 30),
                f"<em>{head}</em>{blank}<code>{tail}</code>",
            ]
        )
    )


@st.composite
def _block(draw: st.DrawFn, words: Words, depth: int = 0) -> str:
    kinds = ["p", "ul", "ol", "dl", "table", "pre", "h3", "quote", "picture"] + ["columns", "box"] * (depth == 0)
    kind = draw(st.sampled_from(kinds))
    if kind == "p":
        return f"<p>{draw(_text(words))}</p>"
    if kind == "h3":
        return f"<h3>{draw(_text(words, 8))}</h3>"
    if kind == "quote":
        return f"<blockquote><p>{draw(_text(words))}</p></blockquote>"
    if kind in ("ul", "ol"):
        items = [f"<li>{draw(_text(words, 25))}{draw(_under(words))}</li>" for _ in range(draw(st.integers(1, 12)))]
        steps = draw(st.sampled_from(["", ' class="incremental"']))
        return f"<{kind}{steps}>{''.join(items)}</{kind}>"
    if kind == "dl":
        return f"<dl>{''.join(f'<dt>{words.take(2)}</dt><dd>{draw(_text(words, 20))}</dd>' for _ in range(draw(_few)))}</dl>"
    if kind == "table":
        return draw(_table(words))
    if kind == "pre":
        lines = [words.take(draw(st.integers(0, 12))) for _ in range(draw(st.integers(1, 25)))]
        return f"<pre><code>{chr(10).join(lines)}</code></pre>"
    if kind == "picture":
        caption = f"<figcaption>{words.take(3)}</figcaption>" if draw(st.booleans()) else ""
        width = draw(st.sampled_from(["", ' style="width:50%"', ' style="width:30cm"']))
        name = draw(st.sampled_from(["wide.png", "tall.png", "square.png"]))
        return f'<figure class="picture"><img src="{name}" alt=""{width}/>{caption}</figure>'
    inner = [draw(_block(words, depth + 1)) for _ in range(draw(st.integers(1, 3)))]
    if kind == "box":
        return f'<div class="box" data-kind="box">{"".join(inner)}</div>'
    other = draw(_block(words, depth + 1))
    width = draw(st.sampled_from(["", ' style="width:40%"']))
    return (
        f'<div class="columns"><div class="column"{width}>{"".join(inner)}</div><div class="column">{other}</div></div>'
    )


@st.composite
def _under(draw: st.DrawFn, words: Words) -> str:
    many = draw(st.sampled_from([0, 0, 0, 1, 3]))
    return f"<ul>{''.join(f'<li>{words.take(4)}</li>' for _ in range(many))}</ul>" if many else ""


@st.composite
def _table(draw: st.DrawFn, words: Words) -> str:
    columns, rows = draw(st.integers(1, 4)), draw(st.integers(1, 20))
    head = "".join(f"<th>{words.take(1)}</th>" for _ in range(columns))
    cells = ["".join(f"<td>{words.take(draw(st.integers(0, 6)))}</td>" for _ in range(columns)) for _ in range(rows)]
    return f"<table><thead><tr>{head}</tr></thead>{''.join(f'<tr>{row}</tr>' for row in cells)}</table>"


SLOTS = (
    ("content", "body"),
    ("two-content", "left"),
    ("three-content", "middle"),
    ("content-caption", "caption"),
    ("quote", "quote"),
    ("exercise", "body"),
)


@st.composite
def slides(draw: st.DrawFn) -> str:
    """The markup of a slide; `words_of` tells the words on it."""
    words = Words()
    role, slot = draw(st.sampled_from(SLOTS))
    body = "".join(draw(_block(words)) for _ in range(draw(st.integers(1, 4))))
    return section(body, role=role, slot=slot)
