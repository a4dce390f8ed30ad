"""The course folder that a command works in, and what completes in the shell: found by looking at names only."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

import click
from click.shell_completion import CompletionItem

from courseware.build.choosing import Unknown, choose
from courseware.build.request import USUAL
from courseware.files import STATE, Files, packaged_templates
from courseware.problems import CoursewareError, Place, Problem

COURSE = "syllabus/course.yml"
ROSTER = "@roster"


def project_folder(given: Path | None = None) -> Path:
    """The folder that holds `syllabus/course.yml`: `given`, or where somebody stands, or a folder above."""
    start = (given or Path.cwd()).absolute()
    for folder in (start, *start.parents):
        if (folder / COURSE).is_file():
            return folder
        if given:
            break
    where = given or "this folder and those above"
    message = f"there is no {COURSE} in {where}\n  hint: change into a course's folder, or begin one with: courseware init my-course"
    raise click.UsageError(message)


def built_folder(given: Path | None = None) -> Path:
    """The course's folder; where there is no course the folder here, if a Markdown file on its own was built in it."""
    try:
        return project_folder(given)
    except click.UsageError:
        here = (given or Path.cwd()).absolute()
        if not (here / USUAL / STATE).is_dir():
            raise
        return here


def course_files(project: Path, brands: tuple[str, ...] = ()) -> tuple[Files, tuple[str, ...]]:
    """The door to `project` and the names of `brands`, of which folders given by path become roots of their own."""
    roots = {"@templates": packaged_templates()}
    names = []
    for brand in brands:
        folder = Path(brand).absolute()
        if ("/" in brand or os.sep in brand or brand in (".", "..")) and not folder.is_dir():
            raise click.UsageError(
                f"there is no folder {brand!r}\n  hint: a brand is a name, or a folder with a _brand.yml"
            )
        if folder.is_dir() and (folder / "_brand.yml").is_file():
            if not _on_shelf(folder, project, roots):
                roots[f"@brand/{folder.name}"] = folder
            names.append(folder.name)
        else:
            names.append(brand)
    return Files(project, roots), tuple(names)


def _on_shelf(folder: Path, project: Path, roots: Mapping[str, Path]) -> bool:
    """Whether a folder given by path is one that its name alone would find. Two brands of one name would write to the same output folder, so
    that a usage error says so.
    """
    places = [project / "templates/brands" / folder.name, roots["@templates"] / "brands" / folder.name]
    there = next((place for place in places if (place / "_brand.yml").is_file()), None)
    given = roots.get(f"@brand/{folder.name}")
    real = folder.resolve()
    if there is not None and real == there.resolve():
        return True
    other = there or given
    if other is None or other.resolve() == real:
        return False
    message = f"there are two brands called {folder.name}: {near(real)} and {near(other)}, and both would be built into build/{folder.name}"
    raise click.UsageError(f"{message}\n  hint: give one of the folders another name")


def misnamed(error: Unknown, modules: Sequence[str], files: Files) -> click.UsageError:
    """What to tell of a word that names nothing. Of a module whose file is there, it is that course.yml doesn't list it."""
    if error.word and error.word in modules:
        there = [file.rpartition("/")[2].removesuffix(".md") for file in files.list("syllabus") if file.endswith(".md")]
        with suppress(Unknown):
            found = choose((error.word,), there, "module")[0]
            hint = f"syllabus/{found}.md is there: name it under modules in {COURSE}"
            return click.UsageError(f"{error.fact}\n  hint: {hint}")
    return click.UsageError(str(error))


def with_roster(files: Files, given: Path | None) -> tuple[Files, str]:
    """The door to the project and the roster that was given on the command line, and its name there."""
    if given is None:
        return files, ""
    path = Path(os.path.abspath(given))
    if path.is_relative_to(files.project):
        return files, path.relative_to(files.project).as_posix()
    return Files(files.project, {**files.roots, ROSTER: path.parent}), f"{ROSTER}/{path.name}"


def single_file(context: click.Context, modules: tuple[str, ...]) -> tuple[Path, str] | None:
    """(folder, name) of a Markdown file that is built on its own, None where modules of a course are meant.

    Its name is as typed from where somebody stands; a file elsewhere is named from its own folder.
    """
    files = [name for name in modules if name.endswith(".md") and Path(name).is_file()]
    if not files or _is_module(context, Path(files[0])):
        return None
    if len(modules) > 1:
        raise click.UsageError("a Markdown file is built on its own: name one file, or modules of the course")
    path, here = Path(files[0]).absolute(), Path.cwd()
    if path.is_relative_to(here):
        return here, path.relative_to(here).as_posix()
    return path.parent, path.name


def _is_module(context: click.Context, path: Path) -> bool:
    """Whether a file lies in the folder of the course that somebody stands in: then it is meant as a module."""
    course = context.find_root().params["course"] or Path.cwd()
    folder = path.absolute().parent
    return (
        folder.name == "syllabus"
        and (folder.parent / COURSE).is_file()
        and Path(course).absolute().is_relative_to(folder.parent)
    )


def near(project: Path) -> Path:
    """The folder as somebody would type it from where they stand."""
    try:
        return project.relative_to(Path.cwd())
    except ValueError:
        return project


def as_typed(problems: Iterable[Problem], files: Files) -> tuple[Problem, ...]:
    """`problems` with the files of a brand's or a roster's folder named as they are reached from here, not as `@brand/NAME`."""
    folders = {
        root: near(folder).as_posix() for root, folder in files.roots.items() if root.startswith(("@brand/", ROSTER))
    }

    def typed(problem: Problem) -> Problem:
        place = problem.place
        for root, folder in folders.items():
            if place.file.startswith(f"{root}/"):
                place = Place(folder + place.file.removeprefix(root), place.line, place.column)
        return Problem(place, problem.fact, problem.hint, problem.severity)

    return tuple(map(typed, problems))


def complete_modules(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The modules' names, as their files are called."""
    return _items((path.stem for path in _project(context).glob("syllabus/*.md")), incomplete)


def complete_brands(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The brands' names, the project's and the package's; folders complete as paths where it looks like one."""
    if "/" in incomplete:
        return [CompletionItem(incomplete, type="dir")]
    shelves = (_project(context) / "templates" / "brands", packaged_templates() / "brands")
    return _items((path.parent.name for shelf in shelves for path in shelf.glob("*/_brand.yml")), incomplete)


def complete_documents(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The documents' names, as their templates are called."""
    shelves = (_project(context) / "templates", packaged_templates())
    found = (
        path
        for shelf in shelves
        for folder in ("module", "course", "participant")
        for path in shelf.glob(f"{folder}/*.*.j2")
    )
    return _items((path.name.removesuffix(".j2") for path in found), incomplete)


def complete_deliveries(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """The names of the deliveries in course.yml; none where it can't be read."""
    from courseware.yamlfile import load

    try:
        text = (_project(context) / COURSE).read_text(encoding="utf-8")
        found = load(text, COURSE).value["deliveries"]
    except (OSError, ValueError, KeyError, TypeError, CoursewareError):
        return []
    return _items(map(str, found), incomplete) if isinstance(found, dict) else []


def _project(context: click.Context) -> Path:
    try:
        return project_folder(context.find_root().params.get("course"))
    except click.UsageError:
        return Path("nowhere")


def _items(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(set(names)) if name.startswith(incomplete)]
