"""A line of flattened prose, word by word: where headings, labels and sentences begin although no mark parts them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courseware.importing.corpus import Corpus, bare
from courseware.importing.labels import Labels
from courseware.importing.pieces import LETTER, LONGEST_HEADING, NUMBER, Piece, ends_sentence, is_cap, is_little
from courseware.importing.rules import words_of
from courseware.importing.split import is_verb, split_heading
from courseware.importing.words import content_stems

_LONGEST_RUN = 24  # words: a heading, a label and what stands in parentheses are fewer
_LOOK_AHEAD = 250  # words: as far as the labels under one heading are looked for


@dataclass(slots=True)
class Numbering:
    """How far the numbered and lettered headings of a lesson have come."""

    number: int = 0
    letter: str = ""


class Scanner:
    """Reads the words of one line."""

    def __init__(self, words: list[str], labels: Labels, corpus: Corpus, numbering: Numbering) -> None:
        self.words = words
        self.labels = labels
        self.corpus = corpus
        self.numbering = numbering
        self.pieces: list[Piece] = []

    def scan(self) -> list[Piece]:
        """The pieces of the line, in order, with every word."""
        at = 0
        while at < len(self.words):
            at = self._boundary(at)
        return self.pieces

    # -- the walk -------------------------------------------------------------------------------------------------------

    def _boundary(self, at: int) -> int:
        """Reads what begins at a boundary: headings and labels, or one sentence. Returns where the next boundary is."""
        kind = self._mark(at)
        if kind:
            return self._marked(at, kind)
        following = self.words[at + 1] if at + 1 < len(self.words) else ""
        if self.words[at].casefold() in words_of("prose", "closing") and is_cap(following):
            self.pieces.append(Piece("closing", self.words[at]))
            return at + 1
        end, stop = self._run(at)
        if stop == "colon":
            self.pieces += self.labels.headings_and_label(self.words[at:end])
            return end
        if stop == "mark" and end > at:
            self.pieces.append(Piece("section", " ".join(self.words[at:end])))
            return end
        cut = self._unmarked_heading(at, end) if stop == "lower" and end > at else 0
        if cut:
            self.pieces += self.labels.headings(self.words[at:cut], whole=True)
        return self._sentence(cut or at)

    def _marked(self, at: int, kind: str) -> int:
        """A heading after `2.` or `B.`, and the label that may follow it without a break."""
        mark, start = self.words[at], at + 1
        end, stop = self._run(start)
        run = self.words[start:end]
        if kind == "numbered":
            self.numbering.number, self.numbering.letter = int(mark[:-1]), ""
        else:
            self.numbering.letter = mark[0]
        if stop == "colon" and len(run) > 1 and mark not in self.labels.numbered:
            opening = self.labels.opening_length(run)
            cut = len(run) - opening if opening else split_heading(run, self.corpus, self._next_labels(end))
            self.pieces += [Piece(kind, " ".join(run[:cut]), mark), self.labels.label(run[cut:])]
            return end
        if stop in ("colon", "mark", "end") and run:
            self.pieces.append(Piece(kind, " ".join(run).rstrip(":"), mark))
            return end
        if stop == "lower" and len(run) > 1:
            cut = self._sentence_start(start, end)
            self.pieces.append(Piece(kind, " ".join(self.words[start:cut]), mark))
            return self._sentence(cut)
        end = self._sentence(start)
        self.pieces[-1] = Piece("entry", self.pieces[-1].text, mark)
        return end

    def _sentence(self, at: int) -> int:
        """Reads one sentence from `at`, to its stop or to where the next heading or label begins without one."""
        end = at
        while end < len(self.words):
            word = self.words[end]
            end += 1
            if end == len(self.words):
                break
            if ends_sentence(word) and (is_cap(self.words[end]) or self._mark(end)):
                break
            if word.endswith(":") and (self._mark(end) or self._run(end)[1] == "colon" or self._heading_follows(end)):
                break
            if self._stop_missing(at, end):
                break
        self.pieces.append(Piece("sentence", " ".join(self.words[at:end])))
        return end

    # -- runs of capitalised words --------------------------------------------------------------------------------------

    def _mark(self, at: int) -> str:
        """`numbered` or `lettered` where a mark of numbering stands at `at` and is the next of its series; else empty."""
        if self.words[at][-1] not in ".)" or at + 1 >= len(self.words) or not is_cap(self.words[at + 1]):
            return ""
        before = self.words[at - 1] if at else "."
        if not (ends_sentence(before) or before.endswith((":", ")")) or is_cap(before)):
            return ""
        number = NUMBER.match(self.words[at])
        if number:
            return "numbered" if int(number.group(1)) in (1, self.numbering.number + 1) else ""
        letter = LETTER.match(self.words[at])
        last = self.numbering.letter
        following = bool(letter and last and ord(letter.group(1)) == ord(last) + 1)
        return "lettered" if letter and (letter.group(1) in "Aa" or following) else ""

    def _run(self, at: int) -> tuple[int, str]:
        """Where the run of capitalised words from `at` ends, and what ends it: colon, mark, lower, stop or end."""
        end = at
        inside = False
        while end < len(self.words):
            word = self.words[end]
            if end > at and self._mark(end):
                return end, "mark"
            if end - at > _LONGEST_RUN:
                return end, "stop"
            if inside or word.startswith("("):
                inside = not word.rstrip(":,.;").endswith(")")
                if inside and end - at > LONGEST_HEADING + 4:
                    return at, "stop"
            elif not is_cap(word) and not (end > at and is_little(word) and self._cap_follows(end)):
                short = self._short_label(at)
                return (short, "colon") if short else (end, "lower")
            end += 1
            if word.endswith(":"):
                small = {w for w in self.words[at:end] if w[0].islower()}
                sentence = small & words_of("prose", "finite")
                return end, "stop" if sentence and not self.labels.role(self._text(at, end)) else "colon"
            if not inside and (ends_sentence(word) or word[-1:] in ",;"):
                return end, "stop"
        return end, "end"

    def _text(self, at: int, end: int) -> str:
        return " ".join(self.words[at:end]).rstrip(":")

    def _cap_follows(self, at: int) -> bool:
        following = self.words[at + 1 : at + 3]
        if following and is_cap(following[0]):
            return True
        return len(following) > 1 and is_cap(following[1]) and following[0] in ("a", "the", "to", "an", "of")

    def _short_label(self, at: int) -> int:
        """The end of a label like `On-page optimization:`, 0 where there is none."""
        if self.words[at].casefold() in words_of("prose", "starters"):
            return 0
        for end in range(at + 1, min(at + 4, len(self.words)) + 1):
            word = self.words[end - 1]
            if word.endswith(":"):
                return 0 if words_of("prose", "finite") & {bare(w) for w in self.words[at:end]} else end
            if word[-1:] in ",.;?!":
                return 0
        return 0

    def _next_labels(self, at: int) -> list[list[str]]:
        """The labels that follow `at` under the same heading."""
        found: list[list[str]] = []
        for position in range(at, min(len(self.words), at + _LOOK_AHEAD)):
            if position > at and self._mark(position):
                break
            if ends_sentence(self.words[position - 1]) and is_cap(self.words[position]):
                end, stop = self._run(position)
                if stop == "colon" and not self.labels.role(self._text(position, end)):
                    found.append(self.words[position:end])
        return found

    # -- headings and labels without a mark or a stop before them -------------------------------------------------------

    def _unmarked_heading(self, at: int, end: int) -> int:
        """Where the sentence begins that stands right behind a heading without a mark; 0 where there is no such heading."""
        cut = self._sentence_start(at, end)
        heading, first = self.words[at:cut], self.words[cut]
        if not heading or self._is_acronym(at, end) or heading[0].casefold() in words_of("prose", "starters"):
            return 0
        repeated = set(content_stems(" ".join(heading))) & set(content_stems(" ".join(self.words[cut : cut + 2])))
        if len(heading) == 1:
            return cut if repeated else 0
        starts = first.casefold() in words_of("prose", "starters") or is_verb(first) or bare(first).endswith("ing")
        plurals = bare(first).endswith("s") and bare(heading[-1]).endswith("s")
        named = self.corpus.phrase(self.words[at:end]) > 2 and not starts and not repeated
        return cut if (repeated or self.labels.lead_length(heading) or starts or plurals) and not named else 0

    def _sentence_start(self, at: int, end: int) -> int:
        """Within a run that a lower-case word ends: where its sentence begins, which is its last capitalised word."""
        cut = end - 1
        while cut > at + 1 and not is_cap(self.words[cut]):
            cut -= 1
        if cut > at + 1 and is_verb(self.words[cut - 1]) and self.corpus.is_name(self.words[cut]):
            cut -= 1  # `Costing (ABC) Implement ABC to`
        if cut > at + 1 and self.words[cut].startswith("("):
            cut -= 1  # `Activity-Based Costing (ABC) is`
        if cut > at + 1 and is_little(self.words[cut - 1]):
            cut -= 1
        return cut

    def _is_acronym(self, at: int, end: int) -> bool:
        """Whether the run is a name with its short form: `Service Level Management (SLM)`."""
        found = re.match(r"^\(([A-Z]{2,})s?\)$", self.words[end - 1].rstrip(",.;:"))
        initials = "".join(word[0] for word in self.words[at : end - 1] if is_cap(word))
        return found is not None and initials.endswith(found.group(1))

    def _heading_follows(self, at: int) -> bool:
        """Whether a heading begins at `at` with its sentence behind it: `Customer Needs Customer needs refer to`."""
        end, stop = self._run(at)
        return stop == "lower" and end - at > 1 and bool(self._unmarked_heading(at, end))

    def _stop_missing(self, at: int, end: int) -> bool:
        """Whether a new piece begins at `end` although no stop stands before it, as after a list of names."""
        word, before = self.words[end], self.words[end - 1]
        if before[-1:] in ",;:" or not is_cap(word):
            return False
        names = end - at < _LONGEST_RUN and all(is_cap(w) or is_little(w) for w in self.words[at:end])
        small_after = end + 1 < len(self.words) and self.words[end + 1][:1].islower()
        if names and is_cap(before) and word.casefold() in words_of("prose", "starters") and small_after:
            return end - at > 2
        run_end, stop = self._run(end)
        if stop != "colon" or run_end - end < 2 or run_end >= len(self.words) or not is_cap(self.words[run_end]):
            return False
        if not is_cap(before):
            return before.endswith(")") and bare(before) not in words_of("spelling", "little_words")
        ending = self._text(end, run_end).split()[-2:]
        sibling = any(piece.kind == "label" and piece.text.split()[-2:] == ending for piece in self.pieces)
        listed = names and "," in " ".join(self.words[at:end])
        return listed and not self.corpus.is_name(word) and (self.corpus.is_name(before) or sibling)
