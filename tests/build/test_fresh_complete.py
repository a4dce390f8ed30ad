"""What is opened for an output stands in its record: a build can't depend on what it doesn't know."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from courseware.build.request import Request
from courseware.build.state import State
from courseware.files import SYSTEM, Files, packaged_templates
from tests.build.course import write, write_course

HERE = Path(__file__).resolve().parents[2]
RICH = """
## A picture {background-image=img/ground.png}

![A square](img/square.png)

## A drawing

![A circle](img/circle.svg)

## Numbers

```chart
kind: column
file: numbers.csv
title: Growth
```

## Code

```python
print("hello")
```

## A diagram

```diagram
kind: hierarchy
- One
  - Two
```

{{< include _shared.md >}}
"""


def rich_course(folder: Path) -> None:
    """The small course with pictures, data, an include, a template, a style sheet, labels and a brand of the project's own."""
    from PIL import Image

    write_course(folder)
    (folder / "syllabus/img").mkdir()
    for name in ("ground", "square"):
        Image.new("RGB", (160, 90), "teal").save(folder / f"syllabus/img/{name}.png")
    circle = '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><circle cx="45" cy="45" r="40"/><text x="9" y="50">O</text></svg>'
    write(folder / "syllabus/img/circle.svg", circle)
    write(folder / "syllabus/numbers.csv", "Year,Sold\n2025,3\n2026,5\n")
    write(folder / "syllabus/_shared.md", "## Shared\n\n- The same in both\n")
    path = folder / "syllabus/01-weather.md"
    write(path, path.read_text() + RICH)
    write(folder / "templates/labels/en.yml", "agenda: What we do\n")
    write(folder / "templates/module/facts.txt.j2", "---\ntitle: Facts\n---\n{{ module.title }}\n")
    write(
        folder / "templates/brands/own/_brand.yml",
        "meta: {name: Own}\ncolor: {palette: {teal: '#116677'}, primary: teal}\n",
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's folder."""
    folder = tmp_path_factory.mktemp("complete")
    rich_course(folder)
    return folder


def opened(folder: Path, *words: str) -> set[str]:
    """The files of project and package that a build opened."""
    command = [sys.executable, "-m", "tests.build.opened", str(folder), *words]
    environment = {**os.environ, "COURSEWARE_CACHE": ""}
    told = subprocess.run(command, cwd=HERE, capture_output=True, text=True, check=False, env=environment)
    assert told.returncode == 0, told.stderr
    own = (folder.resolve() / "syllabus", folder.resolve() / "templates", packaged_templates().resolve())
    return {
        name
        for name in json.loads(told.stdout.splitlines()[-1])
        if name.startswith(tuple(f"{each}{os.sep}" for each in own))
    }


def paths(folder: Path, names: set[str]) -> set[str]:
    """Where the files with these recorded names are."""
    files = Files(folder)
    found = {files.place(name) for name in names}
    return {os.path.realpath(each) for each in found if each is not None}


@pytest.mark.parametrize(
    ("output", "needs"),
    [
        ("deck.pptx", {"syllabus/img/square.png", "syllabus/img/ground.png", "syllabus/img/circle.svg"}),
        (
            "handout.pdf",
            {"syllabus/img/square.png", "@templates/styles/print.css.j2", "@templates/module/deck.pptx.j2"},
        ),
        ("facts.txt", {"templates/module/facts.txt.j2"}),
    ],
)
def test_whatever_a_build_opens_for_an_output_stands_in_its_record(folder: Path, output: str, needs: set[str]) -> None:
    out = folder / f"build-{output}"
    seen = opened(folder, "1", "--only", output, "--brand", "own", "-o", str(out))
    state = State(out)
    request = Request(out=out, brands=("own",))
    record, course, plan = (
        state.record(f"own/01-weather/{output}"),
        state.course(request.course_key),
        state.plan(request.plan_key),
    )
    assert record is not None
    assert course is not None
    assert plan is not None
    assert record.part == course.parts["01-weather"]  # stands for what the course was read from
    assert len(seen) > 30
    assert seen - paths(folder, {*record.reads, *course.reads, *plan["reads"]}) == set()
    common = {"syllabus/01-weather.md", "templates/brands/own/_brand.yml", "templates/labels/en.yml"}
    assert needs | common <= set(record.reads)
    assert "syllabus/02-sports.md" not in record.reads
    libraries = {
        name.rpartition("/")[2].partition("-")[0].partition(".")[0] for name in record.reads if name.startswith(SYSTEM)
    }
    assert ({"libpango", "libharfbuzz", "libfontconfig"} <= libraries) == output.endswith(".pdf")
