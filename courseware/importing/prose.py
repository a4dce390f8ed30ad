"""Flattened prose becomes pieces: headings, labels, sentences and drawings, in the order and with every word of the text."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from courseware.importing.corpus import Corpus, bare
from courseware.importing.drawing import Drawing, cut_drawings
from courseware.importing.rules import rules, words_of
from courseware.importing.split import is_verb, split_heading
from courseware.importing.words import content_stems, stem


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of a text. `kind`: section, heading, numbered, lettered, closing (headings by rank), label, sentence, entry, drawing.

    `mark` is the `2.` or `A.` of a heading. `role` of a label: list, text or aside where it says which part of an explanation
    follows (`Definition`), empty where it names the thing explained.
    """

    kind: str
    text: str
    mark: str = ""
    role: str = ""
    drawing: Drawing | None = None


_NUMBER = re.compile(r"^(\d{1,2})[.)]$")
_LETTER = re.compile(r"^([A-Za-z])[.)]$")
_LONGEST_LABEL = 10
_LINE_BULLET = re.compile(r"^\s*(?:[-*+•·‣◦▪■●○–➢►▸✓✔])\s+")


def read_prose(title: str, lines: list[str], corpus: Corpus) -> list[Piece]:
    """The pieces of a lesson. `title` tells which headings are sections: they repeat its words."""
    pieces: list[Piece] = []
    for line in lines:
        bullet = _LINE_BULLET.match(line)
        line = line[bullet.end() :] if bullet else line
        line = re.sub(r"^#{1,6}\s+", "", line.strip()).replace("**", "")
        alone = None if bullet else _heading_line(line, len(lines))
        if alone:
            pieces.append(alone)
            continue
        for part in cut_drawings(line):
            if isinstance(part, Drawing):
                pieces.append(Piece("drawing", "", drawing=part))
            else:
                found = _Scanner(title, part.split(), corpus).scan()
                if bullet and found and found[0].kind == "sentence":
                    found[0] = Piece("entry", found[0].text)
                pieces += found
    return pieces


def _heading_line(line: str, lines: int) -> Piece | None:
    """A short line of its own without a full stop is a heading."""
    words = line.split()
    if lines < 2 or len(words) > _LONGEST_LABEL or line.endswith((".", "?", "!", ",", ";")) or not _is_cap(words[0]):
        return None
    if line.rstrip(":").casefold() in words_of("prose", "closing"):
        return Piece("closing", line.rstrip(":"))
    number = _NUMBER.match(words[0])
    if number and len(words) > 1 and ":" not in line[:-1]:
        return Piece("numbered", " ".join(words[1:]).rstrip(":"), words[0])
    if ":" in line[:-1] or words_of("prose", "finite") & {bare(word) for word in words}:
        return None
    return Piece("heading", line.rstrip(":"))


def _is_cap(word: str) -> bool:
    word = word.lstrip("“‘\"'([")
    return bool(word) and (word[0].isupper() or (word[0].isdigit() and not _NUMBER.match(word)))


def _ends(word: str) -> bool:
    """Whether a sentence can end with this word."""
    stripped = word.rstrip("”’\"')]»")
    if not stripped.endswith((".", "?", "!")):
        return False
    return stripped.rstrip(".").casefold().lstrip("(“\"'") not in words_of("prose", "abbreviations") and not re.fullmatch(r"(?:[A-Za-z]\.)+", stripped)


class _Scanner:
    def __init__(self, title: str, words: list[str], corpus: Corpus) -> None:
        self.words = words
        self.corpus = corpus
        self.subject = set(content_stems(title))
        self.pieces: list[Piece] = []
        self.number = 0
        self.letter = ""
        self.labels_only = self._labels_only()
        self.often = self._frequent_labels()
        self.colons = Counter(bare(word) for word in words if word.endswith(":"))

    # -- the walk -----------------------------------------------------------------------------------------------------------------------

    def scan(self) -> list[Piece]:
        at = 0
        while at < len(self.words):
            at = self._boundary(at)
        return self.pieces

    def _boundary(self, at: int) -> int:
        """Reads what begins at a boundary: headings and labels, then one sentence."""
        mark = self._mark(at)
        if mark:
            kind, length = mark
            return self._marked(at, kind, length)
        if self.words[at].casefold() in words_of("prose", "closing") and at + 1 < len(self.words) and _is_cap(self.words[at + 1]):
            self.pieces.append(Piece("closing", self.words[at]))
            return at + 1
        end, stop = self._run(at)
        if stop == "colon":
            self._headings_and_label(self.words[at:end])
            return end
        if stop == "mark" and end > at:
            self.pieces.append(Piece("section", " ".join(self.words[at:end])))
            return end
        if stop == "lower":
            cut = self._unmarked_heading(at, end)
            if cut:
                self._headings(self.words[at:cut], whole=True)
                return self._sentence(cut)
        return self._sentence(at)

    def _marked(self, at: int, kind: str, length: int) -> int:
        """A heading after `2.` or `B.`, and the label that may follow it without a break."""
        mark = " ".join(self.words[at : at + length])
        start = at + length
        end, stop = self._run(start)
        run = self.words[start:end]
        if kind == "numbered":
            self.number, self.letter = int(_NUMBER.match(mark).group(1)) if _NUMBER.match(mark) else 0, ""
        else:
            self.letter = mark[0]
        if stop == "colon":
            if mark in self.labels_only or len(run) == 1:
                self.pieces.append(Piece(kind, " ".join(run).rstrip(":"), mark))
                return end
            opening = self._opening_length(run)
            cut = len(run) - opening if opening else split_heading(run, self.corpus, self._next_labels(end))
            self.pieces.append(Piece(kind, " ".join(run[:cut]), mark))
            self._label(run[cut:])
            return end
        if stop == "mark":
            self.pieces.append(Piece(kind, " ".join(run), mark))
            return end
        if stop == "lower" and len(run) > 1:
            cut = self._sentence_start(start, end)
            self.pieces.append(Piece(kind, " ".join(self.words[start:cut]), mark))
            return self._sentence(cut)
        if stop == "end" and run:
            self.pieces.append(Piece(kind, " ".join(run), mark))
            return end
        self.pieces.append(Piece(kind, "", mark))
        return self._sentence(start)

    def _sentence(self, at: int) -> int:
        """Reads one sentence from `at`, to its stop or to where the next heading or label begins without one."""
        end = at
        while end < len(self.words):
            word = self.words[end]
            end += 1
            if end == len(self.words):
                break
            if _ends(word) and (_is_cap(self.words[end]) or self._mark(end)):
                break
            if word.endswith(":") and (self._mark(end) or self._run(end)[1] == "colon" or self._title_then_same(end)):
                break
            if self._stop_missing(at, end):
                break
        self.pieces.append(Piece("sentence", " ".join(self.words[at:end])))
        return end

    def _stop_missing(self, at: int, end: int) -> bool:
        """Whether a new piece begins at `end` although no stop stands before it."""
        word, before = self.words[end], self.words[end - 1]
        if before[-1:] in ",;:" or not _is_cap(word):
            return False
        names = all(_is_cap(w) or w.casefold() in words_of("prose", "title_little_words") for w in self.words[at:end])
        small_after = end + 1 < len(self.words) and self.words[end + 1][:1].islower()
        if names and _is_cap(before) and word.casefold() in words_of("prose", "starters") and small_after and end - at > 2:
            return True
        run_end, stop = self._run(end)
        if stop != "colon" or run_end - end < 2 or run_end >= len(self.words) or not _is_cap(self.words[run_end]):
            return False
        if _is_cap(before):
            like_the_last = self.pieces and any(
                piece.kind == "label" and piece.text.split()[-2:] == " ".join(self.words[end:run_end]).rstrip(":").split()[-2:] for piece in self.pieces
            )
            return names and "," in " ".join(self.words[at:end]) and not self.corpus.is_name(word) and (self.corpus.is_name(before) or bool(like_the_last))
        return before.endswith(")") and bare(before) not in words_of("spelling", "little_words")

    # -- what stands where --------------------------------------------------------------------------------------------------------------

    def _mark(self, at: int) -> tuple[str, int] | None:
        """The kind and length in words of a mark of numbering at `at`, if it is the next of its series."""
        if at + 1 >= len(self.words) or not _is_cap(self.words[at + 1]):
            return None
        if at and not (_ends(self.words[at - 1]) or self.words[at - 1].endswith((":", ")")) or _is_cap(self.words[at - 1])):
            return None
        number = _NUMBER.match(self.words[at])
        if number and int(number.group(1)) in (1, self.number + 1):
            return "numbered", 1
        letter = _LETTER.match(self.words[at])
        if letter and (letter.group(1) in "Aa" or (self.letter and ord(letter.group(1)) == ord(self.letter) + 1)):
            return "lettered", 1
        return None

    def _run(self, at: int) -> tuple[int, str]:
        """Where the run of capitalised words from `at` ends, and what ends it: colon, mark, lower, stop or end."""
        little = words_of("prose", "title_little_words")
        end = at
        inside = False
        while end < len(self.words):
            word = self.words[end]
            if end > at and self._mark(end):
                return end, "mark"
            if inside or word.startswith("("):
                inside = not word.rstrip(":,.;").endswith(")")
                if inside and end - at > _LONGEST_LABEL + 4:
                    return at, "stop"
            elif not _is_cap(word) and not (end > at and word.casefold() in little and self._cap_follows(end)):
                return (end, "lower") if not self._short_label(at) else (self._short_label(at), "colon")
            end += 1
            if word.endswith(":"):
                finite = words_of("prose", "finite") & {w for w in self.words[at:end] if w[0].islower()}
                return (end, "stop" if finite and not self._role(" ".join(self.words[at:end]).rstrip(":")) else "colon")
            if not inside and (_ends(word) or word[-1:] in ",;"):
                return end, "stop"
        return end, "end"

    def _cap_follows(self, at: int) -> bool:
        following = self.words[at + 1 : at + 3]
        return bool(following) and (_is_cap(following[0]) or (len(following) > 1 and _is_cap(following[1]) and following[0] in ("a", "the", "to", "an", "of")))

    def _short_label(self, at: int) -> int:
        """The end of a label like `On-page optimization:`, 0 where there is none."""
        if self.words[at].casefold() in words_of("prose", "starters"):
            return 0
        for end in range(at + 1, min(at + 4, len(self.words)) + 1):
            word = self.words[end - 1]
            if word.endswith(":"):
                finite = words_of("prose", "finite") & {bare(w) for w in self.words[at:end]}
                return 0 if finite else end
            if word[-1:] in ",.;?!":
                return 0
        return 0

    def _unmarked_heading(self, at: int, end: int) -> int:
        """Where the sentence begins that stands right behind a heading without a mark; 0 where there is no such heading."""
        cut = self._sentence_start(at, end)
        heading, first = self.words[at:cut], self.words[cut]
        if not heading or self._is_acronym(at, end) or heading[0].casefold() in words_of("prose", "starters"):
            return 0
        repeated = set(content_stems(" ".join(heading))) & set(content_stems(" ".join(self.words[cut : cut + 2])))
        lead = self._lead_length(heading)
        if len(heading) == 1:
            return cut if repeated else 0
        plural = bare(heading[-1]).endswith("s")
        starts = first.casefold() in words_of("prose", "starters") or is_verb(first) or bare(first).endswith("ing")
        subject = bare(first).endswith("s") and plural
        named = self.corpus.phrase(self.words[at:end]) > 2
        return cut if (repeated or lead or starts or subject) and not (named and not starts and not repeated) else 0

    def _sentence_start(self, at: int, end: int) -> int:
        """Within a run that a lower-case word ends: where its sentence begins, which is its last capitalised word."""
        cut = end - 1
        while cut > at + 1 and not _is_cap(self.words[cut]):
            cut -= 1
        if cut > at + 1 and is_verb(self.words[cut - 1]) and self.corpus.is_name(self.words[cut]):  # `Costing (ABC) Implement ABC to`
            cut -= 1
        if cut > at + 1 and self.words[cut].startswith("("):  # `Activity-Based Costing (ABC) is`
            cut -= 1
        if cut > at + 1 and self.words[cut - 1].casefold() in words_of("prose", "title_little_words"):
            cut -= 1
        return cut

    def _is_acronym(self, at: int, end: int) -> bool:
        """Whether the run is a name with its short form: `Service Level Management (SLM)`."""
        found = re.match(r"^\(([A-Z]{2,})s?\)$", self.words[end - 1].rstrip(",.;:"))
        initials = "".join(word[0] for word in self.words[at : end - 1] if _is_cap(word))
        return bool(found) and initials.endswith(found.group(1) if found else "")

    def _title_then_same(self, at: int) -> bool:
        """Whether a heading begins at `at` whose sentence repeats it: `Customer Needs Customer needs refer to`."""
        end, stop = self._run(at)
        return stop == "lower" and end - at > 1 and bool(self._unmarked_heading(at, end))

    # -- headings and labels ------------------------------------------------------------------------------------------------------------

    def _headings_and_label(self, run: list[str]) -> None:
        """A run before a colon, not after a mark: a label, before it perhaps headings."""
        opening = self._opening_length(run)
        if opening:
            self._headings(run[:-opening])
            self._label(run[-opening:])
            return
        role = self._role(" ".join(run).rstrip(":"))
        aside = next((at for at, word in enumerate(run[:-1], 1) if word.endswith(")") and not word.startswith("(")), 0)
        if aside and not role:  # `Internal Factors (Within the Organization) Marketing Strategy:`
            self._headings(run[:aside])
            self._label(run[aside:])
            return
        lead = self._lead_length(run)
        if lead and lead < len(run) and not role:
            self._headings(run[:lead])
            self._label(run[lead:])
        elif lead == len(run) and not role:
            self._headings([*run[:-1], run[-1].rstrip(":")])
        else:
            self._label(run)

    def _headings(self, run: list[str], whole: bool = False) -> None:
        """One heading or a section's and one under it; never two where the run is `whole`."""
        text = " ".join(run)
        lead = self._lead_length(run)
        stems = set(content_stems(re.sub(r"\([^)]*\)", "", text))) - {stem(word) for word in words_of("prose", "section_noise")}
        if text.casefold() in words_of("prose", "section_words") or (stems and stems <= self.subject) or lead == len(run) or (lead and whole):
            self.pieces.append(Piece("section", text))
        elif lead:
            self.pieces += [Piece("section", " ".join(run[:lead])), Piece("heading", " ".join(run[lead:]))]
        else:
            self.pieces.append(Piece("heading", text))

    def _lead_length(self, run: list[str]) -> int:
        """How many words of a run are a section's heading (`Types of Customer Needs`), 0 where it does not begin like one."""
        text = " ".join(run)
        found = re.match("|".join(rules("prose")["section_leads"]), text, re.IGNORECASE)
        if not found:
            return 0
        length = len(found.group().split())
        seen = False
        for word in run[length:]:
            known = set(content_stems(word)) & self.subject
            if not known and content_stems(word) and seen:
                return length
            seen = seen or bool(known)
            length += 1
            if word.endswith(")") and seen:
                return length
        while length > 1 and run[length - 1].casefold() in words_of("prose", "title_little_words"):
            length -= 1
        return length if seen else len(run)

    def _label(self, run: list[str]) -> None:
        text = " ".join(run).rstrip(":")
        self.pieces.append(Piece("label", text, role=self._role(text)))

    def _role(self, text: str) -> str:
        label = text.casefold()
        for role in ("list", "aside"):
            if label in words_of("prose", f"labels.{role}"):
                return role
        sure = label in words_of("prose", "opening_labels") or label in words_of("prose", "sure_labels")
        if label in words_of("prose", "labels.text") and (sure or self.colons[label.split()[-1]] > 1):
            return "text"
        return "text" if label in self.often else ""

    def _opening_length(self, run: list[str]) -> int:
        """How many words at the end of a run are a label like `Definition:` behind a heading; 0 for none. Such labels come back."""
        for length in (2, 1):
            label = " ".join(run[-length:]).rstrip(":").casefold()
            if length < len(run) and label in words_of("prose", "opening_labels") and self.colons[label.split()[-1]] > 1:
                return length
        return 0

    # -- what the whole text tells ------------------------------------------------------------------------------------------------------

    def _frequent_labels(self) -> frozenset[str]:
        """Labels that come three times and more: they say which part follows, not what is explained."""
        found = re.findall(r"(?:(?<=[.?!] )|(?<=: ))((?:[A-Z][\w’'/-]*)(?: (?:[A-Z][\w’'/-]*)){0,2}):", " ".join(self.words))
        return frozenset(label.casefold() for label, count in Counter(found).items() if count >= 3)

    def _labels_only(self) -> frozenset[str]:
        """The marks of numbered series whose headings are labels themselves: `1. Explicit Needs: Clearly expressed`."""
        text = " ".join(self.words)
        runs = re.findall(r"(?<!\S)(\d{1,2}[.)]) ((?:(?!\d{1,2}[.)] )\S+ ){0,11}?\S*[:.,])(?=\s|$)", text)
        heads = [(mark, head) for mark, head in runs if all(_is_cap(w) or w.casefold() in words_of("prose", "title_little_words") for w in head.split())]
        short = all(len(head.split()) <= 3 and head.endswith(":") for _, head in heads)
        generic = any(head.rstrip(":").split()[-1].casefold() in words_of("prose", "labels.text") for _, head in heads)
        return frozenset(mark for mark, _ in heads) if heads and short and not generic else frozenset()

    def _next_labels(self, at: int) -> list[list[str]]:
        """The labels that follow `at` under the same heading."""
        found: list[list[str]] = []
        position = at
        while position < len(self.words) and position < at + 250:
            if position > at and self._mark(position):
                break
            if _ends(self.words[position - 1]) and _is_cap(self.words[position]):
                end, stop = self._run(position)
                if stop == "colon" and not self._role(" ".join(self.words[position:end]).rstrip(":")):
                    found.append(self.words[position:end])
            position += 1
        return found
