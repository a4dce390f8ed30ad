"""`courseware brand`: new brands, what is wrong with one, and which there are."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.commands import Answer, as_json
from courseware.commands.project import as_typed, complete_brands, course_files, near, project_folder
from courseware.files import Files
from courseware.problems import CoursewareError


@click.group("brand", short_help="Make, check and list brands: the house styles of providers.")
def command() -> None:
    """A brand is a folder with a file _brand.yml: a provider's colours, fonts, logo and, if they have one, their PowerPoint template."""


@command.command("new", short_help="Make a brand from a logo, a PowerPoint template or a _brand.yml.")
@click.argument("name")
@click.option(
    "--from",
    "source",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="A logo (.svg, .png, .jpg), a template (.pptx, .potx) or a _brand.yml.",
)
@click.pass_context
def new(context: click.Context, /, name: str, source: Path | None) -> Answer:
    """Writes templates/brands/NAME with a _brand.yml that is complete and says in comments what may be changed. NAME may be a folder
    elsewhere: ../acme.

    From a logo it takes the main colours, and makes a white form for dark grounds where that is safe. From a template it takes
    theme colours, fonts, the logo on its layouts and its legal lines. From a _brand.yml it takes the file with its pictures and fonts.

    Nothing that is there already is changed.
    """
    from courseware.branding.founding import proposed, refuse_name, tried
    from courseware.build.atomic import write_file

    elsewhere = "/" in name or name.startswith(".")
    course = context.find_root().params["course"]
    folder = (Path(name) if elsewhere else project_folder(course) / "templates/brands" / name).absolute()
    files, shown = _files(context), near(folder).as_posix()
    if folder.exists():
        raise click.UsageError(f"{shown} is there already\n  hint: choose another name, or change the files in it")
    refuse_name(folder.name, files)
    made, notes = proposed(folder.name, source, files)
    for path, data in made.items():
        write_file(folder / path, data)
    files = Files(files.project, {**files.roots, f"@brand/{folder.name}": folder})
    problems = as_typed(tried(folder.name, files), files)
    written = [f"{shown}/{path}" for path in made]
    now = f"now: courseware brand check {shown if elsewhere else name}"
    code = 1 if any(problem.severity == "error" for problem in problems) else 0
    return Answer("\n".join([*written, "", *notes, "", now]), problems, code)


def _files(context: click.Context) -> Files:
    """The door to the course that somebody stands in, or to this folder where there is none."""
    try:
        project = project_folder(context.find_root().params["course"])
    except click.UsageError:
        project = Path.cwd()
    return course_files(project)[0]


@command.command("check", short_help="Say whether a brand is fit for use, and show it.")
@click.argument("brand", metavar="NAME|FOLDER", shell_complete=complete_brands)
@click.option("--no-specimen", is_flag=True, help="Look only; make no deck and no page.")
@click.option("--json", "json", is_flag=True, help="The findings as JSON.")
@click.pass_context
def check(context: click.Context, /, brand: str, no_specimen: bool, json: bool) -> Answer:
    """Looks at layouts, contrast, fonts, logos and legal lines of a brand, and says what to do about each that falls short. In the end it makes
    a specimen in build/brand-check: a deck with every layout, and a page with colours, letters, logos and all slides.

    The exit status is 1 where something is wrong; what only deserves a look is marked, and fails nothing.
    """
    from courseware.branding.checking import check_brand
    from courseware.branding.specimen import Specimen, make_specimen
    from courseware.commands.brandtables import checked_data, checked_text

    files, folder, name = _named(context, brand)
    found = check_brand(name, files)
    made = Specimen()
    if found.whole and found.brand is not None and not no_specimen:
        try:
            made = make_specimen(found.brand, files, near(folder) / "build/brand-check")
        except CoursewareError as error:
            made = Specimen(problems=error.problems)
    failed = found.failed or any(problem.severity == "error" for problem in made.problems)
    code = 3 if made.bugs else 1 if failed else 0
    if json:
        return Answer(as_json(checked_data(found, made)), code=code, bugs=made.bugs)
    return Answer(checked_text(found, made.files), as_typed(made.problems, files), code, made.bugs)


@command.command("list", short_help="Show the brands there are.")
@click.option("--json", "json", is_flag=True, help="The list as JSON.")
@click.pass_context
def listing(context: click.Context, /, json: bool) -> Answer:
    """Shows the brands of the course and those that come along: what they are called, their colours, their template, and what is wrong."""
    from courseware.brand.read import brand_names
    from courseware.branding.checking import state_of
    from courseware.commands.brandtables import list_data, list_text

    files = _files(context)
    found = [(name, *state_of(name, files)) for name in brand_names(files)]
    code = 1 if any(brand is None for _, brand, _ in found) else 0
    return Answer(as_json(list_data(found)) if json else list_text(found), code=code)


def _named(context: click.Context, brand: str) -> tuple[Files, Path, str]:
    """The door, the folder that outputs go to, and the brand's name; a folder is a root of its own."""
    try:
        project = project_folder(context.find_root().params["course"])
    except click.UsageError:
        project = Path.cwd()
    files, names = course_files(project, (brand,))
    return files, project, names[0]
