"""The words that an import keeps, counted once each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from courseware.importing.words import bare_words

MODULE = re.compile(r"syllabus/\d")
SLIDE = re.compile(r"^(?=#{1,2} )", re.MULTILINE)
HANDOUT = re.compile(r"^::: handout\n(.*?)\n:::$", re.DOTALL | re.MULTILINE)

OWN_HEADING = re.compile(r"###+ (?![A-Z]\. )")
"""How participant text begins that carries its heading itself: with one, and not with that of a lettered part."""


def words(*texts: str) -> Counter[str]:
    """How often each word stands in some texts."""
    return Counter(word for text in texts for word in bare_words(text))


def texts(files: Mapping[str, str | bytes]) -> dict[str, str]:
    """The files of an import that are text."""
    return {path: text for path, text in files.items() if isinstance(text, str)}


def kept_words(files: Mapping[str, str | bytes]) -> Counter[str]:
    """The words of an imported course.

    The bullets and notes of slides repeat words, so they don't count: front matter, participant text and the titles that stand
    for its headings do.
    """
    parts = [text for path, text in texts(files).items() if not MODULE.match(path)]
    for path, text in texts(files).items():
        if not MODULE.match(path):
            continue
        front, body = text.split("\n---\n", 1)
        parts.append(front)
        for slide in SLIDE.split(body):
            handouts = HANDOUT.findall(slide)
            parts += handouts
            told = handouts and OWN_HEADING.match(handouts[0])
            if slide.startswith("## ") and not told and "(2/" not in slide and "Nothing was found" not in slide:
                parts.append(slide.partition(" {minutes=")[0])
    return words(*parts)
