"""No word of the trainer's is in a participant's file: not in its text, its metadata, its bookmarks, nor anywhere in its bytes."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from tests.build.course import run, write
from tests.print import reading

FACTS = "title: Secrets\ncode: S\nmodules: [01-all-of-them]\nvars: {word: SECRETVAR}\n"
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

## Notes with all kinds of blocks {minutes=5}

- a point

::: notes
| SECRETCELL | b |
|---|---|
| 1 | SECRETROW[^note] |

![SECRETCAPTION](dot.png){fig-alt="SECRETALT"}

- [SECRETLINK](https://example.org/SECRETADDRESS)
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

# Practice

## Try

text

::: {.exercise title="Do it" minutes=5 group="pairs"}
Do it now.

::: solution
SECRETSOLUTION
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
"""
PARTICIPANTS = ("01-all-of-them/handout.pdf", "01-all-of-them/slides.pdf", "course/outline.pdf")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course's files in two brands."""
    folder = tmp_path_factory.mktemp("secrets")
    write(folder / "syllabus/course.yml", FACTS)
    write(folder / "syllabus/01-all-of-them.md", MODULE)
    write(folder / "syllabus/secrets.md", "::: notes\nSECRETINCLUDE\n:::\n")
    Image.new("RGB", (4, 2)).save(folder / "syllabus/dot.png")
    answer = run(folder, "build", "--brand", "house", "--brand", "fjordlight").return_value
    assert answer.code == 0, answer.problems
    return folder / "build"


def everything(data: bytes) -> str:
    """All that a PDF says: its text as drawn, and every string and stream in it, in each of the two ways to write them."""
    found = [reading.words(data)]
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for each in pdf.objects:
            if isinstance(each, pikepdf.Stream):
                found.append(each.read_bytes().decode("latin-1"))
            found.extend(_strings(each))
    return "\n".join(found)


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


@pytest.mark.parametrize("brand", ["house", "fjordlight"])
@pytest.mark.parametrize("name", PARTICIPANTS)
def test_no_word_of_the_trainers_is_in_a_participants_file(brand: str, name: str, built: Path) -> None:
    said = everything((built / brand / name).read_bytes())
    assert "SECRET" not in said.replace("Secrets", "")


@pytest.mark.parametrize("brand", ["house", "fjordlight"])
def test_the_trainers_notes_have_them_all(brand: str, built: Path) -> None:
    """What is looked for above can be found: else its absence would prove nothing."""
    said = everything((built / brand / "01-all-of-them/instructor-notes.pdf").read_bytes())
    for word in ("TOPIC", "VAR", "COLUMN", "AUDIENCE", "CELL", "ROW", "CAPTION", "ALT", "LINK", "ADDRESS", "FOOTNOTE", "HIDDENTITLE",
                 "HIDDENTEXT", "INCLUDE", "UNDER", "SOLUTION", "EXERCISE", "DISCUSSION", "RATIONALE", "QUESTION"):  # fmt: skip
        assert f"SECRET{word}" in said, word
