"""`courseware check`: everything that is wrong, and everything that deserves a look."""

from __future__ import annotations

from typing import Any

import click

from courseware.build.choosing import Unknown
from courseware.build.request import USUAL, Request
from courseware.commands import Answer, as_json
from courseware.commands.findings import Findings
from courseware.commands.options import which_deliveries
from courseware.commands.project import (
    as_typed,
    complete_modules,
    course_files,
    project_folder,
    single_file,
    with_roster,
)
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem


@click.command("check", short_help="Find what is wrong or deserves a look.")
@click.argument("modules", nargs=-1, metavar="[MODULE]...", shell_complete=complete_modules)
@which_deliveries
@click.option("--strict", is_flag=True, help="Warnings count as failure, and slides set smaller or continued.")
@click.option("--json", "json", is_flag=True, help="The findings as JSON.")
@click.pass_context
def command(context: click.Context, /, **options: Any) -> Answer:
    """Reads the course and fits its decks without writing anything, and tells every error and every warning.

    Warned of: outcomes without slide, exercise or question, minutes that don't add up, slides without trainer notes,
    exercises without solution, slides that are set smaller or continued, stand-ins for fonts and layouts.
    """
    alone = single_file(context, options["modules"])
    project, file = alone or (project_folder(context.find_root().params["course"]), "")
    files, brands = course_files(project, options["brands"])
    files, roster = with_roster(files, options["roster"])
    request = Request(
        out=project / USUAL,
        modules=() if file else options["modules"],
        file=file,
        brands=brands,
        all_brands=options["all_brands"],
        delivery=options["delivery"],
        roster=roster,
    )
    try:
        found = _findings(request, files)
    except Unknown as error:
        raise click.UsageError(str(error)) from None
    except CoursewareError as error:
        found = Findings(error.problems)
    found = Findings(as_typed(found.problems, files), as_typed(found.notices, files), found.numbers)
    failed = any(problem.severity == "error" for problem in found.problems)
    code = 1 if failed or (options["strict"] and found.all) else 0
    if options["json"]:
        return Answer(as_json([problem.as_data() for problem in found.all]), code=code)
    return found.answer(code)


def _findings(request: Request, files: Files) -> Findings:
    """Every problem and warning, each once however many brands show it."""
    from msgspec.structs import replace

    from courseware.build.documents import DECK
    from courseware.build.materials import Materials
    from courseware.build.planning import make_plan, units
    from courseware.build.shelf import Shelf
    from courseware.checking import check_course

    shelf = Shelf(files)
    plan = make_plan(request, shelf)
    found = list(plan.problems)
    notices: set[Problem] = set()
    numbers: dict[Place, str] = {}
    for unit in units(plan, request):
        found += unit.faults
        if unit.person:
            continue
        materials = Materials(unit, request, shelf)
        if not unit.module:
            found += materials.warnings()
            continue
        whole = materials.course(materials.document("module", DECK), "pptx", materials.files)
        others = {each.place.file for each in whole.modules if each.name != unit.module}
        if materials.delivery.cut:  # a shorter course ends without the exam
            whole = replace(whole, exam=None)
        found += [problem for problem in check_course(whole) if problem.place.file not in others]
        try:
            slides, _ = materials.slides(materials.document("module", DECK), materials.files)
        except CoursewareError as error:
            found += error.problems
            continue
        found += materials.warnings(slides)
        notices.update(slides.notices)
        for page in slides.pages:
            numbers.setdefault(page.place, page.number)
    return Findings(tuple(sorted(set(found))), tuple(sorted(notices)), numbers)
