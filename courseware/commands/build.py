"""`courseware build`: makes what is not up to date."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from courseware.build.building import build
from courseware.build.choosing import Unknown
from courseware.build.options import split
from courseware.build.report import Report
from courseware.build.request import USUAL, Request, cores
from courseware.commands import Answer
from courseware.commands.options import cluster_address, out_folder, which_deliveries
from courseware.commands.project import (
    as_typed,
    complete_documents,
    complete_modules,
    course_files,
    misnamed,
    near,
    project_folder,
    single_file,
    with_roster,
)
from courseware.commands.summary import as_data, edited, summary
from courseware.files import Files
from courseware.problems import CoursewareError
from courseware.values import replace

MINUTES = 10.0
"""What the files of a module may take where nobody says; a workbook of a hundred pages takes half a minute."""


@click.command("build", short_help="Make decks, handouts and notes.")
@click.argument("modules", nargs=-1, metavar="[MODULE]...", shell_complete=complete_modules)
@which_deliveries
@click.option(
    "--only",
    multiple=True,
    metavar="DOCUMENT",
    shell_complete=complete_documents,
    help="Only these documents: deck.pptx, '*.pdf'. May be repeated.",
)
@click.option(
    "--set",
    "sets",
    multiple=True,
    metavar="DOCUMENT:OPTION=VALUE",
    help="An option of a document, here and now: handout.pdf:style=text, '*.pdf:paper=A5'. May be repeated.",
)
@out_folder("Where the files go, in place of build.")
@click.option(
    "-j",
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="How many workers at once; as many as there are cores where nothing is said.",
)
@click.option(
    "--time-limit",
    type=click.FloatRange(0),
    default=MINUTES,
    show_default=True,
    metavar="MINUTES",
    help="The files of a module that take longer are given up, the others made; 0 for no limit.",
)
@click.option(
    "--memory-limit",
    type=click.IntRange(0),
    metavar="MEGABYTES",
    help="What each worker may have, in place of its share of two thirds of the machine; 0 for no limit.",
)
@click.option(
    "--executor",
    default="",
    callback=cluster_address,
    metavar="dask://HOST:PORT",
    help="Have a dask cluster make the files, in place of workers on this machine.",
)
@click.option("--zip", "zipped", is_flag=True, help="Put each delivery's files into one zip, to send.")
@click.option("--strict", is_flag=True, help="Warnings count as failure, those of earlier builds too.")
@click.option("--draft", is_flag=True, help="A slide that can't be made becomes a red one that says why.")
@click.option(
    "--replace", "replacing", is_flag=True, help="Replace files that somebody edited, keeping a copy of each."
)
@click.option("--force", is_flag=True, help="Make also what is up to date.")
@click.option(
    "-k", "--keep-going", is_flag=True, help="Make the modules that are in order, though others can't be read."
)
@click.option("--watch", "watching", is_flag=True, help="Go on, and build again after each edit; Ctrl-C ends it.")
@click.option("--why", is_flag=True, help="Say of each file why it was made, or that it is up to date.")
@click.option("--json", "json", is_flag=True, help="The result as JSON.")
@click.option("-q", "--quiet", is_flag=True, help="Say nothing but problems.")
@click.pass_context
def command(context: click.Context, /, **options: Any) -> Answer:
    """Makes the documents of the MODULEs that are not up to date; of all modules where none is named.

    A MODULE is a number (3), the beginning of a name (03-rel) or a pattern ('0[1-4]*'). One Markdown file (talk.md)
    is built on its own, by pandoc's rules, into FOLDER/talk/deck.pptx.

    A file that somebody edited is never overwritten: the new one is put beside it as deck.new.pptx.
    """
    if sum(map(bool, (options["brands"], options["all_brands"], options["delivery"]))) > 1:
        raise click.UsageError("--brand, --all-brands and --delivery exclude each other")
    if options["watching"] and (options["zipped"] or options["json"] or options["executor"]):
        raise click.UsageError("--watch goes on until you end it: leave out --zip, --json and --executor")
    try:
        project, request = _request(context, options)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    files, brands = course_files(project, options["brands"])
    files, roster = with_roster(files, options["roster"])
    if options["watching"]:
        from courseware.commands.watching import watch

        return watch(replace(request, brands=brands, roster=roster), files, options["quiet"])
    screen = context.obj.quiet() if options["quiet"] or options["json"] else context.obj
    context.call_on_close(screen.end)
    try:
        request = replace(request, brands=brands, roster=roster)
        report = build(request, files, screen)
    except Unknown as error:
        raise misnamed(error, request.modules, files) from None
    except CoursewareError as error:
        if not options["json"]:
            raise
        report = Report(rows=(), problems=error.problems)
    if options["zipped"]:
        from courseware.build.zipping import with_zips

        report = with_zips(request, report, files, screen.waiting)
    return _answer(report, options, files)


def _request(context: click.Context, options: dict[str, Any]) -> tuple[Path, Request]:
    """The request, and the folder that names of files begin in."""
    modules: tuple[str, ...] = options["modules"]
    alone = single_file(context, modules)
    if alone and options["zipped"]:
        raise click.UsageError("--zip puts a delivery of a course into one file, and a single file has one deck")
    project = alone[0] if alone else project_folder(context.find_root().params["course"])
    out: Path = options["out"] or (Path() if alone else near(project)) / USUAL
    request = Request(
        out=out,
        modules=() if alone else modules,
        only=options["only"],
        all_brands=options["all_brands"],
        delivery=options["delivery"],
        file=alone[1] if alone else "",
        jobs=options["jobs"] or cores(),
        executor=options["executor"],
        seconds=options["time_limit"] * 60,
        megabytes=options["memory_limit"],
        draft=options["draft"],
        replace=options["replacing"],
        force=options["force"],
        keep_going=options["keep_going"],
        sets=tuple(split(each) for each in options["sets"]),
    )
    return project, request


def _answer(report: Report, options: dict[str, Any], files: Files) -> Answer:
    code = report.code(options["strict"])
    if options["json"]:
        from courseware.commands import as_json

        told = replace(report, problems=as_typed(report.problems, files), told=as_typed(report.told, files))
        return Answer(as_json(as_data(told)), code=code, bugs=report.bugs)
    problems = as_typed(report.problems + report.warnings, files)
    if options["quiet"]:
        return Answer("\n".join(edited(report)), problems, code, report.bugs)
    return Answer(summary(report, why=options["why"]), problems, code, report.bugs)
