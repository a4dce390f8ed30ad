"""The facts of a course page as keys of course.yml, and what in them asks for a second look."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from courseware.importing.outline import Outline
from courseware.importing.page import Page, Stated
from courseware.importing.rules import pattern_of, rules
from courseware.importing.words import content_stems

HOURS_APART = 1.75
"""How many times more or less than the lessons fill the stated hours may be before somebody should look."""


@dataclass(slots=True)
class Fact:
    """A key of course.yml: one text, a number, or a list. `checks` are reasons to look, each printed before the key; those of an
    entry stand at it. `line` is the page's, `lines` those of a list's entries.
    """

    key: str
    values: list[str]
    line: int = 0
    many: bool = False
    number: bool = False
    checks: list[str] = field(default_factory=list)
    entry_checks: dict[int, str] = field(default_factory=dict)
    lines: list[int] = field(default_factory=list)


def facts_of(page: Page | None, outline: Outline, minutes: int) -> list[Fact]:
    """The facts for course.yml in its order. `minutes` are those that the imported slides take."""
    if page is None:
        title = Fact(
            "title",
            [_name_of(outline)],
            checks=["there is no course page: this is the outline's first module or file name"],
        )
        return [title]
    stated = page.facts
    subject = Subject(outline, page)
    facts = [_title(stated), _code(stated), _level(stated), _description(stated)]
    facts += [_list(key, stated.get(key, []), subject) for key in ("audience", "prerequisites", "you_will_learn")]
    included = [s for s in stated.get("includes", []) if not pattern_of("page", "access").fullmatch(s.text)]
    access = [s for s in stated.get("includes", []) if pattern_of("page", "access").fullmatch(s.text)]
    facts += [_list("includes", included, subject), _list("access", access, subject)]
    facts += [
        _acknowledgements(page),
        _hours(stated, minutes if page.lessons else 0),
        _price(page),
        _videos(stated, len(page.lessons)),
    ]
    return [fact for fact in facts if fact is not None and fact.values]


class Subject:
    """What a course is about, by its outline and its name: an entry about something else may belong to another course."""

    def __init__(self, outline: Outline, page: Page) -> None:
        texts = [o.text for m in outline.modules for o in m.outcomes] + [m.text for m in outline.modules]
        texts += [s.text for s in page.facts.get("title", [])]
        self.stems = {stem for text in texts for stem in content_stems(text)}
        self.text = " ".join(texts)

    def foreign(self, text: str) -> str:
        """Why an entry looks as if it belonged to another course; empty where it doesn't."""
        for product in rules("facts")["products"]:
            if re.search(rf"\b{re.escape(product)}\b", text, re.IGNORECASE) and product not in self.text.casefold():
                return "names a product that the outline never mentions"
        for short_form in re.findall(r"\b[A-Z]{2,5}\b", text):
            if short_form not in self.text and short_form not in ("PDF", "TV", "IT", "OK", "FAQ", "USB"):
                return f"{short_form} stands nowhere in the outline"
        glued = re.search(r"[a-zà-ÿ]{3,}[A-Z][a-z]{2,}", text)
        if glued:
            at = next(i for i in range(glued.start() + 1, len(text)) if text[i].isupper() and text[i - 1].islower())
            return f"two entries seem to have run together: {text[:at]} | {text[at:]}"
        return ""

    def shares_a_word(self, text: str) -> bool:
        """Whether a text has a word in common with the outline."""
        return bool(set(content_stems(text)) & self.stems)


def _name_of(outline: Outline) -> str:
    stem = re.sub(r"\.[^.]*$", "", outline.name.rsplit("/", 1)[-1])
    stem = re.sub(r"[-_]*(outline|syllabus|gliederung)[-_]*", "", stem, flags=re.IGNORECASE)
    return stem.replace("-", " ").replace("_", " ").strip() or outline.modules[0].text


def _title(stated: dict[str, list[Stated]]) -> Fact:
    found = stated.get("title")
    if not found:
        return Fact("title", ["Untitled course"], checks=["the page names no title"])
    title = _without_marks(found[0].text)
    noise = "|".join(rules("facts")["title_noise"])
    name = title.rpartition(": ")[2]
    ending = re.search(rf"(?:\s+(?:{noise}))+$", name, flags=re.IGNORECASE)
    if ending and (len(ending.group().split()) > 1 or ": " in title) and ending.start():
        name = name[: ending.start()]
    checks = [] if name == found[0].text else [f"shortened; the page has: {found[0].text}"]
    return Fact("title", [name or title], found[0].line, checks=checks)


def _code(stated: dict[str, list[Stated]]) -> Fact | None:
    found = stated.get("code")
    if found:
        return Fact("code", [found[0].text], found[0].line)
    title = _title(stated)
    initials = "".join(
        word[0].upper() for word in re.findall(r"[^\W\d_]+", title.values[0]) if word[0].isupper() or len(word) > 3
    )[:6]
    return (
        Fact("code", [initials], title.line, checks=["made from the title"])
        if len(initials) > 1 and found is None and stated.get("title")
        else None
    )


def _level(stated: dict[str, list[Stated]]) -> Fact | None:
    found = stated.get("level")
    title = stated["title"][0].text if stated.get("title") else ""
    levels = sorted(rules("facts")["levels"], key=len, reverse=True)
    named = next(
        (m.group() for level in levels if (m := re.search(rf"\b{re.escape(level)}\b(?=.*:)", title, re.IGNORECASE))), ""
    )
    if not found:
        return Fact("level", [named], stated["title"][0].line) if named else None
    if named and named.casefold() not in found[0].text.casefold():
        return Fact(
            "level", [named], found[0].line, checks=[f"the title says {named}, the page also says: {found[0].text}"]
        )
    return Fact("level", [found[0].text], found[0].line)


def _description(stated: dict[str, list[Stated]]) -> Fact | None:
    found = stated.get("description")
    return Fact("description", [" ".join(s.text for s in found)], found[0].line) if found else None


def _list(key: str, entries: list[Stated], subject: Subject) -> Fact | None:
    if not entries:
        return None
    fact = Fact(key, [entry.text for entry in entries], entries[0].line, many=True, lines=[e.line for e in entries])
    fact.entry_checks = {at: reason for at, entry in enumerate(entries) if (reason := subject.foreign(entry.text))}
    if key == "you_will_learn":
        strange = sum(not subject.shares_a_word(entry.text) for entry in entries)
        if strange * 2 > len(entries):
            fact.checks.append(
                f"{strange} of {len(entries)} entries share no word with the outline: do they belong to this course?"
            )
    return fact


def _hours(stated: dict[str, list[Stated]], minutes: int) -> Fact | None:
    found = stated.get("hours")
    if not found:
        return None
    number = re.search(r"\d+(?:[.,]\d+)?", found[0].text)
    if not number:
        return Fact("hours", [found[0].text], found[0].line, checks=["no number of hours"])
    hours = float(number.group().replace(",", "."))
    if re.search(r"\bdays?\b|\btage?\b", found[0].text, re.IGNORECASE):
        return Fact(
            "hours",
            [f"{hours * 6:g}"],
            found[0].line,
            number=True,
            checks=[f"six hours a day; the page has: {found[0].text}"],
        )
    told = minutes / 60
    checks = []
    if minutes and not 1 / HOURS_APART <= hours / told <= HOURS_APART:
        checks.append(f"the page has {found[0].text}, but its lessons fill about {_hours_in_words(told)}")
    elif not re.fullmatch(r"\d+(?:[.,]\d+)?", found[0].text):
        checks.append(f"the page has: {found[0].text}")
    return Fact("hours", [f"{hours:g}"], found[0].line, number=True, checks=checks)


def _hours_in_words(hours: float) -> str:
    whole = max(1, round(hours))
    return f"{whole} hour{'' if whole == 1 else 's'}"


def _videos(stated: dict[str, list[Stated]], lessons: int) -> Fact | None:
    found = stated.get("videos")
    number = re.search(r"\d+", found[0].text) if found else None
    if not found or not number:
        return None
    checks = [f"{number.group()} for {lessons} lessons"] if lessons > 3 * int(number.group()) else []
    if found[0].text != number.group():
        checks.append(f"the page has: {found[0].text}")
    return Fact("videos", [number.group()], found[0].line, number=True, checks=checks)


def _price(page: Page) -> Fact | None:
    if not page.prices:
        return None
    prices = [_amounts(stated.text) for stated in page.prices]
    amounts = list(dict.fromkeys(amount for found in prices for amount in found))
    current = next(
        (m.group(1) for s in page.prices if (m := re.search(r"current price is:?\s*(.+?)\.?$", s.text, re.IGNORECASE))),
        amounts[0] if amounts else page.prices[0].text,
    )
    checks = [f"line {stated.line} of the page has: {stated.text}" for stated in page.prices if stated.text != current]
    if len(amounts) > 1:
        checks.insert(0, f"the page states {len(amounts)} prices")
    if not re.search(r"€|\$|£|EUR|USD|GBP|CHF", current):
        checks.insert(0, "in the currency of another market: is it yours?")
    return Fact("price", [" ".join(current.split())], page.prices[0].line, checks=checks)


def _amounts(text: str) -> list[str]:
    return [" ".join(found.group().split()) for found in pattern_of("page", "price").finditer(text)]


def _acknowledgements(page: Page) -> Fact | None:
    stated = [s for found in page.facts.values() for s in found]
    texts = [(s.text, s.line) for s in stated] + [
        (text, line) for lesson in page.lessons for line, text in lesson.lines
    ]
    marks: dict[str, tuple[str, int]] = {}
    for text, line in texts:
        for name, sign in re.findall(r"(?:The )?\b([A-Z][\w-]*(?: [A-Z][\w-]*){0,2}?)\s?([®™])", text):
            marks.setdefault(name, (sign, line))
    if not marks:
        return None
    lines = [
        f"{name} is a {'registered trade mark' if sign == '®' else 'trade mark'} of its owner."
        for name, (sign, _) in marks.items()
    ]
    first = min(line for _, line in marks.values())
    check = "name the owner, in the words that the owner asks for"
    return Fact("acknowledgements", lines, first, many=True, checks=[check])


def _without_marks(text: str) -> str:
    return re.sub(r"\s*[®™©]\s*", " ", text).strip()


def reasons(facts: Iterable[Fact]) -> list[tuple[int, str]]:
    """Why to look at which line of the page: one reason for each fact and each entry of a list."""
    found = []
    for fact in facts:
        if fact.checks:
            found.append((fact.line, f"{fact.key}: {'; '.join(fact.checks)}"))
        entries = fact.entry_checks.items()
        found += [(fact.lines[at], f'{fact.key}: "{fact.values[at]}": {reason}') for at, reason in entries]
    return found
