"""`courseware schema`: the JSON Schemas of the files that trainers write, for their editors."""

from __future__ import annotations

from pathlib import Path

import click

from courseware.commands import Answer

FILES = {"brand": "brand/schema.json", "course": "course/schema-course.json", "module": "course/schema-module.json"}
"""What each schema is of, and its file in the package."""


@click.command("schema", short_help="Print the JSON Schema of a file, for your editor.")
@click.argument("kind", type=click.Choice([*FILES]))
def command(kind: str) -> Answer:
    """Prints the JSON Schema of _brand.yml (brand), of course.yml (course) or of a module's front matter (module), by which editors
    complete and check YAML. It is the very one by which courseware reads the file.

    Write it to a file, and name that in the YAML file's first line: # yaml-language-server: $schema=brand.schema.json
    """
    return Answer((Path(__file__).parent.parent / FILES[kind]).read_text(encoding="utf-8").rstrip("\n"))
