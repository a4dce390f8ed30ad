"""`courseware new`: something to start from, so that nobody learns the format by heart."""

from __future__ import annotations

import re
import string
import unicodedata

import click

from courseware.build.atomic import write_file
from courseware.commands import Answer
from courseware.commands.project import course_files, project_folder
from courseware.files import packaged_templates
from courseware.importing.markdown import escape

TITLES = {
    "slide": "A title that says the point",
    "exercise": "What they will do",
    "question": "What is asked?",
    "module": "A new module",
}


@click.command("new", short_help="Get a slide, exercise, question or module to start from.")
@click.argument("kind", type=click.Choice([*TITLES]))
@click.argument("title", required=False)
@click.pass_context
def command(context: click.Context, /, kind: str, title: str | None) -> Answer:
    """Prints a slide, an exercise or a question with all that it may hold, to paste into a module.

    `new module TITLE` writes the file of a new module and names it in course.yml.
    """
    title = title or TITLES[kind]
    if kind == "module":
        return _module(context, title)
    inside = title.replace('"', "'") if kind != "slide" else escape(title)
    return Answer(_filled(kind, title=inside, slug=slug(title)).rstrip("\n"))


def slug(title: str) -> str:
    """A title as part of a file's name: `Markets & people` → `markets-people`."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "untitled"


def _module(context: click.Context, title: str) -> Answer:
    from courseware.course.adding import with_module
    from courseware.importing.yamltext import scalar

    project = project_folder(context.find_root().params["course"])
    files, _ = course_files(project)
    text = files.text("syllabus/course.yml")
    taken = [path.stem for path in (project / "syllabus").glob("*.md")]
    number = max((int(found[1]) for name in taken if (found := re.match(r"(\d+)-", name))), default=0) + 1
    name = f"{number:02}-{slug(title)}"
    course = with_module(text, "syllabus/course.yml", name)
    lower = title[:1].lower() + title[1:]
    quoted = lower.replace("\\", "\\\\").replace('"', '\\"')  # for a value between double quotes
    words = {"title": scalar(escape(title)), "quoted": quoted, "lower": escape(lower)}
    module = _filled("module", number=number, **words)
    write_file(project / "syllabus" / f"{name}.md", module.encode())
    write_file(project / "syllabus" / "course.yml", course.encode())
    return Answer(
        f"syllabus/{name}.md is written and stands last in syllabus/course.yml\n\nnow: courseware build {name}"
    )


def _filled(kind: str, **words: object) -> str:
    text = (packaged_templates() / "snippets" / f"{kind}.md").read_text(encoding="utf-8")
    return string.Template(text).substitute({key: str(word) for key, word in words.items()})
