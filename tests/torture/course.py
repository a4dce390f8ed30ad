"""A small course that has everything a course can have, with documents of its own that cost next to nothing to make."""

from __future__ import annotations

import os
import struct
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

Case = TypeVar("Case")

FULL = os.environ.get("COURSEWARE_FULL") == "1"
"""Whether the long forms are wanted, as `make torture` does."""

FACTS = """\
title: Keeping bees
code: KB
edition: "1"
language: en
hours: 3
rights: ours
vars: {client: your club}
schedule: {days: 1, start: "09:00", end: "16:30"}
cuts:
  short: {minutes: 60, modules: [01-hive, 02-swarm], priority: 2}
deliveries:
  spring: {brand: acorn, client: Hedge Club, cut: short, starts: 2027-03-09, roster: people.csv}
modules: [01-hive, 02-swarm, 03-honey]
"""

HIVE = """\
---
title: The hive
outcomes:
  "1.1": Name the parts of a hive
minutes: 60
---
<!-- a comment of the author -->
# Parts {outcomes="1.1"}

## Boxes {minutes=5}

- The floor carries everything
- The roof keeps rain out

::: notes
Bring a real frame along.
:::

::: handout
Wood swells: leave a gap.
:::

![A frame](pictures/frame.png){width=30%}

## Rules {priority=3}

{{< include parts/rules.md >}}

::: {.question outcome="1.1" level=BL2}
What carries everything?

- [x] The floor
- [ ] The roof
:::
"""

SWARM = """\
---
title: The swarm
outcomes:
  "2.1": Catch a swarm
minutes: 60
---
# Catching {outcomes="2.1"}

## Numbers

```chart
kind: bar
file: data/swarms.csv
```

::: notes
Ask who saw one for {{< var client >}}.
:::

::: {.exercise title="Try it" minutes=15 group="pairs"}
Shake the branch.

::: solution
Once, and hard.
:::
:::
"""

HONEY = """\
---
title: Honey
outcomes:
  "3.1": Judge honey by its water
minutes: 60
---
# Harvest {outcomes="3.1"}

## Ripe or not

- Capped is ripe
- Shaken off is not

::: {.content-visible when-brand="acorn"}
Only for Acorn.
:::
"""

BRAND = """\
meta: {name: Acorn Lane, link: https://acorn.example}
color:
  palette: {moss: "#2E5E3A"}
  primary: moss
typography:
  base: Calibri
defaults:
  courseware:
    legal: [Acorn Lane lends no smoker]
"""

BRIEF = """\
---
title: brief
audience: trainer
options:
  lines: 3
---
{% from "parts/words.txt.j2" import point %}
{{ labels.agenda }}: {{ course.title }} / {{ module.number }} {{ module.title }} ({{ brand.title }}, {{ brand.colors.accent }}, {{ options.lines }})
{{ delivery.client }} {{ delivery.dates }}
{% for each in module.outcomes %}{{ each.code }} {{ each.text }}
{% endfor %}
{% for slide in module.slides %}
{{ point(slide.id) }}{{ slide.title_text }}{% if slide.hidden %} (hidden){% endif %}
{% for slot in slide.slots %}{{ slot.markup }}{% endfor %}
{{ slide.body }}{{ slide.notes }}
{% endfor %}
{% for line in brand.legal %}{{ line }}
{% endfor %}
"""

HAND = """\
---
title: hand
---
{{ module.title }}
{% for slide in module.slides %}{{ slide.title_text }}: {{ slide.body }}{{ slide.handout }}
{% endfor %}
"""

FIGURES = """\
---
title: figures
---
id,title
{% for slide in module.slides %}{{ slide.id }},{{ slide.title_text }}
{% endfor %}
"""

PAGE = """\
---
title: page
audience: trainer
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ module.title }}</title></head><body>
<h1>{{ module.title }}</h1>
{% for slide in module.slides %}<h2>{{ slide.title_text }}</h2>{{ slide.handout }}
{% endfor %}
</body></html>
"""

SHEET = """\
---
title: sheet
---
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ module.title }}</title></head><body>
<h1>{{ module.title }}</h1><p>{{ brand.title }}</p>
{% for slide in module.slides %}<h2>{{ slide.title_text }}</h2>{{ slide.handout }}
{% endfor %}
</body></html>
"""

OVERVIEW = """\
---
title: overview
---
{{ labels.schedule }}: {{ course.title }} in {{ course.modules | length }} modules, by {{ brand.title }}
{% for module in course.modules %}{{ module.number }} {{ module.title }} {{ module.minutes }}
{% for each in module.outcomes %}  {{ each.code }} {{ each.text }}
{% endfor %}{% endfor %}
{% for module in left_out.modules %}without {{ module.title }}
{% endfor %}
"""

DATES = """\
---
title: dates
needs: [dates]
---
{% filter ical_lines %}
BEGIN:VCALENDAR
SUMMARY:{{ course.title | ical_text }}
DTSTART:{{ course.days[0].date | ical_time(540, "UTC") }}
END:VCALENDAR
{% endfilter %}
"""

PAPERS = """\
---
title: papers
audience: trainer
counts: true
---
{% for each in papers %}{{ each.path }} {{ each.pages }}
{% endfor %}
"""

LETTER = """\
---
title: letter
---
Dear {{ participant.name }} of {{ participant.company }}, welcome to {{ course.title }}. {{ brand.title }}
"""

WORDS = """\
{% macro point(id) %}* [{{ id }}] {% endmacro %}
{% macro nobody(id) %}{{ id }} is asked for by nobody{% endmacro %}
"""

FILES = {
    "syllabus/course.yml": FACTS,
    "syllabus/01-hive.md": HIVE,
    "syllabus/02-swarm.md": SWARM,
    "syllabus/03-honey.md": HONEY,
    "syllabus/parts/rules.md": "- Smoke first\n- Then lift the lid\n",
    "syllabus/data/swarms.csv": "Month,Swarms\nMay,12\nJune,7\n",
    "people.csv": "name,company\nAda Onnes,Uno\nBo Yarrow,Due\n",
    "templates/brands/acorn/_brand.yml": BRAND,
    "templates/brands/acorn/labels/en.yml": "agenda: What comes\n",
    "templates/labels/en.yml": "schedule: The plan\n",
    "templates/parts/words.txt.j2": WORDS,
    "templates/module/brief.txt.j2": BRIEF,
    "templates/module/hand.txt.j2": HAND,
    "templates/module/figures.csv.j2": FIGURES,
    "templates/module/page.html.j2": PAGE,
    "templates/module/sheet.pdf.j2": SHEET,
    "templates/course/overview.txt.j2": OVERVIEW,
    "templates/course/dates.ics.j2": DATES,
    "templates/course/papers.txt.j2": PAPERS,
    "templates/participant/letter.txt.j2": LETTER,
}
TEXTS = ("*.txt", "*.csv", "*.ics", "page.html")
"""The documents that are made in no time."""
EVERY = (*TEXTS, "deck.pptx", "sheet.pdf")
"""One document of each kind that there is."""


def write_course(folder: Path) -> Path:
    """The course in `folder`, which it gives back."""
    for name, text in FILES.items():
        write(folder / name, text)
    (folder / "syllabus/pictures").mkdir(parents=True, exist_ok=True)
    (folder / "syllabus/pictures/frame.png").write_bytes(picture(40, 90, 160))
    (folder / "syllabus/pictures/spare.png").write_bytes(picture(1, 2, 3))
    return folder


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def picture(red: int, green: int, blue: int) -> bytes:
    """A PNG of one colour; those of all colours have one size in bytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = b"".join(b"\0" + bytes((red, green, blue)) * 16 for _ in range(9))
    head = struct.pack(">IIBBBBB", 16, 9, 8, 2, 0, 0, 0)
    return b"".join((
        b"\x89PNG\r\n\x1a\n",
        chunk(b"IHDR", head),
        chunk(b"IDAT", zlib.compress(rows, 0)),
        chunk(b"IEND", b""),
    ))  # fmt: skip


def some(cases: Iterable[Case], every: int) -> list[Case]:
    """All cases in the long form, every third (or so) in the short one."""
    return [*cases][:: 1 if FULL else every]


def only(*documents: str) -> tuple[str, ...]:
    """The words of a command that ask for these documents alone."""
    return tuple(word for document in documents for word in ("--only", document))
