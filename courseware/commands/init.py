"""`courseware init`: a course to start from, or one that shows everything."""

from __future__ import annotations

import shlex
from pathlib import Path

import click

from courseware.build.atomic import write_file
from courseware.commands import Answer
from courseware.commands.project import COURSE
from courseware.files import packaged_templates

STARTER = "starter", "a course to start from"
GALLERY = "gallery", "a course that shows one of everything"
"""The folder of templates/ that is copied, and what it is."""


@click.command("init", short_help="Begin a course.")
@click.option(
    "--gallery", "gallery", is_flag=True, help="A course with one of everything, to see what a brand makes of it."
)
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), required=False)
def command(folder: Path | None, gallery: bool) -> Answer:
    """Makes FOLDER with a small course that builds at once, to be written over. Nothing that is there already is
    changed. With --gallery the folder is called gallery where you name none.
    """
    if folder is None and not gallery:
        raise click.UsageError("name the folder that the course shall be in\n  hint: courseware init my-course")
    folder = folder or Path("gallery")
    name, what = GALLERY if gallery else STARTER
    if (folder / COURSE).exists():
        raise click.UsageError(f"{folder.as_posix()} holds a course already\n  hint: choose another folder")
    root = packaged_templates() / name
    sources = sorted(path for path in root.rglob("*") if path.is_file())
    there = [path.relative_to(root).as_posix() for path in sources if (folder / path.relative_to(root)).exists()]
    if there:
        message = f"{folder.as_posix()} holds {', '.join(there)} already\n  hint: choose another folder"
        raise click.UsageError(message)
    for path in sources:
        write_file(folder / path.relative_to(root), path.read_bytes())
    written = "\n".join(f"  {(folder / path.relative_to(root)).as_posix()}" for path in sources)
    return Answer(f"{what}:\n{written}\n\nnow: cd {shlex.quote(folder.as_posix())} && courseware build")
