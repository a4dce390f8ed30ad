"""A small course with whatever a unit may read: texts that include texts, pictures, data, a brand with a font of its own, labels and templates
of the project's, a glossary, and people.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from courseware.files import packaged_templates
from tests.build.course import write, write_course

ROOT = Path(__file__).parents[2]
MORE = """
## What it looks like

![A quay](pictures/quay.png)

## By a drawing

![A square](pictures/square.svg)

## In numbers

```chart
kind: column
file: data/numbers.csv
alt: Rain in May and June
```

{{< include parts/common.md >}}
"""
SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#269"/>'
    '<text x="20" y="60" font-size="30">Square</text></svg>\n'
)
BRAND = """\
meta:
  name: Ravenmoor Kurse
color:
  primary: "#5b4a8a"
typography:
  fonts:
    - family: Moorland
      source: file
      files: [fonts/Moorland.ttf]
  base: Moorland
  headings: Moorland
"""
ROSTER = "name,email\nZoë Ångström,zoe@example.org\nIgor Secretname,igor@example.org\n"


def write_travelling(folder: Path) -> Path:
    """The course in `folder`, with the deliveries `spring` (fjordlight) and `moor` (a brand of the project's)."""
    write_course(folder)
    syllabus = folder / "syllabus"
    write(syllabus / "01-weather.md", (syllabus / "01-weather.md").read_text(encoding="utf-8") + MORE)
    write(syllabus / "parts/common.md", "## From another file\n\n- Shared by all\n")
    write(syllabus / "data/numbers.csv", "Month,Rain\nMay,3\nJune,5\n")
    write(syllabus / "pictures/square.svg", SQUARE)
    shutil.copy(ROOT / "syllabus/pictures/quay.png", syllabus / "pictures/quay.png")
    write(folder / "people.csv", ROSTER)
    write(folder / "templates/labels/en.yml", "agenda: What we do\n")
    write(folder / "templates/brands/ravenmoor/_brand.yml", BRAND)
    fonts = folder / "templates/brands/ravenmoor/fonts"
    fonts.mkdir()
    shutil.copy(next(packaged_templates().glob("fonts/*/Cousine-Regular.ttf")), fonts / "Moorland.ttf")
    return folder
