"""`courseware list`: what there is, and what a build would make."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from courseware.build.choosing import Unknown
from courseware.build.documents import COURSE, MODULE, PARTICIPANT
from courseware.build.overview import overview
from courseware.build.planned import Plan, PlannedDelivery
from courseware.build.request import USUAL, Request
from courseware.build.status import Status
from courseware.commands import Answer, as_json, count, table
from courseware.commands.options import out_folder, which_deliveries
from courseware.commands.project import (
    complete_documents,
    complete_modules,
    course_files,
    misnamed,
    near,
    project_folder,
    with_roster,
)
from courseware.files import Files


@click.command("list", short_help="Show modules, documents, brands and files to be made.")
@click.argument("modules", nargs=-1, metavar="[MODULE]...", shell_complete=complete_modules)
@which_deliveries
@out_folder("Where the files are, in place of build.")
@click.option(
    "--icons",
    "icons",
    metavar="WORD",
    is_flag=False,
    flag_value="",
    default=None,
    help="The icons, or those that WORD fits.",
)
@click.option(
    "--files",
    "names",
    is_flag=True,
    help="Each file that a build would make, whose it is, and whether it is up to date.",
)
@click.option(
    "--only",
    multiple=True,
    metavar="DOCUMENT",
    shell_complete=complete_documents,
    help="With --files: only these documents. May be repeated.",
)
@click.option("--make", "make", is_flag=True, help="With --files: the files as rules that a Makefile includes.")
@click.option("--json", "json", is_flag=True, help="The list as JSON.")
@click.pass_context
def command(context: click.Context, /, **options: Any) -> Answer:
    """Shows the course's modules, the documents that templates make, the brands, and the files that a build would
    make.

    With --files it lists the files alone, all or those of the MODULEs; a MODULE may also be a file or folder in build/.
    """
    if options["icons"] is not None:
        return _icons(options["icons"], options["json"])
    project = project_folder(context.find_root().params["course"])
    files, brands = course_files(project, options["brands"])
    files, roster = with_roster(files, options["roster"])
    request = Request(
        out=options["out"] or near(project) / USUAL,
        brands=brands,
        all_brands=options["all_brands"],
        delivery=options["delivery"],
        roster=roster,
        only=options["only"],
    )
    if options["names"]:
        return _files(request, files, options)
    if options["modules"] or options["only"] or options["make"]:
        raise click.UsageError("modules, --only and --make go with --files")
    try:
        plan, seen = overview(request, files)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    found = {each.name: each.status for each in seen}
    names = _brand_names(files)
    if options["json"]:
        return Answer(as_json(_data(plan, names, request, found)), plan.problems, code=1 if plan.problems else 0)
    return Answer(_text(plan, names, request, found), plan.problems, code=1 if plan.problems else 0)


def _files(request: Request, files: Files, options: dict[str, Any]) -> Answer:
    from courseware.commands.outputs import list_files

    if options["make"] and options["json"]:
        raise click.UsageError("--make and --json exclude each other")
    how = "make" if options["make"] else "json" if options["json"] else "text"
    try:
        return list_files(request, files, options["modules"], how)
    except Unknown as error:
        raise misnamed(error, options["modules"], files) from None


def _icons(words: str, json: bool) -> Answer:
    """The icons that each of `words` fits, with the words that tell them."""
    from courseware.icons import find_icons

    found = find_icons(words.replace(",", " ").split(), Files(Path.cwd()))
    if not found:
        return Answer(f"no icon fits {words!r}", code=1)
    if json:
        return Answer(as_json([{"name": name, "words": about.split(", ")} for name, about in found]))
    return Answer(f"{table(list(found), '')}\n\n{count(len(found), 'icon')}")


def _brand_names(files: Files) -> tuple[str, ...]:
    from courseware.brand.read import brand_names

    return brand_names(files.fresh())


def _text(plan: Plan, brands: tuple[str, ...], request: Request, found: dict[str, Status]) -> str:
    parts = [_of_delivery(delivery) for delivery in plan.deliveries]
    parts.append("brands\n" + "\n".join(f"  {name}" for name in brands))
    stale = {name: each for name, each in found.items() if not each.state}
    if stale:
        rows = [((request.out / name).as_posix(), each.why) for name, each in stale.items()]
        parts.append(f"to be made: {count(len(stale), 'file')}\n{table(rows, '  ')}")
    else:
        parts.append(f"nothing to be made: {count(len(found), 'file')} in {request.out.as_posix()} up to date")
    return "\n\n".join(parts)


def _of_delivery(delivery: PlannedDelivery) -> str:
    modules = table([(str(module.number), module.name, module.title) for module in delivery.modules], "  ")
    often = {MODULE: "for each module", COURSE: "once a course", PARTICIPANT: "for each participant"}
    rows = [(each.name, often[each.folder], f"the {each.audience}'s", each.title) for each in delivery.documents]
    return f"{delivery.name} (brand {delivery.brand})\n\nmodules\n{modules}\n\ndocuments\n{table(rows, '  ')}"


def _data(plan: Plan, brands: tuple[str, ...], request: Request, found: dict[str, Status]) -> dict[str, Any]:
    deliveries = [
        {
            "name": delivery.name,
            "brand": delivery.brand,
            "modules": [{"name": each.name, "number": each.number, "title": each.title} for each in delivery.modules],
            "documents": [
                {"name": each.name, "folder": each.folder, "title": each.title, "audience": each.audience}
                for each in delivery.documents
            ],
        }
        for delivery in plan.deliveries
    ]
    outputs = [
        {"file": (request.out / name).as_posix(), "to_be_made": not each.state, "why": each.why}
        for name, each in found.items()
    ]
    return {"deliveries": deliveries, "brands": list(brands), "files": outputs}
