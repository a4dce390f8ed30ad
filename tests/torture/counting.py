"""Kinds of edits, and which outputs each of them writes: the promise of a build that makes only what changed, as a table.

An output is called by delivery, folder and document: `acorn/01-hive/brief.txt`. In the patterns of the table `*` stands for any of it.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from tests.torture.course import BRAND, HONEY, picture, write


class Kind(NamedTuple):
    """A kind of edit.

    `written` are the outputs whose bytes change, `again` those that are rendered again with the same result, where they are not written;
    no other output is looked at for longer than its records take. `gone` are removed.
    """

    edit: Callable[[Path], object]
    written: tuple[str, ...] = ()
    again: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()


def swap(name: str, old: str, new: str) -> Callable[[Path], None]:
    """The edit that writes `new` for `old`."""

    def edit(course: Path) -> None:
        text = (course / name).read_text()
        assert old in text
        write(course / name, text.replace(old, new))

    return edit


def _add_a_module(course: Path) -> None:
    write(course / "syllabus/04-wax.md", HONEY.replace("Honey", "Wax").replace("3.1", "4.1"))
    swap(FACTS, "03-honey]", "03-honey, 04-wax]")(course)


def _rename_a_module(course: Path) -> None:
    (course / "syllabus/03-honey.md").rename(course / "syllabus/03-nectar.md")
    swap(FACTS, "03-honey]", "03-nectar]")(course)


HIVE, FACTS = "syllabus/01-hive.md", "syllabus/course.yml"
OF_HIVE = ("*/01-hive/*", "*/course/*", "*/participants/*")
"""What a change in one module may concern: its own documents, and those that may show any module."""
OF_SWARM = ("*/02-swarm/*", "*/course/*", "*/participants/*")
OF_ALL = ("*",)
OF_ACORN = ("acorn/*", "spring/*")
"""The brand's own outputs, and those of the delivery that it is made for."""

KINDS = {
    "a comment in a module": Kind(swap(HIVE, "a comment of the author", "another comment")),
    "a touch": Kind(lambda course: os.utime(course / HIVE)),
    "a blank line above": Kind(swap(HIVE, "\n## Boxes", "\n\n## Boxes"), (), OF_HIVE),
    "a bullet": Kind(
        swap(HIVE, "- The floor carries", "- The floor bears"),
        ("*/01-hive/deck.pptx", "*/01-hive/brief.txt", "*/01-hive/hand.txt"),
        OF_HIVE,
    ),
    "a note": Kind(swap(HIVE, "real frame", "true frame"), ("*/01-hive/deck.pptx", "*/01-hive/brief.txt"), OF_HIVE),
    "text of the handout": Kind(
        swap(HIVE, "Wood swells", "Wood works"),
        ("*/01-hive/hand.txt", "*/01-hive/page.html", "*/01-hive/sheet.pdf"),
        OF_HIVE,
    ),
    "a slide's title, which other modules may link to": Kind(
        swap(HIVE, "## Boxes", "## Crates"), ("*/01-hive/*",), OF_ALL
    ),
    "a module's title": Kind(
        swap(HIVE, "title: The hive", "title: The home"),
        (
            *(f"*/01-hive/{name}" for name in ("deck.pptx", "brief.txt", "hand.txt", "page.html", "sheet.pdf")),
            "*/course/overview.txt",
            "*/course/schedule.ics",
        ),
        OF_ALL,
    ),
    "the course's title": Kind(
        swap(FACTS, "Keeping bees", "Minding bees"),
        ("*/deck.pptx", "*/brief.txt", "*/overview.txt", "*.ics", "*/letter.txt"),
        OF_ALL,
    ),
    "an outcome": Kind(
        swap(HIVE, "Name the parts", "List the parts"),
        ("*/01-hive/deck.pptx", "*/01-hive/brief.txt", "*/course/overview.txt"),
        OF_ALL,
    ),
    "a question": Kind(
        swap(HIVE, "What carries", "What bears"),
        ("*/01-hive/deck.pptx", "*/01-hive/brief.txt", "*/01-hive/hand.txt"),
        OF_HIVE,
    ),
    "a picture": Kind(
        lambda course: (course / "syllabus/pictures/frame.png").write_bytes(picture(9, 9, 9)),
        ("*/01-hive/deck.pptx",),
        ("*/01-hive/page.html", "*/01-hive/sheet.pdf"),
    ),
    "a picture that nothing shows": Kind(
        lambda course: (course / "syllabus/pictures/spare.png").write_bytes(picture(9, 9, 9))
    ),
    "a table's numbers": Kind(
        swap("syllabus/data/swarms.csv", "12", "13"),
        ("*/02-swarm/deck.pptx", "*/02-swarm/brief.txt", "*/02-swarm/hand.txt"),
        OF_SWARM,
    ),
    "an included file, on a slide that the delivery's cut hides": Kind(
        swap("syllabus/parts/rules.md", "Smoke first", "Smoke them first"),
        ("*/01-hive/deck.pptx", "*/01-hive/brief.txt", "house/01-hive/hand.txt", "acorn/01-hive/hand.txt"),
        OF_HIVE,
    ),
    "a template that the brand has for itself": Kind(
        lambda course: write(course / "templates/brands/acorn/module/hand.txt.j2", "---\ntitle: hand\n---\nBrief\n"),
        ("acorn/*/hand.txt", "spring/*/hand.txt"),
    ),
    "a template that no document asks for": Kind(
        lambda course: write(course / "templates/parts/nobody.txt.j2", "{% macro nothing() %}{% endmacro %}\n")
    ),
    "a macro in parts": Kind(swap("templates/parts/words.txt.j2", "* [", "- ["), ("*/brief.txt",)),
    "a macro in parts that nobody calls": Kind(
        swap("templates/parts/words.txt.j2", "asked for by nobody", "never asked for"), (), ("*/brief.txt",)
    ),
    "a label that one document prints": Kind(
        swap("templates/labels/en.yml", "The plan", "Our plan"), ("*/overview.txt",), OF_ALL
    ),
    "a label of one brand": Kind(
        swap("templates/brands/acorn/labels/en.yml", "What comes", "What follows"),
        ("acorn/*/brief.txt", "spring/*/brief.txt"),
        OF_ACORN,
    ),
    "a brand's colour": Kind(
        swap("templates/brands/acorn/_brand.yml", "2E5E3A", "3A2E5E"),
        ("acorn/*/deck.pptx", "acorn/*/brief.txt", "spring/*/deck.pptx", "spring/*/brief.txt"),
        OF_ACORN,
    ),
    "a brand's legal line": Kind(
        swap("templates/brands/acorn/_brand.yml", "lends no smoker", "lends a smoker"),
        ("acorn/*/deck.pptx", "acorn/*/brief.txt", "spring/*/deck.pptx", "spring/*/brief.txt"),
        OF_ACORN,
    ),
    "another brand's file": Kind(
        lambda course: write(course / "templates/brands/birch/_brand.yml", BRAND.replace("Acorn Lane", "Birch Row"))
    ),
    "the dates of a delivery": Kind(
        swap(FACTS, "2027-03-09", "2027-03-10"),
        ("spring/*/deck.pptx", "spring/*/brief.txt", "spring/course/*.ics"),
        OF_ALL,
    ),
    "a comment in course.yml": Kind(swap(FACTS, "code: KB", "code: KB # short")),
    "a row of the roster": Kind(
        swap("people.csv", "Bo Yarrow", "Bea Yarrow"),
        ("spring/participants/002/letter.txt",),
        ("spring/participants/001/letter.txt", "spring/course/papers.txt"),
    ),
    "a module more at the end": Kind(
        _add_a_module,
        ("*/04-wax/*", "*/03-honey/deck.pptx", "*/overview.txt", "house/course/papers.txt", "acorn/course/papers.txt"),
        OF_ALL,
    ),
    "another name for a module's file": Kind(
        _rename_a_module,
        ("*/03-nectar/*", "house/course/papers.txt", "acorn/course/papers.txt"),
        OF_ALL,
        ("*/03-honey/*",),
    ),
}
