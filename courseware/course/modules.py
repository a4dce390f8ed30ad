"""One Markdown file to a `Module`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from courseware.content.blocks import plain_text
from courseware.course.assemble import read_topics
from courseware.course.bloom import bloom_level
from courseware.course.divisions import warn_of_unknown
from courseware.course.facts import author_of, schema
from courseware.course.inlines import read_inlines
from courseware.course.markdown.parser import parse, parse_inline
from courseware.course.model import Module, Outcome
from courseware.course.reading import Known, Reading
from courseware.course.slides import read_drafts, slide_level
from courseware.course.source import Source, read_source
from courseware.files import Files
from courseware.problems import Place, Problem, warning
from courseware.suggest import did_you_mean, nearest
from courseware.yamlfile import Loaded, check

KEYS = tuple(schema("module")["properties"])
ELSEWHERE = ("format", "theme", "toc", "institute", "abstract", "keywords", "reference-doc", "bibliography", "csl", "execute", "editor",
             "filters", "pdf-engine", "highlight-style", "aspectratio", "fontsize", "categories", "description", "footer", "logo", "params",
             "header-includes", "title-slide-attributes", "monofont", "mainfont", "revealjs", "project", "draft", "order", "number", "tags")  # fmt: skip
"""Keys of pandoc and Quarto that are never a slip of the pen for one of ours."""


class ReadModule(Struct, frozen=True):
    """A module, its author, its front matter with places, and the variables its text asks for with theirs."""

    module: Module
    author: str
    front: Loaded
    variables: tuple[tuple[str, Place], ...]


ModuleReader = Callable[[Files, str, str, int, Known, list[Problem]], ReadModule]
"""`read_module` for a module of a course, or what stands in for it."""


def read_module(
    files: Files, file: str, name: str, number: int, known: Known, problems: list[Problem], single: bool = False
) -> ReadModule:
    """The module in `file`; whatever is wrong goes to `problems`. `single` is a file built on its own."""
    before = len(problems)
    source = read_source(files, file, problems)
    meta = _front_matter(source, problems, single) if len(problems) == before else {}
    pandoc = single or meta.get("compat") == "pandoc"
    incremental = meta.get("incremental") is True
    language = _text(meta, "lang") or _text(meta, "language")
    reading = Reading(
        name,
        source,
        files,
        problems,
        known,
        language=language or known.language,
        incremental=incremental,
        pandoc=pandoc,
    )
    parsed = parse(source.lines, source.code, smart=pandoc)
    reading.notes = parsed.notes
    problems.extend(
        Problem(source.place(found.line), found.fact, found.hint, found.severity) for found in parsed.findings
    )
    if pandoc or "slide-level" in meta:
        level = meta.get("slide-level")
        reading.slide_level = level if isinstance(level, int) else slide_level(parsed.nodes)
    topics = read_topics(read_drafts(parsed.nodes, reading), name, reading)
    meta = {
        **meta,
        **{
            key: plain(meta[key], reading, key)
            for key in ("title", "subtitle", "date")
            if isinstance(meta.get(key), str)
        },
    }
    outcomes = _outcomes(source.front, meta, problems)
    module = Module(
        name=name,
        number=number,
        title=_text(meta, "title"),
        subtitle=_text(meta, "subtitle"),
        topics=topics,
        outcomes=outcomes,
        minutes=meta.get("minutes"),
        materials=tuple(meta.get("materials", ())),
        room=_text(meta, "room"),
        language=language,
        meta=meta,
        place=Place(file, 1),
    )
    _check_outcome_codes(module, problems)
    _check_notes(reading)
    warn_of_unknown(reading)
    if len(problems) == before and not module.topics:
        problems.append(Problem(Place(file), "the file holds no slides", "begin a slide with ## and its title"))
    _check_links(module, reading)
    _check_keys(source.front, meta, single, reading)
    front = source.front or Loaded(None, {(): Place(file, 1)}, file)
    author = plain(author_of(meta), reading, "author")
    return ReadModule(module, author, front, tuple(reading.variables))


def _front_matter(source: Source, problems: list[Problem], single: bool) -> dict[str, Any]:
    """The front matter, checked. A file on its own may have none, and any of pandoc's keys."""
    front = source.front or Loaded(None, {(): Place(source.name, 1)}, source.name)
    if front.value is None and single:
        return {}
    checked = front if front.value is not None else Loaded({}, front.places, front.name)
    if not isinstance(checked.value, dict):
        problems.append(
            Problem(checked.place(), "the front matter is not keys with values", "write title: and the title")
        )
        return {}
    demands = dict(schema("module"))
    if single:
        demands.pop("required")
    problems.extend(check(checked, demands))
    return checked.value


def _check_keys(front: Loaded | None, meta: Mapping[str, Any], single: bool, reading: Reading) -> None:
    """Keys of the front matter that are probably slips of the pen, or that nothing uses. A file on its own may have any."""
    if front is None or single:
        return
    printed = {name.removeprefix("meta.").partition(".")[0] for name, _ in reading.variables}
    for key in meta:
        if key in KEYS or key in ELSEWHERE or key in printed:
            continue
        near = nearest(key, KEYS, 0.75)
        if near:
            reading.error(front.place(key), f"unknown key '{key}'", f"did you mean {near}?")
        else:
            reading.warn(
                front.place(key),
                f"nobody knows the key '{key}'",
                f"{{{{< meta {key} >}}}} would print it; it has no other use",
            )


def _text(meta: Mapping[str, Any], key: str) -> str:
    value = meta.get(key, "")
    return value if isinstance(value, str) else str(value)


def plain(text: str, reading: Reading, key: str) -> str:
    """A value of the front matter as plain text: pandoc allows emphasis and breaks in it. Variables wait for `select`."""
    marks = "*_`[\\^~$<&" + ("-.'\"" if reading.pandoc else "")
    if "{{<" in text or not set(text) & set(marks):
        return text
    place = reading.source.front.place(key) if reading.source.front else reading.source.place(0)
    return " ".join(plain_text(read_inlines(parse_inline(text, smart=reading.pandoc), reading, place)).split())


def _outcomes(front: Loaded | None, meta: Mapping[str, Any], problems: list[Problem]) -> tuple[Outcome, ...]:
    given = meta.get("outcomes")
    if front is None or not isinstance(given, dict):
        return ()
    found: list[Outcome] = []
    for code, value in given.items():
        text = value.get("text", "") if isinstance(value, dict) else value
        level = value.get("level", "") if isinstance(value, dict) else ""
        place = front.place("outcomes", code)
        told = bloom_level(str(text))
        if not level and told:
            level = f"BL{told}"
        elif not level:
            hint = "begin it with a verb such as explain or apply, or write {text: ..., level: BL2}"
            problems.append(warning(place, f"the verb of outcome {code} does not tell its Bloom level", hint))
        found.append(Outcome(code, str(text), str(level), place))
    return tuple(found)


def _check_outcome_codes(module: Module, problems: list[Problem]) -> None:
    known = [outcome.code for outcome in module.outcomes]
    for slide in module.slides():
        for code in slide.outcomes:
            if code not in known:
                near = nearest(code, known, 0.75)
                hint = (
                    f"did you mean {near}?"
                    if near
                    else f"it has {', '.join(known)}"
                    if known
                    else "define it in the front matter, under outcomes"
                )
                problems.append(Problem(slide.place, f"this module has no outcome {code}", hint))


def _check_notes(reading: Reading) -> None:
    for label, nodes in reading.notes.items():
        if label not in reading.notes_used and isinstance(label, str):
            place = reading.place(nodes[0]) if nodes else reading.source.place(0)
            reading.error(
                place, f"nothing refers to the footnote [^{label}]", f"write [^{label}] where it belongs, or delete it"
            )


def _check_links(module: Module, reading: Reading) -> None:
    """Checks links to slides of this file: `[there](#id)`."""
    ids = {slide.id for slide in module.slides()}
    short = {name.partition("/")[2] for name in ids}
    for target, place in reading.links:
        if target not in short and target not in ids:
            hint = did_you_mean(target, short, "give the slide an id: ## Title {#id}")
            reading.error(place, f"no slide here has the id '{target}'", hint)
