"""The cues of a trainer's notes: paragraphs that begin with what is to be done, as in `**Ask:** who has done this?`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from markupsafe import Markup
from msgspec.structs import replace

from courseware.content.blocks import Block, Blocks, Paragraph, Run, plain_text
from courseware.content.write import write, write_inlines

CUES = ("ask", "write", "show", "demo", "break", "time", "chat", "poll", "breakout", "debrief", "prepare")
"""The cues that have a sign of their own. Their words are the labels `cue_ask` and so on, several parted by commas."""
OTHER = "other"
"""Any other word in bold at the beginning of a paragraph."""
LONGEST = 24
"""Letters of a word in bold that still stands in a margin."""
OPEN = ("ask", "write", "show", "demo", "poll", "chat")
"""Cues that may go on in bold: **Ask the group:**."""
ENDS = ":.!,… \u00a0\u202f"


def spoken(notes: Blocks, labels: Mapping[str, str]) -> list[dict[str, Any]]:
    """Notes parted at their cues, as plain data: each part from its cue to the next one.

    `cue` is one of `CUES`, `OTHER`, or `""` for what stands before the first; `word` is the cue as its author wrote
    it, `text` the rest of its paragraph, `more` the blocks that follow it. A known word needs no bold: `Ask: who …`.
    """
    words = {
        form.strip().casefold(): cue for cue in CUES for form in labels.get(f"cue_{cue}", "").split(",") if form.strip()
    }
    parts = [(cue, word, text, tuple(more)) for cue, word, text, more in _parts(notes, words)]
    return [
        {"cue": cue, "word": word, "text": Markup(text), "more": Markup(write(more, False, ""))}
        for cue, word, text, more in parts
        if cue or more
    ]


def _parts(notes: Blocks, words: Mapping[str, str]) -> Iterator[tuple[str, str, str, list[Block]]]:
    cue, word, text, more = "", "", "", list[Block]()
    for block in notes:
        found = _cue(block, words)
        if found is None:
            more.append(block)
            continue
        yield cue, word, text, more
        (cue, word, text), more = found, []
    yield cue, word, text, more


def _cue(block: Block, words: Mapping[str, str]) -> tuple[str, str, str] | None:
    """The cue that begins a paragraph, its word, and the markup of the rest; None where none does."""
    if not isinstance(block, Paragraph) or not block.inlines or not isinstance(block.inlines[0], Run):
        return None
    first, rest = block.inlines[0], block.inlines[1:]
    if first.bold and not first.href:
        word = first.text.strip()
        if len(word) > LONGEST or not plain_text(rest).strip():
            return None
        return _kind(word, words) or OTHER, word, write_inlines(rest).lstrip()
    if first != Run(first.text):
        return None
    word, colon, after = first.text.partition(":")
    kind = words.get(word.strip(ENDS).casefold())
    if not colon or kind is None or not (after.strip() or rest):
        return None
    return kind, f"{word}:", write_inlines((replace(first, text=after.lstrip()), *rest)).lstrip()


def _kind(word: str, words: Mapping[str, str]) -> str:
    """Which cue a word in bold is: the whole of it, or for some its beginning."""
    bare = word.strip(ENDS).casefold()
    if bare in words:
        return words[bare]
    begun = next((cue for form, cue in words.items() if bare.startswith(f"{form} ")), "")
    return begun if begun in OPEN else ""
