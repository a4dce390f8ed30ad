"""What select promises beyond single slides: no leak, no quiet gap, nothing left to decide."""

from __future__ import annotations

from pathlib import Path

import pytest

from courseware.content.blocks import Conditional, Variable, walk
from courseware.course.deliveries import delivery
from courseware.course.model import Course
from courseware.course.read import read_course
from courseware.course.select import select
from courseware.files import Files
from courseware.problems import CoursewareError
from tests.course.test_cases import write_course

TRAINERS = """
# Topic

::: notes
SECRET
:::

## Slide

::: {.content-visible when-mode=room}
::: instructor
SECRET
:::
:::

- item

  ::: notes
  SECRET
  :::

::: handout
Open

::: notes
SECRET
:::
:::

::: columns
::: column
a

::: {.exercise title="E"}
do

::: solution
SECRET {{< var who >}}

::: notes
SECRET
:::
:::

::: notes
SECRET
:::
:::
:::
::: column
b
:::
:::

::: {.content-visible when-audience="trainer"}
SECRET
:::

## SECRET {.hidden}

SECRET[^one]

[^one]: SECRET

::: handout
SECRET
:::

::: question
Open?

- [x] yes
- [ ] no

::: rationale
SECRET
:::
:::

::: {.content-visible when-audience="trainer"}
## Only SECRET

SECRET
:::

# SECRET part {.hidden}

## Last

[to it](#secret)
"""


def read(folder: Path, module: str, facts: str = "title: A course\nvars: {who: them}\nmodules: [m]\n") -> Course:
    write_course(folder, f"{module}\n=== course.yml\n{facts}")
    return read_course(Files(folder))[0]


@pytest.mark.parametrize("format", ["pptx", "pdf", "html"])
def test_no_trainers_word_is_left_for_participants(tmp_path: Path, format: str) -> None:
    course = read(tmp_path, TRAINERS)
    chosen = delivery(course)
    assert repr(select(course, chosen, "trainer", format)).count("SECRET") > 15
    assert "SECRET" not in repr(select(course, chosen, "participant", format))


def test_which_answer_is_right_can_not_be_told_from_a_participants_course(tmp_path: Path) -> None:
    question = "## A\n\n::: {{.question #q}}\nQ?\n\n- [{}] a\n- [{}] b\n:::\n"
    selected = []
    for n, marks in enumerate([("x", " "), (" ", "x")]):
        course = read(tmp_path / str(n), question.format(*marks))
        selected.append(select(course, delivery(course), "participant", "pdf"))
    assert selected[0] == selected[1]


def test_nothing_is_left_to_decide(tmp_path: Path) -> None:
    course = read(tmp_path, TRAINERS)
    for audience in ("trainer", "participant"):
        selected = select(course, delivery(course), audience, "pptx")
        for slide in (slide for module in selected.modules for slide in module.slides()):
            assert slide.conditions == ()
            channels = (slide.blocks, slide.notes, slide.handout, slide.activity.solution if slide.activity else ())
            blocks = [block for channel in channels for block in walk(channel)]
            assert not any(isinstance(block, Conditional) for block in blocks)
            assert f"{Variable.__name__}(" not in repr(slide)


def test_a_link_to_a_slide_that_a_reader_does_not_get_stays_as_its_text(tmp_path: Path) -> None:
    course = read(tmp_path, "## A\n\n[there](#b) and [here](#a)\n\n## B {.hidden}\n")
    assert repr(select(course, delivery(course), "trainer", "pptx")).count("href='#m/") == 4
    shown = repr(select(course, delivery(course), "participant", "pptx"))
    assert "#m/b" not in shown
    assert "text='there and '" in shown
    assert "#m/a" in shown


def test_variables_without_a_value_are_told_at_their_places_all_at_once(tmp_path: Path) -> None:
    facts = "title: A course\ndeliveries: {acme: {client: Acme, vars: {room: B2}}, plain: {}}\nmodules: [m]\n"
    course = read(tmp_path, "## For {{< var client >}}\n\nIn room {{< var room >}}, {{< var room >}}\n", facts)
    assert select(course, delivery(course, "acme"), "trainer", "pptx").modules[0].slides()[0].title != ()
    with pytest.raises(CoursewareError) as found:
        select(course, delivery(course, "plain"), "trainer", "pptx")
    assert str(found.value).splitlines() == [
        "syllabus/m.md:5: the delivery 'plain' gives the variable 'client' no value",
        "  hint: give it one in course.yml, under vars or under deliveries: plain: vars",
        "syllabus/m.md:7: the delivery 'plain' gives the variable 'room' no value",
        "  hint: give it one in course.yml, under vars or under deliveries: plain: vars",
    ]


def test_a_cut_chooses_modules_too(tmp_path: Path) -> None:
    facts = "title: A course\ncuts: {short: {modules: [n]}}\ndeliveries: {half: {cut: short}}\nmodules: [m, n]\n"
    course = read(tmp_path, "## A\n=== n.md\n---\ntitle: N\n---\n## B", facts)
    selected = select(course, delivery(course, "half"), "trainer", "pptx")
    assert [(module.number, module.name) for module in selected.modules] == [(2, "n")]


def test_a_brand_is_a_delivery_with_all_defaults_and_a_wrong_name_gets_the_nearest(tmp_path: Path) -> None:
    course = read(tmp_path, "## A", "title: A course\nlanguage: de\ndeliveries: {spring: {}}\nmodules: [m]\n")
    assert (delivery(course).name, delivery(course).brand) == ("house", "house")
    assert (delivery(course, None, "x/acme").name, delivery(course, None, "x/acme").brand) == ("acme", "x/acme")
    assert delivery(course, "spring").brand == "house"
    with pytest.raises(CoursewareError, match=r"there is no delivery 'sprng'\n  hint: did you mean spring\?"):
        delivery(course, "sprng")
