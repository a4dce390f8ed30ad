"""Words as they are compared: without quotes, case, punctuation and the spelling of one country."""

from __future__ import annotations

import re
from functools import cache

from courseware.importing.rules import rules, words_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_BARE = re.compile(r"[^\W_]+")


def bare_words(text: str) -> list[str]:
    """Every run of letters and digits in `text`, in lower case: what the promise that no word is lost counts."""
    return _BARE.findall(text.casefold())


def count_words(text: str) -> int:
    """How many words a reader reads in `text`."""
    return len(_WORD.findall(text))


@cache
def stem(word: str) -> str:
    """A word in one spelling and without its ending, so that `organisations`, `organize` and `organization` meet."""
    word = re.sub(r"['’]s?$", "", word.casefold())
    word = rules("spelling")["words"].get(word, word)
    for ending, instead in rules("spelling")["endings"].items():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            word = word[: len(word) - len(ending)] + instead
            break
    return word


def plain(text: str) -> str:
    """`text` as it is compared whole: words in one spelling, one space between them."""
    spelling = rules("spelling")["words"]
    return " ".join(str(spelling.get(word, word)) for word in bare_words(re.sub(r"['’]", "", text)))


def content_stems(text: str) -> list[str]:
    """The stems of the words in `text` that carry its meaning."""
    little = words_of("spelling", "little_words")
    return [stem(word) for word in _WORD.findall(text.casefold()) if word not in little]


def shorten(text: str, longest: int) -> str:
    """`text` cut at a word so that it has at most `longest` characters, never ending in a little word."""
    if len(text) <= longest:
        return text
    words = text[: longest + 1].split(" ")[:-1] or [text[:longest]]
    little = words_of("spelling", "little_words")
    while len(words) > 1 and words[-1].casefold().strip(",;:") in little:
        words.pop()
    return " ".join(words).rstrip(" ,;:-–—(")
