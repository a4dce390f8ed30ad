"""`courseware serve`: the course in the browser while somebody writes it."""

from __future__ import annotations

import click

from courseware.build.options import split
from courseware.build.request import USUAL, Request
from courseware.commands import Answer
from courseware.commands.project import (
    complete_brands,
    complete_deliveries,
    course_files,
    project_folder,
)

PORT = 8642
BUG = 3


@click.command("serve", short_help="Show the course in the browser while you write it.")
@click.option(
    "--brand",
    default="",
    metavar="NAME",
    shell_complete=complete_brands,
    help="The brand to begin with, a name or folder.",
)
@click.option(
    "--delivery",
    default="",
    metavar="NAME",
    shell_complete=complete_deliveries,
    help="The delivery of course.yml to begin with.",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="DOCUMENT:OPTION=VALUE",
    help="An option of a document, here and now: handout.pdf:style=text. May be repeated.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"The port on this machine, {PORT} or the next free one where nothing is said.",
)
@click.option("--open", "opening", is_flag=True, help="Open the page in the browser.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing of edits.")
@click.pass_context
def command(
    context: click.Context,
    /,
    brand: str,
    delivery: str,
    sets: tuple[str, ...],
    port: int | None,
    opening: bool,
    quiet: bool,
) -> Answer:
    """Shows the course as a page in the browser, on this machine alone: every module's slides with notes and
    warnings, and the pages of its documents. What you save is seen at once. End it with Ctrl-C.

    Nothing is written to build/.
    """
    from courseware.build.choosing import Unknown
    from courseware.preview.serving import HOST, Server, listen

    if brand and delivery:
        raise click.UsageError("--brand and --delivery exclude each other")
    project = project_folder(context.find_root().params["course"])
    files, brands = course_files(project, (brand,) if brand else ())
    try:
        request = Request(out=project / USUAL, brands=brands, delivery=delivery, sets=tuple(map(split, sets)))
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    try:
        taken = listen(PORT if port is None else port, exactly=port is not None)
    except OSError as error:
        hint = "choose another with --port, or leave it out to get the next free one"
        raise click.UsageError(f"the port {port or PORT} can't be used: {error.strerror}\n  hint: {hint}") from None
    address = f"http://{HOST}:{taken.getsockname()[1]}"

    def began() -> None:
        click.echo(f"{address}  shows {project.name}; Ctrl-C ends it")
        if opening:
            click.launch(address)

    def log(line: str) -> None:
        if not quiet:
            click.echo(line, err=True)

    server = Server(files, request, taken, began=began, log=log)
    server.run()
    return Answer(bugs=tuple(server.bugs), code=BUG if server.bugs else 0)
