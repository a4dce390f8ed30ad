"""`courseware import`: a syllabus from an outline and a course page, from an old deck, or from a document."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Any

import click

from courseware.commands import Answer, Part, as_json, count, table
from courseware.importing.course import LEFTOVERS, Imported
from courseware.problems import Problem

SOURCE = click.Path(path_type=Path, dir_okay=False)
SHOWN = 12
"""Warnings that are printed; the file has all of them."""


@click.command("import", short_help="Make a course of an old deck, a document or an outline.")
@click.argument("source", type=SOURCE, metavar="FILE")
@click.option("--page", type=SOURCE, metavar="FILE", help="With an outline: the course's page, with facts and lessons.")
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Where the course goes; a course that is there gets further modules. Without it, a folder named like FILE.",
)
@click.option(
    "--modules",
    type=click.Choice(["auto", "one", "sections"]),
    default="auto",
    show_default=True,
    help="Of a deck: one module, or one for each section or chapter. Auto parts decks of more than 60 slides.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@click.option("--json", "json", is_flag=True, help="What was made as JSON.")
def command(source: Path, **options: Any) -> Answer:
    """Makes a course of FILE: a deck (.pptx, with LibreOffice also .ppt and .odp), a Word document (.docx), or an outline as plain text.

    Every word is in the course or in import-leftovers.md, which also says what to look at.
    """
    from courseware.commands.olddecks import is_old, read_bytes
    from courseware.importing import import_outline, write_course

    folder: Path = options["folder"] or Path(source.stem)
    if is_old(source):
        if options["page"]:
            raise click.UsageError("--page belongs to an outline: a deck or document is imported alone")
        return _old(source, folder, options)
    if options["folder"] is None:
        raise click.UsageError("Missing option '--into'.")
    page: Path | None = options["page"]
    outline = source.as_posix(), read_bytes(source)
    imported = import_outline(outline, (page.as_posix(), read_bytes(page)) if page else None)
    written = write_course(imported, folder, options["force"])
    return _answer(imported, folder, written, options["json"], imported.problems, ())


def _old(source: Path, folder: Path, options: dict[str, Any]) -> Answer:
    """A deck or a document, into a new course or one that is there."""
    from courseware.commands.olddecks import groups, imported, languages
    from courseware.importing import write_course
    from courseware.importing.into import COURSE, listed, names_of, next_number
    from courseware.importing.wish import Wish

    taken = names_of(folder)
    fresh = taken is None or options["force"]
    names = () if fresh else taken or ()
    wish = Wish(
        modules=options["modules"],
        first=1 if fresh else next_number(names),
        taken=names,
        course=fresh,
        languages=languages(),
        groups=groups(),
    )
    found = imported(source, wish)
    files = dict(found.files)
    over = []
    if not fresh:
        files[COURSE] = listed(folder, found.modules)
        report = f"import-leftovers-{found.modules[0]}.md"
        files[report] = files.pop(LEFTOVERS)
        over = [COURSE]
    else:
        report = LEFTOVERS
    found = Imported(files, found.problems, found.summary, found.modules)
    written = write_course(found, folder, options["force"], over)
    shown = found.problems[:SHOWN]
    heading = f"what to look at (all of it is in {(folder / report).as_posix()})"
    if len(found.problems) > SHOWN:
        heading = f"the first {SHOWN} of {count(len(found.problems), 'thing')} to look at; all are in {(folder / report).as_posix()}"
    parts = (Part(heading, shown),) if shown else ()
    return _answer(found, folder, written, options["json"], (), parts)


def _answer(
    imported: Imported,
    folder: Path,
    written: list[str],
    json: bool,
    problems: tuple[Problem, ...],
    parts: tuple[Part, ...],
) -> Answer:
    files = [(folder / name).as_posix() for name in written]
    if json:
        told = [problem.as_data() for problem in imported.problems]
        return Answer(as_json({"files": files, "found": dict(imported.summary), "warnings": told}))
    found = table([(str(number), what) for what, number in imported.summary.items()], "  ")
    now = f"now: cd {shlex.quote(folder.as_posix())} && courseware build"
    return Answer("\n".join([*files, "", "found", found, "", now]), problems, parts=parts)
