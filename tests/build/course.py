"""A small course on disk, and builds of it as the command line makes them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from courseware.cli import Screen, courseware

FACTS = """\
title: Small talk
code: ST
edition: "1"
modules: [01-weather, 02-sports]
deliveries:
  spring: {brand: fjordlight, client: Example Ltd}
"""
MODULE = """\
---
title: TITLE
outcomes:
  "N.1": Explain the subject
minutes: 30
---
# Basics {outcomes="N.1"}

## Begin {minutes=10}

- A first point
- A second point

::: notes
The trainer says SECRETNOTE.
:::

::: handout
What everybody may read.
:::

::: {.exercise title="Try it" minutes=15 group="pairs"}
Do it now.

::: solution
It is SECRETSOLUTION.
:::
:::
"""


def write_course(folder: Path) -> Path:
    """A course of two modules in `folder`."""
    write(folder / "syllabus/course.yml", FACTS)
    write(folder / "syllabus/01-weather.md", MODULE.replace("TITLE", "Weather").replace("N.1", "1.1"))
    write(folder / "syllabus/02-sports.md", MODULE.replace("TITLE", "Sports").replace("N.1", "2.1"))
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def run(folder: Path, *words: str, **given: Any) -> Result:
    """`courseware WORDS` in `folder`, in this process. The answer's code and problems are in `result.return_value`."""
    return CliRunner().invoke(
        courseware, ["-C", str(folder), *words], standalone_mode=False, catch_exceptions=False, obj=Screen(), **given
    )


def outputs(folder: Path) -> Iterator[str]:
    """The files in the output folder, without the records."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and ".courseware" not in path.parts:
            yield path.relative_to(folder).as_posix()
