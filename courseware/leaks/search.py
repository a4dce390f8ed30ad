"""Searching a finished file for the traces of other brands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from courseware.files import ABSENT
from courseware.leaks.ordinary import ORDINARY
from courseware.leaks.places import pictures, texts
from courseware.leaks.traces import Traces
from courseware.problems import Place, Problem

BETWEEN = r"[\s\-\u00a0\u00ad_.]*"
"""What may stand between the words of a name: a line's end, a hyphen, the joints of a file's name."""
BETWEEN_LINES = r"[^\w<>]*"
"""What may stand between the words of a line: its commas and dots."""
LONG = 7
"""Letters from which a name of one word is taken for one however it is written; a shorter one may be an ordinary word."""
MARKS = r"(?:®|™|\s(?:GmbH|AG|KG|Ltd|Limited|LLC|Inc|PLC|SAS?|SARL|SL|BV|AB)\b)"
CLAIM = r"(?:©|\(c\)|(?i:copyright))[\s\d,.–-]*"
GIVER = r"(?<!\w)(?:by|from|von|par|por)\s+"
"""What stands about a name that is an ordinary word only where it is a provider's."""
HINT = "take it out, or write the name under mentions: in course.yml where it is meant"


def find_leaks(
    data: bytes,
    name: str,
    reads: Mapping[str, str],
    own: str,
    foreign: Sequence[Traces],
    mentions: Collection[str] = (),
) -> tuple[Problem, ...]:
    """The places at which the file `name` shows another brand, as problems at the file.

    `reads` is what it was made from; `own` is what its own brand is called (`own_words`), which may hold another's name,
    and `mentions` are names that the course means to say.
    """
    marks = [(traces, mark) for traces in foreign for mark in _marks(traces, own, mentions)]
    strangers = [traces for traces in foreign if not _is_known(traces, own, mentions)]
    logos = {each: (traces, called) for traces in strangers for each, called in traces.pictures.items()}
    found = list(_from_files(reads, logos))
    named: dict[tuple[str, str], str] = {}
    if marks:
        for place, text in (("the file's name", name.partition("/")[2]), *texts(data, name)):
            plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
            low = plain.casefold()
            for traces, (keys, pattern, usual) in marks:
                hit = pattern.search(plain) if any(key in low for key in keys) else None
                if hit and not (usual and usual.search(plain)):
                    named[place, traces.brand] = max(named.get((place, traces.brand), ""), _shown(hit[0]), key=len)
    found += [f"{place} names {hit}, which is the brand {brand}'s" for (place, brand), hit in named.items()]
    if logos:
        for place, each in pictures(data, name):
            if each in logos:
                traces, called = logos[each]
                found.append(f"{place} is {called} of the brand {traces.brand}")
    return tuple(Problem(Place(name), fact, HINT) for fact in dict.fromkeys(found))


def _from_files(reads: Mapping[str, str], logos: Mapping[str, tuple[Traces, str]]) -> Iterator[str]:
    """Pictures of another brand that the file was made from, under whatever name they lie."""
    for file, content in sorted(reads.items()):
        if content != ABSENT and content in logos:
            traces, called = logos[content]
            yield f"it shows {file}, which is {called} of the brand {traces.brand}"


def _is_known(traces: Traces, own: str, mentions: Collection[str]) -> bool:
    """Whether a brand is the same provider's, as names and domains tell, or one that the course means to mention: its pictures may be shown."""
    said, meant = _said(own), {_plain(each) for each in mentions}
    title = _said(own.partition("\n")[0])
    same = bool(traces.names) and all(_said(name) in said or title in _said(name) for name in traces.names)
    same = same or any(_said(domain) in said for domain in traces.domains)
    return same or any(_plain(each) in meant for each in (traces.brand, *traces.names))


Mark = tuple[list[str], re.Pattern[str], re.Pattern[str] | None]
"""Words of which one is there wherever it is (a search for them is quicker), what to search for, and what shows that it is none there."""


def _marks(traces: Traces, own: str, mentions: Collection[str]) -> Iterator[Mark]:
    """What to search for; nothing where nothing is left of the brand that its own texts and the course don't say."""
    allowed = _said("\n".join((own, *mentions)))

    def left(each: Sequence[str]) -> list[str]:
        return [text for text in each if _said(text) not in allowed]

    names, domains, lines = left(traces.names), left(traces.domains), left(traces.lines)
    several = [name for name in names if _is_ordinary(name) and len(_words(name)) > 1]
    wanted = [rf"(?<![\w-])(?i:{re.escape(domain)})(?![\w-])" for domain in domains]
    wanted += [rf"(?<!\w){_name(name)}(?!\w)" for name in names if name not in several]
    wanted += [f"(?i:{BETWEEN_LINES.join(map(re.escape, _words(line)))})" for line in lines]
    if wanted:
        yield _keys([*names, *domains, *lines]), re.compile("|".join(wanted)), None
    if several:
        usual = "|".join(r"\s+".join(map(re.escape, _words(name.casefold()))) for name in several)
        pattern = re.compile("|".join(rf"(?<!\w){_name(name)}(?!\w)" for name in several))
        yield _keys(several), pattern, re.compile(rf"(?<!\w)(?:{usual})(?!\w)")


def _keys(texts: Sequence[str]) -> list[str]:
    return [max(_words(_plain(each)), key=len, default="") for each in texts]


def _name(name: str) -> str:
    words = _words(name)
    if _is_ordinary(name) and len(words) == 1:
        said = f"(?:{re.escape(name)}|{re.escape(name.upper())})"
        return f"(?:{CLAIM}{said}|{said}{MARKS}|{GIVER}{said}(?![\\w-]|\\s+\\w))"
    if len(words) > 1:  # in small letters with spaces it may be a part of any sentence: "global knowledge"
        first = re.escape(words[0][0].upper())
        joined = r"[\-_.]?".join(map(re.escape, words))
        if _is_ordinary(name) and len(words) == 2:  # so may "Open learning" be, and "open-learning" as a word
            each = BETWEEN.join(f"(?:{re.escape(word)}|{re.escape(word.upper())})" for word in words)
            joined = r"[_.]?".join(map(re.escape, words)) + r"|(?<=[./_@])" + "-".join(map(re.escape, words))
            return f"(?:{each}|(?i:{joined}|{'-'.join(map(re.escape, words))}(?=[./_@])))"
        rest = BETWEEN.join(map(re.escape, words))[len(re.escape(words[0][0])) :]
        return f"(?:{first}(?i:{rest})|(?i:{joined}))"
    if len("".join(words)) >= LONG:
        return f"(?i:{re.escape(words[0])})"
    return f"(?:{re.escape(name)}|{re.escape(name.upper())})"


def _is_ordinary(name: str) -> bool:
    """Whether a name consists of words that any course may say."""
    return all(word in ORDINARY for word in _words(name.casefold()))


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _normal(text))


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _said(text: str) -> str:
    """Its plain words between blanks, so that `in` finds whole words only."""
    return f" {_plain(text)} "


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+(?:\.\w+)*", _normal(text).casefold()))


def _shown(text: str) -> str:
    return " ".join(text.split())[:60]
