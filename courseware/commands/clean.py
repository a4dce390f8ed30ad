"""`courseware clean`: removes what builds made."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.build.cleaning import clean
from courseware.build.request import USUAL
from courseware.commands import Answer, count
from courseware.commands.options import out_folder
from courseware.commands.project import built_folder, near


@click.command("clean", short_help="Remove what builds made.")
@out_folder("The folder to clean, in place of build.")
@click.pass_context
def command(context: click.Context, /, out: Path | None) -> Answer:
    """Removes the files that builds made and their records. A file that somebody edited, or put there, stays."""
    folder = out or near(built_folder(context.find_root().params["course"])) / USUAL
    removed, edited = clean(folder, context.obj.waiting)
    lines = [f"{path.as_posix()} was edited and stays" for path in edited]
    return Answer("\n".join([*lines, f"{count(len(removed), 'file')} removed from {folder.as_posix()}"]))
