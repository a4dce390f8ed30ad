"""What a plan is made of: deliveries with their modules and documents, and the units of work that are made of them."""

from __future__ import annotations

from collections.abc import Mapping

from courseware.problems import Problem
from courseware.values import Value

COURSE = "course"
"""The folder of a delivery that holds the course's documents, and the folder of their templates."""
PEOPLE = "participants"
"""The folder of a delivery that holds a folder for each participant, called by the row's number: `007`."""


class PlannedModule(Value):
    """A module of a delivery: what a list shows of it."""

    name: str
    number: int
    title: str


class PlannedDocument(Value):
    """A document of a delivery: what a list shows of it. `lacks` names what the course doesn't have that it needs;
    with `request` it is made only where somebody names it. `options` as of `options.recorded`; `roster`, `counts`, `called`
    and `slides` as in `Document`.
    """

    name: str
    folder: str
    title: str
    audience: str
    lacks: str = ""
    request: bool = False
    options: str = "{}"
    roster: bool = False
    counts: bool = False
    called: str = ""
    slides: bool = False


class PlannedDelivery(Value):
    """A delivery's modules (after its cut) and documents. `brand` is a brand's name or `@brand/NAME`.

    `people` are the numbers of the roster's rows that have a participant, `faults` what is wrong with the others.
    `traces` is the key of what its outputs are searched for of other brands, `asked` the names of the documents that it
    consists of, where it says so; `zipped` are code, language and edition of the course, `drafted` says that its pages
    are drafts. `cut` counts the modules and slides that are left out, with the codes of the outcomes that go.
    """

    name: str
    brand: str
    modules: tuple[PlannedModule, ...]
    documents: tuple[PlannedDocument, ...]
    people: tuple[int, ...] = ()
    faults: tuple[Problem, ...] = ()
    traces: str = ""
    asked: tuple[str, ...] = ()
    zipped: tuple[str, str, str] = ("", "", "")
    drafted: bool = False
    cut: tuple[int, int, tuple[str, ...]] | None = None


class Plan(Value):
    """What a request could make, in order. `problems` are of deliveries that can't be made at all; `reads` as in
    `Files`. `known` are the names of all deliveries and brands that there are, `spoilt` the modules
    with errors, of which nothing is made, and `""` with them for what is made of the whole course.
    """

    deliveries: tuple[PlannedDelivery, ...]
    reads: Mapping[str, str]
    problems: tuple[Problem, ...] = ()
    spoilt: frozenset[str] = frozenset()
    known: tuple[str, ...] = ()


class Unit(Value):
    """A unit of work: the documents of one module, of the course or of a `person` in one delivery. `module` is `""` for
    the course's and a person's, `person` the number of the row, 0 for all others.

    `folder` is where its outputs go: `house/03-relationships`, `house/participants/007`.
    """

    delivery: PlannedDelivery
    module: str
    title: str
    documents: tuple[PlannedDocument, ...]
    folder: str
    person: int = 0

    @property
    def counts(self) -> bool:
        """Whether it names the pages of other files, and so is made when they are."""
        return any(document.counts for document in self.documents)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """What is wrong with the roster, where its documents are about the people there."""
        named = self.person or any(document.roster for document in self.documents)
        return self.delivery.faults if named else ()

    def output(self, document: str) -> str:
        """The name of an output in the output folder."""
        return f"{self.folder}/{document}"
