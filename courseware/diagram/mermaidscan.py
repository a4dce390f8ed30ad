"""Walking through a mermaid block sign by sign: where we are, what is wrong, what comes before the first statement."""

from __future__ import annotations

import re

from msgspec import Struct, field

from courseware.diagram.mermaidwords import read_words
from courseware.problems import Place, Problem, warning

SETTINGS = "mermaid's settings are not used: brand and layout decide how it looks"


class Unreadable(Exception):
    """A statement that can't be read; its problem is noted."""


class Scanner(Struct, eq=False):
    """The source of a block, and the place `at` which it is read. Problems and warnings are collected."""

    source: str
    fence: Place
    at: int = 0
    title: str = ""
    problems: list[Problem] = field(default_factory=list)
    warned: dict[str, Problem] = field(default_factory=dict)

    def here(self) -> Place:
        """The place that is read now."""
        line = self.source.count("\n", 0, self.at) + 1
        return Place(self.fence.file, self.fence.line + line if self.fence.line else 0)

    def error(self, place: Place, fact: str, hint: str) -> None:
        """Notes an error; reading goes on."""
        self.problems.append(Problem(place, fact, hint))

    def bad(self, fact: str, hint: str) -> Unreadable:
        """Notes an error; what is returned is raised to leave the statement."""
        self.error(self.here(), fact, hint)
        return Unreadable()

    def warn(self, about: str, fact: str, hint: str = "") -> None:
        """Notes a warning, once for each thing that it is about."""
        self.warned.setdefault(about, warning(self.here(), fact, hint))

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Takes what `pattern` describes, if it stands here."""
        found = pattern.match(self.source, self.at)
        if found:
            self.at = found.end()
        return found

    def blanks(self) -> None:
        """Takes blanks of this line."""
        while self.source[self.at : self.at + 1] in (" ", "\t"):
            self.at += 1

    def rest_of_line(self) -> str:
        """Takes the rest of this line."""
        end = self.source.find("\n", self.at)
        end = len(self.source) if end < 0 else end
        found, self.at = self.source[self.at : end], end
        return found.strip().rstrip(";").strip()

    def next(self) -> bool:
        """To the next statement; False at the end."""
        while self.at < len(self.source) and self.source[self.at] in " \t\n\r;":
            self.at += 1
        return self.at < len(self.source)

    def ended(self) -> None:
        """Raises `Unreadable` where a statement goes on after what was read."""
        self.blanks()
        if self.at < len(self.source) and self.source[self.at] not in ";\n\r":
            rest = self.source[self.at :].split("\n", 1)[0].strip()
            raise self.bad(
                f"this can't be read: {rest[:50]}",
                'an arrow is written A --> B; words with signs stand in quotation marks: A["Pay (by card)"]',
            )

    def front(self) -> None:
        """Front matter: its title is the diagram's."""
        found = re.match(r"\s*---[ \t]*\n(.*?)\n[ \t]*---[ \t]*(?:\n|$)", self.source, re.DOTALL)
        if not found:
            return
        if title := re.search(r"^\s*title:\s*(.+?)\s*$", found[1], re.MULTILINE):
            self.title = read_words(title[1].strip("\"'"))
        if re.search(r"^\s*config:", found[1], re.MULTILINE):
            self.warn("init", SETTINGS)
        self.blank(found.start(), found.end())

    def comments(self) -> None:
        """Blanks out comments and directives, so that places stay."""
        for found in list(re.finditer(r"%%\{.*?\}%%", self.source, re.DOTALL)):
            self.at = found.start()
            self.warn("init", SETTINGS)
            self.blank(found.start(), found.end())
        for found in list(re.finditer(r"(?m)(^|[ \t])%%[^\n]*", self.source)):
            line = self.source.rfind("\n", 0, found.start()) + 1
            if self.source.count('"', line, found.start()) % 2 == 0:
                self.blank(found.start(), found.end())
        self.at = 0

    def blank(self, start: int, end: int) -> None:
        blank = re.sub(r"[^\n]", " ", self.source[start:end])
        self.source = self.source[:start] + blank + self.source[end:]
