"""`Deck`: what the deck template asked for, before anything is measured."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from courseware.content.blocks import Blocks, Inlines
from courseware.problems import NOWHERE, Place, Problem


class DeckSlide(Struct, frozen=True, kw_only=True):
    """One `<section>`: `slots` hold blocks by slot name in the role's order. `id` is the source slide's id where it shows one (`ID/answer` for its answer).

    `number` is what the slide is called where that does not follow from its place in the deck, else `""`.
    `section` is the title of the PowerPoint section that begins here, `""` inside one. `problems`, in a draft, are why it can't be made as asked for.
    """

    id: str
    role: str
    title: Inlines = ()
    slots: tuple[tuple[str, Blocks], ...] = ()
    notes: Blocks = ()
    hidden: bool = False
    layout: str = ""
    section: str = ""
    background: str = ""
    incremental: bool = False
    icon: str = ""
    transition: str = ""
    number: str = ""
    kept: int = 0
    problems: tuple[Problem, ...] = ()
    place: Place = NOWHERE


class Join(Struct, frozen=True, kw_only=True):
    """A place in the deck of a course where pages of a module go: in front of slide number `at` (from 0) of its own.

    Pages of the roles in `without` stay out. `first` and `last` are ids of slides, `""` for all from the beginning, or to the end.
    """

    at: int
    module: str
    without: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    place: Place = NOWHERE


class Deck(Struct, frozen=True, kw_only=True):
    """A deck as its template wrote it. `number` is the module's number, the first half of `3-14`; 0 numbers slides plainly.

    `properties` are the head's meta values: author, subject, keywords, footer, edition, date.
    """

    title: str
    language: str
    slides: tuple[DeckSlide, ...]
    number: int = 0
    properties: Mapping[str, str] = field(default_factory=dict)
    joins: tuple[Join, ...] = ()
    place: Place = NOWHERE
