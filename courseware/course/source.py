"""A Markdown file as lines with their places: front matter taken off, included files put in."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from msgspec import Struct, field

from courseware.course.markdown.code import code_lines
from courseware.course.markdown.inline import shortcode_words
from courseware.files import Files
from courseware.late import late
from courseware.limits import MOST_BRACKETS, MOST_LINES
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, load

LONGEST_LINE = 100_000  # characters; a paragraph of a book has some thousand
MOST_INCLUDES = 1_000  # in one file, with those in included files; files that include one another soon ask for millions

_INCLUDE = late(r" {0,3}\{\{<[ \t]*include[ \t]+(.+?)[ \t]*>\}\}[ \t]*$")
_ANY_INCLUDE = late(r"(?<!\{)\{\{<[ \t]*include\b")
_METADATA = late(r"[A-Za-z][\w-]*:(?:[ \t]|$)")


class Source(Struct, eq=False):
    """The body of a file. Line n (from 0) of `lines` stands at `places[n]`; `code` are the literal ones; `front` is the front matter."""

    name: str
    lines: list[str] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    code: frozenset[int] = frozenset()
    front: Loaded | None = None
    includes: int = 0

    def place(self, line: int) -> Place:
        """Where a line of the body stands in its own file."""
        return self.places[line] if 0 <= line < len(self.places) else Place(self.name)

    def find(self, text: str, first: int, end: int) -> Place:
        """Where `text` stands between two lines of the body; the first line where it isn't found."""
        for number in range(max(first, 0), min(end, len(self.lines))):
            if text in self.lines[number]:
                return self.places[number]
        return self.place(first)


def read_source(files: Files, name: str, problems: list[Problem]) -> Source:
    """The file `name` with all it includes; whatever is wrong goes to `problems`, and the rest is read on."""
    source = Source(name)
    lines = _lines(files, name, problems)
    if lines is not None:
        body = _take_front_matter(lines, source, problems)
        _append(source, body, name, (name,), files, problems)
        source.code, _ = code_lines(source.lines)
    return source


def _lines(files: Files, name: str, problems: list[Problem]) -> list[str] | None:
    """The lines of a file that can be read as text; None, with a problem noted, where it can't."""
    try:
        text = files.text(name)
    except CoursewareError as error:
        problems.extend(error.problems)
        return None
    if not text.strip():
        problems.append(
            Problem(Place(name), "the file is empty", "write its title and text, or take the file out of the course")
        )
        return None
    found = len(problems)
    lines = text.split("\n")
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            hint = "is it the right file? put a paragraph or a list item on a line of its own"
            problems.append(Problem(Place(name, number), f"the line is {len(line):,} characters long", hint))
    return lines if len(problems) == found else None


def _take_front_matter(lines: list[str], source: Source, problems: list[Problem]) -> list[str]:
    """Reads the YAML block or the `%` title block at the top, and leaves blank lines in its place."""
    if lines[0].startswith("%"):
        end = _title_block(lines, source)
    elif lines[0].rstrip() == "---" and len(lines) > 1 and lines[1].strip():
        end = next((n for n in range(1, len(lines)) if lines[n].rstrip() in ("---", "...")), 0)
        if not end:
            problems.append(
                Problem(
                    Place(source.name, 1),
                    "the front matter is opened here and never closed",
                    "end it with a line of ---",
                )
            )
            return [""] * len(lines)
        try:
            source.front = load("\n".join(lines[1:end]), source.name, 2)
        except CoursewareError as error:
            problems.extend(error.problems)
        end += 1
    else:
        end = 0
    body = [""] * end + lines[end:]
    for number in range(end, len(body) - 1):
        if body[number].rstrip() == "---" and _METADATA.match(body[number + 1]) and _closes(body, number + 1):
            if number in code_lines(body)[0]:
                continue  # a listing or a mermaid flowchart has front matter of its own
            hint = "move its keys to the top of the file, between two lines of ---"
            problems.append(Problem(Place(source.name, number + 1), "metadata stands in the middle of the file", hint))
    return body


def _closes(lines: list[str], start: int) -> bool:
    """Whether a line of dashes or dots comes before the next blank line."""
    for line in lines[start:]:
        if not line.strip():
            return False
        if line.rstrip() in ("---", "..."):
            return True
    return False


def _title_block(lines: list[str], source: Source) -> int:
    """Pandoc's title block (`pandoc_title_block`): title, authors, date, each after `%` and continued on indented lines."""
    parts: list[list[str]] = []
    places: list[Place] = []
    at = 0
    while at < len(lines) and len(parts) <= 3:
        line = lines[at]
        if line.startswith("%") and len(parts) < 3:
            parts.append([line[1:].strip()])
            places.append(Place(source.name, at + 1))
        elif parts and line[:1] in (" ", "\t") and line.strip():
            parts[-1].append(line.strip())
        else:
            break
        at += 1
    value: dict[str, object] = {}
    found: dict[tuple[str | int, ...], Place] = {(): Place(source.name, 1)}
    for key, part, place in zip(("title", "author", "date"), parts, places, strict=False):
        if key == "author":
            authors = [name.strip() for line in part for name in line.split(";") if name.strip()]
            value[key] = authors[0] if len(authors) == 1 else authors
        else:
            value[key] = " ".join(part)
        if value[key]:
            found[(key,)] = place
        else:
            del value[key]
    source.front = Loaded(value, found, source.name)
    return at


def _append(
    source: Source, lines: list[str], name: str, chain: tuple[str, ...], files: Files, problems: list[Problem]
) -> None:
    if len(source.lines) + len(lines) > MOST_LINES:
        fact = f"the module has more than {MOST_LINES:,} lines"
        problems.append(Problem(Place(name, 1), fact, "is it the right file? divide the module into several"))
        return
    code, unclosed = code_lines(lines)
    problems += _bracketed(lines, code, name)
    if unclosed is not None:
        fact = f"code is opened here and never closed: {lines[unclosed].strip()}"
        problems.append(Problem(Place(name, unclosed + 1), fact, "put a line with the same signs where it ends"))
    for number, line in enumerate(lines):
        place = Place(name, number + 1)
        found = _INCLUDE.match(line) if "{{<" in line and number not in code else None
        if found:
            _include(source, shortcode_words(found[1]), place, chain, files, problems)
            continue
        if "{{<" in line and number not in code and _ANY_INCLUDE.search(line):
            problems.append(Problem(place, "an include stands inside other text", "put it on a line of its own"))
            line = ""
        source.lines.append(line)
        source.places.append(place)


def _bracketed(lines: list[str], code: frozenset[int], name: str) -> Iterator[Problem]:
    """A problem for each paragraph with so many brackets that looking for their fellows would not end; the line is emptied."""
    count = 0
    for number, line in enumerate(lines):
        if "[" in line and number not in code:
            count += line.count("[")
            if count > MOST_BRACKETS:
                fact = f"the paragraph has more than {MOST_BRACKETS:,} opening brackets"
                yield Problem(
                    Place(name, number + 1), fact, "is it a mistake of a conversion? put data into a code block"
                )
                lines[number], count = "", 0  # what is wrong is told; the rest is read on
        elif not line.strip():
            count = 0


def _include(
    source: Source, words: list[str], place: Place, chain: tuple[str, ...], files: Files, problems: list[Problem]
) -> None:
    source.includes += 1
    if source.includes > MOST_INCLUDES:
        if source.includes == MOST_INCLUDES + 1:
            fact = f"more than {MOST_INCLUDES:,} files are included in {source.name}"
            problems.append(Problem(place, fact, "include each file once"))
        return
    if len(words) != 1:
        problems.append(Problem(place, "an include names one file", "put a name with spaces in quotation marks"))
        return
    name = beside(chain[-1], words[0])
    if name in chain:
        way = " includes ".join((*chain[chain.index(name) :], name))
        problems.append(Problem(place, f"the include goes round in a circle: {way}", "take one of these includes out"))
        return
    try:
        exists = files.exists(name)
    except CoursewareError as error:
        problems.extend(Problem(place, problem.fact, problem.hint) for problem in error.problems)
        return
    if not exists:
        others = (
            posixpath.relpath(other, posixpath.dirname(chain[-1]) or ".")
            for other in files.list(posixpath.dirname(name))
        )
        hint = did_you_mean(words[0], others, f"it would be {name}: is the name right, seen from this file?")
        problems.append(Problem(place, f"the included file is missing: {words[0]}", hint))
        return
    lines = _lines(files, name, problems)
    if lines is None:
        return
    if lines[0].rstrip() == "---" and len(lines) > 1 and lines[1].strip():
        hint = "move its keys to the file that includes it"
        problems.append(Problem(Place(name, 1), "an included file can't have front matter", hint))
        return
    _append(source, lines, name, (*chain, name), files, problems)


def beside(name: str, target: str) -> str:
    """The name for `Files` of what the file `name` calls `target`: seen from its folder, or from the project where it begins with `/`."""
    if target.startswith("/"):
        return posixpath.normpath(target.lstrip("/"))
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), target))
