"""A sentence becomes a bullet: whole, or cut where a clause ends, never in the middle of one."""

from __future__ import annotations

import re

from courseware.importing.corpus import bare
from courseware.importing.rules import rules, words_of
from courseware.importing.split import is_gerund, is_plural, is_verb

GOOD_WORDS = 6
"""A cut that leaves fewer words says little: a longer one is taken where there is one."""


def short(sentence: str, most: int | None = None) -> str:
    """A short form of `sentence`, at best of `most` words (as the rules say where None); empty where every cut would break it."""
    limit = most or int(rules("bullets")["most_words"])
    hard = max(limit, int(rules("bullets")["hard_most"]) if most is None else limit + 5)
    words = _without_asides(sentence).split()
    if not words:
        return ""
    if len(words) <= limit:
        return _tidy(words)
    cuts = [
        (at, rank)
        for at in range(int(rules("bullets")["least_words"]), min(len(words), hard + 1))
        if (rank := _rank(words, at))
    ]
    best = min(cuts, key=lambda cut: (_cost(cut[0], cut[1], limit), -cut[0]), default=None)
    if len(words) <= hard and (best is None or _cost(len(words), 1, limit) <= _cost(best[0], best[1], limit)):
        return _tidy(words)
    return _tidy(words[: best[0]]) if best else ""


def _cost(count: int, rank: int, limit: int) -> float:
    """How bad a bullet of so many words is, cut in a place of this rank."""
    return (0.0, 0.0, 1.5, 4.0)[rank] + 0.6 * max(0, count - limit) + max(0, GOOD_WORDS - count)


def is_filler(text: str) -> bool:
    """Whether a text says only that its subject matters."""
    return any(re.search(pattern, text, re.IGNORECASE) for pattern in rules("bullets")["filler"])


def begins_alone(sentence: str) -> bool:
    """Whether a sentence can stand without the one before it: it doesn't begin with `This` or `They`."""
    return bare(sentence.split(" ", 1)[0]) not in words_of("bullets", "pronouns")


def _without_asides(sentence: str) -> str:
    """The sentence without what stands in parentheses, short forms excepted, and only its first clause before a semicolon."""
    text = re.sub(r"\s*\((?![A-Z]{2,}s?\))[^()]*\)", "", sentence).strip()
    return re.split(r";\s", text)[0]


def _rank(words: list[str], at: int) -> int:
    """How well `words` can be cut before word `at`: 1 the end of a clause, 2 before a phrase, 3 at need, 0 not at all."""
    before, after = words[at - 1], words[at]
    head = words[:at]
    if bare(before) in words_of("bullets", "needs_more") or _open_list(words, at):
        return 0
    if _half_joined(head) or _half_relative(head):
        return 0
    noun_phrase = bare(words[0]) in ("the", "a", "an") and before.endswith(",")
    if not noun_phrase and not _is_clause(head, words[at:]):
        return 0
    if (before.endswith(("—", "–", ":")) and bare(before)) or after in ("—", "–"):
        return 1
    following = words[at + 1] if at + 1 < len(words) else ""
    if before.endswith(","):
        gerund = (
            bare(after).endswith("ing")
            and not after.endswith(",")
            and not bare(before).endswith("ing")
            and bare(following) != "and"
        )
        second = bare(after) == "and" and not any(word.endswith(",") for word in head[:-1])
        clause = second and any(bare(word) in words_of("bullets", "finite") for word in words[at + 2 :])
        return 1 if bare(after) in words_of("bullets", "after_comma") or gerund or clause else 0
    if _needs_object(before) or _bare_predicate(head) or bare(before).endswith("ly"):
        return 0
    if (bare(after), bare(following)) == ("such", "as") or bare(after) == "including":
        return 1
    if bare(after) in ("that", "which", "where", "who", "when") and not is_verb(words[0]) and len(head) < 10:
        return 0  # `Alliances are partnerships where ...` says nothing without the rest
    if bare(after) in words_of("bullets", "before"):
        return 2
    if (
        bare(after) == "and"
        and is_verb(following)
        and bare(following) not in words_of("grammar", "also_nouns")
        and not is_verb(before)
    ):
        return 2
    if bare(after) == "to":
        held = bare(before) in words_of("bullets", "needs_to") or any(
            bare(word) in words_of("bullets", "causatives") for word in head[-6:]
        )
        return 2 if is_verb(following) and len(head) >= 3 and not held else 0
    return 3 if bare(after) in words_of("bullets", "before_at_need") else 0


def _bare_predicate(head: list[str]) -> bool:
    """Whether the words end right behind a form of `be` and one word: `needs are influenced` asks by what."""
    forms = ("is", "are", "was", "were", "be", "been", "being")
    adverb = len(head) > 2 and (
        head[-2].endswith("ly") or head[-2] in ("then", "always", "often", "also", "not", "never")
    )
    return len(head) > 1 and bare(head[-3 if adverb else -2]) in forms and not head[-1].endswith("s")


def _open_list(words: list[str], at: int) -> bool:
    """Whether a list (`a, b, and c`) is open before word `at`: its `and` is still to come and its first comma has passed."""
    commas = [i for i, word in enumerate(words[:at]) if word.endswith(",")]
    if not commas or (words[at - 1].endswith(",") and len(commas) == 1):
        return False
    if words[at - 1].endswith(",") and bare(words[at]) in words_of("bullets", "after_comma"):
        return not any(bare(word) in ("and", "or") for word in words[commas[0] : at]) and len(commas) > 2
    return not any(bare(word) in ("and", "or", "und", "oder") for word in words[commas[0] + 1 : at])


def _needs_object(word: str) -> bool:
    """Whether a word in -ing asks for more: `companies looking`."""
    found = bare(word)
    return found.endswith("ing") and len(found) > 5 and found not in words_of("grammar", "gerund_nouns")


def _half_joined(head: list[str]) -> bool:
    """Whether a second clause has begun without its verb: `The table is wrong, and only the gauge`."""
    joint = max(
        (i for i in range(len(head) - 1) if head[i].endswith(",") and bare(head[i + 1]) in ("and", "but", "or")),
        default=-1,
    )
    if joint < 0 or any(word.endswith(",") for word in head[:joint]) or len(head) - joint < 4:
        return False
    second = head[joint + 2 :]
    return not any(
        bare(word) in words_of("bullets", "finite") or is_verb(word) or _acts(head[joint + 1 + i], word)
        for i, word in enumerate(second)
    )


def _half_relative(head: list[str]) -> bool:
    """Whether a relative clause has begun without its verb: `an hour at which nobody`."""
    relatives = ("that", "which", "who", "whose", "where", "how", "what")
    at = max((i for i, word in enumerate(head) if i and bare(word) in relatives), default=0)
    told = words_of("bullets", "finite") | words_of("grammar", "verbs")
    return bool(at) and not any({bare(word), bare(word).removesuffix("s")} & told for word in head[at + 1 :])


def _is_clause(words: list[str], rest: list[str]) -> bool:
    """Whether the words have a verb: an instruction at their beginning, or a finite verb among them with something after it."""
    first = words[0]
    acts = bare(first).endswith("s") and bare(first)[:-1] in words_of("grammar", "verbs") - words_of(
        "grammar", "also_nouns"
    )
    if (is_verb(first) or acts or bare(first).endswith("ly")) and len(words) >= 3:
        return True
    finite = words_of("bullets", "finite")
    at = next((i for i, word in enumerate(words) if i and (bare(word) in finite or _acts(words[i - 1], word))), 0)
    if at:
        return at < len(words) - 1
    later = any(bare(word) in finite for word in rest)
    return is_gerund(first) and len(words) >= 3 and not later


def _acts(before: str, word: str) -> bool:
    """Whether a word is what a subject does: `Amazon excels`, `communities facilitate`."""
    found = bare(word)
    if found.endswith("s") and not before.endswith(","):
        base = {found[:-1], found[:-2]} & words_of("grammar", "verbs")
        return bool(base) and not base & words_of("grammar", "also_nouns")
    return (
        is_plural(before) and is_verb(word) and not word[0].isupper() and found not in words_of("grammar", "also_nouns")
    )


def _tidy(words: list[str]) -> str:
    text = " ".join(words).rstrip(" ,;:—–-")
    text = re.sub(r"(?<!\betc)(?<!\be\.g)\.$", "", text)
    return text + ")" * max(0, text.count("(") - text.count(")"))
