"""The glossary: terms in definition lists, from `syllabus/glossary.md` and from divisions `::: glossary` in modules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from courseware.content.blocks import (
    Blocks,
    Conditional,
    Definition,
    Definitions,
    Inlines,
    plain_text,
)
from courseware.course.alphabet import letter_of, sort_key
from courseware.course.blocks import read_blocks
from courseware.course.divisions import warn_of_unknown
from courseware.course.markdown.parser import parse
from courseware.course.model import Course
from courseware.course.reading import Draft, Known, Reading, Scope
from courseware.course.source import read_source
from courseware.files import Files
from courseware.problems import NOWHERE, Place, Problem, warning

NAME = "glossary"
FILE = f"syllabus/{NAME}.md"


class Entry(Struct, frozen=True):
    """A term of the glossary with all that is said of it; `words` is the term as plain text, `letter` what it stands under."""

    term: Inlines
    words: str
    letter: str
    details: tuple[Blocks, ...]


class ReadGlossary(Struct, frozen=True):
    """The terms of the glossary's own file, and the variables that they ask for with their places."""

    blocks: Blocks = ()
    variables: tuple[tuple[str, Place], ...] = ()


def read_glossary(files: Files, known: Known, problems: list[Problem]) -> ReadGlossary:
    """What stands in `syllabus/glossary.md`, nothing where there is no such file; whatever is wrong goes to `problems`."""
    if not files.exists(FILE):
        return ReadGlossary()
    source = read_source(files, FILE, problems)
    reading = Reading(NAME, source, files, problems, known, language=known.language)
    parsed = parse(source.lines, source.code)
    reading.notes = parsed.notes
    problems.extend(
        Problem(source.place(found.line), found.fact, found.hint, found.severity) for found in parsed.findings
    )
    place = Place(FILE, 1)
    blocks = read_blocks(parsed.nodes, reading, Draft("slide", place), Scope(channel="handout"))
    for target, at in reading.links:
        reading.error(at, f"the link #{target} leads nowhere: a glossary has no slides", "take the link out")
    warn_of_unknown(reading)
    return ReadGlossary(terms_of(blocks, place, reading), tuple(reading.variables))


def terms_of(blocks: Blocks, place: Place, reading: Reading) -> Blocks:
    """`blocks` of a glossary, which holds definition lists, conditions around them, and nothing else."""
    hint = "write the term on a line of its own, and beneath it a colon, blanks and what it means"
    if not blocks:
        reading.error(place, "the glossary explains no term", hint)
    for block in blocks:
        if isinstance(block, Conditional):
            terms_of(block.blocks, block.place, reading)
        elif not isinstance(block, Definitions):
            reading.error(block.place, "a glossary holds nothing but terms and what they mean", hint)
    return tuple(block for block in blocks if isinstance(block, (Conditional, Definitions)))


def terms_twice(course: Course) -> Iterator[Problem]:
    """A warning for each term that is explained twice, conditions apart: both explanations are printed."""
    first: dict[str, Place] = {}
    for definition in _definitions(_parts(course)):
        words = plain_text(definition.term)
        place = next((block.place for detail in definition.details for block in detail), NOWHERE)
        before = first.setdefault(words.casefold(), place)
        if before is not place:
            hint = f"the glossary prints both: keep the better one ({before} or here)"
            yield warning(place, f"the term {words!r} is explained a second time", hint)


def entries(course: Course, language: str) -> tuple[Entry, ...]:
    """The glossary of a course as one reader may see it, in the order of `language`; what is said of a term twice is said once."""
    found: dict[str, tuple[Inlines, list[Blocks]]] = {}
    for definition in _definitions(_parts(course)):
        _, details = found.setdefault(plain_text(definition.term).casefold(), (definition.term, []))
        details.extend(detail for detail in definition.details if detail not in details)
    made = [
        Entry(term, words := " ".join(plain_text(term).split()), letter_of(words, language), tuple(details))
        for term, details in found.values()
    ]
    return tuple(sorted(made, key=lambda entry: sort_key(entry.words, language)))


def _parts(course: Course) -> Iterator[Blocks]:
    yield course.glossary
    for module in course.modules:
        for slide in module.slides():
            yield slide.glossary


def _definitions(parts: Iterable[Blocks]) -> Iterator[Definition]:
    for blocks in parts:
        for block in blocks:
            if isinstance(block, Definitions):
                yield from block.entries
