"""A course page saved as plain text: its facts, its lessons, and the furniture of the site around them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from courseware.importing.leads import without_lead
from courseware.importing.leftovers import Leftover
from courseware.importing.matching import THRESHOLD, Matcher
from courseware.importing.outline import Outline
from courseware.importing.rules import pattern_of, rules, words_of
from courseware.importing.text import read_lines
from courseware.importing.words import bare_words, plain
from courseware.problems import CoursewareError, Place, Problem


@dataclass(frozen=True, slots=True)
class Stated:
    """Something that the page states under a label: the text as it stands there, without bullet and number."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson of the page: its title and the lines of its text, each with its number."""

    title: str
    line: int
    lines: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A course page taken apart. `facts` are keyed as in course.yml; `prices` are all lines that state one."""

    name: str
    facts: dict[str, list[Stated]]
    prices: list[Stated]
    lessons: tuple[Lesson, ...]
    leftovers: tuple[Leftover, ...]
    problems: tuple[Problem, ...]


_BULLET = re.compile(r"^\s*(?:[-*+•·‣◦▪■●○–➢►▸✓✔]\s+|\u2022\s*)")
_NUMBER = re.compile(r"^(\d{1,2}[.)])\s+(?=\S)")
NUMBERS = ("hours", "videos")
LONG = 40  # words: a line of as many is running text, not a title


def read_page(name: str, data: bytes, outline: Outline) -> Page:
    """Reads a course page; `CoursewareError` where it is empty, no text, or HTML."""
    lines, problems = read_lines(name, data, "course page")
    if re.match(r"\s*(<!doctype html|<html)", "\n".join(lines[:20]), re.IGNORECASE):
        hint = "open it in a browser and save it as text, or copy the page into a text file"
        raise CoursewareError(Problem(Place(name, 1), "the course page is HTML", hint))
    return _Reader(name, lines, outline, problems).read()


class _Reader:
    def __init__(self, name: str, lines: list[str], outline: Outline, problems: list[Problem]) -> None:
        self.name = name
        self.lines = [(number, line) for number, line in enumerate(lines, 1) if line.strip()]
        self.blank_before = {n for n in range(1, len(lines) + 1) if n == 1 or not lines[n - 2].strip()}
        self.matcher = Matcher(outline)
        self.problems = problems
        self.facts: dict[str, list[Stated]] = {}
        self.prices: list[Stated] = []
        self.lessons: list[tuple[str, int, list[tuple[int, str]]]] = []
        self.leftovers: list[Leftover] = []
        self.key = ""  # the fact whose values are being read, `lessons`, or nothing

    def read(self) -> Page:
        titles = self._titles()
        first, last = (titles[0], titles[-1]) if titles else (len(self.lines), -1)
        for at, (number, text) in enumerate(self.lines):
            if at in titles:
                self.key = "lessons"
                self.lessons.append((text.strip(), number, []))
            elif first < at < last:
                self._inside(at, number, text)
            else:
                self._outside(at, number, text)
        return Page(self.name, self.facts, self.prices, self._once(), tuple(self.leftovers), tuple(self.problems))

    def _once(self) -> tuple[Lesson, ...]:
        """The lessons; what a page says a second time, word for word, is left over."""
        once: dict[tuple[str, str], Lesson] = {}
        for title, number, lines in self.lessons:
            key = (plain(title), plain(" ".join(text for _, text in lines)))
            if key in once and key[1]:
                for line, text in ((number, title), *lines):
                    self._leave(line, text, "repeats of a lesson")
            else:
                once[key if key[1] else (key[0], str(number))] = Lesson(title, number, tuple(lines))
        return tuple(once.values())

    def _titles(self) -> list[int]:
        """The lines that are titles of lessons: like an outcome, with text under them.

        A list of the outcomes (what you will learn, a table of contents) has none. A title without text counts where no other
        line is like the same outcome.
        """
        like = {at: key for at, (_, text) in enumerate(self.lines) if (key := self._like_an_outcome(text))}
        with_text = [at for at in like if at + 1 < len(self.lines) and at + 1 not in like and self._is_text(at + 1)]
        told = {like[at] for at in with_text}
        alone = [at for at in like if like[at] not in told and not _BULLET.match(self.lines[at][1])]
        return sorted([*with_text, *alone])

    def _is_text(self, at: int) -> bool:
        """Whether a line is running text or begins some, rather than a label or the furniture of the site."""
        text = _BULLET.sub("", self.lines[at][1]).strip()
        return not (self._label(text)[0] or pattern_of("page", "menu").fullmatch(text))

    def _like_an_outcome(self, text: str) -> str:
        """Which outcome or module a line is like: its code or number; empty for none."""
        bare = _BULLET.sub("", text).strip()
        if len(bare_words(bare)) > LONG or bare.endswith("."):
            return ""
        likeness, module, outcome = self.matcher.best(bare)
        return (outcome.code if outcome else f"module {module}") if likeness >= THRESHOLD else ""

    def _begins_lesson(self, at: int) -> bool:
        """Whether a line that no outcome is like is a lesson's title all the same: a short line right over running text."""
        number, text = self.lines[at]
        below, after = self.lines[at + 1] if at + 1 < len(self.lines) else (0, "")
        title = not _BULLET.match(text) and not text.rstrip().endswith((".", ":")) and len(bare_words(text)) <= LONG
        if number not in self.blank_before or below != number + 1 or not title:
            return False
        before = self.lessons[-1][2] if self.lessons else []
        running = len(bare_words(after)) > LONG and (not before or len(bare_words(before[-1][1])) > LONG)
        return running or (without_lead(text.strip()) != text.strip() and after.rstrip().endswith((".", "!", "?")))

    def _inside(self, at: int, number: int, text: str) -> None:
        if pattern_of("page", "strong_menu").fullmatch(text.strip()):
            self._leave(number, text, "menu of the site")
        elif self._begins_lesson(at):
            self.lessons.append((text.strip(), number, []))
        else:
            self.lessons[-1][2].append((number, text))

    def _outside(self, at: int, number: int, text: str) -> None:
        bare = _BULLET.sub("", text).strip()
        label, value = self._label(bare)
        if label:
            self._leave(number, bare[: len(bare) - len(value)].strip(), "labels, now keys of course.yml")
            self.key = label
            if value:
                self._state(number, value)
        elif pattern_of("page", "menu").fullmatch(bare):
            self._leave(number, text, "menu of the site")
            self.key = "" if self.key != "lessons" else self.key
        elif _is_placeholder(bare):
            self._leave(number, text, "placeholder text")
        elif self.key == "lessons":
            self._lesson_line(at, number, text)
        elif pattern_of("page", "price").search(bare) and len(bare_words(bare)) <= LONG // 2:
            self._price(number, bare)
        elif self.key and (
            self._kind() != "list"
            or _BULLET.match(text)
            or number not in self.blank_before
            or not self.facts.get(self.key)
        ):
            self._state(number, bare)
        elif (
            "title" not in self.facts
            and not self.lessons
            and 2 <= len(bare_words(bare)) <= LONG // 2
            and not bare.endswith(".")
        ):
            self.facts["title"] = [Stated(bare, number)]
        else:
            self._leave(number, text, "text without a label")

    def _lesson_line(self, at: int, number: int, text: str) -> None:
        if self._begins_lesson(at):
            self.lessons.append((text.strip(), number, []))
        elif self.lessons:
            self.lessons[-1][2].append((number, text))
        else:
            self._leave(number, text, "text without a label")

    def _kind(self) -> str:
        return str(rules("page")["facts"].get(self.key, {}).get("kind", ""))

    def _label(self, text: str) -> tuple[str, str]:
        """The key that a line is the label of, and what it states in the same line."""
        head, colon, value = text.partition(":")
        for key, fact in rules("page")["facts"].items():
            pattern = re.compile("|".join(f"(?:{label})" for label in fact["labels"]), re.IGNORECASE)
            if pattern.fullmatch(text.rstrip(" :?")):
                return key, ""
            if colon and value.strip() and pattern.fullmatch(head.strip(" ?")):
                return key, value.strip()
        return ("lessons", "") if pattern_of("page", "lessons").fullmatch(text.rstrip(" :")) else ("", "")

    def _state(self, number: int, text: str) -> None:
        key = self.key
        if self._kind() == "list":
            found = _NUMBER.match(text)
            if found:
                self._leave(number, found.group(1), "numbering of lists")
                text = text[found.end() :]
        if key == "price":
            self._price(number, text)
        elif any(plain(stated.text) == plain(text) for stated in self.facts.get(key, [])):
            self._leave(number, text, "repeats of what course.yml has already")
        elif key in NUMBERS and not re.search(r"\d", text):
            self._leave(number, text, "text without a label")
        elif self._kind() == "line" and self.facts.get(key):
            self._leave(number, text, "further values of facts that course.yml has already")
        elif key == "language":
            self.facts.setdefault(key, []).append(Stated(text, number))
            self._leave(number, text, "the language, in course.yml as its code")
        else:
            self.facts.setdefault(key, []).append(Stated(text, number))
        if self._kind() == "line":
            self.key = ""

    def _price(self, number: int, text: str) -> None:
        if any(plain(stated.text) == plain(text) for stated in self.prices):
            self._leave(number, text, "repeats of what course.yml has already")
        else:
            self.prices.append(Stated(text, number))

    def _leave(self, number: int, text: str, reason: str) -> None:
        self.leftovers.append(Leftover(self.name, number, text.strip(), reason))


def _is_placeholder(text: str) -> bool:
    words = bare_words(text)
    latin = words_of("page", "placeholder_latin")
    return len(words) >= 3 and sum(word in latin for word in words) >= float(rules("page")["placeholder_share"]) * len(
        words
    )
