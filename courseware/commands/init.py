"""`courseware init`: a course to start from."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.build.atomic import write_file
from courseware.commands import Answer
from courseware.commands.project import COURSE
from courseware.files import packaged_templates


@click.command("init", short_help="Begin a course.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> Answer:
    """Makes FOLDER with a small course that builds at once, to be written over. Nothing that is there already is
    changed.
    """
    if (folder / COURSE).exists():
        raise click.UsageError(f"{folder.as_posix()} holds a course already\n  hint: choose another folder")
    starter = packaged_templates() / "starter"
    sources = sorted(path for path in starter.rglob("*") if path.is_file())
    there = [path.relative_to(starter).as_posix() for path in sources if (folder / path.relative_to(starter)).exists()]
    if there:
        message = f"{folder.as_posix()} holds {', '.join(there)} already\n  hint: choose another folder"
        raise click.UsageError(message)
    for path in sources:
        write_file(folder / path.relative_to(starter), path.read_bytes())
    written = "\n".join(f"  {(folder / path.relative_to(starter)).as_posix()}" for path in sources)
    return Answer(f"a course to start from:\n{written}\n\nnow: cd {folder.as_posix()} && courseware build")
