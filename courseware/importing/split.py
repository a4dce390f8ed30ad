"""Where a heading ends and a label begins: `Build Trust and Credibility Consistency:` has no mark between the two."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from courseware.importing.corpus import Corpus, bare
from courseware.importing.rules import rules, words_of
from courseware.importing.words import stem


def split_heading(words: Sequence[str], corpus: Corpus, next_labels: Sequence[Sequence[str]] = ()) -> int:
    """How many of `words` (a heading and a label in one run) are the heading's: 1 to all but one.

    Told by what stands together elsewhere on the page, by repeated words, by endings and by length. `next_labels` are
    the labels that follow under the same heading: labels of one heading are built alike.
    """
    return max(range(1, len(words)), key=lambda at: (_score(words, at, corpus, next_labels), -at))


def _score(words: Sequence[str], at: int, corpus: Corpus, next_labels: Sequence[Sequence[str]]) -> float:
    heading, label = words[:at], words[at:]
    before, after = heading[-1], label[0]
    little = words_of("prose", "title_little_words")
    if (
        before.casefold() in little
        or after.casefold() in little
        or bare(after) in words_of("grammar", "particles")
        or after.startswith("(")
    ):
        return -100
    head = [stem(bare(word)) for word in heading if word.casefold() not in little]
    tail = [stem(bare(word)) for word in label if word.casefold() not in little]
    score = -2 * math.log(max(1, corpus.together(before, after)))
    if corpus.label(label):
        score += 2.5 if len(label) > 1 else 1
    score += 0.7 * (len(heading) > 1 and corpus.phrase(heading) > 1) + 0.7 * (
        len(label) > 1 and corpus.phrase(label) > 1
    )
    score -= 2 * (len(head) - len(set(head)) + len(tail) - len(set(tail)))
    score += tail[0] in head
    score += _ends_a_heading(heading) + _begins_a_label(after)
    if len(heading) == 1 and (is_verb(before) or is_gerund(before)):
        score -= 2.5
    score += _alike(label, next_labels) - 1.2 * (_plurals_within(heading) + _plurals_within(label))
    return score - 0.4 * abs(len(head) - 3) - 0.5 * abs(len(tail) - 2)


def _alike(label: Sequence[str], next_labels: Sequence[Sequence[str]]) -> float:
    """How well a label fits those that follow it: they too begin with a verb, or end in the same word."""
    if not next_labels:
        return 0.0
    alike = sum(is_verb(label[0]) == is_verb(other[0]) for other in next_labels) / len(next_labels)
    score = (1.5 * alike if alike else -0.8) if is_verb(label[0]) else 0.5 * alike
    return score + 2 * any(len(label) == len(other) and bare(label[-1]) == bare(other[-1]) for other in next_labels)


def is_verb(word: str) -> bool:
    """Whether an instruction can begin with this word."""
    return bare(word) in words_of("grammar", "verbs")


def is_adjective(word: str) -> bool:
    """Whether a word looks like an adjective, which never ends a heading."""
    word = bare(word)
    return word in words_of("grammar", "adjectives") or (
        len(word) > 5 and word.endswith(tuple(rules("grammar")["adjective_endings"]))
    )


def is_gerund(word: str) -> bool:
    """Whether a word is a verb in -ing: `Defining`, `Planning`, `Using`."""
    found = bare(word)
    if found in words_of("grammar", "gerund_nouns"):
        return False
    base = found[:-3]
    bases = {base, f"{base}e", base[:-1] if base[-2:-1] == base[-1:] else base}
    return found.endswith("ing") and bool(bases & words_of("grammar", "verbs"))


def is_plural(word: str) -> bool:
    """Whether a word looks like a noun in the plural."""
    found = bare(word)
    return len(found) > 3 and found.endswith("s") and not found.endswith(("ss", "us", "is", "'s"))


def _plurals_within(words: Sequence[str]) -> int:
    """How many plurals stand before another word that is not joined to them: rare within one phrase."""
    little = words_of("prose", "title_little_words")
    known = words_of("grammar", "plurals_before_nouns")
    return sum(
        is_plural(a)
        and b.casefold() not in little
        and not b.startswith("(")
        and bare(a) not in known
        and not bare(b).endswith("ly")
        for a, b in pairwise(words)
    )


def _ends_a_heading(heading: Sequence[str]) -> float:
    word = heading[-1]
    if word.endswith(")"):
        return 2.0
    if bare(heading[0]) in ("be", "stay", "get", "keep") and len(heading) == 2:
        return 0.7
    if is_adjective(word) or word.endswith(("’s", "'s", "s’", "s'")):
        return -3.0
    if (
        len(heading) > 1
        and is_verb(word)
        and bare(word) not in words_of("grammar", "also_nouns")
        and not bare(word).endswith("ly")
    ):
        return -3.0
    if len(heading) > 1 and is_gerund(word):
        return -0.8
    if is_plural(word):
        return 1.2
    return 0.7 if bare(word).endswith(tuple(rules("grammar")["noun_endings"])) else 0.0


def _begins_a_label(word: str) -> float:
    if bare(word).endswith("ly"):
        return -2.0
    return 0.8 if is_adjective(word) or is_verb(word) or is_gerund(word) else 0.0
