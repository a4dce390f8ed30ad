"""`courseware rebrand`: an old deck in another house's style, import and build in one."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path
from typing import Any

import click

from courseware.commands import Answer, Part, count
from courseware.commands.project import complete_brands
from courseware.problems import CoursewareError, Place, Problem, warning

DECK = "deck.pptx"
SHOWN = 20
ATTEMPTS = 3
"""Builds: as it is, with what did not fit made simpler, and with a red slide in place of what still does not."""


@click.command("rebrand", short_help="Set an old deck in another brand.")
@click.argument("source", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE")
@click.option(
    "--brand", required=True, metavar="NAME", shell_complete=complete_brands, help="The new brand's name or folder."
)
@click.option(
    "-o",
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="The new deck, or a folder for it; FILE-BRAND.pptx where nothing is said.",
)
@click.option(
    "--keep",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="FOLDER",
    help="Keep the text and the pictures that the deck was made from.",
)
@click.option("--force", is_flag=True, help="Overwrite a deck that is there.")
@click.pass_context
def command(context: click.Context, /, source: Path, **options: Any) -> Answer:
    """Makes a new deck of the old one in FILE, slide by slide in the same order, on the brand's own layouts.

    Logos, footers and whatever else stood on the old house's masters stay behind. What needs a look is told, and written beside the new deck.
    """
    target = _target(source, options["out"], options["brand"])
    if target.exists() and not options["force"]:
        raise CoursewareError(
            Problem(Place(target.as_posix()), "the file exists already", "name another with -o, or say --force")
        )
    with tempfile.TemporaryDirectory(prefix="courseware-rebrand-") as name:
        folder = Path(name) / "text"
        return _rebranded(context, source, target, folder, options)


def _target(source: Path, out: Path | None, brand: str) -> Path:
    name = f"{source.stem}-{Path(brand).name}.pptx"
    if out is None:
        return Path(name)
    return out if out.suffix.lower() == ".pptx" else out / name


def _rebranded(context: click.Context, source: Path, target: Path, folder: Path, options: dict[str, Any]) -> Answer:
    from courseware.commands.olddecks import imported, languages
    from courseware.importing import write_course
    from courseware.importing.course import LEFTOVERS
    from courseware.importing.wish import SINGLE, Wish

    plain: frozenset[int] = frozenset()
    known = languages()
    for attempt in range(ATTEMPTS):
        draft = attempt == ATTEMPTS - 1
        found = imported(source, Wish(single=True, languages=known, plain=plain))
        shutil.rmtree(folder, ignore_errors=True)
        write_course(found, folder)
        made, problems, warnings = _built(context, folder, folder.parent / f"out{attempt}", options["brand"], draft)
        errors = [problem for problem in problems if problem.severity == "error"]
        if made is not None and (draft or not errors):
            break
        slides = frozenset(number for problem in errors for number in found.slides_at(SINGLE, problem.place.line))
        if draft or not slides:
            raise CoursewareError(
                errors
                or [
                    Problem(
                        Place(source.as_posix()), "the deck can't be built", "import it instead, and build the course"
                    )
                ]
            )
        plain |= slides
    told = [_at_slide(problem, found, source) for problem in (*errors, *warnings)]
    target.parent.mkdir(parents=True, exist_ok=True)
    assert made is not None
    target.write_bytes(made)
    report = target.with_name(f"{target.stem}-look.md")
    lines = [str(found.files[LEFTOVERS])]
    if told:
        lines += [
            "## The new deck\n",
            "\n".join(
                f"- {problem.place}: {problem.fact}" if problem.place.file != source.as_posix() else f"- {problem.fact}"
                for problem in told
            )
            + "\n",
        ]
    report.write_text("\n".join(lines), encoding="utf-8")
    if options["keep"]:
        shutil.copytree(folder, options["keep"], dirs_exist_ok=options["force"])
    problems = (*found.problems, *told)
    heading = f"{count(len(problems), 'thing')} to look at (all of them in {report.as_posix()})"
    parts = (Part(heading, problems[:SHOWN]),) if problems else ()
    number = found.summary.get("slides", 0)
    return Answer(
        f"{target.as_posix()}\n{count(number, 'slide')} in the brand {Path(options['brand']).name}", parts=parts
    )


def _built(
    context: click.Context, folder: Path, out: Path, brand: str, draft: bool
) -> tuple[bytes | None, tuple[Problem, ...], tuple[Problem, ...]]:
    """The deck, what stopped it, and what it warns of."""
    from courseware.build.building import build
    from courseware.build.request import Request
    from courseware.commands.project import course_files
    from courseware.importing.wish import SINGLE

    files, names = course_files(folder, (_brand(brand),))
    try:
        report = build(
            Request(out=out, file=SINGLE, only=(DECK,), brands=names, jobs=1, draft=draft), files, context.obj.quiet()
        )
    except CoursewareError as error:
        return None, error.problems, ()
    if report.bugs:
        raise RuntimeError("\n".join(report.bugs))
    deck = next(iter(sorted(out.rglob(DECK))), None)
    return (deck.read_bytes() if deck else None), report.problems, (*report.warnings, *report.notices)


def _brand(name: str) -> str:
    """A brand of the course that somebody stands in as its folder: the deck is built elsewhere."""
    from courseware.commands.project import project_folder

    if "/" in name:
        return name
    try:
        folder = project_folder() / "templates" / "brands" / name
    except click.UsageError:
        return name
    return f"{folder}" if (folder / "_brand.yml").is_file() else name


def _at_slide(problem: Problem, found: Any, source: Path) -> Problem:
    """A problem of the text that was made as one of the old deck's slide."""
    from courseware.importing.wish import SINGLE

    slides = found.slides_at(SINGLE, problem.place.line) if problem.place.file.endswith(SINGLE) else ()
    where = f"slide {slides[0]}: " if slides else ""
    return warning(Place(source.as_posix()), where + problem.fact, problem.hint)
