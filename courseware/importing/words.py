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
def one_spelling(word: str) -> str:
    """A word in lower case and in the spelling of one country: `organise` and `organize` are the same."""
    spelling = rules("spelling")
    word = str(spelling["words"].get(word, word))
    for pattern, instead in spelling["patterns"]:
        word, changed = re.subn(rf"(?<=\w\w){pattern}", instead, word)
        if changed:
            break
    return word


@cache
def stem(word: str) -> str:
    """A word in one spelling and without its ending, so that `organisations`, `organize` and `organization` meet."""
    word = one_spelling(re.sub(r"['’]s?$", "", word.casefold()))
    for ending, instead in rules("spelling")["endings"].items():
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: len(word) - len(ending)] + str(instead)
    return word


def plain(text: str) -> str:
    """`text` as it is compared whole: words in one spelling, one space between them."""
    return " ".join(one_spelling(word) for word in bare_words(re.sub(r"['’]", "", text)))


def content_stems(text: str) -> list[str]:
    """The stems of the words in `text` that carry its meaning."""
    little = words_of("spelling", "little_words")
    return [stem(word) for word in _WORD.findall(text.casefold()) if word not in little]


def shorten(text: str, longest: int) -> str:
    """`text` cut before a little word, or else behind any word, so that it has at most `longest` characters."""
    if len(text) <= longest:
        return text
    little = words_of("spelling", "little_words")
    words = text.split(" ")
    fitting = [at for at in range(1, len(words)) if len(" ".join(words[:at])) <= longest] or [1]
    whole = [
        at
        for at in fitting
        if at < len(words) and words[at].casefold() in little and words[at - 1].casefold() not in little
    ]
    at = whole[-1] if whole and whole[-1] * 2 >= fitting[-1] else fitting[-1]
    while at > 1 and words[at - 1].casefold().strip(",;:") in little:
        at -= 1
    return " ".join(words[:at])[:longest].rstrip(" ,;:-–—(")
