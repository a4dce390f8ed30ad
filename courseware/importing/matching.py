"""Lessons of a page find their outcomes, although wording, quotes, case and spelling differ."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from courseware.importing.outline import Outcome, Outline
from courseware.importing.words import content_stems, plain

THRESHOLD = 0.62
"""Least likeness (0 to 1) of a lesson's title and the outcome it serves: rewordings reach about 0.7, other outcomes at most 0.5."""


_NUMBERED = re.compile(
    r"^(?:(?:lesson|topic|unit|module|chapter|lektion|modul)\s+)?\d+(?:\.\d+)*\s*[:.)–-]?\s+(?=\S)", re.IGNORECASE
)
_ANNOUNCED = re.compile(r"\b(?:following|these|folgenden?|diese)\s+([^\W\d]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Home:
    """Where a lesson belongs: module number (from 1) and outcome codes; an introduction and a guest have none.

    `likeness` is 1 where titles differ in spelling and punctuation only. A guest matched nothing: it stays beside its neighbour.
    """

    module: int
    codes: tuple[str, ...]
    likeness: float
    kind: str = "lesson"  # lesson, introduction, guest


class Matcher:
    """Likeness of titles by the words they share; a word that many outcomes have says little."""

    def __init__(self, outline: Outline) -> None:
        self._outline = outline
        texts = [o.text for m in outline.modules for o in m.outcomes] + [m.text for m in outline.modules]
        self._often = Counter(word for text in texts for word in set(content_stems(text)))
        self._count = len(texts)

    def likeness(self, one: str, other: str) -> float:
        """From 0 (no word in common) to 1 (the same words)."""
        if plain(one) == plain(other):
            return 1.0
        first, second = set(content_stems(one)), set(content_stems(other))
        shared, both = self._weight(first & second), self._weight(first | second)
        found = _ANNOUNCED.search(one)
        if found and set(content_stems(found.group(1))) & second:  # `the following practices` stands for their names
            own = self._weight(first - set(content_stems(found.group())))
            return (
                max(0.99 * shared / both, 0.9 * self._weight(first & second - set(content_stems(found.group()))) / own)
                if own
                else 0.0
            )
        return 0.99 * shared / both if both else 0.0

    def best(self, title: str) -> tuple[float, int, Outcome | None]:
        """The likeness, module number and outcome (None: the module itself) that a title is most like, without its number."""
        title = _NUMBERED.sub("", title)
        found: tuple[float, int, Outcome | None] = (0.0, 0, None)
        for module in self._outline.modules:
            for outcome in (*module.outcomes, None):
                likeness = self.likeness(title, outcome.text if outcome else module.text)
                if likeness > found[0]:
                    found = (likeness, module.number, outcome)
        return found

    def _weight(self, words: Iterable[str]) -> float:
        return sum(math.log(1 + self._count / self._often.get(word, 1)) for word in words)


def find_homes(titles: Sequence[str], outline: Outline) -> list[Home]:
    """A home for each title, in order."""
    matcher = Matcher(outline)
    homes: list[Home | None] = []
    for title in titles:
        likeness, module, outcome = matcher.best(title)
        if likeness < THRESHOLD:
            homes.append(None)
        elif outcome is None:
            homes.append(Home(module, (), likeness, "introduction"))
        else:
            homes.append(Home(module, (outcome.code,), likeness))
    served = {code for home in homes if home for code in home.codes}
    settled: list[Home] = []
    for at, home in enumerate(homes):
        if home is None:
            near = settled[-1].module if settled else next((h.module for h in homes[at:] if h), 1)
            home = Home(near, (), 0.0, "guest")
        elif home.codes:
            more = _announced(titles[at], home, outline, served)
            served.update(more)
            home = Home(home.module, (*home.codes, *more), home.likeness)
        settled.append(home)
    return settled


def _announced(title: str, home: Home, outline: Outline, served: set[str]) -> tuple[str, ...]:
    """The further outcomes of a lesson on `the following practices`: those next to its own, about one of them, that no lesson serves."""
    found = _ANNOUNCED.search(title)
    if not found:
        return ()
    noun = set(content_stems(found.group(1)))
    outcomes = outline.modules[home.module - 1].outcomes
    at = next(i for i, outcome in enumerate(outcomes) if outcome.code == home.codes[0])
    more: list[str] = []
    for direction in (range(at + 1, len(outcomes)), range(at - 1, -1, -1)):
        for i in direction:
            if outcomes[i].code in served or not noun & set(content_stems(outcomes[i].text)):
                break
            more.append(outcomes[i].code)
    return tuple(sorted(more))
