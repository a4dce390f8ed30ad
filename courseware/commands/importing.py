"""`courseware import`: a syllabus from an outline and a course page of somebody else's."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.commands import Answer, as_json, plain_problem, table
from courseware.problems import CoursewareError, Place, Problem

SOURCE = click.Path(path_type=Path, dir_okay=False)


@click.command("import", short_help="Make a course of an outline and a course page.")
@click.argument("outline", type=SOURCE)
@click.option("--page", type=SOURCE, metavar="FILE", help="The course's page: facts and the text of lessons.")
@click.option(
    "--into",
    "folder",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    required=True,
    help="Where the course goes.",
)
@click.option("--force", is_flag=True, help="Overwrite files that are there.")
@click.option("--json", "json", is_flag=True, help="What was made as JSON.")
def command(outline: Path, page: Path | None, folder: Path, force: bool, json: bool) -> Answer:
    """Makes a course in FOLDER of OUTLINE, a text file with modules and outcomes, and of a course page.

    Every word of both is in the course or in import-leftovers.md. What looks odd is marked `# check` in course.yml.
    """
    from courseware.importing import import_outline, write_course

    imported = import_outline(_read(outline), _read(page) if page else None)
    written = write_course(imported, folder, force)
    files = [(folder / name).as_posix() for name in written]
    if json:
        problems = [plain_problem(problem) for problem in imported.problems]
        return Answer(as_json({"files": files, "found": dict(imported.summary), "warnings": problems}))
    found = table([(str(number), what) for what, number in imported.summary.items()], "  ")
    now = f"now: cd {folder.as_posix()} && courseware build"
    return Answer("\n".join([*files, "", "found", found, "", now]), imported.problems)


def _read(path: Path) -> tuple[str, bytes]:
    try:
        return path.as_posix(), path.read_bytes()
    except OSError as error:
        hint = "check the file's name"
        raise CoursewareError(Problem(Place(path.as_posix()), (error.strerror or str(error)).lower(), hint)) from None
