"""`courseware show`: a deck as text or as a contact sheet, before or after it is built."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from courseware.build.choosing import Unknown
from courseware.build.request import USUAL, Request
from courseware.commands import Answer, as_json
from courseware.commands.project import (
    complete_brands,
    complete_deliveries,
    complete_modules,
    course_files,
    near,
    project_folder,
    single_file,
)
from courseware.problems import CoursewareError, Place, Problem

if TYPE_CHECKING:
    from courseware.build.planned import Unit
    from courseware.build.shelf import Shelf
    from courseware.files import Files


@click.command("show", short_help="Show a module's deck as text or as a picture.")
@click.argument("module", shell_complete=complete_modules)
@click.option("--brand", default="", metavar="NAME", shell_complete=complete_brands, help="A brand's name or folder.")
@click.option(
    "--delivery", default="", metavar="NAME", shell_complete=complete_deliveries, help="A delivery of course.yml."
)
@click.option("--picture", is_flag=True, help="All slides on one picture (PNG), in place of text.")
@click.option(
    "--office", is_flag=True, help="With --picture: as LibreOffice draws them, to lay beside our own drawing."
)
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where the picture goes."
)
@click.option("--json", "json", is_flag=True, help="The outline as JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    module: str,
    brand: str,
    delivery: str,
    picture: bool,
    office: bool,
    out: Path | None,
    json: bool,
) -> Answer:
    """Shows the slides of MODULE as text: number, layout, title and what stands in each part. Nothing is written.

    With --picture it draws them on a contact sheet instead, beside the module's outputs: contact-sheet.png, or
    contact-sheet-office.png with --office.

    MODULE may be a Markdown file on its own too, or a .pptx file, whoever made it.
    """
    if brand and delivery:
        raise click.UsageError("--brand and --delivery exclude each other")
    if (office or out) and not picture:
        raise click.UsageError(f"{'--office' if office else '-o'} belongs to --picture")
    if picture and json:
        raise click.UsageError("--picture and --json exclude each other")
    if module.endswith(".pptx"):
        if not picture:
            return _built(Path(module), json)
        if not office:
            raise click.UsageError("a finished deck is drawn by LibreOffice: add --office")
        return _pictured_file(Path(module), out)
    alone = single_file(context, (module,))
    project, file = alone or (project_folder(context.find_root().params["course"]), "")
    files, brands = course_files(project, (brand,) if brand else ())
    request = Request(
        out=project / USUAL,
        modules=() if file else (module,),
        file=file,
        only=("deck.pptx",),
        brands=brands,
        delivery=delivery,
    )
    shelf, wanted = _wanted(request, files)
    if picture:
        return _pictured(request, shelf, wanted, office, out, context.obj.waiting)
    return _planned(request, shelf, wanted, json)


def _wanted(request: Request, files: Files) -> tuple[Shelf, tuple[Unit, ...]]:
    """The modules that were asked for."""
    from courseware.build.planning import make_plan, units
    from courseware.build.shelf import Shelf

    shelf = Shelf(files)
    try:
        plan = make_plan(request, shelf)
        wanted = units(plan, request)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    if plan.problems:
        raise CoursewareError(plan.problems)
    return shelf, wanted


def _pictured(
    request: Request,
    shelf: Shelf,
    wanted: tuple[Unit, ...],
    office: bool,
    out: Path | None,
    waiting: Callable[[int], None],
) -> Answer:
    from courseware.build.atomic import write_file
    from courseware.build.sheets import draw_sheet, put_sheet

    if out and len(wanted) > 1:
        raise click.UsageError("-o names one picture, and there are several modules")
    made = []
    for unit in wanted:
        data = draw_sheet(unit, request, shelf, office=office)
        if out:
            write_file(out, data)
        made.append(out or put_sheet(request.out, unit.folder, data, waiting, shelf.files.project, office=office))
    return Answer("\n".join(near(path.absolute()).as_posix() for path in made))


def _pictured_file(path: Path, out: Path | None) -> Answer:
    from courseware.build.atomic import write_file
    from courseware.build.sheets import sheet_of_file
    from courseware.files import Files

    data = sheet_of_file(_read(path), Files(Path.cwd()))
    out = out or path.with_suffix(".png")
    if out.exists():
        raise CoursewareError(Problem(Place(out.as_posix()), "this file is there already", "choose another with -o"))
    write_file(out, data)
    return Answer(near(out.absolute()).as_posix())


def _planned(request: Request, shelf: Shelf, wanted: tuple[Unit, ...], json: bool) -> Answer:
    from courseware.build.documents import DECK
    from courseware.build.materials import Materials
    from courseware.deck.outline import outline

    shown = []
    for unit in wanted:
        materials = Materials(unit, request, shelf)
        slides, _ = materials.slides(materials.document("module", DECK), materials.files.fresh())
        shown.append(outline(slides))
    if json:
        return Answer(as_json([page for pages in shown for page in pages]))
    return Answer("\n\n".join("\n\n".join(_words(page) for page in pages) for pages in shown))


def _words(page: dict[str, Any]) -> str:
    marks = [
        word for word, shown in (("hidden", page["hidden"]), (f"at {page['scale']:.0%}", page["scale"] < 1)) if shown
    ]
    lines = [
        " ".join([f"{page['number']}", f"[{page['layout']}]", page["title"], *(f"({mark})" for mark in marks)]).rstrip()
    ]
    for part in page["parts"]:
        lines += [f"  {part['name']}"] if len(page["parts"]) > 1 else []
        lines += [f"    {'  ' * line['level']}{line['text']}" for line in part["lines"]]
    if page["notes"]:
        lines.append(f"  notes: {page['notes']}")
    return "\n".join(lines)


def _built(path: Path, json: bool) -> Answer:
    from courseware.powerpoint.outline import outline

    text = outline(_read(path))
    return Answer(as_json({"file": path.as_posix(), "outline": text.splitlines()}) if json else text.rstrip("\n"))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        hint = "build it first, or name a module"
        raise CoursewareError(Problem(Place(path.as_posix()), (error.strerror or str(error)).lower(), hint)) from None
