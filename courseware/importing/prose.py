"""A lesson's text becomes pieces: headings, labels, sentences and drawings, in the order and with every word of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from courseware.importing.corpus import Corpus
from courseware.importing.drawing import Drawing, cut_drawings
from courseware.importing.labels import Labels
from courseware.importing.pieces import BULLET, LONGEST_HEADING, NUMBER, Piece, is_cap
from courseware.importing.rules import words_of
from courseware.importing.scanning import Numbering, Scanner

_WRAPPED = 60  # characters: a line shorter than this was ended by its author


def read_prose(title: str, lines: Sequence[tuple[int, str]], corpus: Corpus) -> list[Piece]:
    """The pieces of a lesson's numbered lines. `title` tells which headings are sections: they repeat its words."""
    pieces: list[Piece] = []
    whole = _unwrapped(lines)
    labels, numbering = Labels(title, " ".join(whole)), Numbering()
    for at, line in enumerate(whole):
        bullet = BULLET.match(line)
        line = line[bullet.end() :] if bullet else line
        line = re.sub(r"^#{1,6}\s+", "", line.strip()).replace("**", "")
        alone = None if bullet else _heading_line(line, whole[at + 1] if at + 1 < len(whole) else "")
        if alone:
            pieces.append(alone)
            numbering.number = int(alone.mark[:-1]) if alone.mark else numbering.number
            continue
        for part in cut_drawings(line):
            if isinstance(part, Drawing):
                pieces.append(Piece("drawing", "", drawing=part))
                continue
            found = Scanner(part.split(), labels, corpus, numbering).scan()
            if bullet and found and found[0].kind == "sentence":
                found[0] = Piece("entry", found[0].text)
            pieces += found
    return pieces


def _unwrapped(lines: Sequence[tuple[int, str]]) -> list[str]:
    """The lines with those joined that an editor broke for their length."""
    joined: list[str] = []
    last = length = 0
    for number, line in lines:
        marked = BULLET.match(line) or NUMBER.match(line.split()[0])
        open_line = joined and length >= _WRAPPED and not joined[-1].endswith((".", "?", "!", ":"))
        if open_line and number == last + 1 and not marked:
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line)
        last, length = number, len(line)
    return joined


def _heading_line(line: str, below: str) -> Piece | None:
    """A short line of its own without a full stop, over running text, is a heading."""
    words = line.split()
    if not below or len(words) > LONGEST_HEADING or line.endswith((".", "!", ",", ";")):
        return None
    if line.rstrip(":").casefold() in words_of("prose", "closing"):
        return Piece("closing", line.rstrip(":"))
    number = NUMBER.match(words[0])
    words = words[1:] if number else words
    if not words or not is_cap(words[0]) or (line.endswith("?") and len(words) > 6):
        return None
    told = below.split()
    labelled = ":" in line[:-1]
    if labelled and (len(told) <= LONGEST_HEADING or not below.endswith(".") or ":" in " ".join(told[:4])):
        return None
    text = " ".join(words).rstrip(":")
    return Piece("numbered", text, number.group()) if number else Piece("heading", text)
