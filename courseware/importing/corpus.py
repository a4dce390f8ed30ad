"""What a page itself tells about its words: which stand together, which are names, which are labels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

_BARE = re.compile(r"^[^\w]+|[^\w]+$")


def bare(word: str) -> str:
    """A word of running text without the punctuation around it, in lower case."""
    return _BARE.sub("", word).casefold().replace("’", "'")


class Corpus:
    """Counts over all lessons of a page. Few lessons tell little, and then the other signs decide."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._labels: Counter[str] = Counter()
        self._small: set[str] = set()
        running: list[str] = []
        for text in texts:
            words = text.split()
            self._small.update(bare(word) for word in words if word[:1].islower())
            lowered = [bare(word) for word in words]
            closed = [word[-1:] in ".,;:?!" for word in words]
            self._pairs.update((a, b) for a, b, stop in zip(lowered, lowered[1:], closed, strict=False) if not stop)
            running.append(" ".join(lowered))
            self._labels.update(
                found.group(1).casefold()
                for found in re.finditer(
                    r"(?<=[.?!] )((?:[A-Z][\w’'/-]*)(?: (?:and|of|the|to|[A-Z][\w’'/-]*)){0,4}):", text
                )
            )
        self._running = " " + " ".join(running) + " "

    def together(self, one: str, other: str) -> int:
        """How often the two words stand side by side without a stop between them."""
        return self._pairs[bare(one), bare(other)]

    def phrase(self, words: Sequence[str]) -> int:
        """How often the words stand one after the other."""
        return self._running.count(f" {' '.join(bare(word) for word in words)} ")

    def label(self, words: Sequence[str]) -> int:
        """How often the words are a label of their own (after a full stop, before a colon)."""
        return self._labels[" ".join(words).rstrip(":").casefold()]

    def is_name(self, word: str) -> bool:
        """Whether a word is only ever written with a capital."""
        return word[:1].isupper() and bare(word) not in self._small
