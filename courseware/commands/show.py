"""`courseware show`: a deck as text, before or after it is built."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from courseware.build.choosing import Unknown
from courseware.build.request import Request
from courseware.commands import Answer, as_json
from courseware.commands.project import (
    complete_brands,
    complete_deliveries,
    complete_modules,
    course_files,
    project_folder,
    single_file,
)
from courseware.problems import CoursewareError, Place, Problem


@click.command("show", short_help="Show a module's deck as text.")
@click.argument("module", shell_complete=complete_modules)
@click.option("--brand", default="", metavar="NAME", shell_complete=complete_brands, help="A brand's name or folder.")
@click.option(
    "--delivery", default="", metavar="NAME", shell_complete=complete_deliveries, help="A delivery of course.yml."
)
@click.option("--json", "json", is_flag=True, help="The outline as JSON.")
@click.pass_context
def command(context: click.Context, /, module: str, brand: str, delivery: str, json: bool) -> Answer:
    """Shows the slides of MODULE as text: number, layout, title and what stands in each part. Nothing is written.

    MODULE may be a Markdown file on its own too, or a .pptx file, whoever made it.
    """
    if module.endswith(".pptx"):
        return _built(Path(module), json)
    if brand and delivery:
        raise click.UsageError("--brand and --delivery exclude each other")
    alone = single_file(context, (module,))
    project, file = alone or (project_folder(context.find_root().params["course"]), "")
    files, brands = course_files(project, (brand,) if brand else ())
    request = Request(
        out=project / "build",
        modules=() if file else (module,),
        file=file,
        only=("deck.pptx",),
        brands=brands,
        delivery=delivery,
    )
    return _planned(request, files, json)


def _planned(request: Request, files: Any, json: bool) -> Answer:
    from courseware.build.materials import DECK, Materials
    from courseware.build.planning import make_plan, units
    from courseware.build.shelf import Shelf
    from courseware.deck.outline import outline

    shelf = Shelf(files)
    try:
        plan = make_plan(request, shelf)
        wanted = units(plan, request)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    if plan.problems:
        raise CoursewareError(plan.problems)
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

    try:
        data = path.read_bytes()
    except OSError as error:
        hint = "build it first, or name a module"
        raise CoursewareError(Problem(Place(path.as_posix()), (error.strerror or str(error)).lower(), hint)) from None
    text = outline(data)
    return Answer(as_json({"file": path.as_posix(), "outline": text.splitlines()}) if json else text.rstrip("\n"))
