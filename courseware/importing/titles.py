"""Titles, file names and the few words of our own, from the sentences of an outline."""

from __future__ import annotations

import re
import unicodedata

from courseware.importing.leads import without_lead
from courseware.importing.rules import rules, words_of
from courseware.importing.words import bare_words, shorten


def module_title(text: str) -> str:
    """The title of a module: its sentence of the outline without the words that say how deep it goes, and without an aside."""
    title = without_lead(text)
    without_aside = re.sub(r"\s*\([^()]*\)\s*$", "", title)
    return _capital(_fit(without_aside or title, "module"))


def module_aside(text: str) -> str:
    """What stands in parentheses at the end of a module's sentence, as its subtitle; empty where nothing does."""
    found = re.search(r"\(([^()]*)\)\s*$", text)
    return _capital(found.group(1).strip()) if found else ""


def topic_title(text: str) -> str:
    """The title of the topic that serves an outcome."""
    title = without_lead(text)
    for frame in rules("titles")["frames"]:
        if re.match(frame["pattern"], title, re.IGNORECASE):
            title = re.sub(frame["pattern"], frame["title"], title, flags=re.IGNORECASE)
            break
    if len(title) > int(rules("titles")["longest"]["topic"]):
        title = re.sub(r"\s*\([^()]*\)\s*$", "", title)
    return _capital(_fit(title, "topic"))


def slide_title(text: str) -> str:
    """A heading of a lesson as the title of a slide."""
    return _fit(text.strip(" :"), "slide")


def slug(number: int, title: str, taken: set[str]) -> str:
    """The name of a module's file: `03-stakeholder-relationships`; never one of `taken`."""
    words = [_ascii(word) for word in title.split()]
    words = [word for word in words if word]
    drops, ends = words_of("titles", "slug_drops"), words_of("titles", "slug_ends")
    while len(words) > 2 and words[0] in drops:
        words.pop(0)
    most = int(rules("titles")["slug_words"])
    at = next((i for i, word in enumerate(words) if word in ends and i >= 2), len(words))
    words = words[:at]
    if len(words) > most:
        joint = [i for i in range(2, most + 1) if words[i] in ("and", "to", "und", "oder", "or")]
        words = words[: joint[-1] if joint else most - 1]
    little = words_of("spelling", "little_words")
    while len(words) > 1 and words[-1] in little:
        words.pop()
    name = base = f"{number:02d}-{'-'.join(words) or 'module'}"
    count = 2
    while name in taken:
        name, count = f"{base}-{count}", count + 1
    return name


def language_of(text: str) -> str:
    """`de` or `en`: the languages that there are rules for."""
    words = bare_words(text)
    german = sum(word in words_of("titles", "german_words") for word in words)
    return "de" if words and german / len(words) > 0.08 else "en"


def own_words(language: str) -> dict[str, str]:
    """The words of our own that an import writes, in a language."""
    found: dict[str, str] = rules("titles")["generated"][language]
    return found


def _fit(title: str, what: str) -> str:
    longest = int(rules("titles")["longest"][what])
    if len(title) <= longest:
        return title
    for joint in rules("titles")["joints"]:
        at = title.find(joint)
        if 20 <= at <= longest:
            return title[:at].rstrip(" ,;:")
    return shorten(title, longest)


def _capital(text: str) -> str:
    at = next((i for i, char in enumerate(text) if char.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "ø": "o", "å": "a", "œ": "oe"})


def _ascii(word: str) -> str:
    word = unicodedata.normalize("NFKD", word.casefold().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", word)).strip("-")
