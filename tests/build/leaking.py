"""A course in which everything that is the trainer's carries a word of its own, and a search that finds such words wherever a file may hold them."""

from __future__ import annotations

import base64
import functools
import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pikepdf
from PIL import Image

from tests.build.course import write
from tests.print import reading

BRANDS = ("house", "fjordlight", "brackenrow")
"""Each is a delivery of the course, with a date and a roster, so that every document can be made."""
NOTES = (
    *("TOPIC", "VAR", "COLUMN", "CELL", "ROW", "CAPTION", "ALT", "LINK", "ADDRESS", "FOOTNOTE"),
    *("CODE", "DRAWING", "INCLUDE", "EXERCISE", "DISCUSSION", "QUESTION", "GLOSSED"),
)
"""Of trainer notes: in no participant's file, whatever is asked for."""
ANSWERS = ("SOLUTION", "PICTURED", "RATIONALE")
"""Of solutions and rationales: in a participant's file only where it is asked for them by `answers: full`."""
HIDDEN = [
    "AUDIENCE",
    "HANDOUT",
    "HIDDENTITLE",
    "HIDDENTEXT",
    "HIDDENTOPIC",
    "UNDER",
    "HIDDENTASK",
    "HIDDENASK",
    "PROFILE",
]
"""Of hidden slides and of what conditions keep from participants."""
WORDS = [*NOTES, *ANSWERS, *HIDDEN]
MARK = "SECRET"
ANSWER_SLIDE = "Question1:theanswer"
"""What the title of every answer slide holds, and nothing else does."""

FACTS = """\
title: Marked
code: M
edition: "1"
author: Trainername Tellall
hours: 1
modules: [01-all-of-them]
vars: {word: SECRETVAR}
schedule: {days: 1, start: "09:00", end: "12:00"}
exam: {questions: 1, minutes: 5, pass: 1}
deliveries:
"""
DELIVERY = (
    "  {0}: {{brand: {0}, starts: 2027-03-09, timezone: Europe/London, place: Here, roster: syllabus/roster.csv}}\n"
)
ROSTER = "Name;Company;E-mail\nAda Fen;Fens;ada@fens.example\n"
MODULE = """\
---
title: All of them
outcomes:
  "1.1": Explain the subject
minutes: 30
---
# Open {outcomes="1.1"}

Seen by all.

::: notes
SECRETTOPIC of the topic, {{< var word >}}.
:::

## In columns {minutes=5}

:::: columns
::: column
left

::: notes
SECRETCOLUMN stands in a column.
:::
:::
::: column
right
:::
::::

::: {.content-visible when-audience="trainer"}
SECRETAUDIENCE on the slide itself.
:::

::: {.content-visible when-profile="rehearsal"}
SECRETPROFILE
:::

## Notes with all kinds of blocks {minutes=5}

- a point

::: notes
| SECRETCELL | b |
|---|---|
| 1 | SECRETROW[^note] |

![SECRETCAPTION](dot.png){fig-alt="SECRETALT"}

- [SECRETLINK](https://example.org/SECRETADDRESS)

**Ask:** who knows [SECRETGLOSSED]{.term}?

```python
print("SECRETCODE")
```

```diagram
kind: process

- SECRETDRAWING
- two
```
:::

::: handout
Open text.

::: {.content-visible when-audience="trainer"}
SECRETHANDOUT
:::
:::

[^note]: SECRETFOOTNOTE

## SECRETHIDDENTITLE {.hidden}

SECRETHIDDENTEXT

{{< include secrets.md >}}

# SECRETHIDDENTOPIC {.hidden}

## Under a hidden topic {.hidden}

SECRETUNDER

# Practice {outcomes="1.1"}

## Try

text

::: {.exercise title="Do it" minutes=5 group="pairs"}
Do it now.

::: solution
SECRETSOLUTION

![A plan](dot.png){fig-alt="SECRETPICTURED"}
:::

::: notes
SECRETEXERCISE
:::
:::

::: {.discussion title="Talk" minutes=5}
Talk.

::: notes
SECRETDISCUSSION
:::
:::

::: {.question outcome="1.1" level=BL2}
Which one?

- [x] this one
- [ ] that one

::: rationale
SECRETRATIONALE
:::

::: notes
SECRETQUESTION
:::
:::

## Aside {.hidden}

::: {.exercise title="SECRETHIDDENTASK" minutes=5}
Not now.
:::

::: {.question outcome="1.1" level=BL2}
SECRETHIDDENASK?

- [x] yes
- [ ] no
:::

## What to keep {layout="keypoints"}

::: keypoints
- Keep it
:::
"""


def write_marked(folder: Path) -> Path:
    """The course in `folder`."""
    write(folder / "syllabus/course.yml", FACTS + "".join(DELIVERY.format(brand) for brand in BRANDS))
    write(folder / "syllabus/01-all-of-them.md", MODULE)
    write(folder / "syllabus/secrets.md", "::: notes\nSECRETINCLUDE\n:::\n")
    write(folder / "syllabus/roster.csv", ROSTER)
    Image.new("RGB", (4, 2)).save(folder / "syllabus/dot.png")
    return folder


def found(name: str, data: bytes) -> set[str]:
    """The marked words in a file, without their mark; what they are cut into by tags, hyphens and line ends doesn't hide them."""
    said = everything(name, data)
    return {word for word in WORDS if f"{MARK}{word}" in said}


@functools.lru_cache(maxsize=64)
def everything(name: str, data: bytes) -> str:
    """All that a file says, squeezed: text as drawn, metadata, bookmarks, attachments, and whatever lies packed in it."""
    return "\n".join(reading.squeezed(text) for text in _texts(name, data))


def _texts(name: str, data: bytes) -> Iterator[str]:
    if data.startswith(b"%PDF"):
        yield from _of_pdf(data)
    elif data.startswith(b"PK\3\4"):
        yield from _of_zip(data)
    else:
        yield from _of_text(name, data.decode("utf-8", "replace"))


def _of_text(name: str, text: str) -> Iterator[str]:
    """The text as it stands, as a reader sees it, and what lies in it as data."""
    yield text
    yield unescape(re.sub(r"<[^>]*>", "", text))
    yield text.replace("\r\n ", "").replace("\n ", "")  # a calendar folds its lines
    for each in re.findall(r"base64,([A-Za-z0-9+/=]+)", text):
        yield from _texts(name, base64.b64decode(each))


def _of_zip(data: bytes) -> Iterator[str]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        yield package.comment.decode("latin-1")
        for part in package.namelist():
            yield part
            yield from _texts(part, package.read(part))


def _of_pdf(data: bytes) -> Iterator[str]:
    yield reading.words(data)
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                inside = _bytes(each)
                yield inside.decode("latin-1")
                if inside.startswith((b"%PDF", b"PK\3\4")):
                    yield from _texts("attached", inside)
            yield from _strings(each)


def _bytes(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a JPEG is no text
        return stream.read_raw_bytes()


def _strings(value: object) -> list[str]:
    if isinstance(value, pikepdf.String):
        return [str(value)]
    if isinstance(value, pikepdf.Array):
        return [text for each in list(value) if not _is_elsewhere(each) for text in _strings(each)]
    if isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return [text for _, each in value.items() if not _is_elsewhere(each) for text in _strings(each)]
    return []


def _is_elsewhere(value: object) -> bool:
    """Whether a value is an object of its own, which is looked at by itself."""
    return isinstance(value, pikepdf.Object) and value.is_indirect
