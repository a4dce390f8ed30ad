"""What the labels of a lesson do: name the thing explained, or say which part of its explanation follows."""

from __future__ import annotations

import re
from collections import Counter

from courseware.importing.corpus import bare
from courseware.importing.pieces import Piece, is_cap, is_little
from courseware.importing.rules import rules, words_of
from courseware.importing.words import content_stems, stem


class Labels:
    """The labels of one lesson. What comes back under every heading (`Definition:`, `Steps:`) tells itself by that."""

    def __init__(self, title: str, text: str) -> None:
        self._subject = set(content_stems(title))
        self._colons = Counter(bare(word) for word in text.split() if word.endswith(":"))
        found = _LABEL.findall(text)
        self._often = frozenset(label.casefold() for label, count in Counter(found).items() if count >= 3)
        self.numbered = _numbered_labels(text)
        """The marks whose headings are labels themselves: `1. Explicit Needs: Clearly expressed`."""

    def role(self, text: str) -> str:
        """list, text or aside for a label that says which part follows; empty for one that names a thing."""
        label = text.casefold()
        for role in ("list", "aside"):
            if label in words_of("prose", f"labels.{role}"):
                return role
        sure = label in words_of("prose", "opening_labels") or label in words_of("prose", "sure_labels")
        if label in words_of("prose", "labels.text") and (sure or self._colons[label.split()[-1]] > 1):
            return "text"
        return "text" if label in self._often else ""

    def opening_length(self, run: list[str]) -> int:
        """How many words at the end of a run are a label like `Definition:` behind a heading; 0 for none. Such labels come back."""
        for length in (2, 1):
            label = " ".join(run[-length:]).rstrip(":").casefold()
            known = label in words_of("prose", "opening_labels")
            if length < len(run) and known and self._colons[label.split()[-1]] > 1:
                return length
        return 0

    def label(self, run: list[str]) -> Piece:
        """A run as a label."""
        text = " ".join(run).rstrip(":")
        return Piece("label", text, role=self.role(text))

    def headings_and_label(self, run: list[str]) -> list[Piece]:
        """A run before a colon, not behind a mark: a label, before it perhaps headings."""
        opening = self.opening_length(run)
        if opening:
            return [*self.headings(run[:-opening]), self.label(run[-opening:])]
        if self.role(" ".join(run).rstrip(":")):
            return [self.label(run)]
        aside = next((at for at, word in enumerate(run[:-1], 1) if word.endswith(")") and not word.startswith("(")), 0)
        if aside:  # `Internal Factors (Within the Organization) Marketing Strategy:`
            return [*self.headings(run[:aside]), self.label(run[aside:])]
        lead = self.lead_length(run)
        if lead == len(run):
            return self.headings([*run[:-1], run[-1].rstrip(":")])
        return [*self.headings(run[:lead]), self.label(run[lead:])] if lead else [self.label(run)]

    def headings(self, run: list[str], whole: bool = False) -> list[Piece]:
        """One heading, or a section's and one under it; never two where the run is `whole`."""
        text = " ".join(run)
        lead = self.lead_length(run)
        noise = {stem(word) for word in words_of("prose", "section_noise")}
        stems = set(content_stems(re.sub(r"\([^)]*\)", "", text))) - noise
        known = text.casefold() in words_of("prose", "section_words") or (stems and stems <= self._subject)
        if known or lead == len(run) or (lead and whole):
            return [Piece("section", text)]
        if lead:
            return [Piece("section", " ".join(run[:lead])), Piece("heading", " ".join(run[lead:]))]
        return [Piece("heading", text)]

    def lead_length(self, run: list[str]) -> int:
        """How many words of a run are a section's heading (`Types of Customer Needs`), 0 where it does not begin like one.

        The heading goes as far as it repeats words of the lesson's title.
        """
        found = re.match("|".join(rules("prose")["section_leads"]), " ".join(run), re.IGNORECASE)
        if not found:
            return 0
        length = len(found.group().split())
        seen = False
        for word in run[length:]:
            known = set(content_stems(word)) & self._subject
            if not known and content_stems(word) and seen:
                return length
            seen = seen or bool(known)
            length += 1
            if word.endswith(")") and seen:
                return length
        return length if seen else len(run)


_LABEL = re.compile(r"(?:(?<=[.?!] )|(?<=: ))([A-Z][\w’'/-]*(?: [A-Z][\w’'/-]*){0,2}):")


def _numbered_labels(text: str) -> frozenset[str]:
    """The marks of a numbered series whose headings are labels: short, with a colon, and with no further labels between them."""
    series = re.finditer(r"(?<!\S)(\d{1,2}[.)]) ((?:(?!\d{1,2}[.)] )\S+ ){0,11}?\S*[:.,])(?=\s|$)", text)
    heads = [found for found in series if all(is_cap(word) or is_little(word) for word in found.group(2).split())]
    if not heads or not all(len(head.group(2).split()) <= 3 and head.group(2).endswith(":") for head in heads):
        return frozenset()
    parts = any(_says_a_part(head.group(2).rstrip(":").split()[-1]) for head in heads)
    own = {head.group(2).rstrip(":") for head in heads}
    between = _LABEL.findall(text, heads[0].end(), heads[-1].start())
    named = any(not _says_a_part(label) for label in between if label not in own)
    return frozenset() if named or parts else frozenset(head.group(1) for head in heads)


def _says_a_part(label: str) -> bool:
    return any(label.casefold() in words_of("prose", f"labels.{role}") for role in ("list", "text", "aside"))
