"""A course folder, or one Markdown file, to a `Course`: read, checked, and every problem told at once."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from courseware.content.blocks import plain_text
from courseware.course.collecting import uncollected
from courseware.course.facts import check_facts, read_facts, schema, texts, variables_of
from courseware.course.glossary import NAME as GLOSSARY
from courseware.course.glossary import ReadGlossary, read_glossary, terms_twice
from courseware.course.lookup import look_up
from courseware.course.model import Course, Module
from courseware.course.modules import ModuleReader, ReadModule, read_module
from courseware.course.reading import Known
from courseware.course.source import beside
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem
from courseware.suggest import did_you_mean
from courseware.yamlfile import Loaded, check, load

_NONE = ReadGlossary()
FOLDER = "syllabus"
FILE = "syllabus/course.yml"

BUILT_IN_VARIABLES = ("client", "dates", "mode", "delivery")
"""Variables that every delivery has, though they may be empty."""


@uncollected()
def read_course(
    files: Files, draft: bool = False, read: ModuleReader = read_module
) -> tuple[Course, tuple[Problem, ...]]:
    """The course in `syllabus/` and what deserves a look; `CoursewareError` with every problem of the whole course.

    A `draft` is given with its errors among what deserves a look, where there is any course to give. `read` stands in for `read_module`
    where somebody keeps what it gives.
    """
    loaded = _load_facts(files)
    problems: list[Problem] = check(loaded, schema("course"))
    value = loaded.value if isinstance(loaded.value, dict) else {}
    course = read_facts(loaded) if not problems else Course(title="", place=loaded.place())
    names = _module_names(value, loaded, files, problems)
    brands = _brand_names(files)
    asked = frozenset(posixpath.basename(delivery.brand) for delivery in course.deliveries)
    known = Known(brands | asked, course.language)
    found = [
        read(files, f"{FOLDER}/{name}.md", name, number, known, problems)
        for number, name in names
        if _is_there(name, number, loaded, files, problems)
    ]
    modules = tuple(each.module for each in found)
    problems.extend(check_facts(loaded, [name for _, name in names], brands))
    own = _NONE if GLOSSARY in {name for _, name in names} else read_glossary(files, known, problems)
    problems.extend(_unknown_variables(variables_of(loaded), value, found, own))
    problems.extend(_outcomes_twice(modules))
    course = replace(course, modules=modules, glossary=own.blocks)
    problems.extend(terms_twice(course))
    return _finished(course, problems, draft)


@uncollected()
def read_single(files: Files, name: str, draft: bool = False) -> tuple[Course, tuple[Problem, ...]]:
    """One Markdown file as a course of one module, by pandoc's rule for slides; errors and warnings as for a course."""
    if not files.exists(name):
        raise CoursewareError(
            Problem(Place(name), "there is no such file", "is the name right, seen from this folder?")
        )
    problems: list[Problem] = []
    stem = posixpath.basename(name).removesuffix(".md")
    read = read_module(files, name, stem, 0, Known(_brand_names(files)), problems, single=True)
    meta = _with_reference(read, name, files, problems)
    module = replace(read.module, meta=meta, title=read.module.title or _first_title(read.module) or stem)
    course = Course(
        title=module.title,
        subtitle=module.subtitle,
        language=module.language or "en",
        author=read.author,
        date=str(meta.get("date", "")),
        vars=texts(meta["vars"]) if isinstance(meta.get("vars"), dict) else {},
        modules=(module,),
        single=True,
        meta=meta,
        place=module.place,
    )
    problems.extend(_unknown_variables(set(course.vars), meta, [read]))
    return _finished(course, problems, draft)


def _finished(course: Course, problems: list[Problem], draft: bool) -> tuple[Course, tuple[Problem, ...]]:
    told = tuple(sorted(set(problems)))
    if draft and course.title and course.modules:
        return course, told
    if any(problem.severity == "error" for problem in told):
        raise CoursewareError(problem for problem in told if problem.severity == "error")
    return course, told


def _load_facts(files: Files) -> Loaded:
    try:
        loaded = load(files.text(FILE), FILE)
    except FileNotFoundError:
        hint = "go to the folder that holds syllabus/, or start a course with: courseware init my-course"
        raise CoursewareError(Problem(Place(FILE), "there is no course here", hint)) from None
    if loaded.value is None:
        raise CoursewareError(Problem(loaded.place(), "the file is empty", "write title: and the course's title"))
    return loaded


def _module_names(
    value: Mapping[str, Any], loaded: Loaded, files: Files, problems: list[Problem]
) -> list[tuple[int, str]]:
    """The modules with their numbers: as listed, else every file of the folder in the order of its name."""
    listed = value.get("modules")
    if not isinstance(listed, list):
        listed = _texts_there(files)
        if not listed:
            problems.append(
                Problem(
                    loaded.place(),
                    "the course has no modules",
                    "list them under modules, each the name of its file without .md",
                )
            )
    names: list[tuple[int, str]] = []
    for number, given in enumerate(listed, start=1):
        name = str(given).removesuffix(".md")
        before = next((n for n, other in names if other.casefold() == name.casefold()), 0)
        if before:
            problems.append(
                Problem(
                    loaded.place("modules", number - 1),
                    f"the module {name} is listed twice",
                    f"it is no. {before} already: keep one of the two",
                )
            )
        else:
            names.append((number, name))
    return names


def _is_there(name: str, number: int, loaded: Loaded, files: Files, problems: list[Problem]) -> bool:
    if "/" in name or "\\" in name:
        return False  # the schema has told it
    place = loaded.place("modules", number - 1)
    try:
        if files.exists(f"{FOLDER}/{name}.md"):
            return True
    except CoursewareError as error:
        named = f"{FOLDER}/{name}.md"
        problems.extend(Problem(place, f"{problem.fact}: {named}", problem.hint) for problem in error.problems)
        return False
    problems.append(Problem(place, f"the module's file is missing: {FOLDER}/{name}.md", _way_to(name, loaded, files)))
    return False


def _way_to(name: str, loaded: Loaded, files: Files) -> str:
    """What to do about a module whose file is missing: most times the file has got another name, which is in no list yet."""
    listed = {str(each).removesuffix(".md") for each in loaded.value["modules"]}
    others = [each for each in _texts_there(files) if each not in listed]
    known = f", or name what is there: {', '.join(others)}" if 0 < len(others) <= 3 else ""
    return did_you_mean(name, others, f"write it{',' if known else ', or'} take it out of modules{known}")


def _texts_there(files: Files) -> list[str]:
    """The names of the files that may be modules, in order."""
    there = [posixpath.basename(file).removesuffix(".md") for file in files.list(FOLDER) if file.endswith(".md")]
    return [name for name in there if not name.startswith("_") and name != GLOSSARY]


def _brand_names(files: Files) -> frozenset[str]:
    """Names that `when-brand` may use: every folder for brands, whether its brand can be read or not."""
    names = {root.removeprefix("@brand/") for root in files.roots if root.startswith("@brand/")}
    for shelf in ("templates/brands", "@templates/brands"):
        names |= {posixpath.basename(folder) for folder in files.folders(shelf)}
    return frozenset(names)


def _outcomes_twice(modules: tuple[Module, ...]) -> list[Problem]:
    first: dict[str, Place] = {}
    problems: list[Problem] = []
    for module in modules:
        for outcome in module.outcomes:
            if outcome.code in first:
                hint = f"it is at {first[outcome.code]} already: give one of them another code"
                problems.append(Problem(outcome.place, f"the outcome {outcome.code} stands in a second module", hint))
            else:
                first[outcome.code] = outcome.place
    return problems


def _unknown_variables(
    given: set[str], meta: Mapping[str, Any], found: list[ReadModule], glossary: ReadGlossary = _NONE
) -> list[Problem]:
    """Variables that no delivery could ever give a value; `select` finds those that one delivery lacks."""
    known = {*given, *BUILT_IN_VARIABLES}
    problems: list[Problem] = []
    asked = [(name, place, read.module.meta) for read in found for name, place in read.variables]
    for name, place, own in (*asked, *((name, place, {}) for name, place in glossary.variables)):
        kind, _, key = name.partition(".")
        if kind == "var" and key not in known:
            hint = did_you_mean(key, known, "define it in course.yml, under vars")
            problems.append(Problem(place, f"nobody knows the variable '{key}'", hint))
        elif kind == "meta" and look_up(key, own, meta) is None:
            hint = did_you_mean(key, {*own, *meta}, "write it in the front matter")
            problems.append(Problem(place, f"nobody knows the key '{key}'", hint))
    return problems


def _first_title(module: Module) -> str:
    return next((plain_text(slide.title) for slide in module.slides() if slide.title), "")


def _with_reference(read: ReadModule, name: str, files: Files, problems: list[Problem]) -> Mapping[str, Any]:
    """The metadata with `reference-doc` as a name for `Files`, also where Quarto has it: under `format: pptx:`."""
    meta = read.module.meta
    format_ = meta.get("format")
    pptx = format_.get("pptx") if isinstance(format_, dict) else None
    inside = isinstance(pptx, dict) and "reference-doc" in pptx and "reference-doc" not in meta
    given = pptx.get("reference-doc") if inside and isinstance(pptx, dict) else meta.get("reference-doc")
    if not isinstance(given, str):
        return meta
    place = read.front.place(*(("format", "pptx") if inside else ()), "reference-doc")
    for wanted in (beside(name, given), posixpath.normpath(given)):
        try:
            if files.exists(wanted):
                return {**meta, "reference-doc": wanted}
        except CoursewareError as error:
            problems.extend(Problem(place, problem.fact, problem.hint) for problem in error.problems)
            return meta
    problems.append(Problem(place, f"the reference-doc is missing: {given}", "is the name right, seen from this file?"))
    return meta
