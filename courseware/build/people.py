"""Documents about people: for each participant of a roster, and those of the course that list them.

What stands in a roster reaches the template and the output. Problems are told without it: whatever can't be made of a
person is tried with a stand-in of that name's shape, and only what goes wrong with that too is told as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from courseware.build.documents import PARTICIPANT, Document, layers
from courseware.build.materials import Materials
from courseware.build.planned import Unit
from courseware.build.request import Request
from courseware.build.shelf import Shelf
from courseware.files import Files
from courseware.problems import CoursewareError, Place, Problem
from courseware.values import replace

if TYPE_CHECKING:
    from courseware.build.making import Result
    from courseware.build.state import Record
    from courseware.roster import Person, Roster

Make = Callable[[Document, Materials, "Record | None"], "Result"]


def materials_of(unit: Unit, request: Request, shelf: Shelf) -> Materials:
    """The materials of a unit; those of all participants of a delivery are the same but for the person."""
    if not unit.person:
        return Materials(unit, request, shelf)
    common = shelf.share(
        ("materials", unit.delivery.name, PARTICIPANT), lambda: Materials(replace(unit, person=0), request, shelf)
    )
    roster = shelf.roster(common.files, request, common.delivery)
    assert roster is not None  # a unit of a person is planned from one
    return _OfPerson(common, roster.person(unit.person))


def without_people(document: Document, materials: Materials, error: CoursewareError, make: Make) -> tuple[Problem, ...]:
    """The problems of a document about people, in words that tell nothing of them."""
    try:
        make(document, materials.of_nobody(), None)
    except CoursewareError as found:
        return found.problems
    place = Place(document.file)
    if isinstance(materials, _OfPerson):
        roster = materials.shelf.roster(materials.files, materials.request, materials.delivery)
        place = Place(roster.file if roster else "", materials.person.line)
    if any(problem.fact.startswith("no font of the brand") for problem in error.problems):
        fact = f"{document.name} can't be made: no font of the brand {materials.brand.name} has all letters of this row"
        return (Problem(place, fact, "add a font that has them to typography.fonts of its _brand.yml"),)
    fact = f"{document.name} can't be made of what stands in this row"
    return (Problem(place, fact, "look for a cell that holds something else than the others of its column"),)


class _OfPerson(Materials):
    """The materials of one participant: the course's, and the person."""

    def __init__(self, common: Materials, person: Person) -> None:
        self.__dict__.update(common.__dict__)
        self.person = person

    def render(self, document: Document, files: Files) -> str:
        from courseware.render import render

        common = self.keeper.keep(
            ("common", document.name),
            files,
            lambda fresh: self.context(document, document.audience, document.ending, fresh, whole=False),
        )
        shown = people_for(self, [self.person], files)
        self.shelf.roster(files, self.request, self.delivery)
        return render(files, layers(self.brand.folder), document.template, {**common, "participant": shown[0]})

    def of_nobody(self) -> Materials:
        return _OfPerson(self, nobody(self.person))


def nobody(person: Person) -> Person:
    """A stand-in for a person, who has the same columns."""
    values = {key: "Example" if value else "" for key, value in person.values.items()}
    return replace(person, values=values, cells=tuple((title, "Example") for title, _ in person.cells))


def people_for(materials: Materials, people: list[Person], files: Files) -> list[dict[str, Any]]:
    """People as plain data: their columns; `row` and `number` (`007`, where no column is called so), `width` of the name in ems of the
    brand's bold headings, whether it is read from right to left (`rtl`), and `cells` with title and value.
    """
    from courseware.deck.measure import Measure, is_rtl

    measure = Measure(materials.brand, files, materials.delivery.language)
    family = materials.brand.families["heading"]

    def plain(person: Person) -> dict[str, Any]:
        name = person.values["name"]
        parts = measure.stretches(name, family)
        return {
            "number": f"{person.number:03}",
            **person.values,
            "row": person.number,
            "rtl": is_rtl(name),
            "width": sum(measure.width(part.text, part.family, 1.0, bold=True) for part in parts),
            "cells": [{"title": title, "value": value} for title, value in person.cells],
        }

    return [plain(person) for person in people]


def listed(materials: Materials, roster: Roster | None, files: Files, stand_ins: bool = False) -> list[dict[str, Any]]:
    """The people of a roster as plain data; of `stand_ins` where they are not to be told."""
    people = list(roster.people) if roster else []
    return people_for(materials, [nobody(each) for each in people] if stand_ins else people, files)
