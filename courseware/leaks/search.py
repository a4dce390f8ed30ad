"""Searching a finished file for the traces of other brands."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence

from courseware.files import ABSENT
from courseware.leaks.places import pictures, texts
from courseware.leaks.traces import Traces
from courseware.problems import Place, Problem

BETWEEN = r"[\s\-\u00a0\u00ad_.]*"
"""What may stand between the words of a name: a line's end, a hyphen, the joints of a file's name."""
LONG = 7
"""Letters from which a name of one word is taken for one however it is written; a shorter one may be an ordinary word."""
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

    `reads` is what it was made from; `own` are the words of its own brand (`own_words`), which may hold another's name,
    and `mentions` are names that the course means to say.
    """
    marks = [(traces, mark) for traces in foreign if (mark := _mark(traces, own, mentions))]
    found = list(_from_files(reads, foreign))
    named: dict[tuple[str, str], str] = {}
    if marks:
        for place, text in texts(data, name):
            plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
            low = plain.casefold()
            for traces, (keys, pattern) in marks:
                hit = pattern.search(plain) if any(key in low for key in keys) else None
                if hit:
                    named[place, traces.brand] = max(named.get((place, traces.brand), ""), _shown(hit[0]), key=len)
    found += [f"{place} names {hit}, which is the brand {brand}'s" for (place, brand), hit in named.items()]
    logos = {each: (traces, called) for traces in foreign for each, called in traces.pictures.items()}
    if logos:
        for place, each in pictures(data, name):
            if each in logos:
                traces, called = logos[each]
                found.append(f"{place} is {called} of the brand {traces.brand}")
    return tuple(Problem(Place(name), fact, HINT) for fact in dict.fromkeys(found))


def _from_files(reads: Mapping[str, str], foreign: Sequence[Traces]) -> Iterator[str]:
    """Pictures of another brand that the file was made from, under whatever name they lie."""
    logos = {each: (traces, called) for traces in foreign for each, called in traces.pictures.items()}
    for file, content in sorted(reads.items()):
        if content != ABSENT and content in logos:
            traces, called = logos[content]
            yield f"it shows {file}, which is {called} of the brand {traces.brand}"


def _mark(traces: Traces, own: str, mentions: Collection[str]) -> tuple[list[str], re.Pattern[str]] | None:
    """What to search for, and words of which one is there wherever it is (a search for them is quicker); None where
    nothing is left of the brand that its own texts and the course don't say.
    """
    allowed = _plain("\n".join((own, *mentions)))
    names = [name for name in traces.names if _plain(name) not in allowed]
    domains = [domain for domain in traces.domains if _plain(domain) not in allowed]
    wanted = [f"(?<![\\w-])(?i:{re.escape(domain)})(?![\\w-])" for domain in domains]
    wanted += [f"(?<!\\w){_name(name)}(?!\\w)" for name in names]
    keys = [max(re.findall(r"\w+", _plain(each)), key=len, default="") for each in (*names, *domains)]
    return (keys, re.compile("|".join(wanted))) if wanted else None


def _name(name: str) -> str:
    words = re.findall(r"\w+", unicodedata.normalize("NFKC", name))
    if len(words) > 1:  # in small letters with spaces it may be a part of any sentence: "global knowledge"
        rest = BETWEEN.join(map(re.escape, words))[len(re.escape(words[0][0])) :]
        first = re.escape(words[0][0].upper())
        joined = r"[\-_.]?".join(map(re.escape, words))
        return f"(?:{first}(?i:{rest})|(?i:{joined}))"
    if len("".join(words)) >= LONG:
        return f"(?i:{re.escape(words[0])})"
    return f"(?:{re.escape(name)}|{re.escape(name.upper())})"


def _plain(text: str) -> str:
    return " ".join(re.findall(r"[\w.]+", unicodedata.normalize("NFKC", text).casefold()))


def _shown(text: str) -> str:
    return " ".join(text.split())[:60]
